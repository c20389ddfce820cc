// SPDX-License-Identifier: Apache-2.0
// In Terraform files: `# tflint-ignore: rule, rule # reason` for its line and the next, and at the head of the file
// `# tflint-ignore-file: rule` for all of it; `all` is every rule of tflint's.
// (terraform-linters/tflint: docs/user-guide/annotations.md)
#include "engine/suppress/forms.h"

namespace s1::engine::suppress {

void read_tflint(const Comment& comment, Reader& reader) {
  if (reader.file().kind != workspace::FileKind::terraform) return;
  std::string_view text = comment.text;
  const bool whole_file = take(text, "tflint-ignore-file:");
  if (!whole_file && !take(text, "tflint-ignore:")) return;
  if (whole_file && !reader.at_head(comment)) return;
  std::vector<std::string> names;
  for (const std::string& id : split_ids(text.substr(0, text.find_first_of("#/*\n"))))
    if (is_plain_id(id)) names.push_back(id == "all" ? "tflint:*" : "tflint:" + id);
  Suppression suppression = reader.of_next_line(comment);
  suppression.whole_file = whole_file;
  reader.add(std::move(suppression), names);
}

}  // namespace s1::engine::suppress
