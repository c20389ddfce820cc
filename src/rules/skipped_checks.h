// SPDX-License-Identifier: Apache-2.0
// What makes a program skip a check which it would make by itself: of a server's certificate, of a package's signature.
// The rules give the tables; what is found is alike.
#pragma once
#include <span>
#include <string_view>

#include "model/dockerfile.h"
#include "rules/rule.h"
#include "rules/skip_lines.h"
#include "rules/skip_options.h"

namespace s1::rules {

struct Skips {
  std::span<const SkipOption> options;
  std::span<const SkipSetting> settings;
  std::span<const SkipLine> lines;
};
void report_skipped_checks(const model::Dockerfile& file, const Skips& skips, std::string_view message, Sink& out);

}  // namespace s1::rules
