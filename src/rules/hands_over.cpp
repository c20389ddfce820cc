// SPDX-License-Identifier: Apache-2.0
#include "rules/hands_over.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "facts/base_images.h"
#include "model/copied_files.h"
#include "model/image_paths.h"
#include "text/mapped_text.h"
#include "text/source.h"
#include "workspace/names.h"

namespace s1::rules {
namespace {

// Without an ENTRYPOINT, or with one that ends in exec "$@" and before that looks for an option (`-x`) or an unknown
// program alone. From their Dockerfiles (docker-library/official-images; docker-node and temurin have the script).
constexpr std::array<std::string_view, 15> kImages = {"busybox",        "php",  "debian",  "ubuntu",          "alpine",
                                                      "buildpack-deps", "node", "python",  "golang",          "rust",
                                                      "ruby",           "perl", "openjdk", "eclipse-temurin", "fedora"};

bool is_init(std::string_view program) {
  return program == "tini" || program == "dumb-init" || program == "catatonit";
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

// True for a script whose last command is exec "$@" and that mentions its arguments nowhere else.
bool ends_in_exec(const std::string& text) {
  if (!text.starts_with("#!") || !std::string_view(text).substr(0, text.find('\n')).contains("sh")) return false;
  const Source source(text);
  const shell::Script script = shell::parse(MappedText(source.bytes(), {0, source.size()}));
  if (!script.diagnostics.empty() || script.items.empty()) return false;
  const shell::Pipeline& last = script.items.back().pipeline;
  if (last.commands.size() != 1 || script.items.back().background) return false;
  const shell::Command& command = last.commands.front();
  if (command.words.size() != 2 || command.words[0].value != "exec" || source.slice(command.words[1].span) != "\"$@\"")
    return false;
  if (count(text, "$@") != 1) return false;
  for (const std::string_view part : {"$1", "${1", "$*", "$#", "${@", "${#", "shift"})
    if (text.contains(part)) return false;
  return true;
}

}  // namespace

bool hands_over(const model::Dockerfile& file, const model::Surroundings& around, const dockerfile::Stage& stage,
                const dockerfile::Instruction& entrypoint) {
  if (entrypoint.form != dockerfile::Form::json || entrypoint.words.empty()) return false;
  std::size_t at = 0;
  if (is_init(workspace::base_name(entrypoint.words[0].raw))) {
    ++at;
    while (at < entrypoint.words.size() && entrypoint.words[at].raw.starts_with('-')) ++at;
    if (at == entrypoint.words.size()) return true;
  }
  if (at + 1 != entrypoint.words.size() || !around.context) return false;
  const model::CopiedFiles copied(file.tree, *around.context);
  const std::string path = model::path_in_image(copied.workdir(stage), entrypoint.words[at].raw);
  const std::optional<std::string> source = copied.source_of(stage, path);
  const std::string* const text = source ? around.context->text(*source) : nullptr;
  return text != nullptr && ends_in_exec(*text);
}

bool base_hands_over(const model::Base& base) {
  const std::string_view name = facts::short_image_name(base.ref.name);
  return std::ranges::find(kImages, name) != kImages.end();
}

}  // namespace s1::rules
