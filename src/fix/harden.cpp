// SPDX-License-Identifier: Apache-2.0
#include "fix/harden.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "engine/request.h"
#include "engine/scan.h"
#include "fix/join_hardenings.h"
#include "fix/prove.h"
#include "fix/work.h"
#include "syntax/dockerfile/ast.h"
#include "text/edit.h"
#include "text/hash.h"
#include "text/source.h"
#include "workspace/text_file.h"
#include "workspace/write_file.h"

namespace s1::fix {
namespace {

constexpr std::string_view kPlatform = "dockerfile";

Level level_of(const engine::Finding& finding) {
  if (is_advice(*finding.rule) && !finding.needs_build) return Level::all;
  if (finding.fix == rules::Fix::safe) return Level::safe;
  return finding.needs_build ? Level::recommended : Level::all;
}

engine::Request asked(const HardenRequest& request, bool every_rule) {
  engine::Request wanted;
  wanted.platforms = {std::string(kPlatform)};
  wanted.use_config = request.use_config;
  if (every_rule) {
    wanted.profile = engine::Depth::all;
    wanted.min_severity = rules::Severity::info;
  }
  return wanted;
}

// The end of what a stage's lines are, with the last line's own end.
std::uint32_t end_of(const dockerfile::File& file, const dockerfile::Stage& stage) {
  const Source& source = *file.source;
  const std::uint32_t last = stage.instructions.empty() ? stage.from : stage.instructions.back();
  std::uint32_t end = file.instructions[last].span.end;
  while (end < source.size() && source.bytes()[end] != '\n') ++end;
  return std::min(end + 1, source.size());
}

// One stage as what is built: of each Dockerfile that has it, the text up to the stage's end stands in for the whole,
// and what the stage does not need is left alone. Nothing named: everything as it is.
class Target {
 public:
  Target(const workspace::Root& root, const engine::ScanResult& scan, std::uint64_t most, const std::string& name)
      : all_(name.empty()) {
    if (all_) return;
    for (const workspace::File& file : scan.files) {
      if (file.kind != workspace::FileKind::dockerfile) continue;
      Result<std::string> text = root.read(file.path, most);
      if (!text || workspace::not_text(file.path, *text)) continue;
      const Source source{*text};
      const dockerfile::File tree = dockerfile::File::parse(source);
      const dockerfile::Stage* const stage = tree.target(name);
      if (stage == nullptr) continue;
      File& kept = files_[file.path];
      const std::uint32_t end = end_of(tree, *stage);
      kept.rest = text->substr(end);
      text->resize(end);
      texts_.emplace(file.path, *std::move(text));
      const std::vector<bool> needed = tree.reachable(*stage);
      for (const dockerfile::Instruction& each : tree.instructions)
        if (each.stage >= 0 && !needed[static_cast<std::size_t>(each.stage)]) kept.needless.push_back(each.span);
    }
  }

  [[nodiscard]] bool found() const { return all_ || !files_.empty(); }
  // By path; null where nothing is named.
  [[nodiscard]] const engine::Overlay* texts() const { return all_ ? nullptr : &texts_; }
  // What follows the stage in its file.
  [[nodiscard]] std::string_view rest(std::string_view path) const {
    const auto at = files_.find(path);
    return at == files_.end() ? std::string_view() : at->second.rest;
  }
  [[nodiscard]] bool needs(const engine::Finding& finding) const {
    if (all_) return true;
    const auto at = files_.find(finding.path);
    return at != files_.end() &&
           std::ranges::none_of(at->second.needless, [&](Span span) { return span.contains(finding.span); });
  }

 private:
  struct File {
    std::string rest;
    std::vector<Span> needless;
  };
  bool all_;
  std::map<std::string, File, std::less<>> files_;
  engine::Overlay texts_;
};

// The files beside the Dockerfiles, and what the fixes make of them.
class OtherFiles {
 public:
  explicit OtherFiles(const workspace::Root& root, std::uint64_t most) : root_(root), most_(most) {}

  // Why it cannot be done; nothing: it is.
  [[nodiscard]] std::optional<std::string> apply(const rules::OtherFile& change) {
    auto at = files_.find(change.path);
    if (change.text) {
      if (at != files_.end()) return at->second.now == *change.text ? std::nullopt : std::optional<std::string>(kTwice);
      if (root_.read(change.path, most_)) return change.path + " is there already";
      files_[change.path] = {std::nullopt, *change.text, {}};
      return std::nullopt;
    }
    if (at == files_.end()) {
      Result<std::string> text = root_.read(change.path, most_);
      if (!text) return text.error().what;
      at = files_.emplace(change.path, State{*text, *text, {}}).first;
    }
    State& state = at->second;
    if (state.edits == change.edits) return std::nullopt;  // another stage's finding asks for the same
    if (!state.before || !state.edits.empty()) return std::string(kTwice);
    Result<std::string> after = s1::apply(*state.before, change.edits);
    if (!after) return after.error().what;
    state.edits = change.edits;
    state.now = *std::move(after);
    return std::nullopt;
  }

