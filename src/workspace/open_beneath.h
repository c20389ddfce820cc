// SPDX-License-Identifier: Apache-2.0
// Opens a path so that nothing outside a given folder is reached, whatever links and ".." say and whoever renames
// folders meanwhile. The one place where system calls beyond POSIX are used; where the kernel has none or forbids them,
// paths are walked one component at a time.
#pragma once
#include <cstdint>
#include <expected>
#include <string_view>

#include "workspace/descriptor.h"

namespace s1::workspace {

enum class OpenWay : std::uint8_t {
  openat2,     // Linux 5.6 and later, unless a seccomp filter forbids it
  components,  // any kernel: O_NOFOLLOW on every component, links resolved here
};

// The way that works for `folder`; tries one call.
[[nodiscard]] OpenWay supported_open_way(int folder);

enum class Links : std::uint8_t {
  follow_inside,  // links that stay beneath the folder; absolute ones never do
  refuse,         // a link anywhere in the path is ELOOP
};

// A descriptor, or errno; EXDEV: the path leads out of the folder, ELOOP: a link that was refused, or too many of them.
// `flags` as in open(2); O_CLOEXEC is added. "" is the folder itself.
[[nodiscard]] std::expected<Descriptor, int> open_beneath(int folder, std::string_view path, int flags, Links links,
                                                          OpenWay way);

}  // namespace s1::workspace
