// SPDX-License-Identifier: Apache-2.0
// Names of images and stages, as far as they can be compared.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "model/value.h"

namespace s1::model {

// Registry and path of an image's name, without tag and digest: "ghcr.io/acme/web" of "ghcr.io/acme/web:1.2". Also of a
// name whose tag alone is not known (`web:${TAG}`); nothing where the rest is not.
[[nodiscard]] std::optional<std::string> repository_of(const Value& image);

// The name with its tag, "latest" where none is written, without a digest: "web:1.2" of "web:1.2@sha256:…". Nothing
// where a part is not known, or a digest alone says which image it is.
[[nodiscard]] std::optional<std::string> reference_of(const Value& image);

// Stages are named without regard to case.
[[nodiscard]] bool is_same_stage(std::string_view a, std::string_view b);

}  // namespace s1::model
