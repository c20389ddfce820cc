// SPDX-License-Identifier: Apache-2.0
#include "workspace/content.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

#include "text/byte_order_mark.h"
#include "text/lower_case.h"
#include "workspace/top_level.h"

namespace s1::workspace {
namespace {

constexpr std::string_view kBlank = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(kBlank), text.size()));
  return text.substr(0, text.find_last_not_of(kBlank) + 1);
}

std::string_view take_line(std::string_view& text) {
  const std::size_t length = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, length);
  text.remove_prefix(std::min(length + 1, text.size()));
  return line;
}

std::string_view take_word(std::string_view& text) {
  text = trimmed(text);
  const std::string_view word = text.substr(0, text.find_first_of(" \t"));
  text.remove_prefix(word.size());
  return word;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  constexpr auto lower = [](char c) { return lower_case(c); };
  return std::ranges::equal(a, b, {}, lower, lower);
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// FROM [--flag…] REFERENCE [AS NAME]. Prose that begins with "From" has more words, or others.
bool is_from(std::string_view arguments) {
  std::string_view reference = take_word(arguments);
  while (reference.starts_with("--")) reference = take_word(arguments);
  constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/:@${}+%\"'";
  if (reference.empty() || reference.find_first_not_of(allowed) != std::string_view::npos) return false;
  const std::string_view as = take_word(arguments);
  const std::string_view name = take_word(arguments);
  const bool ends = trimmed(arguments).empty() || trimmed(arguments).starts_with('#');
  return as.empty() || as.starts_with('#') || (equal_ignoring_case(as, "as") && !name.empty() && ends);
}

// Whether a mapping somewhere below has this key: a line of a block that, after its indentation and perhaps a dash,
// begins with it.
bool mentions_key(std::string_view block, std::string_view key) {
  for (std::size_t at = block.find(key); at != std::string_view::npos; at = block.find(key, at + 1)) {
    std::string_view before = block.substr(0, at);
    std::string_view after = block.substr(at + key.size());
    if (before.ends_with('"') && after.starts_with('"')) {
      before.remove_suffix(1);
      after.remove_prefix(1);
    }
    after.remove_prefix(std::min(after.find_first_not_of(' '), after.size()));
    const bool begins = before.empty() || contains(" \n{,", before.substr(before.size() - 1));
    if (begins && after.starts_with(':')) return true;
  }
  return false;
}

bool is_one_of(std::string_view text, std::span<const std::string_view> words) {
  return std::ranges::find(words, text) != words.end();
}

FileKind kind_of_manifest(std::string_view api_version, std::string_view kind) {
  // Shaped like a Kubernetes object, and never given to a cluster.
  constexpr std::array<std::string_view, 2> not_manifests = {"skaffold", "backstage.io"};
  const std::string_view group = api_version.substr(0, std::min(api_version.find('/'), api_version.size()));
  if (is_one_of(group, not_manifests)) return FileKind::other;
  if (group == "kustomize.config.k8s.io") return FileKind::kustomization;
  if (group == "argoproj.io") {
    constexpr std::array<std::string_view, 3> argo_cd = {"Application", "ApplicationSet", "AppProject"};
    constexpr std::array<std::string_view, 5> rollouts = {"Rollout", "AnalysisTemplate", "ClusterAnalysisTemplate",
                                                          "AnalysisRun", "Experiment"};
    if (is_one_of(kind, argo_cd)) return FileKind::argo_cd;
    if (is_one_of(kind, rollouts)) return FileKind::argo_rollout;
  }
  if (group.ends_with("external-secrets.io") || group == "kubernetes-client.io") return FileKind::external_secret;
  if (group == "monitoring.coreos.com" && kind == "PrometheusRule") return FileKind::prometheus_rules;
  return FileKind::kubernetes;
}

// `apiVersion` and `kind`, with values that can be such.
std::optional<FileKind> manifest(const Document& document) {
  const Entry* const api_version = find(document, "apiVersion");
  const Entry* const kind = find(document, "kind");
  if (api_version == nullptr || kind == nullptr || api_version->value.empty() || kind->value.empty())
    return std::nullopt;
  const char first = kind->value.front();
  if ((first < 'A' || first > 'Z') && first != '{') return std::nullopt;  // drone: `kind: pipeline`
  return kind_of_manifest(api_version->value, kind->value);
}

bool is_cloudformation(const Document& document) {
  if (find(document, "AWSTemplateFormatVersion") != nullptr) return true;
  if (const Entry* const transform = find(document, "Transform");
      transform != nullptr && contains(transform->block, "AWS::"))
    return true;
  const Entry* const resources = find(document, "Resources");
  if (resources == nullptr || !mentions_key(resources->block, "Type")) return false;
  return contains(resources->block, "AWS::") || contains(resources->block, "Custom::") ||
         contains(resources->block, "Alexa::");
}

bool is_compose(const Document& document) {
  const Entry* const services = find(document, "services");
  if (services == nullptr) return false;
  constexpr std::array<std::string_view, 3> own_keys = {"image", "build", "extends"};
  const Document all = children(*services);
  return std::ranges::any_of(all, [&](const Entry& service) {
    const Document keys = children(service);
    return std::ranges::any_of(keys, [&](const Entry& entry) { return is_one_of(entry.key, own_keys); });
  });
}

bool is_ecs_task(const Document& document) {
  if (find(document, "containerDefinitions") != nullptr) return true;
  const Entry* const described = find(document, "taskDefinition");  // as `aws ecs describe-task-definition` prints it
  return described != nullptr && mentions_key(described->block, "containerDefinitions");
}

bool is_prometheus_rules(const Document& document) {
  const Entry* const groups = find(document, "groups");
  return groups != nullptr && mentions_key(groups->block, "rules") &&
         (mentions_key(groups->block, "alert") || mentions_key(groups->block, "record"));
}

bool is_workflow(const Document& document) {
  return find(document, "jobs") != nullptr && find(document, "on") != nullptr;
}

bool is_action(const Document& document) {
  const Entry* const runs = find(document, "runs");
  return runs != nullptr && mentions_key(runs->block, "using");
}

bool is_dependabot(const Document& document) {
  const Entry* const updates = find(document, "updates");
  return find(document, "version") != nullptr && updates != nullptr &&
         mentions_key(updates->block, "package-ecosystem");
}

// A list of other pipeline files.
bool includes_gitlab_ci(const Document& document) {
  constexpr std::string_view sources[] = {"local", "remote", "template", "component", "project"};
  const Entry* const include = find(document, "include");
  return include != nullptr &&
         std::ranges::any_of(sources, [&](auto source) { return mentions_key(include->block, source); });
}

// Jobs are keys at the top: a script or another job that is extended, together with something else that only GitLab CI
// has there.
bool is_gitlab_job(const Entry& entry, bool has_stages) {
  constexpr std::array<std::string_view, 15> own = {"stage",         "rules", "only",    "except",       "image",
                                                    "before_script", "needs", "extends", "after_script", "artifacts",
                                                    "allow_failure", "tags",  "when",    "variables",    "parallel"};
  constexpr std::array<std::string_view, 5> legacy_compose = {"build", "command", "ports", "volumes", "environment"};
  const Document keys = children(entry);
  const auto holds_other_than = [&](std::span<const std::string_view> words, std::string_view but) {
    return std::ranges::any_of(keys, [&](const Entry& key) { return key.key != but && is_one_of(key.key, words); });
  };
  if (find(keys, "script") != nullptr) return has_stages || holds_other_than(own, "");
  return find(keys, "extends") != nullptr && holds_other_than(own, "extends") && !holds_other_than(legacy_compose, "");
}

bool is_gitlab_ci(const Document& document) {
  // Others with such keys: Travis CI, CircleCI, Azure Pipelines, Bitbucket.
  constexpr std::array<std::string_view, 7> foreign = {"jobs",     "pool", "trigger", "pipelines",
                                                       "language", "orbs", "on"};
  if (std::ranges::any_of(document, [&](const Entry& entry) { return is_one_of(entry.key, foreign); })) return false;
  const bool has_stages = find(document, "stages") != nullptr;
  return includes_gitlab_ci(document) ||
         std::ranges::any_of(document, [&](const Entry& entry) { return is_gitlab_job(entry, has_stages); });
}

FileKind kind_of_mapping(const Document& document) {
  if (is_workflow(document)) return FileKind::github_workflow;
  if (is_cloudformation(document)) return FileKind::cloudformation;
  if (is_compose(document)) return FileKind::compose;
  if (is_ecs_task(document)) return FileKind::ecs_task;
  if (is_prometheus_rules(document)) return FileKind::prometheus_rules;
  if (is_action(document)) return FileKind::github_action;
  if (is_dependabot(document)) return FileKind::dependabot;
  if (is_gitlab_ci(document)) return FileKind::gitlab_ci;
  return FileKind::other;
}

FileKind kind_of_documents(std::span<const Document> documents) {
  // Manifests of one kind are that; of several, plain manifests.
  FileKind manifests = FileKind::other;
  for (const Document& document : documents) {
    const std::optional<FileKind> one = manifest(document);
    if (!one || *one == FileKind::other) continue;
    manifests = manifests == FileKind::other || manifests == *one ? *one : FileKind::kubernetes;
  }
  if (manifests != FileKind::other) return manifests;
  for (const Document& document : documents)
    if (const FileKind kind = kind_of_mapping(document); kind != FileKind::other) return kind;
  return FileKind::other;
}

}  // namespace

