// SPDX-License-Identifier: Apache-2.0
// What is said of one container, alike in Compose services, Kubernetes pods, ECS tasks and CI jobs.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "model/place.h"
#include "model/value.h"

namespace s1::model {

// A port that the container listens on, as the file says. Ranges stay ranges: first and last.
struct Port {
  Value container;          // as written: "8080", "8000-8010"; the name of a port where one is referred to
  std::uint32_t first = 0;  // 0: not known
  std::uint32_t last = 0;
  std::string name;
  std::string protocol = "tcp";
  Value published;      // on the host or the Service; absent where it is not
  std::string host_ip;  // that it is published on; empty: all of the host's
  Place place;
};

struct Probe {
  std::string type;       // liveness, readiness, startup
  std::string mechanism;  // http, tcp, grpc, exec
  Value port;             // a number or a port's name; absent for exec
  Value path;             // of http; absent: "/"
  bool https = false;
  Place place;
};

// What a container takes from a Secret, a ConfigMap or Compose's secrets and configs.
enum class ConfigKind : std::uint8_t { secret, config };
struct ConfigUse {
  ConfigKind kind = ConfigKind::secret;
  Value name;
  Value key;  // absent: all of it
  bool optional = false;
  Place place;
};

struct EnvVar {
  std::string name;
  Value value;  // absent where it comes from `uses` of the container
  Place place;
};

struct Mount {
  std::string source;  // a volume's name or a path of the host; empty: anonymous
  std::string target;
  bool read_only = false;
  Place place;
};

// What it is given and held to, with units as written: "500m", "256Mi", "0.5".
struct ResourceNeeds {
  Value cpu_request;
  Value memory_request;
  Value cpu_limit;
  Value memory_limit;
};

struct Container {
  std::string name;
  Place place;  // of what opens it: its key or the first key of its item
  bool is_init = false;
  Value image;
  Value pull_policy;  // Compose: pull_policy; Kubernetes: imagePullPolicy
  // What it says in place of the image's ENTRYPOINT and CMD, the words of a list with blanks between them.
  Value entrypoint;
  Value command;
  std::vector<Port> ports;
  std::vector<Probe> probes;
  Value user;             // Compose and ECS: user; Kubernetes: runAsUser, the pod's where the container has none
  Value run_as_non_root;  // Kubernetes, likewise
  Value privileged;
  Value read_only_root;
  Value allow_escalation;  // Kubernetes; Compose: "false" of no-new-privileges
  Value seccomp;           // Kubernetes: its type, the pod's where the container has none
  std::vector<Value> dropped_capabilities;
  ResourceNeeds needs;
  Value healthcheck;  // Compose and ECS: its command; "NONE" where it is switched off
  Value log_driver;   // Compose and ECS
  std::vector<EnvVar> env;
  std::vector<ConfigUse> uses;
  std::vector<Mount> mounts;
};

}  // namespace s1::model
