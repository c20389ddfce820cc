// SPDX-License-Identifier: Apache-2.0
// Annotations of a Kubernetes object: `ignore-check.kube-linter.io/<check>: reason`, `kube-linter.io/ignore-all:
// reason`, and `checkov.io/skip1: CKV_K8S_20=reason` (or bridgecrew.io/skip…). They hold for the object; checkov's in a
// pod template for that template. (stackrox/kube-linter: pkg/ignore/ignore.go; bridgecrewio/checkov:
// checkov/kubernetes/kubernetes_utils.py)
#include "engine/suppress/forms.h"

namespace s1::engine::suppress {
namespace {

void add(const data::Member& annotation, Span scope, const std::string& name, Reader& reader) {
  Suppression suppression;
  suppression.comment = annotation.key.span();
  suppression.scope = scope;
  reader.add(std::move(suppression), std::span(&name, 1));
}

void read_of(const data::Value& owner, bool is_object, Reader& reader) {
  for (const data::Member& annotation : owner["metadata"]["annotations"].members()) {
    const std::string_view key = annotation.key.text();
    constexpr std::string_view ignore = "ignore-check.kube-linter.io/";
    if (is_object && key == "kube-linter.io/ignore-all") {
      add(annotation, owner.span(), "kube-linter:*", reader);
    } else if (is_object && key.starts_with(ignore)) {
      if (const std::string_view check = key.substr(ignore.size()); is_plain_id(check))
        add(annotation, owner.span(), "kube-linter:" + std::string(check), reader);
    } else if (key.starts_with("checkov.io/skip") || key.starts_with("bridgecrew.io/skip")) {
      const std::string_view text = annotation.value.text();
      if (const std::string_view id = trimmed(text.substr(0, text.find('='))); is_plain_id(id))
        add(annotation, owner.span(), std::string(id), reader);
    }
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
