// SPDX-License-Identifier: Apache-2.0
#include "rules/dockerfile/multi_stage/split.h"

#include <algorithm>
#include <array>
#include <optional>

#include "facts/base_images.h"
#include "rules/dockerfile/multi_stage/run_steps.h"
#include "rules/dockerfile/multi_stage/runtime_needs.h"
#include "rules/dockerfile/multi_stage/stage_settings.h"
#include "rules/dockerfile/multi_stage/write_stages.h"
#include "workspace/look.h"

namespace s1::rules::multi_stage {
namespace {

using dockerfile::Instruction;
using dockerfile::Kind;

// Tools that are copied out of another image for the build alone.
constexpr std::array<std::string_view, 5> kCopiedTools = {"composer", "uv", "uvx", "pnpm", "poetry"};

// A folder that has more in it than what was put there.
bool is_system_folder(std::string_view path) {
  if (std::ranges::count(path, '/') < 2) return path != "/app" && path != "/src";
  for (const std::string_view system :
       {"/usr/local/bin", "/usr/bin", "/bin", "/usr/local/lib", "/usr/lib", "/usr/local", "/usr/share", "/var/lib",
        "/etc/ssl", "/etc/ssl/certs", "/usr/local/share", "/var/www", "/usr/local/etc", "/home/node"})
    if (path == system) return true;
  return false;
}

class Splitter {
 public:
  Splitter(const SingleStage& stage, const Ecosystem& ecosystem)
      : stage_(stage), tree_(stage.tree), ecosystem_(ecosystem) {}

  Rewrite make() && {
    const bool all = is_plain() && ecosystem_.plan(stage_, plan_, rewrite_) && keeps_digest() && copies_the_rest() &&
                     is_in_a_layer() && names_are_free() && copies_named_files() && paths_are_plain() &&
                     read_run_steps(stage_, ecosystem_, plan_, remade_, rewrite_) &&
                     has_what_is_started(stage_, plan_, remade_, rewrite_) && has_its_user(stage_, plan_, rewrite_) &&
                     serves_its_runners(stage_, plan_, remade_, rewrite_);
    rewrite_.made_alone = true;
    if (!all) return std::move(rewrite_);
    if (const std::optional<Settings> settings = settings_of(stage_, plan_, rewrite_))
      write_stages(stage_, plan_, remade_, *settings, rewrite_);
    return std::move(rewrite_);
  }

 private:
  [[nodiscard]] Span from() const { return stage_.from(); }

  bool is_plain() {
    if (tree_.rejected || !tree_.diagnostics.empty())
      return rewrite_.refuse(from(), "the file has mistakes, which come first");
    if (stage_.stage.image.raw.contains('$'))
      return rewrite_.refuse(
          from(), "a build argument says which image it is FROM, and the runtime image would have to follow it");
    for (const dockerfile::Flag& flag : tree_.instructions[stage_.stage.from].flags)
      if (flag.value.contains('$'))
        return rewrite_.refuse(flag.span, "which platform is built for is not the same for both stages");
    for (const Step& step : stage_.steps) {
      const Instruction& each = *step.instruction;
      if (each.kind == Kind::onbuild)
        return rewrite_.refuse(each.header, "ONBUILD is for images that are made from this one");
      if (each.kind == Kind::shell) return rewrite_.refuse(each.header, "the runtime image may not have this shell");
      if (each.kind == Kind::unknown) return rewrite_.refuse(each.header, "what this instruction does is not known");
    }
    return true;
  }

  bool keeps_digest() {
    const bool stays = plan_.image == stage_.base.ref.raw || plan_.shared_until != nullptr;
    if (!stage_.base.ref.digest.empty() && !stays)
      return rewrite_.refuse(from(),
                             "the base image is pinned to a digest, and that of " + plan_.image + " is not known");
    return true;
  }

  // What a cache lies over is in no layer.
  bool is_in_a_layer() {
    for (const Step& step : stage_.steps)
      for (const Copied& each : plan_.copied)
        if (step.run != nullptr && model::is_mounted(*step.run->instruction, each.path))
          return rewrite_.refuse(step.instruction->header,
                                 "a cache is mounted over " + each.path + ", so that it is in no layer");
    return true;
  }

