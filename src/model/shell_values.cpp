// SPDX-License-Identifier: Apache-2.0
#include "model/shell_values.h"

#include <algorithm>
#include <utility>

namespace s1::model {
namespace {

using shell::Part;
using shell::PartKind;

// Commands that write one word and nothing else, if they do not fail.
constexpr std::string_view one_word[] = {"arch",  "expr", "getconf", "hostname", "id", "lsb_release", "mktemp",
                                         "nproc", "stat", "tty",     "uname",    "wc", "whoami"};

ShellValue of_command(const shell::Script& script) {
  if (script.items.size() != 1 || script.items[0].pipeline.commands.empty()) return ShellValue::unknown();
  const shell::Invocation call = shell::invocation(script.items[0].pipeline.commands.back());
  const bool one = std::ranges::find(one_word, call.name) != std::end(one_word) ||
                   (call.name == "grep" && call.has_option("count", 'c')) ||
                   (call.name == "dpkg" && call.has_option("print-architecture")) ||
                   (call.name == "date" && call.arguments.size() == 1 && call.arguments[0]->value.starts_with("+%s"));
  return one ? ShellValue{} : ShellValue::unknown();
}

// Both may be.
ShellValue either(const ShellValue& a, const ShellValue& b) {
  ShellValue result = a;
  result.known = a.known && b.known;
  result.set_here = a.set_here || b.set_here;
  result.may_be_empty = a.may_be_empty || b.may_be_empty;
  result.may_split = a.may_split || b.may_split;
  result.single = a.single && b.single && a.text == b.text;
  if (!result.single) result.text.clear();
  return result;
}

bool is_special(std::string_view name) {
  return name == "?" || name == "#" || name == "$" || name == "!" || name == "-" || name == "_" || name == "PPID" ||
         name == "UID" || name == "EUID" || name == "LINENO" || name == "RANDOM" || name == "SECONDS";
}

}  // namespace

ShellValue ShellValue::of_text(std::string_view text) {
  ShellValue value;
  value.may_be_empty = text.empty();
  value.may_split = text.find_first_of(" \t\n*?[") != std::string_view::npos;
  value.text = text;
  value.single = true;
  return value;
}

ShellValue ShellValue::unknown() {
  ShellValue value;
  value.known = false;
  value.may_be_empty = value.may_split = true;
  return value;
}

ShellValues::ShellValues(const ShellScript& shell) : shell_(shell) {
  for_each_shell_command(shell, [this](const shell::Command& command, const ShellPlace&) { read(command); });
}

void ShellValues::set(std::string_view name, const ShellValue& value) {
  const auto found = set_.find(name);
  if (found == set_.end())
    set_.emplace(name, value);
  else
    found->second = either(found->second, value);
}

// In the order of the script: a value that is made of others is so with what those have been set to by then.
void ShellValues::read(const shell::Command& command) {
  for (const shell::Assignment& assignment : command.assignments) {
    const bool plain = !assignment.is_array && !assignment.append && assignment.subscript.empty();
    set(assignment.name, plain ? of(assignment.value) : ShellValue::unknown());
  }
  if (command.kind == shell::CommandKind::for_clause) read_for(command);
  if (command.kind != shell::CommandKind::simple || command.words.empty()) return;
  const std::string_view name = command.words[0].value;
  const bool declares =
      name == "export" || name == "local" || name == "readonly" || name == "declare" || name == "typeset";
  const bool reads = name == "read" || name == "getopts" || name == "mapfile" || name == "readarray";
  if (!declares && !reads) return;
  for (std::size_t i = 1; i < command.words.size(); ++i) {
    const shell::Word& word = command.words[i];
    const std::string_view text = word.value;
    const std::size_t equals = text.find('=');
    if (reads && !text.starts_with('-')) set(text, ShellValue::unknown());
    if (reads || equals == std::string_view::npos || word.parts.empty()) continue;
    ShellValue value = word.literal ? ShellValue::of_text(text.substr(equals + 1)) : of(word);
    value.single = value.single && word.literal;
    set(text.substr(0, equals), value);
  }
}

void ShellValues::read_for(const shell::Command& command) {
  if (command.words.empty()) {  // in "$@"
    set(command.text, ShellValue::unknown());
    return;
  }
  for (const shell::Word& word : command.words) {
    // What is split off has no blanks in it, but the names that a pattern matches may.
    bool splits = false, pattern = false;
    for (const Part& part : word.parts) {
      splits = splits || part.kind == PartKind::parameter || part.kind == PartKind::command;
      pattern = pattern || part.kind == PartKind::glob;
    }
    ShellValue value = of(word);
    if (pattern)
      value = ShellValue::unknown();
    else if (splits || !word.literal)
      value = {};
    set(command.text, value);
  }
}

ShellValue ShellValues::of_variable(std::string_view name) {
  if (const auto found = set_.find(name); found != set_.end()) return found->second;
  if (const auto found = outer_.find(name); found != outer_.end()) return found->second;
  const std::string use = "${" + std::string(name) + "}";
  const dockerfile::Expansion outer =
      dockerfile::expand(*shell_.file, *shell_.owner, {.span = shell_.owner->keyword, .raw = use});
  ShellValue value = ShellValue::unknown();
  value.set_here = outer.undefined.empty() && outer.valid && name != "PATH";
  if (outer.known && value.set_here) value = ShellValue::of_text(outer.text);
  if (dockerfile::is_predefined_arg(name)) value = {};
  outer_.emplace(name, value);
  return value;
}

ShellValue ShellValues::of(const Part& part) {
  switch (part.kind) {
    case PartKind::literal:
    case PartKind::single_quoted:
      return ShellValue::of_text(part.text);
    case PartKind::double_quoted:
      return together(part.parts);
    case PartKind::command:
      return part.script == nullptr ? ShellValue::unknown() : of_command(*part.script);
    case PartKind::arithmetic:
      return {};
    case PartKind::parameter:
      break;
    default:  // what becomes of a pattern, ~ and {a,b} is no matter of splitting
      return ShellValue::of_text("x");
  }
  if (part.prefix == '#' || is_special(part.text)) return {};
  if (part.prefix == '!' || part.text == "@" || part.text == "*") return ShellValue::unknown();
  ShellValue value = of_variable(part.text);
  const std::string_view detail = part.detail;
  if (detail.empty()) return value;
  if (detail.starts_with(":?")) {
    value.may_be_empty = false;
  } else if (detail.starts_with(":-") || detail.starts_with(":=")) {
    const ShellValue fallback = part.parts.empty() ? ShellValue::of_text(detail.substr(2)) : together(part.parts);
    value.may_be_empty = false;
    if (!value.set_here) value.set_here = true, value.may_split = false;
    value = either(value, fallback);
  } else {  // a part of the value
    value.single = false;
    value.text.clear();
  }
  return value;
}

ShellValue ShellValues::of(const shell::Word& word) {
  return together(word.parts);
}

ShellValue ShellValues::together(const std::vector<Part>& parts) {
  ShellValue result = ShellValue::of_text({});
  for (const Part& part : parts) {
    const ShellValue value = of(part);
    result.known = result.known && value.known;
    result.set_here = result.set_here && value.set_here;
    result.may_be_empty = result.may_be_empty && value.may_be_empty;
    result.may_split = result.may_split || value.may_split;
    result.single = result.single && value.single;
    result.text += value.text;
  }
  if (!result.single) result.text.clear();
  return result;
}

}  // namespace s1::model
