// SPDX-License-Identifier: Apache-2.0
// What a comment belongs to. A member is a key with its value, an item a dash with its value; both reach from the key
// (its `?`, tag and anchor included) or the dash to the end of the value, block collections without what trails them.
//
//  - Beside something: the innermost member or item that holds the last byte before the comment, a comma not counted.
//      image: web   # the member
//      env:         # the member `env`, whole
//        - A: 1     # the member `A`
//    Beside `---`, or beside the root itself: the document.
//  - On a line of its own: the next member or item, through blank lines and further comments. A suppression is written
//    before what it is about, and a blank line in between does not make it be about something else. Where no member
//    or item begins next (a value on the next line, a closing bracket), the innermost one that holds the place.
//  - Above the first member or item of a document's root, or above a `---`, in the prologue of a document: the whole
//    document, so that what stands at the top of a manifest is for all of it.
//  - Indented deeper than what follows it: what it trails, which is the innermost member or item before it that has
//    ended and does not begin further to the right.
//      ports:
//        - "80"
//        # - "443"    the item "80"
//      volumes:
//  - At the end of a document: what it trails if it is indented, else nothing.
// Lines of comments that stand together at one column so have one scope.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

#include "syntax/data/tree.h"

namespace s1::yaml {

// Where the member or the item begins that a node is, or is the value of.
struct Place {
  std::uint32_t begin = 0;  // of a value: of the value itself, with its tag and anchor
  bool is_value = false;    // of a mapping's key
};

// Sets the scopes of file.comments from `first_comment` on. They stand in the document, or before its `---`, whose end
// is `marker_end`; places[i] is that of the node `first_node` + i, which are all of the document.
void set_scopes(data::File& file, const data::Document& document, std::size_t first_comment, data::NodeId first_node,
                std::span<const Place> places, std::uint32_t marker_end);

}  // namespace s1::yaml
