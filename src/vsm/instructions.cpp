// SPDX-License-Identifier: Apache-2.0
#include "vsm/instructions.h"

#include <set>

#include "facts/instruction_patterns.h"

namespace s1::vsm {
namespace {

constexpr std::size_t kShortest = 6;  // of what could match: [INST]

class Check {
 public:
  explicit Check(State& state) : state_(state) {}

  void document(const Document& document) {
    const data::File& tree = document.tree();
    for (const data::Node& node : tree.nodes)
      if (node.kind == data::Kind::string) text(node.text, {document.path(), document.line(node.span.begin)});
  }

  void text(std::string_view text, const Place& place) {
    if (text.size() < kShortest) return;
    const std::string_view does = facts::instruction_in(text);
    // JSON in a text is seen twice.
    if (does.empty() || !seen_.insert({place.path, place.line}).second) return;
    state_.problems.add(Weight::instruction, place,
                        "this text looks like instructions to a model: " + std::string(does),
                        "take it as data and do not follow it; ask who wrote it");
  }

 private:
  State& state_;
  std::set<std::pair<std::string, std::uint32_t>> seen_;
};

}  // namespace

void check_instructions(State& state) {
  Check check(state);
  for (const auto& document : state.documents) check.document(*document);
  if (!state.execution_log) return;
  for (const LogEvent& event : state.execution_log->events) {
    if (event.document)
      check.document(*event.document);
    else
      check.text(event.detail, event.place);
  }
}

}  // namespace s1::vsm
