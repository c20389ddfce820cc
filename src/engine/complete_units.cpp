// SPDX-License-Identifier: Apache-2.0
#include "engine/complete_units.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "engine/include_pattern.h"
#include "engine/parsed_file.h"
#include "model/named_files.h"
#include "workspace/look.h"
#include "workspace/names.h"

namespace s1::engine {
namespace {

using workspace::File;
using workspace::FileKind;

constexpr std::size_t kMostNamed = 150;        // files that one unit takes in
constexpr std::size_t kMostRounds = 16;        // levels of files that name others
constexpr std::size_t kMostChildren = 1'000;   // child pipelines of a scan
constexpr std::size_t kMostEntries = 100'000;  // entries of folders that patterns are held against

// A unit whose files are known by their paths, since indices move when files come in.
struct Draft {
  Unit unit;  // without its files
  std::vector<std::string> files;
  std::vector<std::string> merged;  // of `files`: those that are nothing by themselves
  bool is_child = false;
  bool is_gone = false;
};

// Such files alone are taken for what names them; a Dockerfile is not read as YAML since an include names it.
bool may_become(std::string_view path, FileKind kind) {
  return kind == FileKind::env_file || path.ends_with(".yml") || path.ends_with(".yaml") || path.ends_with(".json");
}

bool is_default(const Draft& draft) {
  return draft.unit.kind == UnitKind::gitlab_pipeline ? is_gitlab_root(draft.files.front())
                                                      : is_default_compose_name(draft.files.front());
}

class Completer {
 public:
  Completer(const workspace::Root& root, const FileReader& reader, ScanFiles& found)
      : root_(root), reader_(reader), found_(found), ignores_(root) {}

  void run(std::vector<Unit>& units) {
    for (Unit& unit : units) {
      Draft draft;
      for (const model::FileId id : unit.files) draft.files.push_back(found_.files[id].path);
      draft.unit = std::move(unit);
      drafts_.push_back(std::move(draft));
    }
    for (std::size_t i = 0; i < drafts_.size(); ++i) complete(i);
    drop_merged();
    add_new_files();
    put_back(units);
  }

 private:
  using Parsed = std::unique_ptr<const ParsedFile>;

  void complete(std::size_t index) {
    const UnitKind kind = drafts_[index].unit.kind;
    if (kind != UnitKind::compose_project && kind != UnitKind::gitlab_pipeline) return;
    std::vector<std::pair<std::string, std::string>> texts;
    bool names_any = false;
    for (const std::string& path : drafts_[index].files) {
      Result<std::string> text = reader_.read(path);
      if (!text) return;
      left_ += text->size();
      names_any = names_any || text->find("include") != std::string::npos || text->find("extends") != std::string::npos;
      texts.emplace_back(path, *std::move(text));
    }
    if (!names_any) return;
    std::vector<Parsed> own;
    for (auto& [path, text] : texts) {
      const FileKind file_kind = workspace::base_name(path) == ".env" ? FileKind::env_file
                                 : kind == UnitKind::gitlab_pipeline  ? FileKind::gitlab_ci
                                                                      : FileKind::compose;
      own.push_back(std::make_unique<const ParsedFile>(0, path, file_kind, std::move(text)));
    }
    follow(index, own);
  }

  void follow(std::size_t index, std::span<const Parsed> own) {
    std::vector<model::Input> inputs;
    for (const Parsed& file : own) inputs.push_back(file->input());
    const Unit unit = drafts_[index].unit;
    std::set<std::string> tried(drafts_[index].files.begin(), drafts_[index].files.end());
    model::NamedFiles named;
    for (std::size_t round = 0; round < kMostRounds; ++round) {
      named = unit.kind == UnitKind::gitlab_pipeline ? model::files_named_by_gitlab_ci(inputs, gitlab_start(unit))
                                                     : model::files_named_by_compose(inputs, unit.starts);
      const std::size_t before = inputs.size();
      for (const model::NamedFile& missing : named.missing)
        for (const std::string& path : paths_of(missing))
          if (inputs.size() < own.size() + kMostNamed && tried.insert(path).second)
            if (const ParsedFile* file = take(path, missing.kind)) {
              inputs.push_back(file->input());
              drafts_[index].files.push_back(path);
            }
      if (inputs.size() == before) break;
    }
    drafts_[index].merged = std::move(named.merged);
    for (std::vector<std::string>& child : named.children) add_child(std::move(child), unit.folder);
  }

  std::vector<std::string> paths_of(const model::NamedFile& named) {
    if (!named.is_pattern) return {named.path};
    const auto [at, is_new] = patterns_.try_emplace(named.path);
    if (is_new) at->second = files_matching(root_, named.path, entries_left_);
    return at->second;
  }

  void add_child(std::vector<std::string> paths, const std::optional<std::string>& folder) {
    std::erase_if(paths, [&](const std::string& path) { return take(path, FileKind::gitlab_ci) == nullptr; });
    if (paths.empty() || children_.size() >= kMostChildren || !children_.insert(paths).second) return;
    Draft draft;
    draft.unit = {.kind = UnitKind::gitlab_pipeline, .files = {}, .starts = paths.size(), .folder = folder};
    draft.files = std::move(paths);
    draft.is_child = true;
    drafts_.push_back(std::move(draft));
  }

