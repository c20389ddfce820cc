// SPDX-License-Identifier: Apache-2.0
// s1-infra fix and fix_findings, with the real binary.
#include <nlohmann/json.hpp>

#include "process.h"
#include "test.h"

namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using s1::test::Outcome;
using s1::test::read_file;

const std::string kFlawed = "FROM alpine:3.20\nMAINTAINER Ann\nRUN apk add curl\nUSER 1\nENTRYPOINT start now\n";
const std::string kFixed =
    "FROM alpine:3.20\nLABEL org.opencontainers.image.authors=\"Ann\"\nRUN apk add --no-cache curl\nUSER 1\n"
    "ENTRYPOINT start now\n";

class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "s1-fix-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
  }
  [[nodiscard]] std::string read(const std::string& name) const { return read_file(path_ / name); }
  [[nodiscard]] std::string path() const { return path_.string(); }
  [[nodiscard]] Outcome run(std::vector<std::string> words) const {
    words.insert(words.begin(), S1_BINARY);
    return s1::test::run({std::move(words), path(), {}, {}});
  }
  [[nodiscard]] Outcome shell(const std::string& command) const {
    return s1::test::run({{"/bin/sh", "-c", command}, path(), {}, {}});
  }

 private:
  fs::path path_;
};

}  // namespace

TEST_CASE("fix shows a diff that patch and git take, and changes nothing") {
  const Folder folder;
  folder.write("app/Dockerfile", kFlawed);
  folder.write("b c/Dockerfile", kFlawed);
  const Outcome shown = folder.run({"fix"});
  CHECK(shown.exit_code == 1);
  CHECK(shown.out.starts_with("--- a/app/Dockerfile\n+++ b/app/Dockerfile\n@@ -1,5 +1,5 @@\n"));
  CHECK(shown.err.find("4 findings can be fixed in 2 files (--write does it)") != std::string::npos);
  CHECK(shown.err.find("with --unsafe alone") != std::string::npos);
  CHECK(folder.read("app/Dockerfile") == kFlawed);

  if (folder.shell("patch --version >/dev/null 2>&1").exit_code != 0) {
    WARN("skipped: the diff of fix against patch: patch is not installed");
    return;
  }
  const std::string program = std::string("'") + S1_BINARY + "'";
  CHECK(folder.shell(program + " fix 2>/dev/null | patch -s -p1").exit_code == 0);
  CHECK(folder.read("app/Dockerfile") == kFixed);
  CHECK(folder.read("b c/Dockerfile") == kFixed);
  CHECK(folder.run({"fix"}).exit_code == 0);
}

TEST_CASE("fix --write changes the files and says what was fixed and what was not") {
  const Folder folder;
  folder.write("Dockerfile", kFlawed);
  const Outcome written = folder.run({"fix", "--write"});
  CHECK(written.exit_code == 0);
  CHECK(written.out.find("Dockerfile:2: dockerfile/deprecated-maintainer: fixed\n") != std::string::npos);
  CHECK(written.out.find("2 findings fixed in 1 file; 1 with --unsafe alone") != std::string::npos);
  CHECK(folder.read("Dockerfile") == kFixed);
  const Outcome again = folder.run({"fix", "--write"});
  CHECK(again.exit_code == 0);
  CHECK(again.out.find("Nothing to fix") != std::string::npos);
  CHECK(folder.read("Dockerfile") == kFixed);
  const Outcome unsafe = folder.run({"fix", "--write", "--unsafe"});
  CHECK(unsafe.out.find("fixed (unsafe: check the behaviour)") != std::string::npos);
  CHECK(folder.read("Dockerfile").find("ENTRYPOINT [") != std::string::npos);
}

