// SPDX-License-Identifier: Apache-2.0
#include "syntax/bracketed/comment_scopes.h"

#include <utility>

namespace s1::bracketed {

void CommentScopes::content(Span token) {
  Item& item = levels_.back().item;
  if (item.span.empty()) item.span.begin = token.begin;
  item.span.end = token.end;
  last_end_ = token.end;
  give_waiting(item);
  line_has_content_ = true;
}

void CommentScopes::open(Span bracket, char opener) {
  content(bracket);
  if (levels_.size() > kMostDepth) {
    ++too_deep_;
  } else {
    levels_.emplace_back();
    levels_.back().opener = opener;
  }
}

void CommentScopes::close(Span bracket, char opener) {
  if (too_deep_ > 0) {
    --too_deep_;
    return content(bracket);
  }
  std::size_t at = levels_.size() - 1;
  if (opener == '{')
    while (at > 0 && levels_[at].opener != '{') --at;
  if (at == 0 || levels_[at].opener != opener) {
    // Nothing is open that it could close, and so no brace either that what is open could lie in.
    if (opener == '{')
      while (levels_.size() > 1) pop();
    return content(bracket);
  }
  while (levels_.size() > at) pop();
  content(bracket);
}

void CommentScopes::separator() {
  Level& level = levels_.back();
  if (!level.item.span.empty()) level.last = level.item;
  end_item(level);
  line_has_content_ = true;
}

void CommentScopes::line_end() {
  Level& level = levels_.back();
  end_item(level);
  level.last = {};
  line_has_content_ = false;
}

void CommentScopes::comment(Span span, std::string_view text) {
  comments_.push_back({span, text, {}});
  scope_of_.push_back(kNone);
  if (!line_has_content_) return;
  const std::size_t index = comments_.size() - 1;
  waiting_ = index + 1;
  Level& level = levels_.back();
  if (!level.item.span.empty())
    give(index, level.item);
  else if (!level.last.span.empty())
    give(index, level.last);
  else if (levels_.size() > 1)
    give(index, levels_[levels_.size() - 2].item);
}

std::vector<Comment> CommentScopes::take() {
  while (levels_.size() > 1) pop();
  end_item(levels_.back());
  for (std::size_t i = 0; i < comments_.size(); ++i)
    if (scope_of_[i] != kNone) comments_[i].scope = scopes_[scope_of_[i]];
  return std::move(comments_);
}

void CommentScopes::end_item(Level& level) {
  if (level.item.scope != kNone) scopes_[level.item.scope] = level.item.span;
  level.item = {};
}

// Back to the item that opened the bracket: what stood in it belongs to that one.
void CommentScopes::pop() {
  end_item(levels_.back());
  levels_.pop_back();
  levels_.back().item.span.end = last_end_;
  give_waiting(levels_.back().item);
}

void CommentScopes::give(std::size_t comment, Item& item) {
  if (item.scope == kNone) {
    item.scope = scopes_.size();
    scopes_.push_back(item.span);
  }
  scope_of_[comment] = item.scope;
}

void CommentScopes::give_waiting(Item& item) {
  for (; waiting_ < comments_.size(); ++waiting_) give(waiting_, item);
}

}  // namespace s1::bracketed
