// SPDX-License-Identifier: Apache-2.0
// Light: `env_file` is named and not read, `tmpfs` is no mount, and `network_mode`, `links` and `volumes_from` are left
// out. A secret or config is what it is called in the project, not its `name`.
#include "model/compose_service.h"

#include <string>
#include <string_view>
#include <utility>

#include "model/tree_value.h"

namespace s1::model {

namespace {

// What may be a list of names or a mapping by name.
std::vector<Value> names(const Layers& layers) {
  Keyed<Value> names;
  for (const Layer& layer : layers) {
    for (const data::Value item : layer.node.items()) {
      if (!item.is_scalar() || item.is_null()) continue;
      Value name = layer.file->value(item);
      const std::string key = name.text;
      names.put(key, std::move(name));
    }
    for (const data::Member& member : layer.node.members()) {
      if (is_reset(member.value)) {
        names.drop(text_of(member.key));
      } else {
        names.put(text_of(member.key), value_of(*layer.file->input, member.key));
      }
    }
  }
  return names.take();
}

std::vector<EnvVar> environment(const Layers& layers) {
  Keyed<EnvVar> variables;
  for (const Layer& layer : layers) {
    for (const data::Member& member : layer.node.members()) {
      const std::string name = text_of(member.key);
      if (is_reset(member.value)) {
        variables.drop(name);
      } else {
        variables.put(name, {name, layer.file->value(member.value), place_of(*layer.file->input, member.key)});
      }
    }
    for (const data::Value item : layer.node.items()) {
      if (!item.is_scalar() || item.is_null()) continue;
      const std::string_view text = item.text();
      const std::size_t equals = text.find('=');
      EnvVar variable;
      variable.name = text.substr(0, equals);
      variable.place = place_of(*layer.file->input, item);
      if (equals != std::string_view::npos) {
        variable.value = layer.file->piece(item, text.substr(equals + 1));
      } else {
        variable.value.state = State::null;
        variable.value.place = variable.place;
      }
      const std::string name = variable.name;
      variables.put(name, std::move(variable));
    }
  }
  return variables.take();
}

std::vector<Value> env_files(const Layers& layers) {
  std::vector<Value> files;
  for (const Layer& item : layers.items(true)) {
    Value path = item.file->value(item.node.is_mapping() ? item.node["path"] : item.node);
    if (path.state != State::absent && path.state != State::null) files.push_back(std::move(path));
  }
  return files;
}

void add_uses(const Layers& layers, ConfigKind kind, std::vector<ConfigUse>& uses) {
  Keyed<ConfigUse> unique;
  for (const Layer& item : layers.items()) {
    ConfigUse use;
    use.kind = kind;
    use.name = item.file->value(item.node.is_mapping() ? item.node["source"] : item.node);
    use.place = item.place();
    if (use.name.state != State::known && use.name.state != State::unknown) continue;
    const std::string key = use.name.text + '\n' + item.file->value(item.node["target"]).text;
    unique.put(key, std::move(use));
  }
  for (ConfigUse& use : unique.take()) uses.push_back(std::move(use));
}

// `deploy` counts before the keys of the service itself.
ResourceNeeds needs(const Layers& service) {
  const Layers resources = service["deploy"]["resources"];
  const auto either = [](const Layers& of_deploy, const Layers& own) {
    return of_deploy.exists() ? of_deploy.value() : own.value();
  };
  return {resources["reservations"]["cpus"].value(),
          either(resources["reservations"]["memory"], service["mem_reservation"]),
          either(resources["limits"]["cpus"], service["cpus"]),
          either(resources["limits"]["memory"], service["mem_limit"])};
}

// no-new-privileges, with true after it or nothing.
Value escalation(const Layers& options) {
  for (const Layer& item : options.items()) {
    Value option = item.value();
    if (!option.is("no-new-privileges") && !option.is("no-new-privileges:true") && !option.is("no-new-privileges=true"))
      continue;
    option.text = "false";
    return option;
  }
  return {};
}

// A text or a list of words, the highest layer's; CMD and CMD-SHELL of a health check are none of them.
Value command(const Layers& layers) {
  if (!layers.exists() || !layers.top().node.is_sequence()) return layers.value();
  const Layer& top = layers.top();
  Value command;
  command.state = State::known;
  command.place = place_of(*top.file->input, top.node);
  for (const data::Value item : top.node.items()) {
    const Value word = top.file->value(item);
    if (!word.known()) command.state = State::unknown;
    command.origins.insert(command.origins.end(), word.origins.begin(), word.origins.end());
    if (command.text.empty() && (word.is("CMD") || word.is("CMD-SHELL"))) continue;
    if (!command.text.empty()) command.text += ' ';
    command.text += word.text;
  }
  return command;
}

}  // namespace

Value compose_healthcheck(const Layers& service) {
  const Layers healthcheck = service["healthcheck"];
  if (Value disable = healthcheck["disable"].value(); disable.is("true")) {
    disable.text = "NONE";
    return disable;
  }
  return command(healthcheck["test"]);
}

Service compose_service(const ComposeEntry& entry) {
  const Layers& layers = entry.layers;
  Service service;
  Container& container = service.container;
  container.name = entry.name;
  container.place = entry.place;
  container.image = layers["image"].value();
  container.pull_policy = layers["pull_policy"].value();
  container.entrypoint = command(layers["entrypoint"]);
  container.command = command(layers["command"]);
  container.ports = compose_ports(layers);
  container.user = layers["user"].value();
  container.privileged = layers["privileged"].value();
  container.read_only_root = layers["read_only"].value();
  container.healthcheck = compose_healthcheck(layers);
  container.log_driver = layers["logging"]["driver"].value();
  container.allow_escalation = escalation(layers["security_opt"]);
  for (const Layer& item : layers["cap_drop"].items()) container.dropped_capabilities.push_back(item.value());
  container.needs = needs(layers);
  container.env = environment(layers["environment"]);
  container.mounts = compose_mounts(layers);
  add_uses(layers["secrets"], ConfigKind::secret, container.uses);
  add_uses(layers["configs"], ConfigKind::config, container.uses);
  service.build = compose_build(layers);
  service.depends_on = names(layers["depends_on"]);
  service.networks = names(layers["networks"]);
  service.env_files = env_files(layers["env_file"]);
  service.profiles = names(layers["profiles"]);
  const Layers replicas = layers["deploy"]["replicas"];
  service.replicas = replicas.exists() ? replicas.value() : layers["scale"].value();
  service.restart = layers["restart"].value();
  return service;
}

}  // namespace s1::model
