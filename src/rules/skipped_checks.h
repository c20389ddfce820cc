// SPDX-License-Identifier: Apache-2.0
// Commands that make a program skip a check which it would make by itself: of a server's certificate, of a package's
// signature. The rules give the tables; what is found is alike.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "model/dockerfile.h"
#include "text/edit.h"
#include "text/span.h"

namespace s1::rules {

enum class When : std::uint8_t {
  given,  // the option or setting is there, with any value
  off,    // false, 0, no, off
  on,     // true, 1, yes, on
};
// True where the text says what `when` asks for; never for one with a variable in it.
[[nodiscard]] bool holds(When when, std::string_view value);

// An option that skips a check. `program`: a package manager's is the first of its family (apt, dnf, pip).
struct SkipOption {
  std::string_view program;
  std::string_view option;  // without dashes; one letter: a short option
  std::string_view
      setting;  // of `--setopt=NAME=VALUE` and its like: the last part of NAME. Empty: the option's own value
  When when = When::given;
  std::string_view alias;
};

struct SkippedCheck {
  Span span;
  std::vector<Edit> edits;  // what takes all of it away; empty where that cannot be told from the text
  std::vector<std::string_view> aliases;
};
[[nodiscard]] std::optional<SkippedCheck> skipping_options(const model::Run& run, const model::Call& call,
                                                           std::span<const SkipOption> options);

// `npm config set strict-ssl false`: a setting that a program's own command writes.
struct SkipSetting {
  std::string_view program;
  std::string_view setting;  // its last part
  When when = When::off;
  std::string_view alias;
};
[[nodiscard]] std::optional<SkippedCheck> skipping_setting(const model::Run& run, const model::Call& call,
                                                           std::span<const SkipSetting> settings);

// `echo insecure >> ~/.curlrc`: what is written into a program's configuration file. `line` is compared without blanks
// and quotes, in small letters.
struct SkipLine {
  std::string_view file;  // what the path has in it
  std::string_view line;
  std::string_view alias;
  std::string_view unless = {};  // what makes it harmless, in the same text
};
// Of a RUN's echo, printf and heredocs, and of the files that COPY <<EOF and ADD <<EOF make.
[[nodiscard]] std::vector<SkippedCheck> skipping_lines(const model::Run& run, std::span<const SkipLine> lines);
[[nodiscard]] std::vector<SkippedCheck> skipping_lines(const dockerfile::File& file, std::span<const SkipLine> lines);

}  // namespace s1::rules
