// SPDX-License-Identifier: Apache-2.0
#include "text/scrub.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <optional>
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

bool refers_elsewhere(std::string_view value) {
  constexpr std::string_view words[] = {"true", "false", "null", "none", "yes", "no"};
  if (value.starts_with('$') || value.starts_with("{{") || value.starts_with('<') || value.starts_with('%'))
    return true;
  return std::ranges::find(words, value) != std::end(words);
}

constexpr std::size_t kLongestName = 81;
constexpr std::size_t kMostBlanks = 3;

constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

constexpr std::array<bool, 256> kIsOfName = [] {
  std::array<bool, 256> table{};
  for (int c = 0; c < 128; ++c)
    table[static_cast<std::size_t>(c)] =
        is_letter(static_cast<char>(c)) || (c >= '0' && c <= '9') || c == '.' || c == '-';
  return table;
}();

bool is_of_name(char c) {
  return kIsOfName[static_cast<unsigned char>(c)];
}

// What a value is given to, and where the value begins.
struct Assignment {
  std::size_t name = 0, name_end = 0, value = 0;
  char quote = 0;       // before the value
  bool spaced = false;  // by blanks alone
};

// The first at `from` or behind it of NAME=value, NAME: value, "NAME": "value", --name value, and Dockerfile's old
// `ENV NAME value`. By hand, since this is done with all that is shown. The value is read only where the name says that
// it is a secret: so a text of `a:a:a:…` costs linear time.
std::optional<Assignment> next_assignment(std::string_view text, std::size_t from) {
  const auto at = [&](std::size_t i) { return i < text.size() ? text[i] : '\0'; };
  const auto skip_blanks = [&](std::size_t i) {
    const std::size_t most = i + kMostBlanks;
    while (i < most && (at(i) == ' ' || at(i) == '\t')) ++i;
    return i;
  };
  for (std::size_t end = from; from < text.size(); from = end) {
    end = from;
    while (end < text.size() && is_of_name(text[end])) ++end;
    if (end == from) {
      ++end;
      continue;
    }
    Assignment found{.name = std::max(from, end - std::min(end, kLongestName)), .name_end = end};
    while (found.name < end && !is_letter(text[found.name])) ++found.name;
    if (end - found.name < 2) continue;
    const std::size_t after = at(end) == '"' || at(end) == '\'' ? end + 1 : end;
    const std::size_t sign = skip_blanks(after);
    if (at(sign) == '=' || at(sign) == ':') {
      found.value = skip_blanks(sign + (at(sign) == ':' && at(sign + 1) == '=' ? 2 : 1));
    } else if (sign > after) {
      found.spaced = true;
      found.value = sign;
    } else {
      continue;
    }
    if (at(found.value) == '"' || at(found.value) == '\'') found.quote = text[found.value++];
    return found;
  }
  return std::nullopt;
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
    : is_secret_name_(is_secret_name) {
  patterns_.reserve(patterns.size());
  for (const SecretPattern& pattern : patterns) {
    for (std::string_view rest = pattern.keywords; !rest.empty();) {
      const std::string_view word = rest.substr(0, rest.find('|'));
      rest.remove_prefix(std::min(rest.size(), word.size() + 1));
      if (!word.empty()) keywords_[static_cast<unsigned char>(word.front())].push_back({word, patterns_.size()});
    }
    patterns_.push_back(std::make_unique<Compiled>(pattern));
  }
}

SecretMatcher::~SecretMatcher() = default;

// Which patterns have a keyword in the text, or none at all: in one pass, since there are many.
std::vector<bool> SecretMatcher::to_try(std::string_view text) const {
  std::vector<bool> result;
  result.reserve(patterns_.size());
  for (const auto& each : patterns_) result.push_back(each->pattern.keywords.empty());
  for (std::size_t i = 0; i < text.size(); ++i)
    for (const Keyword& keyword : keywords_[static_cast<unsigned char>(text[i])])
      if (!result[keyword.pattern] && text.substr(i).starts_with(keyword.word)) result[keyword.pattern] = true;
  return result;
}

std::vector<Span> SecretMatcher::find(std::string_view text) const {
  std::vector<Span> found;
  const auto add = [&](std::size_t begin, std::size_t end) {
    if (begin != end && !refers_elsewhere(text.substr(begin, end - begin)))
      found.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  };

  const std::vector<bool> tried = to_try(text);
  for (std::size_t i = 0; i < patterns_.size(); ++i) {
    if (!tried[i] || !patterns_[i]->regex().ok()) continue;
    re2::StringPiece rest(text.data(), text.size());
    for (re2::StringPiece secret; re2::RE2::FindAndConsume(&rest, patterns_[i]->regex(), &secret);) {
      if (secret.empty()) continue;
      const auto begin = static_cast<std::size_t>(secret.data() - text.data());
      add(begin, begin + secret.size());
    }
  }

  for (std::optional<Assignment> each = next_assignment(text, 0); each;) {
    // "NAME value" is an assignment only in `ENV NAME value` and after an option's dashes: elsewhere it is prose.
    const std::string_view before = text.substr(0, each->name);
    const bool option = before.ends_with('-') || before.ends_with("ENV ") || before.ends_with("env ");
    if ((each->spaced && !option) || !is_secret_name_(text.substr(each->name, each->name_end - each->name))) {
      each =
          next_assignment(text, each->name_end);  // the value may be a name itself: `ENV API_TOKEN=…`, `env: TOKEN: …`
      continue;
    }
    const std::string_view ends = each->quote == 0 ? " \t\r\n\"',;&|()<>[]" : each->quote == '"' ? "\"\n" : "'\n";
    const std::size_t end = std::min(text.size(), text.find_first_of(ends, each->value));
    add(each->value, end);
    each = next_assignment(text, end);
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
