// SPDX-License-Identifier: Apache-2.0
// Comments above a member or an item, or beside it. YAML alone.
#include <algorithm>
#include <utility>

#include "syntax/data/edit.h"
#include "syntax/data/entry.h"
#include "syntax/data/refuse.h"
#include "syntax/yaml/block_scalar.h"
#include "text/utf8.h"

namespace s1::data {
namespace {

// The text as the lines of a comment: what would end it or may not stand in a file is a blank.
std::string comment_lines(std::string_view text, std::string_view between) {
  std::string out = "#";
  bool begins = true;
  while (!text.empty()) {
    const utf8::Decoded next = utf8::decode(text);
    const char32_t c = next.code_point;
    if (c == '\n') {
      out += between;
      out += '#';
      begins = true;
    } else {
      if (begins) out += ' ';
      begins = false;
      const bool printable = next.valid && c >= 0x20 && !(c >= 0x7F && c < 0xA0) && c != 0x2028 && c != 0x2029 &&
                             c != 0xFEFF && c != 0xFFFE && c != 0xFFFF;
      if (printable)
        out += text.substr(0, next.length);
      else
        out += ' ';
    }
    text.remove_prefix(next.length);
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

std::optional<Error> refusal_of_comment(Value entry) {
  std::optional<Error> error = refusal(entry);
  if (error && entry.is_alias()) error = refusal(entry.parent());
  if (error) return error;
  if (entry.file()->language == Language::json)
    return not_editable("JSON has no comments", "use a member that the format takes as a comment").error();
  if (entry.node()->parent == kNone || (entry.parent().is_mapping() && !is_key(*entry.file(), entry.id())))
    return wrong_kind("This is no key and no item", "name one").error();
  return std::nullopt;
}

// The entry itself, or the innermost around it that begins its line.
std::optional<Entry> entry_that_begins_a_line(const File& file, const Layout& layout, NodeId first) {
  for (;;) {
    const Entry entry = entry_of(file, layout, first);
    if (layout.begins_line(entry.begin)) return entry;
    // Of a value the key, of a key or an item that is a collection the collection around.
    NodeId holder = entry.parent;
    const NodeId outer = file.nodes[holder].parent;
    if (outer == kNone) return std::nullopt;
    if (file.nodes[outer].kind == Kind::mapping && !is_key(file, holder)) {
      NodeId key = file.nodes[outer].first;
      while (file.nodes[key].next != holder) key = file.nodes[file.nodes[key].next].next;
      holder = key;
    }
    first = holder;
  }
}

// Whether a scalar goes on past the end of the line.
bool is_within_scalar(const File& file, std::uint32_t line_end) {
  const auto after =
      std::ranges::lower_bound(file.nodes, line_end, {}, [](const Node& node) { return node.span.begin; });
  if (after == file.nodes.begin()) return false;
  const Node& node = *std::prev(after);
  const bool collection = !node.is_alias && (node.kind == Kind::mapping || node.kind == Kind::sequence);
  return !collection && node.span.end > line_end;
}

}  // namespace

Result<Edits> add_comment_above(Value key_or_item, std::string_view text) {
  if (std::optional<Error> error = refusal_of_comment(key_or_item)) return std::unexpected(*std::move(error));
  const File& file = *key_or_item.file();
  const Layout layout(file);
  const std::optional<Entry> entry = entry_that_begins_a_line(file, layout, key_or_item.id());
  if (!entry) return not_editable("No line begins with it", "put it on a line of its own");
  const std::uint32_t line = layout.line_begin(entry->begin);
  const std::string indentation(layout.indentation(entry->begin));
  const std::string line_break(layout.line_break(line));
  return Edits{{{line, line}, indentation + comment_lines(text, line_break + indentation) + line_break}};
}

Result<Edits> add_comment_beside(Value key_or_item, std::string_view text) {
  if (std::optional<Error> error = refusal_of_comment(key_or_item)) return std::unexpected(*std::move(error));
  const File& file = *key_or_item.file();
  const Layout layout(file);
  const Entry entry = entry_of(file, layout, key_or_item.id());
  const Node& value = file.nodes[entry.value];
  if (hangs_on_block_scalar(file, entry.value))
    return not_editable("The member ends with the text of its key", "add a comment above");
  std::uint32_t at = entry.end;
  if (!value.is_alias && value.style == Style::block)
    at = layout.content_before(value.span.begin, entry.begin);
  else if (value.style == Style::literal || value.style == Style::folded)
    at = yaml::read_block_scalar(layout.bytes(), value.span.begin, layout.parent_column(entry.value)).header_end;
  const std::uint32_t line_end = layout.line_end(at);
  const auto comment =
      std::ranges::lower_bound(file.comments, at, {}, [](const Comment& each) { return each.span.begin; });
  if (comment != file.comments.end() && comment->span.begin < line_end)
    return not_editable("A comment stands on the line already", "add one above");
  if (is_within_scalar(file, line_end) && value.style != Style::literal && value.style != Style::folded)
    return not_editable("A scalar goes on past the end of the line", "add a comment above");
  return Edits{{{line_end, line_end}, " " + comment_lines(text, " ")}};
}

}  // namespace s1::data
