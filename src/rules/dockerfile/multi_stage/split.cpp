// SPDX-License-Identifier: Apache-2.0
#include "rules/dockerfile/multi_stage/split.h"

#include <algorithm>
#include <array>
#include <set>

#include "facts/base_images.h"
#include "rules/dockerfile/multi_stage/run_steps.h"
#include "rules/dockerfile/multi_stage/runtime_needs.h"
#include "rules/dockerfile_edits.h"
#include "workspace/look.h"

namespace s1::rules::multi_stage {
namespace {

using dockerfile::Form;
using dockerfile::Instruction;
using dockerfile::Kind;

// Tools that are copied out of another image for the build alone.
constexpr std::array<std::string_view, 5> kCopiedTools = {"composer", "uv", "uvx", "pnpm", "poetry"};

bool is_setting(Kind kind) {
  return kind == Kind::cmd || kind == Kind::entrypoint || kind == Kind::expose || kind == Kind::healthcheck ||
         kind == Kind::label || kind == Kind::stopsignal || kind == Kind::volume || kind == Kind::maintainer;
}

bool makes_files(Kind kind) {
  return kind == Kind::run || kind == Kind::copy || kind == Kind::add;
}

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
                     serves_its_runners(stage_, plan_, remade_, rewrite_) && find_settings();
    rewrite_.made_alone = true;
    if (all) write();
    return std::move(rewrite_);
  }

 private:
  [[nodiscard]] Span from() const { return stage_.from(); }

  // ---- Guards

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

