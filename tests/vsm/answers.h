// SPDX-License-Identifier: Apache-2.0
// read_vsm_state's answers, each held to its full schema and its limit.
#pragma once
#include <string>
#include <string_view>

#include "sample.h"
#include "schema_check.h"
#include "test.h"
#include "vsm/answer.h"

namespace s1::test {

inline constexpr std::size_t kMostAnswer = 38'000;

inline Json answer_of(const vsm::State& state) {
  static const SchemaCheck check(Json::parse(read_file(source_dir() / "schemas/read_vsm_state.full.json")));
  Json answer = vsm::answer(state, vsm::kStateFiles, kMostAnswer);
  const std::string text = answer.dump();  // throws where a text is not UTF-8
  CHECK(text.size() <= kMostAnswer);
  CHECK(check(answer) == "");
  return answer;
}

inline Json answer_of(const TempTree& tree) {
  return answer_of(read(tree));
}

// The sample with one file in another form.
inline Json answer_with(std::string_view file, std::string_view text) {
  const TempTree tree;
  write_sample(tree);
  tree.write(kState + std::string(file), text);
  return answer_of(tree);
}

inline std::string problems_of(const Json& answer) {
  std::string text;
  for (const Json& each : answer["problems"]) {
    const std::string path = each["path"];
    text += path.substr(path.rfind('/') + 1) + ":" + std::to_string(each["line"].get<int>()) + ": " +
            each["problem"].get<std::string>() + "\n";
  }
  return text;
}

// The `text` (or another member) of each entry of a list.
inline std::vector<std::string> texts_of(const Json& list, const char* member = "text") {
  std::vector<std::string> texts;
  for (const Json& each : list) texts.push_back(each.value(member, ""));
  return texts;
}

}  // namespace s1::test
