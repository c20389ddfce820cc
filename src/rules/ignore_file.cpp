// SPDX-License-Identifier: Apache-2.0
#include "rules/ignore_file.h"

#include <algorithm>
#include <memory>
#include <set>
#include <string_view>
#include <utility>

#include "rules/context_entries.h"
#include "text/source.h"

namespace s1::rules {
namespace {

using dockerfile::Instruction;
using dockerfile::Kind;

constexpr std::size_t kMostOthers = 16;  // Dockerfiles of one context that are looked at for each of them

// A Dockerfile of the context, parsed.
struct Parsed {
  explicit Parsed(const std::string& text) : source(text), tree(parse(source)), model(tree) {}
  static dockerfile::File parse(const Source& source) {
    dockerfile::File file = dockerfile::File::parse(source);
    dockerfile::parse_scripts(file);
    return file;
  }
  Source source;
  dockerfile::File tree;
  model::Dockerfile model;
};

class Context {
 public:
  Context(const model::Dockerfile& file, const model::Surroundings& around)
      : around_(around), context_(*around.context) {
    files_.push_back(&file);
  }

  // The other Dockerfiles that are built from the folder. False where one cannot be read here.
  bool read_others() {
    if (!context_.ignore_path().empty() && context_.ignore_path() == around_.path + ".dockerignore")
      return true;  // it is for this one alone
    const std::string prefix = context_.folder().empty() ? std::string() : context_.folder() + "/";
    std::set<std::string> paths;  // those inside, and those outside that are built from here
    const auto& dockerfiles = index().dockerfiles;
    for (auto each = dockerfiles.lower_bound(prefix); each != dockerfiles.end() && each->first.starts_with(prefix);
         ++each)
      paths.insert(each->first);
    if (const auto here = index().contexts.find(context_.folder().empty() ? "." : context_.folder());
        here != index().contexts.end())
      for (const model::BuildRef& build : here->second)
        paths.insert(model::build_at(*around_.model, build).dockerfile_path);
    for (const std::string& path : paths) {
      if (path.empty() || path == around_.path) continue;
      const bool inside = path.starts_with(prefix);
      if (inside && is_built_elsewhere(path)) continue;
      const std::string relative = inside ? path.substr(prefix.size()) : std::string();
      if (context_.has_file(relative + ".dockerignore") && inside) continue;
      const std::string* const text = inside ? context_.text(relative) : nullptr;
      if (text == nullptr || others_.size() == kMostOthers) return false;
      others_.push_back(std::make_unique<Parsed>(*text));
      files_.push_back(&others_.back()->model);
    }
    return true;
  }

  [[nodiscard]] bool wants(const ContextEntry& entry) const {
    if (context_.ignores(entry.probe)) return false;
    return std::ranges::all_of(files_, [&](const model::Dockerfile* file) {
      if (!keeps_sources(entry, context_, file->tree)) return false;
      // One that takes named files alone does not get it anyway.
      return (file != files_.front() && whole_context_copy(*file) == nullptr) || is_unwanted(entry, context_, *file);
    });
  }

 private:
  [[nodiscard]] const model::DockerfileIndex& index() const { return around_.model->index; }
  // Somebody builds it, and nobody from this folder.
  [[nodiscard]] bool is_built_elsewhere(const std::string& path) const {
    const auto builds = index().builds.find(path);
    if (builds == index().builds.end()) return false;
    bool is_built = false;
    for (const model::BuildRef& ref : builds->second) {
      const model::Build& build = model::build_at(*around_.model, ref);
      if (build.context_path.empty()) continue;
      if ((build.context_path == "." ? std::string() : build.context_path) == context_.folder()) return false;
      is_built = true;
    }
    return is_built;
  }

  const model::Surroundings& around_;
  const model::BuildFiles& context_;
  std::vector<std::unique_ptr<Parsed>> others_;
  std::vector<const model::Dockerfile*> files_;
};

}  // namespace

const Instruction* whole_context_copy(const model::Dockerfile& file) {
  for (const Instruction& each : file.tree.instructions) {
    if ((each.kind != Kind::copy && each.kind != Kind::add) || each.flag("from") != nullptr) continue;
    for (std::size_t i = 0; i + 1 < each.words.size(); ++i) {
      const std::string_view word = each.words[i].raw;
      if (word == "." || word == "./" || word == "/") return &each;
    }
  }
  return nullptr;
}

std::vector<std::string> missing_patterns(const model::Dockerfile& file, const model::Surroundings& around) {
  if (!around.context || whole_context_copy(file) == nullptr) return {};
  Context context(file, around);
  if (!context.read_others()) return {};
  std::vector<std::string> patterns;
  for (const ContextEntry& entry : context_entries())
    if (context.wants(entry)) patterns.emplace_back(entry.pattern);
  return patterns;
}

Rewrite ignore_more(const model::Dockerfile& file, const model::Surroundings& around) {
  Rewrite rewrite;
  const std::vector<std::string> patterns = missing_patterns(file, around);
  if (patterns.empty() || !around.context) return rewrite;
  const model::BuildFiles& context = *around.context;
  const std::string& path = context.ignore_path();
  if (path.empty()) {
    std::string text;
    for (const std::string& each : patterns) text += each + "\n";
    rewrite.other_files.push_back({.path = context.path_of(".dockerignore"), .text = std::move(text)});
  } else {
    const std::string prefix = context.folder().empty() ? std::string() : context.folder() + "/";
    const std::string* const before = path.starts_with(prefix) ? context.text(path.substr(prefix.size())) : nullptr;
    if (before == nullptr) {
      rewrite.refuse(whole_context_copy(file)->header, path + " lies outside the build context");
      return rewrite;
    }
    const std::string_view end = before->contains("\r\n") ? "\r\n" : "\n";
    std::string text = before->empty() || before->ends_with('\n') ? std::string() : std::string(end);
    for (const std::string& each : patterns) text.append(each).append(end);
    const auto at = static_cast<std::uint32_t>(before->size());
    rewrite.other_files.push_back({.path = path, .text = {}, .edits = {{{at, at}, std::move(text)}}});
  }
  rewrite.checked.emplace_back("all that is copied by name is still there");
  rewrite.checked.emplace_back("the build makes or fetches these itself, or a clean checkout does not have them");
  if (std::ranges::find(patterns, ".git") != patterns.end())
    rewrite.checked.emplace_back("nothing that is built reads the history of git");
  return rewrite;
}

}  // namespace s1::rules
