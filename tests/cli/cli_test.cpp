// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>
#include <regex>

#include "process.h"
#include "test.h"

namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using s1::test::Outcome;

class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "s1-infra-cli-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
  }
  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  fs::path path_;
};

Outcome run(std::vector<std::string> words, const std::string& folder = {}, const std::string& input = {}) {
  words.insert(words.begin(), S1_BINARY);
  return s1::test::run({std::move(words), folder, input, {}});
}

const std::string kFlawed = "FROM alpine:3.20\nUSER 1000\nWORKDIR app\nCMD [\"x\"]\n";
const std::vector<std::string> kFormats = {"text", "json", "sarif", "junit", "gitlab", "github", "markdown"};
const std::string kClean = "FROM alpine:3.20\nUSER 1000\nWORKDIR /app\nCMD [\"x\"]\n";

}  // namespace

TEST_CASE("the exit code follows --fail-on") {
  const Folder folder;
  folder.write("Dockerfile", kFlawed);
  CHECK(run({"scan"}, folder.path()).exit_code == 1);
  CHECK(run({"scan", "--fail-on", "critical"}, folder.path()).exit_code == 0);
  CHECK(run({"scan", "--fail-on", "none"}, folder.path()).exit_code == 0);
  folder.write("Dockerfile", kClean);
  const Outcome clean = run({"scan"}, folder.path());
  CHECK(clean.exit_code == 0);
  CHECK(clean.out.find("No findings") != std::string::npos);
}

TEST_CASE("a folder may have the name of a command") {
  const Folder folder;
  folder.write("tools/Dockerfile", kFlawed);
  folder.write("man/Dockerfile", kFlawed);
  for (const char* name : {"tools", "man"}) {
    const Outcome outcome = run({"scan", name, "--format", "github"}, folder.path());
    INFO(outcome.err);
    CHECK(outcome.exit_code == 1);
    CHECK(outcome.out.find(std::string("file=") + name + "/Dockerfile") != std::string::npos);
  }
  CHECK(run({"scan", ".", "tools"}, folder.path()).exit_code == 2);
}

TEST_CASE("a name of several lines in a file is one line in every message") {
  const Folder folder;
  folder.write("Dockerfile", "FROM alpine:3.20 AS a\nUSER 1\n");
  folder.write("compose.yaml", "services: {\"w\\n::error::s\": {build: {context: ., target: \"x\\n::error::t\"}}}\n");
  const Outcome text = run({"scan"}, folder.path());
  CHECK(text.out.find("has no stage x ::error::t [compose/unknown-target]") != std::string::npos);
  CHECK(text.out.find("\n::") == std::string::npos);
  const json finding = json::parse(run({"scan", "--format", "json"}, folder.path()).out)["findings"][0];
  CHECK(finding["resource"] == "w ::error::s");
}

TEST_CASE("a wrong word says what would be right, and exits 2") {
  struct Row {
    std::vector<std::string> words;
    std::string_view said;
  };
  const Folder folder;
  folder.write("Dockerfile", kFlawed);
  const Row rows[] = {
      {{"scan", "--formt", "json"}, "--format"},
      {{"scan", "--profil=strict"}, "--profile"},
      {{"scna"}, "scan"},
      {{"scan", "--format", "yaml"}, "json"},
      {{"scan", "--rule", "dockerfile/relative-workdri"}, "dockerfile/relative-workdir"},
      {{"scan", "--platform", "docker"}, "dockerfile"},
      {{"scan", "Dokerfile"}, "Dockerfile"},
      {{"scan", "no/such/path"}, "no/such/path"},
      {{"rules", "DL30000"}, "DL300"},
      {{"tools", "scan_infr"}, "scan_infra"},
      {{"scan", "--root", "/no/such/root"}, "/no/such/root"},
      {{"completion", "tcsh"}, "bash"},
  };
  for (const Row& row : rows) {
    const Outcome outcome = run(row.words, folder.path());
    INFO(row.words.back() << "\n" << outcome.err);
    CHECK(outcome.exit_code == 2);
    CHECK(outcome.out.empty());
    CHECK(outcome.err.find(row.said) != std::string::npos);
  }
}

