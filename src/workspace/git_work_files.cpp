// SPDX-License-Identifier: Apache-2.0
#include "workspace/git_work_files.h"

#include <fcntl.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "workspace/folder.h"
#include "workspace/ignore_chain.h"
#include "workspace/names.h"
#include "workspace/open_beneath.h"
#include "workspace/temporary_name.h"

namespace s1::workspace {
namespace {

constexpr int kFileFlags = O_RDONLY | O_NONBLOCK | O_NOCTTY;
constexpr int kFolderFlags = O_RDONLY | O_DIRECTORY;
constexpr std::size_t kIgnoreFileBytes = 1024 * 1024;
constexpr std::size_t kMostDepth = 128;

using Chain = std::shared_ptr<const IgnoreChain>;

struct Folder {
  std::string path;
  Chain chain;
  std::size_t depth = 0;
  bool is_ignored = false;  // and so is all in it that is not kept
};

bool is_at_or_below(std::string_view path, std::string_view folder) {
  return folder.empty() || (path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/'));
}

class Lister {
 public:
  Lister(const Root& root, std::string_view start, std::span<const std::string_view> kept)
      : root_(root), start_(start), kept_(kept) {}

  WorkFiles run() {
    open_.push_back({"", extended(nullptr, "", read(".git/info/exclude")), 0, false});
    while (!open_.empty()) {
      Folder folder = std::move(open_.back());
      open_.pop_back();
      list(folder);
    }
    std::ranges::sort(result_.files, {}, &WorkFile::path);
    return std::move(result_);
  }

 private:
  [[nodiscard]] std::expected<Descriptor, int> open(std::string_view path, int flags) const {
    return open_beneath(root_.descriptor(), path, flags, Links::refuse, root_.open_way());
  }
  [[nodiscard]] std::optional<std::string> read(std::string_view path) const {
    const auto file = open(path, kFileFlags);
    return file ? read_plain_file(file->get(), kIgnoreFileBytes) : std::nullopt;
  }
  static Chain extended(Chain chain, std::string_view folder, const std::optional<std::string>& gitignore) {
    if (!gitignore) return chain;
    return std::make_shared<IgnoreChain>(
        IgnoreChain{std::move(chain), std::string(folder), IgnoreFile::parse(*gitignore), {}});
  }

  [[nodiscard]] bool keeps(std::string_view path) const { return std::ranges::binary_search(kept_, path); }
  [[nodiscard]] bool keeps_below(std::string_view folder) const {
    const std::string prefix = std::string(folder) + "/";
    const auto at = std::ranges::lower_bound(kept_, std::string_view(prefix));
    return at != kept_.end() && at->starts_with(prefix);
  }

  void list(Folder& folder) {
    const auto opened = open(folder.path, kFolderFlags);
    if (!opened) return;  // what cannot be read is no change that could be told
    const auto listing = list_folder(Descriptor(::dup(opened->get())), kMostWorkEntries - seen_, {});
    if (!listing) return;
    seen_ += listing->entries.size();
    if (listing->truncated) result_.complete = false;
    const auto holds = [&](std::string_view name) {
      return std::ranges::binary_search(listing->entries, name, {},
                                        [](const DirectoryEntry& entry) { return std::string_view(entry.name); });
    };
    if (folder.depth > 0 && holds(".git")) return;
    if (holds(".gitignore"))
      folder.chain = extended(std::move(folder.chain), folder.path, read(join(folder.path, ".gitignore")));
    for (const DirectoryEntry& entry : listing->entries) {
      if (entry.name == ".git" || is_temporary_name(entry.name)) continue;
      std::string path = join(folder.path, entry.name);
      if (entry.type == EntryType::folder)
        enter(folder, std::move(path));
      else if (entry.type != EntryType::special && is_at_or_below(path, start_))
        add(folder, opened->get(), entry, std::move(path));
    }
  }

  void enter(const Folder& above, std::string path) {
    if (!is_at_or_below(path, start_) && !is_at_or_below(start_, path)) return;
    const bool ignored = above.is_ignored || is_ignored(above.chain.get(), path, true);
    if (ignored && !keeps_below(path)) return;
    if (above.depth == kMostDepth) {
      result_.complete = false;
      return;
    }
    open_.push_back({std::move(path), above.chain, above.depth + 1, ignored});
  }

  void add(const Folder& folder, int descriptor, const DirectoryEntry& entry, std::string path) {
    WorkFile file;
    file.is_kept = keeps(path);
    file.is_ignored = folder.is_ignored || is_ignored(folder.chain.get(), path, false);
    if (file.is_ignored && !file.is_kept) return;
    if (file.is_kept && ::fstatat(descriptor, entry.name.c_str(), &file.status, AT_SYMLINK_NOFOLLOW) != 0) return;
    file.is_link = entry.type == EntryType::link;
    file.path = std::move(path);
    result_.files.push_back(std::move(file));
  }

  const Root& root_;
  std::string_view start_;
  std::span<const std::string_view> kept_;
  std::vector<Folder> open_;
  std::size_t seen_ = 0;
  WorkFiles result_;
};

}  // namespace

WorkFiles list_work_files(const Root& root, std::string_view start, std::span<const std::string_view> kept) {
  return Lister(root, start, kept).run();
}

}  // namespace s1::workspace
