// SPDX-License-Identifier: Apache-2.0
#include "rules/superseded.h"

#include <string>

#include "rules/dockerfile_edits.h"

namespace s1::rules {
void report_superseded(const dockerfile::File& file, dockerfile::Kind kind, Sink& out,
                       const std::vector<std::string_view>& before_final) {
  const std::string name(dockerfile::name(kind));
  for (const dockerfile::Stage& stage : file.stages) {
    const dockerfile::Instruction* last = nullptr;
    for (const std::uint32_t index : stage.instructions)
      if (file.instructions[index].kind == kind) last = &file.instructions[index];
    for (const std::uint32_t index : stage.instructions) {
      const dockerfile::Instruction& each = file.instructions[index];
      if (each.kind != kind || &each == last) continue;
      Report report{.span = each.header, .message = "A later " + name + " of the stage replaces this one"};
      report.related.push_back({last->header, "This one holds"});
      if (!stage.is_final) report.only_aliases = before_final;
      const Span lines = whole_lines(*file.source, each.span);
      if (!lines.empty() && !holds_comment(file, lines)) {
        report.edits = {{lines, {}}};
        report.fix_description = "Remove the " + name + " that has no effect";
      }
      out.report(std::move(report));
    }
  }
}

}  // namespace s1::rules
