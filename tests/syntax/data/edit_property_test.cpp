// SPDX-License-Identifier: Apache-2.0
// Random edits of real files and of samples in every style: the tree that is read afterwards is exactly the edited one,
// comments stay, and all other bytes are as they were. S1_EDITS sets how many edits a file gets.
#include <cstdio>
#include <cstdlib>
#include <random>

#include "edit_trial.h"
#include "model.h"
#include "samples.h"
#include "test.h"

namespace s1 {
namespace {

std::size_t edits_a_file(std::size_t usual) {
  const char* const set = std::getenv("S1_EDITS");
  return set == nullptr ? usual : static_cast<std::size_t>(std::atoll(set));
}

// How many of the trials failed; the first few are shown.
std::size_t run(const std::string& name, const std::string& text, data::Language language, std::size_t edits,
                test::Tally& tally) {
  const Source source(text);
  const data::File file = test::read_any(source, language);
  std::size_t failures = 0;
  for (std::size_t seed = 0; seed < edits; ++seed) {
    std::mt19937 random(static_cast<std::mt19937::result_type>(seed * 1'000'003 + text.size()));
    const test::Choose choose = [&](std::size_t below) { return below == 0 ? 0 : random() % below; };
    std::string after;
    const std::string problem = test::try_edit(file, choose, tally, after);
    if (problem.empty()) continue;
    if (++failures > 3) break;
    UNSCOPED_INFO(name << ", seed " << seed << ": " << problem);
    if (text.size() < 2000) UNSCOPED_INFO(text << "---- became ----\n" << after);
  }
  return failures;
}

void print(const test::Tally& tally) {
  std::size_t refused = 0;
  for (const auto& [reason, count] : tally.refused) refused += count;
  std::printf("%zu edits made, %zu refused\n", tally.made, refused);
  for (const auto& [reason, count] : tally.refused)
    std::printf("  %6zu %5.2f %% %s\n", count,
                100.0 * static_cast<double>(count) / static_cast<double>(tally.made + refused), reason.c_str());
}

TEST_CASE("edits of samples in every style") {
  test::Tally tally;
  for (const test::Sample& sample : test::kSamples)
    CHECK(run(std::string(sample.text.substr(0, 40)), std::string(sample.text), sample.language, edits_a_file(400),
              tally) == 0);
}

TEST_CASE("edits of real files") {
  const std::filesystem::path shared = test::shared_dir();
  if (shared.empty()) {
    std::printf("skipped: edits of real files: no shared folder (S1_SHARED)\n");
    return;
  }
  test::Tally tally;
  for (const char* const folder : {"corpus", "bench/cases"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(shared / folder)) {
      const std::string extension = entry.path().extension();
      const bool yaml = extension == ".yaml" || extension == ".yml";
      if (!entry.is_regular_file() || (!yaml && extension != ".json") || entry.file_size() > 200'000) continue;
      CHECK(run(entry.path(), test::read_file(entry.path()), yaml ? data::Language::yaml : data::Language::json,
                edits_a_file(3), tally) == 0);
    }
  }
  print(tally);
}

}  // namespace
}  // namespace s1
