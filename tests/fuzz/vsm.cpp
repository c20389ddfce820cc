// SPDX-License-Identifier: Apache-2.0
// Any bytes as any state file: no reader fails, the answer keeps its limit and its closed schema, is valid UTF-8 and
// names only lines that the file has. The first byte chooses the file; 7 and above: all seven, cut at NUL bytes.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "../vsm/schema_check.h"
#include "schemas.h"
#include "vsm/answer.h"
#include "vsm/consistency.h"
#include "vsm/find_input.h"
#include "vsm/instructions.h"
#include "vsm/locks.h"
#include "vsm/state.h"

namespace {

using s1::test::Json;
using s1::vsm::State;

constexpr std::size_t kMostAnswer = 38'000;

void require(bool holds, const std::string& what) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", what.c_str());
  std::abort();
}

const s1::test::SchemaCheck& schema() {
  static const s1::test::SchemaCheck check(Json::parse(s1::schemas::read_vsm_state_full));
  return check;
}

void check(State& state, std::size_t most_line) {
  s1::vsm::check_instructions(state);
  s1::vsm::check_consistency(state, [](std::string_view) { return s1::workspace::Found::nothing; });
  const Json answer = s1::vsm::answer(state, s1::vsm::kStateFiles, kMostAnswer);
  const std::string text = answer.dump();  // throws where a text is not UTF-8
  require(text.size() <= kMostAnswer, "the answer is too long: " + std::to_string(text.size()));
  const std::string wrong = schema()(answer);
  require(wrong.empty(), wrong);
  for (const s1::vsm::Problem& problem : state.problems.all())
    require(problem.place.line >= 1 && problem.place.line <= most_line, "no such line");
  (void)s1::vsm::input_of(state);
  for (const s1::vsm::Lock& lock : s1::vsm::locked_by_others(state)) (void)lock.covers("k8s/app.yaml");
  (void)s1::vsm::handoffs_owed(state);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  const std::size_t most_line = static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n')) + 1;
  State state;
  state.folder = ".claude/vsm-state";
  state.has_folder = true;
  if (data[0] % 16 < s1::vsm::kStateFiles.size()) {
    read_file(state, s1::vsm::kStateFiles[data[0] % 16], std::string(bytes));
  } else {
    for (const s1::vsm::StateFile file : s1::vsm::kStateFiles) {
      const std::size_t end = std::min(bytes.find('\0'), bytes.size());
      read_file(state, file, std::string(bytes.substr(0, end)));
      bytes.remove_prefix(std::min(bytes.size(), end + 1));
    }
  }
  check(state, most_line);
  return 0;
}
