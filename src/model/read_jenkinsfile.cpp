// SPDX-License-Identifier: Apache-2.0
// Brings a Jenkinsfile, declarative or scripted, into the model. Read lightly, by its tokens and braces:
// - A stage is a job; so is a branch of a scripted `parallel`. Steps outside of stages make a job that is named for
// what
//   they are in: the function, the node's label, "post", "pipeline". A stage that only holds others is none.
// - Of the steps, the scripts are taken, and what stashes, archives, triggers other jobs and builds images. `when`,
//   `input`, conditions and loops are not looked at; what a function does stands with the function, not with its
//   caller.
// - Groovy is not evaluated: variables, concatenations and "${…}" are unknown, and variables that hold images are known
//   by their name, wherever they were set. What shared libraries do is not seen.
// - Only `sh` scripts are read for images. Where a build's files lie is known where the Jenkinsfile lies right in the
//   root and checks that out: every declarative pipeline that does not refuse it, and `checkout scm`.
#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "model/image_builds.h"
#include "model/jenkins_call.h"
#include "model/jenkins_scope.h"
#include "model/read.h"
#include "model/workspace_path.h"

namespace s1::model {
namespace {

using groovy::kNoToken;
using groovy::TokenKind;

class JenkinsfileReader {
 public:
  explicit JenkinsfileReader(const Input& input)
      : tokens_(input),
        input_(input),
        workspace_(repository_of(input.path), {"$WORKSPACE", "${WORKSPACE}", "${env.WORKSPACE}"}),
        scope_(workspace_) {}

  Pipeline read() {
    pipeline_.platform = "jenkins";
    if (tokens_.size() > 0) pipeline_.place = tokens_.place(tokens_[0].span);
    for (std::uint32_t i = 0; i < tokens_.size(); ++i) step(i);
    pipeline_.jobs = scope_.take();
    return std::move(pipeline_);
  }

 private:
  using Handler = void (JenkinsfileReader::*)(const JenkinsCall&);
  struct Name {
    std::string_view name;
    Handler handler;
  };
  struct Pending {
    JenkinsScope::Block block;
    std::optional<WorkspacePath> folder;
  };
  // The arguments of a `parallel`.
  struct Parallel {
    std::uint32_t end = 0;  // past their last token
    std::size_t depth = 0;  // of the blocks around them
  };
  // A variable that holds an image.
  struct Held {
    std::size_t job = JenkinsScope::kNone;  // that built it
    std::size_t build = 0;
    Value image;
  };

  static std::optional<std::string> repository_of(std::string_view path) {
    return path.find('/') == std::string_view::npos ? std::optional<std::string>("") : std::nullopt;
  }

  void step(std::uint32_t i) {
    const groovy::Token& token = tokens_[i];
    scope_.close(i);
    while (!parallel_.empty() && parallel_.back().end <= i) parallel_.pop_back();
    if (token.mark == '{') return open_block(i);
    if (token.mark == '@' && tokens_.word(i + 1) == "Library") return on_annotation(i + 1);
    if (token.kind != TokenKind::word) return;
    switch (scope_.top().kind) {
      case JenkinsBlock::agent:
        return in_agent(i);
      case JenkinsBlock::triggers:
        return in_triggers(i);
      case JenkinsBlock::libraries:
        return in_libraries(i);
      default:
        return on_word(i);
    }
  }

  void open_block(std::uint32_t i) {
    if (tokens_[i].partner == kNoToken) return;
    if (const auto found = pending_.find(i); found != pending_.end()) {
      scope_.open(std::move(found->second.block), tokens_[i].partner, std::move(found->second.folder));
      pending_.erase(found);
      return;
    }
    const JenkinsBlock around = scope_.top().kind;
    JenkinsScope::Block block = scope_.inner(around == JenkinsBlock::agent ? around : JenkinsBlock::plain);
    if (is_branch(i)) {
      const TokenRange label{i - 2, i - 1};
      block.job = scope_.add_job(tokens_.value(label).text, tokens_.place(label));
      block.kind = JenkinsBlock::branch;
    }
    scope_.open(std::move(block), tokens_[i].partner, std::nullopt);
  }

