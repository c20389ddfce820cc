// SPDX-License-Identifier: Apache-2.0
#include "model/kubernetes_object.h"

#include <utility>

namespace s1::model {

Labels labels_of(data::Value mapping, bool& known) {
  Labels labels;
  for (const data::Member& member : mapping.members()) {
    const std::string_view text = member.value.text();
    if (!member.value.is_scalar() || has_placeholder(text) || has_placeholder(member.key.text())) {
      known = false;
    } else {
      labels.emplace_back(member.key.text(), text);
    }
  }
  if (mapping && !mapping.is_mapping() && !mapping.is_null()) known = false;
  return labels;
}

void KubernetesReader::refer(std::string kind, data::Value name, data::Value port, std::string host) const {
  if (!name || name.is_null()) return;
  ObjectReference reference;
  reference.object = object;
  reference.kind = std::move(kind);
  reference.name = value(name);
  reference.port = value(port);
  reference.host = std::move(host);
  reference.place = place(name);
  model.references.push_back(std::move(reference));
}

std::string list_of(data::Value sequence, std::size_t most) {
  std::string text;
  std::size_t count = 0;
  for (const data::Value item : sequence.items()) {
    if (!item.is_scalar()) continue;
    if (++count > most) continue;
    if (!text.empty()) text += ", ";
    text += item.text();
  }
  if (count > most) text += " and " + std::to_string(count - most) + " more";
  return text;
}

void KubernetesReader::describe(std::string_view name, Value fact) const {
  if (fact.known() && !fact.text.empty()) model.facts.push_back({object, name, std::move(fact)});
}

void KubernetesReader::describe(std::string_view name, std::string text, data::Value at) const {
  if (has_placeholder(text)) return;
  describe(name, Value{State::known, std::move(text), place(at), {}});
}

void KubernetesReader::select(std::string_view of, data::Value holder, std::string_view key) const {
  const data::Value selector = holder[key];
  if (!selector || selector.is_null()) return;
  ObjectSelector chooses;
  chooses.object = object;
  chooses.of = of;
  chooses.known = selector.is_mapping() && selector["matchExpressions"].size() == 0;
  chooses.match_labels = labels_of(selector["matchLabels"], chooses.known);
  chooses.place = place(holder.key(key));
  model.selectors.push_back(std::move(chooses));
}

}  // namespace s1::model
