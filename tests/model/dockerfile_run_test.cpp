// SPDX-License-Identifier: Apache-2.0
#include "model/dockerfile_run.h"

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

TEST_CASE("calls are found in every form of RUN") {
  const Parsed parsed(
      "FROM x\n"
      "RUN a && (b | c) # d\n"
      "RUN [\"e\", \"f\"]\n"
      "ONBUILD RUN sh -c 'g; h'\n"
      "RUN <<EOF\ni\nenv A=1 j\nEOF\n"
      "CMD k\n");
  std::string names;
  for (const model::Run& run : parsed.runs) {
    for (const model::Call& call : run.calls) names.append(call.name).append(call.reads_pipe ? "| " : " ");
  }
  CHECK(names == "a b c| e sh g h i j ");
}

TEST_CASE("a removal is found whatever way it is written") {
  struct Row {
    std::string script;
    bool removes;
  };
  const Row rows[] = {
      {"rm -rf /var/lib/apt/lists/*", true},
      {"rm -rf /var/lib/apt/lists", true},
      {"rm -rf /var/lib/apt/lists/deb.*", true},
      {"rm -rf /var/lib/apt /tmp/*", true},
      {"rm -rf /var/lib/*", true},
      {"rm -rf /x /var/{cache,lib}/apt", true},
      {"cd /var/lib && rm -rf apt dpkg", true},
      {"find /var/lib/apt/lists -mindepth 1 -delete", true},
      {"find /var/lib/apt/lists -exec rm {} +", true},
      {"rm -rf /var/lib/apt/lists/partial", false},
      {"rm -rf /var/lib/apt/listsX", false},
      {"rm -rf /var/li", false},
      {"rm -rf apt", false},
      {"find /var/lib/apt/lists -name x", false},
      {"echo rm -rf /var/lib/apt/lists", false},
  };
  constexpr std::string_view paths[] = {"/var/lib/apt/lists"};
  for (const Row& row : rows) {
    INFO(row.script);
    const Parsed parsed("FROM x\nRUN " + row.script + "\n");
    REQUIRE(parsed.runs.size() == 1);
    CHECK(model::last_removal(parsed.runs[0], paths).has_value() == row.removes);
  }
  constexpr std::string_view in_home[] = {"~/.cache/pip"};
  for (const std::string script :
       {"rm -r ~/.cache", "rm -r /root/.cache/pip/*", "rm -r $HOME/.cache/pip", "rm -r /home/app/.cache"}) {
    INFO(script);
    const Parsed parsed("FROM x\nRUN " + script + "\n");
    CHECK(model::last_removal(parsed.runs[0], in_home).has_value());
  }
}

TEST_CASE("mounts that keep a folder out of the layer") {
  const Parsed parsed(
      "FROM x\nRUN --mount=type=cache,target=/var/cache --mount=type=tmpfs,dst=/home/app/.npm/ --mount=target=/var/lib "
      "true\n");
  const dockerfile::Instruction& run = *parsed.runs.at(0).instruction;
  CHECK(model::is_mounted(run, "/var/cache/apt"));
  CHECK(model::is_mounted(run, "/var/cache"));
  CHECK_FALSE(model::is_mounted(run, "/var/cache2"));
  CHECK_FALSE(model::is_mounted(run, "/var"));
  CHECK_FALSE(model::is_mounted(run, "/var/lib/apt"));  // a bind mount
  CHECK(model::has_mount_with(run, ".npm"));
  CHECK_FALSE(model::has_mount_with(run, "npm"));
}

}  // namespace
}  // namespace s1
