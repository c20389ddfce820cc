// SPDX-License-Identifier: Apache-2.0
#include "rules/dockerfile/multi_stage/runtime_image.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace s1::rules::multi_stage {
namespace {

constexpr std::array<std::string_view, 11> kSuites = {"stretch", "buster", "bullseye", "bookworm", "trixie",  "bionic",
                                                      "focal",   "jammy",  "noble",    "resolute", "oracular"};

// A tag's parts stand between dashes. In a pattern {v} is a version, {m} one with two numbers at least, {d} one with
// exactly two, {s} a Debian or Ubuntu release, {a} alpine or alpine3.22, {n} 3.22, {j} a Java version that has a
// runtime image; all else is itself. The tags that are made exist for as long as those that they are made from:
// docker-library/official-images, adoptium/containers, carlossg/docker-maven, keeganwitt/docker-gradle,
// dotnet/dotnet-docker.
struct Runtime {
  std::string_view image;
  std::string_view tag;
  std::string_view runtime;
  std::string_view runtime_tag;
};
constexpr std::array<Runtime, 63> kRuntimes = {{
    {"node", "{v}", "node", "{v}-slim"},
    {"node", "{v}-{s}", "node", "{v}-{s}-slim"},
    {"node", "lts", "node", "lts-slim"},
    {"node", "current", "node", "current-slim"},
    {"node", "{v}-slim", "node", "{v}-slim"},
    {"node", "{v}-{s}-slim", "node", "{v}-{s}-slim"},
    {"node", "lts-slim", "node", "lts-slim"},
    {"node", "{v}-{a}", "node", "{v}-{a}"},
    {"node", "lts-{a}", "node", "lts-{a}"},
    {"python", "{m}", "python", "{m}-slim"},
    {"python", "{m}-{s}", "python", "{m}-slim-{s}"},
    {"python", "{m}-slim", "python", "{m}-slim"},
    {"python", "{m}-slim-{s}", "python", "{m}-slim-{s}"},
    {"python", "{m}-{a}", "python", "{m}-{a}"},
    {"ruby", "{m}", "ruby", "{m}-slim"},
    {"ruby", "{m}-{s}", "ruby", "{m}-slim-{s}"},
    {"ruby", "{m}-slim", "ruby", "{m}-slim"},
    {"ruby", "{m}-slim-{s}", "ruby", "{m}-slim-{s}"},
    {"ruby", "{m}-{a}", "ruby", "{m}-{a}"},
    {"maven", "{v}-eclipse-temurin-{j}", "eclipse-temurin", "{j}-jre"},
    {"maven", "{v}-eclipse-temurin-{j}-{s}", "eclipse-temurin", "{j}-jre-{s}"},
    {"maven", "{v}-eclipse-temurin-{j}-alpine", "eclipse-temurin", "{j}-jre-alpine"},
    {"maven", "eclipse-temurin-{j}", "eclipse-temurin", "{j}-jre"},
    {"maven", "{v}-ibm-semeru-{j}-{s}", "ibm-semeru-runtimes", "open-{j}-jre-{s}"},
    {"maven", "{v}-openjdk-8", "openjdk", "8-jre"},
    {"maven", "{v}-openjdk-11", "openjdk", "11-jre"},
    {"maven", "{v}-openjdk-8-slim", "openjdk", "8-jre-slim"},
    {"maven", "{v}-openjdk-11-slim", "openjdk", "11-jre-slim"},
    {"maven", "{v}-jdk-8", "openjdk", "8-jre"},
    {"maven", "{v}-jdk-11", "openjdk", "11-jre"},
    {"maven", "{v}-jdk-8-slim", "openjdk", "8-jre-slim"},
    {"maven", "{v}-jdk-11-slim", "openjdk", "11-jre-slim"},
    {"maven", "{v}-jdk-8-alpine", "openjdk", "8-jre-alpine"},
    {"gradle", "{v}-jdk{j}", "eclipse-temurin", "{j}-jre"},
    {"gradle", "jdk{j}", "eclipse-temurin", "{j}-jre"},
    {"gradle", "{v}-jdk{j}-{s}", "eclipse-temurin", "{j}-jre-{s}"},
    {"gradle", "jdk{j}-{s}", "eclipse-temurin", "{j}-jre-{s}"},
    {"gradle", "{v}-jdk{j}-alpine", "eclipse-temurin", "{j}-jre-alpine"},
    {"gradle", "jdk{j}-alpine", "eclipse-temurin", "{j}-jre-alpine"},
    {"eclipse-temurin", "{j}", "eclipse-temurin", "{j}-jre"},
    {"eclipse-temurin", "{j}-jdk", "eclipse-temurin", "{j}-jre"},
    {"eclipse-temurin", "{j}-{s}", "eclipse-temurin", "{j}-jre-{s}"},
    {"eclipse-temurin", "{j}-jdk-{s}", "eclipse-temurin", "{j}-jre-{s}"},
    {"eclipse-temurin", "{j}-alpine", "eclipse-temurin", "{j}-jre-alpine"},
    {"eclipse-temurin", "{j}-jdk-alpine", "eclipse-temurin", "{j}-jre-alpine"},
    {"eclipse-temurin", "{j}-jdk-alpine-{n}", "eclipse-temurin", "{j}-jre-alpine-{n}"},
    {"eclipse-temurin", "{j}-alpine-{n}", "eclipse-temurin", "{j}-jre-alpine-{n}"},
    {"ibm-semeru-runtimes", "open-{j}-jdk", "ibm-semeru-runtimes", "open-{j}-jre"},
    {"ibm-semeru-runtimes", "open-{j}-jdk-{s}", "ibm-semeru-runtimes", "open-{j}-jre-{s}"},
    {"openjdk", "8", "openjdk", "8-jre"},
    {"openjdk", "11", "openjdk", "11-jre"},
    {"openjdk", "8-jdk", "openjdk", "8-jre"},
    {"openjdk", "11-jdk", "openjdk", "11-jre"},
    {"openjdk", "8-slim", "openjdk", "8-jre-slim"},
    {"openjdk", "11-slim", "openjdk", "11-jre-slim"},
    {"openjdk", "8-jdk-slim", "openjdk", "8-jre-slim"},
    {"openjdk", "11-jdk-slim", "openjdk", "11-jre-slim"},
    {"openjdk", "8-alpine", "openjdk", "8-jre-alpine"},
    {"openjdk", "8-jdk-alpine", "openjdk", "8-jre-alpine"},
    {"mcr.microsoft.com/dotnet/sdk", "{d}", "mcr.microsoft.com/dotnet/aspnet", "{d}"},
    {"mcr.microsoft.com/dotnet/sdk", "{d}-{s}", "mcr.microsoft.com/dotnet/aspnet", "{d}-{s}"},
    {"mcr.microsoft.com/dotnet/sdk", "{d}-{s}-slim", "mcr.microsoft.com/dotnet/aspnet", "{d}-{s}-slim"},
    {"mcr.microsoft.com/dotnet/sdk", "{d}-{a}", "mcr.microsoft.com/dotnet/aspnet", "{d}-{a}"},
}};

// What a tag without a release means, where all builds of it were and will be on one: versions that began after a
// Debian release became the default and are given up before the next one does. trixie became it on 2025-08-12 for
// golang, just before 1.25 (docker-library/official-images#19675), on 2025-08-19 for rust, during 1.89
// (rust-lang/docker-rust#246); bookworm in the summer of 2023, before 1.21 and 1.73.
struct Suite {
  std::string_view image;
  int first;  // the minor version of 1.x
  int last;
  std::string_view suite;
};
constexpr std::array<Suite, 4> kDefaultSuites = {{{"golang", 21, 22, "bookworm"},
                                                  {"golang", 25, 26, "trixie"},
                                                  {"rust", 73, 88, "bookworm"},
                                                  {"rust", 90, 98, "trixie"}}};

std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t dash = text.find('-');
    parts.push_back(text.substr(0, dash));
    if (dash == std::string_view::npos) return parts;
    text.remove_prefix(dash + 1);
  }
}

