// SPDX-License-Identifier: Apache-2.0
// That an image is built from a Dockerfile: said by a Compose service or by a pipeline's step.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "model/place.h"
#include "model/value.h"

namespace s1::model {

enum class Presence : std::uint8_t { unknown, present, missing };

// A build context that has a name, beside the main one: `FROM name` and `COPY --from=name` take it.
struct NamedContext {
  std::string name;
  Value source;  // a folder, an address, docker-image://…, service:…
};

// A build argument or a secret that a build is given.
struct BuildInput {
  std::string name;
  Place place;
};

struct Build {
  Place place;
  Value context;     // as written, relative to what the platform says; absent: the platform's default
  Value dockerfile;  // likewise
  Value target;
  std::vector<NamedContext> additional_contexts;
  // The names it gives the image; Compose: `image`. Without all else: one that is pushed alone.
  std::vector<Value> tags;
  std::vector<BuildInput> args;
  bool args_known = false;          // false: there may be more
  std::vector<BuildInput> secrets;  // by the `id` that RUN --mount=type=secret has
  bool secrets_known = false;
  bool pushes = false;
  bool is_inline = false;  // Compose's dockerfile_inline: there is no file
  bool is_remote = false;  // the context is an address
  // Relative to the root, "." the root itself; empty where not known or not in the root. A pipeline's are filled where
  // its commands surely see this repository's files. docker/build-push-action without a context is remote and has both:
  // it builds from this repository's own address. podman and buildah without a file have none for the Dockerfile: it is
  // the Containerfile or the Dockerfile of the context.
  std::string context_path;
  std::string dockerfile_path;
  bool knows_mounts = true;  // false: built by kaniko, or by docker with DOCKER_BUILDKIT=0, which know no RUN --mount
  bool may_be_made = false;  // what its job runs before it names a part of these paths, and so may make what is there
  // Whether they are there; found out once everything is read.
  Presence context_presence = Presence::unknown;
  Presence dockerfile_presence = Presence::unknown;
};

}  // namespace s1::model
