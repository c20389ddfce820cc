// SPDX-License-Identifier: Apache-2.0
// Options and commands of a program that make it skip a check.
#pragma once
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "model/dockerfile_run.h"
#include "rules/switch_value.h"
#include "text/edit.h"
#include "text/span.h"

namespace s1::rules {

// An option that skips a check. `program`: a package manager's is the first of its family (apt, dnf, pip).
struct SkipOption {
  std::string_view program;
  std::string_view option;  // without dashes; one letter: a short option
  // Of `--setopt=NAME=VALUE` and its like: the last part of NAME. Empty: the option's own value.
  std::string_view setting;
  When when = When::given;
  std::string_view alias;
};

// `npm config set strict-ssl false`: a setting that a program's own command writes.
struct SkipSetting {
  std::string_view program;
  std::string_view setting;  // its last part
  When when = When::off;
  std::string_view alias;
};

struct SkippingCall {
  Span span;
  std::vector<Edit> edits;  // what takes all of it away; empty where that cannot be told from the text
  std::vector<std::string_view> aliases;
};
// Queries (`rpm -qa`) aside: they install nothing.
[[nodiscard]] std::optional<SkippingCall> skipping_options(const model::Run& run, const model::Call& call,
                                                           std::span<const SkipOption> options);
[[nodiscard]] std::optional<SkippingCall> skipping_setting(const model::Run& run, const model::Call& call,
                                                           std::span<const SkipSetting> settings);

}  // namespace s1::rules
