// SPDX-License-Identifier: Apache-2.0
#include "mcp/framing.h"

#include <utility>

namespace s1::mcp {
namespace {

constexpr std::size_t kKeptCapacity = 64U * 1024;  // one large message shall not keep its memory for good

}  // namespace

LineReader::LineReader(std::size_t limit, std::function<void(std::string_view)> line, std::function<void()> too_long)
    : limit_(limit), line_(std::move(line)), too_long_(std::move(too_long)) {}

void LineReader::feed(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    if (end == std::string_view::npos) {
      hold(bytes);
      return;
    }
    end_line(bytes.substr(0, end));
    bytes.remove_prefix(end + 1);
  }
}

void LineReader::finish() {
  if (!held_.empty()) end_line({});
  skipping_ = false;
}

void LineReader::hold(std::string_view piece) {
  if (skipping_) return;
  if (held_.size() + piece.size() <= limit_) {
    held_.append(piece);
    return;
  }
  skipping_ = true;
  std::string().swap(held_);
  too_long_();
}

void LineReader::end_line(std::string_view piece) {
  if (held_.empty() && !skipping_ && piece.size() <= limit_) {
    line_(piece);
    return;
  }
  hold(piece);
  if (skipping_) {
    skipping_ = false;
    return;
  }
  line_(held_);
  held_.clear();
  if (held_.capacity() > kKeptCapacity) std::string().swap(held_);
}

}  // namespace s1::mcp
