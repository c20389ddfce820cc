// SPDX-License-Identifier: Apache-2.0
// What a repository asks of this program: `.s1-infra.yaml`, which is looked for in the root alone. What the command
// line says beats it. schemas/config.json describes the same keys for editors.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace s1::config {

inline constexpr std::string_view kFileName = ".s1-infra.yaml";

enum class Profile : std::uint8_t { standard, strict, all };  // "default", "strict", "all"
enum class Severity : std::uint8_t { info, low, medium, high, critical };

// `rules:` a rule's id, another tool's or a glob, and what is to become of it.
struct RuleSetting {
  std::string rule;
  std::uint32_t line = 0;
  bool on = true;                    // false: "off"
  std::optional<Severity> severity;  // runs it whatever the profile, and reports it as this
};

// `ignore:` findings that are not to be shown. What is left out matches everything.
struct Ignore {
  std::string rule;      // as in RuleSetting
  std::string path;      // a pattern as in .gitignore
  std::string resource;  // a glob
  std::string reason;
  std::string until;  // YYYY-MM-DD, the last day; empty: for ever
  std::uint32_t line = 0;
};

// `labels:` a label's key, and what its value has to be.
enum class LabelType : std::uint8_t { text, url, rfc3339, spdx, hash, semver, email };
struct Label {
  std::string key;
  LabelType type = LabelType::text;
  bool required = false;
};

// What images have to keep to, for the rules that ask for it.
struct ImagePolicy {
  std::vector<std::string> registries;  // that FROM may name; a `*` stands for any text without a slash. Empty: all
  std::vector<Label> labels;            // in the order of the file
};

struct Config {
  std::optional<Profile> profile;
  std::vector<std::string> platforms;
  std::uint32_t platforms_line = 0;
  std::vector<RuleSetting> rules;  // in the order of the file: of several that match one rule the last holds
  std::vector<Ignore> ignore;
  // Patterns as in .gitignore: files that are not checked, and not read unless a checked one may depend on them.
  std::vector<std::string> exclude;
  std::optional<Severity> min_severity;
  std::optional<Severity> fail_on;
  bool fail_on_none = false;  // `fail_on: none`
  std::optional<std::uint64_t> file_bytes;
  std::optional<std::uint32_t> files;
  ImagePolicy images;
};

[[nodiscard]] std::string_view name(Severity severity);

}  // namespace s1::config
