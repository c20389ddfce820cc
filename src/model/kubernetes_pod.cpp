// SPDX-License-Identifier: Apache-2.0
#include "model/kubernetes_pod.h"

#include <utility>

#include "model/kubernetes_volumes.h"
#include "model/port_range.h"
#include "text/lower_case.h"

namespace s1::model {

namespace {

class ContainerReader {
 public:
  ContainerReader(const KubernetesReader& reader, data::Value spec) : reader_(reader), pod_(spec["securityContext"]) {}

  [[nodiscard]] Container read(data::Value node, bool is_init) const {
    Container container;
    container.name = text_of(node["name"]);
    container.place = opening_of(reader_.input, node);
    container.is_init = is_init;
    container.image = reader_.value(node["image"]);
    container.pull_policy = reader_.value(node["imagePullPolicy"]);
    container.entrypoint = words_of(node["command"]);
    container.command = words_of(node["args"]);
    for (const data::Value port : node["ports"].items())
      if (port.is_mapping()) container.ports.push_back(port_of(port));
    add_probe(node, "livenessProbe", "liveness", container);
    add_probe(node, "readinessProbe", "readiness", container);
    add_probe(node, "startupProbe", "startup", container);
    const data::Value security = node["securityContext"];
    container.user = own_or_pods(security, "runAsUser");
    container.run_as_non_root = own_or_pods(security, "runAsNonRoot");
    container.privileged = reader_.value(security["privileged"]);
    container.read_only_root = reader_.value(security["readOnlyRootFilesystem"]);
    container.allow_escalation = reader_.value(security["allowPrivilegeEscalation"]);
    const data::Value seccomp = security["seccompProfile"];
    container.seccomp = reader_.value((seccomp ? seccomp : pod_["seccompProfile"])["type"]);
    for (const data::Value capability : security["capabilities"]["drop"].items())
      container.dropped_capabilities.push_back(reader_.value(capability));
    container.needs = needs_of(node["resources"]);
    for (const data::Value variable : node["env"].items())
      if (variable.is_mapping()) add_variable(variable, container);
    for (const data::Value source : node["envFrom"].items()) {
      add_use(ConfigKind::secret, source["secretRef"], container);
      add_use(ConfigKind::config, source["configMapRef"], container);
    }
    return container;
  }

 private:
  [[nodiscard]] ResourceNeeds needs_of(data::Value node) const {
    const data::Value requests = node["requests"];
    const data::Value limits = node["limits"];
    return {reader_.value(requests["cpu"]), reader_.value(requests["memory"]), reader_.value(limits["cpu"]),
            reader_.value(limits["memory"])};
  }

  [[nodiscard]] Value words_of(data::Value list) const {
    if (!list.is_sequence()) return reader_.value(list);
    Value words;
    words.state = State::known;
    words.place = place_of(reader_.input, list);
    for (const data::Value item : list.items()) {
      const Value word = reader_.value(item);
      if (!word.known()) words.state = State::unknown;
      if (!words.text.empty()) words.text += ' ';
      words.text += word.text;
    }
    return words;
  }

  [[nodiscard]] Value own_or_pods(data::Value own, std::string_view key) const {
    const data::Value node = own[key];
    return reader_.value(node && !node.is_null() ? node : pod_[key]);
  }

  [[nodiscard]] Port port_of(data::Value node) const {
    Port port;
    port.container = reader_.value(node["containerPort"]);
    if (port.container.known()) {
      const PortRange range = port_range(port.container.text);
      port.first = range.first;
      port.last = range.last;
    }
    port.name = text_of(node["name"]);
    if (const std::string_view protocol = node["protocol"].text(); !protocol.empty())
      port.protocol = lower_case(protocol);
    port.published = reader_.value(node["hostPort"]);
    port.host_ip = text_of(node["hostIP"]);
    port.place = opening_of(reader_.input, node);
    return port;
  }

  void add_probe(data::Value node, std::string_view key, std::string_view type, Container& container) const {
    struct Mechanism {
      std::string_view key;
      std::string_view name;
    };
    const data::Value written = node[key];
    for (const auto& [mechanism, name] :
         {Mechanism{"httpGet", "http"}, {"tcpSocket", "tcp"}, {"grpc", "grpc"}, {"exec", "exec"}}) {
      const data::Value action = written[mechanism];
      if (!action.is_mapping()) continue;
      Probe probe;
      probe.type = type;
      probe.mechanism = name;
      probe.port = reader_.value(action["port"]);
      if (name == "http") probe.path = reader_.value(action["path"]);
      probe.https = action["scheme"].text() == "HTTPS";
      probe.place = reader_.place(node.key(key));
      container.probes.push_back(std::move(probe));
      return;
    }
  }

  void add_variable(data::Value node, Container& container) const {
    EnvVar variable;
    variable.name = text_of(node["name"]);
    variable.value = reader_.value(node["value"]);
    variable.place = opening_of(reader_.input, node);
    container.env.push_back(std::move(variable));
    const data::Value from = node["valueFrom"];
    add_use(ConfigKind::secret, from["secretKeyRef"], container);
    add_use(ConfigKind::config, from["configMapKeyRef"], container);
  }

  void add_use(ConfigKind kind, data::Value node, Container& container) const {
    if (!node.is_mapping()) return;
    ConfigUse use;
    use.kind = kind;
    use.name = reader_.value(node["name"]);
    use.key = reader_.value(node["key"]);
    use.optional = is_true(node["optional"]);
    use.place = opening_of(reader_.input, node);
    container.uses.push_back(std::move(use));
  }

  const KubernetesReader& reader_;
  data::Value pod_;
};

}  // namespace

std::vector<Container> pod_containers(const KubernetesReader& reader, data::Value spec) {
  struct List {
    std::string_view key;
    bool is_init;
  };
  const ContainerReader container_reader(reader, spec);
  PodVolumes volumes(reader, spec);
  std::vector<Container> containers;
  for (const auto& [key, is_init] :
       {List{"initContainers", true}, {"containers", false}, {"ephemeralContainers", false}}) {
    for (const data::Value node : spec[key].items()) {
      if (!node.is_mapping()) continue;
      containers.push_back(container_reader.read(node, is_init));
      volumes.mount(node, containers.back());
    }
  }
  if (!containers.empty()) volumes.take_rest(containers.front());
  return containers;
}

}  // namespace s1::model
