// SPDX-License-Identifier: Apache-2.0
#include "model_dump.h"

#include <fmt/format.h>

#include <string_view>

namespace s1::test {

using namespace s1::model;

namespace {

class Dump {
 public:
  std::string text;

  void images(const InfraModel& model) {
    for (const Image& image : model.images) {
      line("image {}{}{}", image.base, named(" as ", image.stage), at(image.place));
      value("user", image.user);
      for (const Value& port : image.ports) value("port", port);
    }
  }

  void services(const InfraModel& model) {
    for (const Service& service : model.services) {
      line("service {}{}", service.container.name, at(service.container.place));
      if (service.build) build(*service.build);
      container(service.container);
      for (const Value& name : service.depends_on) value("depends_on", name);
      for (const Value& name : service.networks) value("network", name);
      for (const Value& path : service.env_files) value("env_file", path);
      for (const Value& name : service.profiles) value("profile", name);
    }
  }

  void objects(const InfraModel& model) {
    for (const KubernetesObject& object : model.objects) {
      line("object {} {} {}{}{}{}{}", object.api_version, object.kind, object.name_known ? "" : "?", object.name,
           named(" in ", object.name_space), labels(object.labels), at(object.place));
      for (const auto& [key, text_of_it] : object.annotations) line("  annotation {}={}", key, text_of_it);
    }
  }

  void workloads(const InfraModel& model) {
    for (const Workload& workload : model.workloads) {
      line("workload {} {} {}{}{}{}{}", workload.platform, workload.kind, workload.name,
           named(" in ", workload.name_space), labels(workload.pod_labels), workload.labels_known ? "" : " ?labels",
           at(workload.place));
      value("replicas", workload.replicas);
      value("service_account", workload.service_account);
      for (const Container& of : workload.containers) {
        line("  {} {}{}", of.is_init ? "init" : "container", of.name, at(of.place));
        indent = "    ";
        container(of);
        indent = "  ";
      }
    }
  }

  void network(const InfraModel& model) {
    for (const KubernetesService& service : model.kubernetes_services) {
      line("kubernetes_service {} {}{}{}{}", name_of(model, service.object), service.type, labels(service.selector),
           service.selector_known ? "" : " ?selector", at(service.selector_place));
      for (const ServicePort& port : service.ports)
        line("  port {}{}{}{}", shown(port.port), named(" to ", shown(port.target)), named(" ", port.name),
             at(port.place));
    }
    for (const ObjectReference& reference : model.references)
      line("reference {} to {} {}{}{}", name_of(model, reference.object), reference.kind, shown(reference.name),
           named(" port ", shown(reference.port)), at(reference.place));
    for (const ObjectSelector& selector : model.selectors)
      line("selector {} of {}{}{}{}", name_of(model, selector.object), selector.of, labels(selector.match_labels),
           selector.known ? "" : " ?", at(selector.place));
  }

  void rest(const InfraModel& model) {
    for (const ConfigObject& config : model.configs) {
      line("{} {} {}{} from {}{}{}", kind(config.kind), config.platform, config.name_known ? "" : "?", config.name,
           config.source, named(" in ", config.name_space), at(config.place));
      for (const std::string& key : config.keys) line("  key {}", key);
      if (!config.keys_known) line("  ?keys");
    }
    for (const AlertRule& rule : model.alerts)
      line("{} {}/{}{}{}", rule.is_alert ? "alert" : "record", rule.group, rule.name, named(" ", rule.severity),
           at(rule.place));
    for (const Chart& chart : model.charts) {
      line("chart {} {} {}{}{}", chart.folder, chart.name, chart.version, named(" app ", chart.app_version),
           at(chart.place));
      for (const ChartDependency& dependency : chart.dependencies)
        line("  dependency {} {} {}{}", dependency.name, dependency.version, dependency.repository,
             at(dependency.place));
      for (const Value& image : chart.images) value("image", image);
    }
    for (const Application& application : model.applications) {
      line("application {}{}", name_of(model, application.object), at(application.place));
      value("repository", application.repository);
      value("path", application.path);
      value("chart", application.chart);
      value("revision", application.revision);
      value("namespace", application.destination_namespace);
    }
  }

