// SPDX-License-Identifier: Apache-2.0
// A value that a file gives, with what is known of it. A check is three-valued: what is unknown never fires.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/place.h"

namespace s1::model {

enum class State : std::uint8_t {
  absent,   // not written: the platform's default holds
  null,     // written as nothing; most platforms take it as absent
  known,    // `text` is the value
  unknown,  // a variable without a value, a template, an expression; `text` is as written
};

struct Value {
  State state = State::absent;
  std::string text;
  Place place;                 // where it is written
  std::vector<Place> origins;  // where its parts come from, when that is elsewhere: the line of an .env file, an anchor

  [[nodiscard]] bool known() const { return state == State::known; }
  [[nodiscard]] bool is(std::string_view value) const { return known() && text == value; }
};

}  // namespace s1::model
