// SPDX-License-Identifier: Apache-2.0
#include "model/kubernetes_volumes.h"

#include <utility>

namespace s1::model {

PodVolumes::PodVolumes(const KubernetesReader& reader, data::Value spec) : reader_(reader) {
  for (const data::Value node : spec["volumes"].items()) {
    Volume volume;
    volume.host_path = text_of(node["hostPath"]["path"]);
    add_use(ConfigKind::secret, node["secret"], "secretName", volume.uses);
    add_use(ConfigKind::config, node["configMap"], "name", volume.uses);
    for (const data::Value source : node["projected"]["sources"].items()) {
      add_use(ConfigKind::secret, source["secret"], "name", volume.uses);
      add_use(ConfigKind::config, source["configMap"], "name", volume.uses);
    }
    reader_.refer("PersistentVolumeClaim", node["persistentVolumeClaim"]["claimName"]);
    by_name_.insert_or_assign(node["name"].text(), volumes_.size());
    volumes_.push_back(std::move(volume));
  }
}

void PodVolumes::add_use(ConfigKind kind, data::Value source, const char* name, std::vector<ConfigUse>& uses) const {
  if (!source.is_mapping()) return;
  ConfigUse use;
  use.kind = kind;
  use.name = reader_.value(source[name]);
  use.optional = is_true(source["optional"]);
  use.place = reader_.place(source[name] ? source.key(name) : source);
  const std::vector<data::Value> items = source["items"].items();
  if (items.empty()) uses.push_back(use);
  for (const data::Value item : items) {
    use.key = reader_.value(item["key"]);
    use.place = opening_of(reader_.input, item);
    uses.push_back(use);
  }
}

void PodVolumes::mount(data::Value container, Container& to) {
  for (const data::Value node : container["volumeMounts"].items()) {
    if (!node.is_mapping()) continue;
    Mount mount;
    mount.source = text_of(node["name"]);
    mount.target = text_of(node["mountPath"]);
    mount.read_only = is_true(node["readOnly"]);
    mount.place = opening_of(reader_.input, node);
    const auto it = by_name_.find(mount.source);
    if (it != by_name_.end()) {
      Volume& volume = volumes_[it->second];
      if (!volume.host_path.empty()) mount.source = volume.host_path;
      if (!volume.is_mounted || volume.uses.size() <= *reader_.uses_left) {
        if (volume.is_mounted) *reader_.uses_left -= volume.uses.size();
        to.uses.insert(to.uses.end(), volume.uses.begin(), volume.uses.end());
      }
      volume.is_mounted = true;
    }
    to.mounts.push_back(std::move(mount));
  }
}

void PodVolumes::take_rest(Container& to) {
  for (Volume& volume : volumes_) {
    if (!volume.is_mounted) to.uses.insert(to.uses.end(), volume.uses.begin(), volume.uses.end());
    volume.is_mounted = true;
  }
}

}  // namespace s1::model
