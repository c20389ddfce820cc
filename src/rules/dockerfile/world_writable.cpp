// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/world-writable.
#include <algorithm>

#include "model/command_line.h"
#include "model/dockerfile.h"
#include "rules/narrow_mode.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_world_writable {
namespace {

bool is_octal(std::string_view mode) {
  return !mode.empty() && mode.size() <= 5 && mode.find_first_not_of("01234567") == std::string_view::npos;
}

// One clause of a symbolic mode, "go+w": true where it lets others write.
bool clause_opens(std::string_view clause) {
  const std::size_t op = clause.find_first_of("+=-");
  if (op == std::string_view::npos || clause[op] == '-') return false;
  const std::string_view who = clause.substr(0, op);  // empty: everyone whom the umask does not keep out, so not others
  const std::string_view what = clause.substr(op + 1);
  return who.find_first_of("oa") != std::string_view::npos && what.find('w') != std::string_view::npos;
}

// True where the mode lets everyone write and has no sticky bit, which would keep them from each other's files.
bool is_world_writable(std::string_view mode) {
  if (is_octal(mode)) {
    const bool sticky = mode.size() >= 4 && (mode[mode.size() - 4] - '0') % 2 == 1;
    return (mode.back() - '0') & 2 && !sticky;
  }
  bool opens = false;
  while (!mode.empty()) {
    const std::string_view clause = mode.substr(0, mode.find(','));
    mode.remove_prefix(std::min(mode.size(), clause.size() + 1));
    if (clause.find('t') != std::string_view::npos) return false;
    opens = opens || clause_opens(clause);
  }
  return opens;
}

std::string message(std::string_view mode) {
  return "Mode " + std::string(mode) + " lets every user of the container write";
}

// What is made again when the container starts is no part of the image.
bool is_device(const shell::Word* word) {
  return word->value.starts_with("/dev/") || word->value.starts_with("/proc/");
}

void check_chmod(const model::Dockerfile& file, const model::Run& run, const model::Call& call, Sink& out) {
  // A mode may begin with a dash (`chmod -w`), so the options are taken off by hand.
  auto mode = std::ranges::find_if(call.arguments, [](const shell::Word* word) {
    return !word->value.starts_with('-') || word->value.find_first_not_of("-rwxXst") == std::string::npos;
  });
  if (mode == call.arguments.end() || !(*mode)->literal || !is_world_writable((*mode)->value)) return;
  if (mode + 1 != call.arguments.end() && std::all_of(mode + 1, call.arguments.end(), is_device)) return;
  Report report{.span = (*mode)->span, .message = message((*mode)->value)};
  report.edits = narrow_chmod(file, run, call, **mode);
  if (!report.edits.empty()) report.fix_description = "Let the owner alone write";
  out.report(std::move(report));
}

void check_mode_option(const model::Call& call, Sink& out) {  // mkdir -m 777, install --mode=666
  const model::CommandLine line = model::read_command_line(
      call.arguments, {.short_with_value = call.name == "install" ? "mogtS" : "m", .long_with_value = {}});
  for (const model::Option& option : line.options) {
    if ((option.name == "m" || option.name == "mode") && is_world_writable(option.value)) {
      out.report({.span = option.word->span, .message = message(option.value)});
    }
  }
}

void check(const model::Dockerfile& file, Sink& out) {
  for (const model::Run& run : file.runs) {
    for (const model::Call& call : run.calls) {
      if (call.name == "chmod") check_chmod(file, run, call, out);
      if (call.name == "mkdir" || call.name == "install") check_mode_option(call, out);
    }
  }
  for (const dockerfile::Instruction& instruction : file.tree.instructions) {
    const dockerfile::Instruction& copy = instruction.inner != nullptr ? *instruction.inner : instruction;
    if (copy.kind != dockerfile::Kind::copy && copy.kind != dockerfile::Kind::add) continue;
    const dockerfile::Flag* flag = copy.flag("chmod");
    if (flag == nullptr || !is_world_writable(flag->value)) continue;
    Report report{.span = flag->span, .message = message(flag->value)};
    if (instruction.inner == nullptr) report.edits = narrow_flag(file, copy, *flag);
    if (!report.edits.empty()) report.fix_description = "Let the owner alone write";
    out.report(std::move(report));
  }
}

constexpr Bad bad[] = {
    {"FROM debian:12\nRUN chmod -R «777» /srv && chmod «0666» /etc/app.conf && mkdir -m755 /data\n",
     "FROM debian:12\nRUN chmod -R 755 /srv && chmod 0644 /etc/app.conf && mkdir -m755 /data\n"},
    {"FROM debian:12\nRUN chmod «a+rwX» /srv && chmod «666» /srv/a && true\nCOPY «--chmod=777» app /app\n",
     "FROM debian:12\nRUN chmod u+rwX,go+rX /srv && chmod 644 /srv/a && true\nCOPY --chmod=755 app /app\n"},
    // Who is not root has to own it then.
    {"FROM node:22-slim\nRUN mkdir /data && chmod -R «777» /data\nUSER node\n",
     "FROM node:22-slim\nRUN mkdir /data && chown -R node /data && chmod -R 755 /data\nUSER node\n"},
    {"FROM debian:12\nRUN useradd app\nRUN chmod «777» /a \"$B\"\nUSER app\n",
     "FROM debian:12\nRUN useradd app\nRUN chown app /a \"$B\" && chmod 755 /a \"$B\"\nUSER app\n"},
    // Not where it is not known who has to write: another image's user, a server's workers.
    {"FROM registry.example.com/base:1\nRUN chmod «777» /srv && mkdir «-m777» /data\n"},
    {"FROM php:8.4-apache\nRUN chmod -R «777» /var/www/html/storage\n"},
    {"FROM debian:12\nRUN chmod --recursive «u=rwx,o+w» /data\n"},
    {"FROM debian:12\nONBUILD ADD «--chmod=0777» app /app\nRUN [\"chmod\", «\"ugo+rwx\"», \"/tmp\"]\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN chmod 1777 /tmp && chmod a+rwxt /scratch && chmod 2775 /srv && chmod -R 755 /app\n",
    "FROM debian:12\nRUN chmod +w /etc/app.conf && chmod g+w /srv && chmod o-w /srv && chmod +x /777 && chmod a+rx "
    "/app\n",
    "FROM debian:12\nRUN chmod \"$MODE\" /srv && echo chmod 777 /srv && chmod --reference=/a /777\nCOPY --chmod=755 "
    "app /app\n",
    "FROM nginx:1.27\nRUN chmod o+w /dev/stdout /dev/stderr && mkdir -m 0770 /data\n",
};

constexpr std::string_view references[] = {"https://cwe.mitre.org/data/definitions/732.html"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/world-writable",
    .title = "Files are made writable for every user",
    .help = "Give the files to the user that writes them (COPY --chown, chown), with mode 755 or 644",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .docs =
        R"(With mode 777 or `o+w`, any process in the container, whatever user it runs as, can replace programs and
configuration that others run and trust. A flaw in the least of them is then enough to take over the rest.

It is mostly written because the container runs as another user than the one that owns the files. Give the files to
that user (`COPY --chown=app:app`), or to a group with `g=u`, and make only those folders writable that are written
to.

A folder that all must write to has the sticky bit, like `/tmp`: 1777. `chmod +w` obeys the umask and does not open
a file to others; `/dev/stdout` is made anew for every container: neither is reported. Builders count, since `COPY
--from` keeps modes.

The fix leaves the right to write to the owner: 755 for 777. Where the container does not run as root, a `chown` before it
makes that user the owner. It is unsafe: a process that changes its user, or a container that is run as another user than
the Dockerfile's, may have to write there. It is not offered where the container's user is not known, for servers whose
workers run as another user, for programs that give root up by themselves, and for the modes of `mkdir` and `install`.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_world_writable
