// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/invalid-default-image.
#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>

#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules::dockerfile_invalid_default_image {
namespace {

struct Defaulted {
  std::string text;          // what has no default is left out; any value will do for the platform arguments
  std::string_view missing;  // the last of those that have none
};

// Nothing where more than plain names is unknown.
std::optional<Defaulted> with_defaults_alone(std::string_view text) {
  Defaulted result;
  while (!text.empty()) {
    const std::size_t at = text.find("${");
    result.text += text.substr(0, at);
    if (at == std::string_view::npos) break;
    const std::size_t end = text.find('}', at);
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view name = text.substr(at + 2, end - at - 2);
    const bool plain = std::ranges::all_of(name, [](char c) {
      return c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    });
    if (!plain) return std::nullopt;
    if (dockerfile::is_predefined_arg(name))
      result.text += "amd64";
    else
      result.missing = name;
    text.remove_prefix(end + 1);
  }
  return result;
}

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

// As far as a part that is missing can break it: an empty part, or one that a separator opens or ends.
bool may_be_image(std::string_view name) {
  if (name.empty() || !is_alphanumeric(name.back())) return false;
  char before = '/';
  for (const char c : name) {
    const bool opens = before == '/' || before == ':' || before == '@';
    if (opens && !is_alphanumeric(c) && c != '_') return false;
    const bool closes = c == '/' || c == ':' || c == '@';
    if (closes && !is_alphanumeric(before)) return false;
    before = c;
  }
  return true;
}

// The ARGs before the first FROM that have no default.
std::unordered_map<std::string_view, Span> arguments_without_default(const dockerfile::File& file) {
  std::unordered_map<std::string_view, Span> arguments;
  for (const dockerfile::Instruction& each : file.instructions) {
    if (each.stage >= 0) break;
    for (const dockerfile::Pair& pair : each.pairs)
      if (!pair.has_value) arguments.emplace(pair.key.raw, pair.key.span);
  }
  return arguments;
}

void check(const dockerfile::File& file, Sink& out) {
  const std::unordered_map<std::string_view, Span> arguments = arguments_without_default(file);
  for (const dockerfile::Stage& stage : file.stages) {
    if (stage.image_known) continue;
    const dockerfile::Expansion image = expand(file, file.instructions[stage.from], stage.image);
    if (!image.valid || !image.undefined.empty()) continue;
    const std::optional<Defaulted> name = with_defaults_alone(image.text);
    if (!name || may_be_image(name->text)) continue;
    Report report{.span = stage.image.span,
                  .message = name->text.empty()
                                 ? "Without a build argument there is no image here"
                                 : "Without a build argument the image is " + name->text + ", which is no image"};
    if (const auto found = arguments.find(name->missing); found != arguments.end())
      report.related.push_back({found->second, "This one has no default"});
    out.report(std::move(report));
  }
}

constexpr std::string_view aliases[] = {"buildkit:InvalidDefaultArgInFrom"};

constexpr Bad bad[] = {
    {"ARG VERSION\nFROM «node:${VERSION}»\n"},
    {"ARG BASE\nFROM «$BASE» AS build\n"},
    {"ARG REGISTRY\nARG NAME=app\nFROM «${REGISTRY}/$NAME:1.2»\n"},
};

constexpr std::string_view good[] = {
    "ARG VERSION=22\nFROM node:${VERSION}\n",
    "ARG VERSION\nFROM node:${VERSION:-22}\n",
    "ARG PREFIX\nARG SUFFIX\nFROM ${PREFIX}node:22${SUFFIX}\n",
    "FROM node:22-$TARGETARCH\n",
    "FROM node:$VERSION\n",
};

constexpr std::string_view references[] = {
    "https://docs.docker.com/reference/build-checks/invalid-default-arg-in-from/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/invalid-default-image",
    .title = "FROM names no image unless a build argument is given",
    .help = "Give the ARG a default with which the build works",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .aliases = aliases,
    .docs =
        R"(An `ARG` without a default is empty until `--build-arg` gives it a value. `FROM node:${VERSION}` is then
`node:`, and the build fails with a message about the form of a name, not about the argument that is missing.

Give the `ARG` a default that works, or write one at its use: `${VERSION:-22}`.

Only names that break are reported: an optional suffix (`node:22${SUFFIX}`) is none. A variable that nothing declares is
dockerfile/undefined-variable's matter.

There is no fix: which image or version is the right one has to be known.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_invalid_default_image
