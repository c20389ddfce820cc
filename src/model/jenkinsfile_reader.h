// SPDX-License-Identifier: Apache-2.0
// One Jenkinsfile while it is read; read_jenkinsfile.cpp says how lightly. Its methods stand in three files: what goes
// where (read_jenkinsfile.cpp), what holds steps (jenkinsfile_structure.cpp), and the steps (jenkinsfile_steps.cpp).
#pragma once
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/image_builds.h"
#include "model/jenkins_call.h"
#include "model/jenkins_scope.h"
#include "model/read.h"
#include "model/workspace_path.h"

namespace s1::model {

class JenkinsfileReader {
 public:
  explicit JenkinsfileReader(const Input& input)
      : tokens_(input),
        input_(input),
        workspace_(repository_of(input.path), {"$WORKSPACE", "${WORKSPACE}", "${env.WORKSPACE}"}),
        scope_(workspace_) {}

  Pipeline read();

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

  void step(std::uint32_t i);
  void open_block(std::uint32_t i);
  // `name: {` among the arguments of parallel.
  [[nodiscard]] bool is_branch(std::uint32_t i) const;
  void expect(const JenkinsCall& call, JenkinsScope::Block block, std::optional<WorkspacePath> folder = std::nullopt);
  void on_word(std::uint32_t i);
  // steps.sh, container.sh, this.sh …, as libraries write it.
  [[nodiscard]] bool is_step_of_object(std::uint32_t i) const;
  // `def name(…) {` outside of stages.
  void on_function(std::uint32_t i);
  static Handler handler_of(std::string_view word);

  // ---- Structure
  void on_pipeline(const JenkinsCall& call);
  void on_stage(const JenkinsCall& call);
  void on_parallel(const JenkinsCall& call);
  void on_post(const JenkinsCall& call);
  void on_node(const JenkinsCall& call);
  void on_dir(const JenkinsCall& call);
  void on_ws(const JenkinsCall& call) { expect(call, scope_.inner(JenkinsBlock::plain), WorkspacePath()); }
  void on_triggers(const JenkinsCall& call) { expect(call, scope_.inner(JenkinsBlock::triggers)); }
  void on_libraries(const JenkinsCall& call) { expect(call, scope_.inner(JenkinsBlock::libraries)); }
  void in_triggers(std::uint32_t i);
  // properties([pipelineTriggers([cron('…'), …])])
  void on_pipeline_triggers(const JenkinsCall& call);
  void add_trigger(std::uint32_t i) { pipeline_.triggers.push_back(tokens_.name(i)); }
  void in_libraries(std::uint32_t i);
  void on_library(const JenkinsCall& call);
  // @Library('a@1') _, @Library(['a', 'b']), @Library(value = 'a', changelog = false)
  void on_annotation(std::uint32_t i);

  // ---- Agents
  void on_agent(const JenkinsCall& call);
  void in_agent(std::uint32_t i);
  // The file is named from the folder `dir`, which is the context too.
  void locate(Build& build) const;

  // ---- Steps
  std::size_t job_of(const JenkinsCall& call) { return scope_.job_at(place_of(call)); }
  void on_script(const JenkinsCall& call);
  void on_stash(const JenkinsCall& call);
  void on_unstash(const JenkinsCall& call);
  // From other builds: their files are not known.
  void on_copy(const JenkinsCall& /*call*/) { scope_.made().hand_over_anything(); }
  void on_write(const JenkinsCall& call);
  void on_archive(const JenkinsCall& call) { add_artifact(call, {"artifacts", "includes", ""}, true); }
  void add_artifact(const JenkinsCall& call, std::initializer_list<std::string_view> names, bool made);
  void on_build(const JenkinsCall& call);
  void on_checkout(const JenkinsCall& call);
  void on_git(const JenkinsCall& call);

  // ---- Images
  // docker.build(…), docker.image(…).inside, app.push()
  void on_object(std::uint32_t i);
  void on_docker(std::uint32_t i);
  std::size_t build(const JenkinsCall& call, const Held& held, Place place);
  void use(const Held& held, std::string_view method, Place place);
  [[nodiscard]] Place place_of(const JenkinsCall& call) const { return tokens_.place(TokenRange{call.at, call.end}); }
  [[nodiscard]] Place place_of_method(std::uint32_t object, std::uint32_t method) const;

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

}  // namespace s1::model
