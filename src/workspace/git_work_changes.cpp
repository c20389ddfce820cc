// SPDX-License-Identifier: Apache-2.0
#include "workspace/git_work_changes.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <climits>
#include <functional>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

#include "text/scrub.h"
#include "workspace/git_base_files.h"
#include "workspace/git_index.h"
#include "workspace/git_renames.h"
#include "workspace/git_repository.h"
#include "workspace/git_same_content.h"
#include "workspace/git_work_files.h"
#include "workspace/names.h"
#include "workspace/open_beneath.h"

namespace s1::workspace {
namespace {

constexpr std::uint64_t kMostCompared = 32U << 20U;  // bytes of a file
constexpr std::size_t kMostTexts = 64U << 20U;       // bytes of WorkChanges::before
constexpr std::size_t kMostNewNames = 250;           // that are asked whether they were renamed

constexpr std::uint32_t kLink = 0120000;
constexpr std::uint32_t kExecutable = 0100755;

bool is_same(const git_oid& a, const git_oid& b) {
  return std::equal(std::begin(a.id), std::end(a.id), std::begin(b.id));
}

class Comparison {
 public:
  Comparison(const Root& root, const GitRepository& repository, std::string_view start)
      : root_(root), repository_(repository), start_(start) {}

  Result<WorkChanges> run(const std::string& since, std::span<const FileKind> texts_of, std::uint64_t file_bytes) {
    // 1. What it is compared with.
    std::optional<GitBase> base;
    if (since.empty()) {
      Result<std::optional<GitBase>> found = find_default_base(repository_);
      if (!found) return std::unexpected(found.error());
      base = *std::move(found);
    } else {
      Result<GitBase> found = find_base(repository_, since);
      if (!found) return std::unexpected(found.error());
      base = *std::move(found);
      if (!base->is_merge_base)
        changes_.problems.push_back(
            {".", "no-merge-base",
             "HEAD and " + clean(since) + " have no common commit here; compared with " + clean(since) + " itself",
             "in a shallow clone, fetch more history (fetch-depth: 0 in CI)"});
    }
    bool complete = true;
    if (base) {
      char text[GIT_OID_HEXSZ + 1];
      changes_.base = repository_.git->oid_tostr(text, sizeof text, &base->commit);
      BaseFiles files = list_base_files(*repository_.git, base->tree.get());
      base_ = std::move(files.files);
      complete = files.complete;
    }

    // 2. What is there now.
    index_ = read_index(repository_.git_folder, repository_.prefix);
    const WorkFiles work = list_work_files(root_, start_, kept());
    if (!complete || !work.complete)
      changes_.problems.push_back({".", "too-many-files",
                                   "the repository has more files, or deeper folders, than are looked at for changes",
                                   "report on a smaller folder"});

    // 3. What differs.
    for (const WorkFile& file : work.files) compare(file);
    drop_modes_if_all_differ();
    find_deleted(work);
    if (base) find_renamed(base->tree.get(), file_bytes);
    std::ranges::sort(changes_.modified);
    keep_texts(texts_of, file_bytes);
    return std::move(changes_);
  }

 private:
  [[nodiscard]] std::vector<std::string_view> kept() const {
    std::vector<std::string_view> paths;
    if (index_)
      for (const IndexEntry& entry : index_->entries) paths.push_back(entry.path);
    else
      for (const BaseFile& file : base_) paths.push_back(file.path);
    return paths;
  }
  [[nodiscard]] const BaseFile* in_base(std::string_view path) const {
    const auto at = std::ranges::lower_bound(base_, path, {}, &BaseFile::path);
    return at != base_.end() && at->path == path ? &*at : nullptr;
  }
  [[nodiscard]] const IndexEntry* in_index(std::string_view path) const {
    if (!index_) return nullptr;
    const auto at = std::ranges::lower_bound(index_->entries, path, {}, &IndexEntry::path);
    return at != index_->entries.end() && at->path == path ? &*at : nullptr;
  }
  // Under a folder of a sparse index, which stands for all in it.
  [[nodiscard]] bool is_left_out(std::string_view path) const {
    for (std::size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/', slash + 1)) {
      const IndexEntry* const folder = in_index(path.substr(0, slash + 1));
      if (folder != nullptr) return folder->mode == GIT_FILEMODE_TREE;
    }
    return false;
  }

  void compare(const WorkFile& file) {
    // Agents keep their state there while they work.
    if (("/" + file.path).find("/.claude/vsm-state/") != std::string::npos) return;
    const BaseFile* const old = in_base(file.path);
    if (old == nullptr)
      changes_.created.push_back(file.path);
    else if (is_changed(file, *old))
      changes_.modified.push_back(file.path);
  }

  bool is_changed(const WorkFile& file, const BaseFile& old) {
    if (file.is_link != (old.mode == kLink)) return true;
    const IndexEntry* const entry = in_index(file.path);
    if (index_ && entry != nullptr && file.is_kept && entry->is_clean(file.status, index_->written))
      return !is_same(entry->id, old.id) || entry->mode != old.mode;
    if (file.is_link) return link_target(file.path) != read_blob(repository_, old.id, PATH_MAX);
    if (has_other_content(file, old)) return true;
    if (!file.is_kept) return false;
    ++with_modes_;
    const bool executable = (file.status.st_mode & S_IXUSR) != 0;
    if (executable != (old.mode == kExecutable)) other_modes_.push_back(file.path);
    return executable != (old.mode == kExecutable);
  }

