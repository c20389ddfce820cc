// SPDX-License-Identifier: Apache-2.0
// Puts together the parts of a word and its value while the word is read.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "syntax/shell/ast.h"
#include "syntax/shell/origin.h"

namespace s1::shell {

// A word's value as it grows; `record`, if given, gets it too, with the way back to the text.
struct Value {
  std::string text;
  Origin* record = nullptr;
  void add(std::string_view bytes, std::uint32_t at) {
    text += bytes;
    if (record != nullptr) record->append(bytes, at);
  }
};

class PartsBuilder {
 public:
  // Without a value only expansions are kept: what is asked for inside ${…} and the like, whose text stands in the part
  // itself.
  explicit PartsBuilder(const Origin& origin, Value* value = nullptr) : origin_(origin), value_(value) {}

  [[nodiscard]] bool keeps_all() const { return value_ != nullptr; }
  [[nodiscard]] const Origin& origin() const { return origin_; }
  [[nodiscard]] Value* value() { return value_; }
  [[nodiscard]] std::vector<Part>& parts() { return parts_; }

  // Literal text that stands in [begin, end); `bytes` may be shorter: a decoded escape.
  void literal(std::string_view bytes, std::uint32_t begin, std::uint32_t end) {
    if (value_ == nullptr || begin == end) return;
    if (literal_begin_ == kNone) literal_begin_ = begin;
    literal_end_ = end;
    literal_ += bytes;
    value_->add(bytes, end - static_cast<std::uint32_t>(bytes.size()));
  }
  // A part whose value is `bytes` as they stand at `begin`.
  void add(Part part, std::string_view bytes, std::uint32_t begin) {
    add(std::move(part));
    if (value_ != nullptr) value_->add(bytes, begin);
  }
  // A part that has added its value itself.
  void add(Part part) {
    flush();
    parts_.push_back(std::move(part));
  }
  // Ends the literal text that was being gathered.
  void flush() {
    if (literal_begin_ == kNone) return;
    Part& part = parts_.emplace_back();
    part.kind = PartKind::literal;
    part.span = origin_.to_file({literal_begin_, literal_end_});
    part.text = std::move(literal_);
    literal_.clear();
    literal_begin_ = kNone;
  }
  // Forgets the parts, not the value.
  void clear() {
    parts_.clear();
    literal_.clear();
    literal_begin_ = kNone;
  }
  std::vector<Part> finish() {
    flush();
    return std::move(parts_);
  }

 private:
  static constexpr std::uint32_t kNone = 0xffffffff;
  const Origin& origin_;
  Value* value_;
  std::vector<Part> parts_;
  std::string literal_;
  std::uint32_t literal_begin_ = kNone;
  std::uint32_t literal_end_ = 0;
};

}  // namespace s1::shell
