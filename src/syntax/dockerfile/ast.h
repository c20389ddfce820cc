// SPDX-License-Identifier: Apache-2.0
// The tree of one Dockerfile or Containerfile. Every node has its span in the file; nothing of the file is lost: the
// tokens tile it (print() gives the same bytes back). Views point into the file's bytes or into storage that File owns:
// they live as long as the File.
#pragma once
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/comment.h"
#include "text/diagnostic.h"
#include "text/mapped_text.h"
#include "text/source.h"
#include "text/span.h"

namespace s1::shell {
struct Script;
}

namespace s1::dockerfile {

enum class Kind : std::uint8_t {
  add,
  arg,
  cmd,
  copy,
  entrypoint,
  env,
  expose,
  from,
  healthcheck,
  label,
  maintainer,
  onbuild,
  run,
  shell,
  stopsignal,
  user,
  volume,
  workdir,
  unknown,
};

// How an instruction's arguments are written.
enum class Form : std::uint8_t {
  plain,  // words, or one text
  json,   // a JSON array of strings: exec form
};

// One argument. `raw` is as written, with continuation lines joined; quotes, escapes and variables are still in it (a
// JSON string: decoded). `span` runs from its first to past its last byte in the file (a JSON string: with its quotes).
struct Word {
  Span span;
  std::string_view raw;
};

// KEY=VALUE of ENV, LABEL and ARG, or the old form `ENV KEY VALUE`.
struct Pair {
  Word key;
  Word value;              // empty where has_value is false
  bool has_value = false;  // false: `ARG NAME`
  bool legacy = false;     // `ENV KEY the rest of the line`
};

// `--name=value` before the arguments; `--name` alone has no value.
struct Flag {
  Span span;
  std::string_view name;   // without the dashes, as written
  std::string_view value;  // quotes and escapes removed, as BuildKit does; variables still in it
  Span value_span;         // as written, quotes too
  bool has_value = false;
};

struct Heredoc {
  Span opener;                 // `<<-"EOF"`, with a file descriptor before it if there is one
  std::string_view delimiter;  // EOF
  bool expands = true;         // false where the delimiter is quoted
  bool strips_tabs = false;    // <<-
  bool terminated = true;      // false: the file ended first
  Span body;                   // whole lines, with the last line end; as they stand in the file
  Span terminator;             // the closing line without its line end
};

struct Instruction {
  Kind kind = Kind::unknown;
  Form form = Form::plain;
  Span span;     // from the keyword to the end of the last line that belongs to it (heredocs too), without the line end
  Span keyword;  // as written: RUN, run, Run
  std::string_view keyword_text;  // the same, with continuation lines joined
  Span header;  // from the keyword to the end of its (continued) line: what a finding about the whole of it marks
  std::uint32_t index = 0;  // in File::instructions; an `inner` one has that of its owner
  std::int32_t stage = -1;  // index into File::stages; -1 before the first FROM
  std::int32_t shell = -1;  // index of the SHELL in force here (of this stage or one that it is FROM); -1: none

  std::vector<Flag> flags;
  MappedText arguments;  // all after the flags, continuation lines joined, comments out, white space trimmed
  // The arguments one by one. Where `form` is json: the strings, decoded. Else:
  //   FROM, COPY, ADD, EXPOSE, VOLUME          split at white space; quotes do not hold words together there
  //   ENV, LABEL, ARG                          split at white space outside quotes; see also `pairs`
  //   USER, WORKDIR, STOPSIGNAL, MAINTAINER    one word, the whole text
  //   HEALTHCHECK                              one word, NONE or CMD; see also `inner`
  //   RUN, CMD, ENTRYPOINT, SHELL, ONBUILD, unknown   none; see `arguments`
  std::vector<Word> words;
  std::vector<Pair> pairs;             // ENV, LABEL, ARG
  std::vector<Heredoc> heredocs;       // RUN, COPY, ADD
  std::unique_ptr<Instruction> inner;  // ONBUILD's instruction (with its heredocs); HEALTHCHECK's CMD (kind cmd)
  // What a POSIX shell runs here: set by parse_scripts() for RUN, CMD, ENTRYPOINT and HEALTHCHECK CMD in shell form,
  // for ["sh", "-c", "…"] (bash, ash, dash, … likewise), and for a heredoc that is the script itself. Null: exec form
  // of another program, PowerShell, cmd, a heredoc with a #! of another language, or not parsed yet.
  std::shared_ptr<const shell::Script> script;

