// SPDX-License-Identifier: Apache-2.0
// What the parser reads: tables of input and dump(), then what dump() does not show.
#include <vector>

#include "syntax/dockerfile/ast.h"
#include "test.h"

namespace s1::dockerfile {
namespace {

using namespace std::string_literals;

struct Row {
  std::string input;
  std::string dump;
};

TEST_CASE("instructions are read as BuildKit reads them") {
  const Row rows[] = {
      {"FROM a AS b", R"((from "a" "AS" "b"))"},
      {"  from\ta  ", R"((from "a"))"},
      {"RUN a  b # c", R"((run "a  b # c"))"},
      {"RUN a \\\n  b", R"((run "a   b"))"},
      {"RUN a\\  \t\nb", R"((run "ab"))"},
      {"RUN a \\\\\nRUN b", "(run \"a \\\\\\\\\")\n(run \"b\")"},
      {"RUN a \\\n# no\n\n  # no \\\n b", R"((run "a  b"))"},
      {"RUN a \\\n", R"((run "a"))"},
      {"\\\nRUN a", R"((run "a"))"},
      {"EXP\\\nOSE 80", R"((expose "80"))"},
      {"RUN a \\\r\n b\r\n", R"((run "a  b"))"},
      {"ADD a\vb\fc\rd e", R"((add "a" "b" "c" "d" "e"))"},
      {"COPY \"a b\" c", R"((copy "\"a" "b\"" "c"))"},
      {"COPY [\"a b\", \"c\"]", R"((copy "a b" "c"))"},
      {"VOLUME a b", R"((volume "a" "b"))"},
      {"WORKDIR /a b", R"((workdir "/a b"))"},
      {"USER  a:b ", R"((user "a:b"))"},
      {"STOPSIGNAL 9", R"((stopsignal "9"))"},
      {"MAINTAINER A B <c>", R"((maintainer "A B <c>"))"},
      {"ENV A=1 B='2 3' C=4\\ 5", R"((env "A" "1" "=" "B" "'2 3'" "=" "C" "4\\ 5" "="))"},
      {"ENV A='x\\' B=\"y\\\" z\"", R"((env "A" "'x\\'" "=" "B" "\"y\\\" z\"" "="))"},
      {"ENV A  b  c", R"((env "A" "b  c" ""))"},
      {"ENV A =b", R"((env "A" "=b" ""))"},
      {"ENV A=", R"((env "A" "" "="))"},
      {"ENV A=b \\", R"((env "A" "b" "="))"},
      {"ENV", "(env)"},
      {"LABEL a b\tc", R"((label "a" "b\tc" ""))"},
      {"LABEL \"a\"=b", R"((label "\"a\"" "b" "="))"},
      {"ARG a b=c", R"((arg "a" "b=c"))"},
      {"SHELL [\"a\", \"b\"]", R"((shell "a" "b"))"},
      {"ENTRYPOINT a b", R"((entrypoint "a b"))"},
      {"CMD []", "(cmd)"},
      {"CMD", "(cmd)"},
      {"ONBUILD RUN a", R"((onbuild (run "a")))"},
      {"ONBUILD", "(onbuild)"},
      {"ONBUILD COPY --from=a b c", R"((onbuild (copy ["--from=a"] "b" "c")))"},
      {"HEALTHCHECK NONE", R"((healthcheck "NONE"))"},
      {"HEALTHCHECK --retries=3 CMD a  b", R"((healthcheck ["--retries=3"] "CMD" "a  b"))"},
      {"HEALTHCHECK cmd [\"a\"]", R"((healthcheck "cmd" "a"))"},
      {"HEALTHCHECK TCP [\"\\u0041\"]", R"((healthcheck "TCP" "A"))"},
      {"FORM a", R"((form ""))"},
      {"&& a", R"((&& ""))"},
      {"FROM a\xC2\xA0", R"((from "a"))"},
      {"RUN \xFF\xC2\xA0z", R"((run "\xff\u00a0z"))"},
      {"\xEF\xBB\xBF"
       "FROM a",
       R"((from "a"))"},
      {"FROM a\0b"s, R"((from "a\x00b"))"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.input);
    const Source source(row.input);
    CHECK(dump(File::parse(source)) == row.dump + "\n");
  }
}

