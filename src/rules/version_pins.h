// SPDX-License-Identifier: Apache-2.0
// Whether the packages that a command installs are named with a version: what two rules ask, each of its own managers.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "model/dockerfile.h"
#include "rules/rule.h"

namespace s1::rules {

// True where the text of one package says which version is wanted, or is no package of a repository (a file, an
// address, a group).
using IsPinned = bool (*)(std::string_view package);

// Finds packages without a version among commands' words. A word with a variable is read with the value that it is
// known to have; one whose value is not known says nothing.
class PinReader {
 public:
  explicit PinReader(const dockerfile::File& file);  // outlives this

  // The RUN that the words are of, until the next call.
  void enter(const model::Run& run);
  [[nodiscard]] std::vector<const shell::Word*> unpinned(std::span<const shell::Word* const> words,
                                                         IsPinned is_pinned) const;

 private:
  [[nodiscard]] std::optional<std::string> text_of(const shell::Word& word) const;

  const dockerfile::File& file_;
  const model::Run* run_ = nullptr;
  std::unordered_set<std::string_view> env_, arg_;  // what the file declares anywhere
  std::unordered_set<std::string_view> in_run_;     // what the RUN's shell gives values of its own
};

// A finding at the first of the words; nothing where there is none.
void report_unpinned(std::span<const shell::Word* const> words, std::vector<std::string_view> aliases, Sink& out);

}  // namespace s1::rules
