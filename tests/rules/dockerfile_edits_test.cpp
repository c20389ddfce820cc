// SPDX-License-Identifier: Apache-2.0
#include "rules/dockerfile_edits.h"

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

TEST_CASE("a command is appended in the layout of the RUN, or not at all") {
  struct Row {
    std::string run;
    std::string edited;  // empty: no place for it
  };
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
      {"RUN <<EOF\na\nb # why\nEOF", "RUN <<EOF\na\nb && z # why\nEOF"},
      {"RUN <<EOF\ncat <<X\na\nX\nEOF", ""},
      {"RUN cat <<EOF > b\na\nEOF", ""},
  };
  for (const Row& row : rows) {
    INFO(row.run);
    const Parsed parsed("FROM x\n" + row.run + "\n");
    REQUIRE(parsed.runs.size() == 1);
    const std::optional<Edit> edit = rules::append_command(parsed.runs[0], "z");
    CHECK(edit.has_value() == !row.edited.empty());
    if (edit) CHECK(s1::apply(parsed.source.bytes(), std::span(&*edit, 1)) == "FROM x\n" + row.edited + "\n");
  }
}

TEST_CASE("a command is taken out only where all others still run as they did") {
  struct Row {
    std::string run;
    std::string edited;  // empty: it stays
  };
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
  for (const Row& row : rows) {
    INFO(row.run);
    const Parsed parsed("FROM y\n" + row.run + "\n");
    REQUIRE(parsed.runs.size() == 1);
    std::optional<Edit> edit;
    for (const model::Call& call : parsed.runs[0].calls)
      if (call.name == "x") edit = rules::remove_command(parsed.runs[0], *call.command);
    CHECK(edit.has_value() == !row.edited.empty());
    if (edit) CHECK(s1::apply(parsed.source.bytes(), std::span(&*edit, 1)) == "FROM y\n" + row.edited + "\n");
  }
}

TEST_CASE("a program is called again at the end only where it surely ran and is still there") {
  struct Row {
    std::string run;
    bool appended;
  };
  const Row rows[] = {
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
  for (const Row& row : rows) {
    INFO(row.run);
    const Parsed parsed("FROM y\n" + row.run + "\n");
    REQUIRE(parsed.runs.size() == 1);
    for (const model::Call& call : parsed.runs[0].calls) {
      if (call.name != "npm" || call.arguments[0]->value != "ci") continue;
      CHECK(rules::append_to_call(parsed.runs[0], call, "npm z").has_value() == row.appended);
    }
  }
}

}  // namespace
}  // namespace s1
