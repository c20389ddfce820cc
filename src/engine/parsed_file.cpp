// SPDX-License-Identifier: Apache-2.0
#include "engine/parsed_file.h"

#include <string_view>
#include <utility>

#include "syntax/json/read.h"
#include "syntax/yaml/read.h"

namespace s1::engine {
namespace {

using workspace::FileKind;

enum class Language { none, dockerfile, groovy, hcl, yaml_or_json };

Language language_of(FileKind kind, std::string_view path) {
  switch (kind) {
    case FileKind::dockerfile:
      return Language::dockerfile;
    case FileKind::compose:
    case FileKind::kubernetes:
    case FileKind::kustomization:
    case FileKind::helm_chart:
    case FileKind::helm_values:
    case FileKind::argo_cd:
    case FileKind::argo_rollout:
    case FileKind::external_secret:
    case FileKind::prometheus_rules:
    case FileKind::ecs_task:
    case FileKind::github_workflow:
    case FileKind::github_action:
    case FileKind::dependabot:
    case FileKind::gitlab_ci:
    case FileKind::cloudformation:
    case FileKind::pulumi:
      return Language::yaml_or_json;
    case FileKind::terraform:
      return path.ends_with(".json") ? Language::yaml_or_json : Language::hcl;
    case FileKind::jenkinsfile:
      return Language::groovy;
    default:
      return Language::none;
  }
}

// By the name, else by how the text begins: a CloudFormation template may be called anything.
bool is_json(std::string_view path, const Source& source) {
  if (path.ends_with(".json")) return true;
  if (path.ends_with(".yaml") || path.ends_with(".yml")) return false;
  const std::string_view text = source.bytes().substr(source.content_begin());
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  return begin != std::string_view::npos && text[begin] == '{';
}

}  // namespace

ParsedFile::ParsedFile(model::FileId file, std::string file_path, FileKind file_kind, std::string bytes)
    : id(file), path(std::move(file_path)), kind(file_kind), source(std::move(bytes)) {
  switch (language_of(kind, path)) {
    case Language::dockerfile:
      dockerfile = dockerfile::File::parse(source);
      dockerfile::parse_scripts(*dockerfile);
      break;
    case Language::yaml_or_json:
      tree = is_json(path, source) ? json::read(source) : yaml::read(source);
      break;
    case Language::hcl:
      hcl = hcl::read_outline(source);
      break;
    case Language::groovy:
      groovy = groovy::read_script(source);
      break;
    case Language::none:
      break;
  }
}

std::span<const s1::Diagnostic> ParsedFile::diagnostics() const {
  if (dockerfile) return dockerfile->diagnostics;
  if (tree) return tree->diagnostics;
  return {};
}

std::span<const Comment> ParsedFile::comments() const {
  if (dockerfile) return dockerfile->comments;
  if (tree) return tree->comments;
  if (hcl) return hcl->comments;
  if (groovy) return groovy->comments;
  return {};
}

model::Input ParsedFile::input() const {
  return {.file = id,
          .path = path,
          .kind = kind,
          .source = &source,
          .tree = tree ? &*tree : nullptr,
          .dockerfile = dockerfile ? &*dockerfile : nullptr,
          .hcl = hcl ? &*hcl : nullptr,
          .groovy = groovy ? &*groovy : nullptr,
          .comments = comments()};
}

}  // namespace s1::engine
