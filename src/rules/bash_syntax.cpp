// SPDX-License-Identifier: Apache-2.0
#include "rules/bash_syntax.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "rules/bash_features.h"
#include "rules/shell_edits.h"
#include "rules/test_expression.h"

namespace s1::rules {
namespace {

using model::ShellPlace;
using shell::CommandKind;
using shell::Part;
using shell::PartKind;
using shell::Word;

bool is_one_of(std::string_view name, std::string_view list) {
  for (std::size_t begin = 0; begin < list.size();) {
    const std::size_t end = std::min(list.find(' ', begin), list.size());
    if (list.substr(begin, end - begin) == name) return true;
    begin = end + 1;
  }
  return false;
}

class Finder {
 public:
  Finder(const model::ShellScript& shell, const std::function<void(const BashSyntax&)>& visit)
      : bytes_(*shell.file->source), visit_(visit) {}

  void look_at(const shell::Command& command, const ShellPlace& place) {
    place_ = &place;
    for (const shell::Assignment& assignment : command.assignments) {
      if (assignment.is_array) found(array, assignment.value.span);
      if (assignment.append) {
        const auto begin = assignment.span.begin;
        found(append, {begin, begin + static_cast<std::uint32_t>(assignment.name.size()) + 2});
      }
      if (!assignment.subscript.empty()) found(array, assignment.span);
      look_at(assignment.value.parts);
    }
    for (const shell::Redirection& redirection : command.redirections) look_at(redirection);
    switch (command.kind) {
      case CommandKind::simple:
        look_at_simple(command);
        break;
      case CommandKind::test:
        look_at_test(command);
        break;
      case CommandKind::arithmetic:
        found(arithmetic_command, command.span);
        break;
      case CommandKind::for_arithmetic: {
        const std::size_t head = bytes_.slice(command.span).find("do");
        const bool plain = head != std::string_view::npos && head < command.text.size() + 16;
        const std::size_t size = plain ? head + 2 : 3;
        found(arithmetic_for, {command.span.begin, command.span.begin + static_cast<std::uint32_t>(size)});
        break;
      }
      case CommandKind::for_clause:
        if (bytes_.slice(command.span).starts_with("select")) found(select_loop, first(command.span, 6));
        for (const Word& word : command.words) look_at(word);
        break;
      case CommandKind::case_clause:
        for (const Word& word : command.words) look_at(word.parts);
        break;
      case CommandKind::function:
        if (const std::string_view text = bytes_.slice(command.span); text.starts_with("function ")) {
          const bool parentheses = text.substr(0, text.find_first_of("{\n")).contains("()");
          found(parentheses ? function_keyword_and_parentheses : function_keyword, first(command.span, 8));
        }
        break;
      default:
        break;
    }
    if (place.at == 0) {
      const auto& pipes = place.here().pipeline.pipes;
      for (const Span pipe : pipes)
        if (bytes_.slice(pipe) == "|&") found(both_piped, pipe, {{pipe, "2>&1 |"}});
    }
  }

 private:
  static Span first(Span span, std::uint32_t length) { return {span.begin, span.begin + length}; }

  void found(Feature feature, Span span, std::vector<Edit> edits = {}) {
    visit_({&bash_features[feature], span, place_->editable ? std::move(edits) : std::vector<Edit>{}});
  }

  void look_at(const shell::Redirection& redirection) {
    const Span op{redirection.span.begin, redirection.span.begin + static_cast<std::uint32_t>(redirection.op.size())};
    if (redirection.op == "<<<") {
      found(here_string, redirection.span);
    } else if (redirection.op == "&>" || redirection.op == "&>>") {
      const std::string_view plain = redirection.op == "&>" ? ">" : ">>";
      std::vector<Edit> edits = {{op, std::string(plain)}, {{redirection.span.end, redirection.span.end}, " 2>&1"}};
      if (bytes_.slice(op) != redirection.op) edits.clear();
      found(both_outputs, op, std::move(edits));
    } else if (redirection.op == ">&" && redirection.fd.empty() && redirection.target.literal &&
               redirection.target.value.find_first_not_of("0123456789-") != std::string::npos) {
      std::vector<Edit> edits = {{op, ">"}, {{redirection.span.end, redirection.span.end}, " 2>&1"}};
      if (bytes_.slice(op) != ">&") edits.clear();
      found(both_to_file, op, std::move(edits));
    }
    look_at(redirection.target.parts);
  }

  void look_at(const Word& word) {
    const bool has_braces =
        std::ranges::any_of(word.parts, [](const Part& part) { return part.kind == PartKind::brace; });
    if (has_braces) found(braces, word.span);
    look_at(word.parts);
  }

  void look_at(const std::vector<Part>& parts) {
    for (const Part& part : parts) {
      if (part.kind == PartKind::process) found(process_substitution, part.span);
      if (part.kind == PartKind::single_quoted && bytes_.slice(part.span).starts_with("$'"))
        found(ansi_quotes, part.span);
      if (part.kind == PartKind::parameter) look_at_parameter(part);
      if (part.kind == PartKind::arithmetic && (part.text.contains("++") || part.text.contains("--")))
        found(increment, part.span);
      look_at(part.parts);  // the parser bounds the depth
    }
  }

