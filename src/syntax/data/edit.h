// SPDX-License-Identifier: Apache-2.0
// Changes to a YAML or JSON file as edits of its bytes: every byte that is not part of the change stays, and what is
// written takes the indentation, quoting and line ends of what stands around it. Each function gives the edits
// (disjoint, sorted) or says why the change cannot be made in place.
//
// Codes of errors: "not-editable" (an alias or a merge brings the value, so that the edit would be elsewhere; a node of
// an incomplete document; a block scalar in a flow collection), "wrong-kind" (a key set in a sequence).
#pragma once
#include <string_view>
#include <vector>

#include "syntax/data/tree.h"
#include "text/edit.h"
#include "text/error.h"

namespace s1::data {

// A new value to write. Text is written as a scalar that reads back as exactly this kind and text: quoted where it must
// be. Collections are given as ready lines of the file's own language.
struct NewValue {
  Kind kind =
      Kind::string;       // null, boolean, integer, real or string; mapping and sequence: `text` is `{}`/`[]` content
  std::string_view text;  // "true", "8080", or the string itself
};

using Edits = std::vector<Edit>;

// Puts a scalar in a value's place: any style of scalar, in block and flow. The style is kept where it can hold the
// text (quotes stay quotes, a literal stays a literal). Tag, anchor and comment stay.
[[nodiscard]] Result<Edits> replace(Value scalar, NewValue with);

// Gives a member another key; the order and the value stay.
[[nodiscard]] Result<Edits> rename(Value key, std::string_view name);

// Adds a member at the end of a mapping, or before the member with the key `before`. An empty mapping ({} or a null
// value) is turned into one with this member.
[[nodiscard]] Result<Edits> insert_member(Value mapping, std::string_view key, NewValue value,
                                          std::string_view before = {});
// The same with a collection as the value: `lines` is YAML (or JSON) written from column 0 with two spaces, and is
// indented as the file is.
[[nodiscard]] Result<Edits> insert_member_block(Value mapping, std::string_view key, std::string_view lines,
                                                std::string_view before = {});
// Adds an item at the end of a sequence, or before the item of that index.
[[nodiscard]] Result<Edits> insert_item(Value sequence, NewValue value, std::size_t before = SIZE_MAX);

// Takes a member or an item away, with its own comment lines directly above it and its line's comment; a collection
// that loses its last one becomes {} or [].
[[nodiscard]] Result<Edits> erase_member(Value key);
[[nodiscard]] Result<Edits> erase_item(Value item);

// Adds a comment line above a member or an item, indented like it; or at the end of its line. JSON: "not-editable".
[[nodiscard]] Result<Edits> add_comment_above(Value key_or_item, std::string_view text);
[[nodiscard]] Result<Edits> add_comment_beside(Value key_or_item, std::string_view text);

}  // namespace s1::data
