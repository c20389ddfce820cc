// SPDX-License-Identifier: Apache-2.0
#include "vsm/fields.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "vsm/agent_name.h"
#include "vsm/text.h"
#include "vsm/time.h"

namespace s1::vsm {
namespace {

constexpr std::size_t kMostItems = 2000;  // of one list that are read

std::optional<double> number_of(std::string_view text) {
  const bool percent = text.ends_with('%');
  if (percent) text.remove_suffix(1);
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size() || !std::isfinite(number))
    return std::nullopt;
  return percent ? number / 100 : number;
}

// The children of a list, without nulls.
std::vector<data::Value> children(const data::Value& list) {
  std::vector<data::Value> result;
  const data::File& file = *list.file();
  for (data::NodeId id = list.node()->first; id != data::kNone && result.size() < kMostItems; id = file.nodes[id].next)
    if (file.nodes[id].kind != data::Kind::null) result.emplace_back(file, id);
  return result;
}

}  // namespace

std::string_view kind_name(const data::Value& value) {
  switch (value.kind()) {
    case data::Kind::null:
      return "null";
    case data::Kind::boolean:
      return "true or false";
    case data::Kind::integer:
    case data::Kind::real:
      return "a number";
    case data::Kind::string:
      return "a text";
    case data::Kind::sequence:
      return "a list";
    case data::Kind::mapping:
      return "an object";
  }
  return "a value";
}

Fields::Fields(const Document& document, const data::Value& mapping, Problems& problems)
    : document_(document), mapping_(mapping), problems_(problems) {
  for (const data::Member& member : mapping.own_members()) slots_.push_back({member});
}

// Of equal names the last counts; the others go the way of what nobody asked for.
Fields::Slot* Fields::find(Names names) {
  for (const std::string_view name : names)
    for (auto slot = slots_.rbegin(); slot != slots_.rend(); ++slot)
      if (!slot->taken && !slot->member.value.is_null() && slot->member.key.text() == name) return &*slot;
  return nullptr;
}

bool Fields::has(std::string_view name) const {
  return std::ranges::any_of(
      slots_, [&](const Slot& slot) { return slot.member.key.text() == name && !slot.member.value.is_null(); });
}

Said Fields::said(const data::Value& value, std::string_view text) const {
  return {shown(text), document_.place(value)};
}

void wrong_type(const Document& document, std::string_view name, const data::Value& value, std::string_view wanted,
                Problems& problems) {
  problems.add(Weight::field, document.place(value),
               "`" + shown(name) + "` is " + std::string(kind_name(value)) + ", not " + std::string(wanted),
               "write " + std::string(wanted) + "; what is there is kept under `extra`");
}

void Fields::wrong_type(std::string_view name, const data::Value& value, std::string_view wanted) const {
  vsm::wrong_type(document_, name, value, wanted, problems_);
}

std::optional<Measure> measure(const Document& document, std::string_view name, const data::Value& value,
                               Problems& problems) {
  const bool may_be = value.is_string() || value.kind() == data::Kind::integer || value.kind() == data::Kind::real;
  const std::optional<double> number = may_be ? number_of(value.text()) : std::nullopt;
  if (number) return Measure{*number, document.place(value)};
  wrong_type(document, name, value, "a number", problems);
  return std::nullopt;
}

Said Fields::text(Names names) {
  Slot* const slot = find(names);
  if (slot == nullptr) return {};
  if (!slot->member.value.is_scalar()) {
    wrong_type(slot->member.key.text(), slot->member.value, "a text");
    return {};
  }
  slot->taken = true;
  return said(slot->member.value, slot->member.value.text());
}

Said Fields::flat(Names names) {
  Slot* const slot = find(names);
  if (slot == nullptr) return {};
  slot->taken = true;
  return said(slot->member.value, flat_text(slot->member.value));
}

Time Fields::time(Names names) {
  Slot* const slot = find(names);
  if (slot == nullptr) return {};
  const data::Value& value = slot->member.value;
  const auto time = value.is_scalar() ? read_time(value.text()) : std::nullopt;
  if (!time) {
    if (value.is_scalar() && value.text().empty()) return {};
    problems_.add(Weight::field, document_.place(value), "`" + shown(slot->member.key.text()) + "` is not a time",
                  "write it as 2026-01-31T09:30:00Z; what is there is kept under `extra`");
    return {};
  }
  slot->taken = true;
  return {time_text(time->epoch_ms), time->epoch_ms, time->zoned, document_.place(value)};
}

