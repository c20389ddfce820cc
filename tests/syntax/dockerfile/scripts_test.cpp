// SPDX-License-Identifier: Apache-2.0
// parse_scripts(): which instructions have a script, what text it is, and that its places are places of the file.
#include <vector>

#include "syntax/dockerfile/ast.h"
#include "syntax/shell/ast.h"
#include "test.h"

namespace s1::dockerfile {
namespace {

using namespace std::string_literals;

// The simple commands of the last instruction's script, each as its words' text in the file; "-" where it has no
// script.
std::vector<std::string> commands(const std::string& text) {
  const Source source(text);
  File file = File::parse(source);
  parse_scripts(file);
  const Instruction& last = file.instructions.back();
  const Instruction& owner = last.inner ? *last.inner : last;
  if (!owner.script) return {"-"};
  std::vector<std::string> result;
  shell::for_each_command(*owner.script, [&](const shell::Command& command) {
    std::string words;
    for (const shell::Word& word : command.words) {
      if (!words.empty()) words += ' ';
      words += source.slice(word.span);
    }
    result.push_back(words);
  });
  return result;
}

TEST_CASE("what a POSIX shell runs is parsed, with its places in the file") {
  const std::pair<std::string, std::vector<std::string>> rows[] = {
      {"FROM a\nRUN b c && d \\\n  # no\n  e", {"b c", "d e"}},
      {"FROM a\nCMD b c", {"b c"}},
      {"FROM a\nENTRYPOINT b; c", {"b", "c"}},
      {"FROM a\nHEALTHCHECK --retries=1 CMD b || exit 1", {"b", "exit 1"}},
      {"FROM a\nONBUILD RUN b", {"b"}},
      {"FROM a\nRUN [\"sh\", \"-c\", \"b && c\"]", {"b", "c"}},
      {"FROM a\nRUN [\"/bin/bash\", \"-o\", \"pipefail\", \"-ec\", \"b | c\", \"name\"]", {"b", "c"}},
      {"FROM a\nCMD [\"/usr/bin/env\", \"bash\", \"-c\", \"b\"]", {"b"}},
      {"FROM a\nRUN [\"sh\", \"-c\", \"b \\\"c\\\" d\"]", {"b \"c\\\" d"}},
      {"FROM a\nRUN [\"sh\", \"-c\", \"b\\nc d\"]", {"b", "c d"}},
      {"FROM a\nRUN <<E\nb\nc d\nE\n", {"b", "c d"}},
      {"FROM a\nRUN <<-E\n\tb\n\t\tc\n\tE\n", {"b", "c"}},
      {"FROM a\nRUN <<E\n#!/usr/bin/env -S bash -e\nb\nE\n", {"b"}},
      {"FROM a\nRUN <<E cat\nb\nE\n", {"cat"}},
      {"FROM a\nRUN b <<E && c\nx\nE\n", {"b", "c"}},
      {"FROM a\nSHELL [\"/bin/bash\", \"-c\"]\nRUN b", {"b"}},
      {"FROM a\nRUN [\"b\", \"-c\", \"d\"]", {"-"}},
      {"FROM a\nRUN [\"sh\", \"b\", \"-c\"]", {"-"}},
      {"FROM a\nRUN [\"sh\", \"-c\"]", {"-"}},
      {"FROM a\nRUN <<E\n#!/usr/bin/python3\nb\nE\n", {"-"}},
      {"FROM a\nSHELL [\"pwsh\", \"-Command\"]\nRUN b", {"-"}},
      {"FROM a\nSHELL [\"cmd\", \"/S\", \"/C\"]\nRUN b", {"-"}},
      {"FROM mcr.microsoft.com/windows/nanoserver\nRUN b", {"-"}},
      {"FROM mcr.microsoft.com/windows/nanoserver\nRUN [\"bash\", \"-c\", \"b\"]", {"b"}},
      {"FROM a\nCOPY <<E /x\nb\nE\n", {"-"}},
      {"FROM a\nRUN", {"-"}},
      {"FROM a\nEXPOSE 80", {"-"}},
  };
  for (const auto& [text, expected] : rows) {
    CAPTURE(text);
    CHECK(commands(text) == expected);
  }
}

}  // namespace
}  // namespace s1::dockerfile
