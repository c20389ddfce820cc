// SPDX-License-Identifier: Apache-2.0
// Parts of the state as JSON within a given room: texts are cut, lists end early, and all that is left out is counted.
#pragma once
#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "vsm/said.h"

namespace s1::vsm {

using Json = nlohmann::ordered_json;

struct Room {
  std::size_t text = 0;    // bytes of one text
  std::size_t items = 0;   // of one list
  std::size_t events = 0;  // of the log
  std::size_t problems = 0;
  std::size_t open = 0;  // bytes of one `extra`, `data` or `metadata`
};

class Encoder {
 public:
  explicit Encoder(const Room& room) : room_(room) {}

  [[nodiscard]] const Room& room() const { return room_; }

  // Each sets a member, or none where there is nothing.
  void text(Json& into, std::string_view key, std::string_view text);
  void text(Json& into, std::string_view key, const Said& said) { text(into, key, said.text); }
  void time(Json& into, std::string_view key, const Time& time) { text(into, key, time.text); }
  // 3 rather than 3.0.
  void number(Json& into, std::string_view key, double number);
  void open(Json& into, std::string_view key, const data::Value& value);
  void extra(Json& into, const Extra& extra);
  void place(Json& into, const Place& place);

  // Lists are there even where they are empty.
  [[nodiscard]] Json texts(const std::vector<Said>& texts);
  [[nodiscard]] Json strings(const std::vector<std::string>& texts);
  template <class Items, class Encode>
  [[nodiscard]] Json list(const Items& items, Encode encode) {
    Json result = Json::array();
    for (const auto& item : items) {
      if (result.size() == room_.items) {
        entries_ += items.size() - result.size();
        break;
      }
      result.push_back(encode(item));
    }
    return result;
  }
  // A name as a member's key.
  [[nodiscard]] std::string key(std::string_view name) { return cut_text(name); }
  void leave_out(std::size_t entries) { entries_ += entries; }

  // What did not fit: {entries, texts, extra}; null where all did.
  [[nodiscard]] Json omitted() const;

 private:
  [[nodiscard]] std::string cut_text(std::string_view text);

  Room room_;
  std::size_t entries_ = 0;  // of lists
  std::size_t texts_ = 0;    // that were cut
  std::size_t open_ = 0;     // values of `extra` and the like
};

}  // namespace s1::vsm