bool looks_like_dockerfile(std::string_view head) {
  if (head.starts_with(kByteOrderMark)) head.remove_prefix(kByteOrderMark.size());
  for (bool continued = false; !head.empty();) {
    std::string_view line = trimmed(take_line(head));
    if (line.empty() || line.starts_with('#')) continue;
    const bool continues = line.ends_with('\\') || line.ends_with('`');
    if (continues) line.remove_suffix(1);
    if (!std::exchange(continued, continues)) {
      const std::string_view instruction = take_word(line);
      if (equal_ignoring_case(instruction, "FROM"))
        return is_from(line) || (continues && trimmed(line).starts_with("--"));
      if (!equal_ignoring_case(instruction, "ARG")) return false;
    }
  }
  return false;
}

bool looks_like_jenkinsfile(std::string_view head) {
  bool scripted = false;
  bool stages = false;
  while (!head.empty()) {
    const std::string_view whole = take_line(head);
    std::string_view rest = trimmed(whole);
    const std::string_view word = rest.substr(0, rest.find_first_of(" \t({"));
    rest = trimmed(rest.substr(word.size()));
    if (whole.starts_with("@Library(") || (whole.starts_with("node") && word == "node" && rest.ends_with('{')))
      return true;
    if (word == "pipeline" && rest.starts_with('{')) return true;
    if (word == "node" && (rest.starts_with('{') || rest.starts_with('('))) scripted = true;
    if (word == "stage" && (rest.starts_with('(') || rest.starts_with('\'') || rest.starts_with('"'))) stages = true;
  }
  return scripted && stages;
}

