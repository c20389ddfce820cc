// SPDX-License-Identifier: Apache-2.0
#include "report/inventory.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "facts/secret_patterns.h"
#include "report/link_index.h"

namespace s1::report {
namespace {

using model::Entity;
using model::LinkKind;

// Of one entity's lists: ports, jobs, keys. A generated file may have any number.
constexpr std::size_t kMostParts = 50;

// ---- Fields: what is not there is left out --------------------------------------------------------------------------

void put(Json& json, const char* key, std::string_view text) {
  if (!text.empty()) json[key] = facts::scrub(text);
}

void put(Json& json, const char* key, const model::Value& value) {
  put(json, key, std::string_view(value.text));
}

void put_list(Json& json, const char* key, Json list) {
  if (!list.empty()) json[key] = std::move(list);
}

template <class Items, class Encode>
Json list_of(const Items& items, Encode encode) {
  Json list = Json::array();
  for (const auto& item : items) {
    if (list.size() == kMostParts) break;
    list.push_back(encode(item));
  }
  return list;
}

Json texts(const std::vector<model::Value>& values) {
  return list_of(values, [](const model::Value& value) { return facts::scrub(value.text); });
}

Json texts(const std::vector<std::string>& values) {
  return list_of(values, [](const std::string& value) { return facts::scrub(value); });
}

// "id-token: write" looks like a secret to who does not know the words of GitHub's permissions; what is none of them is
// scrubbed.
Json permissions_of(const std::vector<model::Value>& values) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz-: ";
  return list_of(values, [&](const model::Value& value) {
    return value.text.find_first_not_of(letters) == std::string::npos && value.text.size() < 64
               ? value.text
               : facts::scrub(value.text);
  });
}

// ---- Entities -------------------------------------------------------------------------------------------------------

class Encoder {
 public:
  explicit Encoder(const engine::ScanResult& scan) : scan_(scan), model_(scan.model), links_(scan.model) {}

  [[nodiscard]] Json image(std::size_t i) const {
    const model::Image& image = model_.images[i];
    Json json = at(image.place);
    json["base"] = facts::scrub(image.base);
    json["final"] = image.is_final;
    put(json, "stage", image.stage);
    put(json, "user", image.user);
    put_list(json, "ports", texts(image.ports));
    put_list(json, "built_by", links_.to(LinkKind::builds, Entity::image, i));
    put_list(json, "pushed_by", links_.to(LinkKind::pushes, Entity::image, i));
    put_list(json, "run_by", links_.to(LinkKind::runs, Entity::image, i));
    return json;
  }

  [[nodiscard]] Json compose_service(std::size_t i) const {
    const model::Service& service = model_.services[i];
    Json json = at(service.container.place);
    json["platform"] = "compose";
    put_container(json, service.container);
    if (service.build) put_list(json, "build", build(*service.build));
    put_list(json, "depends_on", texts(service.depends_on));
    put_list(json, "networks", texts(service.networks));
    put_list(json, "profiles", texts(service.profiles));
    put_list(json, "consumes", links_.from(LinkKind::consumes, Entity::service, i));
    return json;
  }

  [[nodiscard]] Json kubernetes_service(std::size_t i) const {
    const model::KubernetesService& service = model_.kubernetes_services[i];
    const model::KubernetesObject& object = model_.objects[service.object];
    Json json = at(object.place);
    json["platform"] = "kubernetes";
    put(json, "name", object.name);
    put(json, "namespace", object.name_space);
    put(json, "type", service.type);
    put_list(json, "ports",
             list_of(service.ports, [](const model::ServicePort& port) { return facts::scrub(port.port.text); }));
    put_list(json, "selects", links_.from(LinkKind::selects, Entity::kubernetes_service, i));
    return json;
  }

  [[nodiscard]] Json workload(std::size_t i) const {
    const model::Workload& workload = model_.workloads[i];
    Json json = at(workload.place);
    json["platform"] = workload.platform;
    put(json, "kind", workload.kind);
    put(json, "name", workload.name);
    put(json, "namespace", workload.name_space);
    put(json, "replicas", workload.replicas);
    put(json, "service_account", workload.service_account);
    json["containers"] = list_of(workload.containers, [&](const model::Container& container) {
      Json each = Json::object();
      if (container.is_init) each["init"] = true;
      put_container(each, container);
      return each;
    });
    put_list(json, "selected_by", links_.to(LinkKind::selects, Entity::workload, i));
    put_list(json, "consumes", links_.from(LinkKind::consumes, Entity::workload, i));
    return json;
  }

  [[nodiscard]] Json pipeline(std::size_t i) const {
    const model::Pipeline& pipeline = model_.pipelines[i];
    Json json = at(pipeline.place);
    json["platform"] = pipeline.platform;
    put(json, "name", pipeline.name);
    put_list(json, "triggers", texts(pipeline.triggers));
    put_list(json, "stages", texts(pipeline.stages));
    put_list(json, "permissions", permissions_of(pipeline.permissions));
    put_list(json, "includes", texts(pipeline.includes));
    json["jobs"] = list_of(pipeline.jobs, [&](const model::Job& each) { return job(each, pipeline.place.file); });
    put_list(json, "builds", links_.from(LinkKind::builds, Entity::pipeline, i));
    return json;
  }