TEST_CASE("flags end at the first word that is none") {
  const Row rows[] = {
      {"RUN --a=b --c d --e", R"((run ["--a=b" "--c"] "d --e"))"},
      {"RUN --a=\"b c\" d", R"((run ["--a=b c"] "d"))"},
      {"RUN --a='b\\ c'\\ d e", R"((run ["--a=b c d"] "e"))"},
      {"RUN --a=\\\nb c", R"((run ["--a=b"] "c"))"},
      {"RUN -- --a", R"((run "--a"))"},
      {"RUN -a --b", R"((run "-a --b"))"},
      {"RUN --", "(run)"},
      {"RUN --a", R"((run ["--a"]))"},
      {"RUN --=a b", R"((run ["--=a"] "b"))"},
      {"CMD --a=b [\"c\"]", R"((cmd ["--a=b"] "c"))"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.input);
    const Source source(row.input);
    CHECK(dump(File::parse(source)) == row.dump + "\n");
  }
}

TEST_CASE("the exec form is JSON or it is none") {
  const Row rows[] = {
      {R"(["a","b"])", R"("a" "b")"},
      {R"(  [ "a" ,	"b" ] )", R"("a" "b")"},
      {R"(["\u0041\ud83d\ude00\ud83d\n\/"])", R"("A😀�\n/")"},
      {"[\"\xFF\"]", "\"\xEF\xBF\xBD\""},
      {R"(["a",])", R"("[\"a\",]")"},
      {R"(["a"] b)", R"("[\"a\"] b")"},
      {R"(["a" "b"])", R"("[\"a\" \"b\"]")"},
      {R"(['a'])", R"("['a']")"},
      {R"(["\x"])", R"("[\"\\x\"]")"},
      {"[\"a\tb\"]", R"("[\"a\tb\"]")"},
      {"[", R"("[")"},
      {"[\"", R"("[\"")"},
      {"[\"\\", R"("[\"")"},  // the backslash is a continuation
      {R"(["\u12)", R"("[\"\\u12")"},
      {R"([01])", R"("[01]")"},
      {R"([{"a":}])", R"("[{\"a\":}]")"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.input);
    const Source source("CMD " + row.input);
    const File file = File::parse(source);
    CHECK(dump(file) == "(cmd " + row.dump + ")\n");
    CHECK_FALSE(file.rejected);
  }
  for (const char* const other : {"[1]", "[null]", R"(["a", {"b": [true, -1.5e+3, {}, []]}])", "[\"a\", [\"b\"]]"}) {
    CAPTURE(other);
    const Source source("CMD "s + other);
    const File file = File::parse(source);
    CHECK(file.rejected);
    CHECK(file.instructions.front().form == Form::plain);
  }
  // Deeper than anything real, and no stack is used up.
  const Source deep("CMD [" + std::string(9'000, '[') + std::string(9'000, ']') + "]");
  CHECK(File::parse(deep).rejected);
  const Source too_deep("CMD [" + std::string(1'000'000, '['));
  CHECK(File::parse(too_deep).instructions.front().form == Form::plain);
}

std::string shown(const File& file, const Heredoc& heredoc) {
  std::string result(file.source->slice(heredoc.opener));
  result.append(" ").append(heredoc.delimiter);
  if (!heredoc.expands) result += " raw";
  if (heredoc.strips_tabs) result += " tabs";
  if (!heredoc.terminated) result += " open";
  return result.append(" [").append(file.source->slice(heredoc.body)).append("]");
}

TEST_CASE("heredocs are found where BuildKit finds them") {
  const std::pair<std::string, std::vector<std::string>> rows[] = {
      {"RUN <<E\nx\nE", {"<<E E [x\n]"}},
      {"RUN <<E\nE\nCMD a", {"<<E E []"}},
      {"RUN 3<<E cat\nx\nE\n", {"3<<E E [x\n]"}},
      {"RUN <<-E\n\tx\n\tE\n", {"<<-E E tabs [\tx\n]"}},
      {"RUN <<E\n\tE\nE\n", {"<<E E [\tE\n]"}},
      {"RUN <<'E F'\n$a\nE F\n", {"<<'E F' E F raw [$a\n]"}},
      {"RUN <<e\"o\"f\neof\n", {"<<e\"o\"f eof raw []"}},
      {"RUN <<e\\'f\ne'f\n", {"<<e\\'f e'f []"}},
      {"RUN <<$E\n$E\n", {"<<$E $E []"}},
      {"RUN <<  E\nE\n", {"<<  E E []"}},
      {"COPY <<a <<b /c\n1\na\n2\nb\n", {"<<a a [1\n]", "<<b b [2\n]"}},
      {"ADD <<a /c\r\n1\r\na\r\n", {"<<a a [1\r\n]"}},
      {"RUN <<E \\\n  cat\n# x\nE\n", {"<<E E [# x\n]"}},
      {"RUN <<E>a\nE>a\n", {"<<E>a E>a []"}},
      {"ONBUILD RUN <<E\nx\nE\n", {"<<E E [x\n]"}},
      {"RUN <<E\nx", {"<<E E open [x]"}},
      {"RUN <<E", {"<<E E open []"}},
      {"RUN a<<E\nE\n", {}},
      {"RUN <<<E\nE\n", {}},
      {"RUN '<<E'\nE\n", {}},
      {"RUN \"<<E\" $((1<<2))\nE\n", {}},
      {"RUN \\<<E\nE\n", {}},
      {"RUN <<E 'open\nE\n", {}},
      {"RUN <<E ${a^^}\nE\n", {}},
      {"RUN <<- E\nE\n", {}},
      {"RUN <<\"\"\nE\n", {}},
      {"RUN [\"<<E\"]\nE\n", {}},
      {"USER <<E\nE\n", {}},
      {"CMD <<E\nE\n", {}},
  };
  for (const auto& [input, expected] : rows) {
    CAPTURE(input);
    const Source source(input);
    const File file = File::parse(source);
    const Instruction& first = file.instructions.front();
    const Instruction& owner = first.inner ? *first.inner : first;
    std::vector<std::string> found;
    for (const Heredoc& heredoc : owner.heredocs) found.push_back(shown(file, heredoc));
    CHECK(found == expected);
    const bool open = !owner.heredocs.empty() && !owner.heredocs.back().terminated;
    CHECK(file.rejected == open);
  }
}

TEST_CASE("directives count from the top of the file, each once") {
  const std::pair<std::string, std::string> rows[] = {
      {"# escape=`\nFROM a", "escape=`"},
      {"#ESCAPE = ` \r\nFROM a", "escape=`"},
      {"  # syntax=x y\n\t#check=skip=all\n# escape=\\\nFROM a", "syntax=x y;check=skip=all;escape=\\"},
      {"\xEF\xBB\xBF# escape=`\nFROM a", "escape=`"},
      {"\n# escape=`\nFROM a", ""},
      {"# a\n# escape=`\nFROM a", ""},
      {"# a=b\n# escape=`\nFROM a", ""},
      {"FROM a\n# escape=`", ""},
      {"#!/bin/x\n# escape=`\nFROM a", ""},
      {"# escape=\nFROM a", ""},
      {"# escape:`\nFROM a", ""},
  };
  for (const auto& [input, expected] : rows) {
    CAPTURE(input);
    const Source source(input);
    const File file = File::parse(source);
    std::string found;
    for (const Directive& directive : file.directives) {
      if (!found.empty()) found += ';';
      found.append(directive.name).append("=").append(directive.value);
      CHECK(source.slice(directive.value_span) == directive.value);
    }
    CHECK(found == expected);
    CHECK_FALSE(file.rejected);
    CHECK(file.escape == (expected.contains('`') ? '`' : '\\'));
  }
  for (const char* const refused : {"# escape=x\nFROM a", "# escape= \nFROM a", "# escape=`\n# escape=`\nFROM a"}) {
    CAPTURE(refused);
    const Source source(refused);
    CHECK(File::parse(source).rejected);
  }
}

TEST_CASE("the escape directive sets what continues a line and what escapes in words") {
  const Source source("# escape=`\nFROM a\nCOPY a\\ b\\\nRUN a `\n  b\nENV A=x` y B=C:\\d\n");
  CHECK(dump(File::parse(source)) ==
        "(from \"a\")\n(copy \"a\\\\\" \"b\\\\\")\n(run \"a   b\")\n(env \"A\" \"x` y\" \"=\" \"B\" \"C:\\\\d\" "
        "\"=\")\n");
}

TEST_CASE("comments belong to the instruction that they precede or stand in") {
  const Source source("# one\n\n#two  \nFROM a\nRUN b \\\n  # three\n  c\n# four\n");
  const File file = File::parse(source);
  REQUIRE(file.comments.size() == 4);
  CHECK(file.comments[0].text == "one");
  CHECK(source.slice(file.comments[1].span) == "#two  ");
  CHECK(file.comments[1].text == "two");
  CHECK(file.comments[0].scope == file.instructions[0].span);
  CHECK(file.comments[1].scope == file.instructions[0].span);
  CHECK(file.comments[2].scope == file.instructions[1].span);
  CHECK(file.comments[3].scope.empty());
}

TEST_CASE("spans mark what is written") {
  const Source source(
      "FROM --platform=\"linux\" a AS b\nRUN <<E \\\n  x  \ny\nE\nENV A=1 B=\\\n2 C\\\nD=3\nHEALTHCHECK CMD [ \"a\" "
      "]\n");
  const File file = File::parse(source);
  REQUIRE(file.instructions.size() == 4);
  const auto at = [&](Span span) { return std::string(source.slice(span)); };
  const Instruction& from = file.instructions[0];
  CHECK(at(from.flags[0].span) == "--platform=\"linux\"");
  CHECK(at(from.flags[0].value_span) == "\"linux\"");
  CHECK(from.flags[0].value == "linux");
  CHECK(at(file.stages[0].as_keyword) == "AS");
  CHECK(at(file.stages[0].name.value_or(Word{}).span) == "b");
  const Instruction& run = file.instructions[1];
  CHECK(at(run.span) == "RUN <<E \\\n  x  \ny\nE");
  CHECK(at(run.header) == "RUN <<E \\\n  x  ");
  CHECK(run.arguments.text() == "<<E   x");
  CHECK(at(run.heredocs[0].terminator) == "E");
  const Instruction& env = file.instructions[2];
  CHECK(at(env.pairs[1].key.span) == "B");
  CHECK(at(env.pairs[1].value.span) == "2");
  CHECK(env.pairs[2].key.raw == "CD");
  CHECK(at(env.pairs[2].key.span) == "C\\\nD");
  CHECK(env.words.size() == 3);
  const Instruction& check = file.instructions[3];
  CHECK(at(check.words[0].span) == "CMD");
  CHECK(at(check.inner->words[0].span) == "\"a\"");
  CHECK(at(check.inner->span) == "CMD [ \"a\" ]");
}

std::string_view short_name(TokenKind kind) {
  constexpr std::string_view names[] = {"bom",  "ws",  "nl",   "comment", "directive", "key",
                                        "flag", "arg", "cont", "body",    "end"};
  return names[static_cast<std::size_t>(kind)];
}

TEST_CASE("tokens name the pieces of a file") {
  const Row rows[] = {
      {"\xEF\xBB\xBF# escape=` \n # c\n\n  FROM  --a=b c", "bom directive ws nl ws comment nl ws key ws flag ws arg"},
      {"RUN a b \\\n # c\n\n  d\n", "key ws arg ws cont ws comment nl ws arg nl"},
      {"COPY a \\ \r\n b\r\n", "key ws arg ws cont ws arg nl"},
      {"CMD [ \"a\", \"b\" ]", "key ws arg ws arg arg ws arg ws arg"},
      {"COPY <<E b\nx\ny\nE\n", "key ws arg ws arg nl body end nl"},
      {"ONBUILD HEALTHCHECK --a=b CMD c d", "key ws key ws flag ws key ws arg"},
      {"ENV A=1 B=\\\n2", "key ws arg ws arg cont arg"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.input);
    const Source source(row.input);
    std::string found;
    const File file = File::parse(source);
    for (const Token& token : file.tokens) {
      if (!found.empty()) found += ' ';
      found += short_name(token.kind);
    }
    CHECK(found == row.dump);
  }
}

TEST_CASE("an image reference is split at what stands outside variables") {
  struct {
    std::string_view raw, name, tag, digest;
  } const rows[] = {
      {"alpine", "alpine", "", ""},
      {"alpine:3.20", "alpine", "3.20", ""},
      {"a.b:5000/c", "a.b:5000/c", "", ""},
      {"a.b:5000/c:d", "a.b:5000/c", "d", ""},
      {"a@sha256:b", "a", "", "sha256:b"},
      {"a:t@sha256:b", "a", "t", "sha256:b"},
      {"${R:-x.y/z}/a:${T:-1}", "${R:-x.y/z}/a", "${T:-1}", ""},
      {"${A:-${B:-c}}:d", "${A:-${B:-c}}", "d", ""},
      {"$A:$B", "$A", "$B", ""},
      {"a:", "a", "", ""},
      {"", "", "", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.raw);
    const ImageRef ref = parse_image_ref(row.raw);
    CHECK(ref.name == row.name);
    CHECK(ref.tag == row.tag);
    CHECK(ref.digest == row.digest);
  }
}

}  // namespace
}  // namespace s1::dockerfile
