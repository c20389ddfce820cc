// SPDX-License-Identifier: Apache-2.0
// The edits that rules make in Dockerfiles, and the guards that many of them share. All of them leave comments, line
// ends and the layout of what they do not change as they are.
#pragma once
#include <optional>
#include <string_view>

#include "model/dockerfile_run.h"
#include "syntax/dockerfile/ast.h"
#include "text/edit.h"

namespace s1::rules {

// True where a comment of the Dockerfile stands in the span, so that replacing it would take the comment away.
[[nodiscard]] bool holds_comment(const dockerfile::File& file, Span span);
// The instruction's lines, with the last one's end. Empty where it shares its first line with something else.
[[nodiscard]] Span whole_lines(const Source& source, Span instruction);
// The line end that the file uses where `offset` is: that of its line, or of the one before.
[[nodiscard]] std::string_view line_end_at(const Source& source, std::uint32_t offset);

// Where a line of its own goes that is to stand before the instruction: above the comments that belong to it. No value
// where the instruction does not begin its line.
[[nodiscard]] std::optional<std::uint32_t> line_before(const dockerfile::File& file,
                                                       const dockerfile::Instruction& instruction);

// Puts an argument after a word of the command.
[[nodiscard]] Edit insert_argument(const model::Run& run, const shell::Word& after, std::string_view argument);
// Takes a command's words from `from` up to `to` away, with what is between them. Nothing where a comment is there.
[[nodiscard]] std::optional<Edit> remove_words(const model::Run& run, const shell::Word& from, const shell::Word& to);
// Takes a command's arguments away, from `first` to `last`, with the white space that they no longer need. Nothing
// where something else stands between them and their neighbours: a comment, a redirection.
[[nodiscard]] std::optional<Edit> remove_arguments(const model::Run& run, const shell::Command& command,
                                                   const shell::Word& first, const shell::Word& last);
// Takes a command away with the `&&` or `;` after it. Nothing where that could change whether another command runs, or
// where a comment stands before the next one.
[[nodiscard]] std::optional<Edit> remove_command(const model::Run& run, const shell::Command& command);
// Takes the last command of a list away with the `&&` before it. Nothing where it is joined in another way: whether the
// RUN succeeds would hang on another command.
[[nodiscard]] std::optional<Edit> remove_last_command(const model::Run& run, const shell::Command& command);
// One or the other; the whole RUN where it does nothing else and does not keep instructions apart.
[[nodiscard]] std::optional<Edit> remove_command_or_run(const model::Run& run, const shell::Command& command);

// Takes NAME=VALUE away from an ENV or ARG, and the instruction with its only one. Nothing where a comment would go
// with it, and for what ONBUILD defers.
[[nodiscard]] std::optional<Edit> remove_pair(const dockerfile::File& file, const dockerfile::Instruction& instruction,
                                              const dockerfile::Pair& pair);

// Takes a command away with the `&&` or `;` before it, the last one of a list too; the first as remove_command().
// Nothing where that could change whether another command runs, or where a comment stands there.
[[nodiscard]] std::optional<Edit> drop_command(const model::Run& run, const shell::Command& command);
// Takes one word of a command away with the blanks (exec form: the comma) before it.
[[nodiscard]] std::optional<Edit> drop_word(const model::Run& run, const shell::Command& command,
                                            const shell::Word& word);

// Adds `&& command` after the RUN's last command, on a line of its own where the RUN has several. Nothing where that is
// no place for it: exec form, a heredoc of the last command, a command in the background, `exit`.
[[nodiscard]] std::optional<Edit> append_command(const model::Run& run, std::string_view command);
// The same for a command of `call`'s own program (npm ci … npm cache clean). Nothing, too, where it might not be there
// for it at the end of the RUN: `call` stands in a branch or behind `||`, is run by another shell or user, or is
// removed again.
[[nodiscard]] std::optional<Edit> append_to_call(const model::Run& run, const model::Call& call,
                                                 std::string_view command);

}  // namespace s1::rules
