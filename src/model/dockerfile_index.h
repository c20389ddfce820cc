// SPDX-License-Identifier: Apache-2.0
// Where the model speaks of a Dockerfile, so that what asks about one does not look through all: with each of many
// Dockerfiles that would be work by their square. Made by link().
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/link.h"
#include "model/place.h"

namespace s1::model {

struct Build;
struct InfraModel;

// A build of the model: that of a Compose service, or one of a pipeline's job (Ref::part).
struct BuildRef {
  Ref owner;
  std::uint32_t number = 0;  // within the job
};
[[nodiscard]] const Build& build_at(const InfraModel& model, const BuildRef& ref);

// An image that is named with its digest.
struct DigestPin {
  std::string digest;
  Place place;
};

struct DockerfileIndex {
  std::map<std::string, FileId, std::less<>> dockerfiles;           // those with images, by path
  std::unordered_map<FileId, std::vector<std::uint32_t>> images;    // InfraModel::images of a Dockerfile
  std::unordered_map<FileId, std::vector<std::uint32_t>> runs;      // InfraModel::links to them, of who starts one
  std::unordered_map<std::string, std::vector<BuildRef>> builds;    // by Build::dockerfile_path, those with a file
  std::unordered_map<std::string, std::vector<BuildRef>> contexts;  // by Build::context_path
  std::unordered_map<std::string, std::vector<DigestPin>> pins;     // by pin_key()
};

// What two images have in common of which one has no digest: "node:22-slim" for docker.io/library/node:22-slim.
[[nodiscard]] std::string pin_key(std::string_view name, std::string_view tag);

// Of a model whose links are made.
[[nodiscard]] DockerfileIndex index_dockerfiles(const InfraModel& model);

}  // namespace s1::model