bool is_version(std::string_view text) {
  return !text.empty() && text.front() != '.' && text.back() != '.' && !text.contains("..") &&
         text.find_first_not_of("0123456789.") == std::string_view::npos;
}

// "17", "21", "17.0.9_9"
bool is_java(std::string_view text) {
  const std::size_t underscore = text.find('_');
  const std::string_view number = text.substr(0, underscore);
  if (!is_version(number)) return false;
  if (underscore != std::string_view::npos && !is_version(text.substr(underscore + 1))) return false;
  const std::optional<Version> version = version_of(number);
  if (!version || (underscore == std::string_view::npos && version->minor >= 0)) return false;
  return version->major == 8 || version->major == 11 || version->major >= 17;
}

bool fits(char kind, std::string_view text) {
  switch (kind) {
    case 'v':
    case 'n':
      return is_version(text);
    case 'm':
      return is_version(text) && text.contains('.');
    case 'd':
      return is_version(text) && std::ranges::count(text, '.') == 1;
    case 's':
      return std::ranges::find(kSuites, text) != kSuites.end();
    case 'a':
      return text == "alpine" || (text.starts_with("alpine") && is_version(text.substr(6)));
    default:
      return is_java(text);
  }
}

using Found = std::vector<std::pair<char, std::string_view>>;

