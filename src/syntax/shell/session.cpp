// SPDX-License-Identifier: Apache-2.0
#include "syntax/shell/session.h"

#include <memory>
#include <utility>

namespace s1::shell {

void Session::report(Diagnostic diagnostic) {
  if (diagnostics_.size() < kMaxDiagnostics) {
    diagnostics_.push_back(std::move(diagnostic));
  } else if (diagnostics_.size() == kMaxDiagnostics) {
    diagnostics_.push_back({diagnostic.span, "shell-more-errors", "more of this script cannot be read", ""});
  }
}

void Session::add_comment(Span span, std::string_view text) {
  const std::size_t begin = comment_texts_.size();
  comment_texts_ += text;
  comments_.push_back({span, begin, comment_texts_.size()});
}

void Session::finish(Script& script) {
  script.diagnostics = std::move(diagnostics_);
  if (comments_.empty()) return;
  auto texts = std::make_shared<const std::string>(std::move(comment_texts_));
  script.comments.reserve(comments_.size());
  for (const Note& note : comments_) {
    const auto text = std::string_view(*texts).substr(note.text_begin, note.text_end - note.text_begin);
    script.comments.push_back({note.span, text, {}});
  }
  script.comment_texts = std::move(texts);
}

void Session::back_to(Mark mark) {
  diagnostics_.resize(mark.diagnostics);
  if (comments_.size() > mark.comments) comment_texts_.resize(comments_[mark.comments].text_begin);
  comments_.resize(mark.comments);
}

}  // namespace s1::shell
