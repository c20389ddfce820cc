// SPDX-License-Identifier: Apache-2.0
// What holds for every tree, whatever it was read from. A header alone, for the fuzzer too.
#pragma once
#include "syntax/shell/ast.h"
#include "text/span.h"

namespace s1::test {

// Looks whether every node lies in the file and in the node that it is a part of.
class SpanCheck {
 public:
  explicit SpanCheck(Span file) : file_(file) {}

  [[nodiscard]] bool holds(const shell::Script& script) {
    visit(script, file_);
    for (const Comment& comment : script.comments) require(comment.span, file_);
    for (const Diagnostic& diagnostic : script.diagnostics) require(diagnostic.span, file_);
    return holds_;
  }

 private:
  void require(Span span, Span inside) {
    if (span.begin > span.end || !file_.contains(span) || !inside.contains(span)) holds_ = false;
  }

  void visit(const shell::Script& script, Span inside) {
    require(script.span, inside);
    for (const shell::Item& item : script.items) {
      if (item.joint != shell::Joint::first) require(item.joint_span, script.span);
      require(item.pipeline.span, script.span);
      for (const Span pipe : item.pipeline.pipes) require(pipe, item.pipeline.span);
      for (const shell::Command& command : item.pipeline.commands) visit(command, item.pipeline.span);
    }
  }

  void visit(const shell::Command& command, Span inside) {
    require(command.span, inside);
    for (const shell::Assignment& assignment : command.assignments) {
      require(assignment.span, command.span);
      visit(assignment.value, assignment.span);
      for (const shell::Word& element : assignment.elements) visit(element, assignment.span);
    }
    for (const shell::Word& word : command.words) visit(word, command.span);
    for (const auto& branch : command.patterns) {
      for (const shell::Word& pattern : branch) visit(pattern, command.span);
    }
    for (const shell::Script& child : command.children) visit(child, command.span);
    for (const shell::Redirection& redirection : command.redirections) visit(redirection, command.span);
    if (command.inner != nullptr) visit(*command.inner, command.span);
  }

  void visit(const shell::Redirection& redirection, Span inside) {
    require(redirection.span, inside);
    visit(redirection.target, redirection.span);
    if (redirection.op != "<<" && redirection.op != "<<-") return;
    require(redirection.body, file_);  // it stands after the command, and after those that the command is in
    visit(redirection.document, redirection.body);
    if (redirection.script != nullptr) visit(*redirection.script, redirection.body);
  }

  void visit(const shell::Word& word, Span inside) {
    require(word.span, inside);
    for (const shell::Part& part : word.parts) visit(part, word.span);
  }

  void visit(const shell::Part& part, Span inside) {
    require(part.span, inside);
    for (const shell::Part& inner : part.parts) visit(inner, part.span);
    if (part.script != nullptr) visit(*part.script, part.span);
  }

  Span file_;
  bool holds_ = true;
};

inline bool spans_hold(const shell::Script& script, Span file) {
  return SpanCheck(file).holds(script);
}

}  // namespace s1::test