bool looks_like_quadlet(std::string_view head, std::string_view extension) {
  struct Unit {
    std::string_view extension, section;
  };
  constexpr Unit units[] = {{".container", "[Container]"}, {".pod", "[Pod]"},   {".volume", "[Volume]"},
                            {".network", "[Network]"},     {".kube", "[Kube]"}, {".image", "[Image]"},
                            {".build", "[Build]"}};
  const auto* const unit = std::ranges::find(units, extension, &Unit::extension);
  if (unit == std::end(units)) return false;
  bool found = false;
  while (!head.empty()) {
    const std::string_view line = trimmed(take_line(head));
    if (line == "[Match]") return false;  // systemd-networkd's .network
    found = found || line == unit->section;
  }
  return found;
}

bool holds_helm_actions(std::string_view head) {
  constexpr std::string_view signs[] = {".Values", ".Release", ".Chart",    ".Capabilities",
                                        ".Files",  "include ", "template ", "define "};
  for (std::size_t at = head.find("{{"); at != std::string_view::npos; at = head.find("{{", at + 2)) {
    if (at > 0 && head[at - 1] == '$') continue;
    const std::string_view action = head.substr(at, head.find("}}", at) - at);
    if (std::ranges::any_of(signs, [&](std::string_view sign) { return contains(action, sign); })) return true;
  }
  return false;
}

FileKind kind_of_yaml(std::string_view head) {
  const std::string_view text = trimmed(head);
  if (text.starts_with('{') && !text.starts_with("{{")) return kind_of_json(text);
  return kind_of_documents(yaml_documents(head));
}

FileKind kind_of_json(std::string_view head) {
  const Document members = json_members(head);
  return kind_of_documents(std::span(&members, 1));
}

}  // namespace s1::workspace
