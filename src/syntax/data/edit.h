// SPDX-License-Identifier: Apache-2.0
// Changes to a YAML or JSON file as edits of its bytes: every byte that is not part of the change stays, and what is
// written takes the indentation, quoting and line ends of what stands around it. Each function gives the edits
// (disjoint, sorted) or says why the change cannot be made in place. An edit is for the text that was read: to make a
// further one, apply it and read the file again. libyaml reads more than YAML allows, and beside such text what an edit
// gives may not be readable any more: whoever applies edits reads the result back, as fix/prove.h does.
//
// Codes of errors:
//  "not-editable"  nothing is there; an alias, whose value is written elsewhere; a document that could not be read to
//                  its end; a byte order mark within the file; a tag that would give the new value another kind; an
//                  anchor that an alias elsewhere refers to
//  "wrong-kind"    a member in a sequence, a collection in a scalar's place
//  "key-exists"    the mapping has a member of that name already
//  "no-such-key"   `before` names none of the mapping's own members
//  "bad-value"     the new text is not of its kind, or not valid UTF-8
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "syntax/data/tree.h"
#include "text/edit.h"
#include "text/error.h"

namespace s1::data {

// A new value to write. A string is written so that it reads back as exactly this text: quoted where it must be, on
// several lines as a block scalar where one may stand.
struct NewValue {
  Kind kind = Kind::string;
  // The string itself; "true", "8080", "null" (or nothing) of other scalars; of a collection its text in brackets on
  // one line, in the file's language: "[]", "[ALL]".
  std::string_view text;
};

using Edits = std::vector<Edit>;

// Puts a scalar in a value's place: any style of scalar, in block and flow. The style is kept where it can hold the
// text (quotes stay quotes, a literal stays a literal). Tag, anchor and comment stay.
[[nodiscard]] Result<Edits> replace(Value scalar, NewValue with);

// Gives a member another key, which is a string; the order and the value stay.
[[nodiscard]] Result<Edits> rename(Value key, std::string_view name);

// Adds a member at the end of a mapping, or before the member with the key `before` and its comments. In place of {} or
// null it becomes the first.
[[nodiscard]] Result<Edits> insert_member(Value mapping, std::string_view key, NewValue value,
                                          std::string_view before = {});
// The same with a collection as the value: `lines` is YAML (or JSON) written from column 0 with two spaces, and is
// indented as the file is; where it must stand on one line, it is written so.
[[nodiscard]] Result<Edits> insert_member_block(Value mapping, std::string_view key, std::string_view lines,
                                                std::string_view before = {});
// Adds an item at the end of a sequence, or before the item of that index.
[[nodiscard]] Result<Edits> insert_item(Value sequence, NewValue value, std::size_t before = SIZE_MAX);
[[nodiscard]] Result<Edits> insert_item_block(Value sequence, std::string_view lines, std::size_t before = SIZE_MAX);

// Takes a member or an item away, with its own comment lines directly above it and its line's comment; a collection
// that loses its last one becomes {} or [].
[[nodiscard]] Result<Edits> erase_member(Value key);
[[nodiscard]] Result<Edits> erase_item(Value item);

// Adds a comment line above a member or an item, indented like it; or at the end of its line. JSON: "not-editable".
[[nodiscard]] Result<Edits> add_comment_above(Value key_or_item, std::string_view text);
[[nodiscard]] Result<Edits> add_comment_beside(Value key_or_item, std::string_view text);

}  // namespace s1::data
