// SPDX-License-Identifier: Apache-2.0
// The bytes of one file, with lines. Lines break at LF alone; a CR before the LF belongs to the line end. Columns are
// 1-based code points (SARIF: unicodeCodePoints); a byte that is not valid UTF-8 counts as one. A UTF-8 byte order mark
// counts as nothing.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace s1 {

struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend constexpr bool operator==(Position, Position) = default;
};

class Source {
 public:
  // Requires bytes.size() < 4 GiB; the workspace's size limit is far below it.
  explicit Source(std::string bytes);

  [[nodiscard]] std::string_view bytes() const { return bytes_; }
  [[nodiscard]] std::string_view slice(Span span) const {
    return std::string_view(bytes_).substr(span.begin, span.end - span.begin);
  }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(bytes_.size()); }
  // 3 where the file opens with a UTF-8 byte order mark, else 0.
  [[nodiscard]] std::uint32_t content_begin() const { return bom_ ? 3 : 0; }

  [[nodiscard]] std::uint32_t line_count() const { return static_cast<std::uint32_t>(line_begins_.size()); }
  // The 1-based line that holds the offset; an offset past the end is on the last line.
  [[nodiscard]] std::uint32_t line_of(std::uint32_t offset) const;
  // The line's bytes without its line end. Requires 1 <= line <= line_count().
  [[nodiscard]] Span line_span(std::uint32_t line) const;
  [[nodiscard]] Position position(std::uint32_t offset) const;

 private:
  // A known column within a long line, so that a place far into it is not counted from its beginning each time.
  struct Checkpoint {
    std::uint32_t offset = 0;
    std::uint32_t column = 1;
  };
  void add_checkpoints(Span line);

  std::string bytes_;
  std::vector<std::uint32_t> line_begins_;
  std::vector<Checkpoint> checkpoints_;  // by offset; only within lines of over kCheckpointBytes
  bool bom_ = false;
};

}  // namespace s1
