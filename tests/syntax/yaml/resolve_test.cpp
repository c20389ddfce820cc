// SPDX-License-Identifier: Apache-2.0
#include "syntax/yaml/resolve.h"

#include "test.h"

namespace s1::yaml {
namespace {

using data::Kind;

TEST_CASE("plain scalars by the core schema of YAML 1.2") {
  const std::pair<Kind, std::vector<std::string_view>> rows[] = {
      {Kind::null, {"", "~", "null", "Null", "NULL"}},
      {Kind::boolean, {"true", "True", "TRUE", "false", "False", "FALSE"}},
      {Kind::integer, {"0", "12", "-12", "+12", "012", "0o14", "0x1F"}},
      {Kind::real, {"1.5", "-1.", ".5", "1e3", "1.0e-3", "+.5E+3", ".inf", "-.Inf", "+.INF", ".nan", ".NaN", "3.10"}},
      {Kind::string, {"yes",   "no", "on",    "y",     "nUll",       "tRue",  "~a", "0o8",      "0x",
                      "-0x1F", "0o", "1_000", "12:30", "2026-01-31", "1.2.3", ".",  "-",        "+",
                      "e3",    "1e", "1e+",   "-.nan", ".infinity",  "12abc", "١٢", "nullable", "0b1"}},
  };
  for (const auto& [kind, texts] : rows)
    for (const std::string_view text : texts) {
      CAPTURE(text);
      CHECK(resolve(text) == kind);
    }
}

TEST_CASE("what YAML 1.1 takes otherwise") {
  const std::pair<Yaml11, std::vector<std::string_view>> rows[] = {
      {Yaml11::boolean, {"yes", "No", "ON", "off", "y", "N"}},
      {Yaml11::octal, {"012", "-017", "0644"}},
      {Yaml11::string, {"0o14", "1e3", "1.5e3"}},
      {Yaml11::underscores, {"1_000", "0x_1F", "-1_0.5"}},
      {Yaml11::sexagesimal, {"12:30:00", "22:22", "-1:00", "1:30.5"}},
      {Yaml11::timestamp, {"2026-01-31", "2026-01-31T12:30:00Z", "2026-1-3 12:30:00.5 +02:00"}},
      {Yaml11::binary, {"0b101", "-0b1"}},
      {Yaml11::same,
       {"", "true", "null", "12", "3.10", "1.5e+3", "089", "text", "yEs", "12:75", "2026-1-3", "a_b", "::1", "10.0.0.1",
        "80:80:80:", "-", "0"}},
  };
  for (const auto& [taken, texts] : rows)
    for (const std::string_view text : texts) {
      CAPTURE(text);
      CHECK(yaml11(text) == taken);
    }
}

TEST_CASE("numbers that are written otherwise once they were read") {
  for (const std::string_view text : {"3.10", "1.0", "012", "1e3", "0x1F", "0o14", "+1", ".5", "1.", "-0.50"}) {
    CAPTURE(text);
    CHECK(changes_as_number(text));
  }
  for (const std::string_view text : {"3.1", "12", "-1.5", "0", "0.5", "text", "1.2.3", "yes", "", "true"}) {
    CAPTURE(text);
    CHECK_FALSE(changes_as_number(text));
  }
}

TEST_CASE("tags say what a scalar is") {
  const std::string standard = "tag:yaml.org,2002:";
  CHECK(resolve_tagged(standard + "str", "12", true) == Kind::string);
  CHECK(resolve_tagged(standard + "int", "12", false) == Kind::integer);
  CHECK(resolve_tagged(standard + "int", "x", true) == Kind::string);
  CHECK(resolve_tagged(standard + "float", "12", true) == Kind::real);
  CHECK(resolve_tagged(standard + "bool", "true", false) == Kind::boolean);
  CHECK(resolve_tagged(standard + "null", "", true) == Kind::null);
  CHECK(resolve_tagged(standard + "binary", "aGk=", true) == Kind::string);
  CHECK(resolve_tagged("!Ref", "12", true) == Kind::string);
}

}  // namespace
}  // namespace s1::yaml
