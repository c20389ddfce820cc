// SPDX-License-Identifier: Apache-2.0
#include "model/source_search.h"

#include <algorithm>
#include <array>
#include <vector>

#include "workspace/names.h"

namespace s1::model {
namespace {

constexpr std::size_t kMostFiles = 1000;
constexpr std::size_t kMostFolders = 500;
constexpr std::size_t kMostBytes = 16 * 1024 * std::size_t{1024};  // of all files together, which stay in memory
constexpr std::array<std::string_view, 6> kLeftOut = {"node_modules", ".git", "vendor", "__pycache__", ".venv", "venv"};

}  // namespace

bool for_each_source(const BuildFiles& files, std::string_view folder, std::span<const std::string_view> endings,
                     const std::function<bool(const std::string& path, const std::string& text)>& visit) {
  std::vector<std::string> folders = {std::string(folder)};
  std::size_t read = 0;
  std::size_t bytes = 0;
  bool complete = true;
  for (std::size_t i = 0; i < folders.size(); ++i) {  // grows while it is gone through
    if (i == kMostFolders) return false;
    const std::string at = folders[i];
    for (const std::string& name : files.names(at)) {
      std::string path = workspace::join(at, name);
      const bool wanted = std::ranges::any_of(endings, [&](std::string_view end) { return name.ends_with(end); });
      const workspace::Found found = files.look(path);
      if (found == workspace::Found::folder) {
        if (std::ranges::find(kLeftOut, name) == kLeftOut.end()) folders.push_back(std::move(path));
        continue;
      }
      if (!wanted || found != workspace::Found::file) continue;
      if (++read > kMostFiles) return false;
      const std::string* const text = files.text(path);
      if (text == nullptr) {
        complete = false;
        continue;
      }
      bytes += text->size();
      if (bytes > kMostBytes) return false;
      if (!visit(path, *text)) return complete;
    }
  }
  return complete;
}

SourceSearch search_sources(const BuildFiles& files, std::string_view folder, std::span<const std::string_view> endings,
                            std::string_view word) {
  SourceSearch result;
  result.complete = for_each_source(files, folder, endings, [&](const std::string& path, const std::string& text) {
    if (!text.contains(word)) return true;
    result.found_in = path;
    return false;
  });
  return result;
}

}  // namespace s1::model
