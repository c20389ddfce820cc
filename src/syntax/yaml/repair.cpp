// SPDX-License-Identifier: Apache-2.0
#include "syntax/yaml/repair.h"

#include <algorithm>
#include <cstring>

#include "text/utf8.h"

namespace s1::yaml {
namespace {

// Whether the eight bytes at `at` are all printable ASCII or line feeds, as they mostly are. In each of the masks the
// high bit of a byte is the answer for that byte.
bool is_plain_word(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  constexpr std::uint64_t each = 0x0101010101010101;
  constexpr std::uint64_t low_bits = each * 0x7F;
  const std::uint64_t from_space_on = (word & low_bits) + each * 0x60;
  const std::uint64_t no_line_feed = ((word ^ each * 0x0A) & low_bits) + low_bits;
  const std::uint64_t delete_sign = word + each;  // no byte carries into the next but those above 0x7F
  return ((word | (~from_space_on & no_line_feed) | delete_sign) & ~low_bits) == 0;
}

}  // namespace

bool is_allowed(char32_t c) {
  if (c < 0x80) return (c >= 0x20 && c != 0x7F) || c == '\t' || c == '\n' || c == '\r';
  return c == 0x85 || (c >= 0xA0 && c != 0xFFFE && c != 0xFFFF);
}

Readable::Readable(std::string_view bytes) : bytes_(bytes) {
  const auto size = static_cast<std::uint32_t>(bytes.size());
  for (std::uint32_t at = 0; at < size;) {
    if (size - at >= 8 && is_plain_word(bytes.data() + at)) {
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