  // `name: {` among the arguments of parallel.
  [[nodiscard]] bool is_branch(std::uint32_t i) const {
    if (parallel_.empty() || parallel_.back().depth != scope_.depth() || i < 2 || !tokens_.is_mark(i - 1, ':'))
      return false;
    return tokens_[i - 2].kind == TokenKind::string || !tokens_.word(i - 2).empty();
  }

  void expect(const JenkinsCall& call, JenkinsScope::Block block, std::optional<WorkspacePath> folder = std::nullopt) {
    if (call.block != kNoToken) pending_.insert_or_assign(call.block, Pending{std::move(block), std::move(folder)});
  }

  void on_word(std::uint32_t i) {
    const std::string_view word = tokens_.word(i);
    const bool is_member = i > 0 && tokens_.is_mark(i - 1, '.');
    if (!is_member && tokens_.is_mark(i + 1, '.')) return on_object(i);
    const Handler handler = handler_of(word);
    if (handler == nullptr || (is_member ? !is_step_of_object(i) : !tokens_.begins_call(i))) return on_function(i);
    if (const std::optional<JenkinsCall> call = tokens_.call(i, true)) (this->*handler)(*call);
  }

  // steps.sh, container.sh, this.sh …, as libraries write it.
  [[nodiscard]] bool is_step_of_object(std::uint32_t i) const {
    const std::string_view word = tokens_.word(i);
    return word == "sh" || word == "bat" || word == "powershell" || word == "pwsh";
  }

  // `def name(…) {` outside of stages.
  void on_function(std::uint32_t i) {
    if (scope_.top().job != JenkinsScope::kNone || i == 0 || !tokens_.is_mark(i + 1, '(')) return;
    const std::string_view before = tokens_.word(i - 1);
    if (before.empty() || before == "return" || before == "new" || before == "else") return;
    const std::optional<JenkinsCall> call = tokens_.call(i);
    if (!call || call->block == kNoToken) return;
    JenkinsScope::Block block = scope_.inner(JenkinsBlock::plain);
    scope_.make_owner(block, std::string(call->name.substr(0, JenkinsTokens::kMostText)));
    expect(*call, std::move(block));
  }

  // ---- Structure

  void on_pipeline(const JenkinsCall& call) {
    if (call.block == kNoToken) return;
    pipeline_.place = place_of(call);
    if (input_.source->bytes().find("skipDefaultCheckout") == std::string_view::npos) workspace_.check_out("", true);
  }

  void on_stage(const JenkinsCall& call) {
    const JenkinsArgument* const name = call.argument({"name", ""});
    if (name == nullptr) return;
    const bool is_outermost = scope_.top().job == JenkinsScope::kNone || call.block == kNoToken;
    if (call.block == kNoToken) scope_.top().job = JenkinsScope::kNone;  // the old form holds up to the next one
    const std::size_t job = scope_.add_job(tokens_.text(name), place_of(call));
    if (is_outermost) {
      scope_.job(job).stage = scope_.job(job).id;
      pipeline_.stages.push_back(scope_.job(job).id);
    }
    JenkinsScope::Block block = scope_.inner(JenkinsBlock::stage);
    block.job = job;
    if (call.block != kNoToken)
      expect(call, std::move(block));
    else
      scope_.top().job = job;
  }

  void on_parallel(const JenkinsCall& call) {
    if (!call.arguments.empty()) parallel_.push_back({call.end, scope_.depth()});
  }

  void on_post(const JenkinsCall& call) {
    if (scope_.top().job != JenkinsScope::kNone) return;
    JenkinsScope::Block block = scope_.inner(JenkinsBlock::plain);
    scope_.make_owner(block, "post");
    expect(call, std::move(block));
  }

  void on_node(const JenkinsCall& call) {
    const Value label = tokens_.value(call.argument({"label", ""}));
    JenkinsScope::Block block = scope_.inner(JenkinsBlock::plain);
    if (scope_.top().job == JenkinsScope::kNone) {
      block.agent = scope_.add_agent();
      scope_.make_owner(block, label.text.empty() ? "node" : label.text);
    }
    JenkinsAgent& agent = scope_.agent(scope_.top().job == JenkinsScope::kNone ? block.agent : scope_.agent_here());
    if (!agent.is_set && agent.runner.state == State::absent) agent.runner = label;
    expect(call, std::move(block));
  }

