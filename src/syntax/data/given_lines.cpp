// SPDX-License-Identifier: Apache-2.0
#include "syntax/data/given_lines.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "syntax/data/entry.h"
#include "syntax/data/flow_text.h"
#include "syntax/json/read.h"
#include "syntax/yaml/read.h"

namespace s1::data {
namespace {

std::unexpected<Error> bad_value(std::string what, std::string hint) {
  return std::unexpected(Error{"bad-value", "", std::move(what), std::move(hint)});
}

std::uint32_t blanks_before(std::string_view line) {
  return static_cast<std::uint32_t>(std::min(line.find_first_not_of(' '), line.size()));
}

// Gives block collections the columns that they have in the file.
class Columns {
 public:
  Columns(const File& given, const Layout& layout) : given_(given), layout_(layout), columns_(given.nodes.size()) {}

  // The root stands at `root`; a level takes `step` more, a sequence in a mapping `offset`.
  void place(std::uint32_t root, std::uint32_t step, std::uint32_t offset) {
    for (NodeId id = 0; id < given_.nodes.size(); ++id) {
      const Node& node = given_.nodes[id];
      if (node.style != Style::block || node.is_alias) continue;
      if (node.parent == kNone) {
        columns_[id] = root;
        continue;
      }
      const bool in_mapping = given_.nodes[node.parent].kind == Kind::mapping;
      columns_[id] = columns_[node.parent] + (!in_mapping ? 2 : node.kind == Kind::sequence ? offset : step);
    }
  }

  // How far each line is moved: as the innermost block collection that holds what it begins with.
  [[nodiscard]] std::vector<std::int64_t> moves() const {
    std::vector<std::int64_t> result(given_.source->line_count() + 1, 0);
    std::vector<bool> known(result.size());
    for (NodeId id = 0; id < given_.nodes.size(); ++id) {
      const Node& node = given_.nodes[id];
      if (node.style == Style::block && !node.is_alias) {
        for (NodeId first = node.first; first != kNone;) {
          const Entry entry = entry_of(given_, layout_, first);
          mark(entry.begin, id, result, known);
          first = entry.next;
        }
        continue;
      }
      // The lines of a scalar or a flow collection go with the collection that it stands in.
      const NodeId holder = block_parent(id);
      if (holder == kNone || node.span.empty()) continue;
      const std::uint32_t last = given_.source->line_of(node.span.end);
      for (std::uint32_t line = given_.source->line_of(node.span.begin) + 1; line <= last; ++line) {
        if (known[line]) continue;
        known[line] = true;
        result[line] = move_of(holder);
      }
      if (!node.span.empty()) mark(node.span.begin, holder, result, known);
    }
    for (std::size_t line = result.size() - 1; line > 1; --line)
      if (!known[line - 1]) result[line - 1] = result[line];  // a comment goes with what follows
    return result;
  }

 private:
  void mark(std::uint32_t at, NodeId collection, std::vector<std::int64_t>& moves, std::vector<bool>& known) const {
    const std::uint32_t line = given_.source->line_of(at);
    if (known[line] || !layout_.begins_line(at)) return;
    known[line] = true;
    moves[line] = move_of(collection);
  }
  [[nodiscard]] std::int64_t move_of(NodeId collection) const {
    return static_cast<std::int64_t>(columns_[collection]) - layout_.column(given_.nodes[collection].span.begin);
  }
  [[nodiscard]] NodeId block_parent(NodeId id) const {
    do id = given_.nodes[id].parent;
    while (id != kNone && given_.nodes[id].style != Style::block);
    return id;
  }

  const File& given_;
  const Layout& layout_;
  std::vector<std::uint32_t> columns_;
};

// Block YAML into a block collection: on lines of its own below the key.
yaml::ScalarText block_lines(const File& given, const Layout& layout, const Slot& slot, bool of_member) {
  const Layout own(given);
  const std::uint32_t step = layout.step(slot.near);
  const std::uint32_t offset = layout.sequence_offset(slot.near);
  const bool sequence = given.root().is_sequence();
  Columns columns(given, own);
  columns.place(slot.column + (!of_member ? 2 : sequence ? offset : step), step, offset);
  const std::vector<std::int64_t> moves = columns.moves();
  yaml::ScalarText text;
  for (std::uint32_t number = 1; number <= given.source->line_count(); ++number) {
    const std::string_view line = given.source->slice(given.source->line_span(number));
    if (line.empty() && number == given.source->line_count()) break;
    const std::uint32_t old = blanks_before(line);
    const auto now = static_cast<std::size_t>(std::max<std::int64_t>(0, old + moves[number]));
    const std::string written = old == line.size() ? std::string() : std::string(now, ' ').append(line.substr(old));
    if (number == 1 && !of_member)
      text.head = std::string_view(written).substr(blanks_before(written));
    else
      text.body += slot.line_break + written;
  }
  const Style last = given.nodes.back().style;
  text.needs_break = last == Style::literal || last == Style::folded;
  return text;
}

// JSON on several lines, its first behind the key.
yaml::ScalarText json_lines(const File& given, const Layout& layout, const Slot& slot, std::string_view indentation) {
  const std::string step = layout.flow_step(slot.near);
  yaml::ScalarText text;
  for (std::uint32_t number = 1; number <= given.source->line_count(); ++number) {
    const std::string_view line = given.source->slice(given.source->line_span(number));
    const std::uint32_t blanks = blanks_before(line);
    if (blanks == line.size()) continue;
    if (number > 1) {
      (text.head += slot.line_break) += indentation;
      for (std::uint32_t level = 0; level < blanks / 2; ++level) text.head += step;
    }
    text.head += line.substr(blanks);
  }
  return text;
}

}  // namespace

Result<yaml::ScalarText> write_given_lines(const File& file, const Layout& layout, const Slot& slot,
                                           std::string_view lines, bool of_member) {
  while (lines.ends_with('\n') || lines.ends_with(' ')) lines.remove_suffix(1);
  const Source source{std::string(lines) + '\n'};
  const bool is_json = file.language == Language::json;
  const File given = is_json ? json::read(source) : yaml::read(source);
  const Value root = given.root();
  if (!given.diagnostics.empty() || given.documents.size() != 1 || !root)
    return bad_value("The lines are not one value", "give one collection of the file's language");
  const bool block = root.node()->style == Style::block;
  if (is_json && slot.indentation) return json_lines(given, layout, slot, *slot.indentation);
  if (block && !slot.in_flow) {
    if (root.node()->properties != kNone) return bad_value("The lines begin with a tag or an anchor", "leave it out");
    return block_lines(given, layout, slot, of_member);
  }
  Result<std::string> text = flow_text(root, slot, layout.pads_braces(slot.near));
  if (!text) return std::unexpected(std::move(text.error()));
  return yaml::ScalarText{.head = *std::move(text)};
}

}  // namespace s1::data
