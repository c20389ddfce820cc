// SPDX-License-Identifier: Apache-2.0
#include "syntax/dockerfile/checks.h"

#include <algorithm>
#include <array>
#include <string>

#include "syntax/dockerfile/chars.h"
#include "syntax/dockerfile/flags.h"
#include "text/suggest.h"

namespace s1::dockerfile {
namespace {

std::string did_you_mean(std::string_view name) {
  return name.empty() ? std::string() : std::string("did you mean ").append(name).append("?");
}

class Checker {
 public:
  explicit Checker(Reporter& reporter) : reporter_(reporter) {}

  void check(const Instruction& instruction) {
    if (instruction.kind == Kind::unknown) {
      unknown(instruction);
      return;
    }
    if (instruction.stage < 0 && instruction.kind != Kind::arg)
      warn(instruction.keyword, "before-from", keyword(instruction) + " stands before the first FROM",
           "only ARG may stand there");
    check_flags(instruction);
    check_arguments(instruction);
  }

 private:
  void warn(Span span, std::string_view code, std::string message, std::string hint = {}) {
    reporter_.warn(span, code, std::move(message), std::move(hint));
  }

  static std::string keyword(const Instruction& instruction) { return std::string(name(instruction.kind)); }

  void unknown(const Instruction& instruction) {
    std::array<std::string_view, static_cast<std::size_t>(Kind::unknown)> names;
    for (std::size_t i = 0; i < names.size(); ++i) names[i] = name(static_cast<Kind>(i));
    const std::string_view written = instruction.keyword_text;
    warn(instruction.keyword, "unknown-instruction", "There is no instruction " + quoted(written),
         did_you_mean(nearest(written, names)));
  }

  void check_flags(const Instruction& instruction) {
    const std::span<const std::string_view> known = known_flags(instruction.kind);
    for (std::size_t i = 0; i < instruction.flags.size(); ++i) {
      if (reporter_.full()) return;
      const Flag& flag = instruction.flags[i];
      const std::string written = "--" + std::string(flag.name.substr(0, 40));
      if (std::ranges::find(known, flag.name) == known.end()) {
        const std::string_view near = nearest(flag.name, known);
        warn(flag.span, "unknown-flag", keyword(instruction) + " has no flag " + written,
             near.empty() ? std::string() : did_you_mean("--" + std::string(near)));
        continue;
      }
      const bool repeated =
          std::any_of(instruction.flags.begin(), instruction.flags.begin() + static_cast<std::ptrdiff_t>(i),
                      [&](const Flag& other) { return other.name == flag.name; });
      if (repeated && !is_repeatable(flag.name))
        warn(flag.span, "repeated-flag", "The flag " + written + " is set twice", "keep one of the two");
      if (is_switch(flag.name)) {
        if (flag.has_value && !equal_ignoring_case(flag.value, "true") && !equal_ignoring_case(flag.value, "false"))
          warn(flag.value_span, "invalid-flag-value", "The flag " + written + " is " + quoted(flag.value),
               "only true and false can be its value");
      } else if (!flag.has_value) {
        warn(flag.span, "missing-flag-value", "The flag " + written + " has no value", "write " + written + "=VALUE");
      }
    }
  }

  void check_arguments(const Instruction& instruction) {
    const bool empty = instruction.arguments.empty();
    switch (instruction.kind) {
      case Kind::from:
        check_from(instruction);
        break;
      case Kind::add:
      case Kind::copy:
        if (instruction.words.size() < 2)
          missing(instruction, " needs a source and a destination", "write the destination last");
        break;
      case Kind::shell:
        if (instruction.form == Form::json ? instruction.words.empty() : empty)
          missing(instruction, " needs a shell", R"(write SHELL ["/bin/bash", "-c"])");
        else if (instruction.form != Form::json)
          warn(instruction.keyword, "not-json", "SHELL takes a JSON array of strings alone",
               R"(write SHELL ["/bin/bash", "-c"])");
        break;
      case Kind::healthcheck:
        check_healthcheck(instruction);
        break;
      case Kind::onbuild:
        check_onbuild(instruction);
        break;
      case Kind::env:
      case Kind::label:
      case Kind::arg:
        if (empty) missing(instruction, " needs a name");
        check_names(instruction);
        break;
      case Kind::run:
      case Kind::cmd:
      case Kind::entrypoint:
        break;  // empty ones are taken
      default:
        if (instruction.words.empty()) missing(instruction, " needs an argument");
    }
  }

  void missing(const Instruction& instruction, std::string_view what, std::string hint = {}) {
    warn(instruction.keyword, "missing-argument", keyword(instruction).append(what), std::move(hint));
  }

  void check_from(const Instruction& from) {
    if (from.words.size() != 1 && !(from.words.size() == 3 && equal_ignoring_case(from.words[1].raw, "as"))) {
      warn(from.keyword, from.words.empty() ? "missing-argument" : "wrong-argument-count",
           "FROM needs an image, or an image, AS and a name", "write FROM IMAGE AS NAME");
      return;
    }
    if (from.words.size() == 1) return;
    const std::string_view stage = from.words[2].raw;
    const bool valid =
        lower(stage[0]) >= 'a' && lower(stage[0]) <= 'z' && std::ranges::all_of(stage, [](char c) {
          return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
        });
    if (!valid)
      warn(from.words[2].span, "invalid-stage-name", "A stage cannot be named " + quoted(stage),
           "a name begins with a letter, and letters, digits, '-', '_' and '.' follow");
  }

  void check_healthcheck(const Instruction& instruction) {
    if (instruction.words.empty()) {
      missing(instruction, " needs CMD or NONE");
      return;
    }
    const Word& type = instruction.words.front();
    if (instruction.inner) {
      if (instruction.inner->arguments.empty() ||
          (instruction.inner->form == Form::json && instruction.inner->words.empty()))
        missing(instruction, " CMD needs a command");
    } else if (!equal_ignoring_case(type.raw, "NONE")) {
      warn(type.span, "invalid-healthcheck", "HEALTHCHECK has no type " + quoted(type.raw),
           "write HEALTHCHECK CMD COMMAND");
    } else if (type.raw.size() != instruction.arguments.text().size()) {
      warn(type.span, "invalid-healthcheck", "HEALTHCHECK NONE takes no arguments");
    }
  }

  void check_onbuild(const Instruction& instruction) {
    if (!instruction.inner) {
      if (instruction.arguments.empty())
        missing(instruction, " needs an instruction");
      else
        warn(instruction.keyword, "invalid-onbuild", "ONBUILD cannot hold ONBUILD");
      return;
    }
    const Instruction& inner = *instruction.inner;
    if (inner.kind == Kind::onbuild || inner.kind == Kind::from || inner.kind == Kind::maintainer) {
      warn(inner.keyword, "invalid-onbuild", "ONBUILD cannot hold " + keyword(inner));
      return;
    }
    if (inner.kind == Kind::unknown) {
      unknown(inner);
      return;
    }
    check_flags(inner);
    check_arguments(inner);
  }

  void check_names(const Instruction& instruction) {
    for (const Pair& pair : instruction.pairs)
      if (pair.key.raw.empty())
        warn({pair.key.span.begin, pair.value.span.end}, "blank-name",
             keyword(instruction) + " has a name that is blank");
  }

  Reporter& reporter_;
};

}  // namespace

void check_instruction(const Instruction& instruction, Reporter& reporter) {
  if (!reporter.full()) Checker(reporter).check(instruction);
}

}  // namespace s1::dockerfile
