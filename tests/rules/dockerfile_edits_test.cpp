// SPDX-License-Identifier: Apache-2.0
#include "rules/dockerfile_edits.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "test.h"
#include "text/source.h"

namespace s1 {
namespace {

struct Parsed {
  explicit Parsed(const std::string& text) : source(text), file(dockerfile::File::parse(source)) {
    dockerfile::parse_scripts(file);
    runs = model::runs(file);
  }
  Source source;
  dockerfile::File file;
  std::vector<model::Run> runs;
};

// What stands below a FROM, and what becomes of it; empty: it stays.
struct Row {
  std::string text;
  std::string edited;
};

// `end`: what the rows leave out at their ends.
void check_edits(std::span<const Row> rows, std::string_view end,
                 const std::function<std::optional<Edit>(const Parsed&)>& make) {
  for (const Row& row : rows) {
    INFO(row.text);
    const Parsed parsed("FROM y\n" + row.text + std::string(end));
    const std::optional<Edit> edit = make(parsed);
    CHECK(edit.has_value() == !row.edited.empty());
    if (edit)
      CHECK(s1::apply(parsed.source.bytes(), std::span(&*edit, 1)) == "FROM y\n" + row.edited + std::string(end));
  }
}

using CommandEdit = std::optional<Edit> (*)(const model::Run&, const shell::Command&);

// Of the call of `x` in the first RUN.
void check_command_edits(std::span<const Row> rows, std::string_view end, CommandEdit make) {
  check_edits(rows, end, [&](const Parsed& parsed) {
    const auto x = std::ranges::find(parsed.runs.at(0).calls, std::string_view("x"), &model::Call::name);
    REQUIRE(x != parsed.runs[0].calls.end());
    return make(parsed.runs[0], *x->command);
  });
}

// Where the first command has -x.
std::size_t option_x(const shell::Command& command) {
  const auto x = std::ranges::find(command.words, std::string_view("-x"), &shell::Word::value);
  REQUIRE(x != command.words.end());
  return static_cast<std::size_t>(x - command.words.begin());
}

TEST_CASE("a command is appended in the layout of the RUN, or not at all") {
  const Row rows[] = {
      {"RUN a", "RUN a && z"},
      {"RUN a; # why", "RUN a && z; # why"},
      {"RUN a \\\n    && b", "RUN a \\\n    && b \\\n    && z"},
      {"RUN a \\\r\n # why\r\n\t&& b", "RUN a \\\r\n # why\r\n\t&& b \\\r\n\t&& z"},
      {"RUN sh -c 'a'", "RUN sh -c 'a' && z"},
      {"RUN [\"a\"]", ""},
      {"RUN [\"sh\", \"-c\", \"a\"]", ""},
      {"RUN a &", ""},
      {"RUN a && exit 0", ""},
      {"RUN <<EOF\na\nb # why\nEOF", "RUN <<EOF\na\nb &&\n    z # why\nEOF"},
      {"RUN <<EOF\nb\nEOF", "RUN <<EOF\nb && z\nEOF"},
      {"RUN <<EOF\ncat <<X\na\nX\nEOF", ""},
      {"RUN cat <<EOF > b\na\nEOF", ""},
  };
  check_edits(rows, "\n", [](const Parsed& parsed) { return rules::append_command(parsed.runs.at(0), "z"); });
}

TEST_CASE("a command is taken out only where all others still run as they did") {
  const Row rows[] = {
      {"RUN x && a", "RUN a"},
      {"RUN x; a", "RUN a"},
      {"RUN a && x && b", "RUN a && b"},
      {"RUN a; x && b", "RUN a; b"},
      {"RUN a \\\r\n  && x \\\r\n  && b", "RUN a \\\r\n  && b"},
      {"RUN (x && a) || b", "RUN (a) || b"},
      {"RUN <<EOF\nx\na\nEOF", "RUN <<EOF\na\nEOF"},
      {"RUN x", ""},
      {"RUN a && x", ""},
      {"RUN a && x; b", ""},
      {"RUN a || x && b", ""},
      {"RUN x || a", ""},
      {"RUN x & a", ""},
      {"RUN ! x && a", ""},
      {"RUN x | a && b", ""},
      {"RUN x \\\n # why\n && a", ""},
      {"RUN <<EOF\nx # why\na\nEOF", ""},
  };
  check_command_edits(rows, "\n", rules::remove_command);
}

TEST_CASE("a program is called again at the end only where it surely ran and is still there") {
  struct Call {
    std::string run;
    bool appended;
  };
  const Call rows[] = {
      {"RUN npm ci && a", true},
      {"RUN a; (cd b && npm ci); c", true},
      {"RUN for a in b c; do npm ci; done", true},
      {"RUN a || npm ci", false},
      {"RUN a && npm ci; b", false},
      {"RUN a && npm ci || true", false},
      {"RUN npm ci || true", true},
      {"RUN if a; then npm ci; fi", false},
      {"RUN f() { npm ci; } && a", false},
      {"RUN bash -c 'npm ci'", false},
      {"RUN su node -c 'npm ci'", false},
      {"RUN sudo npm ci", false},
      {"RUN npm_config_cache=/a npm ci", false},
      {"RUN npm ci & a", false},
      {"RUN npm ci && apk del npm", false},
      {"RUN npm ci && npm uninstall -g npm", false},
      {"RUN npm ci && rm /usr/bin/npm", false},
      {"RUN npm ci && cp -r /npm/b c", true},
  };
  for (const Call& row : rows) {
    INFO(row.run);
    const Parsed parsed("FROM y\n" + row.run + "\n");
    REQUIRE(parsed.runs.size() == 1);
    for (const model::Call& call : parsed.runs[0].calls) {
      if (call.name != "npm" || call.arguments[0]->value != "ci") continue;
      CHECK(rules::append_to_call(parsed.runs[0], call, "npm z").has_value() == row.appended);
    }
  }
}

TEST_CASE("the last command is taken out only where it is joined by &&") {
  const Row rows[] = {
      {"RUN a && x", "RUN a"},
      {"RUN a \\\r\n  && b \\\r\n  && x", "RUN a \\\r\n  && b"},
      {"RUN a; b && x", "RUN a; b"},
      {"RUN (a && x) || b", "RUN (a) || b"},
      {"RUN a; x", ""},
      {"RUN a || x", ""},
      {"RUN x", ""},
      {"RUN a && x && b", ""},
      {"RUN a && ! x", ""},
      {"RUN a && x &", ""},
      {"RUN a && x > b", ""},
      {"RUN a && x | b", ""},
      {"RUN a \\\n # why\n && x", ""},
  };
  check_command_edits(rows, "\n", rules::remove_last_command);
}

TEST_CASE("a command is dropped with what joins it to the one before") {
  const Row rows[] = {
      {"RUN a && x", "RUN a"},
      {"RUN a && x && b", "RUN a && b"},
      {"RUN x && b", "RUN b"},
      {"RUN a \\\r\n  && x \\\r\n  && b", "RUN a \\\r\n  && b"},
      {"RUN a; x; b", "RUN a; b"},
      {"RUN set -e; a; x", "RUN set -e; a"},
      {"RUN a; x", ""},  // a may fail unseen
      {"RUN a && x || b", ""},
      {"RUN a || x", ""},
      {"RUN a && ! x", ""},
      {"RUN a && x &", ""},
      {"RUN a && x | b", ""},
      {"RUN if a; then x; fi", ""},
      {"RUN a \\\n # why\n && x", ""},
  };
  check_command_edits(rows, "\n", rules::drop_command);
}

TEST_CASE("a word is dropped with what stands before it") {
  const Row rows[] = {
      {"RUN a -x b", "RUN a b"},
      {"RUN a b -x", "RUN a b"},
      {"RUN a \\\n  -x \\\n  b", "RUN a \\\n  b"},
      {"RUN [\"a\", \"-x\", \"b\"]", "RUN [\"a\", \"b\"]"},
      {"RUN a \\\n # why\n -x", ""},
  };
  check_edits(rows, "\n", [](const Parsed& parsed) {
    const shell::Command& command = *parsed.runs.at(0).calls.at(0).command;
    return rules::drop_word(parsed.runs[0], command, command.words[option_x(command)]);
  });
}

TEST_CASE("a RUN that does nothing else goes with its command") {
  const Row rows[] = {
      {"RUN x\nRUN a\n", "RUN a\n"},
      {"RUN --mount=type=cache,target=/c \\\r\n  x\r\nRUN a\r\n", "RUN a\r\n"},
      {"RUN [\"x\", \"y\"]\nRUN a\n", "RUN a\n"},
      {"RUN x && a\n", "RUN a\n"},
      {"RUN a && x\n", "RUN a\n"},
      {"RUN a; x\n", ""},
      {"RUN (x)\n", ""},
      {"RUN x | a\n", ""},
      {"RUN x # why\n", ""},
      {"RUN \\\n# why\n x\n", ""},
      {"ONBUILD RUN x\n", ""},
      {"COPY a b\nRUN x\nCOPY c d\n", ""},
      {"RUN x\nRUN b\nRUN c\n", "RUN b\nRUN c\n"},
  };
  check_command_edits(rows, "", rules::remove_command_or_run);
}

TEST_CASE("arguments are taken out with the white space that they no longer need, and nothing else") {
  const Row rows[] = {
      {"RUN a -x y b", "RUN a b"},
      {"RUN a b -x y", "RUN a b"},
      {"RUN a b -x y && c", "RUN a b && c"},
      {"RUN a \\\r\n  -x y \\\r\n  b", "RUN a \\\r\n  b"},
      {"RUN a \\\n  -x y b", "RUN a \\\n  b"},
      {"RUN a \\\n  -x \\\n  y b", "RUN a \\\n  b"},
      {"RUN a \\\n  -x y", "RUN a"},
      {"RUN [\"a\", \"-x\", \"y\", \"b\"]", "RUN [\"a\", \"b\"]"},
      {"RUN [\"a\", \"-x\", \"y\"]", "RUN [\"a\"]"},
      {"RUN a > b -x y", ""},
      {"RUN a -x > b y", ""},
      {"RUN a \\\n # why\n -x y", ""},
  };
  check_edits(rows, "\n", [](const Parsed& parsed) {
    const shell::Command& command = *parsed.runs.at(0).calls.at(0).command;
    const std::size_t x = option_x(command);
    return rules::remove_arguments(parsed.runs[0], command, command.words[x], command.words.at(x + 1));
  });
}

TEST_CASE("a variable is taken out of ENV and ARG, and the instruction with the last one") {
  const Row rows[] = {
      {"ENV X=1\nRUN a\n", "RUN a\n"},          {"  ARG X\r\nRUN a\r\n", "RUN a\r\n"},
      {"ENV X 1\nENV A 2", "ENV A 2"},          {"ENV X=1 A=2\n", "ENV A=2\n"},
      {"ENV A=2 X=\"1 2\"\n", "ENV A=2\n"},     {"ENV A=2 \\\n    X=1 \\\n    B=3\n", "ENV A=2 \\\n    B=3\n"},
      {"ENV X=1 \\\n    B=3\n", "ENV B=3\n"},   {"ENV A=2 \\\n    # why\n    X=1\n", ""},
      {"ENV X=1 \\\n    # why\n    A=1\n", ""}, {"ONBUILD ENV X=1\n", ""},
  };
  check_edits(rows, "", [](const Parsed& parsed) {
    const dockerfile::Instruction& outer = parsed.file.instructions.at(1);
    const dockerfile::Instruction& instruction = outer.inner ? *outer.inner : outer;
    const auto x = std::ranges::find(instruction.pairs, std::string_view("X"),
                                     [](const dockerfile::Pair& pair) { return pair.key.raw; });
    REQUIRE(x != instruction.pairs.end());
    return rules::remove_pair(parsed.file, instruction, *x);
  });
}

}  // namespace
}  // namespace s1
