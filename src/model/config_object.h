// SPDX-License-Identifier: Apache-2.0
// What holds configuration and secrets: names and keys, never values; of a ConfigMap's values the hosts alone.
#pragma once
#include <string>
#include <vector>

#include "model/container.h"
#include "model/place.h"

namespace s1::model {

struct ConfigAddress {
  std::string key;
  std::string host;
  std::string port;  // may be empty
  Place place;       // of the key
};

struct ConfigObject {
  ConfigKind kind = ConfigKind::secret;
  std::string platform;  // kubernetes, compose
  std::string
      source;  // how it comes: Secret, ConfigMap, ExternalSecret, SealedSecret, file, environment, content, external
  std::string name;
  std::string name_space;
  std::string project;        // Compose
  std::string file;           // likewise: what is mounted, relative to the root; empty: nothing, or not known
  bool is_encrypted = false;  // by SOPS
  bool name_known = true;
  bool keys_known = true;
  std::vector<std::string> keys;
  std::vector<ConfigAddress> addresses;  // ConfigMaps; see address.h
  Place place;
};

}  // namespace s1::model
