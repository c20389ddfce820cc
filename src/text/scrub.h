// SPDX-License-Identifier: Apache-2.0
// Makes text from scanned files fit to show to a person or a model: nothing invisible, nothing that moves a cursor or
// turns the reading direction, no secrets. Every encoder and the log pass what they show through scrub().
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace s1 {

// True for what clean() replaces: control characters but tab and line feed, bidirectional controls, invisible and tag
// characters.
[[nodiscard]] bool is_hidden(char32_t code_point);

// Every hidden code point and every byte that is not UTF-8 becomes U+FFFD, one for one, so that columns still hold.
[[nodiscard]] std::string clean(std::string_view text);

// A kind of secret: `regex` (RE2, bytes) has one group, the secret itself. It is tried only where one of `keywords`
// ('|' between them) is in the text.
struct SecretPattern {
  std::string_view id;
  std::string_view keywords;
  std::string_view regex;
};

class SecretMatcher {
 public:
  // `is_secret_name` says whether the value of NAME=value or NAME: value is to be masked. What is handed in must
  // outlive the matcher. Regular expressions are compiled when first needed; that is safe from several threads.
  SecretMatcher(const std::vector<SecretPattern>& patterns, bool (*is_secret_name)(std::string_view name));
  ~SecretMatcher();
  SecretMatcher(const SecretMatcher&) = delete;
  SecretMatcher& operator=(const SecretMatcher&) = delete;

  // Where secrets stand, sorted, without overlap. A value that only names another (`$VAR`, `${{ … }}`, `<placeholder>`)
  // is none.
  [[nodiscard]] std::vector<Span> find(std::string_view text) const;

 private:
  struct Compiled;
  struct Keyword {
    std::string_view word;
    std::size_t pattern;
  };
  [[nodiscard]] std::vector<bool> to_try(std::string_view text) const;

  std::vector<std::unique_ptr<Compiled>> patterns_;
  std::array<std::vector<Keyword>, 256> keywords_;  // by their first byte
  bool (*is_secret_name_)(std::string_view);
};

inline constexpr std::string_view kMasked = "[masked]";

// Secrets become "[masked]", then clean().
[[nodiscard]] std::string scrub(std::string_view text, const SecretMatcher& secrets);

}  // namespace s1
