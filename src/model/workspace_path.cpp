// SPDX-License-Identifier: Apache-2.0
#include "model/workspace_path.h"

#include <algorithm>
#include <cstddef>

#include "workspace/names.h"

namespace s1::model {
namespace {

// What is left of `path` where it opens with the folder `name`.
std::optional<std::string_view> below(std::string_view path, std::string_view name) {
  if (!path.starts_with(name)) return std::nullopt;
  path.remove_prefix(name.size());
  if (path.empty()) return path;
  if (path.front() != '/') return std::nullopt;
  return path.substr(1);
}

bool is_plain(std::string_view path) {
  return path.find_first_of("$`*?[]{}~\\%\n") == std::string_view::npos;
}

constexpr std::size_t kMostCheckouts = 16;
constexpr std::size_t kMostPath = 1024;  // longer ones are no paths that a pipeline's author wrote

}  // namespace

void JobWorkspace::check_out(const WorkspacePath& at, bool own) {
  const auto same = std::ranges::find_if(checkouts_, [&](const Checkout& checkout) { return checkout.at == at; });
  if (same != checkouts_.end())
    same->own = own;
  else if (at && checkouts_.size() < kMostCheckouts)
    checkouts_.push_back({*at, own});
  else
    known_ = false;
}

WorkspacePath JobWorkspace::locate(const WorkspacePath& from, std::string_view path) const {
  constexpr std::string_view kHere[] = {"$PWD", "${PWD}", "$(pwd)", "`pwd`"};
  WorkspacePath base = from;
  std::optional<std::string_view> rest;
  for (const std::string_view here : kHere)
    if (!rest) rest = below(path, here);
  for (const std::string_view own : own_names_) {
    if (rest) break;
    rest = below(path, own);
    if (rest) base = "";
  }
  if (!rest && !path.starts_with('/')) rest = path;
  if (!rest || !base || base->size() + rest->size() > kMostPath || !is_plain(*rest)) return std::nullopt;
  return workspace::normalised(workspace::join(*base, *rest));
}

std::string JobWorkspace::in_root(const WorkspacePath& place) const {
  if (!place || !repository_ || !known_) return {};
  // The checkout that lies deepest around it.
  const Checkout* around = nullptr;
  std::string_view inside;
  for (const Checkout& checkout : checkouts_) {
    const std::optional<std::string_view> rest = checkout.at.empty() ? *place : below(*place, checkout.at);
    if (!rest || (around != nullptr && checkout.at.size() < around->at.size())) continue;
    around = &checkout;
    inside = *rest;
  }
  if (around == nullptr || !around->own) return {};
  std::string path = workspace::join(*repository_, inside);
  if (path.ends_with('/')) path.pop_back();
  return path.empty() ? "." : path;
}

}  // namespace s1::model
