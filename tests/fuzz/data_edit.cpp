// SPDX-License-Identifier: Apache-2.0
// Any bytes as YAML or JSON, and edits of it that the last bytes choose: what is read afterwards is the edited tree.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "../syntax/data/edit_trial.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kChoices = 24;
  if (size < 2) return 0;
  const auto language = data[0] % 4 == 0 ? s1::data::Language::json : s1::data::Language::yaml;
  std::string_view rest(reinterpret_cast<const char*>(data + 1), size - 1);
  const std::string_view choices = rest.substr(rest.size() - std::min(rest.size(), kChoices));
  std::string text(rest.substr(0, rest.size() - choices.size()));

  std::size_t at = 0;
  const s1::test::Choose choose = [&](std::size_t below) {
    const std::size_t chosen = at < choices.size() ? static_cast<unsigned char>(choices[at]) : at;
    ++at;
    return below == 0 ? 0 : chosen % below;
  };
  s1::test::Tally tally;
  for (int round = 0; round < 3; ++round) {
    const s1::Source source(text);
    const s1::data::File file = s1::test::read_any(source, language);
    std::string after = text;
    const std::string problem = s1::test::try_edit(file, choose, tally, after);
    // Beside what libyaml reads although YAML forbids it. All that apply edits see that (syntax/data/edit.h); what they
    // could not see is another tree. On sound files, edit_property_test.cpp holds the edits to both.
    if (problem.ends_with(s1::test::kUnreadable)) return 0;
    if (!problem.empty()) {
      std::fprintf(stderr, "%s\n----\n%s\n----\n%s\n", problem.c_str(), text.c_str(), after.c_str());
      std::abort();
    }
    text = after;
  }
  return 0;
}
