// SPDX-License-Identifier: Apache-2.0
#include "mcp/json_reader.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "text/utf8.h"

namespace s1::mcp {
namespace {

constexpr std::size_t kLongestCodePoint = 4;

// Its offset; the size of the text where all of it is UTF-8.
std::size_t first_invalid_byte(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const utf8::Decoded next = utf8::decode(text.substr(at));
    if (!next.valid) break;
    at += next.length;
  }
  return at;
}

// Members are appended unseen, so names that come twice are sorted out when the object ends.
void drop_overridden(Json::object_t& object) {
  const auto member = object.begin();
  std::vector<std::ptrdiff_t> order(object.size());
  std::iota(order.begin(), order.end(), std::ptrdiff_t{0});
  std::ranges::stable_sort(order, {}, [&](std::ptrdiff_t i) -> const std::string& { return member[i].first; });
  std::vector<bool> overridden(object.size(), false);
  bool any = false;
  for (std::size_t i = 0; i + 1 < order.size(); ++i) {
    if (member[order[i]].first != member[order[i + 1]].first) continue;
    overridden[static_cast<std::size_t>(order[i])] = true;
    any = true;
  }
  if (!any) return;
  Json::object_t kept;
  std::size_t i = 0;
  for (auto& [name, value] : object)
    if (!overridden[i++]) kept.emplace_back(name, std::move(value));
  object.swap(kept);
}

// Receives the parser's events (the library's SAX interface; the parser keeps no stack of calls). Returning false ends
// it.
class Builder {
 public:
  explicit Builder(const Limits& limits) : limits_(limits) {}

  bool null() { return add(nullptr); }
  bool boolean(bool value) { return add(value); }
  bool number_integer(std::int64_t value) { return add(value); }
  bool number_unsigned(std::uint64_t value) { return add(value); }
  bool number_float(double value, const std::string& /*text*/) { return add(value); }
  bool string(std::string& value) { return add(std::move(value)); }
  bool binary(Json::binary_t& /*value*/) { return false; }  // JSON text has none
  bool start_object(std::size_t /*unknown*/) { return open(Json::object()); }
  bool start_array(std::size_t /*unknown*/) { return open(Json::array()); }
  bool key(std::string& name) {
    name_ = std::move(name);
    return true;
  }
  bool end_object() {
    drop_overridden(open_.back()->get_ref<Json::object_t&>());
    return end_array();
  }
  bool end_array() {
    open_.pop_back();
    return true;
  }
  bool parse_error(std::size_t position, const std::string& /*last*/, const nlohmann::detail::exception& /*error*/) {
    fault_at_ = position;
    fault_ = {.code = fault_code::kParseError, .message = "Not valid JSON at byte " + std::to_string(position)};
    return false;
  }

  [[nodiscard]] std::size_t fault_at() const { return fault_at_; }  // 1-based; 0: not of one byte
  Json take_root() { return std::move(root_); }
  Fault take_fault() { return std::move(fault_); }

 private:
  bool add(Json value) { return place(std::move(value)) != nullptr; }

  bool open(Json container) {
    if (open_.size() >= limits_.json_depth) {
      fault_ = {.code = fault_code::kInvalidRequest,
                .message = "JSON nested deeper than " + std::to_string(limits_.json_depth) + " levels"};
      return false;
    }
    Json* const placed = place(std::move(container));
    if (placed != nullptr) open_.push_back(placed);
    return placed != nullptr;
  }

  Json* place(Json value) {
    if (++values_ > limits_.json_values) {
      fault_ = {.code = fault_code::kInvalidRequest,
                .message = "JSON of more than " + std::to_string(limits_.json_values) + " values"};
      return nullptr;
    }
    if (open_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    if (open_.back()->is_array()) {
      auto& array = open_.back()->get_ref<Json::array_t&>();
      return &array.emplace_back(std::move(value));
    }
    auto& object = open_.back()->get_ref<Json::object_t&>();
    return &object.emplace_back(std::move(name_), std::move(value)).second;
  }

  const Limits& limits_;
  Json root_;
  std::vector<Json*> open_;  // the containers around what comes next; none grows while one inside it is open
  std::string name_;
  std::size_t values_ = 0;
  std::size_t fault_at_ = 0;
  Fault fault_;
};

}  // namespace

OrFault<Json> read_json(std::string_view text, const Limits& limits) {
  // The library takes a NUL for the end of the text and would not see what follows.
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos)
    return std::unexpected(
        Fault{.code = fault_code::kParseError, .message = "Not valid JSON at byte " + std::to_string(nul + 1)});
  Builder builder(limits);
  if (!Json::sax_parse(text.begin(), text.end(), &builder)) {
    const std::size_t invalid = first_invalid_byte(text.substr(0, builder.fault_at() + kLongestCodePoint));
    // The fault of a text that ends too early lies past its end.
    if (invalid < std::min(builder.fault_at(), text.size()))
      return std::unexpected(
          Fault{.code = fault_code::kParseError, .message = "Not valid UTF-8 at byte " + std::to_string(invalid + 1)});
    return std::unexpected(builder.take_fault());
  }
  return builder.take_root();
}

}  // namespace s1::mcp