bool match(std::string_view pattern, std::string_view tag, Found& found) {
  const std::vector<std::string_view> patterns = parts_of(pattern);
  const std::vector<std::string_view> parts = parts_of(tag);
  if (patterns.size() != parts.size()) return false;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::size_t brace = patterns[i].find('{');
    if (brace == std::string_view::npos) {
      if (patterns[i] != parts[i]) return false;
      continue;
    }
    if (!parts[i].starts_with(patterns[i].substr(0, brace))) return false;
    const std::string_view rest = parts[i].substr(brace);
    if (!fits(patterns[i][brace + 1], rest)) return false;
    found.emplace_back(patterns[i][brace + 1], rest);
  }
  return true;
}

std::string fill(std::string_view pattern, const Found& found) {
  std::string result;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '{') {
      result += pattern[i];
      continue;
    }
    const auto at = std::ranges::find(found, pattern[i + 1], &Found::value_type::first);
    if (at != found.end()) result += at->second;
    i += 2;
  }
  return result;
}

}  // namespace

std::optional<std::string> runtime_image(std::string_view image, std::string_view tag) {
  for (const Runtime& each : kRuntimes) {
    Found found;
    if (each.image != image || !match(each.tag, tag, found)) continue;
    // Before 7, gradle's images were of another distribution of Java.
    if (const std::optional<Version> version = version_of(tag); image == "gradle" && version && version->major < 7)
      return std::nullopt;
    return std::string(each.runtime) + ":" + fill(each.runtime_tag, found);
  }
  return std::nullopt;
}

std::string_view debian_suite(std::string_view image, std::string_view tag) {
  for (const std::string_view part : parts_of(tag))
    if (part != "bionic" && fits('s', part)) return part;
  const std::optional<Version> version = version_of(tag);
  const std::vector<std::string_view> parts = parts_of(tag);
  const bool plain = parts.size() == 1 || (parts.size() == 2 && parts[1] == "slim");
  if (!version || version->major != 1 || !plain) return {};
  for (const Suite& each : kDefaultSuites)
    if (each.image == image && version->minor >= each.first && version->minor <= each.last) return each.suite;
  return {};
}

std::string said_of_glibc(std::string_view suite) {
  if (suite == "trixie") return "the C library is that of the build, Debian trixie";
  return "the C library, Debian 13's, runs what is linked to that of the build, Debian " + std::string(suite);
}

std::string_view alpine_version(std::string_view tag) {
  for (const std::string_view part : parts_of(tag))
    if (part.starts_with("alpine") && is_version(part.substr(6))) return part.substr(6);
  return {};
}

std::optional<Version> version_of(std::string_view tag) {
  Version version;
  const char* const end = tag.data() + tag.size();
  const auto [major_end, error] = std::from_chars(tag.data(), end, version.major);
  if (error != std::errc()) return std::nullopt;
  if (major_end == end || *major_end != '.') return version;
  int minor = 0;
  const auto [minor_end, minor_error] = std::from_chars(major_end + 1, end, minor);
  if (minor_error == std::errc()) version.minor = minor;
  (void)minor_end;
  return version;
}

}  // namespace s1::rules::multi_stage
