// SPDX-License-Identifier: Apache-2.0
// .s1-infra.yaml: what is read of it, and all that is wrong with it at once.
#include "config/read.h"

#include "test.h"

namespace {

using s1::config::Config;
using s1::config::Reading;
using s1::config::Severity;

Reading read(std::string_view text) {
  return s1::config::read(s1::Source(std::string(text)));
}

std::string dump(const Reading& reading) {
  std::string text;
  for (const s1::Error& error : reading.errors) {
    CHECK(error.code == "bad-config");
    CHECK(error.where.starts_with(".s1-infra.yaml:"));
    text += error.where.substr(15) + ": " + error.what + " (" + error.hint + ")\n";
  }
  return text;
}

}  // namespace

TEST_CASE("every key of the configuration") {
  const Reading reading = read(
      "# how we check\n"
      "profile: strict\n"
      "platforms: [dockerfile, compose]\n"
      "rules:\n"
      "  dockerfile/latest-tag: off\n"
      "  DL3008: high\n"
      "  \"compose/*\": {severity: low}\n"
      "  zizmor:artipacked: on\n"
      "ignore:\n"
      "  - {rule: DL3002, path: legacy/, reason: goes away, until: 2026-12-31}\n"
      "  - resource: web*\n"
      "exclude:\n"
      "  - third_party/\n"
      "min_severity: low\n"
      "fail_on: high\n"
      "limits: {file_bytes: 1000, files: 20}\n"
      "registries: [docker.io, \"*.example.com\"]\n"
      "labels:\n"
      "  vendor: {}\n"
      "  contact: email\n"
      "  org.opencontainers.image.source: {type: url, required: true}\n");
  CHECK(dump(reading).empty());
  const Config& config = reading.config;
  CHECK(config.profile == s1::config::Profile::strict);
  CHECK(config.platforms == std::vector<std::string>{"dockerfile", "compose"});
  REQUIRE(config.rules.size() == 4);
  CHECK(config.rules[0].rule == "dockerfile/latest-tag");
  CHECK_FALSE(config.rules[0].on);
  CHECK(config.rules[1].severity == Severity::high);
  CHECK(config.rules[1].line == 6);
  CHECK(config.rules[2].severity == Severity::low);
  CHECK(config.rules[3].on);
  CHECK_FALSE(config.rules[3].severity.has_value());
  REQUIRE(config.ignore.size() == 2);
  CHECK(config.ignore[0].rule == "DL3002");
  CHECK(config.ignore[0].path == "legacy/");
  CHECK(config.ignore[0].reason == "goes away");
  CHECK(config.ignore[0].until == "2026-12-31");
  CHECK(config.ignore[0].line == 10);
  CHECK(config.ignore[1].resource == "web*");
  CHECK(config.exclude == std::vector<std::string>{"third_party/"});
  CHECK(config.min_severity == Severity::low);
  CHECK(config.fail_on == Severity::high);
  CHECK(config.file_bytes == 1000);
  CHECK(config.files == 20);
  CHECK(config.images.registries == std::vector<std::string>{"docker.io", "*.example.com"});
  REQUIRE(config.images.labels.size() == 3);
  CHECK(config.images.labels[0].key == "vendor");
  CHECK(config.images.labels[0].type == s1::config::LabelType::text);
  CHECK_FALSE(config.images.labels[0].required);
  CHECK(config.images.labels[1].type == s1::config::LabelType::email);
  CHECK(config.images.labels[2].type == s1::config::LabelType::url);
  CHECK(config.images.labels[2].required);
}

TEST_CASE("an empty configuration asks for nothing") {
  for (const std::string_view text : {"", "\n", "# nothing\n", "---\n", "{}\n"}) {
    INFO(text);
    const Reading reading = read(text);
    CHECK(dump(reading).empty());
    CHECK_FALSE(reading.config.profile.has_value());
    CHECK(reading.config.rules.empty());
  }
}

TEST_CASE("one text stands for a list of one; true and false for on and off") {
  const Reading reading =
      read("platforms: compose\nexclude: vendor/\nrules: {DL3008: false, DL3009: true}\nfail_on: none\n");
  CHECK(dump(reading).empty());
  CHECK(reading.config.platforms == std::vector<std::string>{"compose"});
  CHECK(reading.config.exclude == std::vector<std::string>{"vendor/"});
  CHECK_FALSE(reading.config.rules[0].on);
  CHECK(reading.config.rules[1].on);
  CHECK(reading.config.fail_on_none);
}

