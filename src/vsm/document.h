// SPDX-License-Identifier: Apache-2.0
// JSON with its lines in the state file: the file itself, a line of the log, or JSON that stands in a text of the file.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "syntax/data/tree.h"
#include "text/mapped_text.h"
#include "text/source.h"
#include "vsm/said.h"

namespace s1::vsm {

class Document {
 public:
  // `first_line`: of the file's lines, the one with which the bytes begin.
  Document(std::string path, std::string bytes, std::uint32_t first_line = 1);
  // The JSON that stands at `part` of a text of another document, which must outlive this one.
  Document(const Document& outer, MappedText text, Span part);
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;
  ~Document() = default;

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const Source& source() const { return source_; }
  [[nodiscard]] const data::File& tree() const { return tree_; }
  [[nodiscard]] data::Value root() const { return tree_.root(); }
  [[nodiscard]] bool is_embedded() const { return outer_ != nullptr; }
  // Comments or commas before a closing bracket stand in it, which JSON does not have.
  [[nodiscard]] bool is_relaxed() const { return relaxed_; }

  [[nodiscard]] std::uint32_t line(std::uint32_t offset) const;
  [[nodiscard]] Place place(const data::Value& value) const;  // the beginning of the document where it is absent

 private:
  void read();

  std::string path_;
  Source source_;
  data::File tree_;
  std::uint32_t first_line_ = 1;
  const Document* outer_ = nullptr;
  MappedText text_;  // of the outer document
  std::uint32_t text_begin_ = 0;
  bool relaxed_ = false;
};

}  // namespace s1::vsm
