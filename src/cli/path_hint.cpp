// SPDX-License-Identifier: Apache-2.0
#include "cli/path_hint.h"

#include <filesystem>
#include <string_view>
#include <system_error>
#include <vector>

#include "text/suggest.h"

namespace s1::cli {

Error with_path_hint(Error error, const std::string& path, const std::string& root) {
  constexpr std::size_t most = 10'000;  // entries looked at; a larger folder gets no suggestion
  if (error.code != "not-found") return error;
  const std::filesystem::path wrong(path);
  const std::filesystem::path folder = (root.empty() ? "." : root) / wrong.parent_path();
  std::error_code failed;
  std::vector<std::string> names;
  for (std::filesystem::directory_iterator at(folder, failed), end; !failed && at != end && names.size() < most;
       at.increment(failed))
    names.push_back(at->path().filename().string());
  const std::vector<std::string_view> known(names.begin(), names.end());
  const std::string_view near = nearest(wrong.filename().string(), known);
  if (!near.empty() && near != wrong.filename())
    error.hint = "did you mean " + (wrong.parent_path() / near).string() + "?";
  else if (!root.empty() && std::filesystem::is_directory(root, failed))
    error.hint = "PATH is relative to --root: name what is in that folder, or leave PATH out for all of it";
  return error;
}

}  // namespace s1::cli
