// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/apt-key.
#include <algorithm>
#include <set>
#include <string>

#include "model/dockerfile.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_apt_key {
namespace {

using shell::Invocation;

// The host of the only address that a download names; empty where there is none.
std::string host_of_download(const shell::Command* command) {
  std::string host;
  if (command == nullptr) return host;
  for (const shell::Word& word : command->words) {
    const std::size_t scheme = word.value.find("://");
    if (scheme == std::string::npos) continue;
    const std::string name = word.value.substr(scheme + 3, word.value.find('/', scheme + 3) - scheme - 3);
    const bool plain =
        !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == std::string::npos;
    if (!plain || !host.empty()) return {};
    host = name;
  }
  return host;
}

// What puts the key into a file of its own, in the place of `apt-key add`; empty where that cannot be told.
std::string replacement(const Invocation& call, const shell::Command* source, std::set<std::string>& hosts) {
  if (call.arguments.size() != 2 || call.arguments[0]->value != "add") return {};
  const shell::Word& key = *call.arguments[1];
  if (key.literal && key.value.ends_with(".asc") && key.value.find_first_of(" '\"") == std::string::npos)
    return "cp " + key.value + " /etc/apt/trusted.gpg.d/";
  const std::string host = key.value == "-" ? host_of_download(source) : std::string();
  if (host.empty() || !hosts.insert(host).second) return {};
  return "tee /etc/apt/trusted.gpg.d/" + host + ".asc > /dev/null";
}

void check_command(const model::Run& run, const shell::Command& command, const shell::Command* source,
                   std::set<std::string>& hosts, Sink& out) {
  if (command.kind != shell::CommandKind::simple || command.words.empty()) return;
  const Invocation call = shell::invocation(command);
  if (call.name != "apt-key" || call.arguments.empty()) return;
  if (call.arguments[0]->value != "add" && call.arguments[0]->value != "adv") return;
  const Span span{call.word->span.begin, call.arguments[0]->span.end};
  Report report{.span = span, .message = "apt-key trusts the key for every repository, and apt 3 has it no longer"};
  const bool plain = !run.exec_form && command.redirections.empty();
  const std::string text = plain ? replacement(call, source, hosts) : std::string();
  if (!text.empty()) {
    report.edits = {{{call.word->span.begin, call.arguments.back()->span.end}, text}};
    report.fix_description = "Put the key into a file of its own";
  }
  out.report(std::move(report));
}

void check(const model::Dockerfile& file, Sink& out) {
  std::set<std::string> hosts;
  for (const model::Run& run : file.runs) {
    shell::for_each_script(*run.script, [&](const shell::Script& script) {
      for (const shell::Item& item : script.items) {
        const shell::Command* source = nullptr;
        for (const shell::Command& command : item.pipeline.commands) {
          check_command(run, command, source, hosts, out);
          source = &command;
        }
      }
    });
  }
}

constexpr Bad bad[] = {
    {"FROM debian:12\nSHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nRUN curl -fsSL "
     "https://deb.example.com/key.asc | "
     "«apt-key add» - && rm -rf /tmp/*\n",
     "FROM debian:12\nSHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nRUN curl -fsSL "
     "https://deb.example.com/key.asc | "
     "tee /etc/apt/trusted.gpg.d/deb.example.com.asc > /dev/null && rm -rf /tmp/*\n"},
    {"FROM debian:12\nRUN «apt-key add» /tmp/example.asc\n",
     "FROM debian:12\nRUN cp /tmp/example.asc /etc/apt/trusted.gpg.d/\n"},
    // No fix: where the key comes from, or whether it is a text, is not to be seen.
    {"FROM debian:12\nRUN «apt-key adv» --keyserver keyserver.ubuntu.com --recv-keys 0123456789ABCDEF\n"},
    {"FROM debian:12\nRUN «apt-key add» /tmp/example.gpg\nRUN [«\"apt-key\", \"add\"», \"/tmp/a.asc\"]\n"},
    {"FROM debian:12\nSHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nRUN curl $KEY | «apt-key add» - && curl "
     "https://$HOST/a | «apt-key add» -\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN curl -fsSL -o /etc/apt/keyrings/example.asc https://example.com/key.asc\n",
    "FROM debian:12\nRUN apt-key list && echo apt-key add key.asc\n",
};

constexpr std::string_view references[] = {"https://manpages.debian.org/bookworm/apt/apt-key.8.en.html",
                                           "https://wiki.debian.org/DebianRepository/UseThirdParty"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/apt-key",
    .title = "apt-key is used to trust a repository",
    .help = "Put the key into /etc/apt/keyrings and name it in the repository's line: [signed-by=…]",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .docs =
        R"(A key that `apt-key` adds is trusted for every repository, Debian's own too: whoever holds it can replace any package. The
program has been deprecated since 2020, and apt 3 (Debian 13) comes without it: the build fails there.

Put the key into a file of its own, and name it in the line of the repository that it is for:
`curl -fsSL https://example.com/key.asc -o /etc/apt/keyrings/example.asc`, then `deb
[signed-by=/etc/apt/keyrings/example.asc] https://example.com/deb stable main`.

The fix writes the key into `/etc/apt/trusted.gpg.d`, which does what `apt-key` did, and works with apt 3; `signed-by` is
better and needs the repository's line changed as well. It is unsafe: a key in binary form, and not as text, has to be in a
file that ends in `.gpg`. It is offered where the key is downloaded from one address in the same pipe, or is a file that
ends in `.asc`.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_apt_key
