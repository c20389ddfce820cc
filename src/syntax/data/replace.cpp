// SPDX-License-Identifier: Apache-2.0
// Another scalar in the place of one, and another name of a key.
#include <algorithm>
#include <utility>

#include "syntax/data/edit.h"
#include "syntax/data/entry.h"
#include "syntax/data/refuse.h"
#include "syntax/data/write_value.h"
#include "syntax/yaml/block_scalar.h"
#include "syntax/yaml/resolve.h"

namespace s1::data {
namespace {

constexpr std::size_t kLongestKey = 1000;  // a key that is not marked by `?` has at most 1024 characters

bool is_block_scalar(const Node& node) {
  return node.style == Style::literal || node.style == Style::folded;
}

// Whether a line break begins there, or the text ends.
bool at_break(std::string_view text, std::size_t at) {
  if (at == text.size()) return true;
  return text[at] == '\r' || (text[at] == '\n' && (at == 0 || text[at - 1] != '\r'));
}

// Only the lines that differ.
Edit edit_of_lines(std::string_view old, std::uint32_t begin, std::string_view now) {
  const std::size_t most = std::min(old.size(), now.size());
  std::size_t prefix = 0;
  while (prefix < most && old[prefix] == now[prefix]) ++prefix;
  while (prefix > 0 && !(at_break(old, prefix) && at_break(now, prefix))) --prefix;
  std::size_t suffix = 0;
  while (suffix < most - prefix && old[old.size() - suffix - 1] == now[now.size() - suffix - 1]) ++suffix;
  while (suffix > 0 && !(at_break(old, old.size() - suffix) && at_break(now, now.size() - suffix))) --suffix;
  const auto at = [&](std::size_t offset) { return static_cast<std::uint32_t>(begin + offset); };
  return {{at(prefix), at(old.size() - suffix)}, std::string(now.substr(prefix, now.size() - suffix - prefix))};
}

// Whether the scalar would be of that kind under the node's tag, which stays.
bool tag_allows(const File& file, const Node& node, const NewValue& with, std::string_view head) {
  if (node.properties == kNone || file.properties[node.properties].tag.empty()) return true;
  const std::string_view tag = file.properties[node.properties].tag_name;
  if (with.kind == Kind::mapping || with.kind == Kind::sequence) return false;
  // Other readers refuse a text that is not of the tag's kind.
  constexpr std::string_view kStandard = "tag:yaml.org,2002:";
  if (with.kind == Kind::string) return !tag.starts_with(kStandard) || tag.substr(kStandard.size()) == "str";
  const bool plain = std::string_view("\"'|>").find(head[0]) == std::string_view::npos;
  return tag != "!" && yaml::resolve_tagged(tag, with.text, plain) == with.kind;
}

// `&a:x` is an anchor and the text `:x`: what an anchor or a tag borders on without a blank, as few texts may.
std::string_view blank_before(const Layout& layout, const Node& node) {
  if (node.properties == kNone || node.span.empty() || node.span.begin == 0) return {};
  const char before = layout.bytes()[node.span.begin - 1];
  return before == ' ' || before == '\t' || before == '\n' || before == '\r' ? "" : " ";
}

class Replacement {
 public:
  Replacement(const File& file, NodeId id) : file_(file), id_(id), node_(file.nodes[id]), layout_(file) {}

  [[nodiscard]] Result<Edits> edits(const NewValue& with) {
    yaml::ScalarPlace place;
    place.style = node_.style;
    place.quote = layout_.quote(id_);
    place.in_flow = node_.parent != kNone && file_.nodes[node_.parent].style == Style::flow;
    place.line_break = layout_.line_break(node_.span.begin);
    place.parent_column = layout_.parent_column(id_);
    place.column = usual_column(place.parent_column);
    if (is_block_scalar(node_)) look_at_old_lines(place);
    const std::uint32_t least = static_cast<std::uint32_t>(std::max(place.parent_column, 0)) + 2;
    if (!may_begin_block_scalar(layout_, node_.span.end, place.column > least + 7 ? least : place.column))
      place.one_line = true;
    Result<yaml::ScalarText> text = write_value(file_, with, place);
    if (!text) return std::unexpected(std::move(text.error()));
    if (!tag_allows(file_, node_, with, text->head))
      return not_editable("The value's tag gives it another kind", "change or remove the tag first");
    return is_block_scalar(node_) ? in_place_of_lines(*text) : in_place_of_span(*text);
  }

 private:
  [[nodiscard]] std::uint32_t usual_column(std::int32_t parent) const {
    const auto base = static_cast<std::uint32_t>(std::max(parent, 0));
    const bool item = node_.parent != kNone && file_.nodes[node_.parent].kind == Kind::sequence;
    return base + (item ? 2 : layout_.step(id_));
  }