  [[nodiscard]] const Flag* flag(std::string_view name) const;  // the first of that name (case-sensitive), or null
};

// What FROM names, before any variable is put in: REGISTRY/PATH:TAG@DIGEST.
struct ImageRef {
  std::string_view raw;
  std::string_view name;    // registry/path
  std::string_view tag;     // empty: none
  std::string_view digest;  // sha256:…; empty: none
};
[[nodiscard]] ImageRef parse_image_ref(std::string_view raw);

struct Stage {
  std::uint32_t index = 0;
  std::uint32_t from = 0;  // index into File::instructions
  Word image;              // as written; may hold variables
  // With the global ARGs' defaults put in. Variables with no value stay as ${NAME}, the platform ARGs (TARGETARCH, …)
  // too: their values differ from one build to the next.
  std::string image_value;
  bool image_known = true;            // false where a variable without a value is in it
  std::optional<Word> name;           // AS name
  Span as_keyword;                    // empty without a name
  std::optional<std::uint32_t> base;  // the earlier stage that FROM names
  std::uint32_t root = 0;  // the first stage of the chain of FROMs that ends here: the one that is FROM an image
  std::vector<std::uint32_t> instructions;  // without the FROM, in order; indices into File::instructions
  bool is_final = false;                    // the last stage: what is built without --target
};

// A parser directive: `# syntax=…`, `# escape=…`, `# check=…`.
struct Directive {
  Span span;
  std::string_view name;  // lower case
  std::string_view value;
  Span value_span;
};

// What a piece of the file is. The tokens of a File lie one after the other and cover it whole.
enum class TokenKind : std::uint8_t {
  bom,
  whitespace,  // blanks and tabs, and blank lines with their line ends
  newline,
  comment,
  directive,
  keyword,
  flag,
  argument,      // any text of an argument
  continuation,  // the escape character, blanks after it, and the line end
  heredoc_body,
  heredoc_end,
};
struct Token {
  TokenKind kind{};
  Span span;
};

// What ARG and ENV declare, by stage; made by parse() for expand().
class Variables;

class File {
 public:
  File() = default;
  File(File&&) noexcept = default;  // moving keeps every view and every address of an instruction valid
  File& operator=(File&&) noexcept = default;
  ~File() = default;

  // Never fails: what cannot be read is in `diagnostics`, and the rest is read.
  [[nodiscard]] static File parse(const Source& source);  // `source` must outlive the File

  const Source* source = nullptr;
  char escape = '\\';  // or '`'
  std::vector<Directive> directives;
  std::vector<Token> tokens;
  // Scope: the instruction that the comment precedes (blank lines between do not matter) or stands in.
  std::vector<Comment> comments;
  std::deque<Instruction> instructions;
  std::vector<Stage> stages;
  // At most a hundred. Codes of what BuildKit's parser refuses (`rejected` is set): no-instructions, line-too-long,
  // repeated-directive, invalid-escape, missing-value, missing-equals, json-not-strings, unterminated-heredoc. Of what
  // it takes and the build refuses later: unknown-instruction, unknown-flag, repeated-flag, missing-flag-value,
  // invalid-flag-value, missing-argument, wrong-argument-count, blank-name, invalid-stage-name, before-from, not-json,
  // invalid-healthcheck, invalid-onbuild. And too-many-diagnostics.
  std::vector<Diagnostic> diagnostics;
  // True where BuildKit's parser would refuse the file (no instructions, an ENV without a value, …).
  bool rejected = false;