TEST_CASE("fix takes a path, a rule, a fingerprint and a root") {
  const Folder folder;
  folder.write("a/Dockerfile", kFlawed);
  folder.write("b/Dockerfile", kFlawed);
  CHECK(folder.run({"fix", "a", "--rule", "DL4000", "--write"}).exit_code == 0);
  CHECK(folder.read("a/Dockerfile").find("MAINTAINER") == std::string::npos);
  CHECK(folder.read("a/Dockerfile").find("--no-cache") == std::string::npos);
  CHECK(folder.read("b/Dockerfile") == kFlawed);

  const json scan = json::parse(folder.run({"scan", "b", "--format", "json"}).out);
  std::string fingerprint;
  for (const json& finding : scan["findings"])
    if (finding["rule"] == "dockerfile/apk-cache-left") {
      fingerprint = finding["fingerprint"];
      CHECK(finding["fix"]["grade"] == "safe");
      CHECK(finding["fix"]["edits"][0]["path"] == "b/Dockerfile");
      CHECK(finding["fix"]["edits"][0]["line"] == 3);
    }
  const json fixed =
      json::parse(folder.run({"fix", "--root", folder.path(), "--fingerprint", fingerprint, "--format", "json"}).out);
  REQUIRE(fixed["fixed"].size() == 1);
  CHECK(fixed["fixed"][0]["fingerprint"] == fingerprint);
  CHECK(fixed["summary"]["written"] == false);
  CHECK(fixed["files"][0]["path"] == "b/Dockerfile");
  CHECK(fixed["files"][0]["action"] == "modify");
  CHECK(fixed["files"][0]["diff"] == fixed["diff"]);
  CHECK(folder.read("b/Dockerfile") == kFlawed);

  CHECK(folder.run({"fix", "--rule", "DL400O"}).exit_code == 2);
  CHECK(folder.run({"fix", "absent"}).exit_code == 2);
  CHECK(folder.run({"fix", "--writ"}).err.find("--write") != std::string::npos);
}

TEST_CASE("what cannot be written fails with a reason, and leaves all as it was") {
  const Folder folder, outside;
  outside.write("Dockerfile", kFlawed);
  folder.write("a/Dockerfile", kFlawed);
  fs::create_directories(folder.path() + "/b");
  fs::create_symlink(outside.path() + "/Dockerfile", folder.path() + "/b/Dockerfile");
  CHECK(folder.run({"fix", "--write"}).exit_code == 0);  // the link leads out: it is not even read
  CHECK(folder.read("a/Dockerfile") == kFixed);
  CHECK(outside.read("Dockerfile") == kFlawed);

  folder.write("a/Dockerfile", kFlawed);
  if (::geteuid() == 0) return;
  fs::permissions(folder.path() + "/a", fs::perms::owner_read | fs::perms::owner_exec);
  const Outcome refused = folder.run({"fix", "--write"});
  CHECK(refused.exit_code == 1);
  CHECK(refused.err.find("a/Dockerfile: no permission to write it") != std::string::npos);
  CHECK(folder.read("a/Dockerfile") == kFlawed);
  fs::permissions(folder.path() + "/a", fs::perms::owner_all);
}

TEST_CASE("fix_findings gives the diff, and writes only where told") {
  const Folder folder;
  folder.write("Dockerfile", kFlawed);
  const auto call = [&](const json& arguments) {
    return json::parse(folder.run({"call", "fix_findings", arguments.dump()}).out);
  };
  const json shown = call(json::object());
  CHECK(shown["summary"]["fixed"] == 2);
  CHECK(shown["summary"]["written"] == false);
  CHECK(shown["diff"].get<std::string>().find("+RUN apk add --no-cache curl\n") != std::string::npos);
  CHECK(folder.read("Dockerfile") == kFlawed);
  for (const json& each : shown["not_fixed"]) CHECK_FALSE(each["why"].get<std::string>().empty());

  const json written = call({{"write", "true"}, {"rules", "DL4000"}});
  CHECK(written["summary"]["written"] == true);
  CHECK(written["fixed"].size() == 1);
  CHECK(folder.read("Dockerfile").find("MAINTAINER") == std::string::npos);
  const json nothing = call({{"write", true}, {"rules", "DL4000"}});
  CHECK(nothing["summary"]["written"] == false);
  CHECK(nothing["files"].empty());
  CHECK(nothing["diff"] == "");
}

