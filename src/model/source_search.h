// SPDX-License-Identifier: Apache-2.0
// Looks for words in the sources of a build context.
#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "model/build_files.h"

namespace s1::model {

// Reads the files whose names end in one of `endings` (".js"), those of the folder first; folders of packages and of
// version control are left out. `visit` returns whether to go on. False: there are more files than are read, or some
// could not be.
bool for_each_source(const BuildFiles& files, std::string_view folder, std::span<const std::string_view> endings,
                     const std::function<bool(const std::string& path, const std::string& text)>& visit);

struct SourceSearch {
  std::optional<std::string> found_in;  // the first file that has the word, relative to the context
  bool complete = true;                 // false: there are more files than are read
};
[[nodiscard]] SourceSearch search_sources(const BuildFiles& files, std::string_view folder,
                                          std::span<const std::string_view> endings, std::string_view word);

}  // namespace s1::model
