// SPDX-License-Identifier: Apache-2.0
// Exports dump(): one line an item; what joins it to the one before stands first. Words look as in a shell, written one
// way only: literal text that could be taken for something else has backslashes, parameters have braces.
#include <string>
#include <string_view>
#include <utility>

#include "syntax/shell/ast.h"

namespace s1::shell {
namespace {

class Dumper {
 public:
  std::string take() { return std::move(out_); }

  void script(const Script& script, std::string_view between) {
    bool first = true;
    for (const Item& item : script.items) {
      if (!first) out_ += between;
      first = false;
      out_ += joint(item.joint);
      pipeline(item.pipeline);
      if (item.background) out_ += " &";
    }
  }

 private:
  static std::string_view joint(Joint joint) {
    switch (joint) {
      case Joint::first:
        return "";
      case Joint::and_then:
        return "&& ";
      case Joint::or_else:
        return "|| ";
      case Joint::sequence:
        return "; ";
      case Joint::background:
        return "then ";
    }
    return "";
  }

  void pipeline(const Pipeline& pipeline) {
    if (pipeline.negated) out_ += "(! ";
    if (pipeline.commands.size() > 1) out_ += "(| ";
    for (std::size_t i = 0; i < pipeline.commands.size(); ++i) {
      if (i > 0) out_ += ' ';
      command(pipeline.commands[i]);
    }
    if (pipeline.commands.size() > 1) out_ += ')';
    if (pipeline.negated) out_ += ')';
  }

  void command(const Command& command) {
    out_ += '(';
    const std::size_t begin = out_.size();
    out_ += kind(command);
    if (!command.text.empty()) {
      separate(begin);
      raw(command.text);
    }
    for (const Assignment& each : command.assignments) {
      separate(begin);
      assignment(each);
    }
    for (const Word& each : command.words) {
      separate(begin);
      word(each.parts);
    }
    for (std::size_t i = 0; i < command.children.size(); ++i) {
      if (i < command.patterns.size()) {
        separate(begin);
        list(command.patterns[i], '[', ']');
      }
      separate(begin);
      block(command.children[i]);
    }
    for (const Redirection& each : command.redirections) {
      separate(begin);
      redirection(each);
    }
    if (command.inner != nullptr) {
      separate(begin);
      out_ += "=> ";
      block(*command.inner);
    }
    out_ += ')';
  }

  static std::string_view kind(const Command& command) {
    switch (command.kind) {
      case CommandKind::simple:
        return "";
      case CommandKind::subshell:
        return "subshell:";
      case CommandKind::group:
        return "group:";
      case CommandKind::if_clause:
        return command.has_else ? "if-else:" : "if:";
      case CommandKind::while_clause:
        return command.negated ? "until:" : "while:";
      case CommandKind::for_clause:
      case CommandKind::for_arithmetic:
        return "for:";
      case CommandKind::case_clause:
        return "case:";
      case CommandKind::function:
        return "function:";
      case CommandKind::test:
        return "test:";
      case CommandKind::arithmetic:
        return "arithmetic:";
    }
    return "";
  }

  void separate(std::size_t begin) {
    if (out_.size() > begin) out_ += ' ';
  }

  void block(const Script& body) {
    out_ += '{';
    script(body, " ");
    out_ += '}';
  }

  void list(const std::vector<Word>& words, char open, char close) {
    out_ += open;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (i > 0) out_ += ' ';
      word(words[i].parts);
    }
    out_ += close;
  }

  void assignment(const Assignment& assignment) {
    out_ += assignment.name;
    if (!assignment.subscript.empty()) out_ += '[' + assignment.subscript + ']';
    out_ += assignment.append ? "+=" : "=";
    if (assignment.is_array)
      list(assignment.elements, '(', ')');
    else
      parts(assignment.value.parts);
  }

  void redirection(const Redirection& redirection) {
    out_ += redirection.fd + redirection.op;
    word(redirection.target.parts);
    if (redirection.op != "<<" && redirection.op != "<<-") return;
    out_ += redirection.expands ? "[" : "'[";
    parts(redirection.document.parts, kHeredocSpecials);
    out_ += ']';
    if (redirection.script == nullptr) return;
    out_ += " => ";
    block(*redirection.script);
  }

  void word(const std::vector<Part>& word_parts) {
    if (word_parts.empty()) out_ += "\"\"";
    parts(word_parts);
  }

  // `specials`: what needs a backslash to be literal text where the parts stand.
  void parts(const std::vector<Part>& all, std::string_view specials = kWordSpecials) {
    for (const Part& each : all) part(each, specials);
  }

  void part(const Part& part, std::string_view specials) {
    switch (part.kind) {
      case PartKind::literal:
        for (const char c : part.text) {
          if (specials.contains(c)) out_ += '\\';
          visible(c);
        }
        break;
      case PartKind::single_quoted:
        out_ += '\'';
        raw(part.text);
        out_ += '\'';
        break;
      case PartKind::double_quoted:
        out_ += '"';
        parts(part.parts, kQuotedSpecials);
        out_ += '"';
        break;
      case PartKind::parameter:
        out_ += "${";
        if (part.prefix != '\0') out_ += part.prefix;
        raw(part.text);
        raw(part.detail);
        out_ += '}';
        expansions(part.parts);
        break;
      case PartKind::command:
        out_ += "$(";
        script(*part.script, " ");
        out_ += ')';
        break;
      case PartKind::process:
        out_ += part.text + '(';
        script(*part.script, " ");
        out_ += ')';
        break;
      case PartKind::arithmetic:
        out_ += "$((";
        raw(part.text);
        out_ += "))";
        expansions(part.parts);
        break;
      case PartKind::glob:
      case PartKind::tilde:
      case PartKind::brace:
        raw(part.text);
        expansions(part.parts);
        break;
    }
  }

  // What expands inside a part whose text has been written.
  void expansions(const std::vector<Part>& inside) {
    if (inside.empty()) return;
    out_ += '<';
    parts(inside);
    out_ += '>';
  }

  static constexpr std::string_view kWordSpecials = " \t\\'\"$`*?[~{}|&;()<>";
  static constexpr std::string_view kQuotedSpecials = "\\\"$`";
  static constexpr std::string_view kHeredocSpecials = "\\$`";

  void raw(std::string_view text) {
    for (const char c : text) visible(c);
  }

  void visible(char c) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n') {
      out_ += "\\n";
    } else if (byte < 0x20 || byte == 0x7f) {
      out_ += "\\x";
      out_ += kDigits[byte >> 4];
      out_ += kDigits[byte & 15];
    } else {
      out_ += c;
    }
  }

  std::string out_;
};

}  // namespace

std::string dump(const Script& script) {
  Dumper dumper;
  dumper.script(script, "\n");
  std::string out = dumper.take();
  if (!out.empty()) out += '\n';
  for (const Comment& comment : script.comments) out += "# " + std::string(comment.text) + '\n';
  for (const Diagnostic& diagnostic : script.diagnostics)
    out += "! " + std::string(diagnostic.code) + ": " + diagnostic.message + '\n';
  return out;
}

}  // namespace s1::shell
