// SPDX-License-Identifier: Apache-2.0
// Cuts the bytes that come in into lines, one message each, and never holds more than one line of at most the limit.
#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace s1::mcp {

class LineReader {
 public:
  // `line` gets each line without its line feed, valid during the call; `too_long` is called once for each longer one,
  // as soon as it is seen to be.
  LineReader(std::size_t limit, std::function<void(std::string_view)> line, std::function<void()> too_long);

  void feed(std::string_view bytes);
  // The end of input: what is left is the last line.
  void finish();

 private:
  void hold(std::string_view piece);
  void end_line(std::string_view piece);

  std::size_t limit_;
  std::function<void(std::string_view)> line_;
  std::function<void()> too_long_;
  std::string held_;       // the beginning of a line whose end has not come yet
  bool skipping_ = false;  // inside a line that was too long
};

}  // namespace s1::mcp
