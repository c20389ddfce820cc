// SPDX-License-Identifier: Apache-2.0
// One pass over the text that builds the tree; what is open stands on a stack of its own. read.h is the entry.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/data/duplicate_keys.h"
#include "syntax/data/tree.h"
#include "syntax/json/read.h"

namespace s1::json {

class Reader {
 public:
  Reader(const Source& source, Dialect dialect, data::File& file);

  void run();

 private:
  // A collection that is not closed yet.
  struct Open {
    data::NodeId node = data::kNone;
    data::NodeId last = data::kNone;  // its last child
    char closer = '}';
  };
  enum class Step : std::uint8_t { next_value, closed, failed };

  [[nodiscard]] std::uint32_t at() const { return static_cast<std::uint32_t>(at_); }
  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
  void skip_space();
  [[nodiscard]] bool skip_comment();

  [[nodiscard]] bool read_root();
  [[nodiscard]] bool open_collection(char opener);
  [[nodiscard]] Step after_value();
  void close_collection();
  [[nodiscard]] bool read_key();
  [[nodiscard]] bool read_scalar();
  [[nodiscard]] bool read_string();
  [[nodiscard]] bool read_bare();
  void decode_string(data::Node& node, std::string_view inside);

  [[nodiscard]] bool add(const data::Node& node);
  void link(const data::Node& node);
  void close_all();

  void note(Span span, std::string_view code, std::string message, std::string hint = {});
  // The error that ends the reading; always false.
  bool fail(std::uint32_t where, std::string_view expected, std::string hint = {});
  bool fail_at(Span span, std::string_view code, std::string message, std::string hint);
  [[nodiscard]] std::string found(std::uint32_t where) const;

  const Source& source_;
  const bool relaxed_;
  data::File& file_;
  const std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Open> open_;
  std::uint32_t value_at_ = 0;  // where the value of the last key would stand
  bool awaits_value_ = false;   // the last node is a key
  data::DuplicateKeys duplicate_keys_;
  std::string decoded_;  // of one string; kept for its memory
};

}  // namespace s1::json
