// SPDX-License-Identifier: Apache-2.0
// PHP: extensions and system packages stay in a stage that both are FROM; Composer comes in the build alone, and what
// it installed is copied with the program's folder.
#include <algorithm>
#include <string>

#include "model/start.h"
#include "rules/dockerfile/multi_stage/plan.h"

namespace s1::rules::multi_stage {
namespace {

bool names_composer(const model::Call& call) {
  return std::ranges::any_of(call.arguments, [](const shell::Word* word) {
    const std::string_view value = word->value;
    return value.contains("getcomposer.org") || value.contains("composer-setup") || value.contains("composer.phar") ||
           value.ends_with("/composer") || value.starts_with("--install-dir") || value.contains("--filename=composer");
  });
}

bool is_build_step(const model::Call& call) {
  if (call.name == "composer") return true;
  const bool installer = call.name == "curl" || call.name == "wget" || call.name == "php" || call.name == "mv" ||
                         call.name == "chmod" || call.name == "rm";
  if (installer && names_composer(call)) return true;
  if (call.name != "php" || call.arguments.empty()) return false;
  const std::string_view first = call.arguments[0]->value;
  return first == "artisan" || first == "bin/console" || first.ends_with("/artisan") || first.ends_with("/bin/console");
}

bool applies(const SingleStage& stage) {
  if (stage.image != "php") return false;
  bool installs = false;
  stage.for_each_call([&](const Step&, const model::Call& call, const std::string&) {
    installs |= call.name == "composer" &&
                std::ranges::any_of(call.arguments, [](const shell::Word* word) { return word->value == "install"; });
  });
  return installs;
}

bool brings_composer(const SingleStage& stage, const Step& step) {
  if (step.run != nullptr) return std::ranges::any_of(step.run->calls, is_build_step);
  const dockerfile::Instruction& each = *step.instruction;
  if (each.kind != dockerfile::Kind::copy && each.kind != dockerfile::Kind::add) return false;
  return std::ranges::any_of(stage.placed, [&](const Placed& placed) {
    if (placed.copy != &each) return false;
    return lies_in(placed.path, stage.workdir) || file_name(placed.path) == "composer";
  });
}

bool plan(const SingleStage& stage, Plan& plan, Rewrite& rewrite) {
  if (stage.workdir.empty() || stage.workdir == "/")
    return rewrite.refuse(stage.from(), "the program lies in no folder of its own");
  const model::Start start = model::start_of(stage.file, stage.around, stage.stage);
  for (const model::Started& each : start.commands) {
    const auto has = [&](std::string_view word) {
      return std::ranges::find(each.arguments, word) != each.arguments.end();
    };
    if (each.program == "composer") return rewrite.refuse(each.span, "it runs composer when the container starts");
    if (each.program == "php" && (has("-S") || has("serve")))
      return rewrite.refuse(each.span, "it runs PHP's development server");
  }
  const auto first = std::ranges::find_if(stage.steps, [&](const Step& step) { return brings_composer(stage, step); });
  if (first == stage.steps.end()) return rewrite.refuse(stage.from(), "where Composer comes from is not known");
  const bool makes_base = std::any_of(stage.steps.begin(), first, [](const Step& step) { return step.run != nullptr; });
  if (makes_base) plan.shared_until = first->instruction;
  plan.image = makes_base ? "base" : std::string(stage.base.ref.raw);
  plan.copied.push_back({stage.workdir});
  rewrite.checked.push_back("Composer is used by the build alone; all of " + stage.workdir +
                            ", with what it installed, is copied");
  if (makes_base) rewrite.checked.emplace_back("the extensions and packages before it stay in the image");
  plan.build_env = {"COMPOSER_"};
  return true;
}

}  // namespace

constinit const Ecosystem php{"PHP", "Composer and what only the build needs", applies, plan, is_build_step};

}  // namespace s1::rules::multi_stage
