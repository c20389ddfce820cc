// SPDX-License-Identifier: Apache-2.0
// Brings an ECS task definition into the model, as a file has it or as the AWS command line prints it (within
// `taskDefinition`). Light: the environment of `environmentFiles` and the options of a log driver are left out; a
// secret is taken for one even where it is a parameter of the Parameter Store.
#include <string>
#include <unordered_map>
#include <utility>

#include "model/port_range.h"
#include "model/read.h"
#include "model/tree_value.h"

namespace s1::model {
namespace {

class TaskReader {
 public:
  TaskReader(const Input& input, data::Value task) : input_(input) {
    for (const data::Value volume : task["volumes"].items())
      host_paths_.insert_or_assign(volume["name"].text(), text_of(volume["host"]["sourcePath"]));
  }

  Container read(data::Value node) const {
    Container container;
    container.name = text_of(node["name"]);
    container.place = opening_of(input_, node);
    container.image = literal_of(input_, node["image"]);
    container.entrypoint = words_of(node["entryPoint"]);
    container.command = words_of(node["command"]);
    for (const data::Value port : node["portMappings"].items())
      if (port.is_mapping()) container.ports.push_back(port_of(port));
    container.user = literal_of(input_, node["user"]);
    container.privileged = literal_of(input_, node["privileged"]);
    container.read_only_root = literal_of(input_, node["readonlyRootFilesystem"]);
    container.healthcheck = words_of(node["healthCheck"]["command"]);
    container.log_driver = literal_of(input_, node["logConfiguration"]["logDriver"]);
    container.needs.cpu_request = literal_of(input_, node["cpu"]);
    container.needs.memory_request = literal_of(input_, node["memoryReservation"]);
    container.needs.memory_limit = literal_of(input_, node["memory"]);
    for (const data::Value capability : node["linuxParameters"]["capabilities"]["drop"].items())
      container.dropped_capabilities.push_back(literal_of(input_, capability));
    for (const data::Value variable : node["environment"].items())
      if (variable.is_mapping())
        container.env.push_back(
            {text_of(variable["name"]), literal_of(input_, variable["value"]), opening_of(input_, variable)});
    for (const data::Value secret : node["secrets"].items())
      if (secret.is_mapping()) add_secret(secret, container);
    for (const data::Value mount : node["mountPoints"].items())
      if (mount.is_mapping()) container.mounts.push_back(mount_of(mount));
    return container;
  }

 private:
  [[nodiscard]] Port port_of(data::Value node) const {
    Port port;
    const data::Value range = node["containerPortRange"];
    port.container = literal_of(input_, range ? range : node["containerPort"]);
    if (port.container.known()) {
      const PortRange numbers = port_range(port.container.text);
      port.first = numbers.first;
      port.last = numbers.last;
    }
    port.name = text_of(node["name"]);
    if (const data::Value protocol = node["protocol"]) port.protocol = text_of(protocol);
    port.published = literal_of(input_, node["hostPort"]);
    port.place = opening_of(input_, node);
    return port;
  }

  // A health check's are ["CMD-SHELL", "curl …"], ["CMD", "curl", …], or the words alone.
  [[nodiscard]] Value words_of(data::Value command) const {
    if (!command.is_sequence()) return literal_of(input_, command);
    Value value;
    value.state = State::known;
    value.place = place_of(input_, command);
    for (const data::Value item : command.items()) {
      const Value word = literal_of(input_, item);
      if (!word.known()) value.state = State::unknown;
      if (value.text.empty() && (word.is("CMD") || word.is("CMD-SHELL"))) continue;
      if (!value.text.empty()) value.text += ' ';
      value.text += word.text;
    }
    return value;
  }

  // A key of a secret's JSON stands in its ARN: arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME:KEY:STAGE:VERSION.
  void add_secret(data::Value node, Container& container) const {
    const Place place = opening_of(input_, node);
    container.env.push_back({text_of(node["name"]), {}, place});
    ConfigUse use;
    use.name = literal_of(input_, node["valueFrom"]);
    use.place = place;
    std::size_t colon = 0;
    const std::string& arn = use.name.text;
    if (arn.starts_with("arn:") && arn.find(":secretsmanager:") != std::string::npos) {
      for (int i = 0; i < 7 && colon != std::string::npos; ++i) colon = arn.find(':', i == 0 ? 0 : colon + 1);
      if (colon != std::string::npos) {
        const std::size_t end = arn.find(':', colon + 1);
        const std::string key = arn.substr(colon + 1, end == std::string::npos ? end : end - colon - 1);
        if (!key.empty()) use.key = {use.name.state, key, use.name.place, {}};
        use.name.text.resize(colon);
      }
    }
    container.uses.push_back(std::move(use));
  }

  [[nodiscard]] Mount mount_of(data::Value node) const {
    Mount mount;
    mount.source = text_of(node["sourceVolume"]);
    const auto it = host_paths_.find(mount.source);
    if (it != host_paths_.end() && !it->second.empty()) mount.source = it->second;
    mount.target = text_of(node["containerPath"]);
    mount.read_only = is_true(node["readOnly"]);
    mount.place = opening_of(input_, node);
    return mount;
  }

  const Input& input_;
  std::unordered_map<std::string_view, std::string> host_paths_;  // by volume
};

}  // namespace

void read_ecs_task(const Input& input, InfraModel& model) {
  data::Value task = input.tree->root();
  if (task["taskDefinition"].is_mapping()) task = task["taskDefinition"];
  const data::Value definitions = task["containerDefinitions"];
  if (!definitions) return;
  Workload workload;
  workload.platform = "ecs";
  workload.kind = "TaskDefinition";
  workload.name = text_of(task["family"]);
  workload.service_account = literal_of(input, task["taskRoleArn"]);
  workload.place = place_of(input, task.key(task["family"] ? "family" : "containerDefinitions"));
  const TaskReader reader(input, task);
  for (const data::Value node : definitions.items())
    if (node.is_mapping()) workload.containers.push_back(reader.read(node));
  model.workloads.push_back(std::move(workload));
}

}  // namespace s1::model
