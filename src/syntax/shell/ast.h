// SPDX-License-Identifier: Apache-2.0
// The tree of a POSIX shell script with the bash extensions that Dockerfiles and CI steps use. Spans are places in the
// file that the script was taken from, whatever was joined or left out on the way (text/mapped_text.h). Strings are
// owned by the nodes.
//
// The tree is for analysis: which commands run with which arguments, in which order and under which condition. What a
// variable holds is not known here; a word that has one is not `literal`.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/comment.h"
#include "text/diagnostic.h"
#include "text/mapped_text.h"
#include "text/span.h"

namespace s1::shell {

struct Script;

enum class PartKind : std::uint8_t {
  literal,        // unquoted text, escapes decoded
  single_quoted,  // '…' and $'…', decoded
  double_quoted,  // "…" and $"…": see parts
  parameter,      // $name, ${name…}: text = the name, detail = all after the name inside the braces (":-x")
  command,        // $(…) and `…`: see script
  arithmetic,     // $((…)): text = inside
  process,        // <(…) and >(…): text = < or >; see script
  glob,           // *, ?, […] and @(…|…) outside quotes, as written
  tilde,          // ~ or ~user at the beginning of a word
  brace,          // {a,b} or {1..3}, as written
};

struct Part {
  PartKind kind{};
  char prefix = '\0';  // of ${#name} and ${!name}: '#' or '!'
  Span span;
  std::string text;
  std::string detail;
  // Of double_quoted: all of it. Of parameter, arithmetic and glob: the expansions inside; of brace: all but literal
  // text.
  std::vector<Part> parts;
  std::shared_ptr<Script> script;  // of command and process
};

struct Word {
  Span span;
  std::vector<Part> parts;
  std::string value;     // quotes removed; variables, substitutions and globs as they are written
  bool literal = false;  // nothing in it depends on the run: `value` is what the command gets
};

struct Assignment {
  Span span;
  std::string name;
  std::string subscript;  // name[subscript]=value, as written
  bool append = false;    // +=
  bool is_array = false;  // name=( … ): see elements; `value` has them as written
  Word value;
  std::vector<Word> elements;
};

struct Redirection {
  Span span;
  std::string fd;  // "", "2", "{name}"
  std::string op;  // > >> < <> >& <& &> &>> >| << <<- <<<
  Word target;     // a heredoc: its delimiter
  // Of a heredoc:
  Span body;            // its lines in the file, without the delimiter's
  bool expands = true;  // false where the delimiter is quoted
  Word document;        // what the command reads: `value` as after <<- took tabs off; `parts` where it expands
  std::shared_ptr<const Script> script;  // where a shell runs it: `bash <<EOF`
};

enum class CommandKind : std::uint8_t {
  simple,
  subshell,        // ( … )
  group,           // { …; }
  if_clause,       // children: condition, then, [condition, then …], [else]
  while_clause,    // children: condition, body (until: negated)
  for_clause,      // words: the list; text: the variable; children: body (select … too)
  for_arithmetic,  // for ((…)): text: all between the parentheses; children: body
  case_clause,     // words: the subject; children: one a branch; patterns in `patterns`
  function,        // text: the name; children: body
  test,            // [[ … ]]: words, the operators among them
  arithmetic,      // (( … )): text; what expands in it: parts of the only word
};

struct Command {
  CommandKind kind{};
  Span span;
  std::vector<Assignment> assignments;
  std::vector<Word> words;  // simple: the command's name and its arguments
  std::vector<Redirection> redirections;
  std::vector<Script> children;
  std::vector<std::vector<Word>> patterns;  // case: one list a branch
  std::string text;
  bool negated = false;   // until
  bool has_else = false;  // if
  // What another shell runs for this simple command: `sh -c '…'`, `su -c '…'`. Only where the text is known but for
  // plain variables.
  std::shared_ptr<const Script> inner;
};

struct Pipeline {
  Span span;
  bool negated = false;  // !
  std::vector<Command> commands;
  std::vector<Span> pipes;  // one less than commands; `|` or `|&`
};

// What joins a pipeline to the one before it.
enum class Joint : std::uint8_t {
  first,
  and_then,
  or_else,
  sequence,    // ; or a line end
  background,  // the one before ended in &
};

struct Item {
  Joint joint{};
  Span joint_span;  // empty for the first
  Pipeline pipeline;
  bool background = false;  // ends in &, which sends the whole list that it ends (a && b &) to the background
};

struct Script {
  Span span;
  std::vector<Item> items;
  std::vector<Comment> comments;                     // the outermost script has them all; scope: empty
  std::vector<Diagnostic> diagnostics;               // the outermost script has them all
  std::shared_ptr<const std::string> comment_texts;  // what the comments' texts are views into
};

// Never fails: what cannot be read is a diagnostic, and reading goes on at the next line or separator. Nesting is
// bounded.
[[nodiscard]] Script parse(const MappedText& text);

// S-expressions, one line an item; for tests.
[[nodiscard]] std::string dump(const Script& script);

// ---- Views for rules

// Calls `visit` for every simple command, in the order in which they begin, through subshells, groups, control flow,
// functions, substitutions (in words, assignments, redirections, heredocs), and what `sh -c` is given.
void for_each_command(const Script& script, const std::function<void(const Command&)>& visit);

// The script itself and every script in it, in the order in which they begin: for sequences (`a && b; c` are the items
// of one script).
void for_each_script(const Script& script, const std::function<void(const Script&)>& visit);

// What `set` and a shell's own arguments turn on.
struct Options {
  bool errexit = false;   // -e
  bool pipefail = false;  // -o pipefail
  friend bool operator==(Options, Options) = default;
};
// `options` after arguments like "-euo pipefail", "+o pipefail": of `set`, of a shell, of SHELL ["/bin/bash", "-o",
// "pipefail", "-c"].
[[nodiscard]] Options with_options(std::span<const std::string_view> arguments, Options options = {});

// Every pipeline (also of one command alone), in the order in which they begin, with the options in effect when it
// runs. `initial` are those that the script is started with. What a group or a condition sets stays set after it; a
// subshell's, a function's and a substitution's end with it.
void for_each_pipeline(const Script& script, Options initial,
                       const std::function<void(const Pipeline&, Options)>& visit);

// The command's name without its folder ("/usr/bin/apt-get" and "$PREFIX/bin/apt-get" → "apt-get"); empty where it is
// not literal, and for what is not a simple command.
[[nodiscard]] std::string_view name_of(const Command& command);

// What another shell runs for this command: the argument of `sh -c` and its like (also behind wrappers), or a heredoc
// that a shell reads. Null: nothing, or not known.
[[nodiscard]] const Script* inner_script(const Command& command);

// What a simple command really runs, with wrappers that run their arguments taken off: sudo, env (and its assignments),
// time, nice, exec, command, nohup, xargs, ionice, timeout, gosu, su-exec, … Arguments are the words after the name. A
// wrapper without a command, and one that only looks a command up (`command -v`), is the name itself.
struct Invocation {
  std::string_view name;                   // as name_of()
  const Word* word = nullptr;              // the name's word; null where the command has no words
  std::vector<const Word*> arguments;      // all after the name
  std::vector<std::string_view> wrappers;  // outermost first: {"sudo", "env"}

  // The first argument that is not an option ("install" of `apt-get -y install`), skipping the values of
  // `options_with_value` ("-o", "--file").
  [[nodiscard]] const Word* subcommand(const std::vector<std::string_view>& options_with_value = {}) const;
  // The arguments that are no options and no values of `options_with_value`; all after `--`.
  [[nodiscard]] std::vector<const Word*> operands(const std::vector<std::string_view>& options_with_value = {}) const;
  // True where an argument before `--` is the long option `--name` or `--name=…`, or holds the short letter in a bundle
  // (`-qy` has 'y').
  [[nodiscard]] bool has_option(std::string_view long_name, char short_name = '\0') const;
  // The value of the last such option: `--name=value`, `--name value`, `-nvalue`, `-n value`.
  [[nodiscard]] std::optional<std::string_view> option_value(std::string_view long_name, char short_name = '\0') const;
};
[[nodiscard]] Invocation invocation(const Command& command);

}  // namespace s1::shell