  [[nodiscard]] Json resource(std::size_t i) const {
    const model::Resource& resource = model_.resources[i];
    Json json = at(resource.place);
    json["platform"] = resource.platform;
    put(json, "type", resource.type);
    put(json, "name", resource.name);
    return json;
  }

  [[nodiscard]] Json kubernetes_object(std::size_t i) const {
    const model::KubernetesObject& object = model_.objects[i];
    Json json = at(object.place);
    json["platform"] = "kubernetes";
    put(json, "type", object.api_version + "/" + object.kind);
    put(json, "name", object.name);
    put(json, "namespace", object.name_space);
    return json;
  }

  [[nodiscard]] Json chart(std::size_t i) const {
    const model::Chart& chart = model_.charts[i];
    Json json = at(chart.place);
    put(json, "name", chart.name);
    put(json, "version", chart.version);
    put(json, "app_version", chart.app_version);
    put_list(json, "dependencies", list_of(chart.dependencies, [](const model::ChartDependency& dependency) {
               Json each = Json::object();
               put(each, "name", dependency.name);
               put(each, "version", dependency.version);
               put(each, "repository", dependency.repository);
               return each;
             }));
    put_list(json, "images", texts(chart.images));
    put_list(json, "deployed_by", links_.to(LinkKind::deploys, Entity::chart, i));
    return json;
  }

  [[nodiscard]] Json application(std::size_t i) const {
    const model::Application& application = model_.applications[i];
    Json json = at(application.place);
    put(json, "name", model_.objects[application.object].name);
    put(json, "repository", application.repository);
    put(json, "source_path", application.path);
    put(json, "chart", application.chart);
    put(json, "revision", application.revision);
    put(json, "namespace", application.destination_namespace);
    put_list(json, "deploys", links_.from(LinkKind::deploys, Entity::application, i));
    return json;
  }

  // Names and keys; values are not even in the model.
  [[nodiscard]] Json config(std::size_t i) const {
    const model::ConfigObject& config = model_.configs[i];
    Json json = at(config.place);
    json["kind"] = config.kind == model::ConfigKind::secret ? "secret" : "config";
    json["platform"] = config.platform;
    put(json, "source", config.source);
    put(json, "name", config.name);
    put(json, "namespace", config.name_space);
    put_list(json, "keys", texts(config.keys));
    put_list(json, "consumed_by", links_.to(LinkKind::consumes, Entity::config, i));
    return json;
  }

  [[nodiscard]] Json alert(std::size_t i) const {
    const model::AlertRule& alert = model_.alerts[i];
    Json json = at(alert.place);
    put(json, "group", alert.group);
    put(json, "name", alert.name);
    json["alert"] = alert.is_alert;
    put(json, "severity", alert.severity);
    return json;
  }

  [[nodiscard]] Json file(std::size_t i) const {
    const workspace::File& file = scan_.files[i];
    Json json = {{"path", file.path}, {"kind", workspace::name(file.kind)}};
    put(json, "platform", workspace::platform(file.kind));
    if (file.ignored) json["ignored"] = true;
    return json;
  }

  // The objects that are in no other list.
  [[nodiscard]] std::vector<std::uint32_t> other_objects() const {
    std::vector<bool> listed(model_.objects.size());
    for (const auto& each : model_.workloads)
      if (each.platform == "kubernetes") listed[each.object] = true;
    for (const auto& each : model_.kubernetes_services) listed[each.object] = true;
    for (const auto& each : model_.applications) listed[each.object] = true;
    std::vector<std::uint32_t> others;
    for (std::uint32_t i = 0; i < listed.size(); ++i)
      if (!listed[i] && !is_config(model_.objects[i].kind) && scan_.covers(model_.objects[i].place.file))
        others.push_back(i);
    return others;
  }

 private:
  static bool is_config(std::string_view kind) {
    return kind == "Secret" || kind == "ConfigMap" || kind == "ExternalSecret" || kind == "SealedSecret";
  }

  [[nodiscard]] Json at(const model::Place& place) const {
    return {{"path", model_.paths[place.file]}, {"line", place.line}};
  }

  static void put_container(Json& json, const model::Container& container) {
    put(json, "name", container.name);
    put(json, "image", container.image);
    put_list(json, "ports", list_of(container.ports, [](const model::Port& port) {
               std::string text = port.published.text;
               (text += text.empty() ? "" : ":") += port.container.text;
               return facts::scrub(port.protocol == "tcp" ? text : text + "/" + port.protocol);
             }));
    put(json, "user", container.user);
    put_list(json, "probes", list_of(container.probes, [](const model::Probe& probe) { return probe.type; }));
    if (!container.healthcheck.text.empty()) json["healthcheck"] = container.healthcheck.text != "NONE";
  }

