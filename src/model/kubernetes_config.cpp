// SPDX-License-Identifier: Apache-2.0
// Secrets and ConfigMaps, and what becomes one. No value is taken over.
#include <utility>

#include "model/address.h"
#include "model/kubernetes_object.h"

namespace s1::model {

namespace {

ConfigObject config_object(const KubernetesReader& reader, ConfigKind kind) {
  const KubernetesObject& object = reader.self();
  ConfigObject config;
  config.kind = kind;
  config.platform = "kubernetes";
  config.source = object.kind;
  config.name = object.name;
  config.name_space = object.name_space;
  config.name_known = object.name_known;
  config.place = object.place;
  return config;
}

// The name that it gives the Secret, where it is another than its own.
void rename(ConfigObject& config, data::Value name) {
  if (name.text().empty()) return;
  config.name = name.text();
  config.name_known = !has_placeholder(config.name) && !has_placeholder(config.name_space);
}

void add_keys(ConfigObject& config, data::Value mapping) {
  for (const data::Member& member : mapping.members()) {
    if (has_placeholder(member.key.text())) config.keys_known = false;
    config.keys.emplace_back(member.key.text());
  }
  if (mapping && !mapping.is_mapping() && !mapping.is_null()) config.keys_known = false;
}

}  // namespace

void read_config_map(const KubernetesReader& reader) {
  ConfigObject config = config_object(reader, ConfigKind::config);
  add_keys(config, reader.root["data"]);
  constexpr std::size_t kMostConfigAddresses = 100;
  for (const data::Member& member : reader.root["data"].members()) {
    // What spans lines is a file, not the value of a variable.
    if (member.value.text().find('\n') != std::string_view::npos) continue;
    for (const Address& address : addresses_in(member.key.text(), member.value.text()))
      if (config.addresses.size() < kMostConfigAddresses)
        config.addresses.push_back({std::string(member.key.text()), std::string(address.host),
                                    std::string(address.port), reader.place(member.key)});
  }
  add_keys(config, reader.root["binaryData"]);
  reader.model.configs.push_back(std::move(config));
}

void read_secret(const KubernetesReader& reader) {
  ConfigObject config = config_object(reader, ConfigKind::secret);
  add_keys(config, reader.root["data"]);
  add_keys(config, reader.root["stringData"]);
  config.is_encrypted = reader.root["sops"].is_mapping();
  // A token's keys are filled in by the cluster.
  if (reader.root["type"].text() == "kubernetes.io/service-account-token") config.keys_known = false;
  reader.model.configs.push_back(std::move(config));
}

void read_external_secret(const KubernetesReader& reader) {
  const data::Value spec = reader.spec();
  ConfigObject config = config_object(reader, ConfigKind::secret);
  const data::Value target = spec["target"];
  rename(config, target["name"]);
  const data::Value made = target["template"];
  if (made["data"]) {
    add_keys(config, made["data"]);
    if (made["mergePolicy"].text() == "Merge") config.keys_known = false;
  } else {
    for (const data::Value item : spec["data"].items())
      if (const std::string_view key = item["secretKey"].text(); !key.empty()) config.keys.emplace_back(key);
    if (spec["dataFrom"].size() > 0) config.keys_known = false;
  }
  if (made["templateFrom"].size() > 0 || target["creationPolicy"].text() == "Merge") config.keys_known = false;
  reader.model.configs.push_back(std::move(config));
  const data::Value store = spec["secretStoreRef"];
  reader.refer(store["kind"] ? text_of(store["kind"]) : "SecretStore", store["name"]);
}

void read_sealed_secret(const KubernetesReader& reader) {
  const data::Value made = reader.spec()["template"];
  ConfigObject config = config_object(reader, ConfigKind::secret);
  rename(config, made["metadata"]["name"]);
  add_keys(config, reader.spec()["encryptedData"]);
  add_keys(config, made["data"]);
  reader.model.configs.push_back(std::move(config));
}

void read_certificate(const KubernetesReader& reader) {
  if (reader.spec()["secretName"].text().empty()) return;
  ConfigObject config = config_object(reader, ConfigKind::secret);
  rename(config, reader.spec()["secretName"]);
  config.keys = {"tls.crt", "tls.key", "ca.crt"};
  config.keys_known = reader.spec()["additionalOutputFormats"].size() == 0 && !reader.spec()["keystores"];
  reader.model.configs.push_back(std::move(config));
}

}  // namespace s1::model
