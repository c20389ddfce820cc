// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/invalid-port.
#include <charconv>
#include <optional>
#include <string>

#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"
#include "syntax/dockerfile/chars.h"

namespace s1::rules::dockerfile_invalid_port {
namespace {

constexpr std::uint32_t kHighestPort = 65535;

// A port, even one that is too high to be one; no value for what is no number.
std::optional<std::uint32_t> number(std::string_view text) {
  if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() ? value : kHighestPort + 1;
}

// What is wrong with PORT[-PORT][/PROTOCOL]; empty: nothing.
std::string fault(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash != std::string_view::npos) {
    const std::string_view protocol = text.substr(slash + 1);
    const bool known = dockerfile::equal_ignoring_case(protocol, "tcp") ||
                       dockerfile::equal_ignoring_case(protocol, "udp") ||
                       dockerfile::equal_ignoring_case(protocol, "sctp");
    if (!known) return "The protocol of a port is tcp, udp or sctp";
    text = text.substr(0, slash);
  }
  const std::size_t dash = text.find('-');
  const auto first = number(text.substr(0, dash));
  const auto last = dash == std::string_view::npos ? first : number(text.substr(dash + 1));
  if (!first || !last) return "EXPOSE takes the number of a port, or a range of them";
  if (*first == 0 || *first > kHighestPort || *last > kHighestPort) return "Ports are numbered from 1 to 65535";
  return *first > *last ? "This range of ports ends before it begins" : std::string();
}

void check(const dockerfile::File& file, Sink& out) {
  for (const dockerfile::Instruction& instruction : file.instructions) {
    if (instruction.kind != dockerfile::Kind::expose) continue;
    for (const dockerfile::Word& word : instruction.words) {
      const dockerfile::Expansion expansion = expand(file, instruction, word);
      if (!expansion.known || !expansion.valid || expansion.text.empty()) continue;
      const std::string_view text = expansion.text;
      const std::size_t colon = text.rfind(':');
      if (colon == std::string_view::npos) {
        if (std::string message = fault(text); !message.empty())
          out.report({word.span, std::move(message), {}, {}, {}, {"DL3011", "DS-0008"}});
        continue;
      }
      Report report{.span = word.span,
                    .message = "EXPOSE names the port in the container alone; the host's is chosen when it runs"};
      report.only_aliases = {"buildkit:ExposeInvalidFormat"};
      const std::string_view port = text.substr(colon + 1);
      if (fault(port).empty() && !word.raw.contains('$')) {
        report.edits = {{word.span, std::string(port)}};
        report.fix_description = "Name the port in the container";
      }
      out.report(std::move(report));
    }
  }
}

constexpr std::string_view aliases[] = {"DL3011", "DS-0008", "buildkit:ExposeInvalidFormat"};

constexpr Bad bad[] = {
    {"FROM debian:12\nEXPOSE 8080 «65536/tcp»\n"},
    {"FROM debian:12\nARG PORT=80800\nEXPOSE «$PORT»\n"},
    {"FROM debian:12\nEXPOSE «0» «http» «80/http» «9000-8000» «8000-70000/udp» «99999999999»\n"},
    {"FROM debian:12\nEXPOSE «127.0.0.1:80:8080» «443:8443/tcp»\n", "FROM debian:12\nEXPOSE 8080 8443/tcp\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nEXPOSE 1 80/tcp 53/udp 65535 8000-8100 9000/TCP\n",
    "FROM debian:12\nARG PORT\nEXPOSE $PORT ${PORT}/udp\n",
    "FROM debian:12\nENV PORT=8080\nEXPOSE ${PORT} \"9090\"\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#expose"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/invalid-port",
    .title = "EXPOSE names a port that cannot be",
    .help = "Write PORT, PORT-PORT or PORT/udp, with numbers from 1 to 65535",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .fix = Fix::safe,
    .aliases = aliases,
    .docs =
        R"(`EXPOSE` takes the numbers of ports in the container, from 1 to 65535, a range of them (`8000-8010`), and after a slash tcp,
udp or sctp. Anything else fails the build or names a port on which nothing can listen.

An address or a port of the host (`127.0.0.1:80:8080`) has no meaning in an image: it was ignored without a word and
will be an error. Where the container is run, `--publish` or `ports:` say it. The fix keeps the container's port.

Variables with a known value are put in; others are not judged.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_invalid_port
