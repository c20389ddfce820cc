// SPDX-License-Identifier: Apache-2.0
// What is refused, what is only noticed, and that reading goes on after either.

#include "growth.h"
#include "syntax/dockerfile/ast.h"
#include "test.h"

namespace s1::dockerfile {
namespace {

using namespace std::string_literals;

// "code@marked text (hint)" of each, one after the other.
std::string shown(const Source& source, const File& file) {
  std::string result = file.rejected ? "refused" : "";
  for (const Diagnostic& diagnostic : file.diagnostics) {
    if (!result.empty()) result += "; ";
    result.append(diagnostic.code).append("@").append(source.slice(diagnostic.span));
    if (diagnostic.hint.starts_with("did you mean ")) result.append(" -> ").append(diagnostic.hint.substr(13));
  }
  return result;
}

TEST_CASE("every diagnostic has its code and its place") {
  const std::pair<std::string, std::string> rows[] = {
      {"FROM a\nRUN b\n", ""},
      // Refused by BuildKit's parser
      {"", "refused; no-instructions@"},
      {"# a\n\n", "refused; no-instructions@"},
      {"# escape=x\nFROM a", "refused; invalid-escape@x"},
      {"# check=a\n# CHECK=b\nFROM a", "refused; repeated-directive@CHECK"},
      {"FROM a\nENV PATH", "refused; missing-value@PATH"},
      {"FROM a\nENV A=1 B C=2", "refused; missing-equals@B"},
      {"FROM a\nLABEL x", "refused; missing-value@x"},
      {"FROM a\nCMD [\"x\", 1]", "refused; json-not-strings@[\"x\", 1]"},
      {"FROM a\nRUN <<E\nx", "refused; unterminated-heredoc@<<E"},
      // Refused later
      {"FORM a", "unknown-instruction@FORM -> FROM?"},
      {"FROM a\nrum b", "unknown-instruction@rum -> RUN?"},
      {"FROM a\n&& b", "unknown-instruction@&&"},
      {"\\", "unknown-instruction@"},
      {"RUN a\nFROM b", "before-from@RUN"},
      {"FROM a\nCOPY --form=b c d", "unknown-flag@--form=b -> --from?"},
      {"FROM a\nCOPY --cown=b c d", "unknown-flag@--cown=b -> --chown?"},
      {"FROM a\nRUN --mounts=b c", "unknown-flag@--mounts=b -> --mount?"},
      {"FROM a\nENV --x A=b", "unknown-flag@--x"},
      {"FROM a\nCOPY --from b c", "missing-flag-value@--from"},
      {"FROM a\nCOPY --link --link=no b c", "repeated-flag@--link=no; invalid-flag-value@no"},
      {"FROM a\nCOPY --exclude=a --exclude=b --link=TRUE c d", ""},
      {"FROM a\nRUN --mount=type=tmpfs --mount=type=ssh --network=none --security=sandbox --device=d x", ""},
      {"FROM --platform=a --platform=b c", "repeated-flag@--platform=b"},
      {"FROM", "missing-argument@FROM"},
      {"FROM a b", "wrong-argument-count@FROM"},
      {"FROM a as", "wrong-argument-count@FROM"},
      {"FROM a AS 1b", "invalid-stage-name@1b"},
      {"FROM a AS $b", "invalid-stage-name@$b"},
      {"FROM a\nCOPY b", "missing-argument@COPY"},
      {"FROM a\nEXPOSE", "missing-argument@EXPOSE"},
      {"FROM a\nARG =b", "blank-name@=b"},
      {"FROM a\nENV", "missing-argument@ENV"},
      {"FROM a\nSHELL bash", "not-json@SHELL"},
      {"FROM a\nSHELL []", "missing-argument@SHELL"},
      {"FROM a\nHEALTHCHECK", "missing-argument@HEALTHCHECK"},
      {"FROM a\nHEALTHCHECK CMD", "missing-argument@HEALTHCHECK"},
      {"FROM a\nHEALTHCHECK CMD []", "missing-argument@HEALTHCHECK"},
      {"FROM a\nHEALTHCHECK curl x", "invalid-healthcheck@curl"},
      {"FROM a\nHEALTHCHECK NONE x", "invalid-healthcheck@NONE"},
      {"FROM a\nONBUILD", "missing-argument@ONBUILD"},
      {"FROM a\nONBUILD ONBUILD RUN b", "invalid-onbuild@ONBUILD"},
      {"FROM a\nONBUILD FROM b", "invalid-onbuild@FROM"},
      {"FROM a\nONBUILD CPOY b c", "unknown-instruction@CPOY -> COPY?"},
      {"FROM a\nRUN\nCMD\nENTRYPOINT []", ""},
  };
  for (const auto& [text, expected] : rows) {
    CAPTURE(text);
    const Source source(text);
    CHECK(shown(source, File::parse(source)) == expected);
  }
}

TEST_CASE("a line may be 65535 bytes long") {
  for (const auto& [length, refused] : {std::pair{65'535, false}, {65'536, true}}) {
    const std::string line = "RUN " + std::string(static_cast<std::size_t>(length) - 4, 'a');
    for (const std::string& text : {line, line + "\n"}) {
      const Source source("FROM a\n" + text);
      const File file = File::parse(source);
      CHECK(file.rejected == refused);
      CHECK(file.instructions[1].arguments.text().size() == line.size() - 4);
    }
  }
}

TEST_CASE("reading goes on after what is refused") {
  const Source source("FROM a\nENV PATH\nFOO b \\\n  c\nLABEL x\nCMD [1]\nUSER d\n");
  const File file = File::parse(source);
  CHECK(file.rejected);
  REQUIRE(file.instructions.size() == 6);
  CHECK(file.instructions.back().words.at(0).raw == "d");
  CHECK(file.instructions[2].arguments.text() == "b   c");
}

TEST_CASE("diagnostics are bounded") {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "FORM a\n";
  const Source source(text);
  const File file = File::parse(source);
  CHECK(file.instructions.size() == 1000);
  REQUIRE(file.diagnostics.size() == 101);
  CHECK(file.diagnostics.back().code == "too-many-diagnostics");
}

void read(const std::string& text) {
  const Source source(text);
  const File file = File::parse(source);
  if (!file.stages.empty()) (void)file.reachable(*file.target());
}

TEST_CASE("time grows as the file does") {
  const std::pair<std::string, std::string> rows[] = {
      {"FROM a\n", "RUN x \\\n"},
      {"FROM a\nRUN x \\\n", " # c\n"},
      {"FROM a\nRUN x \\\n", "\\\n"},
      {"FROM a\n", "\n"},
      {"FROM a\nRUN ", "\\"},
      {"FROM a\nRUN ", "<<E "},
      {"FROM a\nRUN <<E ", "${a:-"},
      {"FROM a\nENV ", "A=1 "},
      {"FROM a\nENV ", "A=$B "},
      {"FROM a\n", "ENV A=$A\n"},
      {"FROM a\n", "ENV A=$A$A\n"},
      {"FROM a\nARG ", "A=$A "},
      {"FROM a\nCMD ", "["},
      {"FROM a\nCMD [", "\"a\","},
      {"FROM a\nCMD [{", "\"a\":["},
      {"FROM a\n", "ONBUILD "},
      {"FROM a\nCOPY ", "--a "},
      {"FROM a\nCOPY ", "--link "},
      {"FROM a\nCOPY ", "--a=\""},
      {"", "FROM a AS a\n"},
      {"", "FROM a AS a\nUSER $X\nENV A=$B\n"},
      {"", "FROM $X AS a\n"},
      {"FROM a AS a\n", "FROM b\nCOPY --from=$X a b\n"},
      {"FROM a\n", "COPY --from=0 a b\n"},
      {"FROM a\nUSER ${A:-", "'"},
  };
  for (const auto& [begin, piece] : rows) {
    CAPTURE(begin, piece);
    CHECK(test::growth(read, begin, piece, "") <= test::kMostGrowth);
  }
}

}  // namespace
}  // namespace s1::dockerfile