  // Stands in the stage that both others are FROM.
  [[nodiscard]] bool is_shared(const Instruction& instruction) const {
    return plan_.shared_until != nullptr && instruction.index < plan_.shared_until->index;
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
      if (is_shared(*each.copy)) continue;
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
      if (step.instruction->kind == Kind::env && !is_for_build(*step.instruction))
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

  // ---- Variables

  static void add_variables(std::string_view text, std::set<std::string, std::less<>>& names) {
    for (std::size_t at = text.find('$'); at != std::string_view::npos; at = text.find('$', at + 1)) {
      std::string_view rest = text.substr(at + 1);
      if (at > 0 && text[at - 1] == '\\') continue;
      if (rest.starts_with('{')) rest.remove_prefix(1);
      const std::size_t end = std::min(
          rest.size(), rest.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"));
      if (end > 0) names.emplace(rest.substr(0, end));
    }
  }

  [[nodiscard]] bool is_for_build(const Instruction& env) const {
    return std::ranges::all_of(env.pairs, [&](const dockerfile::Pair& pair) {
      return std::ranges::any_of(plan_.build_env,
                                 [&](std::string_view prefix) { return pair.key.raw.starts_with(prefix); });
    });
  }

  // Divides the instructions: `last_` is the last of the build, `stays_` what comes after it.
  bool find_settings() {
    last_ = nullptr;
    for (const Step& step : stage_.steps)
      if (makes_files(step.instruction->kind)) last_ = step.instruction;
    if (last_ == nullptr) return rewrite_.refuse(from(), "nothing is built");
    std::set<std::string, std::less<>> used;
    std::set<std::string, std::less<>> declared;
    for (const Step& step : stage_.steps) {
      const Instruction& each = *step.instruction;
      const bool after = each.index > last_->index;
      if (is_shared(each)) {
        if (each.kind == Kind::env)
          for (const dockerfile::Pair& pair : each.pairs) declared.emplace(pair.key.raw);
        continue;
      }
      const bool kept = after || is_setting(each.kind) || (each.kind == Kind::env && !is_for_build(each));
      const bool is_command = each.kind == Kind::cmd || each.kind == Kind::entrypoint || each.kind == Kind::healthcheck;
      if (kept && !is_command) add_variables(each.arguments.text(), used);
      if (each.kind == Kind::env || (after && each.kind == Kind::arg))
        for (const dockerfile::Pair& pair : each.pairs) declared.emplace(pair.key.raw);
      if (each.kind == Kind::user && !plan_.starts_itself) user_ = after ? nullptr : &each;
    }
    if (user_ != nullptr) add_variables(user_->arguments.text(), used);
    for (const Step& step : stage_.steps) {
      const Instruction& each = *step.instruction;
      if (each.kind != Kind::arg || each.index > last_->index) continue;
      if (std::ranges::any_of(each.pairs, [&](const dockerfile::Pair& pair) { return used.contains(pair.key.raw); })) {
        args_.push_back(&each);
        for (const dockerfile::Pair& pair : each.pairs) declared.emplace(pair.key.raw);
      }
    }
    for (const std::string& name : used)
      if (name != "PATH" && !declared.contains(name))
        return rewrite_.refuse(from(),
                               "the variable " + name + " is used, and whether the runtime image sets it is not known");
    return true;
  }

  // ---- The edits

  [[nodiscard]] std::string keyword(std::string_view word) const {
    std::string result(word);
    if (small_)
      std::ranges::transform(result, result.begin(),
                             [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return result;
  }

  [[nodiscard]] std::string as_written(const Instruction& instruction) const {
    return std::string(tree_.source->slice(instruction.span)) + end_;
  }

  [[nodiscard]] std::uint32_t after(const Instruction& instruction) const {
    const Span lines = whole_lines(*tree_.source, instruction.span);
    return lines.empty() ? instruction.span.end : lines.end;
  }

  [[nodiscard]] std::string copy_line(const std::string& from, const std::string& to, const std::string& owner) const {
    std::string text = keyword("COPY ") + "--from=" + name_;
    if (!owner.empty()) text += " --chown=" + owner;
    return text + " " + from + " " + to + end_;
  }

  void write() {
    const Source& source = *tree_.source;
    const Instruction& first = tree_.instructions[stage_.stage.from];
    small_ = source.slice(first.keyword).starts_with('f');
    end_ = line_end_at(source, first.span.begin);
    name_ = "build";
    if (plan_.shared_until != nullptr) plan_.image = stage_.stage.name ? std::string(stage_.stage.name->raw) : "base";
    if (!stage_.stage.name) {
      const std::uint32_t end = stage_.stage.image.span.end;
      rewrite_.edits.push_back({{end, end}, keyword(" AS ") + (plan_.shared_until != nullptr ? plan_.image : name_)});
    } else if (plan_.shared_until == nullptr) {
      name_ = stage_.stage.name->raw;
    }
    if (plan_.shared_until != nullptr) {
      const std::uint32_t begin = line_before(tree_, *plan_.shared_until).value_or(plan_.shared_until->span.begin);
      const bool blank = source.slice({0, begin}).ends_with(end_ + end_);
      rewrite_.edits.push_back(
          {{begin, begin},
           (blank ? std::string() : end_) + keyword("FROM ") + plan_.image + keyword(" AS ") + name_ + end_});
    }
    for (Edit& each : plan_.build_edits) rewrite_.edits.push_back(std::move(each));

    std::string settings;  // that stood before the end of the build
    const Instruction* following = nullptr;
    for (const Step& step : stage_.steps) {
      const Instruction& each = *step.instruction;
      const bool left_out =
          plan_.starts_itself && (each.kind == Kind::cmd || each.kind == Kind::entrypoint || each.kind == Kind::user);
      if (each.index > last_->index) {
        if (following == nullptr) following = &each;
        const Span lines = whole_lines(source, each.span);
        if (left_out) rewrite_.edits.push_back({{line_before(tree_, each).value_or(lines.begin), lines.end}, {}});
        continue;
      }
      const bool dropped = std::ranges::find(remade_.dropped, &each) != remade_.dropped.end();
      if ((!is_setting(each.kind) && !dropped) || is_shared(each)) continue;
      const Span lines = whole_lines(source, each.span);
      const std::uint32_t begin = line_before(tree_, each).value_or(lines.begin);
      if (!dropped && !left_out) settings += source.slice({begin, lines.end});
      if (!settings.empty() && !settings.ends_with('\n')) settings += end_;
      rewrite_.edits.push_back({{begin, lines.end}, {}});
    }

    std::string stage;
    for (const std::string& line : plan_.build_lines) stage += line + end_;
    const std::uint32_t build_end = after(*last_);
    const std::uint32_t at = following != nullptr ? line_before(tree_, *following).value_or(build_end) : build_end;
    const bool open_end = at == source.size() && at > 0 && source.bytes()[at - 1] != '\n';
    const bool blank_before = source.slice({build_end, at}).contains('\n');
    if (!stage.empty() && (at != build_end || open_end)) {
      rewrite_.edits.push_back({{build_end, build_end}, open_end ? end_ + stage : stage});
      stage.clear();
    }
    if (!blank_before) stage += end_;
    stage += runtime_stage() + settings;
    if (blank_before && following != nullptr) stage += end_;
    if (open_end) {
      if (rewrite_.edits.back().span.begin != at) stage.insert(0, end_);
      while (stage.ends_with('\n') || stage.ends_with('\r')) stage.pop_back();
    }
    // What is taken away there makes place for it.
    const auto same = std::ranges::find_if(rewrite_.edits, [&](const Edit& edit) { return edit.span.begin == at; });
    if (same != rewrite_.edits.end())
      same->text += stage;
    else
      rewrite_.edits.push_back({{at, at}, std::move(stage)});
    std::ranges::stable_sort(rewrite_.edits, {}, [](const Edit& edit) { return edit.span.begin; });
  }

  [[nodiscard]] std::string runtime_stage() {
    std::string text = keyword("FROM ");
    for (const dockerfile::Flag& flag : tree_.instructions[stage_.stage.from].flags)
      if (plan_.shared_until == nullptr) text += std::string(tree_.source->slice(flag.span)) + " ";
    text += plan_.image + end_;
    // The working directory where the build ends; what comes later stays.
    const auto later =
        std::ranges::find_if(stage_.steps, [&](const Step& step) { return step.instruction->index > last_->index; });
    const std::string& folder = later == stage_.steps.end() ? stage_.workdir : later->workdir;
    const auto next = std::find_if(later, stage_.steps.end(),
                                   [](const Step& step) { return step.instruction->kind == Kind::workdir; });
    const bool comes_later = next != stage_.steps.end() && next->instruction->arguments.text().starts_with('/');
    const bool is_set = std::any_of(stage_.steps.begin(), later, [&](const Step& step) {
      return step.instruction->kind == Kind::workdir && !is_shared(*step.instruction);
    });
    const bool is_needed = is_set && !comes_later && !plan_.starts_itself && !folder.empty();
    const std::string workdir = is_needed ? keyword("WORKDIR ") + folder + end_ : std::string();
    // COPY makes its folder with the owner that it gives the files; WORKDIR makes it root's.
    const bool owned = std::ranges::any_of(remade_.owners, [](const std::string& owner) { return !owner.empty(); });
    if (!owned) text += workdir;
    for (const Step& step : stage_.steps) {
      const Instruction& each = *step.instruction;
      if (each.index > last_->index) break;
      const bool env = each.kind == Kind::env && !is_for_build(each) && !is_shared(each);
      if (env || std::ranges::find(args_, &each) != args_.end()) text += as_written(each);
    }
    for (const std::string& line : plan_.env) text += line + end_;
    text += packages();
    for (const Instruction* each : remade_.runs) text += as_written(*each);
    for (std::size_t i = 0; i < plan_.copied.size(); ++i) {
      const Copied& each = plan_.copied[i];
      text += copy_line(each.path, each.to.empty() ? each.path : each.to,
                        i < remade_.owners.size() ? remade_.owners[i] : std::string());
    }
    for (const std::string& line : plan_.copy_lines) {
      text += keyword("COPY ");
      for (const char each : line + "\n")
        if (each == '\n')
          text += end_;
        else
          text += each;
    }
    if (owned) text += workdir;
    if (user_ != nullptr) text += as_written(*user_);
    return text;
  }

  [[nodiscard]] std::string packages() const {
    std::vector<std::string> names = remade_.packages;
    for (const std::string& each : plan_.packages)
      if (std::ranges::find(names, each) == names.end()) names.push_back(each);
    if (names.empty()) return {};
    std::ranges::sort(names);
    std::string list;
    for (const std::string& each : names) list += " " + each;
    const bool alpine = stage_.base.facts != nullptr && stage_.base.facts->package_manager == "apk";
    if (alpine) return keyword("RUN ") + "apk add --no-cache" + list + end_;
    const std::string again = std::string(" ") + tree_.escape + end_ + "    && ";
    return keyword("RUN ") + "apt-get update" + again + "apt-get install -y --no-install-recommends" + list + again +
           "rm -rf /var/lib/apt/lists/*" + end_;
  }

  const SingleStage& stage_;
  const dockerfile::File& tree_;
  const Ecosystem& ecosystem_;
  Plan plan_;
  Remade remade_;
  Rewrite rewrite_;
  const Instruction* last_ = nullptr;
  const Instruction* user_ = nullptr;  // that the runtime stage has to be given
  std::vector<const Instruction*> args_;
  bool small_ = false;
  std::string end_;
  std::string name_;
};

}  // namespace

Rewrite split(const SingleStage& stage, const Ecosystem& ecosystem) {
  return Splitter(stage, ecosystem).make();
}

}  // namespace s1::rules::multi_stage
