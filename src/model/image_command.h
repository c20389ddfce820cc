// SPDX-License-Identifier: Apache-2.0
// What a command asks of a program that builds images: docker (also buildx), podman, nerdctl, buildah, and kaniko's
// executor. `docker compose build` and `docker buildx bake` name no Dockerfile and are not read.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "syntax/shell/ast.h"

namespace s1::model {

enum class ImageAction : std::uint8_t { build, push, tag };
enum class Builder : std::uint8_t { docker, podman, kaniko };  // buildah is as podman

// A word of the command, or the part of it after `--option=`.
struct Argument {
  std::string_view text;
  const shell::Word* word = nullptr;  // null: it is not given

  [[nodiscard]] bool given() const { return word != nullptr; }
};

struct ImageCommand {
  ImageAction action = ImageAction::build;
  Builder builder = Builder::docker;
  Argument context;
  Argument dockerfile;
  Argument target;
  std::vector<Argument> args;     // --build-arg: NAME=VALUE
  std::vector<Argument> secrets;  // --secret: id=NAME,…
  bool args_in_file = false;      // podman's --build-arg-file
  std::vector<Argument> tags;     // push: the image and, where podman is given one, the destination; tag: both names
  bool pushes = false;            // a build that pushes too
  bool pushes_all_tags = false;
  // A variable that may hold options stands among the arguments: what is not given may still be.
  bool open = false;
};

[[nodiscard]] std::optional<ImageCommand> image_command(const shell::Invocation& invocation);
// What `docker build` is given after its verb: the second argument of Jenkins' docker.build().
[[nodiscard]] ImageCommand docker_build(std::span<const shell::Word* const> arguments);

// False for scripts in which no such command can be: they need not be parsed.
[[nodiscard]] bool may_build_images(std::string_view script);

}  // namespace s1::model
