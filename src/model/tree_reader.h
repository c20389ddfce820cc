// SPDX-License-Identifier: Apache-2.0
// Brings scalars of a YAML or JSON tree into the model: text, state and place.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/read.h"
#include "model/value.h"
#include "syntax/data/tree.h"

namespace s1::model {

// What one pipeline may take from its files. Aliases, templates and `extends` can bring the same text into every job,
// and the model keeps a copy of each.
class TextBudget {
 public:
  // False once the bytes are used up.
  bool take(std::size_t bytes) { return spend(bytes_, bytes + kOverhead); }
  // For reading a script's commands, which takes far longer than to copy it.
  bool parse(std::size_t bytes) { return spend(parsed_, bytes); }
  // For looking through a mapping that many jobs may share.
  bool visit(std::size_t members) { return spend(visits_, members + 1); }

 private:
  static bool spend(std::size_t& left, std::size_t amount) {
    const bool enough = amount <= left;
    left = enough ? left - amount : 0;
    return enough;
  }

  static constexpr std::size_t kOverhead = 32;  // of a value that holds a text
  std::size_t bytes_ = 64U << 20;
  std::size_t parsed_ = 4U << 20;
  std::size_t visits_ = 64U << 20;
};

class TreeReader {
 public:
  // `is_open`: whether a text has parts that are not known before it runs: an expression, a variable.
  TreeReader(const Input& input, TextBudget& budget, bool (*is_open)(std::string_view))
      : input_(&input), budget_(&budget), is_open_(is_open) {}

  [[nodiscard]] const Input& input() const { return *input_; }
  [[nodiscard]] TextBudget& budget() const { return *budget_; }
  [[nodiscard]] Place place(Span span) const { return {input_->file, input_->source->line_of(span.begin), span}; }
  [[nodiscard]] Place place(data::Value value) const { return value ? place(value.span()) : Place(); }
  // Of what opens a value: a mapping's first key, else the value itself.
  [[nodiscard]] Place opening(data::Value value) const;

  // Of a scalar; absent or null as that is. A collection is unknown and has no text.
  [[nodiscard]] Value value(data::Value from) const;
  // A text that comes from the file but is no value of its own in it.
  [[nodiscard]] Value value(std::string_view text, Place at) const;
  // Of a scalar; empty for others.
  [[nodiscard]] std::string text(data::Value from) const;
  // A scalar as one value, a sequence as one for each scalar in it.
  [[nodiscard]] std::vector<Value> values(data::Value from) const;
  // The pieces of a text, blanks around each taken off, empty ones left out, each with its own place.
  [[nodiscard]] std::vector<Value> split(data::Value from, std::string_view separators) const;
  // A list as one value: "a, b".
  [[nodiscard]] Value joined(data::Value from) const;

 private:
  const Input* input_;
  TextBudget* budget_;
  bool (*is_open_)(std::string_view);
};

}  // namespace s1::model
