// SPDX-License-Identifier: Apache-2.0
#include "model/image_command.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "model/command_line.h"

namespace s1::model {
namespace {

using Words = std::span<const shell::Word* const>;

// Options before the verb that take the next word.
constexpr std::string_view kGlobalWithValue[] = {
    "-c",
    "-H",
    "-l",
    "--builder",
    "--cgroup-manager",
    "--config",
    "--connection",
    "--context",
    "--host",
    "--identity",
    "--log-level",
    "--module",
    "--namespace",
    "-n",
    "--root",
    "--runroot",
    "--runtime",
    "--registries-conf",
    "--storage-driver",
    "--storage-opt",
    "--tlscacert",
    "--tlscert",
    "--tlskey",
    "--tmpdir",
    "--url",
};

// Options of `build`, of all builders together: none takes a value with one and none with another.
constexpr std::string_view kBuildWithValue[] = {
    "add-host",
    "allow",
    "annotation",
    "arch",
    "attest",
    "authfile",
    "blob-cache",
    "build-arg",
    "build-arg-file",
    "build-context",
    "builder",
    "cache-from",
    "cache-to",
    "cache-ttl",
    "call",
    "cap-add",
    "cap-drop",
    "cert-dir",
    "cgroup-parent",
    "cgroupns",
    "cpu-period",
    "cpu-quota",
    "cpu-shares",
    "cpuset-cpus",
    "cpuset-mems",
    "creds",
    "decryption-key",
    "device",
    "dns",
    "dns-option",
    "dns-search",
    "env",
    "file",
    "format",
    "from",
    "group-add",
    "hooks-dir",
    "ignorefile",
    "iidfile",
    "ipc",
    "isolation",
    "jobs",
    "label",
    "layer-label",
    "logfile",
    "manifest",
    "memory",
    "memory-swap",
    "metadata-file",
    "network",
    "no-cache-filter",
    "os",
    "os-feature",
    "os-version",
    "output",
    "pid",
    "platform",
    "progress",
    "retry",
    "retry-delay",
    "runtime",
    "runtime-flag",
    "secret",
    "security-opt",
    "shm-size",
    "sign-by",
    "ssh",
    "tag",
    "target",
    "timestamp",
    "ulimit",
    "unsetenv",
    "unsetlabel",
    "userns",
    "uts",
    "variant",
    "volume",
};
constexpr OptionSyntax kBuild{.short_with_value = "tfomcv", .long_with_value = kBuildWithValue};

constexpr std::string_view kPushWithValue[] = {"authfile", "cert-dir",   "compression-format",
                                               "creds",    "digestfile", "encryption-key",
                                               "format",   "platform",   "sign-by"};
constexpr OptionSyntax kPush{.short_with_value = "f", .long_with_value = kPushWithValue};

constexpr std::string_view kKanikoWithValue[] = {
    "build-arg",
    "cache-dir",
    "cache-repo",
    "cache-ttl",
    "context",
    "context-sub-path",
    "customPlatform",
    "custom-platform",
    "destination",
    "digest-file",
    "dockerfile",
    "git",
    "image-fs-extract-retry",
    "ignore-path",
    "kaniko-dir",
    "label",
    "log-format",
    "oci-layout-path",
    "push-retry",
    "registry-mirror",
    "registry-certificate",
    "secret",
    "snapshot-mode",
    "snapshotMode",
    "tar-path",
    "tarPath",
    "target",
    "verbosity",
};
constexpr OptionSyntax kKaniko{.short_with_value = "cdfv", .long_with_value = kKanikoWithValue};

// The verb's index in `words`, or their number: options before it are skipped.
std::size_t verb_index(Words words) {
  std::size_t at = 0;
  while (at < words.size() && words[at]->value.starts_with('-'))
    at += std::ranges::find(kGlobalWithValue, words[at]->value) != std::end(kGlobalWithValue) ? 2 : 1;
  return std::min(at, words.size());
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

Argument value_of(const Option& option) {
  return {option.value, option.value_word};
}
Argument operand(const shell::Word* word) {
  return {word->value, word};
}

// `type=registry`, `type=image,name=x,push=true`
bool output_pushes(std::string_view output) {
  return output.find("type=registry") != std::string_view::npos || output.find("push=true") != std::string_view::npos;
}

ImageCommand read_build(Words arguments, Builder builder) {
  const CommandLine line = read_command_line(arguments, kBuild);
  ImageCommand command;
  command.builder = builder;
  for (const Option& option : line.options) {
    if (is_one_of(option.name, {"f", "file"})) command.dockerfile = value_of(option);
    if (option.name == "target") command.target = value_of(option);
    if (is_one_of(option.name, {"t", "tag"}) && option.value_word != nullptr) command.tags.push_back(value_of(option));
    if (option.name == "build-arg" && option.value_word != nullptr) command.args.push_back(value_of(option));
    if (option.name == "secret" && option.value_word != nullptr) command.secrets.push_back(value_of(option));
    if (option.name == "build-arg-file") command.args_in_file = true;
    if (option.name == "push") command.pushes = option.value != "false";
    if (is_one_of(option.name, {"o", "output"}) && output_pushes(option.value)) command.pushes = true;
  }
  // There is one operand; a variable before it holds options, whatever its name.
  command.open = line.open || line.operands.size() > 1;
  if (!line.operands.empty()) command.context = operand(line.operands.back());
  return command;
}

ImageCommand read_kaniko(Words arguments) {
  const CommandLine line = read_command_line(arguments, kKaniko);
  ImageCommand command;
  command.builder = Builder::kaniko;
  command.pushes = true;
  command.open = line.open;
  for (const Option& option : line.options) {
    if (is_one_of(option.name, {"c", "context"})) command.context = value_of(option);
    if (is_one_of(option.name, {"f", "dockerfile"})) command.dockerfile = value_of(option);
    if (option.name == "target") command.target = value_of(option);
    if (is_one_of(option.name, {"d", "destination"}) && option.value_word != nullptr)
      command.tags.push_back(value_of(option));
    if (is_one_of(option.name, {"no-push", "noPush"})) command.pushes = option.value == "false";
    if (option.name == "context-sub-path") command.open = true;
  }
  return command;
}

ImageCommand read_push_or_tag(Words arguments, ImageAction action, Builder builder) {
  const CommandLine line = read_command_line(arguments, kPush);
  ImageCommand command;
  command.action = action;
  command.builder = builder;
  command.pushes_all_tags = line.has({"a", "all-tags"});
  for (const shell::Word* word : line.operands) command.tags.push_back(operand(word));
  return command;
}

}  // namespace

std::optional<ImageCommand> image_command(const shell::Invocation& invocation) {
  Words words = invocation.arguments;
  if (invocation.name == "executor" && invocation.word->value.ends_with("kaniko/executor")) return read_kaniko(words);
  Builder builder = Builder::docker;
  if (is_one_of(invocation.name, {"podman", "buildah"}))
    builder = Builder::podman;
  else if (!is_one_of(invocation.name, {"docker", "nerdctl", "docker-buildx"}))
    return std::nullopt;

  const auto next_verb = [&words]() -> std::string_view {
    const std::size_t at = verb_index(words);
    if (at == words.size()) return {};
    const std::string_view verb = words[at]->value;
    words = words.subspan(at + 1);
    return verb;
  };
  std::string_view verb = next_verb();
  if (is_one_of(verb, {"image", "buildx", "builder"})) verb = next_verb();
  if (is_one_of(verb, {"build", "b", "bud", "build-using-dockerfile"})) return read_build(words, builder);
  if (verb == "push") return read_push_or_tag(words, ImageAction::push, builder);
  if (verb == "tag") return read_push_or_tag(words, ImageAction::tag, builder);
  return std::nullopt;
}

ImageCommand docker_build(Words arguments) {
  return read_build(arguments, Builder::docker);
}

bool may_build_images(std::string_view script) {
  constexpr std::string_view kPrograms[] = {"docker", "podman", "buildah", "nerdctl", "kaniko"};
  return std::ranges::any_of(kPrograms,
                             [&](std::string_view name) { return script.find(name) != std::string_view::npos; });
}

}  // namespace s1::model
