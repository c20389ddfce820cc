// SPDX-License-Identifier: Apache-2.0
#include "text/scrub.h"

#include <re2/re2.h>

#include <algorithm>
#include <mutex>
#include <utility>

#include "text/utf8.h"

namespace s1 {
namespace {

struct Range {
  char32_t first, last;
};

// Unicode 15: controls (Cc), bidirectional controls, default-ignorable code points and tags. Variation selectors 1 to
// 16 and the zero-width joiner between emoji are left out of the exceptions on purpose: no infrastructure file needs
// them.
constexpr Range kHidden[] = {
    {0x0000, 0x0008}, {0x000B, 0x001F}, {0x007F, 0x009F},   {0x00AD, 0x00AD},   {0x034F, 0x034F},
    {0x061C, 0x061C}, {0x115F, 0x1160}, {0x17B4, 0x17B5},   {0x180B, 0x180F},   {0x200B, 0x200F},
    {0x2028, 0x202E}, {0x2060, 0x206F}, {0x3164, 0x3164},   {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},
    {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
};

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// The beginning of NAME=value, NAME: value, "NAME": "value", --name value, and Dockerfile's old `ENV NAME value`: the
// name, then the quote if there is one. The value is read by hand, and only where the name says that it is a secret: so
// a text of `a:a:a:…` costs linear time.
constexpr std::string_view kAssignment =
    R"re(([A-Za-z_][A-Za-z0-9_.-]{1,80})["']?(?:[ \t]{0,3}(?:=|:=|:)[ \t]{0,3}|[ \t]{1,3})(["']?))re";

bool refers_elsewhere(std::string_view value) {
  constexpr std::string_view words[] = {"true", "false", "null", "none", "yes", "no"};
  if (value.starts_with('$') || value.starts_with("{{") || value.starts_with('<') || value.starts_with('%'))
    return true;
  return std::ranges::find(words, value) != std::end(words);
}

bool has_keyword(std::string_view text, std::string_view keywords) {
  while (!keywords.empty()) {
    const std::size_t bar = keywords.find('|');
    if (text.find(keywords.substr(0, bar)) != std::string_view::npos) return true;
    if (bar == std::string_view::npos) return false;
    keywords.remove_prefix(bar + 1);
  }
  return true;  // no keywords: always tried
}

std::vector<Span> merged(std::vector<Span> spans) {
  std::ranges::sort(spans, {}, &Span::begin);
  std::vector<Span> result;
  for (const Span span : spans) {
    if (!result.empty() && span.begin <= result.back().end)
      result.back().end = std::max(result.back().end, span.end);
    else
      result.push_back(span);
  }
  return result;
}

}  // namespace

bool is_hidden(char32_t code_point) {
  if (code_point >= 0x20 && code_point < 0x7F) return false;
  return std::ranges::any_of(kHidden,
                             [=](Range range) { return range.first <= code_point && code_point <= range.last; });
}

std::string clean(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const utf8::Decoded next = utf8::decode(text);
    result += next.valid && !is_hidden(next.code_point) ? text.substr(0, next.length) : kReplacement;
    text.remove_prefix(next.length);
  }
  return result;
}

struct SecretMatcher::Compiled {
  explicit Compiled(const SecretPattern& of) : pattern(of) {}

  const re2::RE2& regex() const {
    std::call_once(once, [this] {
      re2::RE2::Options options;
      options.set_encoding(re2::RE2::Options::EncodingLatin1);
      options.set_log_errors(false);
      compiled = std::make_unique<re2::RE2>(re2::StringPiece(pattern.regex.data(), pattern.regex.size()), options);
    });
    return *compiled;
  }

  SecretPattern pattern;
  mutable std::once_flag once;
  mutable std::unique_ptr<re2::RE2> compiled;
};

SecretMatcher::SecretMatcher(const std::vector<SecretPattern>& patterns, bool (*is_secret_name)(std::string_view))
    : assignment_(std::make_unique<Compiled>(SecretPattern{"assignment", "", kAssignment})),
      is_secret_name_(is_secret_name) {
  patterns_.reserve(patterns.size());
  for (const SecretPattern& pattern : patterns) patterns_.push_back(std::make_unique<Compiled>(pattern));
}

SecretMatcher::~SecretMatcher() = default;

std::vector<Span> SecretMatcher::find(std::string_view text) const {
  std::vector<Span> found;
  const auto add = [&](re2::StringPiece piece) {
    const auto begin = static_cast<std::uint32_t>(piece.data() - text.data());
    found.push_back({begin, begin + static_cast<std::uint32_t>(piece.size())});
  };

  for (const auto& each : patterns_) {
    if (!has_keyword(text, each->pattern.keywords) || !each->regex().ok()) continue;
    re2::StringPiece rest(text.data(), text.size());
    for (re2::StringPiece secret; re2::RE2::FindAndConsume(&rest, each->regex(), &secret);)
      if (!secret.empty() && !refers_elsewhere({secret.data(), secret.size()})) add(secret);
  }

  // Without any of these nothing is given to a name.
  const bool may_assign =
      text.find_first_of("=:-") != std::string_view::npos || text.contains("ENV ") || text.contains("env ");
  re2::StringPiece rest(text.data(), may_assign ? text.size() : 0);
  re2::StringPiece name, quote;
  while (re2::RE2::FindAndConsume(&rest, assignment_->regex(), &name, &quote)) {
    const auto name_end = static_cast<std::size_t>(name.data() + name.size() - text.data());
    const auto quote_begin = static_cast<std::size_t>(quote.data() - text.data());
    const auto resume = [&](std::size_t at) { rest = re2::StringPiece(text.data() + at, text.size() - at); };
    // "NAME value" is an assignment only in `ENV NAME value` and after an option's dashes: elsewhere it is prose.
    const bool spaced = text.substr(name_end, quote_begin - name_end).find_first_of("=:") == std::string_view::npos;
    const std::string_view before = text.substr(0, name_end - name.size());
    const bool option = before.ends_with('-') || before.ends_with("ENV ") || before.ends_with("env ");
    if ((spaced && !option) || !is_secret_name_({name.data(), name.size()})) {
      resume(name_end);  // the value may be a name itself: `ENV API_TOKEN=…`, `env: TOKEN: …`
      continue;
    }
    const std::size_t begin = quote_begin + quote.size();
    const std::size_t end =
        std::min(text.size(), quote.empty() ? text.find_first_of(" \t\r\n\"',;&|()<>[]", begin)
                                            : text.find_first_of(quote[0] == '"' ? "\"\n" : "'\n", begin));
    const std::string_view value = text.substr(begin, end - begin);
    if (!value.empty() && !refers_elsewhere(value))
      found.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    resume(end);
  }
  return merged(std::move(found));
}

std::string scrub(std::string_view text, const SecretMatcher& secrets) {
  std::string result;
  std::uint32_t done = 0;
  for (const Span span : secrets.find(text)) {
    result += clean(text.substr(done, span.begin - done));
    result += kMasked;
    done = span.end;
  }
  return result + clean(text.substr(done));
}

}  // namespace s1
