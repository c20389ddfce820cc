// SPDX-License-Identifier: Apache-2.0
#include "workspace/glob.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

#include "text/utf8.h"

namespace s1::workspace {
namespace {

constexpr std::string_view kSpecial = "*?[\\";

struct PosixClass {
  std::string_view name;
  bool (*holds)(unsigned char);
};

constexpr bool is_between(unsigned char c, char first, char last) {
  return static_cast<unsigned char>(first) <= c && c <= static_cast<unsigned char>(last);
}
constexpr bool is_upper(unsigned char c) {
  return is_between(c, 'A', 'Z');
}
constexpr bool is_lower(unsigned char c) {
  return is_between(c, 'a', 'z');
}
constexpr bool is_digit(unsigned char c) {
  return is_between(c, '0', '9');
}
constexpr bool is_alpha(unsigned char c) {
  return is_upper(c) || is_lower(c);
}
constexpr bool is_alnum(unsigned char c) {
  return is_alpha(c) || is_digit(c);
}
constexpr bool is_graph(unsigned char c) {
  return is_between(c, '!', '~');
}

// ASCII alone, whatever the locale: git does the same.
constexpr PosixClass kPosixClasses[] = {
    {"alnum", is_alnum},
    {"alpha", is_alpha},
    {"blank", [](unsigned char c) { return c == ' ' || c == '\t'; }},
    {"cntrl", [](unsigned char c) { return c < 0x20 || c == 0x7F; }},
    {"digit", is_digit},
    {"graph", is_graph},
    {"lower", is_lower},
    {"print", [](unsigned char c) { return is_graph(c) || c == ' '; }},
    {"punct", [](unsigned char c) { return is_graph(c) && !is_alnum(c); }},
    {"space", [](unsigned char c) { return c == ' ' || is_between(c, '\t', '\r'); }},
    {"upper", is_upper},
    {"xdigit", [](unsigned char c) { return is_digit(c) || is_between(c, 'a', 'f') || is_between(c, 'A', 'F'); }},
};

const PosixClass* posix_class(std::string_view name) {
  const auto* const found = std::ranges::find(kPosixClasses, name, &PosixClass::name);
  return found == std::end(kPosixClasses) ? nullptr : found;
}

}  // namespace

bool Glob::Set::holds(char32_t c) const {
  if (c == '/' && !may_match_slash) return false;
  const bool in = std::ranges::any_of(ranges, [=](const auto& range) { return range.first <= c && c <= range.second; });
  return in != negated;
}

void Glob::add(Set set) {
  tokens_.push_back({Op::set, 0, static_cast<std::uint32_t>(sets_.size())});
  sets_.push_back(std::move(set));
}

// Each step of a compiler returns false where the pattern is malformed.
struct Glob::GitCompiler {
  Glob& glob;
  std::string_view pattern;
  std::size_t at = 0;

  [[nodiscard]] unsigned char byte() const { return static_cast<unsigned char>(pattern[at]); }
  [[nodiscard]] bool ended() const { return at >= pattern.size(); }

  bool compile() {
    while (!ended()) {
      if (pattern[at] == '*') {
        compile_stars();
      } else if (pattern[at] == '[') {
        if (!compile_set()) return false;
      } else if (pattern[at] == '?') {
        glob.add(Op::any);
        ++at;
      } else {
        if (pattern[at] == '\\') ++at;
        if (ended()) return false;
        glob.add(Op::character, byte());
        ++at;
      }
    }
    return true;
  }

  void compile_stars() {
    const std::size_t begin = at;
    at = std::min(pattern.find_first_not_of('*', at), pattern.size());
    const std::string_view rest = pattern.substr(at);
    const bool alone =
        (begin == 0 || pattern[begin - 1] == '/') && (rest.empty() || rest.starts_with('/') || rest.starts_with("\\/"));
    if (at - begin == 1 || !alone) {
      glob.add(Op::star);
    } else if (rest.starts_with('/')) {
      glob.add(Op::folders);
      ++at;
    } else {
      glob.add(Op::anything);
    }
  }