  void on_dir(const JenkinsCall& call) {
    const JenkinsArgument* const path = call.argument({"path", ""});
    if (path == nullptr) return;
    const Value folder = tokens_.value(path);
    expect(call, scope_.inner(JenkinsBlock::plain),
           folder.known() ? workspace_.locate(scope_.folder(), folder.text) : WorkspacePath());
  }
  void on_ws(const JenkinsCall& call) { expect(call, scope_.inner(JenkinsBlock::plain), WorkspacePath()); }

  void on_triggers(const JenkinsCall& call) { expect(call, scope_.inner(JenkinsBlock::triggers)); }
  void on_libraries(const JenkinsCall& call) { expect(call, scope_.inner(JenkinsBlock::libraries)); }

  void in_triggers(std::uint32_t i) {
    if (tokens_.begins_call(i) && tokens_.call(i)) add_trigger(i);
  }
  // properties([pipelineTriggers([cron('…'), …])])
  void on_pipeline_triggers(const JenkinsCall& call) {
    for (std::uint32_t i = call.at + 1; i < call.end; ++i) {
      if (tokens_.word(i).empty() || !tokens_.is_mark(i + 1, '(')) continue;
      add_trigger(i);
      if (tokens_[i + 1].partner != kNoToken) i = tokens_[i + 1].partner;
    }
  }
  void add_trigger(std::uint32_t i) { pipeline_.triggers.push_back(tokens_.name(i)); }

  void in_libraries(std::uint32_t i) {
    if (tokens_.word(i) != "lib") return;
    if (const std::optional<JenkinsCall> call = tokens_.call(i)) on_library(*call);
  }
  void on_library(const JenkinsCall& call) {
    if (const JenkinsArgument* const name = call.argument({"identifier", ""}))
      pipeline_.includes.push_back(tokens_.value(name));
  }
  // @Library('a@1') _, @Library(['a', 'b']), @Library(value = 'a', changelog = false)
  void on_annotation(std::uint32_t i) {
    if (!tokens_.is_mark(i + 1, '(') || tokens_[i + 1].partner == kNoToken) return;
    for (std::uint32_t k = i + 2; k < tokens_[i + 1].partner; ++k)
      if (tokens_[k].kind == TokenKind::string) pipeline_.includes.push_back(tokens_.value(TokenRange{k, k + 1}));
  }

  // ---- Agents

  void on_agent(const JenkinsCall& call) {
    JenkinsAgent& agent = scope_.agent(scope_.agent_here());
    const std::string_view word = tokens_.word(call.at + 1);
    if (word == "any" || word == "none") {
      agent.is_set = true;
      if (word == "any") agent.runner = tokens_.name(call.at + 1);
    } else if (call.block != kNoToken) {
      agent.is_set = true;
      expect(call, scope_.inner(JenkinsBlock::agent));
    }
  }

  void in_agent(std::uint32_t i) {
    const std::string_view word = tokens_.word(i);
    if (!tokens_.begins_call(i)) return;
    const std::optional<JenkinsCall> call = tokens_.call(i);
    if (!call) return;
    JenkinsAgent& agent = scope_.agent(scope_.agent_here());
    const Value value = tokens_.value(call->argument({""}));
    if (word == "label") agent.runner = value;
    if (word == "image" || (word == "docker" && value.state != State::absent)) agent.image = value;
    if (word == "kubernetes" && agent.runner.state == State::absent) agent.runner = tokens_.name(i);
    if (word == "dockerfile") {
      agent.build.emplace().place = place_of(*call);
      locate(*agent.build);
    }
    if (!agent.build || (word != "filename" && word != "dir")) return;
    (word == "dir" ? agent.build->context : agent.build->dockerfile) = value;
    locate(*agent.build);
  }

  // The file is named from the folder `dir`, which is the context too.
  void locate(Build& build) const {
    const bool known = build.context.state == State::absent || build.context.known();
    const WorkspacePath context = known ? workspace_.locate("", build.context.text) : WorkspacePath();
    build.context_path = workspace_.in_root(context);
    const std::string_view file = build.dockerfile.text;
    build.dockerfile_path = workspace_.in_root(workspace_.locate(context, file.empty() ? "Dockerfile" : file));
  }

  // ---- Steps

  std::size_t job_of(const JenkinsCall& call) { return scope_.job_at(place_of(call)); }

