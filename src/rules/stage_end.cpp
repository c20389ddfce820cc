// SPDX-License-Identifier: Apache-2.0
#include "rules/stage_end.h"

#include <optional>
#include <string>

#include "rules/dockerfile_edits.h"
#include "text/lower_case.h"

namespace s1::rules {
namespace {

using dockerfile::Instruction;
using dockerfile::Kind;

std::string in_its_case(const dockerfile::File& file, const Instruction& like, std::string_view keyword) {
  return file.source->slice(like.keyword).starts_with('f') ? lower_case(keyword) : std::string(keyword);
}

// Where the line after the instruction's last one begins.
std::uint32_t next_line(const Source& source, const Instruction& instruction) {
  const std::uint32_t line = source.line_of(instruction.span.end);
  return line < source.line_count() ? source.line_span(line + 1).begin : source.size();
}

Edit insert_line(const dockerfile::File& file, std::uint32_t at, const std::string& line) {
  const Source& source = *file.source;
  const std::string end(line_end_at(source, at == 0 ? 0 : at - 1));
  const bool open_end = at == source.size() && at > 0 && source.bytes()[at - 1] != '\n';
  return {{at, at}, open_end ? end + line : line + end};
}

}  // namespace

Edit add_after(const dockerfile::File& file, const Instruction& instruction, std::string_view keyword,
               std::string_view arguments) {
  const Instruction& from = file.instructions[file.stages[static_cast<std::size_t>(instruction.stage)].from];
  return insert_line(file, next_line(*file.source, instruction),
                     in_its_case(file, from, keyword) + " " + std::string(arguments));
}

Edit add_at_end(const dockerfile::File& file, const dockerfile::Stage& stage, std::string_view keyword,
                std::string_view arguments) {
  const Instruction& from = file.instructions[stage.from];
  const Instruction* before = nullptr;
  const Instruction* last = &from;
  for (const std::uint32_t index : stage.instructions) {
    const Instruction& each = file.instructions[index];
    const bool starts = each.kind == Kind::cmd || each.kind == Kind::entrypoint;
    if (!starts) {
      last = &each;
      before = nullptr;
    } else if (before == nullptr) {
      before = &each;
    }
  }
  const std::optional<std::uint32_t> line = before != nullptr ? line_before(file, *before) : std::nullopt;
  if (!line) return add_after(file, before != nullptr ? *before : *last, keyword, arguments);
  return insert_line(file, *line, in_its_case(file, from, keyword) + " " + std::string(arguments));
}

}  // namespace s1::rules
