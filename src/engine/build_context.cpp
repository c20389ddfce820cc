// SPDX-License-Identifier: Apache-2.0
#include "engine/build_context.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "workspace/ignore.h"
#include "workspace/kind.h"
#include "workspace/look.h"
#include "workspace/names.h"

namespace s1::engine {
namespace {

using workspace::Found;

constexpr std::size_t kIgnoreBytes = 1024 * std::size_t{1024};
// Of one Dockerfile. With more contexts than this, nothing is said of its sources.
constexpr std::size_t kMostContexts = 16;
constexpr std::size_t kMostUnreachable = 100;

// Where builds put what they make.
constexpr std::array<std::string_view, 15> kProductFolders = {
    "_build", "_output", "artifacts", "bin",     "build",   "dist",   "generated", "node_modules",
    "obj",    "out",     "output",    "publish", "release", "target", "vendor"};

struct Context {
  std::string folder;
  model::Place build;  // exists() is false for a folder that only could be the context
};

// Calls `visit(build)` for every build of the model.
template <class Model, class Visit>
void each_build(Model& model, Visit visit) {
  for (auto& service : model.services)
    if (service.build) visit(*service.build);
  for (auto& pipeline : model.pipelines)
    for (auto& job : pipeline.jobs)
      for (auto& build : job.builds) visit(build);
}

model::Presence presence(Found found, Found wanted) {
  return found == wanted           ? model::Presence::present
         : found != Found::unclear ? model::Presence::missing
                                   : model::Presence::unknown;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = std::min(text.size(), text.find_first_not_of(" \t\r\""));
  return text.substr(begin, text.find_last_not_of(" \t\r\"") + 1 - begin);
}

class Survey {
 public:
  Survey(const workspace::Root& root, std::span<const workspace::File> files, model::InfraModel& model)
      : root_(root), files_(files), model_(model), git_ignores_(root) {}

  void look_for_builds() {
    each_build(model_, [&](model::Build& build) {
      if (build.is_inline) return;
      if (build.context_path.empty() || build.dockerfile_path.empty()) return;
      const std::string folder = build.context_path == "." ? std::string() : build.context_path;
      build.context_presence = presence_of(build, folder, Found::folder);
      build.dockerfile_presence = presence_of(build, build.dockerfile_path, Found::file);
      if (build.dockerfile_presence == model::Presence::present && build.target.state != model::State::unknown)
        targets_[build.dockerfile_path].insert(build.target.text);
      if (build.context_presence != model::Presence::present) return;
      std::vector<Context>& known = contexts_[build.dockerfile_path];
      if (known.size() > kMostContexts) return;
      if (std::ranges::find(known, folder, &Context::folder) == known.end()) known.push_back({folder, build.place});
    });
  }

  void look_for_sources(const std::stop_token& cancelled) {
    for (std::uint32_t i = 0; i < model_.images.size() && !cancelled.stop_requested(); ++i) {
      const model::Image& image = model_.images[i];
      const std::string& dockerfile = files_[image.place.file].path;
      if (i == 0 || model_.images[i - 1].place.file != image.place.file) find_built(i);
      if (!built_[i - first_]) continue;
      const auto known = contexts_.find(dockerfile);
      if (known != contexts_.end() && known->second.size() > kMostContexts) continue;
      for (std::uint32_t j = 0; j < image.sources.size() && unreachable_[image.place.file] < kMostUnreachable; ++j)
        if (known != contexts_.end())
          for (const Context& context : known->second) look_in(context, dockerfile, i, j);
        else
          look_in_any(dockerfile, i, j);
    }
  }