TEST_CASE("each error has its line, its key and the nearest right one") {
  struct Row {
    std::string_view text, errors;
  };
  const Row rows[] = {
      {"profil: strict\n",
       "1: there is no key `profil` (did you mean profile? one of: profile, platforms, rules, ignore, exclude, "
       "min_severity, fail_on, limits, registries, labels)\n"},
      {"profile: strickt\n", "1: profile cannot be `strickt` (did you mean strict? one of: default, strict, all)\n"},
      {"fail-on: high\n",
       "1: there is no key `fail-on` (did you mean fail_on? one of: profile, platforms, rules, ignore, exclude, "
       "min_severity, fail_on, limits, registries, labels)\n"},
      {"rules:\n  DL3008: hihg\n",
       "2: rules.DL3008 cannot be `hihg` (did you mean high? one of: info, low, medium, high, critical, off, on)\n"},
      {"rules:\n  DL3008: {level: high}\n",
       "2: there is no key `level` in rules.DL3008 (one of: severity)\n"
       "2: rules.DL3008 says nothing (give it a severity, or `off`)\n"},
      {"rules: [DL3008]\n",
       "1: rules is not a mapping of rules to `off` or a severity (write a mapping of rules to `off` or a severity)\n"},
      {"ignore:\n  - rule: DL3008\n    untill: 2026-01-01\n  - reason: why\n  - until: 2026-13-01\n    path: a\n",
       "3: there is no key `untill` in ignore (did you mean until? one of: rule, path, resource, reason, until)\n"
       "4: this ignore would match every finding (give it a rule, a path or a resource)\n"
       "5: until is not a date (write it as 2026-12-31)\n"},
      {"ignore: DL3008\n",
       "1: ignore is not a list of {rule, path, resource, reason, until} (write a list of {rule, path, resource, "
       "reason, until})\n"},
      {"limits:\n  file_bytes: 0\n  files: many\n  depth: 3\n",
       "2: limits.file_bytes is not a number that it can be (write one from 1 to 1073741824)\n"
       "3: limits.files is not a number that it can be (write one from 1 to 100000000)\n"
       "4: there is no key `depth` in limits (one of: file_bytes, files)\n"},
      {"exclude: [a, [b], {c: d}, ~]\n",
       "1: exclude is not a text (write a text)\n1: exclude is not a text (write a text)\n"
       "1: exclude is not a text (write a text)\n"},
      {"- a\n", "1: the file is not a mapping of keys to values (write a mapping of keys to values)\n"},
      {"profile: all\n---\nprofile: all\n", "3: there is more than one document here (keep one)\n"},
      {"labels: [a]\n",
       "1: labels is not a mapping of labels to the type of their value (write a mapping of labels to the type of "
       "their "
       "value)\n"},
      {"labels:\n  a: uri\n  b: {type: date, required: maybe, x: 1}\n",
       "2: labels.a cannot be `uri` (did you mean url? one of: text, url, rfc3339, spdx, hash, semver, email)\n"
       "3: type cannot be `date` (one of: text, url, rfc3339, spdx, hash, semver, email)\n"
       "3: required is not true or false (write true or false)\n"
       "3: there is no key `x` in labels.b (one of: type, required)\n"},
      {"min_severity: [low]\n", "1: min_severity cannot be this (one of: info, low, medium, high, critical)\n"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(dump(read(row.text)) == row.errors);
  }
}

TEST_CASE("what is not YAML is an error with its line, and so is a key that stands twice") {
  for (const std::string_view text :
       {"profile: all\nrules: [a\n", "profile: all\nprofile: strict\n", "a: *b\n", "\tx: 1\n"}) {
    INFO(text);
    CHECK_FALSE(read(text).errors.empty());
  }
}

TEST_CASE("a file of nothing but errors gives a number of them that can be read") {
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += "key" + std::to_string(i) + ": 1\n";
  CHECK(read(text).errors.size() == 50);
}

TEST_CASE("several errors as one say all") {
  const Reading reading = read("profil: 1\nrules: 2\n");
  REQUIRE(reading.errors.size() == 2);
  const s1::Error error = s1::config::joined(reading.errors);
  CHECK(error.code == "bad-config");
  CHECK(error.what.find("line 1: there is no key `profil`") != std::string::npos);
  CHECK(error.what.find("line 2: rules is not") != std::string::npos);
  CHECK(s1::config::joined({reading.errors[1]}).where == ".s1-infra.yaml:2");
}
