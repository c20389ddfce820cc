// SPDX-License-Identifier: Apache-2.0
// Reads mappings of known keys, and says of each value that is not what its key takes where it stands and what would be
// right.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/data/tree.h"
#include "text/error.h"

namespace s1::config {

// No more errors than this are kept: a file with more is no configuration.
inline constexpr std::size_t kMostErrors = 50;

class Errors {
 public:
  explicit Errors(std::vector<Error>& into) : into_(into) {}

  void add(const data::Value& at, std::string what, std::string hint);
  // Whether `holds`; reports "`key` is not `what`" otherwise.
  bool expect(const data::Value& at, bool holds, std::string_view key, std::string_view what);

  // A scalar's text; "" where it is reported as wrong.
  [[nodiscard]] std::string text(const data::Value& value, std::string_view key);
  // A list of texts, or one text.
  [[nodiscard]] std::vector<std::string> texts(const data::Value& value, std::string_view key);
  // The index of the text among `choices`.
  [[nodiscard]] std::optional<std::size_t> choice(const data::Value& value, std::string_view key,
                                                  std::span<const std::string_view> choices);
  [[nodiscard]] std::optional<std::uint64_t> number(const data::Value& value, std::string_view key, std::uint64_t least,
                                                    std::uint64_t most);

 private:
  std::vector<Error>& into_;
};

struct Key {
  std::string_view name;
  std::function<void(const data::Value&)> read;
};

// `path` names the mapping in messages ("limits"); empty: the file itself. False where it is no mapping.
bool read_mapping(const data::Value& mapping, std::string_view path, const std::vector<Key>& keys, Errors& errors);

// The line of an error that error_at() made.
[[nodiscard]] std::uint32_t line_of(const Error& error);

}  // namespace s1::config
