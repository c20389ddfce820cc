// SPDX-License-Identifier: Apache-2.0
// What leads to pods and Services: Services, Ingresses, routes of the Gateway API, network policies.
#include <utility>

#include "model/kubernetes_object.h"

namespace s1::model {

void read_kubernetes_service(const KubernetesReader& reader) {
  const data::Value spec = reader.spec();
  KubernetesService service;
  service.object = reader.object;
  const data::Value selector = spec["selector"];
  service.selector = labels_of(selector, service.selector_known);
  if (selector && !selector.is_null() && (selector.size() > 0 || !service.selector_known))
    service.selector_place = reader.place(spec.key("selector"));
  service.type = spec["type"].text().empty() ? "ClusterIP" : text_of(spec["type"]);
  for (const data::Value node : spec["ports"].items()) {
    if (!node.is_mapping()) continue;
    ServicePort port;
    port.port = reader.value(node["port"]);
    port.target = reader.value(node["targetPort"]);
    port.name = text_of(node["name"]);
    port.place = opening_of(reader.input, node);
    service.ports.push_back(std::move(port));
  }
  reader.model.kubernetes_services.push_back(std::move(service));
}

namespace {

// A host's name as written; nothing of one that is templated.
std::string host_of(data::Value node) {
  std::string host = text_of(node);
  return has_placeholder(host) ? std::string() : host;
}

// networking.k8s.io/v1 or the form before it.
void read_backend(const KubernetesReader& reader, data::Value backend, const std::string& host = {}) {
  if (const data::Value service = backend["service"]) {
    const data::Value port = service["port"];
    reader.refer("Service", service["name"], port["number"] ? port["number"] : port["name"], host);
  }
  reader.refer("Service", backend["serviceName"], backend["servicePort"], host);
}

// The names that a route is for; a route may have any number.
std::string hosts_of(data::Value names) {
  constexpr std::size_t kMostHosts = 8;
  std::string hosts;
  std::size_t count = 0;
  for (const data::Value name : names.items()) {
    const std::string host = host_of(name);
    if (host.empty() || ++count > kMostHosts) continue;
    hosts += (hosts.empty() ? "" : ", ") + host;
  }
  return hosts;
}

}  // namespace

void read_ingress(const KubernetesReader& reader) {
  const data::Value spec = reader.spec();
  read_backend(reader, spec["defaultBackend"]);
  read_backend(reader, spec["backend"]);
  for (const data::Value rule : spec["rules"].items())
    for (const data::Value path : rule["http"]["paths"].items())
      read_backend(reader, path["backend"], host_of(rule["host"]));
  for (const data::Value tls : spec["tls"].items()) reader.refer("Secret", tls["secretName"]);
}

void read_gateway_route(const KubernetesReader& reader) {
  const std::string hosts = hosts_of(reader.spec()["hostnames"]);
  const auto refer = [&](data::Value to, const char* usual) {
    reader.refer(to["kind"] ? text_of(to["kind"]) : usual, to["name"], to["port"], hosts);
  };
  for (const data::Value parent : reader.spec()["parentRefs"].items()) refer(parent, "Gateway");
  for (const data::Value rule : reader.spec()["rules"].items())
    for (const data::Value backend : rule["backendRefs"].items()) refer(backend, "Service");
}

namespace {

// A rule that names no peers and no ports lets everything through.
bool opens_all(data::Value rules, const char* peers) {
  for (const data::Value rule : rules.items())
    if (rule.is_mapping() && rule[peers].size() == 0 && rule["ports"].size() == 0) return true;
  return false;
}

// Without `policyTypes`, Ingress, and Egress where there are rules of it; a type without rules lets nothing through.
// (kubernetes.io/docs/concepts/services-networking/network-policies)
void describe_policy(const KubernetesReader& reader) {
  const data::Value spec = reader.spec();
  if (!spec.is_mapping()) return;
  const data::Value written = spec["policyTypes"];
  std::string types = list_of(written);
  if (types.empty()) types = spec["egress"] ? "Ingress, Egress" : "Ingress";
  const data::Value at = written ? written : spec;
  std::string denied, limited;
  struct Direction {
    const char *type, *rules, *peers;
  };
  for (const auto& [type, rules, peers] : {Direction{"Ingress", "ingress", "from"}, {"Egress", "egress", "to"}}) {
    if (types.find(type) == std::string::npos || opens_all(spec[rules], peers)) continue;
    std::string& those = spec[rules].size() == 0 ? denied : limited;
    those += (those.empty() ? "" : ", ") + std::string(type);
  }
  reader.describe("policy types", std::move(types), at);
  reader.describe("denies", std::move(denied), at);
  reader.describe("limits", std::move(limited), at);
}

}  // namespace

void read_network_policy(const KubernetesReader& reader) {
  const data::Value spec = reader.spec();
  reader.select("Pod", spec, "podSelector");
  describe_policy(reader);
  // Peers in other namespaces may be anywhere.
  for (const auto& [rules, peers] : {std::pair{"ingress", "from"}, {"egress", "to"}})
    for (const data::Value rule : spec[rules].items())
      for (const data::Value peer : rule[peers].items())
        if (!peer["namespaceSelector"]) reader.select("Pod", peer, "podSelector");
}

}  // namespace s1::model
