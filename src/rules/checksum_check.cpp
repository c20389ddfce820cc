// SPDX-License-Identifier: Apache-2.0
#include "rules/checksum_check.h"

#include <string_view>
#include <vector>

#include "text/lower_case.h"

namespace s1::rules {
namespace {

constexpr std::size_t kDigits = 64;

bool is_plain(const shell::Command& command) {
  if (command.kind != shell::CommandKind::simple || command.words.empty() || !command.redirections.empty())
    return false;
  for (const shell::Word& word : command.words)
    if (!word.literal) return false;
  return true;
}

// `sha256sum -c`, `sha256sum --check --status -`, `shasum -a 256 -c`; it reads what is written to it.
bool checks(const shell::Command& command) {
  const std::string_view name = command.words.front().value;
  bool check = false;
  bool sha256 = name == "sha256sum";
  if (!sha256 && name != "shasum") return false;
  for (std::size_t i = 1; i < command.words.size(); ++i) {
    const std::string_view word = command.words[i].value;
    if (word == "-c" || word == "--check" || word == "-cs" || word == "-sc")
      check = true;
    else if (name == "shasum" && word == "-a" && i + 1 < command.words.size())
      sha256 = command.words[++i].value == "256";
    else if (word != "-" && word != "--status" && word != "--quiet" && word != "--strict" && word != "-s" &&
             word != "-w")
      return false;
  }
  return check && sha256;
}

}  // namespace

std::optional<ChecksumCheck> checksum_check(const shell::Pipeline& pipeline) {
  if (pipeline.commands.size() != 2 || pipeline.negated) return std::nullopt;
  const shell::Command& writes = pipeline.commands[0];
  const shell::Command& reads = pipeline.commands[1];
  if (!is_plain(writes) || !is_plain(reads) || !checks(reads)) return std::nullopt;
  const std::string_view name = writes.words.front().value;
  if (name != "echo" && name != "printf") return std::nullopt;
  std::string text;
  for (std::size_t i = 1; i < writes.words.size(); ++i) text += (i == 1 ? "" : " ") + writes.words[i].value;
  if (name == "printf" && text.ends_with("\\n")) text.resize(text.size() - 2);
  if (text.size() < kDigits + 3 || text.find_first_of("\\%\n") != std::string::npos) return std::nullopt;
  // Two signs part the sum from the file: a blank, and a blank or the * of what is binary.
  std::string sum = lower_case(std::string_view(text).substr(0, kDigits));
  if (sum.find_first_not_of("0123456789abcdef") != std::string::npos || text[kDigits] != ' ') return std::nullopt;
  std::string_view file = std::string_view(text).substr(kDigits + 1);
  if (file.front() != ' ' && file.front() != '*') return std::nullopt;
  file.remove_prefix(1);
  if (file.empty() || file == "-" || file.contains(' ')) return std::nullopt;
  return ChecksumCheck{std::move(sum), std::string(file)};
}

}  // namespace s1::rules
