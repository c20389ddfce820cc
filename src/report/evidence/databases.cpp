// SPDX-License-Identifier: Apache-2.0
// Where data is kept and how it is backed up. Who connects to it is told with the data flow.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "facts/data_stores.h"
#include "facts/resource_roles.h"
#include "model/image_name.h"
#include "report/evidence/collector.h"

namespace s1::report {
namespace {

const facts::DataStore* store_of(const model::Container& container) {
  const auto name = model::repository_of(container.image);
  return name ? facts::find_data_store(*name) : nullptr;
}

std::string volumes_of(const model::Container& container) {
  std::vector<std::string> volumes;
  for (const model::Mount& mount : container.mounts)
    if (!mount.read_only && !mount.source.empty()) volumes.push_back(mount.source + " at " + mount.target);
  return volumes.empty() ? "" : (volumes.size() == 1 ? ", with the volume " : ", with the volumes ") + listed(volumes);
}

void add_containers(Collector& to) {
  const auto add = [&](const std::string& who, const model::Container& container) {
    if (const facts::DataStore* const store = store_of(container))
      to.add(
          field::view,
          std::string(store->product) + " runs as " + who + " (" + container.image.text + ")" + volumes_of(container),
          container.place, topic::database);
  };
  for (const model::Service& service : to.model.services) add(name_of(service), service.container);
  for (const model::Workload& workload : to.model.workloads)
    for (const model::Container& container : workload.containers)
      if (!container.is_init) add(name_of(workload), container);
  for (const model::ObjectFact& fact : to.model.facts)
    if (fact.name == "storage")
      to.add(field::view, name_of(to.model.objects[fact.object]) + " asks for " + fact.value.text + " of storage",
             fact.value.place, topic::database);
}

bool says_backup(std::string_view name) {
  return name.find("backup") != std::string_view::npos || name.find("snapshot") != std::string_view::npos ||
         name.find("pgdump") != std::string_view::npos || name.find("pg-dump") != std::string_view::npos ||
         name.find("mysqldump") != std::string_view::npos;
}

void add_backups(Collector& to) {
  struct Kind {
    std::string_view kind;
    std::string_view group;
  };
  constexpr std::array<Kind, 7> kinds = {Kind{"VolumeSnapshot", "snapshot.storage.k8s.io/"},
                                         {"VolumeSnapshotClass", "snapshot.storage.k8s.io/"},
                                         {"Schedule", "velero.io/"},
                                         {"Backup", "velero.io/"},
                                         {"ScheduledBackup", "postgresql.cnpg.io/"},
                                         {"RecurringJob", "longhorn.io/"},
                                         {"BackupConfiguration", "stash.appscode.com/"}};
  for (const model::KubernetesObject& object : to.model.objects)
    for (const auto& [kind, group] : kinds)
      if (object.kind == kind && object.api_version.starts_with(group))
        to.add(field::view, name_of(object) + " (" + object.api_version + ") is declared", object.place, topic::backup);
  for (const model::Workload& workload : to.model.workloads)
    if (workload.kind == "CronJob" && says_backup(workload.name))
      to.add(field::view,
             name_of(workload) + " by its name backs up" +
                 (workload.schedule.known() ? ", on the schedule " + workload.schedule.text : ""),
             workload.place, topic::backup);
  for (const model::Service& service : to.model.services)
    if (says_backup(service.container.name))
      to.add(field::view, name_of(service) + " by its name backs up", service.container.place, topic::backup);
}

void add_cloud(Collector& to) {
  for (const model::Resource& resource : to.model.resources) {
    const facts::ResourceRole* const role = facts::find_resource_role(resource.type);
    if (role == nullptr) continue;
    const std::string who = std::string(role->product) + " " + resource.name;
    if (role->role == "data_store")
      to.add(field::view, who + " (" + resource.type + ")", resource.place, topic::database);
    if (role->role == "backup") to.add(field::view, who + " is declared", resource.place, topic::backup);
    for (const model::Attribute& attribute : resource.attributes) {
      const std::string_view about = facts::topic_of_attribute(attribute.name);
      if (about != "database" && about != "backup") continue;
      to.add(field::view, who + " sets " + attribute.name + " to " + attribute.value.text, attribute.value.place,
             about == "backup" ? topic::backup : topic::database);
    }
  }
}

}  // namespace

void collect_databases(Collector& to) {
  add_containers(to);
  add_backups(to);
  add_cloud(to);
}

}  // namespace s1::report
