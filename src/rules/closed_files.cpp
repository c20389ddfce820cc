// SPDX-License-Identifier: Apache-2.0
#include "rules/closed_files.h"

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "workspace/names.h"

namespace s1::rules {
namespace {

using dockerfile::Kind;
using workspace::Found;

constexpr std::size_t kMostEntries = 5000;
constexpr std::uint32_t kOthersRead = 04, kOthersEnter = 05;

class Search {
 public:
  explicit Search(const model::BuildFiles& context) : context_(context) {}

  // The first closed entry at or below the path.
  std::optional<std::string> below(std::string path) {
    std::vector<std::string> open = {std::move(path)};
    while (!open.empty() && looked_ < kMostEntries) {
      std::string at = std::move(open.back());
      open.pop_back();
      ++looked_;
      if (!at.empty() && context_.ignores(at)) continue;
      const Found found = context_.look(at);
      if (found != Found::file && found != Found::folder) continue;
      const bool is_folder = found == Found::folder;
      // The context's own folder is not copied, its contents are.
      if (const std::optional<std::uint32_t> bits = context_.permissions(at); bits && !at.empty()) {
        const std::uint32_t wanted = is_folder ? kOthersEnter : kOthersRead;
        if ((*bits & wanted) != wanted) return at;
      }
      if (is_folder)
        for (const std::string& name : context_.names(at))
          if (name != ".git" && name != "node_modules") open.push_back(workspace::join(at, name));
    }
    return std::nullopt;
  }

 private:
  const model::BuildFiles& context_;
  std::size_t looked_ = 0;
};

}  // namespace

std::optional<ClosedFile> closed_file(const dockerfile::File& file,
                                      std::span<const dockerfile::Instruction* const> instructions,
                                      const model::BuildFiles& context) {
  Search search(context);
  for (const dockerfile::Instruction* each : instructions) {
    if (each->kind != Kind::copy && each->kind != Kind::add) continue;
    if (each->flag("from") != nullptr || each->flag("chown") != nullptr || each->flag("chmod") != nullptr) continue;
    for (std::size_t i = 0; i + 1 < each->words.size(); ++i) {
      const dockerfile::Expansion from = dockerfile::expand(file, *each, each->words[i]);
      if (!from.known || from.text.find_first_of("*?[") != std::string::npos || from.text.starts_with("<<")) continue;
      std::string_view path = from.text;
      while (path.starts_with('/')) path.remove_prefix(1);
      std::optional<std::string> source = workspace::normalised(path);
      if (!source) continue;
      if (std::optional<std::string> closed = search.below(*std::move(source)))
        return ClosedFile{*std::move(closed), each};
    }
  }
  return std::nullopt;
}

}  // namespace s1::rules
