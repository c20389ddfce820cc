// SPDX-License-Identifier: Apache-2.0
#include "syntax/json/reader.h"

#include <algorithm>
#include <cstring>

#include "syntax/json/number.h"
#include "syntax/json/string.h"
#include "text/utf8.h"

namespace s1::json {
namespace {

using data::Kind;
using data::kNone;
using data::Node;
using data::NodeId;
using data::Style;

constexpr std::size_t kBytesANode = 16;  // a first guess; files of few bytes a node make the vector grow

constexpr bool is_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.' ||
         c == '+' || c == '-';
}

Node new_node(Kind kind, Style style, Span span, std::string_view text = {}) {
  Node node;
  node.kind = kind;
  node.style = style;
  node.span = span;
  node.text = text;
  return node;
}

}  // namespace

Reader::Reader(const Source& source, Dialect dialect, data::File& file)
    : source_(source),
      relaxed_(dialect == Dialect::relaxed),
      file_(file),
      text_(source.bytes()),
      at_(source.content_begin()),
      duplicate_keys_(file) {
  file_.nodes.reserve(std::min<std::size_t>(data::kMostNodes, text_.size() / kBytesANode + 4));
}

void Reader::run() {
  bool complete = read_root();
  if (complete) {
    skip_space();
    if (!at_end()) complete = fail(at(), "the end of the file after the value", "keep one value in the file");
  } else {
    close_all();
  }
  file_.documents.push_back({.root = file_.nodes.empty() ? kNone : NodeId{0},
                             .span = {source_.content_begin(), source_.size()},
                             .complete = complete});
}

// A value each turn, from the outermost to the last within it.
bool Reader::read_root() {
  for (;;) {
    skip_space();
    const char c = peek();
    if (c == '{' || c == '[') {
      if (!open_collection(c)) return false;
      skip_space();
      if (at_end() || peek() != open_.back().closer) {
        if (c == '{' && !read_key()) return false;
        continue;
      }
    } else if (!read_scalar()) {
      return false;
    }
    for (Step step = Step::closed; step != Step::next_value;) {
      if (open_.empty()) return true;
      step = after_value();
      if (step == Step::failed) return false;
    }
  }
}

bool Reader::open_collection(char opener) {
  if (open_.size() == data::kMostDepth)
    return fail_at({at(), at() + 1}, "too-deep",
                   "The collections here are nested more than " + std::to_string(data::kMostDepth) + " deep",
                   "split the file; nothing within is read");
  const bool is_mapping = opener == '{';
  if (!add(new_node(is_mapping ? Kind::mapping : Kind::sequence, Style::flow, {at(), at() + 1}))) return false;
  open_.push_back({static_cast<NodeId>(file_.nodes.size() - 1), kNone, is_mapping ? '}' : ']'});
  ++at_;
  return true;
}

// What stands after a value in an open collection (or after the opening bracket of an empty one).
Reader::Step Reader::after_value() {
  skip_space();
  const char closer = open_.back().closer;
  if (peek() == ',' && file_.nodes[open_.back().node].first != kNone) {
    const std::uint32_t comma = at();
    ++at_;
    skip_space();
    if (at_end() || peek() != closer) {
      if (closer == '}' && !read_key()) return Step::failed;
      return Step::next_value;
    }
    if (!relaxed_) {
      fail_at({comma, comma + 1}, "json-syntax",
              std::string("A comma must not stand before the closing \"") + closer + "\"", "remove the comma");
      return Step::failed;
    }
  }
  if (at_end() || peek() != closer) {
    const bool is_mapping = closer == '}';
    fail(at(), is_mapping ? "\",\" or \"}\" after the member" : "\",\" or \"]\" after the item",
         peek() == '"' || peek() == '{' || peek() == '[' ? "add a comma" : "");
    return Step::failed;
  }
  close_collection();
  return Step::closed;
}

void Reader::close_collection() {
  ++at_;
  Node& node = file_.nodes[open_.back().node];
  node.span.end = at();
  open_.pop_back();
  if (node.kind != Kind::mapping) return;
  for (const data::DuplicateKeys::Pair& pair : duplicate_keys_.find(node))
    note(file_.nodes[pair.key].span, "duplicate-key", "This key stands in the mapping already",
         "keep one of them; the last one counts");
}

bool Reader::read_key() {
  if (peek() != '"' || at_end())
    return fail(at(), "a key in double quotes", peek() == ',' ? "remove the comma" : "put the key in double quotes");
  if (!read_string()) return false;
  ++file_.nodes[open_.back().node].count;
  awaits_value_ = true;
  value_at_ = at();
  skip_space();
  if (peek() != ':') return fail(at(), "\":\" after the key");
  ++at_;
  value_at_ = at();
  return true;
}

