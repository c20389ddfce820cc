// SPDX-License-Identifier: Apache-2.0
// Which programs an image surely has.
#pragma once
#include <string_view>

#include "model/dockerfile.h"
#include "syntax/dockerfile/ast.h"

namespace s1::facts {
struct BaseImage;
}

namespace s1::model {

// True where the base image is known to have it, or a package of that name is installed and not removed again.
[[nodiscard]] bool has_tool(const Dockerfile& file, const dockerfile::Stage& stage, std::string_view tool);
// True where nothing can have brought it: the base image is known not to have it, and every RUN is of a kind that does
// not install it and every COPY of one that names no such program. Of curl and wget alone.
[[nodiscard]] bool lacks_tool(const Dockerfile& file, const dockerfile::Stage& stage, std::string_view tool);
// The same of an image that is not built here.
[[nodiscard]] bool lacks_tool(const facts::BaseImage& image, std::string_view tool);
// True where the base image is the language's own (node, python), in any variant with a shell.
[[nodiscard]] bool is_language_image(const dockerfile::File& file, const dockerfile::Stage& stage,
                                     std::string_view language);

}  // namespace s1::model
