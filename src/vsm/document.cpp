// SPDX-License-Identifier: Apache-2.0
#include "vsm/document.h"

#include <utility>

#include "syntax/json/read.h"

namespace s1::vsm {

Document::Document(std::string path, std::string bytes, std::uint32_t first_line)
    : path_(std::move(path)), source_(std::move(bytes)), first_line_(first_line) {
  read();
}

Document::Document(const Document& outer, MappedText text, Span part)
    : path_(outer.path_),
      source_(std::string(text.text().substr(part.begin, part.size()))),
      outer_(&outer),
      text_(std::move(text)),
      text_begin_(part.begin) {
  read();
}

// Comments and commas too many are what hand-written JSON has; the strict dialect says whether they are there.
void Document::read() {
  tree_ = json::read(source_);
  if (tree_.documents.front().complete) return;
  data::File relaxed = json::read(source_, json::Dialect::relaxed);
  relaxed_ = relaxed.documents.front().complete;
  if (relaxed_ || relaxed.nodes.size() > tree_.nodes.size()) tree_ = std::move(relaxed);
}

std::uint32_t Document::line(std::uint32_t offset) const {
  if (outer_ == nullptr) return first_line_ + source_.line_of(offset) - 1;
  return outer_->line(text_.to_file(text_begin_ + offset));
}

Place Document::place(const data::Value& value) const {
  return {path_, line(value.exists() ? value.span().begin : source_.content_begin())};
}

}  // namespace s1::vsm