 private:
  // Which stages of the Dockerfile whose images begin at `first` are built: what the known targets need, else what the
  // last stage does.
  void find_built(std::uint32_t first) {
    first_ = first;
    std::size_t end = first;
    while (end < model_.images.size() && model_.images[end].place.file == model_.images[first].place.file) ++end;
    built_.assign(end - first, false);
    std::vector<std::size_t> open;
    const auto build = [&](std::size_t stage) {
      if (stage >= built_.size() || built_[stage]) return;
      built_[stage] = true;
      open.push_back(stage);
    };
    const auto targets = targets_.find(files_[model_.images[first].place.file].path);
    const bool is_known = targets != targets_.end();
    for (std::size_t i = first; i < end; ++i) {
      const model::Image& image = model_.images[i];
      const bool is_named = is_known && (targets->second.contains(std::to_string(i - first)) ||
                                         (!image.stage.empty() && targets->second.contains(image.stage)));
      if (is_named || (image.is_final && (!is_known || targets->second.contains("")))) build(i - first);
    }
    while (!open.empty()) {
      const std::size_t stage = open.back();
      open.pop_back();
      for (const std::uint32_t used : model_.images[first + stage].uses) build(used);
    }
  }

  // The folders of git's submodules, which are empty in a plain clone.
  const std::set<std::string, std::less<>>& submodules() {
    if (submodules_) return *submodules_;
    submodules_.emplace();
    const Result<std::string> text = root_.read(".gitmodules", kIgnoreBytes);
    std::string_view rest = text ? std::string_view(*text) : std::string_view();
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.size(), rest.find('\n'));
      const std::string_view line = rest.substr(0, end);
      rest.remove_prefix(std::min(rest.size(), end + 1));
      const std::size_t equals = line.find('=');
      if (equals == std::string_view::npos || trimmed(line.substr(0, equals)) != "path") continue;
      if (auto path = workspace::normalised(trimmed(line.substr(equals + 1)))) submodules_->insert(*std::move(path));
    }
    return *submodules_;
  }

  // What a build or the job itself may make, or a template's placeholder, is not known to be missing.
  model::Presence presence_of(const model::Build& build, const std::string& path, Found wanted) {
    const model::Presence found = presence(workspace::look(root_, path), wanted);
    if (found != model::Presence::missing) return found;
    const bool may_come = build.may_be_made || is_product(path) || path.find("{{") != std::string::npos;
    return may_come ? model::Presence::unknown : found;
  }

  // What COPY means: relative to the context, whatever slash it begins with. Nothing where it climbs out, nor for a
  // pattern: BuildKit takes one that matches nothing, and many write `poetry.lock*` for a file that may be there.
  static std::optional<std::string> within_context(const model::CopySource& source) {
    if (source.is_pattern) return std::nullopt;
    std::string_view path = source.path;
    while (path.starts_with('/')) path.remove_prefix(1);
    return workspace::normalised(path);
  }

  void look_in(const Context& context, const std::string& dockerfile, std::uint32_t image, std::uint32_t source) {
    const auto path = within_context(model_.images[image].sources[source]);
    if (!path || path->empty()) return;
    switch (workspace::look(root_, workspace::join(context.folder, *path))) {
      case Found::unclear:
        return;
      case Found::nothing:
        if (has_application(context.folder) && !is_product(workspace::join(context.folder, *path)))
          add({model::UnreachableSource::Why::missing, image, source, context.folder, context.build, {}});
        return;
      case Found::file:
      case Found::folder:
        break;
    }
    const auto& [ignore_path, ignore] = ignore_file(context.folder, dockerfile);
    if (!ignore_path.empty() && is_wholly_ignored(ignore, *path))
      add({model::UnreachableSource::Why::ignored, image, source, context.folder, context.build, ignore_path});
  }

  // Nobody is known to build it: the folders that could be its context.
  void look_in_any(const std::string& dockerfile, std::uint32_t image, std::uint32_t source) {
    const auto path = within_context(model_.images[image].sources[source]);
    if (!path || path->empty() || !has_application(workspace::parent_path(dockerfile))) return;
    for (std::string_view folder = workspace::parent_path(dockerfile);; folder = workspace::parent_path(folder)) {
      if (workspace::look(root_, workspace::join(folder, *path)) != Found::nothing) return;
      if (is_product(workspace::join(folder, *path))) return;
      if (folder.empty()) break;
    }
    add({model::UnreachableSource::Why::missing,
         image,
         source,
         std::string(workspace::parent_path(dockerfile)),
         {},
         {}});
  }

