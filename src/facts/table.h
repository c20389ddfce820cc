// SPDX-License-Identifier: Apache-2.0
// Reads a table of facts: one row a line, its cells between tabs. Lines that open with '#' say where the facts are from
// and of what date they are; the first other line names the columns.
#pragma once
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace s1::facts {

// The cells are views into the table's text.
class Row {
 public:
  explicit Row(std::vector<std::string_view> cells) : cells_(std::move(cells)) {}
  // The cell of that column, counted from 0; empty where the row ends before it.
  [[nodiscard]] std::string_view operator[](std::size_t column) const {
    return column < cells_.size() ? cells_[column] : std::string_view();
  }
  [[nodiscard]] std::size_t size() const { return cells_.size(); }

 private:
  std::vector<std::string_view> cells_;
};

// The rows after the one that names the columns, in order. Blank lines count as nothing.
[[nodiscard]] std::vector<Row> read_table(std::string_view text);

// The parts of a cell that holds a list; none for an empty cell.
[[nodiscard]] std::vector<std::string_view> split(std::string_view cell, char separator);

}  // namespace s1::facts
