// SPDX-License-Identifier: Apache-2.0
// Any text and any edits: the diff, read back by a small patch of its own, gives the edited text; and edits in two
// steps are composed to the same.
#include "text/unified_diff.h"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "text/compose.h"
#include "text/edit.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size) : rest_(reinterpret_cast<const char*>(data), size) {}
  unsigned byte() {
    if (rest_.empty()) return 0;
    const auto value = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    return value;
  }
  std::string text() {
    const std::string_view part = rest_.substr(0, byte());
    rest_.remove_prefix(part.size());
    return std::string(part);
  }
  std::vector<s1::Edit> edits(std::size_t size) {
    std::vector<s1::Edit> edits;
    std::uint32_t at = 0;
    for (unsigned count = byte() % 8; count > 0; --count) {
      const auto left = static_cast<std::uint32_t>(size - at);
      const std::uint32_t begin = at + byte() % (left + 1);
      const std::uint32_t end = begin + byte() % (static_cast<std::uint32_t>(size) - begin + 1);
      if (!edits.empty() && begin == end && edits.back().span == s1::Span{begin, end}) continue;
      edits.push_back({{begin, end}, text()});
      at = end;
    }
    return edits;
  }

 private:
  std::string_view rest_;
};

std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end == std::string_view::npos ? text.size() : end + 1);
  text.remove_prefix(line.size());
  return line;
}

// Applies a diff's hunks; every line that it names must be there.
std::string patched(std::string_view old_text, std::string_view diff) {
  std::string result;
  std::uint32_t at_line = 1;
  if (diff.empty()) return std::string(old_text);
  take_line(diff);
  take_line(diff);
  while (!diff.empty()) {
    const std::string_view header = take_line(diff);
    require(header.starts_with("@@ -"));
    std::uint32_t line = 0, count = 1;
    const char* const last = header.data() + header.size();
    const auto [end, error] = std::from_chars(header.data() + 4, last, line);
    require(error == std::errc());
    if (*end == ',') std::from_chars(end + 1, last, count);
    for (; at_line < line + (count == 0 ? 1 : 0); ++at_line) result += take_line(old_text);
    while (!diff.empty() && !diff.starts_with("@@")) {
      std::string_view body = take_line(diff);
      const char sign = body.front();
      body.remove_prefix(1);
      if (diff.starts_with("\\ No newline")) {
        take_line(diff);
        body.remove_suffix(1);
      }
      if (sign != '+') {
        require(take_line(old_text) == body);
        ++at_line;
      }
      if (sign != '-') result += body;
    }
  }
  return result + std::string(old_text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  const std::string text = input.text();
  const std::vector<s1::Edit> first = input.edits(text.size());
  const s1::Result<std::string> middle = s1::apply(text, first);
  if (!middle) return 0;
  const std::string diff = s1::unified_diff("f", s1::FileChange::modified, s1::diff_hunks(text, first));
  require(patched(text, diff) == *middle);

  const std::vector<s1::Edit> second = input.edits(middle->size());
  const s1::Result<std::string> last = s1::apply(*middle, second);
  if (!last) return 0;
  const s1::Result<std::string> composed = s1::apply(text, s1::compose(first, second));
  require(composed && *composed == *last);
  return 0;
}
