// SPDX-License-Identifier: Apache-2.0
#include "syntax/yaml/repair.h"

#include <algorithm>
#include <cstring>

#include "text/utf8.h"

namespace s1::yaml {
namespace {

// Whether the eight bytes at `at` are all printable ASCII, as they mostly are.
bool is_printable_word(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  constexpr std::uint64_t each = 0x0101010101010101;
  const std::uint64_t below_space = word - each * 0x20;  // the high bit of a byte below 0x20, or next to one
  const std::uint64_t delete_sign = word + each;         // the high bit of a byte of 0x7F
  return ((word | below_space | delete_sign) & (each * 0x80)) == 0;
}

}  // namespace

bool is_allowed(char32_t c) {
  if (c < 0x80) return (c >= 0x20 && c != 0x7F) || c == '\t' || c == '\n' || c == '\r';
  return c == 0x85 || (c >= 0xA0 && c != 0xFFFE && c != 0xFFFF);
}

Readable::Readable(std::string_view bytes) : bytes_(bytes) {
  const auto size = static_cast<std::uint32_t>(bytes.size());
  for (std::uint32_t at = 0; at < size;) {
    if (size - at >= 8 && is_printable_word(bytes.data() + at)) {
      at += 8;
      continue;
    }
    const char c = bytes[at];
    if (static_cast<unsigned char>(c) < 0x80) {
      if (!is_allowed(static_cast<unsigned char>(c))) replace({at, at + 1});
      ++at;
      continue;
    }
    ascii_ = false;
    const utf8::Decoded decoded = utf8::decode(bytes.substr(at));
    if (!decoded.valid || !is_allowed(decoded.code_point)) replace({at, at + decoded.length});
    at += decoded.length;
  }
  if (!replaced_.empty()) copy_ += bytes.substr(copied_);
}

void Readable::replace(Span span) {
  // The copy is not ASCII even where the file is, but code points and bytes of the file still agree then.
  copy_.append(bytes_.substr(copied_, span.begin - copied_)).append(kReplacement);
  copied_ = span.end;
  growth_.emplace_back(span.end, static_cast<std::uint32_t>(copy_.size() - copied_));
  if (!replaced_.empty() && replaced_.back().end == span.begin)
    replaced_.back().end = span.end;
  else
    replaced_.push_back(span);
}

std::string_view Readable::from(std::uint32_t offset) const {
  if (replaced_.empty()) return bytes_.substr(offset);
  const auto after = std::upper_bound(growth_.begin(), growth_.end(), offset,
                                      [](std::uint32_t at, const auto& growth) { return at < growth.first; });
  return std::string_view(copy_).substr(offset + (after == growth_.begin() ? 0 : (after - 1)->second));
}

}  // namespace s1::yaml
