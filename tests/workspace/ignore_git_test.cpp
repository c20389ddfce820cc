// SPDX-License-Identifier: Apache-2.0
// Random ignore files and paths, judged by git itself.
#include <cstdio>
#include <random>
#include <span>
#include <sstream>
#include <vector>

#include "temp_tree.h"
#include "test.h"
#include "workspace/ignore.h"

using namespace s1::workspace;
using s1::test::TempTree;

namespace {

bool has_git() {
  return std::system("git --version >/dev/null 2>&1") == 0;
}

class Generator {
 public:
  explicit Generator(std::uint32_t seed) : random_(seed) {}

  // Few letters, so that patterns and paths often meet.
  std::string pattern() {
    static constexpr const char* letters[] = {"a", "b", "a", "b", "c", "ab", "/", "/"};
    static constexpr const char* special[] = {
        "*",    "*",     "**",          "/**/", "**/", "/**", "***", "?",  "[ab]", "[!a]", "[^b-c]", "[a-c]",
        "[]a]", "[b/c]", "[[:alpha:]]", "[a",   "\\a", "\\*", "\\/", "\\", " ",    "-",    "!",      "#",
    };
    std::string text = chance(6) ? "!" : "";
    if (chance(4)) text += '/';
    for (unsigned count = 1 + below(4); count > 0; --count)
      text += pick(chance(2) ? std::span<const char* const>(letters) : std::span<const char* const>(special));
    if (chance(6)) text += '/';
    return text;
  }

  std::string path() {
    static constexpr const char* names[] = {"a",  "b",  "c",   "a", "b", "ab", "ba",
                                            "aa", "a*", "a b", "-", "x", "#a", "!b"};
    std::string text;
    for (unsigned count = 1 + below(4); count > 0; --count) {
      if (!text.empty()) text += '/';
      text += pick(names);
      if (chance(3)) text += pick(names);
    }
    return text;
  }

  unsigned below(std::size_t bound) { return static_cast<unsigned>(random_() % bound); }

 private:
  const char* pick(std::span<const char* const> from) { return from[below(from.size())]; }
  bool chance(unsigned one_in) { return below(one_in) == 0; }
  std::mt19937 random_;
};

// As a walk would find out: the first folder above that is ignored decides.
bool ignored(const IgnoreFile& file, std::string_view path) {
  for (std::size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/', slash + 1))
    if (file.match(path.substr(0, slash), true) == IgnoreFile::Verdict::ignored) return true;
  return file.match(path, false) == IgnoreFile::Verdict::ignored;
}

}  // namespace

TEST_CASE("ignore files mean what git takes them to mean") {
  if (!has_git()) {
    WARN("skipped: ignore files mean what git takes them to mean: git is not installed");
    return;
  }
  constexpr unsigned file_count = 1500;
  constexpr unsigned paths_a_file = 30;
  const TempTree tree;
  Generator generator(20240607);

  // One repository; each ignore file in a folder of its own, and all paths in one call.
  std::vector<std::string> files(file_count);
  std::vector<std::string> queries;
  std::string input;
  for (unsigned i = 0; i < file_count; ++i) {
    const std::string folder = "f" + std::to_string(i);
    for (unsigned lines = 1 + generator.below(2); lines > 0; --lines) files[i] += generator.pattern() + "\n";
    tree.write(folder + "/.gitignore", files[i]);
    for (unsigned j = 0; j < paths_a_file; ++j) {
      queries.push_back(generator.path());
      input += folder + "/" + queries.back() + '\0';
    }
  }
  tree.write("queries", input);
  const std::string git = "cd '" + tree.path() + "' && HOME=/nonexistent GIT_CONFIG_NOSYSTEM=1 git ";
  REQUIRE(std::system((git + "init -q . && rm -f .git/info/exclude").c_str()) == 0);
  const int status =
      std::system((git + "check-ignore -z --no-index --verbose --non-matching --stdin <queries >answers").c_str());
  REQUIRE(status != -1);

  // Four fields a path: the ignore file, the line, the pattern, the path; the first three are empty where nothing
  // matches.
  std::istringstream answers(s1::test::read_file(tree / "answers"));
  unsigned checked = 0;
  unsigned ignored_by_git = 0;
  for (unsigned i = 0; i < file_count; ++i) {
    const IgnoreFile file = IgnoreFile::parse(files[i]);
    for (unsigned j = 0; j < paths_a_file; ++j, ++checked) {
      std::string source, line, pattern, path;
      std::getline(answers, source, '\0');
      std::getline(answers, line, '\0');
      std::getline(answers, pattern, '\0');
      std::getline(answers, path, '\0');
      const std::string& query = queries[checked];
      REQUIRE(path == "f" + std::to_string(i) + "/" + query);
      const bool by_git = !source.empty() && !pattern.starts_with('!');
      ignored_by_git += by_git ? 1 : 0;
      if (ignored(file, query) == by_git) continue;
      FAIL_CHECK("git says " << (by_git ? "ignored" : "kept") << " by \"" << pattern << "\" of\n"
                             << files[i] << "for " << query);
    }
  }
  CHECK(checked == file_count * paths_a_file);
  CHECK(ignored_by_git > checked / 10);  // else the patterns say nothing
}