  bool compile_set() {
    Set set;
    ++at;
    if (!ended() && (pattern[at] == '!' || pattern[at] == '^')) {
      set.negated = true;
      ++at;
    }
    int previous = -1;  // what a '-' would begin its range with
    for (bool first = true;; first = false, ++at) {
      if (ended()) return false;
      if (pattern[at] == ']' && !first) break;
      if (pattern[at] == '-' && previous >= 0 && at + 1 < pattern.size() && pattern[at + 1] != ']') {
        ++at;
        if (pattern[at] == '\\') ++at;
        if (ended()) return false;
        set.ranges.emplace_back(static_cast<char32_t>(previous), byte());
        previous = -1;
      } else if (pattern.substr(at).starts_with("[:")) {
        const std::size_t close = pattern.find(']', at + 2);
        if (close == std::string_view::npos) return false;
        if (close > at + 2 && pattern[close - 1] == ':') {
          const PosixClass* const named = posix_class(pattern.substr(at + 2, close - 1 - (at + 2)));
          if (named == nullptr) return false;
          for (unsigned c = 0; c < 0x80; ++c)
            if (named->holds(static_cast<unsigned char>(c))) set.ranges.emplace_back(c, c);
          previous = -1;
          at = close;
        } else {
          set.ranges.emplace_back('[', '[');
          previous = '[';
        }
      } else {
        if (pattern[at] == '\\') ++at;
        if (ended()) return false;
        set.ranges.emplace_back(byte(), byte());
        previous = byte();
      }
    }
    ++at;
    glob.add(std::move(set));
    return true;
  }
};

struct Glob::DockerCompiler {
  Glob& glob;
  std::string_view rest;

  bool compile() {
    // Docker compares a `**` at the start followed by nothing special as a suffix, mid-name too: `**.log` matches
    // "a.log".
    const bool only_leading = rest.starts_with("**") && rest.find_first_of("*?[]\\", 2) == std::string_view::npos;
    if (only_leading && !rest.substr(2).starts_with('/')) {
      glob.add(Op::anything);
      rest.remove_prefix(2);
    }
    while (!rest.empty()) {
      if (rest.starts_with("**")) {
        rest.remove_prefix(2);
        if (rest.starts_with('/')) rest.remove_prefix(1);
        glob.add(rest.empty() ? Op::anything : Op::folders);
      } else if (rest.starts_with('*') || rest.starts_with('?')) {
        glob.add(rest.front() == '*' ? Op::star : Op::any);
        rest.remove_prefix(1);
      } else if (rest.starts_with('[')) {
        if (!compile_set()) return false;
      } else {
        const std::optional<char32_t> c = next();
        if (!c) return false;
        glob.add(Op::character, *c);
      }
    }
    return true;
  }

  // One code point, perhaps after a backslash.
  std::optional<char32_t> next() {
    if (rest.starts_with('\\')) rest.remove_prefix(1);
    const utf8::Decoded decoded = utf8::decode(rest);
    if (!decoded.valid) return std::nullopt;
    rest.remove_prefix(decoded.length);
    return decoded.code_point;
  }

