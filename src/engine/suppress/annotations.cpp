// SPDX-License-Identifier: Apache-2.0
// Annotations of a Kubernetes object, which hold for it; checkov's and kube-score's in a pod template for that
// template:
//  - kube-linter: `ignore-check.kube-linter.io/<check>: reason`, `kube-linter.io/ignore-all: reason`
//    (stackrox/kube-linter: pkg/ignore/ignore.go)
//  - checkov: `checkov.io/skip1: CKV_K8S_20=reason`, with any number, or bridgecrew.io/skip…
//    (bridgecrewio/checkov: checkov/kubernetes/kubernetes_utils.py)
//  - kube-score: `kube-score/ignore: check,check` or "*", `kube-score/skip: "true"`
//    (zegl/kube-score: README.md, "Ignoring a test"; scorecard/enabled.go)
//  - polaris: `polaris.fairwinds.com/exempt: "true"`, `polaris.fairwinds.com/<check>-exempt: "true"`
//    (FairwindsOps/polaris: docs/customization/exemptions.md)
//  - terrascan: `runterrascan.io/skip: '[{"rule": "AC_K8S_0080", "comment": "why"}]'` (terrascan.cpp)
#include <algorithm>
#include <cctype>

#include "engine/suppress/forms.h"

namespace s1::engine::suppress {
namespace {

bool is_true(std::string_view text) {
  constexpr std::string_view expected = "true";
  return std::ranges::equal(trimmed(text), expected,
                            [](unsigned char a, unsigned char b) { return std::tolower(a) == b; });
}

std::vector<std::string> kube_score_names(std::string_view list) {
  std::vector<std::string> names;
  for (const std::string& id : split_ids(list))
    if (id == "*" || is_plain_id(id)) names.push_back("kube-score:" + id);
  return names;
}

// Of an object's own annotations alone.
std::vector<std::string> names_for_object(std::string_view key, std::string_view value) {
  constexpr std::string_view linter = "ignore-check.kube-linter.io/";
  constexpr std::string_view polaris = "polaris.fairwinds.com/";
  constexpr std::string_view exempt = "-exempt";
  if (key == "kube-linter.io/ignore-all") return {"kube-linter:*"};
  if (key.starts_with(linter) && is_plain_id(key.substr(linter.size())))
    return {"kube-linter:" + std::string(key.substr(linter.size()))};
  if (key == "kube-score/skip" && is_true(value)) return {"kube-score:*"};
  if (key == "polaris.fairwinds.com/exempt" && is_true(value)) return {"polaris:*"};
  if (key.starts_with(polaris) && key.ends_with(exempt) && is_true(value)) {
    const std::string_view check = key.substr(polaris.size(), key.size() - polaris.size() - exempt.size());
    if (is_plain_id(check)) return {"polaris:" + std::string(check)};
  }
  if (key == "runterrascan.io/skip") return terrascan_ids(value);
  return {};
}

std::vector<std::string> names_for_any(std::string_view key, std::string_view value) {
  if (key == "kube-score/ignore") return kube_score_names(value);
  if (!key.starts_with("checkov.io/skip") && !key.starts_with("bridgecrew.io/skip")) return {};
  const std::string_view id = trimmed(value.substr(0, value.find('=')));
  return is_plain_id(id) ? std::vector<std::string>{std::string(id)} : std::vector<std::string>();
}

void read_of(const data::Value& owner, bool is_object, Reader& reader) {
  for (const data::Member& annotation : owner["metadata"]["annotations"].members()) {
    const std::string_view key = annotation.key.text();
    const std::string_view value = annotation.value.text();
    std::vector<std::string> names = names_for_any(key, value);
    if (names.empty() && is_object) names = names_for_object(key, value);
    Suppression suppression;
    suppression.comment = annotation.key.span();
    suppression.scope = owner.span();
    reader.add(std::move(suppression), names);
  }
}

}  // namespace

void read_annotations(Reader& reader) {
  if (reader.file().tree == nullptr) return;
  for (const data::Value& object : kubernetes_objects(*reader.file().tree)) {
    read_of(object, true, reader);
    const data::Value spec = object["spec"];
    read_of(spec["template"], false, reader);
    read_of(spec["jobTemplate"]["spec"]["template"], false, reader);
  }
}

}  // namespace s1::engine::suppress
