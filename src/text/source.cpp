// SPDX-License-Identifier: Apache-2.0
#include "text/source.h"

#include <algorithm>
#include <cstring>

#include "text/byte_order_mark.h"
#include "text/utf8.h"

namespace s1 {
namespace {

constexpr std::uint32_t kCheckpointBytes = 4096;

}  // namespace

Source::Source(std::string bytes) : bytes_(std::move(bytes)), bom_(bytes_.starts_with(kByteOrderMark)) {
  line_begins_.push_back(0);
  const char* const first = bytes_.data();
  const char* const last = first + bytes_.size();
  for (const char* at = first; at != last;) {
    const void* const found = std::memchr(at, '\n', static_cast<std::size_t>(last - at));
    if (found == nullptr) break;
    at = static_cast<const char*>(found) + 1;
    line_begins_.push_back(static_cast<std::uint32_t>(at - first));
  }
  for (std::uint32_t line = 1; line <= line_count(); ++line)
    if (const Span span = line_span(line); span.size() > kCheckpointBytes) add_checkpoints(span);
}

void Source::add_checkpoints(Span line) {
  Checkpoint last{line.begin == 0 ? content_begin() : line.begin, 1};
  while (line.end - last.offset > kCheckpointBytes) {
    std::uint32_t next = last.offset + kCheckpointBytes;
    // Not inside a code point. Only one that is valid and reaches over the place counts: stray continuation bytes stand
    // alone.
    std::uint32_t lead = next;
    while (next - lead < 3 && (static_cast<unsigned char>(bytes_[lead]) & 0xC0U) == 0x80) --lead;
    if (const utf8::Decoded point = utf8::decode(slice({lead, line.end})); point.valid && lead + point.length > next)
      next = lead;
    last = {next, last.column + utf8::count(slice({last.offset, next}))};
    checkpoints_.push_back(last);
  }
}

std::uint32_t Source::line_of(std::uint32_t offset) const {
  const auto after = std::upper_bound(line_begins_.begin(), line_begins_.end(), std::min(offset, size()));
  return static_cast<std::uint32_t>(after - line_begins_.begin());
}

Span Source::line_span(std::uint32_t line) const {
  const std::uint32_t begin = line_begins_[line - 1];
  std::uint32_t end = line < line_count() ? line_begins_[line] : size();
  if (end > begin && bytes_[end - 1] == '\n') --end;
  if (end > begin && bytes_[end - 1] == '\r' && line < line_count()) --end;
  return {begin, end};
}

Position Source::position(std::uint32_t offset) const {
  offset = std::min(offset, size());
  const std::uint32_t line = line_of(offset);
  Checkpoint from{line_begins_[line - 1], 1};
  if (line == 1) from.offset = std::min(content_begin(), offset);
  const auto after = std::ranges::upper_bound(checkpoints_, offset, {}, &Checkpoint::offset);
  if (after != checkpoints_.begin() && (after - 1)->offset > from.offset) from = *(after - 1);
  return {line, from.column + utf8::count(slice({from.offset, offset}))};
}

}  // namespace s1
