// SPDX-License-Identifier: Apache-2.0
// What holds of the tree of any bytes at all; for the tests and the fuzzer.
#pragma once
#include <string>

#include "syntax/dockerfile/ast.h"

namespace s1::dockerfile {

class Invariants {
 public:
  // What is wrong with the tree, or nothing.
  [[nodiscard]] static std::string broken(const File& file) {
    Invariants check(file);
    check.all();
    return check.problem_;
  }

 private:
  explicit Invariants(const File& file) : file_(file) {}

  void require(bool holds, const char* what, Span at) {
    if (!holds && problem_.empty())
      problem_ = std::string(what) + " at " + std::to_string(at.begin) + ".." + std::to_string(at.end);
  }
  void inside(Span span, Span outer, const char* what) {
    require(span.begin <= span.end && outer.begin <= span.begin && span.end <= outer.end, what, span);
  }

  void all() {
    tokens();
    std::uint32_t at = 0;
    for (const Instruction& item : file_.instructions) {
      inside(item.span, {at, file_.source->size()}, "an instruction overlaps the one before it");
      at = item.span.end;
      require(&file_.instructions[item.index] == &item, "a wrong index", item.span);
      instruction(item);
    }
    for (const Comment& comment : file_.comments) {
      inside(comment.span, whole(), "a comment outside the file");
      require(file_.source->slice(comment.span).starts_with('#'), "a comment without its sign", comment.span);
      inside(comment.scope, whole(), "a scope outside the file");
    }
    for (const Directive& directive : file_.directives)
      inside(directive.value_span, directive.span, "a directive's value");
    for (const Diagnostic& diagnostic : file_.diagnostics)
      inside(diagnostic.span, whole(), "a diagnostic outside the file");
    for (const Stage& stage : file_.stages) this->stage(stage);
    require(!file_.rejected || !file_.diagnostics.empty(), "a refusal without a reason", whole());
  }

  [[nodiscard]] Span whole() const { return {0, file_.source->size()}; }

  void tokens() {
    std::uint32_t at = 0;
    for (const Token& token : file_.tokens) {
      require(token.span.begin == at && token.span.end > at, "the tokens do not tile the file", token.span);
      at = token.span.end;
      const std::string_view text = file_.source->slice(token.span);
      const bool may_break = token.kind == TokenKind::whitespace || token.kind == TokenKind::newline ||
                             token.kind == TokenKind::continuation || token.kind == TokenKind::heredoc_body;
      require(may_break || !text.contains('\n'), "a token over several lines", token.span);
    }
    require(at == file_.source->size(), "the tokens do not reach the end", whole());
    require(print(file_) == file_.source->bytes(), "print() gives other bytes", whole());
  }

  void instruction(const Instruction& item) {
    inside(item.header, item.span, "a header outside its instruction");
    inside(item.keyword, item.header, "a keyword outside its header");
    std::uint32_t at = item.keyword.end;
    for (const Flag& flag : item.flags) {
      inside(flag.span, {at, item.header.end}, "a flag out of place");
      inside(flag.value_span, flag.span, "a value outside its flag");
      // One dash: the line may be continued between the two.
      require(file_.source->slice(flag.span).starts_with('-'), "a flag without dashes", flag.span);
      require(flag.has_value || flag.value.empty(), "a value that is none", flag.span);
      at = flag.span.end;
      expansion(item, {flag.value_span, flag.value});
    }
    if (!item.arguments.empty()) {
      const auto size = static_cast<std::uint32_t>(item.arguments.text().size());
      inside(item.arguments.to_file(Span{0, size}), {at, item.header.end}, "arguments out of place");
    }
    for (const Word& each : item.words) {
      inside(each.span, {at, item.header.end}, "a word out of place");
      at = each.span.end;
      if (item.form == Form::plain) word(each);
      expansion(item, each);
    }
    for (const Pair& pair : item.pairs) {
      word(pair.key);
      word(pair.value);
      expansion(item, pair.value);
    }
    for (const Heredoc& heredoc : item.heredocs) {
      inside(heredoc.opener, item.header, "a heredoc opened elsewhere");
      inside(heredoc.body, item.span, "a heredoc's body outside its instruction");
      inside(heredoc.terminator, item.span, "a heredoc's end outside its instruction");
      require(!heredoc.terminated || file_.source->slice(heredoc.terminator).ends_with(heredoc.delimiter),
              "a heredoc ended by another text", heredoc.terminator);
    }
    (void)shell_kind(file_, item);
    (void)file_.shell_at(item);
    if (item.inner) {
      inside(item.inner->span, item.span, "an instruction outside the one that holds it");
      instruction(*item.inner);
    }
  }

  void word(const Word& each) {
    inside(each.span, whole(), "a word outside the file");
    const std::string_view text = file_.source->slice(each.span);
    require(each.raw.size() <= text.size(), "a word longer than its place", each.span);
    if (each.raw.size() == text.size())
      require(each.raw == text, "a word that differs from its place", each.span);
    else if (!each.raw.empty())
      require(text.front() == each.raw.front() && text.back() == each.raw.back(), "a joined word's ends", each.span);
  }

  void expansion(const Instruction& item, const Word& each) {
    const Expansion expanded = expand(file_, item, each);
    require(expanded.text.size() <= each.raw.size() * 2 + 8192, "an expansion without measure", each.span);
    for (const Word& use : expanded.undefined) inside(use.span, whole(), "a variable outside the file");
  }

  void stage(const Stage& each) {
    require(&file_.stages[each.index] == &each, "a wrong stage index", each.image.span);
    require(each.root <= each.index && (!each.base || *each.base < each.index), "a stage FROM a later one",
            each.image.span);
    require(each.is_final == (each.index + 1 == file_.stages.size()), "a wrong final stage", each.image.span);
    for (const std::uint32_t index : each.instructions)
      require(file_.instructions[index].stage == static_cast<std::int32_t>(each.index), "a wrong stage",
              each.image.span);
    const ImageRef ref = parse_image_ref(each.image_value);
    require(ref.name.size() + ref.tag.size() + ref.digest.size() <= each.image_value.size(), "an image's parts",
            each.image.span);
  }

  const File& file_;
  std::string problem_;
};

}  // namespace s1::dockerfile
