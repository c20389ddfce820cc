// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/delete-system-folder.
#include <algorithm>
#include <string>

#include "model/dockerfile.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_delete_system_folder {
namespace {

constexpr std::string_view folders[] = {"",         "/bin",     "/dev",      "/etc", "/lib",
                                        "/lib64",   "/proc",    "/sbin",     "/sys", "/usr",
                                        "/usr/bin", "/usr/lib", "/usr/sbin", "/var", "/usr/lib64"};

bool is_system(const shell::Word& word) {
  const bool known = std::ranges::all_of(word.parts, [](const shell::Part& part) {
    return part.kind != shell::PartKind::parameter && part.kind != shell::PartKind::command;
  });
  std::string_view path = word.value;
  if (!known || !path.starts_with('/')) return false;
  if (path.ends_with("/*")) path.remove_suffix(1);
  while (path.ends_with('/')) path.remove_suffix(1);
  return std::ranges::find(folders, path) != std::end(folders);
}

void check(const model::Dockerfile& file, Sink& out) {
  for (const model::Run& run : file.runs) {
    for (const model::Call& call : run.calls) {
      if (call.name != "rm" || !(call.has_option("recursive", 'r') || call.has_option({}, 'R'))) continue;
      if (std::ranges::find(call.wrappers, "chroot") != call.wrappers.end()) continue;
      for (const shell::Word* word : call.operands()) {
        if (!is_system(*word)) continue;
        out.report(
            {.span = word->span, .message = "This deletes " + word->value + ", which the image cannot do without"});
      }
    }
  }
}

constexpr std::string_view aliases[] = {"SC2114"};

constexpr Bad bad[] = {
    {"FROM debian:12\nRUN make && rm -rf build «/» var/tmp\n"},
    {"FROM debian:12\nRUN rm --recursive «/usr/lib/» && rm -fR «/etc/*»\n"},
    {"FROM debian:12\nRUN [\"rm\", \"-rf\", «\"/var\"»]\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN rm -rf /usr/share/doc /var/lib/apt/lists/* /tmp/* /mnt /home/*\n",
    "FROM debian:12\nRUN rm -f /etc/* && rm -rf \"$ROOT\"/usr ./usr && chroot /target rm -rf /usr\n",
};

constexpr std::string_view references[] = {"https://www.shellcheck.net/wiki/SC2114"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/delete-system-folder",
    .title = "rm -r deletes a folder of the system",
    .help = "Name what is to go; a blank inside a path makes two of it",
    .severity = Severity::high,
    .confidence = Confidence::medium,
    .aliases = aliases,
    .docs =
        R"md(`rm -rf /usr`, `/etc`, `/lib` or `/` takes away what every later step and the container itself run on. Most often a
blank got into a path (`rm -rf / var/tmp/x`), or the folder lacks its last part.

Name what is to be deleted. A small image is better made with a second stage that copies what it needs.

`/home`, `/mnt`, `/media`, `/opt` and the like, which ShellCheck reports too, are empty folders in an image and left alone.

There is no fix: what was meant to be deleted has to be known.)md",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_delete_system_folder
