// SPDX-License-Identifier: Apache-2.0
#include "report/suppress_forms.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <string_view>

namespace s1::report {
namespace {

bool is_dockerfile(std::string_view platform) {
  return platform == "dockerfile";
}
bool is_workflow(std::string_view platform) {
  return platform == "github-actions";
}
bool is_kubernetes(std::string_view platform) {
  return platform == "kubernetes";
}
bool is_cloudformation(std::string_view platform) {
  return platform == "cloudformation";
}
// Terraform, YAML and Groovy have comments, and so has a Dockerfile; an ECS task definition is JSON.
bool has_comments(std::string_view platform) {
  return platform != "ecs";
}

// Trivy's ids: letters, a dash, four digits.
bool is_trivy(std::string_view alias) {
  const std::size_t dash = alias.find('-');
  return dash != std::string_view::npos && dash != 0 && alias.size() == dash + 5 &&
         std::ranges::all_of(alias.substr(0, dash), [](unsigned char c) { return std::isupper(c) != 0; }) &&
         std::ranges::all_of(alias.substr(dash + 1), [](unsigned char c) { return std::isdigit(c) != 0; });
}

struct Form {
  bool (*takes)(std::string_view alias);
  bool (*fits)(std::string_view platform);
  std::string_view text;    // {} is the alias
  std::string_view prefix;  // of the alias, which is not written
};

constexpr Form kForms[] = {
    {[](std::string_view alias) { return alias.starts_with("DL"); }, is_dockerfile, "# hadolint ignore={}", ""},
    {[](std::string_view alias) { return alias.starts_with("buildkit:"); }, is_dockerfile, "# check=skip={}",
     "buildkit:"},
    {[](std::string_view alias) { return alias.starts_with("SC2") || alias.starts_with("SC1"); }, has_comments,
     "# shellcheck disable={}", ""},
    {[](std::string_view alias) { return alias.starts_with("CKV"); }, is_kubernetes, "checkov.io/skip1: {}=reason", ""},
    {[](std::string_view alias) { return alias.starts_with("CKV"); }, is_cloudformation,
     "Metadata: {{checkov: {{skip: [{{id: {}, comment: reason}}]}}}}", ""},
    {[](std::string_view alias) { return alias.starts_with("CKV"); }, has_comments, "# checkov:skip={}:reason", ""},
    {is_trivy, has_comments, "# trivy:ignore:{}", ""},
    {[](std::string_view alias) { return alias.starts_with("zizmor:"); }, is_workflow, "# zizmor: ignore[{}]",
     "zizmor:"},
    {[](std::string_view alias) { return alias.starts_with("kube-linter:"); }, is_kubernetes,
     "ignore-check.kube-linter.io/{}: reason", "kube-linter:"},
    {[](std::string_view alias) { return alias.starts_with("kics:"); }, has_comments, "# kics-scan disable={}",
     "kics:"},
    {[](std::string_view alias) { return alias.starts_with("gitleaks:"); }, has_comments, "# gitleaks:allow",
     "gitleaks:"},
};

}  // namespace

std::vector<std::string> suppress_forms(const rules::Rule& rule) {
  const std::string_view platform = rules::platform(rule);
  std::vector<std::string> forms;
  if (has_comments(platform)) {
    const std::string_view sign = platform == "jenkins" ? "//" : "#";
    forms.push_back(fmt::format("{} s1-infra: ignore[{}] reason", sign, rule.id));
    forms.push_back(fmt::format("{} s1-infra: ignore[{}] reason until=YYYY-MM-DD", sign, rule.id));
  }
  for (const Form& form : kForms) {
    if (!form.fits(platform)) continue;
    // One example of each tool's form is enough.
    const auto alias = std::ranges::find_if(rule.aliases, form.takes);
    if (alias != rule.aliases.end())
      forms.push_back(fmt::format(fmt::runtime(form.text), alias->substr(form.prefix.size())));
  }
  forms.push_back(fmt::format("ignore: [{{rule: {}, path: PATTERN, reason: WHY}}] in .s1-infra.yaml", rule.id));
  return forms;
}

}  // namespace s1::report
