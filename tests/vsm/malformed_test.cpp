// SPDX-License-Identifier: Apache-2.0
// Each state file in each broken form: the file's problem is told with its line and what to do, and of the other files
// nothing is lost.
#include <sys/resource.h>

#include <functional>

#include "answers.h"
#include "vsm/state_file.h"

using namespace s1;
using test::Json;

namespace {

struct Form {
  const char* name;
  std::function<void(const test::TempTree&, const std::string& path, const std::string& sound)> write;
  bool part_left = false;  // something of the file itself may be read
};

std::string repeated(std::string_view text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

Form text(const char* name, std::string bytes, bool part_left = false) {
  return {name, [bytes](const auto& tree, const auto& path, const auto&) { tree.write(path, bytes); }, part_left};
}

const Form kForms[] = {
    {"missing", [](const auto&, const auto&, const auto&) {}},
    text("empty", ""),
    text("blank", "\xEF\xBB\xBF \r\n\t\n"),
    text("null", "null"),
    text("empty list", "[]"),
    text("list of numbers", "[1, 2, 3]"),
    text("number", "42"),
    text("text without JSON", "\"nothing to see\""),
    text("prose", "I could not write the file, sorry {nothing}."),
    {"truncated",
     [](const auto& tree, const auto& path, const auto& sound) {
       tree.write(path, sound.substr(0, sound.size() * 2 / 3));
     },
     true},
    {"second value after the first",
     [](const auto& tree, const auto& path, const auto& sound) { tree.write(path, sound + "\n]"); }, true},
    {"huge",
     [](const auto& tree, const auto& path, const auto& sound) {
       tree.write(path, sound + repeated(" ", 5'000'000) + "x");
     },
     true},
    {"invalid UTF-8",
     [](const auto& tree, const auto& path, const auto& sound) {
       std::string bytes = sound;
       bytes.insert(bytes.rfind('"'), "\xC3(\xFF");
       tree.write(path, bytes);
     },
     true},
    text("UTF-16", std::string("\xFF\xFE{\0}\0", 6)),
    text("NUL bytes", std::string("{\"id\": \0\0}", 10)),
    text("deep nesting", repeated("[", 100'000)),
    text("deep nesting in a field", "{\"metadata\": " + repeated("{\"a\":", 100'000), true),
    {"a folder", [](const auto& tree, const auto& path, const auto&) { tree.folder(path); }},
    {"a FIFO", [](const auto& tree, const auto& path, const auto&) { tree.fifo(path); }},
    {"a socket", [](const auto& tree, const auto& path, const auto&) { tree.socket(path); }},
    {"a link out of the root", [](const auto& tree, const auto& path, const auto&) { tree.link(path, "/etc/passwd"); }},
    {"a link to itself",
     [](const auto& tree, const auto& path, const auto&) { tree.link(path, path.substr(path.rfind('/') + 1)); }},
};

}  // namespace

TEST_CASE("a broken file is a problem, and nothing of the others is lost") {
  Json sound;
  {
    const test::TempTree tree;
    test::write_sample(tree);
    sound = test::answer_of(tree)["state"];
    REQUIRE(sound.size() == vsm::kStateFiles.size());
  }
  for (const vsm::StateFile broken : vsm::kStateFiles) {
    const std::string name(vsm::file_name(broken));
    for (const Form& form : kForms) {
      INFO(name << ": " << form.name);
      const test::TempTree tree;
      test::write_sample(tree);
      const std::string path = test::kState + name;
      std::filesystem::remove(tree / path);
      form.write(tree, path, test::sample_state().find(name)->second);

      const Json answer = test::answer_of(tree);
      for (const vsm::StateFile file : vsm::kStateFiles) {
        const std::string field(vsm::field_name(file));
        if (file == broken) continue;
        REQUIRE(answer["state"].contains(field));
        CHECK(answer["state"][field] == sound[field]);
      }
      const std::vector<std::string> paths = test::texts_of(answer["problems"], "path");
      // The log needs no event, and what of it is blank is no event.
      const bool may_be_silent = broken == vsm::StateFile::execution_log &&
                                 (std::string(form.name) == "empty" || std::string(form.name) == "blank");
      if (!may_be_silent) {
        INFO(test::problems_of(answer));
        CHECK(std::ranges::find(paths, path) != paths.end());
      }
      if (!form.part_left && broken != vsm::StateFile::execution_log)
        CHECK_FALSE(answer["state"].contains(vsm::field_name(broken)));
      for (const Json& problem : answer["problems"]) CHECK_FALSE(problem["hint"].get<std::string>().empty());
    }
  }
}

TEST_CASE("no folder, an empty one, something else in its place") {
  SECTION("none") {
    const test::TempTree tree;
    const Json answer = test::answer_of(tree);
    CHECK(test::problems_of(answer) == "vsm-state:1: there is no state folder\n");
    CHECK(answer["state"].empty());
    CHECK(answer["briefing"]["missing"].size() == 13);
  }
  SECTION("empty") {
    const test::TempTree tree;
    tree.folder(".claude/vsm-state");
    CHECK(test::answer_of(tree)["problems"].size() == vsm::kStateFiles.size());
  }
  SECTION("a file") {
    const test::TempTree tree;
    tree.write(".claude/vsm-state", "");
    CHECK(test::problems_of(test::answer_of(tree)) == "vsm-state:1: a file stands where the state folder should be\n");
  }
  SECTION("a link out of the root") {
    const test::TempTree outside;
    test::write_sample(outside);
    const test::TempTree tree;
    tree.link(".claude", outside.path() + "/.claude");
    const Json answer = test::answer_of(tree);
    CHECK(answer["state"].empty());
    CHECK(answer["problems"].size() == 1);
  }
}

TEST_CASE("the project is named by its folder, a file in it, or the state folder") {
  const test::TempTree tree;
  for (const auto& [name, text] : test::sample_state()) tree.write("shop/" + (test::kState + name), text);
  tree.write("shop/Dockerfile", "FROM scratch\n");
  const Result<workspace::Root> root = workspace::Root::open(tree.path());
  for (const char* const project : {"shop", "shop/Dockerfile", "shop/.claude", "shop/.claude/vsm-state",
                                    "shop/.claude/vsm-state/current-task.json"}) {
    INFO(project);
    const vsm::State state = vsm::read_state(*root, project);
    CHECK(state.folder == "shop/.claude/vsm-state");
    CHECK(state.current_task.has_value());
  }
}

TEST_CASE("fields of a wrong type are problems, are kept, and the others are read") {
  const Json answer = test::answer_with("current-task.json", R"({
  "id": {"number": 7},
  "description": ["a", "b"],
  "created_at": "yesterday",
  "status": "in progres",
  "complexity": null,
  "assigned_agents": 5,
  "metadata": "none"
})");
  const Json& task = answer["state"]["current_task"];
  CHECK(task["status"] == "in progres");
  CHECK_FALSE(task.contains("id"));
  CHECK_FALSE(task.contains("complexity"));
  CHECK(task["extra"]["id"]["number"] == 7);
  CHECK(task["extra"]["description"][1] == "b");
  CHECK(task["extra"]["created_at"] == "yesterday");
  CHECK(task["extra"]["metadata"] == "none");
  const std::string problems = test::problems_of(answer);
  INFO(problems);
  for (const char* const expected :
       {"current-task.json:2: `id` is an object, not a text",
        "current-task.json:3: `description` is a list, not a text", "current-task.json:4: `created_at` is not a time",
        "current-task.json:5: `status` is `in progres`",
        "current-task.json:7: `assigned_agents` is a number, not a list of names",
        "current-task.json:8: `metadata` is a text, not an object"})
    CHECK(problems.find(expected) != std::string::npos);
}
