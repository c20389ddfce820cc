// SPDX-License-Identifier: Apache-2.0
#include "workspace/git_renames.h"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <functional>
#include <iterator>
#include <utility>

#include "workspace/names.h"
#include "workspace/open_beneath.h"
#include "workspace/rename_family.h"

namespace s1::workspace {
namespace {

constexpr std::size_t kMostEntries = 500'000;  // of the base's tree: few objects can name very many
constexpr std::size_t kMostGone = 2'000;       // of one family
constexpr std::size_t kMostCompared = 200;     // old files that one new file is compared with
constexpr std::ptrdiff_t kMostDepth = 128;

// How likely one is the other by their names alone: 0 is the likeliest. Only so many are compared.
constexpr int kRanks = 3;
int rank(std::string_view a, std::string_view b) {
  if (base_name(a) == base_name(b)) return 0;
  return parent_path(a) == parent_path(b) ? 1 : 2;
}

std::vector<std::size_t> line_hashes(std::string_view text) {
  std::vector<std::size_t> hashes;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.empty()) hashes.push_back(std::hash<std::string_view>()(line));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  std::ranges::sort(hashes);
  return hashes;
}

// The share of lines that both have, of the longer one.
double similarity(const std::vector<std::size_t>& a, const std::vector<std::size_t>& b) {
  if (a.empty() || b.empty()) return 0;
  std::vector<std::size_t> common;
  std::ranges::set_intersection(a, b, std::back_inserter(common));
  return static_cast<double>(common.size()) / static_cast<double>(std::max(a.size(), b.size()));
}

}  // namespace

std::optional<std::string> read_blob(const GitRepository& repository, const git_oid& id, std::uint64_t limit) {
  const GitLibrary& git = *repository.git;
  git_odb* opened = nullptr;
  if (git.repository_odb(&opened, repository.handle.get()) != 0) return std::nullopt;
  const GitHandle<git_odb> odb(opened, git.odb_free);
  std::size_t size = 0;
  git_object_t type = GIT_OBJECT_INVALID;
  if (git.odb_read_header(&size, &type, odb.get(), &id) != 0 || type != GIT_OBJECT_BLOB || size > limit)
    return std::nullopt;
  git_blob* found = nullptr;
  if (git.blob_lookup(&found, repository.handle.get(), &id) != 0) return std::nullopt;
  const GitHandle<git_blob> blob(found, git.blob_free);
  return std::string(static_cast<const char*>(git.blob_rawcontent(blob.get())),
                     static_cast<std::size_t>(git.blob_rawsize(blob.get())));
}

void GitRenames::list() {
  if (std::exchange(listed_, true) || tree_ == nullptr) return;
  struct Walk {
    const GitLibrary& git;
    std::map<std::string, std::vector<Gone>>& into;
    std::size_t seen = 0;
  } walk{*repository_.git, old_};
  const auto visit = [](const char* folder, const git_tree_entry* entry, void* payload) -> int {
    Walk& to = *static_cast<Walk*>(payload);
    if (++to.seen > kMostEntries) return -1;
    const std::string_view above(folder);
    if (to.git.tree_entry_type(entry) == GIT_OBJECT_TREE) return std::ranges::count(above, '/') >= kMostDepth ? 1 : 0;
    if (to.git.tree_entry_type(entry) != GIT_OBJECT_BLOB) return 0;
    Gone file;
    file.path = std::string(above) + to.git.tree_entry_name(entry);
    file.id = *to.git.tree_entry_id(entry);
    to.into[rename_family(file.path)].push_back(std::move(file));
    return 0;
  };
  // A walk that is cut short has found what it has found.
  (void)repository_.git->tree_walk(tree_, GIT_TREEWALK_PRE, visit, &walk);
}

std::vector<GitRenames::Gone>& GitRenames::gone_of(const std::string& family) {
  const auto [at, added] = gone_.try_emplace(family);
  if (!added) return at->second;
  for (Gone& file : old_[family]) {
    if (at->second.size() == kMostGone) break;
    const auto opened =
        open_beneath(root_.descriptor(), file.path, O_PATH | O_NOFOLLOW, Links::follow_inside, root_.open_way());
    if (!opened && (opened.error() == ENOENT || opened.error() == ENOTDIR)) at->second.push_back(std::move(file));
  }
  old_.erase(family);
  return at->second;
}

bool GitRenames::any_gone() {
  list();
  const auto has_some = [](const auto& of) { return !of.second.empty(); };
  if (std::ranges::any_of(gone_, has_some)) return true;
  while (!old_.empty()) {
    const std::string family = old_.begin()->first;
    if (!gone_of(family).empty()) return true;
    old_.erase(family);
  }
  return false;
}

void GitRenames::read(Gone& gone) const {
  if (std::exchange(gone.read, true)) return;
  const std::optional<std::string> bytes = read_blob(repository_, gone.id, file_bytes_);
  if (!bytes) return;
  gone.whole = std::hash<std::string_view>()(*bytes);
  gone.lines = line_hashes(*bytes);
}

std::optional<GitRenames::Source> GitRenames::source_of(const std::string& path, std::string_view bytes) {
  list();
  const std::size_t whole = std::hash<std::string_view>()(bytes);
  const std::vector<std::size_t> lines = line_hashes(bytes);
  const Gone* best = nullptr;
  double best_share = 0;
  std::size_t compared = 0;
  std::vector<Gone>& gone = gone_of(rename_family(path));
  for (int wanted = 0; wanted < kRanks; ++wanted) {
    for (Gone& candidate : gone) {
      if (rank(candidate.path, path) != wanted) continue;
      if (++compared > kMostCompared) break;
      read(candidate);
      const double share = candidate.whole == whole ? 2 : similarity(lines, candidate.lines);
      if (share < 0.5 || share <= best_share) continue;
      best_share = share;
      best = &candidate;
    }
  }
  if (best == nullptr) return std::nullopt;
  std::optional<std::string> old = read_blob(repository_, best->id, file_bytes_);
  if (!old) return std::nullopt;
  return Source{best->path, *std::move(old)};
}

}  // namespace s1::workspace
