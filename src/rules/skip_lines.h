// SPDX-License-Identifier: Apache-2.0
// Lines in the configuration file of a program that make it skip a check, where a Dockerfile writes the file.
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "model/dockerfile.h"
#include "text/span.h"

namespace s1::rules {

// `echo insecure >> ~/.curlrc`. `line` is compared without blanks and quotes, in small letters.
struct SkipLine {
  std::string_view file;  // what the path has in it
  std::string_view line;
  std::string_view alias;
  std::string_view unless = {};  // what makes it harmless, in the same text
};

struct WrittenSkip {
  Span span;
  std::string_view alias;
};
// Of a RUN's echo, printf and heredocs, and of the files that COPY <<EOF and ADD <<EOF make.
[[nodiscard]] std::vector<WrittenSkip> skipping_lines(const model::Run& run, std::span<const SkipLine> lines);
[[nodiscard]] std::vector<WrittenSkip> skipping_lines(const dockerfile::File& file, std::span<const SkipLine> lines);

}  // namespace s1::rules