TEST_CASE("no secret is shown by a fix, and it is written all the same") {
  const Folder folder;
  folder.write("Dockerfile", "FROM alpine:3.20\nENV DB_PASSWORD hunter2-xyzzy\nUSER 1\n");
  const Outcome shown = folder.run({"fix"});
  CHECK(shown.exit_code == 1);
  CHECK(shown.out.empty());
  CHECK(shown.err.find("are not shown") != std::string::npos);
  for (const std::string words : {"fix --format json", "call fix_findings", "scan --format json"}) {
    const Outcome outcome = folder.shell(std::string("'") + S1_BINARY + "' " + words);
    INFO(words << "\n" << outcome.out);
    CHECK(outcome.out.find("hunter2") == std::string::npos);
    // The scan's one edit puts '=' for a blank: it shows nothing of the value.
    CHECK((outcome.out.find("\"redacted\":true") != std::string::npos) == (words != "scan --format json"));
  }
  CHECK(folder.run({"fix", "--write"}).exit_code == 0);
  CHECK(folder.read("Dockerfile").find("ENV DB_PASSWORD=hunter2-xyzzy") != std::string::npos);
}

TEST_CASE("an answer of many fixes stays small, and says what it leaves out") {
  const Folder folder;
  for (int i = 0; i < 300; ++i) folder.write("service-with-a-long-name-" + std::to_string(i) + "/Dockerfile", kFlawed);
  const Outcome outcome = folder.run({"call", "fix_findings", "{}"});
  CHECK(outcome.out.size() < 40'000);
  const json answer = json::parse(outcome.out);
  CHECK(answer["summary"]["fixed"] == 600);
  CHECK(answer["omitted"]["fixed"] == 600 - answer["fixed"].size());
  CHECK(answer["files"].size() > 80);
  CHECK(answer["omitted"]["files"] == 300 - answer["files"].size());
  CHECK(answer["files"].back()["diff_omitted"] == true);
  CHECK(json::parse(folder.run({"fix", "--format", "json"}).out)["fixed"].size() == 600);
}

TEST_CASE("fix and fix_findings heed the configuration") {
  const Folder folder;
  folder.write("Dockerfile", kFlawed);
  folder.write(".s1-infra.yaml", "ignore: [{rule: \"*\", path: \"**\", reason: kept}]\n");
  CHECK(folder.run({"fix", "--write"}).exit_code == 0);
  CHECK(folder.run({"call", "fix_findings", R"({"write": true})"}).exit_code == 0);
  CHECK(folder.read("Dockerfile") == kFlawed);

  folder.write(".s1-infra.yaml", "rulez: 1\nprofil: all\n");
  const Outcome broken = folder.run({"fix", "--write"});
  CHECK(broken.exit_code == 2);
  CHECK(broken.err.find(".s1-infra.yaml:1: ") != std::string::npos);
  CHECK(broken.err.find(".s1-infra.yaml:2: ") != std::string::npos);
  const Outcome tool = folder.run({"call", "fix_findings", R"({"write": true})"});
  CHECK(tool.exit_code == 1);
  CHECK(json::parse(tool.out)["error"]["code"] == "bad-config");
  CHECK(folder.read("Dockerfile") == kFlawed);

  CHECK(folder.run({"fix", "--write", "--no-config"}).exit_code == 0);
  CHECK(folder.read("Dockerfile") == kFixed);
}

TEST_CASE("a path that is not in --root is told what it is relative to") {
  const Folder folder;
  folder.write("many/app/Dockerfile", kFlawed);
  const std::string same = folder.run({"fix", "many", "--root", "many"}).err;
  CHECK(folder.run({"fix", "many/app", "--root", "many"}).err.find("relative to --root") != std::string::npos);
  CHECK(same.find("did you mean") == std::string::npos);
  CHECK(same.find("PATH is relative to --root") != std::string::npos);
  CHECK(folder.run({"fix", "ap", "--root", "many"}).err.find("did you mean app?") != std::string::npos);
  CHECK(folder.run({"fix", "mny"}).err.find("did you mean many?") != std::string::npos);
}