  // The names that the stages are given.
  bool names_are_free() {
    const std::string_view name = stage_.stage.name ? std::string_view(stage_.stage.name->raw) : std::string_view();
    if (plan_.shared_until != nullptr && name == "build")
      return rewrite_.refuse(from(), "the stage's name is that of the build's stage");
    return true;
  }

  [[nodiscard]] bool is_taken(const std::string& path) const {
    return std::ranges::any_of(plan_.copied, [&](const Copied& each) { return lies_in(path, each.path); });
  }

  // What was put elsewhere than into what the ecosystem copies.
  bool copies_the_rest() {
    for (const Placed& each : stage_.placed) {
      if (is_shared(plan_, *each.copy)) continue;
      if (each.path.empty())
        return rewrite_.refuse(each.copy->header, "where these files lie in the image is not known");
      if (is_taken(each.path) || lies_in(each.path, "/tmp")) continue;
      if (std::ranges::any_of(plan_.build_folders, [&](const std::string& folder) {
            return lies_in(each.path, folder) || lies_in(folder, each.path);
          }))
        continue;
      const bool is_tool = each.copy->flag("from") != nullptr &&
                           std::ranges::find(kCopiedTools, file_name(each.path)) != kCopiedTools.end();
      if (is_tool) continue;
      if (each.copy->kind == Kind::add && !each.from_context)
        return rewrite_.refuse(each.copy->header, "which files ADD puts there is not known");
      if (each.copy->kind == Kind::add && (each.source.contains(".t") || each.source.contains(".zip")))
        return rewrite_.refuse(each.copy->header, "ADD unpacks this file, and what it puts there is not known");
      if (each.is_folder && is_system_folder(each.path))
        return rewrite_.refuse(each.copy->header,
                               "which files of " + each.path + " are put there by this is not known");
      plan_.copied.push_back({each.path});
    }
    return true;
  }

  // The words of the start, and the variables, that name files of the sources: -config=config.yml.
  bool copies_named_files() {
    std::vector<std::pair<std::string, Span>> texts;
    if (stage_.started)
      for (std::size_t i = 1; i < stage_.started->words.size(); ++i)
        texts.emplace_back(stage_.started->words[i], stage_.started->span);
    for (const Step& step : stage_.steps)
      if (step.instruction->kind == Kind::env && !is_for_build(plan_, *step.instruction))
        for (const dockerfile::Pair& pair : step.instruction->pairs)
          texts.emplace_back(dockerfile::expand(tree_, *step.instruction, pair.value).text, pair.value.span);
    for (const auto& [text, span] : texts) {
      const std::string name = text.substr(text.find('=') + 1);  // npos + 1 is 0
      if (name.empty() || name.find_first_of(":$ ,*") != std::string::npos) continue;
      const std::string path = absolute(stage_.workdir, name);
      const bool of_build = std::ranges::any_of(
          plan_.build_folders, [&](const std::string& each) { return lies_in(path, each) && path != each; });
      if (path.empty() || path == stage_.workdir || !of_build || is_taken(path)) continue;
      const std::optional<std::string> source = stage_.source_of(path);
      const bool is_there = source && !source->empty() && stage_.context()->look(*source) != workspace::Found::nothing;
      if (is_there)
        plan_.copied.push_back({path});
      else if (name.starts_with('/'))
        return rewrite_.refuse(span,
                               name + " is named, which the build may make, and the runtime image would not have");
    }
    return true;
  }

  // COPY divides its words at blanks.
  bool paths_are_plain() {
    for (const Copied& each : plan_.copied)
      if (each.path.find_first_of(" \t\"'[]$") != std::string::npos)
        return rewrite_.refuse(from(), "the path " + each.path + " cannot be written in COPY as it is");
    return true;
  }

  const SingleStage& stage_;
  const dockerfile::File& tree_;
  const Ecosystem& ecosystem_;
  Plan plan_;
  Remade remade_;
  Rewrite rewrite_;
};

}  // namespace

Rewrite split(const SingleStage& stage, const Ecosystem& ecosystem) {
  return Splitter(stage, ecosystem).make();
}

}  // namespace s1::rules::multi_stage