  void look_at_old_lines(yaml::ScalarPlace& place) {
    const yaml::BlockScalar old = yaml::read_block_scalar(layout_.bytes(), node_.span.begin, place.parent_column);
    header_end_ = old.header_end;
    lines_begin_ = layout_.line_end(old.header_end);
    place.keeps_blank_lines = old.chomping == yaml::Chomping::keep && node_.span.end > lines_begin_;
    if (node_.span.end <= lines_begin_) return;
    place.column = old.indent;
    for (std::uint32_t line = old.begin; line < node_.span.end; line = layout_.next_line(line))
      place.width = std::max(place.width, layout_.line_end(line) - std::min(line + old.indent, layout_.line_end(line)));
  }

  [[nodiscard]] std::string body_at(std::uint32_t at, const yaml::ScalarText& text) const {
    const bool lacks_break = text.needs_break && layout_.break_length(at) == 0;
    return text.body + (lacks_break ? std::string(layout_.line_break(at)) : std::string());
  }

  [[nodiscard]] Edits in_place_of_lines(const yaml::ScalarText& text) const {
    Edits edits;
    if (layout_.slice(node_.span.begin, header_end_) != text.head)
      edits.push_back({{node_.span.begin, header_end_}, text.head + blank_before_comment(layout_, header_end_)});
    const std::uint32_t end = std::max(node_.span.end, lines_begin_);
    Edit lines = edit_of_lines(layout_.slice(lines_begin_, end), lines_begin_, body_at(end, text));
    if (!lines.span.empty() || !lines.text.empty()) edits.push_back(std::move(lines));
    return edits;
  }

  [[nodiscard]] Edits in_place_of_span(const yaml::ScalarText& text) const {
    Edits edits;
    const std::uint32_t end = layout_.line_end(node_.span.end);
    std::string head = node_.span.empty() ? link_to_unwritten(file_, layout_, id_) + text.head
                                          : std::string(blank_before(layout_, node_)) + text.head;
    // Without a comment in between they are one.
    if (!text.body.empty() && end == node_.span.end) return {{node_.span, head + body_at(end, text)}};
    if (layout_.slice(node_.span.begin, node_.span.end) != head)
      edits.push_back({node_.span, head + blank_before_comment(layout_, node_.span.end)});
    if (!text.body.empty()) edits.push_back({{end, end}, body_at(end, text)});
    return edits;
  }

  const File& file_;
  const NodeId id_;
  const Node& node_;
  const Layout layout_;
  std::uint32_t header_end_ = 0;   // of an old block scalar
  std::uint32_t lines_begin_ = 0;  // where its header's line ends
};

}  // namespace

Result<Edits> replace(Value scalar, NewValue with) {
  if (std::optional<Error> error = refusal(scalar)) return std::unexpected(*std::move(error));
  if (!scalar.is_scalar()) return wrong_kind("A collection stands here, not a scalar", "edit its members or items");
  if (is_key(*scalar.file(), scalar.id())) return wrong_kind("A key stands here, not a value", "rename it");
  return Replacement(*scalar.file(), scalar.id()).edits(with);
}

Result<Edits> rename(Value key, std::string_view name) {
  if (std::optional<Error> error = refusal(key)) return std::unexpected(*std::move(error));
  const File& file = *key.file();
  const Node& node = *key.node();
  if (!is_key(file, key.id())) return wrong_kind("This is not the key of a member", "name a key");
  if (!key.is_scalar()) return wrong_kind("A collection stands as the key", "edit its members or items");
  if (node.span.empty() || is_block_scalar(node))
    return not_editable("The key is not written on one line", "write it as a plain or quoted key first");
  if (key.is_string() && node.text == name) return Edits{};
  for (const Member& member : key.parent().own_members())
    if (member.key.text() == name && member.key.id() != key.id())
      return std::unexpected(Error{"key-exists", "", "The mapping has a member of that name", "choose another name"});
  const Layout layout(file);
  yaml::ScalarPlace place;
  place.style = node.style;
  place.quote = layout.quote(key.id());
  place.in_flow = file.nodes[node.parent].style == Style::flow;
  place.one_line = true;
  const NewValue with{.kind = Kind::string, .text = name};
  Result<yaml::ScalarText> text = write_value(file, with, place);
  if (!text) return std::unexpected(std::move(text.error()));
  if (text->head.size() > kLongestKey && file.language == Language::yaml)
    return not_editable("The key is longer than YAML allows", "choose a shorter name");
  if (!tag_allows(file, node, with, text->head))
    return not_editable("The key's tag gives it another kind", "change or remove the tag first");
  return Edits{{node.span, std::string(blank_before(layout, node)) + text->head}};
}

}  // namespace s1::data
