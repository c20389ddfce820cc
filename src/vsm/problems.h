// SPDX-License-Identifier: Apache-2.0
// What is odd about the state: nothing of it makes the reading fail.
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "vsm/said.h"

namespace s1::vsm {

// The worst first.
enum class Weight : std::uint8_t {
  unreadable,     // (part of) a file could not be read
  instruction,    // a text addresses a model
  contradiction,  // files do not agree, or a file with itself
  field,          // a field is not of its type, or has a value that nobody knows
  absent,         // a file that is not there
};

struct Problem {
  Place place;
  std::string problem;  // one sentence without a full stop
  std::string hint;     // what to do
  Weight weight = Weight::field;
};

// Keeps so many of each weight of a file, and counts the others: a hostile log has a broken line a byte.
class Problems {
 public:
  void add(Weight weight, Place place, std::string problem, std::string hint);

  [[nodiscard]] const std::vector<Problem>& all() const { return kept_; }  // as they were added
  [[nodiscard]] std::vector<Problem> worst_first() const;                  // then by path and line
  [[nodiscard]] std::size_t left_out() const { return left_out_; }

 private:
  std::vector<Problem> kept_;
  std::map<std::pair<std::string, Weight>, std::size_t> counts_;
  std::size_t left_out_ = 0;
};

}  // namespace s1::vsm
