// SPDX-License-Identifier: Apache-2.0
#include "syntax/yaml/builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "syntax/yaml/block_scalar.h"
#include "syntax/yaml/characters.h"
#include "syntax/yaml/gaps.h"
#include "syntax/yaml/properties.h"
#include "syntax/yaml/resolve.h"

namespace s1::yaml {
namespace {

using data::Kind;
using data::kNone;
using data::Node;
using data::NodeId;
using data::Style;

std::string_view view(const yaml_char_t* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

Style style_of(yaml_scalar_style_t style) {
  switch (style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
      return Style::single_quoted;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
      return Style::double_quoted;
    case YAML_LITERAL_SCALAR_STYLE:
      return Style::literal;
    case YAML_FOLDED_SCALAR_STYLE:
      return Style::folded;
    default:
      return Style::plain;
  }
}

bool is_block_scalar(Style style) {
  return style == Style::literal || style == Style::folded;
}

Span trimmed(std::string_view bytes, Span span) {
  const auto is_space = [&](std::uint32_t at) { return is_blank(bytes[at]) || bytes[at] == '\n' || bytes[at] == '\r'; };
  while (span.begin < span.end && is_space(span.begin)) ++span.begin;
  while (span.begin < span.end && is_space(span.end - 1)) --span.end;
  return span;
}

}  // namespace

Builder::Builder(data::File& file, Reporter& reporter, bool ascii)
    : file_(file),
      bytes_(file.source->bytes()),
      reporter_(reporter),
      map_(bytes_, ascii),
      anchors_(reporter),
      duplicate_keys_(file) {
  // Real files have a node for every 20 bytes or more.
  file_.nodes.reserve(std::min<std::size_t>(bytes_.size() / 20 + 8, data::kMostNodes));
}

void Builder::begin_region(std::uint32_t offset) {
  map_.restart(offset);
  read_ = content_floor_ = document_begin_ = offset;
  explicit_end_ = kNowhere;
  first_comment_ = file_.comments.size();
  region_document_ = file_.documents.size();
}

Builder::Next Builder::add(const Event& event) {
  const yaml_event_t& raw = event.raw();
  // Each open collection may still need a value of its own.
  if (file_.nodes.size() + open_.size() + 2 > data::kMostNodes) {
    reporter_.add({to_byte(raw.start_mark), to_byte(raw.start_mark)}, "too-many-nodes",
                  fmt::format("The file has more than {} values; the rest is not read", data::kMostNodes),
                  "split the file");
    return Next::stop;
  }
  switch (raw.type) {
    case YAML_DOCUMENT_START_EVENT:
      begin_document(raw);
      break;
    case YAML_DOCUMENT_END_EVENT:
      if (raw.data.document_end.implicit == 0) explicit_end_ = to_byte(raw.end_mark);
      end_document(to_byte(raw.start_mark), true);
      content_floor_ = to_byte(raw.end_mark);
      break;
    case YAML_SCALAR_EVENT:
      add_scalar(raw);
      break;
    case YAML_ALIAS_EVENT:
      add_alias(raw);
      break;
    case YAML_SEQUENCE_START_EVENT:
      return begin_collection(raw, Kind::sequence);
    case YAML_MAPPING_START_EVENT:
      return begin_collection(raw, Kind::mapping);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
      end_collection(&raw);
      break;
    case YAML_STREAM_END_EVENT:
      (void)read_gap(bytes_, {read_, static_cast<std::uint32_t>(bytes_.size())}, file_.comments);
      break;
    default:
      break;
  }
  return Next::go_on;
}

void Builder::begin_document(const yaml_event_t& event) {
  explicit_end_ = kNowhere;
  in_document_ = true;
  document_ = {};
  const std::uint32_t begin = to_byte(event.start_mark);
  document_begin_ = begin;
  marker_end_ = content_floor_;
  if (event.data.document_start.implicit == 0) {
    const std::uint32_t end = to_byte(event.end_mark);
    (void)read_gap(bytes_, {read_, end}, file_.comments);
    // Directives may stand before it; the marker itself is the last of the event.
    document_begin_ = end - 3;
    read_ = marker_end_ = end;
  }
  first_node_ = static_cast<NodeId>(file_.nodes.size());
  places_.clear();
  anchors_.clear();
}

void Builder::end_document(std::uint32_t end, bool complete) {
  // Where an error ended it, scalars that libyaml had read ahead lie in between.
  if (complete && end > read_) {
    (void)read_gap(bytes_, {read_, end}, file_.comments);
    read_ = end;
  }
  document_.span = trimmed(bytes_, {marker_end_, std::max(end, marker_end_)});
  // A collection that an error cut off right at its begin is empty, behind blanks.
  if (document_.root != kNone) document_.span.end = std::max(document_.span.end, file_.nodes[document_.root].span.end);
  document_.complete = complete;
  file_.documents.push_back(document_);
  set_scopes(file_, document_, first_comment_, first_node_, places_, marker_end_);
  first_comment_ = file_.comments.size();
  in_document_ = false;
}

bool Builder::is_key_next() const {
  return !open_.empty() && file_.nodes[open_.back().node].kind == Kind::mapping && !open_.back().wants_value;
}

// Reads what stands between the last value and this one and then its properties, which lie within [begin, end).
Builder::Start Builder::start(std::uint32_t begin, std::uint32_t end) {
  Start result;
  const Gap gap = read_gap(bytes_, {std::min(read_, begin), begin}, file_.comments);
  const bool is_value = !open_.empty() && open_.back().wants_value;
  const bool has_entry = !open_.empty() && !is_value && gap.entry != kNowhere;
  result.place = {has_entry ? gap.entry : begin, is_value};
  result.begin = begin;
  if (begin < end && (bytes_[begin] == '&' || bytes_[begin] == '!')) {
    const bool in_flow = !open_.empty() && file_.nodes[open_.back().node].style == Style::flow;
    const WrittenProperties written = read_properties(bytes_, {begin, end}, in_flow, file_.comments);
    result.properties = written.properties;
    result.begin = written.end;
  }
  return result;
}

// The same of a value that is not written. libyaml puts it at what follows, past blank space and comments, or behind
// the indicator.
Builder::Start Builder::start_unwritten(std::uint32_t mark) {
  Start result;
  const std::uint32_t before = std::min(read_, mark);
  const Gap gap = read_gap(bytes_, {before, mark}, file_.comments);
  const bool is_value = !open_.empty() && open_.back().wants_value;
  result.begin = gap.indicator != kNowhere ? gap.indicator + 1 : is_value ? before : mark;
  result.place = {is_value || gap.entry == kNowhere ? result.begin : gap.entry, is_value};
  read_ = mark;
  return result;
}

void Builder::keep_properties(Node& node, const data::Properties& written, std::string_view tag_name) {
  if (written.tag.empty() && written.anchor.empty()) return;
  data::Properties properties = written;
  // libyaml does not tell of a scalar's lone `!`.
  const std::string_view raw = file_.source->slice(written.tag);
  properties.tag_name = tag_name.empty() || raw == tag_name ? raw : file_.keep(tag_name);
  node.properties = static_cast<std::uint32_t>(file_.properties.size());
  file_.properties.push_back(properties);
}

NodeId Builder::add_node(Node node, const Place& place, std::uint64_t size) {
  const auto id = static_cast<NodeId>(file_.nodes.size());
  if (open_.empty()) {
    document_.root = id;
  } else {
    Open& parent = open_.back();
    Node& holder = file_.nodes[parent.node];
    node.parent = parent.node;
    (parent.last == kNone ? holder.first : file_.nodes[parent.last].next) = id;
    parent.last = id;
    parent.size = saturating_sum(parent.size, size);
    if (!parent.wants_value) ++holder.count;
    parent.wants_value = holder.kind == Kind::mapping && !parent.wants_value;
  }
  file_.nodes.push_back(node);
  places_.push_back(place);
  return id;
}

Kind Builder::scalar_kind(const Node& node) const {
  const bool plain = node.style == Style::plain;
  const std::string_view tag =
      node.properties == kNone ? std::string_view() : file_.properties[node.properties].tag_name;
  if (!tag.empty()) return resolve_tagged(tag, node.text, plain);
  return plain ? resolve(node.text) : Kind::string;
}

// The text as a piece of the file where it is one.
std::string_view Builder::keep_text(const Node& node, std::string_view decoded) {
  std::string_view raw = file_.source->slice(node.span);
  if (node.style == Style::single_quoted || node.style == Style::double_quoted) {
    raw.remove_prefix(1);
    raw.remove_suffix(raw.empty() ? 0 : 1);
  }
  return raw == decoded ? raw : std::string_view();
}

std::int32_t Builder::open_column() {
  if (open_.empty()) return -1;
  Open& open = open_.back();
  if (open.column == kUnknownColumn) open.column = column_of(bytes_, file_.nodes[open.node].span.begin);
  return open.column;
}

std::uint32_t Builder::end_block_scalar(std::uint32_t begin, std::uint32_t end) {
  const BlockScalar scalar = read_block_scalar(bytes_, begin, open_column());
  read_header_comment(bytes_, scalar.header_end, file_.comments);
  return block_scalar_end(bytes_, scalar, end);
}

void Builder::add_scalar(const yaml_event_t& event) {
  const std::uint32_t begin = to_byte(event.start_mark);
  const std::uint32_t end = to_byte(event.end_mark);
  const std::string_view text(reinterpret_cast<const char*>(event.data.scalar.value), event.data.scalar.length);
  // A root that is not written is none.
  if (begin == end && open_.empty()) return;

  Node node;
  node.style = style_of(event.data.scalar.style);
  const Start start = begin == end ? start_unwritten(begin) : this->start(begin, end);
  node.span = {start.begin, std::max(start.begin, end)};
  if (begin < end) {
    if (start.begin > begin && start.begin < end)
      node.span.begin = skip_to_content(bytes_, {start.begin, end}, file_.comments);
    read_ = end;
    if (is_block_scalar(node.style)) node.span.end = end_block_scalar(node.span.begin, end);
    node.text = keep_text(node, text);
    if (node.text.size() != text.size()) node.text = file_.keep(text);
  } else {
    node.span.end = node.span.begin;
  }
  keep_properties(node, start.properties, view(event.data.scalar.tag));
  node.kind = scalar_kind(node);
  const NodeId id = add_node(node, start.place, 1);
  if (!start.properties.anchor.empty()) {
    const std::string_view name = file_.source->slice(start.properties.anchor).substr(1);
    anchors_.define(name, id);
    anchors_.close(name, id, 1);
  }
}

void Builder::add_alias(const yaml_event_t& event) {
  Node node;
  node.is_alias = true;
  const std::uint32_t begin = to_byte(event.start_mark);
  const Start start = this->start(begin, begin);
  node.span = {begin, to_byte(event.end_mark)};
  read_ = node.span.end;
  const Anchors::Target target = anchors_.find(file_.source->slice(node.span).substr(1), node.span);
  node.first = target.node;
  add_node(node, start.place, saturating_sum(1, target.size));
}

Builder::Next Builder::begin_collection(const yaml_event_t& event, Kind kind) {
  const bool mapping = kind == Kind::mapping;
  const std::string_view tag = view(mapping ? event.data.mapping_start.tag : event.data.sequence_start.tag);
  const bool flow = mapping ? event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
                            : event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
  const std::uint32_t begin = to_byte(event.start_mark);
  const std::uint32_t end = to_byte(event.end_mark);
  if (open_.size() == data::kMostDepth) {
    reporter_.add({begin, begin}, "too-deep",
                  fmt::format("Collections lie within each other more than {} deep; the document is not read further",
                              data::kMostDepth),
                  "flatten the document");
    return Next::skip_document;
  }
  const Start start = this->start(begin, end);
  Node node;
  node.kind = kind;
  node.style = flow ? Style::flow : Style::block;
  Open open;
  std::uint32_t at = end;
  if (flow) {
    // A pair in a sequence has no braces: [a: b] and [? a : b].
    open.bracketed = end > begin && (bytes_[end - 1] == '[' || bytes_[end - 1] == '{');
    if (end > begin) --at;
  } else if (!mapping && (at == bytes_.size() || bytes_[at] != '-')) {
    --at;  // of a sequence at its key's column libyaml gives the end of the dash
  }
  if (start.begin > begin) (void)read_gap(bytes_, {start.begin, at}, file_.comments);
  node.span = {at, at};
  read_ = open.bracketed ? at + 1 : at;
  keep_properties(node, start.properties, tag);
  open.node = add_node(node, start.place, 0);
  if (!start.properties.anchor.empty())
    anchors_.define(file_.source->slice(start.properties.anchor).substr(1), open.node);
  open_.push_back(open);
  return Next::go_on;
}

void Builder::report_duplicate_keys(const Node& mapping) {
  for (const data::DuplicateKeys::Pair& pair : duplicate_keys_.find(mapping)) {
    if (reporter_.full()) return;
    const Node& key = file_.nodes[pair.key];
    const std::string name = quoted(key.is_alias ? file_.nodes[key.first].text : key.text);
    reporter_.add(key.span, "duplicate-key",
                  fmt::format("The key {} is already on line {}; most readers keep the last one alone", name,
                              file_.source->line_of(file_.nodes[pair.first].span.begin)),
                  "join the two, or give one another name");
  }
}

// `event`: null where an error ends the collection.
void Builder::end_collection(const yaml_event_t* event) {
  const Open open = open_.back();
  Node& node = file_.nodes[open.node];
  node.span.end = open.last != kNone ? file_.nodes[open.last].span.end : node.span.begin + (open.bracketed ? 1 : 0);
  if (open.bracketed && event != nullptr) {
    node.span.end = to_byte(event->end_mark);
    (void)read_gap(bytes_, {std::min(read_, node.span.end), node.span.end}, file_.comments);
    read_ = node.span.end;
  }
  open_.pop_back();
  if (!open_.empty()) open_.back().size = saturating_sum(open_.back().size, open.size);
  if (node.kind == Kind::mapping) report_duplicate_keys(node);
  if (node.properties == kNone) return;
  const Span anchor = file_.properties[node.properties].anchor;
  if (!anchor.empty()) anchors_.close(file_.source->slice(anchor).substr(1), open.node, open.size);
}

void Builder::add_missing_value() {
  Node node;
  std::uint32_t at = file_.nodes[open_.back().last].span.end;
  std::uint32_t colon = at;
  while (colon < bytes_.size() && is_blank(bytes_[colon])) ++colon;
  if (colon < bytes_.size() && bytes_[colon] == ':') read_ = std::max(read_, at = colon + 1);
  node.span = {at, at};
  add_node(node, {at, true}, 1);
}

void Builder::abandon(std::uint32_t at) {
  if (!in_document_) {
    document_ = {};
    first_node_ = static_cast<NodeId>(file_.nodes.size());
    places_.clear();
    marker_end_ = content_floor_;
  }
  while (!open_.empty()) {
    if (open_.back().wants_value) add_missing_value();
    end_collection(nullptr);
  }
  end_document(std::max(at, read_), false);
}

void Builder::spoil_last_document() {
  file_.documents.back().complete = false;
}

void Builder::finish() {
  if (!anchors_.are_bomb()) return;
  for (Node& node : file_.nodes)
    if (node.is_alias) node.first = kNone;
}

}  // namespace s1::yaml
