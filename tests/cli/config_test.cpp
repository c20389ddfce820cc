// SPDX-License-Identifier: Apache-2.0
// The configuration, baselines and --since from the command line and through the tool: exit codes and what is said.
#include <nlohmann/json.hpp>

#include "process.h"
#include "test.h"
#include "workspace/temp_tree.h"

namespace {

using nlohmann::json;
using s1::test::Outcome;
using s1::test::TempTree;

const std::string kFlawed = "FROM alpine:3.20\nUSER 1000\nWORKDIR app\nCMD [\"x\"]\n";

Outcome run(const TempTree& tree, std::vector<std::string> words) {
  words.insert(words.begin(), S1_BINARY);
  return s1::test::run({std::move(words), tree.path(), {}, {}});
}

json scan(const TempTree& tree, std::vector<std::string> words) {
  words.insert(words.begin(), {"scan", "--format", "json", "--rule", "DL3000"});
  return json::parse(run(tree, words).out);
}

Outcome call(const TempTree& tree, const json& arguments) {
  return run(tree, {"call", "scan_infra", arguments.dump()});
}

void git(const TempTree& tree, std::vector<std::string> words) {
  words.insert(words.begin(), {"/usr/bin/env", "git", "-C", tree.path(), "-c", "user.name=T", "-c",
                               "user.email=t@example.com", "-c", "commit.gpgsign=false"});
  REQUIRE(s1::test::run({words, {}, {}, {}}).exit_code == 0);
}

}  // namespace

TEST_CASE("fail_on is the configuration's, and the command line beats it") {
  const TempTree tree;
  tree.write("Dockerfile", kFlawed);
  tree.write(".s1-infra.yaml", "fail_on: critical\n");
  CHECK(run(tree, {"scan"}).exit_code == 0);
  CHECK(run(tree, {"scan", "--fail-on", "info"}).exit_code == 1);
  CHECK(run(tree, {"scan", "--no-config"}).exit_code == 1);
  tree.write(".s1-infra.yaml", "fail_on: none\nrules: {DL3000: critical}\n");
  const Outcome none = run(tree, {"scan"});
  CHECK(none.exit_code == 0);
  CHECK(none.out.find("Dockerfile:3:9: critical:") != std::string::npos);
  tree.write(".s1-infra.yaml", "fail_on: critical\nrules: {DL3000: critical}\n");
  CHECK(run(tree, {"scan"}).exit_code == 1);
}

TEST_CASE("no name in the configuration begins a line of what is said about it") {
  const TempTree tree;
  tree.write("Dockerfile", kFlawed);
  tree.write(".s1-infra.yaml",
             "rules: {\"a\\n::error::b\": off}\nplatforms: [\"x\\n::error::c\"]\n\"k\\n::error::d\": 1\n");
  const Outcome outcome = run(tree, {"scan"});
  INFO(outcome.err);
  CHECK(outcome.exit_code == 2);
  CHECK(outcome.err.find("`a ::error::b`") != std::string::npos);
  CHECK(outcome.err.find("\n::") == std::string::npos);
}

TEST_CASE("an empty value, as of a variable that is not set, is refused") {
  const TempTree tree;
  tree.write("Dockerfile", kFlawed);
  for (const std::string option : {"--since", "--baseline", "--output"}) {
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"scan", option, ""}, std::vector<std::string>{"scan", option + "="}}) {
      const Outcome outcome = run(tree, words);
      INFO(option << ": " << outcome.err);
      CHECK(outcome.exit_code == 2);
      CHECK(outcome.out.empty());
    }
    const std::string said = run(tree, {"scan", option, ""}).err;
    CHECK(said.find(option + ": the value is empty") != std::string::npos);
    CHECK(said.find("leave the option out") != std::string::npos);
  }
}

TEST_CASE("a wrong configuration ends with 2 and every error, and fails the tool") {
  const TempTree tree;
  tree.write("Dockerfile", kFlawed);
  tree.write(".s1-infra.yaml", "profil: strict\nrules:\n  DL3000: hihg\n");
  const Outcome outcome = run(tree, {"scan"});
  CHECK(outcome.exit_code == 2);
  CHECK(outcome.out.empty());
  CHECK(outcome.err.find(".s1-infra.yaml:1: ") != std::string::npos);
  CHECK(outcome.err.find("did you mean profile?") != std::string::npos);
  CHECK(outcome.err.find(".s1-infra.yaml:3: ") != std::string::npos);
  CHECK(outcome.err.find("did you mean high?") != std::string::npos);
  const Outcome tool = call(tree, json::object());
  CHECK(tool.exit_code == 1);
  const json error = json::parse(tool.out)["error"];
  CHECK(error["code"] == "bad-config");
  CHECK(error["message"].get<std::string>().find("line 3") != std::string::npos);
}

