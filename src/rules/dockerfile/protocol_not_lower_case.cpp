// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/protocol-not-lower-case.
#include <string>

#include "rules/keyword_case.h"
#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"
#include "text/lower_case.h"

namespace s1::rules::dockerfile_protocol_not_lower_case {
namespace {

void check(const dockerfile::File& file, Sink& out) {
  for (const dockerfile::Instruction& outer : file.instructions) {
    const dockerfile::Instruction& instruction = outer.inner ? *outer.inner : outer;
    if (instruction.kind != dockerfile::Kind::expose) continue;
    for (const dockerfile::Word& word : instruction.words) {
      const std::size_t slash = word.raw.rfind('/');
      if (slash == std::string_view::npos) continue;
      const std::string_view protocol = word.raw.substr(slash + 1);
      if (is_small(protocol) || protocol.find_first_of("$}") != std::string_view::npos) continue;
      Report report{.span = word.span, .message = "The protocol of a port is written in small letters"};
      if (word.span.size() == word.raw.size()) {
        const auto begin = static_cast<std::uint32_t>(word.span.begin + slash + 1);
        report.edits = {{{begin, word.span.end}, lower_case(protocol)}};
        report.fix_description = "Write the protocol in small letters";
      }
      out.report(std::move(report));
    }
  }
}

constexpr std::string_view aliases[] = {"buildkit:ExposeProtoCasing"};

constexpr Bad bad[] = {
    {"FROM debian:12\nEXPOSE 53/udp «53/TCP» «8000-8010/Tcp»\n",
     "FROM debian:12\nEXPOSE 53/udp 53/tcp 8000-8010/tcp\n"},
    {"FROM debian:12\nARG PORT\nEXPOSE «${PORT}/UDP»\n", "FROM debian:12\nARG PORT\nEXPOSE ${PORT}/udp\n"},
    // No fix: the word is in two parts.
    {"FROM debian:12\nEXPOSE «80/T\\\nCP»\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nEXPOSE 80 53/udp\n",
    "FROM debian:12\nARG PROTOCOL\nEXPOSE 80/$PROTOCOL 81/${PROTOCOL} ${PORT:-8080/TCP}\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/build-checks/expose-proto-casing/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/protocol-not-lower-case",
    .title = "EXPOSE has a protocol in capitals",
    .help = "Write tcp, udp or sctp",
    .severity = Severity::info,
    .confidence = Confidence::high,
    .fix = Fix::safe,
    .aliases = aliases,
    .docs =
        R"(The protocol of a port is `tcp`, `udp` or `sctp`. Docker takes `80/TCP` for `80/tcp`, but other builders and
tools that read `EXPOSE` compare the letters as they are.

Write the protocol in small letters. The fix does that, and changes nothing else.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_protocol_not_lower_case