  bool compile_set() {
    Set set;
    set.may_match_slash = true;
    rest.remove_prefix(1);
    if (rest.starts_with('^')) {
      set.negated = true;
      rest.remove_prefix(1);
    }
    while (!rest.starts_with(']') || set.ranges.empty()) {
      if (rest.starts_with('-') || rest.starts_with(']')) return false;
      const std::optional<char32_t> first = next();
      if (!first) return false;
      std::optional<char32_t> last = first;
      if (rest.starts_with('-')) {
        rest.remove_prefix(1);
        if (rest.starts_with('-') || rest.starts_with(']')) return false;
        last = next();
      }
      if (!last || *last < *first) return false;
      set.ranges.emplace_back(*first, *last);
    }
    rest.remove_prefix(1);
    glob.add(std::move(set));
    return true;
  }
};

void Glob::compile_gitlab(std::string_view pattern) {
  while (!pattern.empty()) {
    if (pattern.starts_with("**")) {
      add(Op::anything);
      pattern.remove_prefix(2);
      continue;
    }
    const bool is_star = pattern.starts_with('*');
    if (is_star)
      add(Op::star);
    else
      add(Op::character, static_cast<unsigned char>(pattern.front()));
    pattern.remove_prefix(1);
  }
}

Glob::Glob(std::string_view pattern, Language language) : language_(language) {
  // Most patterns of real ignore files are names and `*.extension`.
  const bool leading_star = pattern.starts_with('*');
  if (pattern.find_first_of(kSpecial, leading_star ? 1 : 0) == std::string_view::npos) {
    shape_ = leading_star ? Shape::suffix : Shape::literal;
    literal_ = pattern.substr(leading_star ? 1 : 0);
    return;
  }
  if (language == Language::gitlab_include) {
    compile_gitlab(pattern);
    return;
  }
  const bool valid = language == Language::gitignore ? GitCompiler{*this, pattern}.compile()
                                                     : DockerCompiler{*this, pattern}.compile();
  if (!valid) shape_ = Shape::nothing;
}

bool Glob::matches(std::string_view text) const {
  switch (shape_) {
    case Shape::nothing:
      return false;
    case Shape::literal:
      return text == literal_;
    case Shape::suffix:
      return text.ends_with(literal_) &&
             text.substr(0, text.size() - literal_.size()).find('/') == std::string_view::npos;
    case Shape::tokens:
      return matches_tokens(text);
  }
  return false;
}

// The tokens are a nondeterministic automaton: state i stands before token i, and the last state accepts.
bool Glob::matches_tokens(std::string_view text) const {
  const std::size_t states = tokens_.size() + 1;
  std::array<bool, 256> small{};
  std::unique_ptr<bool[]> large;
  if (2 * states > small.size()) large = std::make_unique<bool[]>(2 * states);
  bool* now = large ? large.get() : small.data();
  bool* next = now + states;

  // A state that is reached brings those along that need no character to be reached from it.
  const auto enter = [&](bool* set, std::size_t state) {
    for (;; ++state) {
      set[state] = true;
      if (state == tokens_.size() || tokens_[state].op < Op::star) return;
    }
  };

  enter(now, 0);
  while (!text.empty()) {
    char32_t c = static_cast<unsigned char>(text.front());
    std::size_t length = 1;
    if (language_ == Language::dockerignore && c >= 0x80) {
      const utf8::Decoded decoded = utf8::decode(text);
      if (decoded.valid) c = decoded.code_point;
      length = decoded.length;
    }
    text.remove_prefix(length);

    std::fill_n(next, states, false);
    bool alive = false;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (!now[i]) continue;
      const Token& token = tokens_[i];
      bool stays = false;
      bool advances = false;
      switch (token.op) {
        case Op::character:
          advances = c == token.character;
          break;
        case Op::any:
          advances = c != '/';
          break;
        case Op::set:
          advances = sets_[token.set].holds(c);
          break;
        case Op::star:
          stays = c != '/';
          break;
        case Op::anything:
          stays = true;
          break;
        case Op::folders:
          stays = true;
          advances = c == '/';
          break;
      }
      if (advances) {
        enter(next, i + 1);
      } else if (stays && token.op != Op::folders) {
        enter(next, i);
      }
      if (stays) next[i] = true;  // within the folders: only a slash leads on
      alive = alive || stays || advances;
    }
    if (!alive) return false;
    std::swap(now, next);
  }
  return now[tokens_.size()];
}

}  // namespace s1::workspace
