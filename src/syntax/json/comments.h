// SPDX-License-Identifier: Apache-2.0
// What a comment of a relaxed JSON file belongs to, as in YAML (syntax/yaml/comments.h) but without indentation, which
// brackets make needless. A member is a key with its value.
//  - Beside something: the innermost member or item that holds the last byte before it, a comma not counted; a comment
//    that an item or a member follows on its line is for that one.
//  - On a line of its own: the next member or item; where a bracket closes next, the innermost that holds the place.
//  - Above or beside the root itself: the document. Behind it: nothing.
#pragma once
#include "syntax/data/tree.h"

namespace s1::json {

// Sets the scopes of file.comments.
void set_scopes(data::File& file);

}  // namespace s1::json
