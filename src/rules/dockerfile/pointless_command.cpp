// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/pointless-command.
#include <algorithm>
#include <optional>
#include <string>

#include "model/dockerfile.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_pointless_command {
namespace {

constexpr std::string_view pointless[] = {"free",     "ifconfig", "kill",      "mount", "ps", "reboot", "service",
                                          "shutdown", "ssh",      "systemctl", "top",   "vi", "vim"};

bool starts_a_process(const shell::Script& script) {
  bool found = false;
  shell::for_each_script(script, [&](const shell::Script& part) {
    found = found || std::ranges::any_of(part.items, [](const shell::Item& item) { return item.background; });
  });
  return found;
}

// What a flag of the RUN gives the command to work with.
bool is_provided_for(const model::Run& run, std::string_view command) {
  return std::ranges::any_of(run.instruction->flags, [&](const dockerfile::Flag& flag) {
    if (flag.name == "security") return command == "mount" && flag.value == "insecure";
    return flag.name == "mount" && command == "ssh" && dockerfile::mount_option(flag, "type") == "ssh";
  });
}

// Only files are written: no service manager is asked.
bool is_offline(const model::Call& call) {
  if (call.name != "systemctl") return false;
  constexpr std::string_view offline[] = {"enable", "disable", "mask", "unmask", "preset", "set-default"};
  const shell::Word* verb = call.subcommand();
  return verb != nullptr && std::ranges::find(offline, verb->value) != std::end(offline);
}

void check(const model::Dockerfile& file, Sink& out) {
  for (const model::Run& run : file.runs) {
    std::optional<bool> has_processes;
    for (const model::Call& call : run.calls) {
      if (std::ranges::find(pointless, call.name) == std::end(pointless)) continue;
      if (is_provided_for(run, call.name) || is_offline(call)) continue;
      if (call.name == "kill") {
        if (!has_processes) has_processes = starts_a_process(*run.script);
        if (*has_processes) continue;
      }
      out.report({.span = call.word->span,
                  .message = std::string(call.name) + " has nothing to work on while an image is built"});
    }
  }
}

constexpr std::string_view aliases[] = {"DL3001"};

constexpr Bad bad[] = {
    {"FROM debian:12\nRUN make && «top» -b -n 1; sudo «service» nginx start\nRUN [«\"vim\"», \"/etc/hosts\"]\n"},
    {"FROM debian:12\nRUN «ssh» git@example.com && «mount» /dev/sda /mnt && «systemctl» start nginx && «kill» 1\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN apt-get install -y vim ssh && echo top && command -v ps\n",
    "FROM debian:12\nRUN --mount=type=ssh ssh -T git@example.com\n",
    "FROM debian:12\nRUN --security=insecure mount -t tmpfs none /mnt\n",
    "FROM debian:12\nRUN postgres & sleep 5 && make test && kill $!\n",
    "FROM debian:12\nRUN systemctl enable nginx\n",
};

constexpr std::string_view references[] = {"https://github.com/hadolint/hadolint/wiki/DL3001"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/pointless-command",
    .title = "A command makes no sense while an image is built",
    .help = "Leave the command out, or let the container do it when it starts",
    .severity = Severity::info,
    .confidence = Confidence::medium,
    .aliases = aliases,
    .docs =
        R"(A `RUN` is a process that ends, and only the files that it leaves are kept. A service that is started in it
is gone before the next instruction, there is no terminal for an editor or for `top`, and what `ps`, `free` and `mount`
see is the builder.

Leave the command out. What is to run is started by `CMD` or `ENTRYPOINT`, one service a container.

Passed over are `ssh` with `--mount=type=ssh`, `mount` with `--security=insecure`, `kill` of what the `RUN` itself has
started, and `systemctl enable`, which only writes links.

There is no fix: what the command was meant to do has to be done elsewhere.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_pointless_command
