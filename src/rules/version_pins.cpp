// SPDX-License-Identifier: Apache-2.0
#include "rules/version_pins.h"

#include <algorithm>
#include <utility>

namespace s1::rules {
namespace {

using shell::Part;
using shell::PartKind;
using shell::Word;

// Whether something of the word is known to the shell alone: $VERSION, $(cat packages).
struct Unknowns {
  std::vector<std::string_view> variables;
  bool others = false;
};
void add_unknowns(const std::vector<Part>& parts, Unknowns& unknowns) {
  for (const Part& part : parts) {
    if (part.kind == PartKind::parameter) unknowns.variables.push_back(part.text);
    if (part.kind == PartKind::command || part.kind == PartKind::arithmetic || part.kind == PartKind::process)
      unknowns.others = true;
    if (part.kind != PartKind::double_quoted) continue;
    for (const Part& inner : part.parts) {
      if (inner.kind == PartKind::parameter) unknowns.variables.push_back(inner.text);
      if (inner.kind != PartKind::parameter && inner.kind != PartKind::literal) unknowns.others = true;
    }
  }
}

bool all_pinned(std::string_view packages, IsPinned is_pinned) {
  while (!packages.empty()) {
    const std::size_t end = std::min(packages.find_first_of(" \t"), packages.size());
    if (end > 0 && !is_pinned(packages.substr(0, end))) return false;
    packages.remove_prefix(std::min(end + 1, packages.size()));
  }
  return true;
}

}  // namespace

PinReader::PinReader(const dockerfile::File& file) : file_(file) {
  for (const dockerfile::Instruction& instruction : file.instructions) {
    if (instruction.kind != dockerfile::Kind::env && instruction.kind != dockerfile::Kind::arg) continue;
    for (const dockerfile::Pair& pair : instruction.pairs)
      (instruction.kind == dockerfile::Kind::env ? env_ : arg_).insert(pair.key.raw);
  }
}

void PinReader::enter(const model::Run& run) {
  run_ = &run;
  in_run_.clear();
  for (const model::Call& call : run.calls) {
    for (const shell::Assignment& set : call.command->assignments) in_run_.insert(set.name);
    if (call.name != "export" && call.name != "read" && call.name != "local" && call.name != "declare") continue;
    for (const Word* word : call.arguments)
      in_run_.insert(std::string_view(word->value).substr(0, word->value.find('=')));
  }
  shell::for_each_script(*run.script, [&](const shell::Script& script) {
    for (const shell::Item& item : script.items)
      for (const shell::Command& command : item.pipeline.commands)
        if (command.kind == shell::CommandKind::for_clause) in_run_.insert(command.text);
  });
}

// The word with its variables' values put in; nothing where one has no known value.
std::optional<std::string> PinReader::text_of(const Word& word) const {
  Unknowns unknowns;
  add_unknowns(word.parts, unknowns);
  if (unknowns.others) return std::nullopt;
  if (unknowns.variables.empty()) return word.value;
  if (std::ranges::any_of(unknowns.variables, [&](std::string_view name) { return in_run_.contains(name); }))
    return std::nullopt;
  const dockerfile::Expansion value = expand(file_, *run_->instruction, {word.span, word.value});
  if (!value.valid) return std::nullopt;
  if (value.known) return value.text;
  // Nothing gives the variable a value here, and the file shows that its author thought otherwise: an ENV of another
  // stage sets it. (The base image may set any other name. An ARG out of its scope is one that the author lets the
  // caller pass, and the matter of dockerfile/undefined-variable.)
  const bool mistaken = !value.undefined.empty() && value.undefined.size() == unknowns.variables.size() &&
                        std::ranges::all_of(value.undefined, [&](const dockerfile::Word& name) {
                          return env_.contains(name.raw) && !arg_.contains(name.raw);
                        });
  return mistaken ? std::optional(word.value) : std::nullopt;
}

std::vector<const Word*> PinReader::unpinned(std::span<const Word* const> words, IsPinned is_pinned) const {
  std::vector<const Word*> found;
  for (const Word* word : words) {
    if (is_pinned(word->value)) continue;
    const std::optional<std::string> text = text_of(*word);
    const bool one = word->literal || word->value.find_first_of(" \t") != std::string::npos;
    if (!text || text->empty() || (one ? is_pinned(*text) : all_pinned(*text, is_pinned))) continue;
    found.push_back(word);
  }
  return found;
}

void report_unpinned(std::span<const Word* const> words, std::vector<std::string_view> aliases, Sink& out) {
  if (words.empty()) return;
  std::string message = words[0]->value;
  if (words.size() > 1) message += " and " + std::to_string(words.size() - 1) + " more";
  message += words.size() > 1 ? " are installed in whatever versions there are on the day of the build"
                              : " is installed in whatever version there is on the day of the build";
  out.report({.span = words[0]->span, .message = std::move(message), .only_aliases = std::move(aliases)});
}

}  // namespace s1::rules