  // Whether a folder holds anything but infrastructure files and hidden ones.
  bool has_application(std::string_view folder) {
    const auto [at, is_new] = applications_.try_emplace(std::string(folder));
    if (is_new)
      at->second = std::ranges::any_of(workspace::names_in(root_, folder), [&](const std::string& name) {
        if (name.starts_with('.')) return false;
        const std::string path = workspace::join(folder, name);
        // By name, for a file beside those that were scanned too; by what it holds only where it was scanned.
        return workspace::guess_kind(path, {}) == workspace::FileKind::other &&
               !std::ranges::binary_search(model_.paths, path);
      });
    return at->second;
  }

  [[nodiscard]] bool is_product(const std::string& path) {
    for (std::string_view rest = path; !rest.empty();) {
      const std::size_t slash = rest.find('/');
      if (std::ranges::find(kProductFolders, rest.substr(0, slash)) != kProductFolders.end()) return true;
      rest = slash == std::string_view::npos ? std::string_view() : rest.substr(slash + 1);
    }
    for (std::size_t end = path.find('/'); end != std::string::npos; end = path.find('/', end + 1))
      if (submodules().contains(std::string_view(path).substr(0, end))) return true;
    return submodules().contains(path) || git_ignores_.ignores(path);
  }

  // A folder whose files an exception might bring back is not wholly ignored; the file says so by any `!` in it.
  static bool is_wholly_ignored(const workspace::DockerIgnore& ignore, std::string_view path) {
    return !ignore.has_exceptions() && ignore.ignores(path);
  }

  // A file of its own beside the Dockerfile comes before the context's.
  const std::pair<std::string, workspace::DockerIgnore>& ignore_file(const std::string& context,
                                                                     const std::string& dockerfile) {
    const std::string own = dockerfile + ".dockerignore";
    const auto [at, is_new] = ignores_.try_emplace(std::pair(context, own));
    if (!is_new) return at->second;
    for (const std::string& path : {own, workspace::join(context, ".dockerignore")})
      if (const Result<std::string> text = root_.read(path, kIgnoreBytes)) {
        at->second = {path, workspace::DockerIgnore::parse(*text)};
        break;
      }
    return at->second;
  }

  void add(model::UnreachableSource source) {
    ++unreachable_[model_.images[source.image].place.file];
    model_.unreachable_sources.push_back(std::move(source));
  }

  const workspace::Root& root_;
  std::span<const workspace::File> files_;
  model::InfraModel& model_;
  workspace::GitIgnores git_ignores_;
  std::map<std::string, std::vector<Context>, std::less<>> contexts_;               // by Dockerfile
  std::map<std::string, std::set<std::string, std::less<>>, std::less<>> targets_;  // by Dockerfile; "" the last stage
  std::optional<std::set<std::string, std::less<>>> submodules_;
  std::uint32_t first_ = 0;                                // the first image of the Dockerfile at hand
  std::vector<bool> built_;                                // of its stages
  std::map<std::uint32_t, std::size_t> unreachable_;       // how many, by the Dockerfile's index
  std::map<std::string, bool, std::less<>> applications_;  // by folder
  std::map<std::pair<std::string, std::string>, std::pair<std::string, workspace::DockerIgnore>> ignores_;
};

}  // namespace

void survey_build_contexts(const workspace::Root& root, std::span<const workspace::File> files,
                           model::InfraModel& model, const std::stop_token& cancelled) {
  Survey survey(root, files, model);
  survey.look_for_builds();
  survey.look_for_sources(cancelled);
}

}  // namespace s1::engine
