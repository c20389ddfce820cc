// SPDX-License-Identifier: Apache-2.0
// Reading a tree: aliases and merges are followed here and nowhere else.
#include <charconv>
#include <unordered_set>

#include "syntax/data/tree.h"

namespace s1::data {
namespace {

// Merges within merges; a chain of more is no configuration.
constexpr int kMostMergeDepth = 16;

// A collection may be a key too, and has no name.
bool is_key(const Node& key, std::string_view name) {
  return key.kind != Kind::mapping && key.kind != Kind::sequence && key.text == name;
}

bool is_merge_key(const Node& key) {
  return key.style == Style::plain && key.text == "<<";
}

NodeId target_of(const File& file, NodeId id) {
  const Node& node = file.nodes[id];
  return node.is_alias ? node.first : id;
}

// Calls `visit(key, value)` for the members that a mapping has itself, in order; false from it ends the walk.
template <class Visit>
void each_own_member(const File& file, const Node& mapping, Visit visit) {
  for (NodeId key = mapping.first; key != kNone;) {
    const NodeId value = file.nodes[key].next;
    if (value == kNone || !visit(key, value)) return;
    key = file.nodes[value].next;
  }
}

// Calls `visit(mapping)` for each mapping that a merge key's value brings, in the order in which they count.
template <class Visit>
void each_merged(const File& file, NodeId value, Visit visit) {
  const NodeId target = target_of(file, value);
  if (target == kNone) return;
  const Node& node = file.nodes[target];
  if (node.kind == Kind::mapping) {
    visit(node);
  } else if (node.kind == Kind::sequence) {
    for (NodeId item = node.first; item != kNone; item = file.nodes[item].next)
      if (const NodeId each = target_of(file, item); each != kNone && file.nodes[each].kind == Kind::mapping)
        visit(file.nodes[each]);
  }
}

struct Found {
  NodeId key = kNone;
  NodeId value = kNone;
};

// A mapping's own member comes before a merged one; of merged ones the first.
Found find(const File& file, const Node& mapping, std::string_view name, int depth) {
  Found found;
  std::vector<NodeId> merges;
  each_own_member(file, mapping, [&](NodeId key, NodeId value) {
    const Node& node = file.nodes[key];
    if (const NodeId target = target_of(file, key); target != kNone && is_key(file.nodes[target], name))
      found = {key, value};
    if (is_merge_key(node)) merges.push_back(value);
    return true;
  });
  if (found.key != kNone || depth == kMostMergeDepth) return found;
  for (const NodeId merge : merges)
    each_merged(file, merge, [&](const Node& merged) {
      if (found.key == kNone) found = find(file, merged, name, depth + 1);
    });
  return found;
}

void add_members(const File& file, const Node& mapping, int depth, std::unordered_set<std::string_view>& seen,
                 std::vector<Member>& into) {
  std::vector<NodeId> merges;
  each_own_member(file, mapping, [&](NodeId key, NodeId value) {
    if (is_merge_key(file.nodes[key]))
      merges.push_back(value);
    else if (const Value name(file, key); depth == 0 || !name.is_scalar() || seen.insert(name.text()).second)
      into.push_back({name, Value(file, value)});
    return true;
  });
  if (merges.empty() || depth == kMostMergeDepth) return;
  if (depth == 0)
    for (const Member& own : into)
      if (own.key.is_scalar()) seen.insert(own.key.text());
  for (const NodeId merge : merges)
    each_merged(file, merge, [&](const Node& merged) { add_members(file, merged, depth + 1, seen, into); });
}

}  // namespace

Value::Value(const File& file, NodeId node) : file_(node == kNone ? nullptr : &file), id_(node) {}

const Node* Value::node() const {
  return exists() ? &file_->nodes[id_] : nullptr;
}

Value Value::target() const {
  if (!exists()) return {};
  return {*file_, target_of(*file_, id_)};
}

Kind Value::kind() const {
  const Value at = target();
  return at ? at.node()->kind : Kind::null;
}

std::string_view Value::text() const {
  const Value at = target();
  return at ? at.node()->text : std::string_view();
}

std::optional<bool> Value::boolean() const {
  if (kind() != Kind::boolean) return std::nullopt;
  return text().starts_with('t') || text().starts_with('T');
}

std::optional<std::int64_t> Value::integer() const {
  const Kind what = kind();
  if (what != Kind::integer && what != Kind::string) return std::nullopt;
  std::string_view digits = text();
  int base = 10;
  if (what == Kind::integer) {
    if (digits.starts_with('+')) digits.remove_prefix(1);
    if (digits.starts_with("0x")) base = 16;
    if (digits.starts_with("0o")) base = 8;
    if (base != 10) digits.remove_prefix(2);
  }
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  if (error != std::errc() || end != digits.data() + digits.size() || digits.empty()) return std::nullopt;
  return value;
}

std::string_view Value::tag() const {
  const Value at = target();
  if (!at || at.node()->properties == kNone) return {};
  return at.file()->properties[at.node()->properties].tag_name;
}

Value Value::operator[](std::string_view key) const {
  const Value at = target();
  if (at.kind() != Kind::mapping) return {};
  return {*file_, find(*file_, *at.node(), key, 0).value};
}

Value Value::key(std::string_view key) const {
  const Value at = target();
  if (at.kind() != Kind::mapping) return {};
  return {*file_, find(*file_, *at.node(), key, 0).key};
}

std::vector<Member> Value::members() const {
  const Value at = target();
  std::vector<Member> result;
  if (at.kind() != Kind::mapping) return result;
  result.reserve(at.node()->count);
  std::unordered_set<std::string_view> seen;
  add_members(*file_, *at.node(), 0, seen, result);
  return result;
}

std::vector<Member> Value::own_members() const {
  const Value at = target();
  std::vector<Member> result;
  if (at.kind() != Kind::mapping) return result;
  result.reserve(at.node()->count);
  each_own_member(*file_, *at.node(), [&](NodeId key, NodeId value) {
    result.push_back({Value(*file_, key), Value(*file_, value)});
    return true;
  });
  return result;
}

std::vector<Value> Value::items() const {
  const Value at = target();
  std::vector<Value> result;
  if (at.kind() != Kind::sequence) return result;
  result.reserve(at.node()->count);
  for (NodeId item = at.node()->first; item != kNone; item = file_->nodes[item].next) result.emplace_back(*file_, item);
  return result;
}

std::size_t Value::size() const {
  const Value at = target();
  return at ? at.node()->count : 0;
}

Span Value::span() const {
  return exists() ? node()->span : Span();
}

std::uint32_t Value::line() const {
  return exists() ? file_->source->line_of(node()->span.begin) : 0;
}

bool Value::is_alias() const {
  return exists() && node()->is_alias;
}

Value Value::parent() const {
  if (!exists()) return {};
  return {*file_, node()->parent};
}

}  // namespace s1::data
