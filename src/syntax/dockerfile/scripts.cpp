// SPDX-License-Identifier: Apache-2.0
// parse_scripts(): finds what a POSIX shell is given to run, and has it parsed.
#include <memory>
#include <optional>
#include <string>

#include "syntax/dockerfile/ast.h"
#include "syntax/dockerfile/chars.h"
#include "syntax/dockerfile/heredocs.h"
#include "syntax/dockerfile/json_array.h"
#include "syntax/dockerfile/shell_kind.h"
#include "syntax/shell/ast.h"

namespace s1::dockerfile {
namespace {

bool is_posix(ShellKind kind) {
  return kind == ShellKind::sh || kind == ShellKind::bash;
}

// The text of a string of the exec form, with its way back to the file.
MappedText text_of(const MappedText& arguments, const JsonString& string, std::string_view file) {
  const Span inside = {string.literal.begin + 1, string.literal.end - 1};
  if (string.verbatim) return arguments.part(inside);
  MappedText result;
  std::string decoded;
  for (std::uint32_t at = inside.begin; at < inside.end;) {
    decoded.clear();
    const std::string_view rest = arguments.text().substr(at, inside.end - at);
    const auto taken = static_cast<std::uint32_t>(decode_json_character(rest, decoded));
    // \" is one byte in the script, which stands in the file too, behind the backslash; \n does not.
    const std::string_view written = rest.substr(0, taken);
    if (written.ends_with(decoded))
      result.append(file, arguments.to_file(Span{at + taken - static_cast<std::uint32_t>(decoded.size()), at + taken}));
    else
      result.append_synthetic(decoded, arguments.to_file(at));
    at += taken;
  }
  return result;
}

// The index of the script in ["bash", "-o", "pipefail", "-ec", "SCRIPT"].
std::optional<std::size_t> script_index(const std::vector<Word>& words) {
  std::size_t at = 0;
  if (words.size() > 1 && (file_name(words[0].raw) == "env" || file_name(words[0].raw) == "busybox")) at = 1;
  if (at == words.size() || !is_posix(shell_of_program(words[at].raw))) return std::nullopt;
  bool runs_text = false;
  for (++at; at < words.size(); ++at) {
    const std::string_view word = words[at].raw;
    if (word.size() < 2 || (word[0] != '-' && word[0] != '+')) return runs_text ? std::optional(at) : std::nullopt;
    if (word.starts_with("--")) continue;
    runs_text = runs_text || (word[0] == '-' && word.contains('c'));
    if (word.contains('o')) ++at;  // the name of an option
  }
  return std::nullopt;
}

std::optional<MappedText> exec_script(const Instruction& instruction, std::string_view file) {
  const std::optional<std::size_t> index = script_index(instruction.words);
  if (!index) return std::nullopt;
  std::vector<JsonString> strings;
  if (read_json_array(instruction.arguments.text(), strings) != JsonArray::strings) return std::nullopt;
  return text_of(instruction.arguments, strings[*index], file);
}

// A heredoc's body as the shell gets it.
MappedText body_of(const Heredoc& heredoc, std::string_view file) {
  if (!heredoc.strips_tabs) return MappedText(file, heredoc.body);
  MappedText result;
  for (std::uint32_t at = heredoc.body.begin; at < heredoc.body.end;) {
    while (at < heredoc.body.end && file[at] == '\t') ++at;
    const std::size_t newline = file.find('\n', at);
    const std::uint32_t next = newline < heredoc.body.end ? static_cast<std::uint32_t>(newline) + 1 : heredoc.body.end;
    result.append(file, {at, next});
    at = next;
  }
  return result;
}

// Whether a script that may begin with #! is one for a POSIX shell.
bool is_for_posix_shell(std::string_view script) {
  if (!script.starts_with("#!")) return true;
  std::string_view line = script.substr(2, script.find('\n') - 2);
  bool after_env = false;
  while (!line.empty()) {
    const std::size_t begin = line.find_first_not_of(" \t\r");
    if (begin == line.npos) return false;
    line.remove_prefix(begin);
    const std::string_view word = line.substr(0, line.find_first_of(" \t\r"));
    line.remove_prefix(word.size());
    if (after_env && (word.starts_with('-') || word.contains('='))) continue;
    if (after_env || file_name(word) != "env") return is_posix(shell_of_program(word));
    after_env = true;
  }
  return false;
}

std::optional<MappedText> shell_script(const File& file, const Instruction& instruction) {
  if (!is_posix(shell_kind(file, instruction)) || instruction.arguments.empty()) return std::nullopt;
  const std::string_view bytes = file.source->bytes();
  const std::vector<Heredoc>& heredocs = instruction.heredocs;
  if (heredocs.empty()) return instruction.arguments;
  if (heredocs.size() == 1 && is_heredoc_opener(instruction.arguments.text())) {
    MappedText body = body_of(heredocs.front(), bytes);
    if (!is_for_posix_shell(body.text())) return std::nullopt;
    return body;
  }
  // Anything more is put together again, and the shell reads the heredocs itself.
  MappedText whole = instruction.arguments;
  whole.append_synthetic("\n", heredocs.front().body.begin);
  whole.append(bytes, {heredocs.front().body.begin, heredocs.back().terminator.end});
  return whole;
}

void parse_script(const File& file, Instruction& instruction) {
  const bool runs =
      instruction.kind == Kind::run || instruction.kind == Kind::cmd || instruction.kind == Kind::entrypoint;
  if (!runs) return;
  const std::optional<MappedText> text =
      instruction.form == Form::json ? exec_script(instruction, file.source->bytes()) : shell_script(file, instruction);
  if (text) instruction.script = std::make_shared<const shell::Script>(shell::parse(*text));
}

}  // namespace

void parse_scripts(File& file) {
  for (Instruction& instruction : file.instructions)
    for (Instruction* at = &instruction; at != nullptr; at = at->inner.get()) parse_script(file, *at);
}

}  // namespace s1::dockerfile
