// SPDX-License-Identifier: Apache-2.0
#include "fix/file_edit.h"

#include "text/hash.h"

namespace s1::fix {
namespace {

Error changed_file(const FileEdit& edit) {
  return {"changed-file", edit.path, "the file is not the one that this edit was made for",
          "run again: the fixes are computed anew"};
}

}  // namespace

Result<std::string> apply(const FileEdit& edit, std::string_view text) {
  if (const auto* const create = std::get_if<Create>(&edit.what)) {
    if (!text.empty()) return std::unexpected(changed_file(edit));
    return create->text;
  }
  const auto* const change = std::get_if<Change>(&edit.what);
  const std::string& old_hash = change != nullptr ? change->old_hash : std::get<Delete>(edit.what).old_hash;
  if (hash128(text) != old_hash) return std::unexpected(changed_file(edit));
  if (change == nullptr) return "";
  return s1::apply(text, change->edits);
}

}  // namespace s1::fix