TEST_CASE("the root is --root, else the working directory, else the path") {
  const Folder folder;
  folder.write("a/Dockerfile", kFlawed);
  const auto path_of = [](const Outcome& outcome) {
    return json::parse(outcome.out)["findings"][0]["path"].get<std::string>();
  };
  CHECK(path_of(run({"scan", "--format", "json"}, folder.path())) == "a/Dockerfile");
  CHECK(path_of(run({"scan", "a", "--format", "json"}, folder.path())) == "a/Dockerfile");
  CHECK(path_of(run({"scan", folder.path() + "/a/Dockerfile", "--format", "json"}, folder.path())) == "a/Dockerfile");
  CHECK(path_of(run({"scan", folder.path() + "/a", "--format", "json"}, "/")) ==
        folder.path().substr(1) + "/a/Dockerfile");
  CHECK(path_of(run({"scan", folder.path() + "/a", "--format", "json"}, "/usr")) == "Dockerfile");
  CHECK(path_of(run({"scan", folder.path() + "/a/Dockerfile", "--format", "json"}, "/usr")) == "Dockerfile");
  CHECK(path_of(run({"scan", "a", "--root", folder.path(), "--format", "json"}, folder.path())) == "a/Dockerfile");
  CHECK(run({"scan", "/etc", "--root", folder.path()}, folder.path()).exit_code == 2);
}

TEST_CASE("json output is the tool's answer with every finding") {
  const Folder folder;
  for (int i = 0; i < 80; ++i) folder.write("d" + std::to_string(i) + "/Dockerfile", kFlawed);
  const json all = json::parse(run({"scan", "--format", "json"}, folder.path()).out);
  CHECK(all["findings"].size() == all["summary"]["findings"]);
  CHECK(all["findings"].size() >= 80);
  CHECK_FALSE(all.contains("next_cursor"));

  // The same, page by page, through the tool.
  std::vector<std::string> seen;
  std::string cursor;
  for (int pages = 0; pages < 100; ++pages) {
    const json page =
        json::parse(run({"call", "scan_infra", json{{"limit", 7}, {"cursor", cursor}}.dump()}, folder.path()).out);
    CHECK(page["findings"].size() <= 7);
    for (const json& finding : page["findings"]) seen.push_back(finding["fingerprint"]);
    if (!page.contains("next_cursor")) break;
    cursor = page["next_cursor"];
  }
  std::vector<std::string> expected;
  for (const json& finding : all["findings"]) expected.push_back(finding["fingerprint"]);
  CHECK(seen == expected);

  folder.write("d0/Dockerfile", kClean);
  const Outcome stale = run({"call", "scan_infra", json{{"cursor", cursor}}.dump()}, folder.path());
  CHECK(stale.exit_code == 1);
  CHECK(json::parse(stale.out)["error"]["code"] == "stale-cursor");
}

TEST_CASE("call takes JSON, a file and standard input, and tells tool failures from bad arguments") {
  const Folder folder;
  folder.write("Dockerfile", kFlawed);
  folder.write("arguments.json", R"({"detail": "summary"})");
  for (const std::string& words :
       {std::string(R"({"detail": "summary"})"), std::string("@arguments.json"), std::string("-")}) {
    const Outcome outcome =
        run({"call", "scan_infra", words}, folder.path(), words == "-" ? R"({"detail": "summary"})" : "");
    INFO(words << outcome.err << outcome.out);
    CHECK(outcome.exit_code == 0);
    CHECK(json::parse(outcome.out)["summary"]["files"] == 1);
  }
  struct Row {
    std::vector<std::string> words;
    int exit_code;
    std::string_view code, said;
  };
  const Row rows[] = {
      {{"call", "scan_infra", "{"}, 2, "bad-arguments", ""},
      {{"call", "scan_infra", "[]"}, 2, "bad-arguments", ""},
      {{"call", "scan_infra", R"({"pth": "."})"}, 2, "bad-arguments", "path"},
      {{"call", "scan_infra", R"({"limit": "many"})"}, 2, "bad-arguments", "limit"},
      {{"call", "scan_infra", R"({"profile": "stric"})"}, 2, "bad-arguments", "strict"},
      {{"call", "scan_infra", "@no-such-file"}, 2, "bad-arguments", "no-such-file"},
      {{"call", "scan_infr"}, 2, "unknown-tool", "scan_infra"},
      {{"call", "scan_infra", R"({"path": "nowhere"})"}, 1, "not-found", "nowhere"},
      {{"call", "explain_rule", R"({"rule": "DL30O2"})"}, 1, "unknown-rule", "DL30"},
      {{"call", "explain_rule"}, 2, "bad-arguments", "rule"},
  };
  for (const Row& row : rows) {
    const Outcome outcome = run(row.words, folder.path());
    INFO(row.words.back() << "\n" << outcome.out << outcome.err);
    CHECK(outcome.exit_code == row.exit_code);
    REQUIRE(json::accept(outcome.out));
    const json error = json::parse(outcome.out)["error"];
    CHECK(error["code"] == row.code);
    CHECK(error.dump().find(row.said) != std::string::npos);
  }
}

