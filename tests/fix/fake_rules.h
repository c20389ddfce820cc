// SPDX-License-Identifier: Apache-2.0
// Rules whose fixes go wrong in every way that a proof must notice. Each flags a word of an instruction and edits it.
#pragma once
#include <array>
#include <string>
#include <string_view>

#include "model/dockerfile.h"
#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"
#include "text/source.h"

namespace s1::test {

// Reports every place of `word`, and turns it into `text`.
inline void flag(const dockerfile::File& file, rules::Sink& out, std::string_view word, std::string_view text,
                 std::string_view description = "Replace the word") {
  const std::string_view bytes = file.source->bytes();
  for (std::size_t at = bytes.find(word); at != std::string_view::npos; at = bytes.find(word, at + word.size())) {
    const Span span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + word.size())};
    rules::Report report{.span = span, .message = "The word " + std::string(word)};
    if (!description.empty()) {
      report.edits = {{span, std::string(text)}};
      report.fix_description = description;
    }
    out.report(std::move(report));
  }
}

inline void good(const dockerfile::File& file, rules::Sink& out) {
  flag(file, out, "bad-word", "fine-word");
}
inline void no_fix(const dockerfile::File& file, rules::Sink& out) {
  flag(file, out, "hopeless", "", "");
}
inline void stays(const dockerfile::File& file, rules::Sink& out) {
  flag(file, out, "stays", "still-stays");
}
inline void brings(const dockerfile::File& file, rules::Sink& out) {
  flag(file, out, "brings", "hopeless");
}
inline void breaks(const dockerfile::File& file, rules::Sink& out) {
  flag(file, out, "breaks", "x\nNOINSTRUCTION y");
}
inline void swallows(const dockerfile::File& file, rules::Sink& out) {
  flag(file, out, "swallows", "x \\");
}
inline void joins(const dockerfile::File& file, rules::Sink& out) {
  flag(file, out, "\nRUN joined", " && joint");
}
inline void risky(const dockerfile::File& file, rules::Sink& out) {
  flag(file, out, "risky", "other");
}
inline void lines(const dockerfile::File& file, rules::Sink& out) {
  flag(file, out, "one-line", "a \\\n  b");
}
// Flags the word and edits the whole of its line, so that it overlaps with the others' edits.
inline void whole_line(const dockerfile::File& file, rules::Sink& out) {
  const std::string_view bytes = file.source->bytes();
  const std::size_t at = bytes.find("long-word");
  if (at == std::string_view::npos) return;
  const auto begin = static_cast<std::uint32_t>(bytes.rfind('\n', at) + 1);
  const auto end = static_cast<std::uint32_t>(bytes.find('\n', at));
  std::string line(bytes.substr(begin, end - begin));
  line.replace(at - begin, 9, "w");
  out.report({.span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 9)},
              .message = "A long word",
              .edits = {{{begin, end}, line}},
              .fix_description = "Shorten it"});
}
// Two fixes, each fine, that are not so together.
inline void either(const dockerfile::File& file, rules::Sink& out) {
  const std::string_view bytes = file.source->bytes();
  const bool both_gone =
      bytes.find("left-word") == std::string_view::npos && bytes.find("right-word") == std::string_view::npos;
  if (both_gone && bytes.find("gone") != std::string_view::npos) flag(file, out, "ALWAYS", "", "");
  flag(file, out, "left-word", "gone");
  flag(file, out, "right-word", "gone");
}

template <void (*check)(const dockerfile::File&, rules::Sink&), rules::Fix fix = rules::Fix::safe,
          rules::Severity severity = rules::Severity::low>
inline constexpr rules::Rule kFake{.id = "fake/rule",
                                   .title = "A rule",
                                   .help = "Help",
                                   .severity = severity,
                                   .confidence = rules::Confidence::high,
                                   .fix = fix,
                                   .docs = "",
                                   .bad = {},
                                   .good = {},
                                   .check = check};

inline constexpr const rules::Rule* kGood = &kFake<good>;
inline constexpr const rules::Rule* kNoFixRule = &kFake<no_fix, rules::Fix::none>;
inline constexpr const rules::Rule* kStays = &kFake<stays>;
inline constexpr const rules::Rule* kBrings = &kFake<brings>;
inline constexpr const rules::Rule* kBreaks = &kFake<breaks>;
inline constexpr const rules::Rule* kSwallows = &kFake<swallows>;
inline constexpr const rules::Rule* kJoins = &kFake<joins>;
inline constexpr const rules::Rule* kRisky = &kFake<risky, rules::Fix::unsafe>;
inline constexpr const rules::Rule* kLines = &kFake<lines>;
inline constexpr const rules::Rule* kWholeLine = &kFake<whole_line, rules::Fix::safe, rules::Severity::high>;
inline constexpr const rules::Rule* kEither = &kFake<either>;
inline constexpr std::array kFakes = {kGood,  kNoFixRule, kStays, kBrings,    kBreaks, kSwallows,
                                      kJoins, kRisky,     kLines, kWholeLine, kEither};

}  // namespace s1::test