bool Reader::read_scalar() {
  return peek() == '"' ? read_string() : read_bare();
}

// A number, true, false or null.
bool Reader::read_bare() {
  const std::string_view rest = text_.substr(at_);
  Node node;
  std::size_t length = 0;
  if (rest.starts_with("true") || rest.starts_with("false")) {
    node.kind = Kind::boolean;
    length = rest[0] == 't' ? 4 : 5;
  } else if (rest.starts_with("null")) {
    length = 4;
  } else {
    const Number number = read_number(rest);
    node.kind = number.integer ? Kind::integer : Kind::real;
    length = number.length;
  }
  if (length == 0) return fail(at(), "a value", peek() == '\'' ? "put strings in double quotes" : "");
  if (length < rest.size() && is_word(rest[length])) {
    while (length < rest.size() && is_word(rest[length])) ++length;
    return fail_at({at(), static_cast<std::uint32_t>(at_ + length)}, "json-syntax",
                   "Expected a value; this is neither a number nor true, false or null",
                   "put it in double quotes, or write the number without leading zeros or signs but \"-\"");
  }
  node.text = rest.substr(0, length);
  node.span = {at(), static_cast<std::uint32_t>(at_ + length)};
  at_ += length;
  return add(node);
}

bool Reader::read_string() {
  const std::uint32_t begin = at();
  bool non_ascii = false;
  bool escaped = false;
  bool control = false;
  for (++at_;; ++at_) {
    at_ += plain_prefix(text_.substr(at_), non_ascii);
    if (at_end())
      return fail_at({begin, begin + 1}, "json-syntax", "Expected a closing quote for the string that begins here",
                     "close the string");
    const char c = text_[at_];
    if (c == '"') break;
    if (c == '\\') {
      escaped = true;
      if (at_ + 1 < text_.size() && (text_[at_ + 1] == '"' || text_[at_ + 1] == '\\')) ++at_;
    } else if (!control) {
      control = true;
      note({at(), at() + 1}, "json-syntax",
           c == '\n' || c == '\r' ? "A line ends within this string" : "A control character stands in this string",
           c == '\n' || c == '\r' ? "close the string, or write the line end as \\n" : "write it as an escape");
    }
  }
  ++at_;
  const std::string_view inside = text_.substr(begin + 1, at_ - begin - 2);
  Node node = new_node(Kind::string, Style::double_quoted, {begin, at()}, inside);
  if (non_ascii && !utf8::valid(inside))
    note(node.span, "json-syntax", "Bytes of this string are not valid UTF-8", "save the file as UTF-8");
  if (escaped) decode_string(node, inside);
  return add(node);
}

void Reader::decode_string(Node& node, std::string_view inside) {
  decoded_.clear();
  const std::uint32_t begin = node.span.begin + 1;
  bool faulty = false;
  walk_string(
      inside, [&](std::size_t offset, std::size_t length) { decoded_ += inside.substr(offset, length); },
      [&](std::size_t offset, const Escape& escape) {
        append(decoded_, inside.substr(offset), escape);
        if (escape.problem.empty() || faulty) return;
        faulty = true;
        const auto at_escape = static_cast<std::uint32_t>(begin + offset);
        note({at_escape, at_escape + escape.length}, "json-syntax", std::string(escape.problem),
             "write a backslash as \\\\");
      });
  node.text = file_.keep(decoded_);
}

// Puts the node behind the last one of the collection that is open.
bool Reader::add(const Node& node) {
  if (file_.nodes.size() >= data::kMostNodes)
    return fail_at({node.span.begin, node.span.begin + 1}, "too-many-nodes",
                   "The file has more than " + std::to_string(data::kMostNodes) + " values",
                   "split the file; nothing from here on is read");
  link(node);
  return true;
}

void Reader::link(const Node& node) {
  const auto id = static_cast<NodeId>(file_.nodes.size());
  file_.nodes.push_back(node);
  awaits_value_ = false;
  if (open_.empty()) return;
  Open& open = open_.back();
  Node& parent = file_.nodes[open.node];
  if (open.last == kNone)
    parent.first = id;
  else
    file_.nodes[open.last].next = id;
  open.last = id;
  if (open.closer == ']') ++parent.count;
  file_.nodes[id].parent = open.node;
}

// After an error: a key without a value gets one that is not written, and each open collection ends with its last one.
void Reader::close_all() {
  if (awaits_value_) link(new_node(Kind::null, Style::plain, {value_at_, value_at_}));
  for (; !open_.empty(); open_.pop_back()) {
    const Open& open = open_.back();
    if (open.last != kNone) file_.nodes[open.node].span.end = file_.nodes[open.last].span.end;
  }
}

}  // namespace s1::json
