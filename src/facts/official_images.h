// SPDX-License-Identifier: Apache-2.0
// The names that need no owner on Docker Hub: facts/official_images.tsv.
#pragma once
#include <string_view>

namespace s1::facts {

// True for nginx and for library/nginx; without tag and digest.
[[nodiscard]] bool is_official_image(std::string_view name);

}  // namespace s1::facts