  void on_script(const JenkinsCall& call) {
    const JenkinsArgument* const script = call.argument({"script", ""});
    if (script == nullptr) return;
    const std::size_t job = job_of(call);
    Step step;
    step.name = tokens_.text(call.argument({"label"}));
    step.run = tokens_.script(script->value);
    step.place = place_of(call);
    if (step.run.text.size() > kMostScript) step.run.text.resize(kMostScript);
    scope_.job(job).steps.push_back(std::move(step));
    if (call.name != "sh") return scope_.made().mention(tokens_.script(script->value).text);
    if (const std::optional<ScriptText> text = tokens_.script_text(script->value)) {
      WorkspacePath folder = scope_.folder();
      scope_.builds(job).add_script(*text, folder);
    }
  }

  void on_stash(const JenkinsCall& call) {
    add_artifact(call, {"name", ""}, true);
    const Value name = tokens_.value(call.argument({"name", ""}));
    const Value files = tokens_.value(call.argument({"includes"}));
    stashes_[name.known() ? name.text : std::string()] = files.known() ? files.text : std::string();
  }
  void on_unstash(const JenkinsCall& call) {
    add_artifact(call, {"name", ""}, false);
    const Value name = tokens_.value(call.argument({"name", ""}));
    const auto stash = name.known() ? stashes_.find(name.text) : stashes_.end();
    std::string_view files = stash == stashes_.end() ? std::string_view() : stash->second;
    do {  // a list of patterns
      const std::size_t comma = std::min(files.size(), files.find(','));
      std::string_view pattern = files.substr(0, comma);
      pattern.remove_prefix(std::min(pattern.size(), pattern.find_first_not_of(' ')));
      scope_.made().hand_over(pattern);
      files.remove_prefix(std::min(files.size(), comma + 1));
    } while (!files.empty());
  }
  // From other builds: their files are not known.
  void on_copy(const JenkinsCall& /*call*/) { scope_.made().hand_over_anything(); }
  void on_write(const JenkinsCall& call) {
    if (const JenkinsArgument* const file = call.argument({"file", ""})) scope_.made().hand_over(tokens_.text(file));
  }
  void on_archive(const JenkinsCall& call) { add_artifact(call, {"artifacts", "includes", ""}, true); }
  void add_artifact(const JenkinsCall& call, std::initializer_list<std::string_view> names, bool made) {
    const JenkinsArgument* const name = call.argument(names);
    if (name != nullptr) scope_.job(job_of(call)).artifacts.push_back({tokens_.text(name), made, place_of(call)});
  }

  void on_build(const JenkinsCall& call) {
    const JenkinsArgument* const name = call.argument({"job", ""});
    if (name == nullptr) return;
    Job& job = scope_.job(job_of(call));
    if (job.calls.state == State::absent) job.calls = tokens_.value(name);
  }

  void on_checkout(const JenkinsCall& call) {
    const JenkinsArgument* const what = call.argument({"scm", ""});
    const bool own =
        what != nullptr && what->value.end - what->value.begin == 1 && tokens_.word(what->value.begin) == "scm";
    workspace_.check_out(scope_.folder(), own);
  }
  void on_git(const JenkinsCall& call) {
    if (!call.arguments.empty()) workspace_.check_out(scope_.folder(), false);
  }

  // ---- Images

  // docker.build(…), docker.image(…).inside, app.push()
  void on_object(std::uint32_t i) {
    const std::string_view method = tokens_.word(i + 2);
    const bool is_docker = tokens_.word(i) == "docker";
    if (is_docker && (method == "build" || method == "image")) return on_docker(i);
    if (method != "push" && method != "inside" && method != "withRun") return;
    const auto held = images_.find(tokens_.word(i));
    if (held != images_.end()) use(held->second, method, place_of_method(i, i + 2));
  }

  void on_docker(std::uint32_t i) {
    const std::optional<JenkinsCall> call = tokens_.call(i + 2, true);
    if (!call || call->arguments.empty()) return;
    const Place place = tokens_.place(TokenRange{i, call->end});
    Held held;
    held.image = tokens_.value(call->argument({""}));
    if (call->name == "build") {
      held.job = scope_.job_at(place);
      held.build = build(*call, held, place);
    }
    if (i > 1 && tokens_.is_mark(i - 1, '=') && !tokens_.word(i - 2).empty())
      images_.insert_or_assign(tokens_.word(i - 2), held);
    if (!tokens_.is_mark(call->end, '.')) return;
    const std::string_view method = tokens_.word(call->end + 1);
    if (method == "push" || method == "inside" || method == "withRun")
      use(held, method, place_of_method(i, call->end + 1));
  }

