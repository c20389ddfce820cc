// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/delete-from-root.
#include <algorithm>
#include <string>

#include "facts/base_images.h"
#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "model/shell_values.h"
#include "rules/rule.h"
#include "rules/shell_edits.h"

namespace s1::rules::dockerfile_delete_from_root {
namespace {

using shell::Part;
using shell::PartKind;

constexpr std::string_view folders[] = {"",         "/bin",     "/boot",      "/dev",       "/etc", "/home",
                                        "/lib",     "/lib64",   "/media",     "/mnt",       "/opt", "/proc",
                                        "/root",    "/run",     "/sbin",      "/srv",       "/sys", "/usr",
                                        "/usr/bin", "/usr/lib", "/usr/local", "/usr/share", "/var"};

// Whether what is left of the path without its variables is the root or a folder of the system.
bool is_vital(std::string_view path) {
  if (!path.starts_with('/')) return false;
  while (path.ends_with('*') || path.ends_with('/')) path.remove_suffix(1);
  return std::ranges::find(folders, path) != std::end(folders);
}

bool is_set_by_base(const model::Dockerfile& file, const model::ShellScript& shell, std::string_view name) {
  constexpr std::string_view kUsual[] = {"PWD", "OLDPWD", "GOPATH", "GOROOT", "VIRTUAL_ENV", "CONDA_DIR", "TMPDIR"};
  if (name.ends_with("HOME") || std::ranges::find(kUsual, name) != std::end(kUsual)) return true;
  if (shell.owner->stage < 0) return true;
  const model::Base base = model::base(file.tree, file.tree.stages[static_cast<std::size_t>(shell.owner->stage)]);
  return base.facts != nullptr && std::ranges::find(base.facts->env, name) != base.facts->env.end();
}

// The literal text of the word; the variables that may be empty are added to `empty`. False where another is in it.
bool without_variables(model::ShellValues& values, const std::vector<Part>& parts, std::string& text,
                       std::vector<const Part*>& empty) {
  for (const Part& part : parts) {
    if (part.kind == PartKind::parameter) {
      const bool plain = part.prefix == '\0' && (part.detail.empty() || part.detail.starts_with('%'));
      if (!plain || !values.of(part).may_be_empty) return false;
      empty.push_back(&part);
    } else if (part.kind == PartKind::double_quoted) {
      if (!without_variables(values, part.parts, text, empty)) return false;
    } else if (part.kind == PartKind::literal || part.kind == PartKind::single_quoted || part.kind == PartKind::glob) {
      text += part.text;
    } else {
      return false;
    }
  }
  return true;
}

void check(const model::Dockerfile& file, Sink& out) {
  for (const model::ShellScript& shell : file.shells) {
    model::ShellValues values(shell);
    for_each_shell_command(shell, [&](const shell::Command& command, const model::ShellPlace& place) {
      const shell::Invocation call = shell::invocation(command);
      if (call.name != "rm" || !(call.has_option("recursive", 'r') || call.has_option({}, 'R'))) return;
      for (const shell::Word* word : call.operands()) {
        std::string text;
        std::vector<const Part*> empty;
        if (word->literal || !without_variables(values, word->parts, text, empty) || empty.empty()) continue;
        const bool by_base = std::ranges::any_of(empty, [&](const Part* part) {
          return !values.of(*part).set_here && is_set_by_base(file, shell, part->text);
        });
        if (by_base || !is_vital(text)) continue;
        const Part& part = *empty.front();
        Report report{.span = word->span, .message = "Where $" + part.text + " is empty, this deletes " + text};
        if (empty.size() == 1 && part.detail.empty() && place.editable) {
          report.edits = {{part.span, "${" + part.text + ":?}"}};
          report.fix_description = "Stop where the variable is empty";
        }
        out.report(std::move(report));
      }
    });
  }
}

constexpr std::string_view aliases[] = {"SC2115"};

constexpr Bad bad[] = {
    {"FROM debian:12\nARG APP_DIR\nRUN rm -rf «\"$APP_DIR\"/*»\n",
     "FROM debian:12\nARG APP_DIR\nRUN rm -rf \"${APP_DIR:?}\"/*\n"},
    {"FROM debian:12\nRUN d=$(cat /where); rm -r -f a «${d}/usr/bin/»\n",
     "FROM debian:12\nRUN d=$(cat /where); rm -r -f a ${d:?}/usr/bin/\n"},
    {"FROM debian:12\nRUN rm -rf «\"$PREFIX_DIR/\"»\n", "FROM debian:12\nRUN rm -rf \"${PREFIX_DIR:?}/\"\n"},
    // No fix: two variables.
    {"FROM debian:12\nARG A\nARG B\nRUN rm -rf «\"/$A$B\"»\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nARG APP_DIR=/srv/app\nRUN rm -rf \"$APP_DIR\"/*\n",
    "FROM debian:12\nARG APP_DIR\nRUN rm -rf \"${APP_DIR:?}\"/* \"$APP_DIR/cache/tmp\" \"$APP_DIR\"\n",
    "FROM debian:12\nARG APP_DIR\nRUN rm -f \"$APP_DIR\"/* && echo rm -rf \"$APP_DIR\"/*\n",
    "FROM node:22\nRUN d=$(mktemp -d) && rm -rf \"$d\"/* \"$HOME\"/* $JAVA_HOME/bin $YARN_VERSION/*\n",
    "FROM debian:12\nRUN rm -rf /var/lib/apt/lists/*\n",
};

constexpr std::string_view references[] = {"https://www.shellcheck.net/wiki/SC2115"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/delete-from-root",
    .title = "rm -r deletes from the root where a variable is empty",
    .help = "Write ${NAME:?}, which stops where the variable is empty",
    .severity = Severity::high,
    .confidence = Confidence::medium,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"md(`rm -rf "$DIR/"*` is `rm -rf /*` when DIR is empty: the step deletes the image's system, and where a cache or a
folder of the host is mounted, that too.

Write `"${DIR:?}/"*`: the shell then stops with an error instead.

Reported where what is left without the variable is the root or a folder of the system, and the variable may be empty: an
`ARG` without a default, one that the script reads or works out, one that nothing sets. Variables that the base image
sets, or is used to set (`HOME`, `JAVA_HOME`, `GOPATH`), are left alone.

The fix is unsafe: a build in which the variable was empty now fails.)md",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_delete_from_root
