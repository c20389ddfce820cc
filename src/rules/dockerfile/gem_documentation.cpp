// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/gem-documentation.
#include <algorithm>

#include "model/command_line.h"
#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "rules/dockerfile_edits.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_gem_documentation {
namespace {

// Only images that are known to bring rubygems as its authors made it: those of ruby itself leave documentation out by
// their gemrc, and others may do so.
bool is_plain_distribution(const model::Dockerfile& file, const dockerfile::Instruction& at) {
  if (at.stage < 0) return false;
  const model::Base base = model::base(file.tree, file.tree.stages[static_cast<std::size_t>(at.stage)]);
  constexpr std::string_view names[] = {"debian", "ubuntu",     "fedora",    "amazonlinux",
                                        "centos", "rockylinux", "almalinux", "buildpack-deps"};
  return std::ranges::find(names, base.ref.name) != std::end(names);
}

bool writes_gemrc(const dockerfile::File& file) {
  return std::ranges::any_of(file.instructions, [](const dockerfile::Instruction& instruction) {
    return instruction.arguments.text().contains("gemrc");
  });
}

// The word after which the option goes; null where no gem is installed, or documentation is left out.
const shell::Word* installing_verb(const model::Call& call) {
  const auto end = std::ranges::find(call.arguments, std::string_view("--"),
                                     [](const shell::Word* word) { return std::string_view(word->value); });
  const model::CommandLine line =
      model::read_command_line(std::span<const shell::Word* const>(call.arguments.begin(), end), {"vinsP", {}});
  if (line.open || line.operands.size() < 2 || line.has({"no-document", "N", "document", "no-doc", "no-ri", "no-rdoc"}))
    return nullptr;
  const std::string_view verb = line.operands[0]->value;
  return verb == "install" || verb == "i" ? line.operands[0] : nullptr;
}

void check(const model::Dockerfile& file, Sink& out) {
  if (writes_gemrc(file.tree)) return;
  for (const model::Run& run : file.runs) {
    if (!file.is_shipped(*run.owner) || !is_plain_distribution(file, *run.owner)) continue;
    for (const model::Call& call : run.calls) {
      const shell::Word* verb = call.name == "gem" ? installing_verb(call) : nullptr;
      if (verb == nullptr) continue;
      out.report({.span = model::span_to(call, *verb),
                  .message = "gem also makes and keeps each package's documentation",
                  .edits = {insert_argument(run, *verb, "--no-document")},
                  .fix_description = "Add --no-document"});
    }
  }
}

constexpr Bad bad[] = {
    {"FROM debian:12\nRUN «gem install» rake:13.2.1 && sudo «gem i» bundler:2.5 -- --with-x\n",
     "FROM debian:12\nRUN gem install --no-document rake:13.2.1 && sudo gem i --no-document bundler:2.5 -- --with-x\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN gem install --no-document rake && gem install -N rails && gem install --no-ri --no-rdoc a\n",
    "FROM debian:12\nRUN echo 'gem: --no-document' > /etc/gemrc\nRUN gem install rake\n",
    "# Its gemrc leaves documentation out.\nFROM ruby:3.3\nRUN gem install rake\n",
    "FROM debian:12 AS build\nRUN gem install rake\nFROM scratch\nCOPY --from=build /app /app\n",
    "FROM debian:12\nRUN gem update --system && gem install && echo gem install rake\n",
};

constexpr std::string_view references[] = {"https://guides.rubygems.org/command-reference/#gem-install"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/gem-documentation",
    .title = "gem installs documentation into the image",
    .help = "Add --no-document",
    .severity = Severity::info,
    .confidence = Confidence::medium,
    .fix = Fix::safe,
    .docs =
        R"(`gem install` makes the documentation of each package and keeps it: that takes minutes and megabytes, and nobody reads it
in a container.

Add `--no-document`, or write `gem: --no-document` to `/etc/gemrc` once.

Reported where the base image is a distribution's. The images of `ruby` have such a gemrc, others may have one, and a
Dockerfile that names a gemrc decides there. Builders are not judged, since their layers are in no image.

The fix adds the option. The packages work as before.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_gem_documentation
