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
#include <iterator>
#include <utility>

#include "model/jenkinsfile_reader.h"
#include "model/pipeline_secrets.h"

namespace s1::model {

using groovy::kNoToken;
using groovy::TokenKind;

Pipeline JenkinsfileReader::read() {
  pipeline_.platform = "jenkins";
  if (tokens_.size() > 0) pipeline_.place = tokens_.place(tokens_[0].span);
  for (std::uint32_t i = 0; i < tokens_.size(); ++i) step(i);
  pipeline_.jobs = scope_.take();
  return std::move(pipeline_);
}

void JenkinsfileReader::step(std::uint32_t i) {
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

void JenkinsfileReader::open_block(std::uint32_t i) {
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

bool JenkinsfileReader::is_branch(std::uint32_t i) const {
  if (parallel_.empty() || parallel_.back().depth != scope_.depth() || i < 2 || !tokens_.is_mark(i - 1, ':'))
    return false;
  return tokens_[i - 2].kind == TokenKind::string || !tokens_.word(i - 2).empty();
}

void JenkinsfileReader::expect(const JenkinsCall& call, JenkinsScope::Block block,
                               std::optional<WorkspacePath> folder) {
  if (call.block != kNoToken) pending_.insert_or_assign(call.block, Pending{std::move(block), std::move(folder)});
}

void JenkinsfileReader::on_word(std::uint32_t i) {
  const std::string_view word = tokens_.word(i);
  const bool is_member = i > 0 && tokens_.is_mark(i - 1, '.');
  if (!is_member && tokens_.is_mark(i + 1, '.')) return on_object(i);
  const Handler handler = handler_of(word);
  if (handler == nullptr || (is_member ? !is_step_of_object(i) : !tokens_.begins_call(i))) return on_function(i);
  if (const std::optional<JenkinsCall> call = tokens_.call(i, true)) (this->*handler)(*call);
}

bool JenkinsfileReader::is_step_of_object(std::uint32_t i) const {
  const std::string_view word = tokens_.word(i);
  return word == "sh" || word == "bat" || word == "powershell" || word == "pwsh";
}

void JenkinsfileReader::on_function(std::uint32_t i) {
  if (scope_.top().job != JenkinsScope::kNone || i == 0 || !tokens_.is_mark(i + 1, '(')) return;
  const std::string_view before = tokens_.word(i - 1);
  if (before.empty() || before == "return" || before == "new" || before == "else") return;
  const std::optional<JenkinsCall> call = tokens_.call(i);
  if (!call || call->block == kNoToken) return;
  JenkinsScope::Block block = scope_.inner(JenkinsBlock::plain);
  scope_.make_owner(block, std::string(call->name.substr(0, JenkinsTokens::kMostText)));
  expect(*call, std::move(block));
}

JenkinsfileReader::Handler JenkinsfileReader::handler_of(std::string_view word) {
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

void read_jenkinsfile(const Input& input, InfraModel& model) {
  if (input.groovy == nullptr) return;
  model.pipelines.push_back(JenkinsfileReader(input).read());
  add_secret_names(input, model.pipelines.back());
}

}  // namespace s1::model