 private:
  template <class... Args>
  void line(fmt::format_string<Args...> format, Args&&... args) {
    text += fmt::format(format, std::forward<Args>(args)...);
    text += '\n';
  }

  void value(std::string_view name, const Value& value) {
    if (value.state != State::absent) line("{}{} {}", indent, name, shown(value));
  }

  static std::string at(const Place& place) {
    if (!place.exists()) return {};
    return place.file == 0 ? fmt::format(" @{}", place.line) : fmt::format(" @{}:{}", place.file, place.line);
  }

  static std::string named(std::string_view before, std::string_view name) {
    return name.empty() ? std::string() : std::string(before) + std::string(name);
  }

  static std::string shown(const Value& value) {
    std::string result;
    if (value.state == State::absent) return result;
    if (value.state == State::null) result = "~";
    if (value.state == State::unknown) result = "?";
    result += value.text + at(value.place);
    for (const Place& origin : value.origins) result += " <" + at(origin).substr(2);
    return result;
  }

  static std::string labels(const Labels& labels) {
    std::string result;
    for (const auto& [key, value] : labels) result += " " + key + "=" + value;
    return result;
  }

  static std::string_view kind(ConfigKind kind) { return kind == ConfigKind::secret ? "secret" : "config"; }

  static std::string name_of(const InfraModel& model, std::uint32_t object) {
    return model.objects[object].kind + "/" + model.objects[object].name;
  }

  void build(const Build& build) {
    line("  build{}{}{} context '{}' dockerfile '{}'{}", build.is_inline ? " inline" : "",
         build.is_remote ? " remote" : "", build.pushes ? " pushes" : "", build.context_path, build.dockerfile_path,
         at(build.place));
    value("  context", build.context);
    value("  dockerfile", build.dockerfile);
    value("  target", build.target);
    for (const NamedContext& context : build.additional_contexts)
      line("    with {} {}", context.name, shown(context.source));
    for (const Value& tag : build.tags) value("  tag", tag);
  }

  void container(const Container& of) {
    value("image", of.image);
    value("pull_policy", of.pull_policy);
    value("entrypoint", of.entrypoint);
    value("command", of.command);
    for (const Port& port : of.ports)
      line("{}port {}-{}/{} {}{}{}{}{}", indent, port.first, port.last, port.protocol, shown(port.container),
           named(" name ", port.name), named(" published ", shown(port.published)), named(" on ", port.host_ip),
           at(port.place));
    for (const Probe& probe : of.probes)
      line("{}probe {} {}{}{}{}", indent, probe.type, probe.mechanism, named(" port ", shown(probe.port)),
           named(" path ", shown(probe.path)), at(probe.place));
    value("user", of.user);
    value("run_as_non_root", of.run_as_non_root);
    value("privileged", of.privileged);
    value("read_only_root", of.read_only_root);
    value("healthcheck", of.healthcheck);
    for (const EnvVar& variable : of.env)
      line("{}env {}={}{}", indent, variable.name, shown(variable.value), at(variable.place));
    for (const ConfigUse& use : of.uses)
      line("{}use {} {}{}{}{}", indent, kind(use.kind), shown(use.name), named(" key ", shown(use.key)),
           use.optional ? " optional" : "", at(use.place));
    for (const Mount& mount : of.mounts)
      line("{}mount {}:{}{}{}", indent, mount.source, mount.target, mount.read_only ? " ro" : "", at(mount.place));
  }

  std::string_view indent = "  ";
};

}  // namespace

std::string model_dump(const InfraModel& model) {
  Dump dump;
  dump.images(model);
  dump.services(model);
  dump.objects(model);
  dump.workloads(model);
  dump.network(model);
  dump.rest(model);
  return dump.text;
}

}  // namespace s1::test
