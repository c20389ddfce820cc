// SPDX-License-Identifier: Apache-2.0
#include "rules/word_splitting.h"

#include <algorithm>
#include <string>

namespace s1::rules {
namespace {

using Use = ArgumentUse;
using shell::Part;
using shell::PartKind;

constexpr std::string_view file_commands[] = {"rm", "rmdir", "unlink", "shred", "mv",
                                              "cp", "ln",    "chmod",  "chown", "chgrp"};

// A name that says that several words are in it: $FILES, $APT_OPTS, $list.
bool names_list(const Part& part) {
  std::string name = part.text;
  for (char& c : name) c = 'a' <= c && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return name.ends_with('S') || name.contains("OPT") || name.contains("FLAG") || name.contains("LIST") ||
         name.contains("ARG");
}

}  // namespace

ArgumentUse use_of(const shell::Invocation& call, std::size_t argument) {
  if (call.name == "[" || call.name == "test") return Use::condition;
  if (call.name == "cd" || call.name == "pushd") return Use::folder;
  if (std::ranges::find(file_commands, call.name) == std::end(file_commands)) return Use::other;
  if (call.name.starts_with("ch")) {  // the mode or the owner comes first, and has no blanks
    const auto first =
        std::ranges::find_if(call.arguments, [](const shell::Word* word) { return !word->value.starts_with('-'); });
    if (first != call.arguments.end() && *first == call.arguments[argument]) return Use::other;
  }
  const bool last = argument + 1 == call.arguments.size() && argument > 0;
  const bool has_destination = call.name == "mv" || call.name == "cp" || call.name == "ln";
  return last && has_destination ? Use::destination : Use::operand;
}

bool splitting_matters(model::ShellValues& values, const shell::Word& word, const Part& part, ArgumentUse use) {
  const model::ShellValue value = values.of(part);
  const bool lone = word.parts.size() == 1;
  const bool first = &part == &word.parts.front();
  if (part.kind == PartKind::parameter && !value.set_here) return false;
  if (use == Use::condition || use == Use::folder) {
    // What the script sets to nothing first, and to a word later, is asked for then, as a rule.
    const bool empty = value.may_be_empty && (value.single || !value.known);
    if (lone) return value.may_split || empty;
    return value.known && value.may_split;  // [ x$A = x ] guards against emptiness
  }
  if (!value.may_split) return false;
  if (value.known) return !lone;  // a list, where it is the whole word
  if (use == Use::destination) return first && !names_list(part);
  // Names are made with versions and the like, in which nobody has blanks; a folder or a file is another matter.
  return first && !(lone && (part.kind == PartKind::command || names_list(part)));
}

}  // namespace s1::rules
