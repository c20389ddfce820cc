// SPDX-License-Identifier: Apache-2.0
// Pipelines and resources as text, for tests: one line an entity, with the line of the file that it stands on. A value
// that is not known has a ? behind it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model/infra_model.h"

namespace s1::test {

class PipelineDump {
 public:
  std::string run(const model::InfraModel& infra) {
    for (const model::Pipeline& pipeline : infra.pipelines) add(pipeline);
    for (const model::Resource& resource : infra.resources) {
      out_ += resource.platform + " " + resource.type + " " + resource.name;
      end_line(resource.place);
    }
    return std::move(out_);
  }

 private:
  static std::string shown(const model::Value& value) {
    std::string text = value.state == model::State::null ? "null" : value.text;
    for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 2))
      text.replace(at, 1, "\\n");
    return value.state == model::State::unknown ? text + "?" : text;
  }
  void add(std::string_view name, const model::Value& value) {
    if (value.state != model::State::absent) out_.append(" ").append(name).append("=").append(shown(value));
  }
  void add(std::string_view name, const std::string& text) {
    if (!text.empty()) out_.append(" ").append(name).append("=").append(text);
  }
  void add(std::string_view name, const std::vector<model::Value>& values) {
    for (const model::Value& value : values) add(name, value);
  }
  void end_line(const model::Place& place) { out_.append(" @").append(std::to_string(place.line)).append("\n"); }

  void add(const model::Pipeline& pipeline) {
    out_ += pipeline.platform;
    add("name", pipeline.name);
    add("on", pipeline.triggers);
    for (const std::string& stage : pipeline.stages) add("stage", stage);
    add("permission", pipeline.permissions);
    add("include", pipeline.includes);
    end_line(pipeline.place);
    for (const model::Job& job : pipeline.jobs) add(job);
  }

  void add(const model::Job& job) {
    out_ += "job " + job.id;
    if (job.name != job.id) add("name", job.name);
    add("stage", job.stage);
    add("needs", job.needs);
    add("image", job.image);
    add("service", job.services);
    add("runner", job.runner);
    add("environment", job.environment);
    add("calls", job.calls);
    add("permission", job.permissions);
    end_line(job.place);
    for (const model::Step& step : job.steps) {
      out_ += "  step";
      add("name", step.name);
      add("uses", step.uses);
      add("run", step.run);
      end_line(step.place);
    }
    for (const model::Artifact& artifact : job.artifacts) {
      out_ += artifact.made ? "  makes " : "  takes ";
      out_ += artifact.name;
      end_line(artifact.place);
    }
    for (const model::Build& build : job.builds) add(build);
  }

  void add(const model::Build& build) {
    out_ += "  build";
    add("context", build.context);
    add("file", build.dockerfile);
    add("target", build.target);
    add("tag", build.tags);
    if (build.pushes) out_ += " pushes";
    if (build.is_inline) out_ += " inline";
    if (build.is_remote) out_ += " remote";
    add("in", build.context_path);
    add("reads", build.dockerfile_path);
    end_line(build.place);
  }

  std::string out_;
};

inline std::string dump(const model::InfraModel& infra) {
  return PipelineDump().run(infra);
}

// Whether every place lies within its file; `sizes` by FileId.
class PlaceCheck {
 public:
  explicit PlaceCheck(std::vector<std::uint32_t> sizes) : sizes_(std::move(sizes)) {}

  bool holds(const model::InfraModel& infra) {
    for (const model::Pipeline& pipeline : infra.pipelines) {
      check(pipeline.place);
      check(pipeline.triggers);
      check(pipeline.permissions);
      check(pipeline.includes);
      for (const model::Job& job : pipeline.jobs) check(job);
    }
    for (const model::Resource& resource : infra.resources) check(resource.place);
    return holds_;
  }

 private:
  void check(const model::Place& place) {
    if (!place.exists()) return;
    if (place.file >= sizes_.size() || place.span.begin > place.span.end || place.span.end > sizes_[place.file])
      holds_ = false;
  }
  void check(const model::Value& value) {
    check(value.place);
    for (const model::Place& origin : value.origins) check(origin);
  }
  void check(const std::vector<model::Value>& values) {
    for (const model::Value& value : values) check(value);
  }
  void check(const model::Job& job) {
    check(job.place);
    check(job.needs);
    check(job.image);
    check(job.services);
    check(job.runner);
    check(job.environment);
    check(job.calls);
    check(job.permissions);
    for (const model::Step& step : job.steps) {
      check(step.place);
      check(step.uses);
      check(step.run);
    }
    for (const model::Artifact& artifact : job.artifacts) check(artifact.place);
    for (const model::Build& build : job.builds) {
      check(build.place);
      check(build.context);
      check(build.dockerfile);
      check(build.target);
      check(build.tags);
    }
  }

  std::vector<std::uint32_t> sizes_;
  bool holds_ = true;
};

}  // namespace s1::test
