// SPDX-License-Identifier: Apache-2.0
#include "model/repository_facts.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace s1::model {
namespace {

constexpr std::size_t kMostBytes = 256 * std::size_t{1024};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

std::string as_page(std::string_view address) {
  std::string_view rest = address;
  for (const std::string_view scheme : {"https://", "http://", "ssh://", "git://"})
    if (rest.starts_with(scheme)) rest.remove_prefix(scheme.size());
  const bool has_scheme = rest.size() != address.size();
  if (const std::size_t at = rest.substr(0, rest.find('/')).rfind('@'); at != std::string_view::npos)
    rest.remove_prefix(at + 1);
  std::string page(rest);
  if (!has_scheme) {  // git@host:owner/name
    const std::size_t colon = page.find(':');
    if (colon == std::string::npos || page.find('/') < colon || !address.contains('@')) return {};
    page[colon] = '/';
  }
  if (page.ends_with(".git")) page.resize(page.size() - 4);
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-";
  const bool plain = page.find_first_not_of(kPlain) == std::string::npos;
  return plain && page.find('.') < page.find('/') && page.contains('/') ? "https://" + page : std::string();
}

}  // namespace

std::string repository_address(const workspace::Root& root) {
  const Result<std::string> config = root.read(".git/config", kMostBytes);
  if (!config) return {};
  std::string_view rest = *config;
  bool in_origin = false;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = trimmed(rest.substr(0, end));
    rest.remove_prefix(std::min(rest.size(), end + 1));
    if (line.starts_with('[')) in_origin = line == "[remote \"origin\"]";
    if (!in_origin || !line.starts_with("url")) continue;
    const std::size_t equals = line.find('=');
    if (equals != std::string_view::npos) return as_page(trimmed(line.substr(equals + 1)));
  }
  return {};
}

std::string repository_licence(const workspace::Root& root) {
  struct Title {
    std::string_view begins;
    std::string_view has;  // near its beginning
    std::string_view id;
  };
  constexpr std::array<Title, 6> kTitles = {{{"MIT License", "", "MIT"},
                                             {"Apache License", "Version 2.0", "Apache-2.0"},
                                             {"BSD 3-Clause License", "", "BSD-3-Clause"},
                                             {"BSD 2-Clause License", "", "BSD-2-Clause"},
                                             {"Mozilla Public License", "2.0", "MPL-2.0"},
                                             {"ISC License", "", "ISC"}}};
  for (const std::string_view name : {"LICENSE", "LICENSE.txt", "LICENSE.md"}) {
    const Result<std::string> text = root.read(name, kMostBytes);
    if (!text) continue;
    std::string_view rest = *text;
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n#"), rest.size()));
    for (const Title& each : kTitles)
      if (rest.starts_with(each.begins) && rest.substr(0, 200).contains(each.has)) return std::string(each.id);
    return {};
  }
  return {};
}

}  // namespace s1::model
