// SPDX-License-Identifier: Apache-2.0
// How the bytes of a YAML or JSON file are laid out: its lines, as its own language breaks them, and the habits that
// what is written into it takes up. For edits; nothing here goes through more of the file than what is near.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "syntax/data/tree.h"

namespace s1::data {

class Layout {
 public:
  explicit Layout(const File& file) : file_(file), bytes_(file.source->bytes()) {}

  [[nodiscard]] std::string_view bytes() const { return bytes_; }
  [[nodiscard]] std::string_view slice(std::uint32_t begin, std::uint32_t end) const {
    return bytes_.substr(begin, end - begin);
  }

  // Bytes of the line break at `at`; 0 where there is none.
  [[nodiscard]] std::uint32_t break_length(std::uint32_t at) const;
  [[nodiscard]] bool at_line_begin(std::uint32_t at) const;
  [[nodiscard]] std::uint32_t line_begin(std::uint32_t at) const;
  [[nodiscard]] std::uint32_t line_end(std::uint32_t at) const;   // before its break
  [[nodiscard]] std::uint32_t next_line(std::uint32_t at) const;  // behind its break
  // Whether only blanks stand before it on its line.
  [[nodiscard]] bool begins_line(std::uint32_t at) const;
  [[nodiscard]] std::uint32_t skip_blanks(std::uint32_t at) const;
  // In characters from the line's begin.
  [[nodiscard]] std::uint32_t column(std::uint32_t at) const;
  // The blanks that the line begins with.
  [[nodiscard]] std::string_view indentation(std::uint32_t at) const;
  // The line break to write into the line of `at`: its own, else that of the file's first line.
  [[nodiscard]] std::string_view line_break(std::uint32_t at) const;

  // Goes back from `at` over white space and comments, not further than `least`.
  [[nodiscard]] std::uint32_t content_before(std::uint32_t at, std::uint32_t least) const;
  // The comment that begins or ends there; null where there is none.
  [[nodiscard]] const Comment* comment_at(std::uint32_t begin) const;
  [[nodiscard]] const Comment* comment_until(std::uint32_t end) const;
  // The comment on the rest of the line after `at`, with nothing but blanks before it.
  [[nodiscard]] const Comment* comment_beside(std::uint32_t at) const;

  // The column of the block collection that the node stands in; -1 where it stands in none.
  [[nodiscard]] std::int32_t parent_column(NodeId node) const;

  // What the file does near the node, else what is common:
  [[nodiscard]] std::uint32_t step(NodeId near) const;             // blanks a level of block mappings
  [[nodiscard]] std::uint32_t sequence_offset(NodeId near) const;  // of a dash, from the column of its key
  [[nodiscard]] char quote(NodeId near) const;
  [[nodiscard]] std::string flow_step(NodeId near) const;  // blanks or a tab, a level of brackets on several lines
  [[nodiscard]] bool pads_braces(NodeId near) const;       // { a: 1 }

 private:
  // Calls `visit(id)` for the nodes around `near`, the nearest first, until it gives true.
  template <class Visit>
  void nearest(NodeId near, Visit visit) const;

  const File& file_;
  std::string_view bytes_;
};

}  // namespace s1::data