  [[nodiscard]] std::optional<std::string> link_target(const std::string& path) const {
    const auto link =
        open_beneath(root_.descriptor(), path, O_PATH | O_NOFOLLOW, Links::follow_inside, root_.open_way());
    std::string target(PATH_MAX, '\0');
    const ssize_t length = link ? ::readlinkat(link->get(), "", target.data(), target.size()) : -1;
    if (length < 0) return std::nullopt;
    target.resize(static_cast<std::size_t>(length));
    return target;
  }

  [[nodiscard]] bool has_other_content(const WorkFile& file, const BaseFile& old) const {
    const Result<std::string> now = root_.read(file.path, kMostCompared);
    const std::optional<std::string> before = read_blob(repository_, old.id, kMostCompared);
    if (now && before) return !is_same_content(*now, *before);
    // What is too large on both sides is taken as it was; what cannot be read is a change.
    if (now || now.error().code != "too-large") return true;
    if (!before) return false;
    return pointed_size(*before) != static_cast<std::uint64_t>(file.status.st_size);
  }

  // A file system without modes gives every file the same.
  void drop_modes_if_all_differ() {
    if (other_modes_.size() < 2 || other_modes_.size() != with_modes_) return;
    std::erase_if(changes_.modified,
                  [&](const std::string& path) { return std::ranges::binary_search(other_modes_, path); });
  }

  [[nodiscard]] bool is_in_start(std::string_view path) const {
    if (start_.empty() || path == start_) return true;
    return path.starts_with(start_) && path[start_.size()] == '/';
  }

  void find_deleted(const WorkFiles& work) {
    for (const BaseFile& old : base_) {
      const std::string_view path = old.path;
      if (!is_in_start(path)) continue;
      if (("/" + old.path).find("/.claude/vsm-state/") != std::string::npos) continue;
      if (std::ranges::binary_search(work.files, path, {}, &WorkFile::path)) continue;
      const IndexEntry* const entry = in_index(path);
      if (entry != nullptr ? entry->is_left_out : is_left_out(path)) continue;
      if (work.complete || is_gone(old.path)) changes_.deleted.push_back(old.path);
    }
  }
  [[nodiscard]] bool is_gone(const std::string& path) const {
    const auto opened =
        open_beneath(root_.descriptor(), path, O_PATH | O_NOFOLLOW, Links::follow_inside, root_.open_way());
    return !opened && (opened.error() == ENOENT || opened.error() == ENOTDIR);
  }

  // Of a file that is not there. Those outside of the start are not among the changes, but what moved in is not new.
  [[nodiscard]] bool was_deleted(const std::string& path) const {
    if (is_in_start(path)) return std::ranges::binary_search(changes_.deleted, path);
    const IndexEntry* const entry = in_index(path);
    return entry != nullptr ? !entry->is_left_out : !is_left_out(path);
  }

  void find_renamed(const git_tree* tree, std::uint64_t file_bytes) {
    if ((changes_.deleted.empty() && start_.empty()) || changes_.created.size() > kMostNewNames) return;
    GitRenames renames(repository_, tree, root_, file_bytes);
    std::set<std::string> taken;
    std::vector<std::string> still_created;
    for (std::string& path : changes_.created) {
      const Result<std::string> now = root_.read(path, file_bytes);
      std::optional<GitRenames::Source> source;
      if (now && !now->empty()) source = renames.source_of(path, *now);
      if (!source || !was_deleted(source->path) || !taken.insert(source->path).second) {
        still_created.push_back(std::move(path));
        continue;
      }
      (source->bytes == *now ? still_created : changes_.modified).push_back(path);
      changes_.renamed.emplace(std::move(path), std::move(source->path));
    }
    changes_.created = std::move(still_created);
    std::erase_if(changes_.deleted, [&](const std::string& path) { return taken.contains(path); });
  }

  void keep_texts(std::span<const FileKind> kinds, std::uint64_t file_bytes) {
    std::size_t left = kMostTexts;
    const auto keep = [&](const std::string& path) {
      const auto is_wanted = [&](FileKind kind) { return std::ranges::find(kinds, kind) != kinds.end(); };
      const BaseFile* const old = in_base(path);
      if (old == nullptr || (!needs_head(path) && !is_wanted(guess_kind(path, {})))) return;
      std::optional<std::string> text = read_blob(repository_, old->id, std::min<std::uint64_t>(file_bytes, left));
      if (!text || !is_wanted(guess_kind(path, std::string_view(*text).substr(0, kSniffBytes)))) return;
      left -= text->size();
      changes_.before.emplace(path, *std::move(text));
    };
    for (const std::string& path : changes_.modified)
      if (!changes_.renamed.contains(path)) keep(path);
    for (const std::string& path : changes_.deleted) keep(path);
    for (const auto& [path, old] : changes_.renamed) keep(old);
  }

  const Root& root_;
  const GitRepository& repository_;
  std::string_view start_;
  std::vector<BaseFile> base_;
  std::optional<GitIndex> index_;
  std::size_t with_modes_ = 0;            // files whose mode was compared
  std::vector<std::string> other_modes_;  // of them, in order, those that differ in nothing else
  WorkChanges changes_;
};

}  // namespace

Result<WorkChanges> work_changes(const Root& root, std::string_view start, const std::string& since,
                                 std::span<const FileKind> texts_of, std::uint64_t file_bytes) {
  const Result<GitRepository> repository = open_repository(root.absolute_path());
  if (!repository) return std::unexpected(repository.error());
  return Comparison(root, *repository, start).run(since, texts_of, file_bytes);
}

}  // namespace s1::workspace
