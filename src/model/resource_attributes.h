// SPDX-License-Identifier: Apache-2.0
// Which attributes of a cloud resource the model keeps: of types that facts/resource_roles.tsv knows, those that
// facts/resource_attributes.tsv names, written out.
#pragma once
#include "model/read.h"
#include "model/resource.h"
#include "syntax/data/tree.h"

namespace s1::model {

inline constexpr std::size_t kMostKeptAttributes = 24;  // of one resource

[[nodiscard]] bool keeps_attributes(const Resource& resource);

// Those of a mapping of properties, those of the mappings and lists in it too.
void add_attributes(const Input& input, data::Value properties, Resource& resource);

}  // namespace s1::model
