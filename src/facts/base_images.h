// SPDX-License-Identifier: Apache-2.0
// What is known of public base images without pulling them: facts/base_images.tsv, read when first used.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace s1::facts {

// An account. Either half may be unknown: the name empty, the number without value.
struct Account {
  std::string_view name;
  std::optional<std::uint32_t> uid;
  std::optional<std::uint32_t> gid;
};

// Empty texts and missing numbers are unknown. "none" is known: a distroless image has the shell "none".
struct BaseImage {
  std::string_view image;                    // a name, or a pattern with *
  std::string_view tags;                     // patterns, '|' between them
  Account user;                              // whom a container runs as when nobody says otherwise
  std::vector<Account> users;                // accounts there for a USER instruction, besides root
  std::string_view app;                      // the one of these that the image has for the application
  std::string_view shell;                    // sh, none
  std::string_view libc;                     // glibc, musl, none
  std::string_view package_manager;          // apt, apk, dnf, microdnf, yum, zypper, pacman, none
  std::vector<std::string_view> tools;       // of bash, curl and wget those that are there
  std::optional<std::uint16_t> port;         // what it listens on by default
  std::vector<std::string_view> steps_down;  // commands with which its entrypoint drops root by itself
  std::vector<std::string_view> env;         // variables that it sets, besides PATH
  bool env_complete = false;                 // true: it sets no others
  bool verified = false;                     // false: from memory; no reason to silence or to raise a finding
  std::string_view source;
};

// The facts of an image as FROM names it, without tag and digest; docker.io/library/node is node. Null where none are
// known. An empty tag means that the tag is not known (a digest alone): then there is an answer only where it is the
// same for every tag. An image without tag and digest has the tag "latest".
[[nodiscard]] const BaseImage* find_base_image(std::string_view name, std::string_view tag);

// The name without what Docker puts in by itself: docker.io/library/node and index.docker.io/library/node are node.
[[nodiscard]] std::string_view short_image_name(std::string_view name);

}  // namespace s1::facts
