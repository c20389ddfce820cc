// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/ssh-port-exposed.
#include <charconv>
#include <optional>
#include <string>

#include "model/dockerfile.h"
#include "rules/dockerfile_edits.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_ssh_port_exposed {
namespace {

constexpr std::uint32_t kSsh = 22;

std::optional<std::uint32_t> number(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

// PORT, FIRST-LAST, with /tcp behind; or the deprecated HOST:PORT.
bool has_ssh(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash != std::string_view::npos && text.substr(slash) != "/tcp" && text.substr(slash) != "/TCP") return false;
  text = text.substr(0, slash);
  text = text.substr(text.rfind(':') + 1);
  const std::size_t dash = text.find('-');
  const std::optional<std::uint32_t> first = number(text.substr(0, dash));
  const std::optional<std::uint32_t> last = dash == std::string_view::npos ? first : number(text.substr(dash + 1));
  return first && last && *first <= kSsh && kSsh <= *last;
}

// Takes the port away, or the whole instruction where it has no other. Nothing for a range.
std::optional<Edit> removal(const dockerfile::File& file, const dockerfile::Instruction& expose, std::size_t at) {
  const dockerfile::Word& word = expose.words[at];
  if (word.raw.contains('-')) return std::nullopt;
  Span gone = whole_lines(*file.source, expose.span);
  if (expose.words.size() > 1)
    gone = at == 0 ? Span{word.span.begin, expose.words[1].span.begin}
                   : Span{expose.words[at - 1].span.end, word.span.end};
  if (gone.empty() || holds_comment(file, gone)) return std::nullopt;
  return Edit{gone, {}};
}

void check(const model::Dockerfile& file, Sink& out) {
  for (const dockerfile::Instruction& each : file.tree.instructions) {
    if (each.kind != dockerfile::Kind::expose || !file.is_shipped(each)) continue;
    bool edited = false;  // of two such ports in one instruction the other goes the next time
    for (std::size_t i = 0; i < each.words.size(); ++i) {
      const dockerfile::Expansion port = expand(file.tree, each, each.words[i]);
      if (!port.known || !has_ssh(port.text)) continue;
      Report report{.span = each.words[i].span, .message = "Port 22 is that of SSH: the container lets people log in"};
      if (const std::optional<Edit> edit = edited ? std::nullopt : removal(file.tree, each, i)) {
        report.edits = {*edit};
        report.fix_description = "Do not expose the port";
        edited = true;
      }
      out.report(std::move(report));
    }
  }
}

constexpr std::string_view aliases[] = {"CKV_DOCKER_1", "DS-0004", "kics:5907595b-5b6d-4142-b173-dbb0e73fbff8"};

constexpr Bad bad[] = {
    {"FROM debian:12\nEXPOSE 80 «22/tcp» 443\nEXPOSE «22»\nCMD [\"/app\"]\n",
     "FROM debian:12\nEXPOSE 80 443\nCMD [\"/app\"]\n"},
    {"FROM debian:12\nEXPOSE «22» \\\n  80\n", "FROM debian:12\nEXPOSE 80\n"},
    // No fix: the range has other ports.
    {"FROM debian:12\nARG LAST=30\nEXPOSE «20-$LAST»\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nEXPOSE 2222 22/udp 8022 23-30\n",
    "FROM debian:12\nARG PORT\nEXPOSE $PORT\n",
    "FROM debian:12 AS build\nEXPOSE 22\nFROM debian:12\nCOPY --from=build /a /a\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#expose",
                                           "https://docs.docker.com/reference/cli/docker/container/exec/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/ssh-port-exposed",
    .title = "The port of SSH is exposed",
    .help = "Leave sshd out of the image; docker exec and kubectl exec open a shell",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"(A container with an SSH server has keys or passwords to manage, a second process that nobody watches, and a
way in past all that controls who may use the cluster.

Leave the server out: `docker exec` and `kubectl exec` open a shell, and who may do so is recorded. Where the image is
an SSH server by purpose, say so with a suppression.

Judged in what is shipped; a range that has the port counts, and UDP does not.

The fix takes the port out of `EXPOSE`. It is unsafe: `docker run -P` and other tools no longer publish it, and the
server itself is still in the image.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_ssh_port_exposed
