// SPDX-License-Identifier: Apache-2.0
// What holds of every hardened Dockerfile, at each level: it parses no worse, has no more findings, keeps its comments
// and line ends, and hardening it once more changes nothing. On all Dockerfiles of the shared material: its
// repositories as they are, and the cases each in a folder of its own.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "fix/harden.h"
#include "syntax/dockerfile/ast.h"
#include "test.h"
#include "text/source.h"
#include "workspace/kind.h"
#include "workspace/temp_tree.h"
#include "workspace/text_file.h"

namespace {

using namespace s1;
namespace fs = std::filesystem;

constexpr fix::Level kLevels[] = {fix::Level::safe, fix::Level::recommended, fix::Level::all};
constexpr std::uintmax_t kMostBytes = 1U << 20U;

std::string with_crlf(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\n' && !result.ends_with('\r')) result += '\r';
    result += c;
  }
  return result;
}

std::multiset<std::string> comments_of(const std::string& text) {
  const Source source(text);
  dockerfile::File file = dockerfile::File::parse(source);
  std::multiset<std::string> result;
  for (const Comment& comment : file.comments) result.emplace(source.slice(comment.span));
  return result;
}

std::size_t problems_of(const std::string& text) {
  const Source source(text);
  dockerfile::File file = dockerfile::File::parse(source);
  dockerfile::parse_scripts(file);
  return file.diagnostics.size();
}

void hold(const fix::FixedFile& file) {
  INFO("--- before\n" << file.old_text << "\n--- after\n" << file.new_text);
  CHECK(problems_of(file.new_text) <= problems_of(file.old_text));
  CHECK(std::ranges::includes(comments_of(file.new_text), comments_of(file.old_text)));
  if (file.old_text.find('\r') == std::string::npos) CHECK(file.new_text.find('\r') == std::string::npos);
  if (with_crlf(file.old_text) == file.old_text) CHECK(with_crlf(file.new_text) == file.new_text);
}

struct Tally {
  std::size_t files = 0, changed = 0, changes = 0, skipped = 0, before = 0, after = 0;
};

void harden_all(const test::TempTree& tree, fix::Level level, Tally& tally) {
  const workspace::Root root = workspace::Root::open(tree.path()).value();
  fix::HardenRequest request;
  request.level = level;
  request.use_config = false;
  const auto result = fix::harden(root, "", request);
  REQUIRE(result.has_value());
  CHECK(result->findings_after <= result->findings_before);
  for (const fix::FixedFile& file : result->files) {
    INFO(file.edit.path);
    if (workspace::guess_kind(file.edit.path, {}) == workspace::FileKind::dockerfile) hold(file);
  }
  tally.changed += result->files.size();
  tally.changes += result->changes.size();
  tally.skipped += result->skipped.size();
  tally.before += result->findings_before;
  tally.after += result->findings_after;
  for (const fix::HardenChange& change : result->changes) {
    CHECK(change.level <= level);
    CHECK_FALSE(change.why.empty());
  }
  for (const fix::HardenSkip& skip : result->skipped) {
    INFO(skip.path << ":" << skip.line << ": " << skip.rule->id);
    CHECK_FALSE(skip.why.empty());
    CHECK(skip.line != 0);
  }
  REQUIRE(fix::write(root, result->files).has_value());
  const auto again = fix::harden(root, "", request);
  REQUIRE(again.has_value());
  for (const fix::FixedFile& file : again->files) {
    INFO("--- hardened\n" << file.old_text << "\n--- hardened again\n" << file.new_text);
    CHECK(file.edit.path.empty());
  }
}

}  // namespace

TEST_CASE("hardening holds on every Dockerfile of the shared material") {
  const fs::path shared = test::shared_dir();
  if (shared.empty()) {
    WARN("skipped: hardening real Dockerfiles: there is no shared folder (S1_SHARED)");
    return;
  }
  std::map<std::string, std::string> files;
  std::size_t dockerfiles = 0;
  std::set<std::string> seen;
  const bool is_sample = test::sample_step() > 1;
  for (const std::string_view folder :
       {is_sample ? "corpus/GoogleCloudPlatform__microservices-demo" : "corpus", "bench/cases"}) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(shared / folder)) {
      if (!entry.is_regular_file() || entry.is_symlink() || entry.file_size() > kMostBytes) continue;
      const std::string path = entry.path().lexically_relative(shared).string();
      const bool is_dockerfile = workspace::guess_kind(path, {}) == workspace::FileKind::dockerfile;
      const bool is_case = folder == "bench/cases";
      if (is_case && !is_dockerfile) continue;
      std::string text = test::read_file(entry.path());
      if (is_case && (!seen.insert(text).second || seen.size() % test::sample_step() != 0)) continue;
      dockerfiles += is_dockerfile ? 1 : 0;
      files.emplace(path, std::move(text));
    }
  }
  CHECK(dockerfiles > 300 / test::sample_step());
  for (const fix::Level level : kLevels) {
    for (const bool crlf : {false, true}) {
      if (crlf && level != fix::Level::all) continue;       // the most changes
      if (is_sample && level != fix::Level::all) continue;  // likewise
      const test::TempTree tree;
      for (const auto& [path, text] : files) {
        const bool converted = crlf && workspace::guess_kind(path, {}) == workspace::FileKind::dockerfile;
        tree.write(path, converted ? with_crlf(text) : text);
      }
      Tally tally;
      harden_all(tree, level, tally);
      std::cout << "  " << fix::name(level) << (crlf ? ", CRLF: " : ": ") << dockerfiles << " Dockerfiles, "
                << tally.changes << " changes in " << tally.changed << " files, " << tally.skipped
                << " left with the reason; findings " << tally.before << " -> " << tally.after << "\n";
    }
  }
}
