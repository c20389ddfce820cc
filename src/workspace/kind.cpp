// SPDX-License-Identifier: Apache-2.0
#include "workspace/kind.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>

#include "text/lower_case.h"
#include "workspace/content.h"
#include "workspace/names.h"

namespace s1::workspace {
namespace {

struct KindInfo {
  FileKind kind;
  std::string_view name;
  std::string_view platform;
};

constexpr KindInfo kKinds[] = {
    {FileKind::other, "other", ""},
    {FileKind::dockerfile, "dockerfile", "dockerfile"},
    {FileKind::dockerignore, "dockerignore", "dockerfile"},
    {FileKind::compose, "compose", "compose"},
    {FileKind::kubernetes, "kubernetes", "kubernetes"},
    {FileKind::kustomization, "kustomization", "kubernetes"},
    {FileKind::helm_chart, "helm-chart", "kubernetes"},
    {FileKind::helm_values, "helm-values", "kubernetes"},
    {FileKind::helm_template, "helm-template", "kubernetes"},
    {FileKind::argo_cd, "argo-cd", "kubernetes"},
    {FileKind::argo_rollout, "argo-rollout", "kubernetes"},
    {FileKind::external_secret, "external-secret", "kubernetes"},
    {FileKind::prometheus_rules, "prometheus-rules", "prometheus"},
    {FileKind::ecs_task, "ecs-task", "ecs"},
    {FileKind::github_workflow, "github-workflow", "github-actions"},
    {FileKind::github_action, "github-action", "github-actions"},
    {FileKind::dependabot, "dependabot", "github-actions"},
    {FileKind::gitlab_ci, "gitlab-ci", "gitlab-ci"},
    {FileKind::jenkinsfile, "jenkinsfile", "jenkins"},
    {FileKind::terraform, "terraform", "terraform"},
    {FileKind::terraform_vars, "terraform-vars", "terraform"},
    {FileKind::cloudformation, "cloudformation", "cloudformation"},
    {FileKind::pulumi, "pulumi", "pulumi"},
    {FileKind::quadlet, "quadlet", "compose"},  // services of one host, as Compose's are
    {FileKind::env_file, "env-file", "secrets"},
    {FileKind::vsm_state, "vsm-state", ""},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < std::size(kKinds); ++i)
    if (static_cast<std::size_t>(kKinds[i].kind) != i) return false;
  return std::size(kKinds) == static_cast<std::size_t>(FileKind::vsm_state) + 1;
}
static_assert(in_order());

using Words = std::span<const std::string_view>;

bool is_one_of(std::string_view word, Words words) {
  return std::ranges::find(words, word) != words.end();
}

// Endings that make "Dockerfile.md", "Jenkinsfile.json" or ".env.ts" something else: documents, templates, data, what
// tools leave behind.
constexpr std::string_view kOtherEndings[] = {
    "md",     "markdown", "mdx",    "rst",  "adoc", "html",     "htm",   "pdf",      "png", "svg",            //
    "j2",     "jinja",    "jinja2", "tmpl", "tpl",  "template", "erb",   "mustache", "ejs", "hbs", "gotmpl",  //
    "liquid", "twig",     "epp",    "m4",   "in",                                                             //
    "yaml",   "yml",      "json",   "toml", "xml",  "ini",      "lock",  "csv",                               //
    "orig",   "rej",      "bak",    "swp",  "log",  "diff",     "patch", "sig",      "asc", "gpg", "age",
    "enc",    "sha256",
};
// Endings of programs and plain text: "Dockerfile.go" may be the Dockerfile of a Go program, or a Go program.
constexpr std::string_view kProgramEndings[] = {
    "sh",  "bash", "zsh", "fish",   "ps1",    "bat",   "cmd",   "py",  "go",  "js",  "mjs", "cjs",
    "ts",  "tsx",  "jsx", "rb",     "java",   "kt",    "rs",    "c",   "cc",  "cpp", "h",   "cs",
    "php", "pl",   "lua", "groovy", "gradle", "scala", "swift", "sql", "nix", "txt",
};
// YAML and JSON that is read often and is never infrastructure.
constexpr std::string_view kNeverRead[] = {"package.json",  "package-lock.json", "npm-shrinkwrap.json", "composer.json",
                                           "tsconfig.json", "jsconfig.json",     "pnpm-lock.yaml"};
constexpr std::string_view kQuadletEndings[] = {".container", ".pod",   ".volume", ".network",
                                                ".kube",      ".image", ".build"};

enum class Content : std::uint8_t {
  none,
  dockerfile,
  jenkinsfile,
  quadlet,
  quadlet_drop_in,
  yaml,
  json,
  yaml_or_json,
  action,
  helm_partial
};

// What a name says: the kind, or which content must be looked at, and what the kind is where that says nothing.
struct NameGuess {
  FileKind kind = FileKind::other;
  Content content = Content::none;
};

// After the last dot; "" where there is none.
std::string_view ending(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : name.substr(dot + 1);
}

bool is_separator(char c) {
  return c == '.' || c == '-' || c == '_';
}

// "values-prod" begins with the word "values", "valuesets" does not.
bool begins_with_word(std::string_view text, std::string_view word) {
  return text.starts_with(word) && (text.size() == word.size() || is_separator(text[word.size()]));
}
bool ends_with_word(std::string_view text, std::string_view word) {
  return text.ends_with(word) && (text.size() == word.size() || is_separator(text[text.size() - word.size() - 1]));
}

// Whether `folder` is, or lies somewhere below, a folder of that name.
bool is_within(std::string_view folder, std::string_view name) {
  for (; !folder.empty(); folder = parent_path(folder))
    if (base_name(folder) == name) return true;
  return false;
}

bool ends_with_path(std::string_view folder, std::string_view path) {
  return folder == path || (folder.ends_with(path) && folder[folder.size() - path.size() - 1] == '/');
}

bool has_yaml_ending(std::string_view lower) {
  return lower.ends_with(".yaml") || lower.ends_with(".yml");
}

// A file that is named for what it is, in any of the habits: Dockerfile, Dockerfile.dev, Dockerfile-dev,
// dev.Dockerfile.
NameGuess by_title(std::string_view lower, std::string_view title, NameGuess certain, NameGuess unsure) {
  if (lower == title) return certain;
  if (begins_with_word(lower, title)) {
    const std::string_view end = ending(lower);
    if (is_one_of(end, kOtherEndings)) return {};
    const bool dotted = lower[title.size()] == '.';
    return is_one_of(end, kProgramEndings) || (!dotted && !end.empty()) ? unsure : certain;
  }
  if (!ends_with_word(lower, title)) return {};
  const std::size_t before = lower.size() - title.size();
  return before > 1 && lower[before - 1] == '.' ? certain : unsure;
}

bool is_env_name(std::string_view lower) {
  if (begins_with_word(lower, ".env")) {
    const std::string_view end = ending(lower.substr(1));
    return end == "template" || (!is_one_of(end, kOtherEndings) && !is_one_of(end, kProgramEndings));
  }
  return lower.ends_with(".env");
}

bool is_terraform_name(std::string_view name) {
  return name.ends_with(".tf") || name.ends_with(".tofu") || name.ends_with(".tf.json") || name.ends_with(".tofu.json");
}

NameGuess by_yaml_name(std::string_view folder, std::string_view name, std::string_view lower) {
  const std::string_view stem = lower.substr(0, lower.rfind('.'));
  for (const std::string_view forge : {".github", ".gitea", ".forgejo"}) {
    if (ends_with_path(folder, join(forge, "workflows"))) return {FileKind::github_workflow};
    if (stem == "dependabot" && ends_with_path(folder, forge)) return {FileKind::dependabot};
  }
  if (stem == "action") return {FileKind::other, Content::action};

  if (begins_with_word(stem, ".gitlab-ci") || begins_with_word(stem, "gitlab-ci") || ends_with_word(stem, "gitlab-ci"))
    return {FileKind::gitlab_ci};
  if (is_within(folder, ".gitlab-ci") || ends_with_path(folder, ".gitlab/ci") ||
      folder.find(".gitlab/ci/") != std::string_view::npos)
    return {FileKind::gitlab_ci};

  if (stem == "compose" || stem.starts_with("compose.") || begins_with_word(stem, "docker-compose") ||
      begins_with_word(stem, "podman-compose"))
    return {FileKind::compose};
  if (stem == "kustomization") return {FileKind::kustomization};
  if (name == "Chart.yaml") return {FileKind::helm_chart};
  if (begins_with_word(name, "Pulumi"))
    return name[6] == '.' ? NameGuess{FileKind::pulumi} : NameGuess{FileKind::other, Content::yaml};
  const bool is_values = begins_with_word(stem, "values") && !is_within(folder, "templates");
  if (is_values) return {FileKind::helm_values};
  if (ends_with_word(stem, "values")) return {FileKind::helm_values, Content::yaml};
  return {FileKind::other, Content::yaml};
}

NameGuess by_name(std::string_view path) {
  const std::string_view folder = parent_path(path);
  const std::string_view name = base_name(path);
  const std::string lower = lower_case(name);

  if (ends_with_path(folder, ".claude/vsm-state")) return {FileKind::vsm_state};
  if (lower.ends_with(".dockerignore") || lower.ends_with(".containerignore")) return {FileKind::dockerignore};
  for (const std::string_view title : {"dockerfile", "containerfile"}) {
    const NameGuess guess = by_title(lower, title, {FileKind::dockerfile}, {FileKind::other, Content::dockerfile});
    if (guess.kind != FileKind::other || guess.content != Content::none) return guess;
  }
  // Groovy is what a Jenkinsfile is written in: Jenkinsfile.groovy is no doubtful case.
  if (lower == "jenkinsfile.groovy") return {FileKind::jenkinsfile};
  const NameGuess jenkins =
      by_title(lower, "jenkinsfile", {FileKind::jenkinsfile}, {FileKind::other, Content::jenkinsfile});
  if (jenkins.kind != FileKind::other || jenkins.content != Content::none) return jenkins;
  if (lower.ends_with(".groovy")) return {FileKind::other, Content::jenkinsfile};

  if (is_env_name(lower)) return {FileKind::env_file};
  if (is_terraform_name(name)) return {FileKind::terraform};
  if (name.ends_with(".tfvars") || name.ends_with(".tfvars.json")) return {FileKind::terraform_vars};
  if (name == "Kustomization") return {FileKind::kustomization};

  if (is_one_of(lower, kNeverRead)) return {};
  if (has_yaml_ending(lower)) return by_yaml_name(folder, name, lower);
  if (lower.ends_with(".json")) return {FileKind::other, Content::json};
  if (lower.ends_with(".template") || lower.ends_with(".cfn")) return {FileKind::other, Content::yaml_or_json};
  if (lower.ends_with(".rules")) return {FileKind::other, Content::yaml};
  if (lower.ends_with(".tpl") && is_within(folder, "templates")) return {FileKind::other, Content::helm_partial};
  for (const std::string_view end : kQuadletEndings) {
    if (name.ends_with(end)) return {FileKind::other, Content::quadlet};
    if (name.ends_with(".conf") && base_name(folder).ends_with(std::string(end) + ".d"))
      return {FileKind::other, Content::quadlet_drop_in};
  }
  return {};
}

FileKind kind_or(FileKind kind, FileKind otherwise) {
  return kind != FileKind::other ? kind : otherwise;
}

FileKind by_content(std::string_view path, std::string_view head, NameGuess guess) {
  switch (guess.content) {
    case Content::none:
      return guess.kind;
    case Content::dockerfile:
      return looks_like_dockerfile(head) ? FileKind::dockerfile : FileKind::other;
    case Content::jenkinsfile:
      return looks_like_jenkinsfile(head) ? FileKind::jenkinsfile : FileKind::other;
    case Content::quadlet:
      return looks_like_quadlet(head, path.substr(path.rfind('.'))) ? FileKind::quadlet : FileKind::other;
    case Content::quadlet_drop_in: {
      std::string_view unit = parent_path(path);
      unit.remove_suffix(2);  // ".d"
      return looks_like_quadlet(head, unit.substr(unit.rfind('.'))) ? FileKind::quadlet : FileKind::other;
    }
    case Content::helm_partial:
      return holds_helm_actions(head) ? FileKind::helm_template : FileKind::other;
    case Content::action:
      // A long list of inputs may push `runs` out of what is seen.
      return kind_or(kind_of_yaml(head), head.size() >= kSniffBytes ? FileKind::github_action : FileKind::other);
    case Content::json:
    case Content::yaml:
    case Content::yaml_or_json:
      if (is_within(parent_path(path), "templates") && holds_helm_actions(head)) return FileKind::helm_template;
      return kind_or(guess.content == Content::json ? kind_of_json(head) : kind_of_yaml(head), guess.kind);
  }
  return FileKind::other;
}

}  // namespace

FileKind guess_kind(std::string_view path, std::string_view head) {
  return by_content(path, head, by_name(path));
}

bool needs_head(std::string_view path) {
  return by_name(path).content != Content::none;
}

FileKind guess_kind_of_content(std::string_view head) {
  if (looks_like_dockerfile(head)) return FileKind::dockerfile;
  if (looks_like_jenkinsfile(head)) return FileKind::jenkinsfile;
  for (const std::string_view end : kQuadletEndings)
    if (looks_like_quadlet(head, end)) return FileKind::quadlet;
  return kind_of_yaml(head);
}

std::string_view name(FileKind kind) {
  return kKinds[static_cast<std::size_t>(kind)].name;
}
std::string_view platform(FileKind kind) {
  return kKinds[static_cast<std::size_t>(kind)].platform;
}

}  // namespace s1::workspace