  void look_at_parameter(const Part& part) {
    const std::string_view detail = part.detail;
    if (is_one_of(part.text, "RANDOM SECONDS BASH_SOURCE FUNCNAME BASH_REMATCH PIPESTATUS")) {
      found(shell_variable, part.span);
    } else if (part.prefix == '!') {
      found(indirect, part.span);
    } else if (detail.starts_with('[')) {
      found(array_element, part.span);
    } else if (detail.starts_with(':') && detail.size() > 1 && !std::string_view("-=?+").contains(detail[1])) {
      found(substring, part.span);
    } else if (detail.starts_with('/')) {
      found(replacement, part.span);
    } else if (detail.starts_with('^') || detail.starts_with(',')) {
      found(letter_case, part.span);
    }
  }

  void look_at_simple(const shell::Command& command) {
    for (const Word& word : command.words) look_at(word);
    const shell::Invocation call = shell::invocation(command);
    if (call.word == nullptr || call.word->value != call.name) return;  // a path is another program
    const std::string_view name = call.name;
    const bool own = call.wrappers.empty();
    if (name == "[" || name == "test") {
      const auto expression = test_expression(command);
      for (const TestTerm& term : expression.terms)
        if (term.words.size() == 3 && term.words[1]->value == "==") {
          std::vector<Edit> edits;
          if (bytes_.slice(term.words[1]->span) == "==") edits = {{term.words[1]->span, "="}};
          found(double_equals, term.words[1]->span, std::move(edits));
        }
    } else if (own && name == "source") {
      // `.` looks a name without a slash up in PATH, and not in the working folder.
      const bool path = call.arguments.size() == 1 && call.arguments[0]->value.contains('/');
      found(source, call.word->span, path ? std::vector<Edit>{{call.word->span, "."}} : std::vector<Edit>{});
    } else if (own &&
               is_one_of(name, "declare typeset shopt pushd popd dirs disown mapfile readarray compgen caller")) {
      found(builtin, call.word->span);
    } else if (own && name == "let") {
      found(let, call.word->span);
    } else if (own && name == "trap") {
      if (call.arguments.size() > 1 && call.arguments.back()->value == "ERR")
        found(error_trap, call.arguments.back()->span);
    } else if (own && name == "printf") {
      if (!call.arguments.empty() && call.arguments[0]->value.contains("%q") &&
          !call.arguments[0]->value.contains("%%q"))
        found(shell_quotes, call.arguments[0]->span);
    } else if (own && name == "set") {
      look_at_set(command);
    } else if (own && name == "read") {
      for (const Word* word : call.arguments)
        if (word->literal && word->value.starts_with('-') && word->value.find_first_of("antdsu", 1) == 1) {
          const bool with_value = word->value.size() == 2 && word != call.arguments.back() && word->value != "-s";
          const Word* last = with_value ? word + 1 : word;
          found(read_options, {call.word->span.begin, last->span.end});
          break;
        }
    }
  }

  // `set -o pipefail`, `set -euo pipefail`.
  void look_at_set(const shell::Command& command) {
    for (std::size_t i = 1; i + 1 < command.words.size(); ++i) {
      const std::string_view option = command.words[i].value;
      if (!option.starts_with('-') || !option.ends_with('o') || command.words[i + 1].value != "pipefail") continue;
      found(pipefail, {command.words[0].span.begin, command.words[i + 1].span.end});
      return;
    }
  }

  // [[ a == b ]] as [ a = b ], where that is the same: one condition, its operands in quotes, no pattern.
  void look_at_test(const shell::Command& command) {
    const TestExpression test = test_expression(command);
    const Span span = command.span;
    std::vector<Edit> edits;
    const bool one = test.terms.size() == 1 && !test.parentheses && command.redirections.empty();
    const bool brackets = bytes_.slice(span).starts_with("[[") && bytes_.slice(span).ends_with("]]");
    if (one && brackets) {
      const std::vector<const Word*>& words = test.terms[0].words;
      const bool plain = std::ranges::all_of(words, [](const Word* word) {
        return unquoted_expansions(*word).empty() && std::ranges::none_of(word->parts, [](const Part& part) {
                 return part.kind == PartKind::glob || part.kind == PartKind::brace || part.kind == PartKind::tilde;
               });
      });
      const bool binary = words.size() == 3 && is_test_operator(*words[1]) && words[1]->value != "=~" &&
                          words[1]->value != "<" && words[1]->value != ">";
      const bool unary = words.size() == 2 && words[0]->value.size() == 2 && words[0]->value != "-v";
      if (plain && (binary || unary)) {
        edits = {{{span.begin, span.begin + 2}, "["}};
        if (binary && words[1]->value == "==") edits.push_back({words[1]->span, "="});
        edits.push_back({{span.end - 2, span.end}, "]"});
      }
    }
    found(double_brackets, span, std::move(edits));
    for (const Word& word : command.words) look_at(word.parts);
  }

  const Source& bytes_;
  const std::function<void(const BashSyntax&)>& visit_;
  const ShellPlace* place_ = nullptr;
};

}  // namespace

void for_each_bash_syntax(const model::ShellScript& shell, const std::function<void(const BashSyntax&)>& visit) {
  Finder finder(shell, visit);
  for_each_shell_command(
      shell, [&](const shell::Command& command, const ShellPlace& place) { finder.look_at(command, place); });
}

}  // namespace s1::rules