  static Json build(const model::Build& build) {
    Json json = Json::object();
    put(json, "context", build.context_path.empty() ? std::string_view(build.context.text) : build.context_path);
    put(json, "dockerfile",
        build.dockerfile_path.empty() ? std::string_view(build.dockerfile.text) : build.dockerfile_path);
    put(json, "target", build.target);
    put_list(json, "tags", texts(build.tags));
    if (build.pushes) json["pushes"] = true;
    return json;
  }

  // `pipeline`: the file that it is in, unless another one was included.
  [[nodiscard]] Json job(const model::Job& job, model::FileId pipeline) const {
    Json json = {{"id", facts::scrub(job.id)}};
    if (job.place.file != pipeline) json["path"] = model_.paths[job.place.file];
    json["line"] = job.place.line;
    if (job.name != job.id) put(json, "name", job.name);
    put(json, "stage", job.stage);
    put_list(json, "needs", texts(job.needs));
    put(json, "runner", job.runner);
    put(json, "image", job.image);
    put(json, "environment", job.environment);
    put(json, "calls", job.calls);
    put_list(json, "permissions", permissions_of(job.permissions));
    put_list(json, "artifacts", list_of(job.artifacts, [](const model::Artifact& artifact) {
               return facts::scrub((artifact.made ? "makes " : "takes ") + artifact.name);
             }));
    put_list(json, "builds", list_of(job.builds, [](const model::Build& each) { return build(each); }));
    json["steps"] = job.steps.size();
    return json;
  }

  const engine::ScanResult& scan_;
  const model::InfraModel& model_;
  LinkIndex links_;
};

// Of the entities, those that stand in the files that were asked for; links may name others.
template <class Entities, class FileOf>
std::vector<std::uint32_t> shown(const engine::ScanResult& scan, const Entities& entities, FileOf file_of) {
  std::vector<std::uint32_t> indices;
  for (std::uint32_t i = 0; i < entities.size(); ++i)
    if (scan.covers(file_of(entities[i]))) indices.push_back(i);
  return indices;
}

constexpr auto kOwnFile = [](const auto& entity) { return entity.place.file; };

// A pipeline is also where any of its jobs is.
std::vector<std::uint32_t> shown_pipelines(const engine::ScanResult& scan) {
  std::vector<std::uint32_t> indices;
  for (std::uint32_t i = 0; i < scan.model.pipelines.size(); ++i) {
    const model::Pipeline& pipeline = scan.model.pipelines[i];
    if (scan.covers(pipeline.place.file) ||
        std::ranges::any_of(pipeline.jobs, [&](const model::Job& job) { return scan.covers(job.place.file); }))
      indices.push_back(i);
  }
  return indices;
}

}  // namespace

std::vector<Section> inventory_sections(const engine::ScanResult& scan) {
  const auto encoder = std::make_shared<const Encoder>(scan);
  const model::InfraModel& model = scan.model;
  using Encode = Json (Encoder::*)(std::size_t) const;
  const auto section = [&](const char* key, std::vector<std::uint32_t> indices, Encode encode) {
    const std::size_t size = indices.size();
    return Section{key, size, [encoder, encode, indices = std::move(indices)](std::size_t i) {
                     return (*encoder.*encode)(indices[i]);
                   }};
  };
  const auto joined = [](const Section& first, const Section& second) {
    const std::size_t size = first.size + second.size;
    return Section{first.key, size, [first, second](std::size_t i) {
                     return i < first.size ? first.encode(i) : second.encode(i - first.size);
                   }};
  };
  const auto own = [&](const auto& entities) { return shown(scan, entities, kOwnFile); };
  const auto services =
      shown(scan, model.services, [](const model::Service& service) { return service.container.place.file; });
  const auto kubernetes_services = shown(scan, model.kubernetes_services, [&](const model::KubernetesService& service) {
    return model.objects[service.object].place.file;
  });
  std::vector<std::uint32_t> files(scan.files.size());
  std::iota(files.begin(), files.end(), 0U);
  return {
      section("images", own(model.images), &Encoder::image),
      joined(section("services", services, &Encoder::compose_service),
             section("services", kubernetes_services, &Encoder::kubernetes_service)),
      section("workloads", own(model.workloads), &Encoder::workload),
      section("pipelines", shown_pipelines(scan), &Encoder::pipeline),
      section("charts", own(model.charts), &Encoder::chart),
      section("applications", own(model.applications), &Encoder::application),
      section("secrets", own(model.configs), &Encoder::config),
      joined(section("resources", own(model.resources), &Encoder::resource),
             section("resources", encoder->other_objects(), &Encoder::kubernetes_object)),
      section("alerts", own(model.alerts), &Encoder::alert),
      section("files", std::move(files), &Encoder::file),
  };
}

}  // namespace s1::report