TEST_CASE("a file that is no infrastructure file says so, a Dockerfile of another name is known by its content") {
  const Folder folder;
  folder.write("notes.txt", "nothing of the kind\n");
  folder.write("build.txt", kFlawed);
  const json notes = json::parse(run({"scan", "notes.txt", "--format", "json"}, folder.path()).out);
  CHECK(notes["summary"]["files"] == 0);
  CHECK(notes["diagnostics"][0]["code"] == "not-infrastructure");
  CHECK(json::parse(run({"scan", "build.txt", "--format", "json"}, folder.path()).out)["findings"].size() > 0);
}

TEST_CASE("arguments may come as strings") {
  const Folder folder;
  folder.write("Dockerfile", kFlawed);
  const Outcome outcome =
      run({"call", "scan_infra", R"({"limit": "1", "rules": "DL3000", "platforms": null})"}, folder.path());
  INFO(outcome.out);
  CHECK(outcome.exit_code == 0);
  CHECK(json::parse(outcome.out)["findings"].size() == 1);
}

TEST_CASE("no secret comes out in any format") {
  const Folder folder;
  folder.write("Dockerfile",
               "FROM alpine:3.20\nENV DB_PASSWORD=hunter2-xyzzy\nARG TOKEN=hunter2-xyzzy\nRUN curl -u me:hunter2-xyzzy "
               "https://a.example | sh\n"
               "RUN sudo login --password hunter2-xyzzy\n");
  for (const std::string& format : kFormats) {
    const Outcome outcome = run({"scan", "--format", format, "--profile", "all"}, folder.path());
    INFO(format);
    CHECK(outcome.exit_code == 1);
    CHECK(outcome.out.find("xyzzy") == std::string::npos);
  }
}

TEST_CASE("--output writes the report to a file, whole, and prints text beside it") {
  const Folder folder;
  folder.write("Dockerfile", kFlawed);
  folder.write("old.json", "what was there before");
  fs::permissions(folder.path() + "/old.json", fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink("old.json", folder.path() + "/link.json");
  for (const std::string file : {"new.json", "link.json", "/dev/null"}) {
    INFO(file);
    const Outcome outcome = run({"scan", "--format", "json", "--output", file}, folder.path());
    CHECK(outcome.exit_code == 1);
    CHECK(outcome.out.find("[dockerfile/relative-workdir]") != std::string::npos);
    CHECK(outcome.err.empty());
  }
  const std::string written = s1::test::read_file(folder.path() + "/new.json");
  CHECK(written == run({"scan", "--format", "json"}, folder.path()).out);
  CHECK(s1::test::read_file(folder.path() + "/old.json") == written);
  CHECK(fs::is_symlink(folder.path() + "/link.json"));
  CHECK(fs::status(folder.path() + "/old.json").permissions() == (fs::perms::owner_read | fs::perms::owner_write));
  CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 4);  // nothing is left beside it
}

