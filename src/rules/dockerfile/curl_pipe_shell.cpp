// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/curl-pipe-shell.
#include <algorithm>

#include "model/command_line.h"
#include "model/dockerfile.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_curl_pipe_shell {
namespace {

constexpr std::string_view downloaders[] = {"curl", "wget", "wget2", "aria2c", "http", "https", "fetch"};
constexpr std::string_view verifiers[] = {"gpg", "gpgv", "cosign", "minisign", "openssl", "signify"};
constexpr std::string_view shells[] = {"sh", "bash", "ash", "dash", "zsh", "ksh", "mksh", "busybox"};
constexpr std::string_view interpreters[] = {"python", "python2", "python3", "perl",    "ruby",
                                             "node",   "php",     "lua",     "Rscript", "tclsh"};

template <std::size_t N>
bool is_one_of(const std::string_view (&names)[N], std::string_view name) {
  return std::ranges::find(names, name) != std::end(names);
}

bool is_interpreter(std::string_view name) {
  return is_one_of(shells, name) || is_one_of(interpreters, name.starts_with("python3.") ? "python3" : name);
}

// True where the command runs what it reads from standard input: `bash`, `sh -s -- --yes`, `python3 -`, `php --
// --quiet`.
bool runs_its_input(const shell::Invocation& command) {
  if (!is_interpreter(command.name) || std::ranges::find(command.wrappers, "xargs") != command.wrappers.end())
    return false;
  const bool is_shell = is_one_of(shells, command.name);
  const model::CommandLine line =
      model::read_command_line(command.arguments, {.short_with_value = is_shell ? "oO" : ""});
  if (is_shell && line.has({"s"})) return true;
  // A program given in an option: what comes in is data.
  if (line.has(is_shell ? std::initializer_list<std::string_view>{"c"}
                        : std::initializer_list<std::string_view>{"c", "e", "m", "n", "p", "r", "eval", "print"})) {
    return false;
  }
  if (command.arguments.empty() || line.operands.empty()) return !line.has({"version", "V", "help"});
  const shell::Word& first = *line.operands.front();
  if (first.value == "-" || first.value == "/dev/stdin") return true;
  const auto at = std::ranges::find(command.arguments, &first);
  return at != command.arguments.begin() && (*(at - 1))->value == "--";
}

bool downloads(const shell::Script& script) {
  bool found = false;
  shell::for_each_command(script, [&](const shell::Command& command) {
    found = found || is_one_of(downloaders, shell::invocation(command).name);
  });
  return found;
}

// `curl …` and `(curl … || wget …)` alike.
bool downloads(const shell::Command& command) {
  return is_one_of(downloaders, shell::invocation(command).name) ||
         std::ranges::any_of(command.children, [](const shell::Script& script) { return downloads(script); });
}

// True where all that the word is, is what a download printed: "$(curl …)", <(wget …).
bool is_download(const shell::Word& word) {
  const std::vector<shell::Part>* parts = &word.parts;
  if (parts->size() == 1 && parts->front().kind == shell::PartKind::double_quoted) parts = &parts->front().parts;
  return parts->size() == 1 && parts->front().script != nullptr && downloads(*parts->front().script);
}

bool runs_a_download(const model::Call& call) {
  const bool interprets = is_interpreter(call.name);
  if (!interprets && call.name != "eval" && call.name != "source" && call.name != ".") return false;
  for (const shell::Redirection& redirection : call.command->redirections) {
    if (interprets && redirection.op.starts_with('<') && is_download(redirection.target)) return true;
  }
  // The program is the first operand, after -c too: what comes later is its own arguments.
  const model::CommandLine line = model::read_command_line(call.arguments, {.short_with_value = "oO"});
  return !line.operands.empty() && is_download(*line.operands.front());
}

void check(const model::Dockerfile& file, Sink& out) {
  constexpr std::string_view message = "What was downloaded is run as it comes, unseen and unverified";
  for (const model::Run& run : file.runs) {
    shell::for_each_pipeline(*run.script, {}, [&](const shell::Pipeline& pipeline, shell::Options) {
      const shell::Command* source = nullptr;
      for (const shell::Command& command : pipeline.commands) {
        const shell::Invocation invocation = shell::invocation(command);
        if (downloads(command)) source = &command;
        if (is_one_of(verifiers, invocation.name)) source = nullptr;
        if (source == nullptr || source == &command || !runs_its_input(invocation)) continue;
        out.report({.span = {source->span.begin, command.span.end}, .message = std::string(message)});
        return;
      }
    });
    for (const model::Call& call : run.calls) {
      if (runs_a_download(call)) out.report({.span = call.command->span, .message = std::string(message)});
    }
  }
}

constexpr Bad bad[] = {
    {"FROM debian:12\nRUN «curl -fsSL https://example.com/install.sh | sh»\n"},
    {"FROM debian:12\nRUN «(curl -fsSL https://example.com/i || wget -qO- https://example.com/i) | env A=1 bash -s -- "
     "-y»\n"},
    {R"(FROM debian:12
RUN apt-get update \
 && «wget -qO- https://example.com/setup_20.x \
    | sudo -E bash -» \
 && «curl -s https://example.com/i.php | tee i.php | php -- --quiet»
)"},
    {"FROM debian:12\nRUN «bash <(curl -s https://example.com/i.sh) --yes» && «eval \"$(wget -qO- "
     "https://example.com/env)\"»\n"},
    {"FROM debian:12\nRUN «sh -c \"$(curl -fsSL https://example.com/i.sh)\" \"\" --unattended»\n"},
    {"FROM debian:12\nRUN [\"/bin/bash\", \"-c\", \"«curl https://example.com/i.py | python3 -» && true\"]\n"},
};

constexpr std::string_view good[] = {
    R"(FROM debian:12
RUN curl -fsSLo /tmp/i.sh https://example.com/i.sh \
 && echo "9f2c…  /tmp/i.sh" | sha256sum -c - \
 && sh /tmp/i.sh
)",
    "FROM debian:12\nRUN curl -fsSL https://example.com/a.tar.gz | tar -xz -C /opt\n",
    "FROM debian:12\nRUN curl -s https://example.com/v.json | python3 -c 'import json, sys; "
    "print(json.load(sys.stdin))'\n",
    "FROM debian:12\nRUN curl -s https://example.com/v.json | python3 -m json.tool && curl -s https://example.com/x | "
    "sh ./filter.sh\n",
    "FROM debian:12\nRUN VERSION=\"$(curl -s https://example.com/latest)\" && bash -c \"echo $(curl -s "
    "https://example.com/latest)\"\n",
    "FROM debian:12\nRUN curl -s https://example.com/i.sh.gpg | gpg --decrypt | sh\n",
    "FROM debian:12\nRUN echo 'curl https://example.com | sh' > /usage.txt\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#add---checksum",
                                           "https://slsa.dev/spec/v1.0/threats#dependency-threats"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/curl-pipe-shell",
    .title = "A downloaded script is run unverified",
    .help = "Download to a file, check it against a known sum, then run it",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .docs =
        R"md(`curl … | sh` runs whatever the address gives at the time of the build, as root, and keeps it in the
image. Who controls the server, the name or the way to it controls the image; nothing records what ran; and where
the transfer breaks off, half a script is run.

Download a named version to a file, check it, then run it: `ADD --checksum=sha256:… https://… /tmp/i.sh`, or `curl
-o` and `sha256sum -c`. Better, install a package from a repository that signs its packages.

All ways of writing it are found (`bash <(curl …)`, `sh -c "$(curl …)"`, `eval "$(wget …)"`, through `sudo`, `env`
and `tee`); a download that an interpreter reads as data (`| python3 -m json.tool`, `| sh ./filter.sh`) and one that
is verified on the way (`| gpg --decrypt |`) are not.

There is no fix: somebody has to choose the version, see that its script is the right one, and write down its checksum.)md",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_curl_pipe_shell
