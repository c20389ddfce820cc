// SPDX-License-Identifier: Apache-2.0
#include "rules/unbuilt_images.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "facts/base_images.h"
#include "facts/official_images.h"
#include "model/image_name.h"
#include "rules/between_files.h"

namespace s1::rules {
namespace {

constexpr std::size_t kShortest = 6;  // two shorter names that differ in one letter may both be meant

constexpr std::size_t kMostCompared = 100;  // names of one owner: each is held against every image that is run

bool is_letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

// Without what parts its words: web-api, web_api and webapi are easily taken for each other.
std::string squashed(std::string_view name) {
  std::string result;
  for (const char c : name)
    if (c != '-' && c != '_' && c != '.') result += c;
  return result;
}

// One letter too many, or another one; never a digit, which tells one image from the next.
bool differ_in_a_letter(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (a.size() < kShortest || b.size() - a.size() > 1) return false;
  const auto [in_a, in_b] = std::ranges::mismatch(a, b);
  if (in_b == b.end() || !is_letter(*in_b)) return false;
  const auto at = static_cast<std::size_t>(in_b - b.begin());
  if (a.size() != b.size()) return a.substr(at) == b.substr(at + 1);
  return is_letter(*in_a) && a.substr(at + 1) == b.substr(at + 1);
}

struct Built {
  std::string name;  // without tag
  const model::Value* tag = nullptr;
};

class Names {
 public:
  explicit Names(const model::InfraModel& model) {
    for (const model::Service& service : model.services) {
      if (!service.build) continue;
      // Without a name of its own it is called after the project, which a variable may name, and the service.
      if (service.build->tags.empty()) services_.insert(service.container.name);
      for (const model::Value& tag : service.build->tags) add(tag);
    }
    for (const model::Pipeline& pipeline : model.pipelines)
      for (const model::Job& job : pipeline.jobs)
        for (const model::Build& build : job.builds)
          for (const model::Value& tag : build.tags) add(tag);
  }

  // Whether a build may give an image any name.
  [[nodiscard]] bool are_open() const { return open_; }

  [[nodiscard]] bool has(const std::string& name) const {
    if (built_.contains(name) || services_.contains(name)) return true;
    for (std::size_t at = name.find_first_of("-_"); at != std::string::npos; at = name.find_first_of("-_", at + 1))
      if (services_.contains(std::string_view(name).substr(at + 1))) return true;
    return false;
  }

  // The one that is called almost the same, of the same registry and owner; null where there is none, or several.
  [[nodiscard]] const Built* near(const std::string& name) const {
    const std::size_t slash = name.rfind('/');
    const std::string owner = name.substr(0, slash == std::string::npos ? 0 : slash + 1);
    const std::string_view last = std::string_view(name).substr(owner.size());
    const Built* found = nullptr;
    const auto group = by_owner_.find(owner);
    if (group == by_owner_.end() || group->second.size() > kMostCompared) return nullptr;
    const std::string squashed_last = squashed(last);
    for (const Built& each : group->second) {
      const std::string_view other = std::string_view(each.name).substr(owner.size());
      // With an owner it may be another repository's image; without one no registry has it.
      const bool is_near = squashed(other) == squashed_last || (owner.empty() && differ_in_a_letter(last, other));
      if (!is_near) continue;
      if (found != nullptr) return nullptr;
      found = &each;
    }
    return found;
  }

 private:
  void add(const model::Value& tag) {
    if (tag.state == model::State::absent || tag.state == model::State::null) return;
    const auto written = model::repository_of(tag);
    if (!written) {
      open_ = true;
      return;
    }
    std::string name(facts::short_image_name(*written));
    if (!built_.insert(name).second) return;
    const std::size_t slash = name.rfind('/');
    std::vector<Built>& group = by_owner_[name.substr(0, slash == std::string::npos ? 0 : slash + 1)];
    group.push_back({std::move(name), &tag});
  }

  std::set<std::string, std::less<>> built_;
  std::map<std::string, std::vector<Built>, std::less<>> by_owner_;
  std::set<std::string, std::less<>> services_;
  bool open_ = false;
};

// Of one Compose project: the images that it builds, by name.
using Tags = std::map<std::string, std::vector<const model::Value*>, std::less<>>;

std::map<std::string_view, Tags> tags_by_project(const model::InfraModel& model) {
  std::map<std::string_view, Tags> result;
  for (const model::Service& service : model.services)
    if (service.build)
      for (const model::Value& tag : service.build->tags)
        if (const auto name = model::repository_of(tag)) result[service.project][*name].push_back(&tag);
  return result;
}

class Reporter {
 public:
  Reporter(const model::InfraModel& model, Sink& out) : names_(model), projects_(tags_by_project(model)), out_(out) {}

  // `project`: empty for what is no Compose service.
  void look_at(const model::Container& container, std::string_view project, const std::string& resource) {
    const auto written = model::repository_of(container.image);
    if (!written || names_.are_open()) return;
    const std::string name(facts::short_image_name(*written));
    const bool is_local = !name.contains('/');
    if (is_local && facts::is_official_image(name)) return;
    if (names_.has(name)) {
      if (is_local && !project.empty()) look_at_tag(container, project, *written, resource);
      return;
    }
    const Built* const built = names_.near(name);
    if (built == nullptr) return;
    report(container, "No build of this repository gives an image the name " + name + "; is " + built->name + " meant?",
           *built->tag, "an image is built under this name", resource);
  }

 private:
  // No registry has an image without an owner, so that one with a tag that the project does not build is nowhere.
  void look_at_tag(const model::Container& container, std::string_view project, const std::string& name,
                   const std::string& resource) {
    const auto wanted = model::reference_of(container.image);
    const auto tags = projects_.find(project);
    if (!wanted || tags == projects_.end()) return;
    const auto built = tags->second.find(name);
    if (built == tags->second.end()) return;
    std::string first;
    for (const model::Value* tag : built->second) {
      const auto reference = model::reference_of(*tag);
      if (!reference || *reference == *wanted) return;
      if (first.empty()) first = *reference;
    }
    report(container, "The project builds " + first + " and runs " + *wanted + ", which nothing builds",
           *built->second.front(), "it is built under this name", resource);
  }

  void report(const model::Container& container, std::string message, const model::Value& built, std::string related,
              const std::string& resource) {
    Report report = report_at(container.image.place, std::move(message));
    report.resource = resource;
    if (built.place.exists()) report.related.push_back(related_at(built.place, std::move(related)));
    out_.report(std::move(report));
  }

  Names names_;
  std::map<std::string_view, Tags> projects_;
  Sink& out_;
};

}  // namespace

void report_unbuilt_images(const model::InfraModel& model, model::Entity runner, Sink& out) {
  Reporter reporter(model, out);
  if (runner == model::Entity::service) {
    for (const model::Service& service : model.services)
      if (!service.build) reporter.look_at(service.container, service.project, service.container.name);
    return;
  }
  // A kustomization may give any image another name.
  if (!model.kustomizations.empty()) return;
  for (const model::Workload& workload : model.workloads)
    for (const model::Container& container : workload.containers)
      reporter.look_at(container, {}, workload.kind + "/" + workload.name);
}

}  // namespace s1::rules
