// SPDX-License-Identifier: Apache-2.0
#include "rules/dockerfile/multi_stage/runtime_needs.h"

#include <algorithm>
#include <array>

#include "facts/base_images.h"
#include "model/start.h"
#include "rules/add_user.h"

namespace s1::rules::multi_stage {
namespace {

using dockerfile::Form;
using dockerfile::Instruction;
using dockerfile::Kind;

// Programs of the images with build tools that their slim relatives do not have: docker-library/buildpack-deps.
constexpr std::array<std::string_view, 30> kLeftOut = {
    "curl",  "wget",   "git",     "hg",    "svn",  "ssh",     "scp",      "gcc",    "g++",     "cc",
    "make",  "python", "python3", "pip",   "perl", "convert", "identify", "magick", "mysql",   "psql",
    "unzip", "file",   "patch",   "bzip2", "xz",   "sq",      "gpg",      "gnupg",  "dirmngr", "pkg-config"};

bool is_absolute_copy(const Plan& plan, std::string_view path) {
  return std::ranges::any_of(plan.copied,
                             [&](const Copied& each) { return lies_in(path, each.to.empty() ? each.path : each.to); });
}

// Whether the runtime image lacks a program that the base image has.
bool lacks(const SingleStage& stage, const Plan& plan, const Remade& remade, std::string_view program) {
  if (std::ranges::find(kLeftOut, program) == kLeftOut.end()) return false;
  if (std::ranges::find(remade.packages, program) != remade.packages.end()) return false;
  const dockerfile::ImageRef ref = dockerfile::parse_image_ref(plan.image);
  const std::string_view name = facts::short_image_name(ref.name);
  if ((program.starts_with("python") || program == "pip") && name == "python") return false;
  const facts::BaseImage* const facts = facts::find_base_image(name, ref.tag);
  if (facts != nullptr && std::ranges::find(facts->tools, program) != facts->tools.end()) return false;
  if (plan.shared_until != nullptr) return false;
  return plan.image != stage.base.ref.raw || !plan.same_system;
}

std::vector<std::string_view> programs_of(const Instruction& command) {
  std::vector<std::string_view> programs;
  if (command.form == Form::json && !command.words.empty()) programs.push_back(file_name(command.words[0].raw));
  if (command.script)
    shell::for_each_command(*command.script, [&](const shell::Command& each) {
      if (const shell::Invocation call = shell::invocation(each); !call.name.empty()) programs.push_back(call.name);
    });
  return programs;
}

Related related_of(const model::Place& place, std::string message) {
  return {.span = place.span, .message = std::move(message), .file = place.file, .line = place.line};
}

const Instruction* healthcheck_of(const SingleStage& stage) {
  const Instruction* result = nullptr;
  for (const Step& step : stage.steps)
    if (step.instruction->kind == Kind::healthcheck) result = step.instruction;
  return result != nullptr && result->inner ? result : nullptr;
}

}  // namespace

bool has_what_is_started(const SingleStage& stage, const Plan& plan, const Remade& remade, Rewrite& rewrite) {
  for (const Instruction* each : {stage.command.entrypoint, stage.command.cmd}) {
    if (each == nullptr || plan.shell) continue;
    if (each->form != Form::json)
      return rewrite.refuse(each->header, "it needs a shell, which " + plan.image + " does not have");
    if (each->script) return rewrite.refuse(each->header, "it starts a shell, which " + plan.image + " does not have");
  }
  if (const Instruction* const health = healthcheck_of(stage)) {
    const Instruction& command = *health->inner;
    if (!plan.shell && (command.form != Form::json || command.script ||
                        !is_absolute_copy(plan, command.words.empty() ? "" : command.words[0].raw)))
      return rewrite.refuse(health->header, "its health check needs a program that " + plan.image + " does not have");
    for (const std::string_view program : programs_of(command))
      if (lacks(stage, plan, remade, program))
        return rewrite.refuse(health->header, "its health check runs " + std::string(program) + ", which " +
                                                  plan.image + " may not have");
  }
  if (!plan.shell || plan.starts_itself) return true;
  const model::Start start = model::start_of(stage.file, stage.around, stage.stage);
  if (!start.unread.empty())
    return rewrite.refuse(start.unread.front().span, "what " + start.unread.front().what + " does cannot be read here");
  for (const model::Started& each : start.commands)
    if (lacks(stage, plan, remade, each.program))
      return rewrite.refuse(each.span, "it runs " + each.program +
                                           (each.file.empty() ? "" : " (in " + each.file + ")") + ", which " +
                                           plan.image + " may not have");
  return true;
}

bool has_its_user(const SingleStage& stage, const Plan& plan, Rewrite& rewrite) {
  const Instruction* last = nullptr;
  for (const Step& step : stage.steps)
    if (step.instruction->kind == Kind::user) last = step.instruction;
  if (plan.starts_itself) return true;
  if (last == nullptr) {
    if (!plan.non_root) return true;
    Rewrite user = add_user(stage.file, stage.around, stage.stage);
    if (!user.hindrance) {
      rewrite.checked.push_back("nothing that can be read needs root, which " + plan.image + " does not run as");
      return true;
    }
    return rewrite.refuse(*std::move(user.hindrance));
  }
  if (plan.shell) return true;
  const std::string_view name = last->words.empty() ? std::string_view() : last->words[0].raw;
  const bool is_number = !name.empty() && name.find_first_not_of("0123456789:") == std::string_view::npos;
  if (is_number || name == "nonroot" || name == "nobody" || name == "root" || name == "nonroot:nonroot") return true;
  return rewrite.refuse(last->header, "the account " + std::string(name) + " is not in " + plan.image);
}

bool serves_its_runners(const SingleStage& stage, const Plan& plan, const Remade& remade, Rewrite& rewrite) {
  for (const model::Build* build : stage.around.builds)
    if (!build->target.text.empty())
      return rewrite.refuse(related_of(build->place, "it is built by the name of its stage, " + build->target.text));
  for (const model::Runner* runner : stage.around.runners_of(stage.stage)) {
    const model::Container& container = *runner->container;
    for (const model::Mount& mount : container.mounts) {
      const bool over = std::ranges::any_of(plan.copied, [&](const Copied& each) {
        return lies_in(each.to.empty() ? each.path : each.to, mount.target);
      });
      if (over)
        return rewrite.refuse(related_of(mount.place, "something else is mounted over " + mount.target +
                                                          " when it is run: that is for development"));
    }
    if (container.healthcheck.known()) {
      const std::string& text = container.healthcheck.text;
      if (!plan.shell && text != "NONE")
        return rewrite.refuse(related_of(container.healthcheck.place,
                                         "its health check needs a program that " + plan.image + " does not have"));
      for (const std::string_view tool : {"curl", "wget"})
        if (text.contains(tool) && lacks(stage, plan, remade, tool))
          return rewrite.refuse(related_of(container.healthcheck.place, "its health check runs " + std::string(tool) +
                                                                            ", which " + plan.image + " may not have"));
    }
    if (plan.shell) continue;
    for (const model::Probe& probe : container.probes)
      if (probe.mechanism == "exec")
        return rewrite.refuse(
            related_of(probe.place, "its probe runs a program, which " + plan.image + " may not have"));
  }
  return true;
}

}  // namespace s1::rules::multi_stage
