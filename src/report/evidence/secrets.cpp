// SPDX-License-Identifier: Apache-2.0
// How secrets are handled: which objects give them, who takes them, and where values lie in files. Names and keys
// alone; no value is in the model.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "facts/resource_roles.h"
#include "facts/secret_names.h"
#include "report/counted.h"
#include "report/evidence/collector.h"
#include "workspace/look.h"
#include "workspace/names.h"

namespace s1::report {
namespace {

// Objects of operators that bring secrets from elsewhere.
constexpr std::array<std::string_view, 9> kBringers = {
    "SecretStore",    "ClusterSecretStore", "SecretProviderClass",   "VaultStaticSecret", "VaultDynamicSecret",
    "VaultPKISecret", "VaultAuth",          "ClusterExternalSecret", "PushSecret"};

void add_objects(Collector& to) {
  std::map<std::uint32_t, std::string> stores;  // by object
  for (const model::ObjectReference& reference : to.model.references)
    if (reference.kind.ends_with("SecretStore") && reference.name.known())
      stores.emplace(reference.object, reference.kind + " " + reference.name.text);
  std::map<std::pair<model::FileId, std::uint32_t>, std::string> store_at;
  for (const auto& [object, store] : stores) {
    const model::Place& place = to.model.objects[object].place;
    store_at.emplace(std::pair(place.file, place.span.begin), store);
  }
  for (const model::ConfigObject& config : to.model.configs) {
    if (config.kind != model::ConfigKind::secret) continue;
    const std::string keys = config.keys.empty() ? "" : " (" + listed(config.keys) + ")";
    std::string claim;
    if (config.platform == "compose") {
      if (config.source.empty()) continue;
      claim = "Compose secret " + config.name + " comes from " +
              (config.source == "external"      ? "outside the project"
               : config.source == "environment" ? "a variable of the environment"
               : config.source == "file"        ? "a file"
                                                : "the Compose file itself");
    } else if (config.source == "Secret" && config.is_encrypted) {
      claim = "Secret " + config.name + " is encrypted with SOPS" + keys;
    } else if (config.source == "Secret") {
      claim = config.keys.empty() ? "Secret " + config.name + " is declared without values"
                                  : "Secret " + config.name + " has the values of " +
                                        counted(config.keys.size(), "key") + " in the manifest itself" + keys;
    } else if (config.source == "ExternalSecret") {
      const auto store = store_at.find({config.place.file, config.place.span.begin});
      claim = "ExternalSecret makes Secret " + config.name + keys +
              (store == store_at.end() ? "" : " from " + store->second);
    } else if (config.source == "SealedSecret") {
      claim = "SealedSecret makes Secret " + config.name + keys + ", encrypted in the manifest";
    } else {
      claim = config.source + " makes Secret " + config.name;
    }
    to.add(field::secrets, std::move(claim), config.place, topic::security);
  }
  for (const model::KubernetesObject& object : to.model.objects)
    if (std::ranges::find(kBringers, object.kind) != kBringers.end())
      to.add(field::secrets, name_of(object) + " is declared", object.place, topic::security);
}

// Something else is put in its place, as the name itself or its form says, or it names the file that has the secret.
bool is_no_secret(std::string_view value, std::string_view name) {
  if (value.starts_with(name) || (value.starts_with('<') && value.ends_with('>'))) return true;
  return value.starts_with("$(") || value.starts_with("${") || value.starts_with("/run/secrets/") ||
         value.starts_with("/var/run/secrets/");
}

void add_container(Collector& to, const std::string& who, const model::Container& container) {
  for (const model::EnvVar& variable : container.env) {
    if (!variable.value.known() || variable.value.text.empty() || !facts::is_secret_name(variable.name)) continue;
    if (is_no_secret(variable.value.text, variable.name)) continue;
    // An .env file gives it, or a part of it.
    const auto from = std::ranges::find_if(variable.value.origins, [&](const model::Place& origin) {
      return origin.exists() && origin.file != variable.place.file;
    });
    if (from != variable.value.origins.end())
      to.add(field::secrets, variable.name + " of " + who + " has its value in " + to.model.paths[from->file], *from,
             topic::security);
    else
      to.add(field::secrets, variable.name + " of " + who + " is written in the file itself", variable.place,
             topic::security);
  }
}

void add_takers(Collector& to) {
  for (const model::Service& service : to.model.services) add_container(to, name_of(service), service.container);
  for (const model::Workload& workload : to.model.workloads) {
    std::vector<std::string> taken;
    std::set<std::string_view> seen;
    for (const model::Container& container : workload.containers) {
      add_container(to, name_of(workload), container);
      for (const model::ConfigUse& use : container.uses)
        if (use.kind == model::ConfigKind::secret && use.name.known() && seen.insert(use.name.text).second)
          taken.push_back(use.name.text);
    }
    if (!taken.empty())
      to.add(field::secrets,
             name_of(workload) + " takes " + (workload.platform == "ecs" ? "secrets by " : "Secret ") + listed(taken),
             workload.place, topic::security);
    for (const auto& [name, value] : workload.pod_annotations)
      if (name == "vault.hashicorp.com/agent-inject" && value == "true")
        to.add(field::secrets, "Vault's agent injects secrets into " + name_of(workload), workload.place,
               topic::security);
  }
}

void add_pipelines(Collector& to) {
  for (const model::Pipeline& pipeline : to.model.pipelines) {
    std::vector<std::string> names;
    for (const model::Value& secret : pipeline.secrets) names.push_back(secret.text);
    if (names.empty()) continue;
    to.add(field::secrets, name_of(pipeline, to.model) + " takes from the CI system's secrets " + listed(names),
           pipeline.secrets.front().place, topic::security);
  }
}

}  // namespace

void collect_secrets(Collector& to) {
  add_objects(to);
  add_takers(to);
  add_pipelines(to);
  for (const model::Resource& resource : to.model.resources) {
    const facts::ResourceRole* const role = facts::find_resource_role(resource.type);
    if (role != nullptr && (role->role == "secret" || role->role == "key"))
      to.add(field::secrets, std::string(role->product) + " " + resource.name + " is declared (" + resource.type + ")",
             resource.place, topic::security);
  }
  const std::string sops = workspace::join(to.start, ".sops.yaml");
  if (workspace::look(to.root, sops) == workspace::Found::file)
    to.add(field::secrets, "SOPS is set up to encrypt files", sops, 0, topic::security);
}

}  // namespace s1::report