std::optional<Measure> Fields::number(Names names) {
  Slot* const slot = find(names);
  if (slot == nullptr) return std::nullopt;
  const std::optional<Measure> number = measure(document_, slot->member.key.text(), slot->member.value, problems_);
  slot->taken = number.has_value();
  return number;
}

std::optional<bool> Fields::flag(Names names) {
  Slot* const slot = find(names);
  if (slot == nullptr) return std::nullopt;
  const data::Value& value = slot->member.value;
  std::optional<bool> flag = value.boolean();
  if (value.is_string() && (value.text() == "true" || value.text() == "True")) flag = true;
  if (value.is_string() && (value.text() == "false" || value.text() == "False")) flag = false;
  if (!flag) {
    wrong_type(slot->member.key.text(), value, "true or false");
    return std::nullopt;
  }
  slot->taken = true;
  return flag;
}

std::vector<data::Value> Fields::items(Names names) {
  Slot* const slot = find(names);
  if (slot == nullptr) return {};
  slot->taken = true;
  const data::Value value = slot->member.value;
  if (!value.is_sequence()) {
    if (value.is_scalar() && value.text().empty()) return {};
    return {value};
  }
  if (value.size() > kMostItems)
    problems_.add(Weight::unreadable, document_.place(value),
                  "`" + shown(slot->member.key.text()) + "` has " + std::to_string(value.size()) +
                      " items; the first " + std::to_string(kMostItems) + " are read",
                  "keep the list short");
  return children(value);
}

std::vector<Said> Fields::texts(Names names) {
  std::vector<Said> result;
  for (const data::Value& item : items(names))
    if (Said each = said(item, flat_text(item)); each.exists()) result.push_back(std::move(each));
  return result;
}

std::vector<Said> Fields::agents(Names names) {
  Slot* const slot = find(names);
  if (slot == nullptr) return {};
  const data::Value& value = slot->member.value;
  if (value.is_scalar() && !value.is_string()) {
    wrong_type(slot->member.key.text(), value, "a list of names");
    return {};
  }
  slot->taken = true;
  return agents_in(document_, value);
}

data::Value Fields::object(Names names) {
  Slot* const slot = find(names);
  if (slot == nullptr) return {};
  if (!slot->member.value.is_mapping()) {
    wrong_type(slot->member.key.text(), slot->member.value, "an object");
    return {};
  }
  slot->taken = true;
  return slot->member.value;
}

data::Value Fields::any(Names names) {
  Slot* const slot = find(names);
  if (slot == nullptr) return {};
  slot->taken = true;
  return slot->member.value;
}

Extra Fields::rest() const {
  Extra rest;
  for (const Slot& slot : slots_)
    if (!slot.taken && !slot.member.value.is_null()) rest.push_back(slot.member);
  return rest;
}

std::vector<Said> agents_in(const Document& document, const data::Value& value) {
  std::vector<Said> result;
  const auto add = [&](const data::Value& at, std::string_view name) {
    if (result.size() >= kMostItems) return;
    if (Said each{shown(name), document.place(at)}; each.exists()) result.push_back(std::move(each));
  };
  const auto add_object = [&](const data::Value& object) {
    for (const std::string_view key : {"agent", "name", "id", "specialist"})
      if (const data::Value name = object[key]; name.is_string()) return add(name, name.text());
    // By name: {"s1-backend": {…}}.
    for (const data::Member& member : object.own_members()) add(member.key, member.key.text());
  };
  if (value.is_mapping()) {
    add_object(value);
  } else if (value.is_sequence()) {
    for (const data::Value& item : children(value))
      if (item.is_mapping())
        add_object(item);
      else if (item.is_scalar())
        add(item, item.text());
  } else if (value.is_string()) {
    for (const std::string& name : split_agent_names(value.text())) add(value, name);
  }
  return result;
}

}  // namespace s1::vsm
