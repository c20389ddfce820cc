// SPDX-License-Identifier: Apache-2.0
// Argo CD's Applications, one for each source. Light: generators of ApplicationSets are not run; what their templates
// put in is unknown.
#include <utility>

#include "model/kubernetes_object.h"

namespace s1::model {

namespace {

void add_application(const KubernetesReader& reader, data::Value spec, data::Value source) {
  if (!source.is_mapping()) return;
  Application application;
  application.object = reader.object;
  application.repository = reader.value(source["repoURL"]);
  application.path = reader.value(source["path"]);
  application.chart = reader.value(source["chart"]);
  application.revision = reader.value(source["targetRevision"]);
  application.destination_namespace = reader.value(spec["destination"]["namespace"]);
  application.place = opening_of(reader.input, source);
  reader.model.applications.push_back(std::move(application));
}

// That it applies what changed by itself, and how far that goes.
void describe_sync(const KubernetesReader& reader, data::Value spec) {
  const data::Value automated = spec["syncPolicy"]["automated"];
  if (!automated) return;
  std::string text = "automated";
  if (is_true(automated["prune"])) text += ", prune";
  if (is_true(automated["selfHeal"])) text += ", self-heal";
  if (automated["enabled"].text() != "false")
    reader.describe("sync", std::move(text), spec["syncPolicy"].key("automated"));
}

// Argo CD takes `sources` and then leaves `source` alone.
void add_sources(const KubernetesReader& reader, data::Value spec) {
  const data::Value sources = spec["sources"];
  if (sources.size() == 0) add_application(reader, spec, spec["source"]);
  for (const data::Value source : sources.items()) add_application(reader, spec, source);
  describe_sync(reader, spec);
}

}  // namespace

void read_application(const KubernetesReader& reader) {
  add_sources(reader, reader.spec());
}

void read_application_set(const KubernetesReader& reader) {
  add_sources(reader, reader.spec()["template"]["spec"]);
}

}  // namespace s1::model
