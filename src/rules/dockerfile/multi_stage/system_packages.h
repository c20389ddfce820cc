// SPDX-License-Identifier: Apache-2.0
// Which packages of Debian and Alpine serve a build alone, and which stand for a library that is needed at run time.
#pragma once
#include <cstdint>
#include <string_view>

namespace s1::rules::multi_stage {

struct SystemPackage {
  enum class Use : std::uint8_t {
    build,    // a compiler, a build tool, headers of what every image has
    library,  // headers: `library` is the package of what is linked to them
    run,      // may be used at run time
    unknown,  // headers of a library that goes by another name from one release to the next
  } use = Use::run;
  std::string_view library = {};
};

// `name` without a version.
[[nodiscard]] SystemPackage system_package(std::string_view name, bool alpine);

}  // namespace s1::rules::multi_stage