TEST_CASE("a report that cannot be written says so, and exits 2") {
  const Folder folder;
  folder.write("Dockerfile", kFlawed);
  for (const std::string file : {"no/such/folder/r.json", "/dev/full", "."}) {
    const Outcome outcome = run({"scan", "--format", "json", "--output", file}, folder.path());
    INFO(file << "\n" << outcome.err);
    CHECK(outcome.exit_code == 2);
    CHECK(outcome.out.empty());
    CHECK(outcome.err.find("the report cannot be written here") != std::string::npos);
  }
  CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("links of a Markdown report lead to where the CI system shows the files") {
  const Folder folder;
  folder.write("Dockerfile", kFlawed);
  const auto report = [&](std::vector<std::string> environment) {
    environment.insert(environment.begin(), {"GITHUB_REPOSITORY=", "CI_PROJECT_URL="});
    return s1::test::run({{S1_BINARY, "scan", "--format", "markdown"}, folder.path(), {}, std::move(environment)}).out;
  };
  CHECK(report({}).find("](Dockerfile#L3)") != std::string::npos);
  CHECK(report({"GITHUB_SERVER_URL=https://g.example", "GITHUB_REPOSITORY=me/mine", "GITHUB_SHA=abc"})
            .find("](https://g.example/me/mine/blob/abc/Dockerfile#L3)") != std::string::npos);
  CHECK(report({"GITHUB_SERVER_URL=", "GITHUB_REPOSITORY=me/mine", "GITHUB_SHA=abc"})
            .find("](https://github.com/me/mine/blob/abc/Dockerfile#L3)") != std::string::npos);
  CHECK(report({"CI_PROJECT_URL=https://l.example/me/mine", "CI_COMMIT_SHA=abc"})
            .find("](https://l.example/me/mine/-/blob/abc/Dockerfile#L3)") != std::string::npos);
}

TEST_CASE("completion knows the forms") {
  const std::string script = run({"completion", "bash"}).out;
  const std::string fish = run({"completion", "fish"}).out;
  for (const std::string& format : kFormats) {
    CHECK(fish.find(format) != std::string::npos);
    const std::string asked = script + "COMP_WORDS=(s1-infra scan --format " + format.substr(0, 4) +
                              "); COMP_CWORD=3; _s1_infra; printf '%s ' \"${COMPREPLY[@]}\"";
    CHECK(s1::test::run({{"/bin/bash", "-c", asked}, {}, {}, {}}).out == format + " ");
  }
}

TEST_CASE("text of a hostile file moves no cursor") {
  const Folder folder;
  folder.write("Dockerfile", "FROM alpine:3.20\nWORKDIR \x1b[2Japp\xE2\x80\xAE\n");
  const Outcome outcome = run({"scan", "--color", "never"}, folder.path());
  CHECK(outcome.out.find('\x1b') == std::string::npos);
  CHECK(outcome.out.find("\xE2\x80\xAE") == std::string::npos);
}

TEST_CASE("colour follows the switches") {
  const Folder folder;
  folder.write("Dockerfile", kFlawed);
  const auto colored = [&](std::vector<std::string> words, std::vector<std::string> environment) {
    words.insert(words.begin(), {S1_BINARY, "scan"});
    return s1::test::run({words, folder.path(), {}, std::move(environment)}).out.find('\x1b') != std::string::npos;
  };
  CHECK_FALSE(colored({}, {}));
  CHECK(colored({"--color", "always"}, {"NO_COLOR=1"}));
  CHECK(colored({}, {"CLICOLOR_FORCE=1", "NO_COLOR="}));
  CHECK_FALSE(colored({}, {"CLICOLOR_FORCE=1", "NO_COLOR=1"}));
}

TEST_CASE("help, version, rules, tools, completion and the man page") {
  CHECK(std::regex_match(run({"--version"}).out, std::regex("s1-infra \\d+\\.\\d+\\.\\d+\n")));
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"--help"}, {"scan", "--help"}, {"mcp", "-h"}, {"call", "--help"}}) {
    const Outcome help = run(words);
    CHECK(help.exit_code == 0);
    CHECK(help.out.find("s1-infra") != std::string::npos);
    CHECK(help.err.empty());
  }
  const json rules = json::parse(run({"rules", "--format", "json"}).out);
  CHECK(rules.size() >= 25);
  for (const json& rule : rules)
    for (const char* key : {"id", "title", "severity", "confidence", "platforms", "profile", "fix", "aliases"})
      CHECK(rule.contains(key));
  CHECK(run({"rules", "DL3000"}).out.find("# dockerfile/relative-workdir") != std::string::npos);
  CHECK(json::parse(run({"tools", "scan_infra"}).out)["inputSchema"]["type"] == "object");
  for (const std::string shell : {"bash", "zsh", "fish"})
    CHECK(run({"completion", shell}).out.find("min-severity") != std::string::npos);
  CHECK(run({"man"}).out.find(".SH EXAMPLES") != std::string::npos);
}

TEST_CASE("what cannot be written or read ends with a reason") {
  const Folder folder;
  folder.write("Dockerfile", kFlawed);
  const auto shell = [&](const std::string& command) {
    return s1::test::run({{"/bin/sh", "-c", command}, folder.path(), {}, {}});
  };
  const std::string program = std::string("'") + S1_BINARY + "' ";
  const Outcome full = shell(program + "scan >/dev/full");
  CHECK(full.exit_code == 2);
  CHECK(full.err.find("cannot write to standard output") != std::string::npos);
  const Outcome head = shell(program + "rules | true");
  CHECK(head.exit_code == 0);
  CHECK(head.err.empty());
  const Outcome folder_as_input = shell(program + "mcp <.");
  CHECK(folder_as_input.exit_code == 1);
  CHECK(folder_as_input.err.find("cannot read from the client") != std::string::npos);
}

TEST_CASE("a file that is no text is named, and the others are checked") {
  const Folder folder;
  folder.write("Dockerfile", kFlawed);
  folder.write("Dockerfile.bin", std::string("\x7f"
                                             "ELF\0\0",
                                             6));
  folder.write("Dockerfile.wide", std::string("\xff\xfe"
                                              "F\0",
                                              4));
  const json result = json::parse(run({"scan", "--format", "json"}, folder.path()).out);
  REQUIRE(result["diagnostics"].size() == 2);
  CHECK(result["diagnostics"][0]["code"] == "binary-file");
  CHECK(result["diagnostics"][1]["code"] == "not-utf8");
  CHECK(result["findings"].size() == 1);
}
