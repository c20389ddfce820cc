// SPDX-License-Identifier: Apache-2.0
#include "syntax/groovy/script.h"

#include <cstddef>

#include "syntax/bracketed/comment_scopes.h"

namespace s1::groovy {
namespace {

void tell(const Token& token, bracketed::CommentScopes& scopes) {
  if (token.kind == TokenKind::line_end) return scopes.line_end();
  switch (token.mark) {
    case '(':
    case '[':
    case '{':
      return scopes.open(token.span, token.mark);
    case ')':
      return scopes.close(token.span, '(');
    case ']':
      return scopes.close(token.span, '[');
    case '}':
      return scopes.close(token.span, '{');
    case ',':
    case ';':
      return scopes.separator();
    default:
      return scopes.content(token.span);
  }
}

}  // namespace

Script read_script(const Source& source) {
  Script script;
  std::vector<Comment>& comments = script.comments;
  script.tokens = tokenize(source, &comments);
  if (comments.empty()) return script;
  bracketed::CommentScopes scopes;
  std::size_t next = 0;
  for (const Token& token : script.tokens) {
    for (; next < comments.size() && comments[next].span.begin < token.span.begin; ++next)
      scopes.comment(comments[next].span, comments[next].text);
    tell(token, scopes);
  }
  for (; next < comments.size(); ++next) scopes.comment(comments[next].span, comments[next].text);
  comments = scopes.take();
  return script;
}

}  // namespace s1::groovy
