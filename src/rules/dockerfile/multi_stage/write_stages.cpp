// SPDX-License-Identifier: Apache-2.0
#include "rules/dockerfile/multi_stage/write_stages.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "facts/base_images.h"
#include "rules/dockerfile_edits.h"

namespace s1::rules::multi_stage {
namespace {

using dockerfile::Instruction;
using dockerfile::Kind;

class Writer {
 public:
  Writer(const SingleStage& stage, const Plan& plan, const Remade& remade, const Settings& settings, Rewrite& rewrite)
      : stage_(stage), tree_(stage.tree), plan_(plan), remade_(remade), settings_(settings), rewrite_(rewrite) {
    const Instruction& first = tree_.instructions[stage_.stage.from];
    small_ = tree_.source->slice(first.keyword).starts_with('f');
    end_ = line_end_at(*tree_.source, first.span.begin);
    if (plan_.shared_until != nullptr)
      image_ = stage_.stage.name ? std::string(stage_.stage.name->raw) : "base";
    else
      image_ = plan_.image;
  }

  void write() {
    const Source& source = *tree_.source;
    if (!stage_.stage.name) {
      const std::uint32_t end = stage_.stage.image.span.end;
      rewrite_.edits.push_back({{end, end}, keyword(" AS ") + (plan_.shared_until != nullptr ? image_ : name_)});
    } else if (plan_.shared_until == nullptr) {
      name_ = stage_.stage.name->raw;
    }
    if (plan_.shared_until != nullptr) {
      const std::uint32_t begin = line_before(tree_, *plan_.shared_until).value_or(plan_.shared_until->span.begin);
      const bool blank = source.slice({0, begin}).ends_with(end_ + end_);
      rewrite_.edits.push_back(
          {{begin, begin},
           (blank ? std::string() : end_) + keyword("FROM ") + image_ + keyword(" AS ") + name_ + end_});
    }
    for (const Edit& each : plan_.build_edits) rewrite_.edits.push_back(each);

    std::string settings;  // that stood before the end of the build
    const Instruction* following = nullptr;
    for (const Step& step : stage_.steps) {
      const Instruction& each = *step.instruction;
      const bool left_out =
          plan_.starts_itself && (each.kind == Kind::cmd || each.kind == Kind::entrypoint || each.kind == Kind::user);
      if (each.index > settings_.last->index) {
        if (following == nullptr) following = &each;
        const Span lines = whole_lines(source, each.span);
        if (left_out) rewrite_.edits.push_back({{line_before(tree_, each).value_or(lines.begin), lines.end}, {}});
        continue;
      }
      const bool dropped = std::ranges::find(remade_.dropped, &each) != remade_.dropped.end();
      if ((!is_setting(each.kind) && !dropped) || is_shared(plan_, each)) continue;
      const Span lines = whole_lines(source, each.span);
      const std::uint32_t begin = line_before(tree_, each).value_or(lines.begin);
      if (!dropped && !left_out) settings += source.slice({begin, lines.end});
      if (!settings.empty() && !settings.ends_with('\n')) settings += end_;
      rewrite_.edits.push_back({{begin, lines.end}, {}});
    }

    std::string stage;
    for (const std::string& line : plan_.build_lines) stage += line + end_;
    const std::uint32_t build_end = after(*settings_.last);
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

 private:
  [[nodiscard]] std::string runtime_stage() const {
    std::string text = keyword("FROM ");
    for (const dockerfile::Flag& flag : tree_.instructions[stage_.stage.from].flags)
      if (plan_.shared_until == nullptr) text += std::string(tree_.source->slice(flag.span)) + " ";
    text += image_ + end_;
    // The working directory where the build ends; what comes later stays.
    const auto later = std::ranges::find_if(
        stage_.steps, [&](const Step& step) { return step.instruction->index > settings_.last->index; });
    const std::string& folder = later == stage_.steps.end() ? stage_.workdir : later->workdir;
    const auto next = std::find_if(later, stage_.steps.end(),
                                   [](const Step& step) { return step.instruction->kind == Kind::workdir; });
    const bool comes_later = next != stage_.steps.end() && next->instruction->arguments.text().starts_with('/');
    const bool is_set = std::any_of(stage_.steps.begin(), later, [&](const Step& step) {
      return step.instruction->kind == Kind::workdir && !is_shared(plan_, *step.instruction);
    });
    const bool is_needed = is_set && !comes_later && !plan_.starts_itself && !folder.empty();
    const std::string workdir = is_needed ? keyword("WORKDIR ") + folder + end_ : std::string();
    // COPY makes its folder with the owner that it gives the files; WORKDIR makes it root's.
    const bool owned = std::ranges::any_of(remade_.owners, [](const std::string& owner) { return !owner.empty(); });
    if (!owned) text += workdir;
    for (const Step& step : stage_.steps) {
      const Instruction& each = *step.instruction;
      if (each.index > settings_.last->index) break;
      const bool env = each.kind == Kind::env && !is_for_build(plan_, each) && !is_shared(plan_, each);
      if (env || std::ranges::find(settings_.args, &each) != settings_.args.end()) text += as_written(each);
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
    if (settings_.user != nullptr) text += as_written(*settings_.user);
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

  const SingleStage& stage_;
  const dockerfile::File& tree_;
  const Plan& plan_;
  const Remade& remade_;
  const Settings& settings_;
  Rewrite& rewrite_;
  bool small_ = false;  // keywords are
  std::string end_;
  std::string name_ = "build";  // of the build's stage
  std::string image_;           // that the runtime stage is FROM
};

}  // namespace

void write_stages(const SingleStage& stage, const Plan& plan, const Remade& remade, const Settings& settings,
                  Rewrite& rewrite) {
  Writer(stage, plan, remade, settings, rewrite).write();
}

}  // namespace s1::rules::multi_stage