TEST_CASE("the tool takes profile and min_severity from the configuration where it is given none") {
  const TempTree tree;
  tree.write("Dockerfile", kFlawed);
  const auto findings = [&](const json& arguments) {
    return json::parse(call(tree, arguments).out)["summary"]["findings"].get<int>();
  };
  const int standard = findings(json::object());
  tree.write(".s1-infra.yaml", "profile: strict\n");
  CHECK(findings(json::object()) > standard);
  CHECK(findings({{"profile", "default"}}) == standard);
  tree.write(".s1-infra.yaml", "min_severity: critical\n");
  CHECK(findings(json::object()) == 0);
  CHECK(findings({{"min_severity", "info"}}) == standard);
}

TEST_CASE("a baseline is written, read, kept up to date, and says what is fixed") {
  const TempTree tree;
  tree.write("a/Dockerfile", kFlawed);
  tree.write("b/Dockerfile", kFlawed);
  const Outcome missing = run(tree, {"scan", "--baseline", "known.json"});
  CHECK(missing.exit_code == 2);
  CHECK(missing.err.find("--update-baseline") != std::string::npos);
  CHECK(run(tree, {"scan", "--update-baseline"}).exit_code == 2);

  const Outcome written = run(tree, {"scan", "--baseline", "known.json", "--update-baseline"});
  CHECK(written.exit_code == 0);
  CHECK(written.out.find("No findings") != std::string::npos);
  const std::string known = s1::test::read_file(tree / "known.json");
  CHECK(json::parse(known)["findings"].size() >= 2);
  CHECK(run(tree, {"scan", "--baseline", "known.json"}).exit_code == 0);
  // The same again is the same file; a part of the files or rules takes nothing from it.
  CHECK(run(tree, {"scan", "a", "--rule", "dockerfile/sudo", "--baseline", "known.json", "--update-baseline"})
            .exit_code == 0);
  CHECK(s1::test::read_file(tree / "known.json") == known);

  tree.write("a/Dockerfile", "FROM alpine:3.20\nUSER 1000\nWORKDIR /app\nWORKDIR lib\nCMD [\"x\"]\n");
  const json answer = scan(tree, {"--baseline", "known.json"});
  CHECK(answer["findings"].size() == 1);
  CHECK(answer["findings"][0]["line"] == 4);
  CHECK(answer["summary"]["baselined"] == 1);
  CHECK(answer["summary"]["fixed"] == 1);
  CHECK(answer["fixed"][0]["path"] == "a/Dockerfile");
  const Outcome text = run(tree, {"scan", "--rule", "DL3000", "--baseline", "known.json"});
  CHECK(text.exit_code == 1);
  CHECK(text.out.find("1 of the baseline fixed") != std::string::npos);
  CHECK(text.out.find("a/Dockerfile: fixed: ") != std::string::npos);

  // The answer of a scan is a baseline, for the tool too.
  tree.write("answer.json", run(tree, {"scan", "--format", "json"}).out);
  CHECK(run(tree, {"scan", "--baseline", "answer.json"}).exit_code == 0);
  CHECK(json::parse(call(tree, {{"baseline", "answer.json"}}).out)["summary"]["findings"] == 0);
  CHECK(json::parse(call(tree, {{"baseline", "../answer.json"}}).out)["error"]["code"] == "outside-root");
  tree.write("answer.json", "{\"findings\": 1}");
  CHECK(json::parse(call(tree, {{"baseline", "answer.json"}}).out)["error"]["code"] == "bad-baseline");
  CHECK(run(tree, {"scan", "--baseline", "answer.json"}).exit_code == 2);
  CHECK(run(tree, {"scan", "--baseline", "."}).exit_code == 2);
  CHECK(run(tree, {"scan", "--baseline", "no/such/b.json", "--update-baseline"}).exit_code == 2);
  tree.fifo("pipe");
  CHECK(run(tree, {"scan", "--baseline", "pipe", "--update-baseline"}).err.find("no regular file") !=
        std::string::npos);
  CHECK(std::filesystem::is_fifo(tree / "pipe"));
}

TEST_CASE("since a commit") {
  const TempTree tree;
  tree.write("Dockerfile", kFlawed);
  const Outcome none = run(tree, {"scan", "--since", "HEAD"});
  CHECK(none.exit_code == 2);
  CHECK(none.err.find("no git repository") != std::string::npos);
  git(tree, {"init", "-q", "-b", "main"});
  git(tree, {"add", "-A"});
  git(tree, {"commit", "-q", "-m", "one"});
  CHECK(run(tree, {"scan", "--since", "main"}).exit_code == 0);
  CHECK(run(tree, {"scan", "--since", "main"}).out.find("on unchanged lines") != std::string::npos);
  tree.write("Dockerfile", kFlawed + "WORKDIR lib\n");
  const json answer = scan(tree, {"--since", "main"});
  CHECK(answer["findings"].size() == 1);
  CHECK(answer["findings"][0]["line"] == 5);
  CHECK(answer["summary"]["unchanged"] == 1);
  const Outcome unknown = run(tree, {"scan", "--since", "maim"});
  CHECK(unknown.exit_code == 2);
  CHECK(unknown.err.find("did you mean main?") != std::string::npos);
  CHECK(json::parse(call(tree, {{"since", "maim"}}).out)["error"]["code"] == "unknown-ref");
  CHECK(run(tree, {"scan", "--since", "main", "--baseline", "b", "--update-baseline"}).exit_code == 2);
}
