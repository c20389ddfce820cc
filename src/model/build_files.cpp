// SPDX-License-Identifier: Apache-2.0
#include "model/build_files.h"

#include <utility>

#include "workspace/names.h"
#include "workspace/text_file.h"

namespace s1::model {
namespace {

constexpr std::size_t kMostBytes = 1024 * std::size_t{1024};

}  // namespace

BuildFiles::BuildFiles(const workspace::Root& root, std::string folder, std::string_view dockerfile)
    : root_(root), folder_(std::move(folder)) {
  for (const std::string& path : {std::string(dockerfile) + ".dockerignore", path_of(".dockerignore")})
    if (const Result<std::string> text = root_.read(path, kMostBytes)) {
      ignore_path_ = path;
      ignore_ = workspace::DockerIgnore::parse(*text);
      break;
    }
}

std::string BuildFiles::path_of(std::string_view path) const {
  return workspace::join(folder_, path);
}

workspace::Found BuildFiles::look(std::string_view path) const {
  const std::optional<std::string> normal = workspace::normalised(path);
  return normal ? workspace::look(root_, path_of(*normal)) : workspace::Found::unclear;
}

std::optional<std::uint32_t> BuildFiles::permissions(std::string_view path) const {
  const std::optional<std::string> normal = workspace::normalised(path);
  return normal ? workspace::permissions(root_, path_of(*normal)) : std::nullopt;
}

const std::vector<std::string>& BuildFiles::names(std::string_view folder) const {
  const auto [at, is_new] = names_.try_emplace(std::string(folder));
  if (is_new)
    if (const std::optional<std::string> normal = workspace::normalised(folder))
      at->second = workspace::names_in(root_, path_of(*normal));
  return at->second;
}

const std::string* BuildFiles::text(std::string_view path) const {
  const auto [at, is_new] = texts_.try_emplace(std::string(path));
  if (is_new)
    if (const std::optional<std::string> normal = workspace::normalised(path))
      if (Result<std::string> text = root_.read(path_of(*normal), kMostBytes);
          text && !workspace::not_text(*normal, *text))
        at->second = *std::move(text);
  const std::optional<std::string>& text = at->second;
  return text ? &*text : nullptr;
}

}  // namespace s1::model
