// SPDX-License-Identifier: Apache-2.0
#include "vsm/open_value.h"

#include <charconv>
#include <cmath>

#include "facts/secret_names.h"
#include "facts/secret_patterns.h"
#include "vsm/text.h"

namespace s1::vsm {
namespace {

constexpr int kMostDepth = 16;
constexpr std::size_t kOverhead = 4;  // of a member or an item: quotes, a comma

class Copy {
 public:
  explicit Copy(std::size_t most) : left_(most) {}

  [[nodiscard]] bool is_full() const { return full_; }

  // Null: nothing.
  Json value(const data::Value& value, int depth) {
    if (full_ || !value) return nullptr;
    switch (value.kind()) {
      case data::Kind::null:
        return nullptr;
      case data::Kind::boolean:
        return take(5) ? Json(value.boolean().value_or(false)) : Json();
      case data::Kind::integer:
      case data::Kind::real:
        return number(value);
      case data::Kind::string:
        return text(value.text());
      case data::Kind::sequence:
      case data::Kind::mapping:
        return depth < kMostDepth ? collection(value, depth) : text(flat_text(value));
    }
    return nullptr;
  }

  void member(Json& into, const data::Member& member, int depth) {
    if (full_ || member.value.is_null()) return;
    std::string key = shown(member.key.text());
    if (!take(key.size() + kOverhead)) return;
    const bool secret = member.value.is_scalar() && facts::is_secret_name(member.key.text());
    Json copy = secret ? Json(kMasked) : value(member.value, depth + 1);
    if (!copy.is_null()) into[key] = std::move(copy);
  }

 private:
  bool take(std::size_t bytes) {
    if (bytes > left_) full_ = true;
    if (!full_) left_ -= bytes;
    return !full_;
  }

  Json text(std::string_view text) {
    std::string copy = shown(text);
    return take(copy.size() + kOverhead) ? Json(std::move(copy)) : Json();
  }

  Json number(const data::Value& value) {
    const std::string_view digits = value.text();
    if (!take(digits.size() + 1)) return nullptr;
    if (const auto integer = value.integer()) return *integer;
    double number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc() && std::isfinite(number) ? Json(number)
                                                         : Json(std::string(digits.substr(0, kMostText)));
  }

  Json collection(const data::Value& value, int depth) {
    // By the nodes themselves: where the room ends, the rest is not looked at.
    const data::File& file = *value.file();
    Json result = value.is_mapping() ? Json::object() : Json::array();
    for (data::NodeId id = value.node()->first; id != data::kNone && !full_;) {
      const data::NodeId item = value.is_mapping() ? file.nodes[id].next : id;
      if (item == data::kNone) break;
      if (value.is_mapping()) {
        member(result, {data::Value(file, id), data::Value(file, item)}, depth);
      } else if (take(kOverhead)) {
        if (Json copy = this->value(data::Value(file, item), depth + 1); !copy.is_null())
          result.push_back(std::move(copy));
      }
      id = file.nodes[item].next;
    }
    return result;
  }

  std::size_t left_;
  bool full_ = false;
};

}  // namespace

Json open_value(const data::Value& value, std::size_t most) {
  Copy copy(most);
  Json result = copy.value(value, 0);
  return copy.is_full() ? Json() : result;
}

Json open_members(const Extra& members, std::size_t most) {
  Copy copy(most);
  Json result = Json::object();
  for (const data::Member& member : members) copy.member(result, member, 0);
  return copy.is_full() || result.empty() ? Json() : result;
}

}  // namespace s1::vsm
