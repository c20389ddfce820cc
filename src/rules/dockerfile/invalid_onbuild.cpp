// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/invalid-onbuild.
#include <string>

#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules::dockerfile_invalid_onbuild {
namespace {

using dockerfile::Kind;

void check(const dockerfile::File& file, Sink& out) {
  for (const dockerfile::Instruction& each : file.instructions) {
    if (each.kind != Kind::onbuild || each.arguments.empty()) continue;
    const Kind kind = each.inner ? each.inner->kind : Kind::onbuild;
    if (kind != Kind::onbuild && kind != Kind::from && kind != Kind::maintainer) continue;
    out.report({.span = each.header,
                .message = "ONBUILD cannot hold " + std::string(dockerfile::name(kind)) + ": the build fails"});
  }
}

constexpr std::string_view aliases[] = {"DL3043"};

constexpr Bad bad[] = {
    {"FROM debian:12\n«ONBUILD ONBUILD RUN make»\n«ONBUILD FROM debian:13»\n«onbuild maintainer me@example.com»\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nONBUILD RUN echo FROM\nONBUILD COPY . /src\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#onbuild-limitations"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/invalid-onbuild",
    .title = "ONBUILD holds what it cannot",
    .help = "Take the instruction out of ONBUILD",
    .severity = Severity::high,
    .confidence = Confidence::high,
    .aliases = aliases,
    .docs =
        R"(`ONBUILD` defers an instruction to the builds that start from this image. `FROM`, `MAINTAINER` and another
`ONBUILD` have no meaning there, and the builder refuses them.

Take the instruction out of `ONBUILD`, or write it in the Dockerfiles that use the image.

There is no fix: where the instruction is to hold has to be decided.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_invalid_onbuild
