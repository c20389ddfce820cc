// SPDX-License-Identifier: Apache-2.0
#include "rules/superseded.h"

#include <string>

namespace s1::rules {
namespace {

// The instruction's lines, with the last one's end. Empty where it shares its first line with something else.
Span whole_lines(const Source& source, Span instruction) {
  const Span first = source.line_span(source.line_of(instruction.begin));
  const Span before{first.begin, instruction.begin};
  if (source.slice(before).find_first_not_of(" \t") != std::string_view::npos) return {};
  const std::uint32_t last = source.line_of(instruction.end);
  const std::uint32_t end = last < source.line_count() ? source.line_span(last + 1).begin : source.size();
  return {first.begin, end};
}

}  // namespace

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
      if (const Span lines = whole_lines(*file.source, each.span); !lines.empty()) {
        report.edits = {{lines, {}}};
        report.fix_description = "Remove the " + name + " that has no effect";
      }
      out.report(std::move(report));
    }
  }
}

}  // namespace s1::rules