  std::size_t build(const JenkinsCall& call, const Held& held, Place place) {
    ScriptText arguments{&input_, {}, {}};
    ImageBuilds& builds = scope_.builds(held.job);
    if (call.arguments.size() > 1) {
      std::optional<ScriptText> given = tokens_.script_text(call.arguments[1].value);
      if (!given) {
        Build unknown;
        unknown.place = place;
        unknown.context = unknown.dockerfile = unknown.target = tokens_.value(call.arguments[1].value);
        unknown.tags.push_back(held.image);
        return builds.add(std::move(unknown));
      }
      arguments = *std::move(given);
    }
    return builds.add_docker_build(held.image, arguments, scope_.folder(), place);
  }

  void use(const Held& held, std::string_view method, Place place) {
    const std::size_t job = scope_.job_at(place);
    if (method == "push") {
      if (held.job == job)
        scope_.builds(job).push(held.build);
      else
        scope_.builds(job).push(held.image, place);
      return;
    }
    JenkinsAgent& agent = scope_.agent(scope_.agent_here());
    if (agent.image.state == State::absent) agent.image = held.image;
  }

  [[nodiscard]] Place place_of(const JenkinsCall& call) const { return tokens_.place(TokenRange{call.at, call.end}); }
  [[nodiscard]] Place place_of_method(std::uint32_t object, std::uint32_t method) const {
    return tokens_.place(TokenRange{object, method + 1});
  }

  static Handler handler_of(std::string_view word) {
    static constexpr Name kNames[] = {
        // sorted
        {"agent", &JenkinsfileReader::on_agent},
        {"archive", &JenkinsfileReader::on_archive},
        {"archiveArtifacts", &JenkinsfileReader::on_archive},
        {"bat", &JenkinsfileReader::on_script},
        {"build", &JenkinsfileReader::on_build},
        {"checkout", &JenkinsfileReader::on_checkout},
        {"copyArtifacts", &JenkinsfileReader::on_copy},
        {"dir", &JenkinsfileReader::on_dir},
        {"git", &JenkinsfileReader::on_git},
        {"libraries", &JenkinsfileReader::on_libraries},
        {"library", &JenkinsfileReader::on_library},
        {"node", &JenkinsfileReader::on_node},
        {"parallel", &JenkinsfileReader::on_parallel},
        {"pipeline", &JenkinsfileReader::on_pipeline},
        {"pipelineTriggers", &JenkinsfileReader::on_pipeline_triggers},
        {"post", &JenkinsfileReader::on_post},
        {"powershell", &JenkinsfileReader::on_script},
        {"pwsh", &JenkinsfileReader::on_script},
        {"sh", &JenkinsfileReader::on_script},
        {"stage", &JenkinsfileReader::on_stage},
        {"stash", &JenkinsfileReader::on_stash},
        {"triggers", &JenkinsfileReader::on_triggers},
        {"unarchive", &JenkinsfileReader::on_copy},
        {"unstash", &JenkinsfileReader::on_unstash},
        {"unzip", &JenkinsfileReader::on_copy},
        {"writeFile", &JenkinsfileReader::on_write},
        {"ws", &JenkinsfileReader::on_ws},
    };
    const Name* const found = std::ranges::lower_bound(kNames, word, {}, &Name::name);
    return found != std::end(kNames) && found->name == word ? found->handler : nullptr;
  }

  JenkinsTokens tokens_;
  const Input& input_;
  JobWorkspace workspace_;
  JenkinsScope scope_;
  Pipeline pipeline_;
  std::unordered_map<std::uint32_t, Pending> pending_;  // by opening brace: what is known of it before it comes
  std::vector<Parallel> parallel_;                      // that are open
  std::unordered_map<std::string_view, Held> images_;
  std::unordered_map<std::string, std::string> stashes_;  // the patterns of their files, by name
};

}  // namespace

void read_jenkinsfile(const Input& input, InfraModel& model) {
  if (input.source != nullptr) model.pipelines.push_back(JenkinsfileReader(input).read());
}

}  // namespace s1::model