  // The stage that is built for `--target name`; the last one for an empty name; null where there is none.
  [[nodiscard]] const Stage* target(std::string_view name = {}) const;
  // The stages that building `target` builds: itself, those it is FROM, those it copies or mounts from. By index.
  [[nodiscard]] std::vector<bool> reachable(const Stage& target) const;
  // The stage that `--from=name` or `from=name` means when written in `stage`: an earlier stage's name or number. Null:
  // an image.
  [[nodiscard]] const Stage* find_stage(std::string_view name, const Stage& before) const;
  // The stages that stage `at` copies or mounts from. A variable in a name stands for any text: all earlier stages that
  // fit are named.
  [[nodiscard]] std::vector<std::uint32_t> sources(const Stage& at) const;
  // The shell that runs the shell form at an instruction: the last SHELL before it in the stage or in the stages it is
  // FROM; empty where none is set (then it is the base image's, `/bin/sh -c` on Linux).
  [[nodiscard]] std::span<const Word> shell_at(const Instruction& at) const;

  std::deque<std::string> storage;  // what views point to that is not in the file as it is
  std::unordered_map<std::string, std::vector<std::uint32_t>> stage_names;  // lower case; the stages so named, in order
  std::shared_ptr<const Variables> variables;
};

// RUN, COPY, …; empty for unknown.
[[nodiscard]] std::string_view name(Kind kind);
// The flags that BuildKit knows for the instruction.
[[nodiscard]] std::span<const std::string_view> known_flags(Kind kind);
// The value of an option of `RUN --mount=type=cache,target=/x`: of "target" here "/x"; empty where it is written
// without a value (`readonly`). No value where it is not there. Letter case of keys does not count.
[[nodiscard]] std::optional<std::string_view> mount_option(const Flag& mount, std::string_view key);

// Which language the shell form at an instruction is in. A Windows base image or SHELL ["powershell", …] and SHELL
// ["cmd", …] say so.
enum class ShellKind : std::uint8_t { sh, bash, powershell, cmd, other };
[[nodiscard]] ShellKind shell_kind(const File& file, const Instruction& at);

// Parses every shell script of the file into Instruction::script (and of `inner`). Once, before rules run.
void parse_scripts(File& file);

// The file's bytes, put together from the tokens.
[[nodiscard]] std::string print(const File& file);
// One line an instruction, as S-expressions, in the manner of BuildKit's own dump; for tests.
[[nodiscard]] std::string dump(const File& file);

// ---- Variables -----------------------------------------------------------------------------------------------------

struct Expansion {
  std::string text;             // unknown parts stay as ${NAME}
  bool known = true;            // no variable without a value is in it
  std::vector<Word> undefined;  // uses of variables that nothing declares; `raw` is the name
  bool valid = true;            // false: an open quote, a malformed ${…}, or nesting past any use; `text` is as written
};

// Puts in the variables that are known at `at` (ARG defaults and ENV of the stage and of the stages that it is FROM;
// the ARGs before the first FROM where `at` is FROM or stands before it), with every modifier of BuildKit: :- - :+ + :?
// ? #
// ## % %% / //. Quotes are removed as BuildKit does.
//
// The build is taken to be one without --build-arg: `ARG A` alone has no value, so ${A:-x} is x, and $A stays as ${A},
// not known. Platform ARGs, PATH and the predefined proxy ARGs are declared and have no known value; in a stage, a
// platform ARG is declared by ARG alone. A stage that is FROM an image may have variables from it: a name that nothing
// in the file declares is `undefined` all the same, save where a modifier says what holds without it (${A:-x},
// ${A:+x}); then it is only not known.
[[nodiscard]] Expansion expand(const File& file, const Instruction& at, const Word& word);

// The variables that BuildKit itself declares: TARGETPLATFORM, BUILDARCH, HTTP_PROXY, …
[[nodiscard]] bool is_predefined_arg(std::string_view name);

}  // namespace s1::dockerfile
