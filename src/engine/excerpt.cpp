// SPDX-License-Identifier: Apache-2.0
#include "engine/excerpt.h"

#include <algorithm>

#include "facts/secret_patterns.h"
#include "text/utf8.h"

namespace s1::engine {
namespace {

// A long line is cut around the finding. Where a cut falls inside a code point, clean() shows the rest of it as U+FFFD.
Span window(Span line, Span span) {
  if (line.size() <= kExcerptBytes) return line;
  const std::uint32_t lead = std::min(span.begin - line.begin, kExcerptBytes / 4);
  const std::uint32_t begin = std::min(span.begin - lead, line.end - kExcerptBytes);
  return {begin, begin + kExcerptBytes};
}

}  // namespace

Excerpt make_excerpt(const Source& source, Span span) {
  const Span line = source.line_span(source.line_of(span.begin));
  span.begin = std::clamp(span.begin, line.begin, line.end);
  span.end = std::clamp(span.end, span.begin, line.end);
  const Span shown = window(line, span);
  // Secrets are looked for in the whole line (bounded), so that a cut does not hide what makes one recognisable.
  const Span searched{std::max(line.begin, shown.begin - std::min(shown.begin, 4096U)),
                      std::min(line.end, shown.end + 4096U)};
  const std::vector<Span> secrets = facts::secret_matcher().find(source.slice(searched));

  Excerpt result;
  std::uint32_t column = 1;
  const auto add = [&](std::string_view text, Span of) {
    if (of.begin <= span.begin && span.begin <= of.end)
      result.begin = column + utf8::count(source.slice({of.begin, span.begin}));
    const std::uint32_t before = column;
    result.text += text;
    column += utf8::count(text);
    if (of.begin <= span.end && span.end <= of.end)
      result.end = std::min(column, before + utf8::count(source.slice({of.begin, span.end})));
  };
  std::uint32_t at = shown.begin;
  for (const Span relative : secrets) {
    const Span secret{std::max(at, relative.begin + searched.begin),
                      std::min(shown.end, relative.end + searched.begin)};
    if (secret.begin >= secret.end) continue;
    if (secret.begin > at) add(clean(source.slice({at, secret.begin})), {at, secret.begin});
    const std::uint32_t before = column;
    add(kMasked, secret);
    // A finding that begins or ends inside the secret covers the whole mask.
    if (secret.contains(span.begin)) result.begin = before;
    if (span.end > secret.begin && span.end <= secret.end) result.end = column;
    at = secret.end;
  }
  add(clean(source.slice({at, shown.end})), {at, shown.end});
  std::ranges::replace(result.text, '\t', ' ');
  if (span.end > shown.end) result.end = column;
  result.end = std::max(result.end, result.begin + 1);
  return result;
}

}  // namespace s1::engine
