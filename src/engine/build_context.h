// SPDX-License-Identifier: Apache-2.0
// What builds will find on disk: whether the context and the Dockerfile that a service or a pipeline names are there,
// and whether each COPY source is in the context and not ignored by its .dockerignore.
#pragma once
#include <span>
#include <stop_token>

#include "model/infra_model.h"
#include "workspace/root.h"
#include "workspace/walk.h"

namespace s1::engine {

// Fills Build::*_presence and InfraModel::unreachable_sources. A Dockerfile that nobody is known to build may have any
// folder from its own up to the root as its context: a source is missing only where it is in none of them. What looks
// like a product of a build (ignored by git, or in a folder such as target or dist) is not taken as missing, nor is
// anything where the folder holds infrastructure files alone: then the application is somewhere else. Nothing is said
// of the sources of a Dockerfile with more than 16 known contexts, and of no Dockerfile are more than about 100 named.
void survey_build_contexts(const workspace::Root& root, std::span<const workspace::File> files,
                           model::InfraModel& model, const std::stop_token& cancelled);

}  // namespace s1::engine