  void add_to(std::vector<FixedFile>& files) const {
    for (const auto& [path, state] : files_) {
      if (state.before)
        files.push_back({{path, Change{state.edits, hash128(*state.before)}}, *state.before, state.now});
      else
        files.push_back({{path, Create{state.now}}, {}, state.now});
    }
  }

 private:
  static constexpr std::string_view kTwice = "two changes of the same file; run again";
  struct State {
    std::optional<std::string> before;  // nothing: it is made
    std::string now;
    std::vector<Edit> edits;
  };
  const workspace::Root& root_;
  std::uint64_t most_;
  std::map<std::string, State, std::less<>> files_;
};

void add_change(const std::string& path, const Step& step, Hardening& result) {
  result.changes.push_back({path, step.finding.rule, level_of(step.finding), step.line, step.before, step.after,
                            step.finding.message, step.finding.checked});
}

// What a file's work came to. `beside`: the changes of other files.
void add_file(const Job& job, const std::function<std::string(const engine::Finding&)>& held_back, OtherFiles& beside,
              Hardening& result) {
  const auto skip = [&](const engine::Finding& finding, std::uint32_t line, std::string why) {
    result.skipped.push_back({job.path, finding.rule, line, std::move(why)});
  };
  std::set<std::string_view> made;  // by fingerprint
  if (job.fixer) {
    for (const Step& step : job.fixer->steps()) {
      made.insert(step.finding.fingerprint);
      for (const rules::OtherFile& each : step.finding.other_files)
        if (std::optional<std::string> why = beside.apply(each)) skip(step.finding, step.line, *std::move(why));
      add_change(job.path, step, result);
    }
    for (const FileFixer::Outcome& each : job.fixer->outcomes())
      if (each.grade != rules::Fix::none) made.insert(each.finding->fingerprint);
  }
  std::map<std::string_view, std::string> tried;
  if (job.fixer)
    for (const FileFixer::Outcome& each : job.fixer->outcomes())
      if (each.grade == rules::Fix::none) tried.emplace(each.finding->fingerprint, each.why);

  for (const engine::Finding* finding : job.findings) {
    if (made.contains(finding->fingerprint)) continue;
    const std::uint32_t line = finding->begin.line;
    if (finding->fix == rules::Fix::none) {
      if (finding->hindrance) {
        const engine::RelatedPlace& place = *finding->hindrance;
        const bool here = place.path == job.path && place.line != 0;
        skip(*finding, here ? place.line : line,
             here || place.path == job.path
                 ? place.message
                 : place.message + " (" + place.path + ":" + std::to_string(place.line) + ")");
      }
      continue;
    }
    if (std::string why = held_back(*finding); !why.empty()) {
      skip(*finding, line, std::move(why));
      continue;
    }
    if (finding->edits.empty()) {  // all of the fix lies beside
      std::optional<std::string> why;
      for (const rules::OtherFile& each : finding->other_files)
        if (!why) why = beside.apply(each);
      if (why) {
        skip(*finding, line, *std::move(why));
      } else {
        add_change(job.path, Step{*finding, line, {}, {}}, result);
      }
      continue;
    }
    const auto at = tried.find(finding->fingerprint);
    skip(*finding, line,
         at != tried.end()    ? at->second
         : job.unread.empty() ? "the file changed since it was scanned; run again"
                              : job.unread);
  }
}

// Once over all Dockerfiles. Guards also look at files beside theirs, a .dockerignore or another Dockerfile: where such
// a one changed, they may say something else now.
struct Pass {
  Hardening hardening;
  bool may_show_elsewhere = false;
};

std::expected<Pass, std::vector<Error>> pass(const workspace::Root& root, std::string_view start,
                                             const HardenRequest& request) {
  const auto scan_with = [&](bool every_rule, const engine::Overlay* overlay) {
    engine::ScanOptions options;
    options.threads = request.threads;
    options.cancelled = request.cancelled;
    options.overlay = overlay;
    options.last_stage_alone = !request.target.empty();
    if (every_rule) options.progress = request.progress;
    return engine::answer(root, start, asked(request, every_rule), std::move(options));
  };

  // 1. What there is to do.
  std::expected<engine::Answer, std::vector<Error>> answer = scan_with(true, nullptr);
  if (!answer) return std::unexpected(answer.error());
  std::set<std::string> dockerfiles;
  for (const workspace::File& file : answer->scan.files)
    if (file.kind == workspace::FileKind::dockerfile) dockerfiles.insert(file.path);
  if (dockerfiles.empty())
    return std::unexpected(std::vector<Error>{
        {"no-dockerfile", std::string(start), "there is no Dockerfile here", "name one, or a folder that has some"}});
  const Target target(root, answer->scan, answer->limits.file_bytes, request.target);
  if (!target.found())
    return std::unexpected(
        std::vector<Error>{{"unknown-target", std::string(start), "no Dockerfile here has a stage " + request.target,
                            "name a stage as FROM … AS names it"}});

  if (target.texts() != nullptr) answer = scan_with(true, target.texts());
  if (!answer) return std::unexpected(answer.error());
  const engine::ScanResult& scan = answer->scan;

  // 2. The fixes. What moves things about goes first: the smaller fixes then look at what it left.
  const auto held_back = [&](const engine::Finding& finding) {
    const Level level = level_of(finding);
    if (level <= request.level) return std::string();
    if (finding.fix == rules::Fix::safe && level == Level::all)
      return std::string("it is advice that not everyone wants, and left to level all");
    return level == Level::all
               ? std::string("it may change what the image does, and is left to level all")
               : std::string("only a build can show that it changes nothing else, and it is left to level recommended");
  };
  const auto chosen = [&](const engine::Finding& finding) { return target.needs(finding); };
  const auto goes_first = [](const engine::Finding& a, const engine::Finding& b) {
    return a.needs_build && !b.needs_build;
  };
  std::vector<Job> jobs = jobs_of(scan, chosen);
  const Means means{root, std::string(start), answer->limits,         request.threads, request.cancelled,
                    {},   target.texts(),     !request.target.empty()};
  (void)fix_in_rounds(means, scan, jobs, {chosen, held_back, goes_first});
  if (request.cancelled.stop_requested())
    return std::unexpected(std::vector<Error>{{"cancelled", {}, "the run was cancelled", {}}});

  // 3. What came of it.
  Hardening result;
  OtherFiles beside(root, answer->limits.file_bytes);
  engine::Overlay after;
  if (target.texts() != nullptr) after = *target.texts();
  for (const Job& job : jobs) {
    add_file(job, held_back, beside, result);
    if (!job.fixer || job.fixer->text() == job.fixer->old_text()) continue;
    const std::string rest(target.rest(job.path));
    const std::string old_text = job.fixer->old_text() + rest;
    result.files.push_back(
        {{job.path, Change{job.fixer->edits(), hash128(old_text)}}, old_text, job.fixer->text() + rest});
    after[job.path] = job.fixer->text();
  }
  beside.add_to(result.files);
  std::ranges::stable_sort(result.skipped, {},
                           [](const HardenSkip& each) { return std::tuple(std::string_view(each.path), each.line); });
  std::ranges::copy_if(scan.diagnostics, std::back_inserter(result.unread),
                       [](const engine::Diagnostic& each) { return each.line == 0; });
  const auto before = scan_with(false, target.texts());
  const auto then = scan_with(false, &after);
  if (!before) return std::unexpected(before.error());
  if (!then) return std::unexpected(then.error());
  result.findings_before = before->scan.findings.size();
  result.findings_after = then->scan.findings.size();
  const auto is_beside = [&](const FixedFile& file) { return !dockerfiles.contains(file.edit.path); };
  const bool shows = dockerfiles.size() > 1 ? !result.files.empty() : std::ranges::any_of(result.files, is_beside);
  return Pass{std::move(result), shows};
}

constexpr int kMostPasses = 4;

}  // namespace

std::string_view name(Level level) {
  switch (level) {
    case Level::safe:
      return "safe";
    case Level::recommended:
      return "recommended";
    case Level::all:
      return "all";
  }
  return {};
}

std::expected<Hardening, std::vector<Error>> harden(const workspace::Root& root, std::string_view start,
                                                    const HardenRequest& request) {
  std::expected<Pass, std::vector<Error>> next = pass(root, start, request);
  if (!next) return std::unexpected(next.error());
  Hardening result = std::move(next->hardening);
  bool again = next->may_show_elsewhere;
  HardenRequest more = request;
  more.progress = {};  // it has come to its end
  for (int done = 1; again && done < kMostPasses; ++done) {
    workspace::Root::Texts texts;
    for (const FixedFile& file : result.files) texts.emplace(file.edit.path, file.new_text);
    const Result<workspace::Root> left = root.as_if(std::move(texts));
    if (!left) return std::unexpected(std::vector<Error>{left.error()});
    next = pass(*left, start, more);
    if (!next) return std::unexpected(next.error());
    again = !next->hardening.files.empty();
    result = joined(std::move(result), std::move(next->hardening));
  }
  return result;
}

}  // namespace s1::fix
