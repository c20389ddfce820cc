// SPDX-License-Identifier: Apache-2.0
// Which image a program runs on that another image built: the same distribution, version and C library, without the
// build tools.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace s1::rules::multi_stage {

// The runtime image of an image with build tools, as FROM names it: node:22 → node:22-slim,
// maven:3.9-eclipse-temurin-21 → eclipse-temurin:21-jre. Itself where it is one already (node:22-alpine). Nothing where
// no tag is known to exist that fits.
[[nodiscard]] std::optional<std::string> runtime_image(std::string_view image, std::string_view tag);

// The Debian release of a tag of golang or rust: bookworm of 1.25-bookworm, and of 1.22, which was never built on
// another since. Empty: not known.
[[nodiscard]] std::string_view debian_suite(std::string_view image, std::string_view tag);
// What a program without a C library runs on, and one that is linked to glibc. The images of Debian 13 are for general
// use since 2025-12-04, those of Debian 12 were kept up to September 2026 (GoogleContainerTools/distroless#1942,
// SUPPORT_POLICY.md).
inline constexpr std::string_view kStaticImage = "gcr.io/distroless/static-debian13:nonroot";
inline constexpr std::string_view kGlibcImage = "gcr.io/distroless/cc-debian13:nonroot";
// For `checked`: why kGlibcImage runs what a build on the Debian release links, bookworm or trixie.
[[nodiscard]] std::string said_of_glibc(std::string_view suite);
// "3.22" of 1.25-alpine3.22; empty: not Alpine, or not known.
[[nodiscard]] std::string_view alpine_version(std::string_view tag);
// Of a tag that begins with a version: {1, 25} of 1.25.3-bookworm; the second is -1 where only the first is given.
// Nothing for "latest".
struct Version {
  int major = 0;
  int minor = -1;
};
[[nodiscard]] std::optional<Version> version_of(std::string_view tag);

}  // namespace s1::rules::multi_stage