  // The file, to be read as this kind; null where it is not there or is something else.
  const ParsedFile* take(const std::string& path, FileKind kind) {
    const auto [at, is_new] = taken_.try_emplace(path);
    if (is_new) at->second = read(path, kind);
    const ParsedFile* const file = at->second.get();
    if (file == nullptr || file->kind != kind || file->source.size() > left_) return nullptr;
    left_ -= file->source.size();
    return file;
  }

  Parsed read(const std::string& path, FileKind kind) {
    const auto known = std::ranges::lower_bound(found_.files, path, {}, &File::path);
    const bool is_known = known != found_.files.end() && known->path == path;
    if (is_known ? known->kind != kind : !may_become(path, kind)) return nullptr;
    Result<std::string> bytes = reader_.read(path);
    if (!bytes) return nullptr;
    if (!is_known) new_files_.push_back({path, kind, bytes->size(), ignores_.ignores(path)});
    return std::make_unique<const ParsedFile>(0, path, kind, *std::move(bytes));
  }

  // What is merged into a unit that stays is no unit of its own. Those that nothing takes in stay; of what is left (a
  // circle, or a chain past the limits) those that the platform looks for by name, then as they come.
  void drop_merged() {
    std::map<std::string_view, std::size_t> by_first;
    for (std::size_t i = 0; i < drafts_.size(); ++i)
      if (!drafts_[i].is_child) by_first.emplace(drafts_[i].files.front(), i);
    const auto each_merged = [&](std::size_t into, auto visit) {
      for (const std::string& path : drafts_[into].merged)
        if (const auto at = by_first.find(path); at != by_first.end() && at->second != into)
          if (!is_default(drafts_[at->second]) || is_default(drafts_[into])) visit(at->second);
    };
    std::vector<bool> is_taken_in(drafts_.size());
    std::vector<bool> stays(drafts_.size());
    for (std::size_t i = 0; i < drafts_.size(); ++i)
      each_merged(i, [&](std::size_t part) { is_taken_in[part] = true; });
    const auto keep_if = [&](auto wanted) {
      for (std::size_t i = 0; i < drafts_.size(); ++i) {
        if (drafts_[i].is_gone || stays[i] || !wanted(i)) continue;
        stays[i] = true;
        each_merged(i, [&](std::size_t part) { drafts_[part].is_gone = drafts_[part].is_gone || !stays[part]; });
      }
    };
    keep_if([&](std::size_t i) { return !is_taken_in[i]; });
    keep_if([&](std::size_t i) { return is_default(drafts_[i]); });
    keep_if([](std::size_t) { return true; });
    // A child pipeline stands for the file that begins it.
    for (const Draft& draft : drafts_)
      if (const auto at = by_first.find(draft.files.front());
          draft.is_child && at != by_first.end() && !is_gitlab_root(draft.files.front()))
        drafts_[at->second].is_gone = true;
  }

  void add_new_files() {
    if (new_files_.empty()) return;
    std::vector<std::pair<File, bool>> all;
    for (std::size_t i = 0; i < found_.files.size(); ++i) all.emplace_back(std::move(found_.files[i]), found_.asked[i]);
    for (File& file : new_files_) {
      const bool is_asked =
          found_.start.empty() || file.path == found_.start || file.path.starts_with(found_.start + "/");
      all.emplace_back(std::move(file), is_asked);
    }
    std::ranges::sort(all, {}, [](const auto& each) -> const std::string& { return each.first.path; });
    found_.files.clear();
    found_.asked.clear();
    for (auto& [file, is_asked] : all) {
      found_.files.push_back(std::move(file));
      found_.asked.push_back(is_asked);
    }
  }

  void put_back(std::vector<Unit>& units) {
    units.clear();
    for (Draft& draft : drafts_) {
      if (draft.is_gone) continue;
      draft.unit.files.clear();
      for (const std::string& path : draft.files)
        draft.unit.files.push_back(static_cast<model::FileId>(
            std::ranges::lower_bound(found_.files, path, {}, &File::path) - found_.files.begin()));
      units.push_back(std::move(draft.unit));
    }
    std::ranges::stable_sort(units, {}, [](const Unit& unit) { return unit.files.front(); });
    std::vector<bool> is_held(found_.files.size());
    for (Unit& unit : units) {
      for (const model::FileId id : unit.files) {
        if (is_held[id]) unit.borrowed.push_back(id);
        is_held[id] = true;
      }
      std::ranges::sort(unit.borrowed);
    }
  }

  const workspace::Root& root_;
  const FileReader& reader_;
  ScanFiles& found_;
  workspace::GitIgnores ignores_;
  std::vector<Draft> drafts_;
  std::map<std::string, Parsed, std::less<>> taken_;  // null: cannot be taken
  std::map<std::string, std::vector<std::string>, std::less<>> patterns_;
  std::set<std::vector<std::string>> children_;
  std::vector<File> new_files_;
  std::uint64_t left_ = kMostBorrowed;
  std::size_t entries_left_ = kMostEntries;
};

}  // namespace

void complete_units(const workspace::Root& root, const FileReader& reader, ScanFiles& found, std::vector<Unit>& units) {
  Completer(root, reader, found).run(units);
}

}  // namespace s1::engine
