// SPDX-License-Identifier: Apache-2.0
// What a fix does to one file: every rewrite of this program, whatever made it, is a list of these.
#pragma once
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "text/edit.h"
#include "text/error.h"

namespace s1::fix {

struct Create {
  std::string text;
};

// Edits of the bytes whose hash128() is `old_hash`, and of no others.
struct Change {
  std::vector<Edit> edits;
  std::string old_hash;
};

struct Delete {
  std::string old_hash;
};

struct FileEdit {
  std::string path;  // relative to the root, with '/'
  std::variant<Create, Change, Delete> what;
};

// What the file holds afterwards: "" for one that is deleted. `text`: what it holds now; "" where there is none yet.
// Codes: "changed-file" where the edit was made for another text, "bad-edit".
[[nodiscard]] Result<std::string> apply(const FileEdit& edit, std::string_view text);

}  // namespace s1::fix
