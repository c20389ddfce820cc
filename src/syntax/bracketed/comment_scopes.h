// SPDX-License-Identifier: Apache-2.0
// What a comment belongs to where brackets hold items, and items end at a line's end, at a separator or at the bracket
// that closes around them (HCL, Groovy). An item reaches to the end of the brackets that it opened: a block with its
// body, a call with its arguments and its closure. As in YAML (syntax/yaml/comments.h), but without indentation:
//  - Beside something: the innermost item that holds the last byte before the comment, a separator not counted; so
//    beside the line that opens a block the whole block, and beside its closing bracket too.
//  - On a line of its own: the next item; where a bracket closes next, the innermost item that holds the place.
//  - Behind the last item of the file: nothing.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/comment.h"
#include "text/span.h"

namespace s1::bracketed {

// Is told a file's tokens and comments in their order. Linear.
class CommentScopes {
 public:
  static constexpr std::size_t kMostDepth = 4'096;  // what deeper brackets hold is not divided into items

  void content(Span token);  // anything that is none of the following
  void open(Span bracket, char opener);
  // `opener`: ( [ or {. What closes nothing is content; a brace also closes the others that were left open in it.
  void close(Span bracket, char opener);
  void separator();  // , or ;
  void line_end();
  void comment(Span span, std::string_view text);  // `text` as in Comment

  // The comments with their scopes, once everything was told.
  [[nodiscard]] std::vector<Comment> take();

 private:
  static constexpr std::size_t kNone = SIZE_MAX;
  struct Item {
    Span span;                  // empty: none
    std::size_t scope = kNone;  // of scopes_, once a comment belongs to it
  };
  // What stands between two brackets, or outside of all.
  struct Level {
    char opener = '\0';
    Item item;  // the one that is not over yet
    Item last;  // the one that a separator has ended on this line
  };

  void end_item(Level& level);
  void pop();
  void give(std::size_t comment, Item& item);
  void give_waiting(Item& item);

  std::vector<Comment> comments_;
  std::vector<std::size_t> scope_of_;  // of each comment: an index of scopes_
  std::vector<Span> scopes_;
  std::vector<Level> levels_ = std::vector<Level>(1);
  std::size_t waiting_ = 0;     // the comments from this one on wait for the next item
  std::size_t too_deep_ = 0;    // brackets that are open below kMostDepth
  std::uint32_t last_end_ = 0;  // of the last token
  bool line_has_content_ = false;
};

}  // namespace s1::bracketed
