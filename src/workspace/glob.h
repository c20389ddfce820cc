// SPDX-License-Identifier: Apache-2.0
// One glob pattern, compiled once and matched in time pattern × text at worst: all ways through the pattern are
// followed at once, none is tried again.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace s1::workspace {

class Glob {
 public:
  enum class Language : std::uint8_t {
    gitignore,  // bytes, as git's wildmatch with WM_PATHNAME: `**` counts between slashes only, `[…]` never matches a
                // slash
    dockerignore,    // code points, as Docker turns patterns into regular expressions: `**` counts anywhere, `[^…]` may
                     // match a slash
    gitlab_include,  // bytes, as GitLab takes `include: local`: `**` is anything, slashes too, `*` all but a slash, and
                     // nothing else counts (docs.gitlab.com/ci/yaml/#includelocal)
  };

  // A malformed pattern (an open bracket, a backslash at the end) matches nothing.
  Glob(std::string_view pattern, Language language);

  [[nodiscard]] bool matches(std::string_view text) const;
  [[nodiscard]] bool malformed() const { return shape_ == Shape::nothing; }

 private:
  enum class Shape : std::uint8_t { nothing, literal, suffix, tokens };
  enum class Op : std::uint8_t {
    character,
    any,       // one character but '/'
    set,       // one of a set
    star,      // any number of characters but '/'
    anything,  // any number of characters
    folders,   // nothing, or any number of characters and a '/' after them
  };
  struct Token {
    Op op = Op::character;
    char32_t character = 0;  // Op::character
    std::uint32_t set = 0;   // Op::set: an index
  };
  struct Set {
    std::vector<std::pair<char32_t, char32_t>> ranges;
    bool negated = false;
    bool may_match_slash = false;
    [[nodiscard]] bool holds(char32_t c) const;
  };
  struct GitCompiler;
  struct DockerCompiler;
  void compile_gitlab(std::string_view pattern);

  [[nodiscard]] bool matches_tokens(std::string_view text) const;
  void add(Op op, char32_t character = 0) { tokens_.push_back({op, character, 0}); }
  void add(Set set);

  Shape shape_ = Shape::tokens;
  Language language_;
  std::string literal_;  // the whole pattern, or what follows its one leading star
  std::vector<Token> tokens_;
  std::vector<Set> sets_;
};

}  // namespace s1::workspace
