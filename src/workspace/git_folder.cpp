// SPDX-License-Identifier: Apache-2.0
#include "workspace/git_folder.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "text/lower_case.h"
#include "workspace/descriptor.h"
#include "workspace/folder.h"

namespace s1::workspace {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostEntries = 1'000'000;      // of git's folder
constexpr int kMostDepth = 64;                       // of folders in it
constexpr std::size_t kMostPathBytes = 8192;         // of a file that names a folder
constexpr std::size_t kMostConfigBytes = 1U << 20U;  // of a configuration
constexpr std::size_t kMostBorrowed = 16;            // object folders

std::unexpected<Error> bad(std::string what, std::string hint) {
  return std::unexpected(Error{"bad-repository", ".git", std::move(what), std::move(hint)});
}

std::unexpected<Error> bad_folder() {
  return bad("git's folder is not where .git says, or is none", "`git fsck` says what is wrong with it");
}

bool is_absent(const fs::path& path) {
  struct stat state{};
  return ::lstat(path.c_str(), &state) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

// No link is followed, and what /proc and /sys offer, which has no size, is not read.
std::optional<std::string> read_small(const fs::path& path, std::size_t limit) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC));
  if (!file) return std::nullopt;
  return read_plain_file(file.get(), limit);
}

std::optional<fs::path> real_folder(const fs::path& path) {
  std::error_code failed;
  fs::path real = fs::canonical(path, failed);
  if (failed || !fs::is_directory(real, failed)) return std::nullopt;
  return real;
}

bool has_folder(const fs::path& folder, const char* name) {
  struct stat state{};
  return ::lstat((folder / name).c_str(), &state) == 0 && S_ISDIR(state.st_mode);
}

std::string_view without_line_end(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

bool is_plain(const fs::path& path, const struct stat& state, bool in_hooks) {
  if (S_ISREG(state.st_mode) || S_ISDIR(state.st_mode)) return true;
  // Hooks are often links to scripts of the work folder; nothing opens them here.
  struct stat target{};
  return in_hooks && S_ISLNK(state.st_mode) && (::stat(path.c_str(), &target) != 0 || S_ISREG(target.st_mode));
}

// How many entries have been seen, over all folders.
Result<void> check_tree(const fs::path& folder, std::size_t& seen) {
  std::error_code failed;
  fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, failed);
  for (; !failed && at != fs::recursive_directory_iterator(); at.increment(failed)) {
    if (++seen > kMostEntries || at.depth() > kMostDepth)
      return bad("git's folder holds very many files, or very deep folders", "clone the repository anew");
    // Most file systems tell of what type an entry is when they name it: then nothing is asked about thousands of
    // objects.
    std::error_code gone;
    if (!at->is_symlink(gone) && (at->is_regular_file(gone) || at->is_directory(gone))) continue;
    struct stat state{};
    if (::lstat(at->path().c_str(), &state) != 0) continue;  // gone meanwhile
    if (!is_plain(at->path(), state, at->path().parent_path().filename() == "hooks"))
      return bad("git's folder holds what is neither file nor folder, a link or a pipe say",
                 "clone the repository anew, without links in .git");
  }
  return {};
}

// Only as git writes it, `path = …` below a header with a line to itself: whatever is written otherwise, libgit2 might
// read in another way than is done here.
Result<void> check_config(const fs::path& file, bool may_include) {
  const auto refused = [] {
    return bad("git's configuration includes a file that is not plain, or not in the way that git writes it",
               "take [include] and [includeIf] out of .git/config");
  };
  if (is_absent(file)) return {};
  const std::optional<std::string> bytes = read_small(file, kMostConfigBytes);
  if (!bytes) return bad("git's configuration is no plain file, or very large", "`git config --list` shows it");
  const std::string text = lower_case(*bytes);
  std::size_t at = 0;
  std::size_t headers = 0;
  while ((at = text.find('[', at)) != std::string::npos) {
    const std::size_t word = text.find_first_not_of(" \t", ++at);
    if (word != std::string::npos && std::string_view(text).substr(word).starts_with("include")) ++headers;
  }
  if (headers == 0) return {};
  if (!may_include) return refused();

  bool within = false;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const std::string_view lower = without_line_end(std::string_view(text).substr(start, end - start));
    const std::string_view line = std::string_view(*bytes).substr(start, lower.size());
    start = end + 1;
    if (lower.starts_with('[')) {
      within = lower == "[include]" ||
               (lower.starts_with("[includeif \"") && lower.ends_with("\"]") && lower.find('\\') == lower.npos);
      headers -= within ? 1 : 0;
      continue;
    }
    if (!within || lower.empty()) continue;
    constexpr std::string_view kKey = "\tpath = ";
    if (!lower.starts_with(kKey) || line.find_first_of("\"\\#;~%") != line.npos) return refused();
    const fs::path target = file.parent_path() / line.substr(kKey.size());
    if (is_absent(target)) continue;  // as for git, then
    struct stat state{};
    if (::lstat(target.c_str(), &state) != 0 || state.st_size == 0) return refused();
    if (!check_config(target, false)) return refused();
  }
  if (headers != 0) return refused();
  return {};
}

// Where objects are borrowed from, as `git clone --reference` writes it.
Result<void> check_alternates(const fs::path& objects, std::size_t& seen) {
  const auto refused = [] {
    return bad("git's folder borrows objects from a folder that is none of git's",
               "`git repack -a -d` copies them, then delete .git/objects/info/alternates");
  };
  std::vector<fs::path> open = {objects};
  std::set<fs::path> known = {objects};
  for (std::size_t i = 0; i < open.size(); ++i) {
    const fs::path file = open[i] / "info/alternates";
    if (is_absent(file)) continue;
    const std::optional<std::string> text = read_small(file, kMostPathBytes * kMostBorrowed);
    if (!text) return refused();
    for (std::size_t start = 0; start < text->size();) {
      const std::size_t end = std::min(text->find_first_of("\r\n", start), text->size());
      const std::string line = text->substr(start, end - start);
      start = end + 1;
      if (line.empty() || line.starts_with('#')) continue;
      // Others would be sought from the working directory.
      if (!line.starts_with('/') && !(i == 0 && line.starts_with('.'))) return refused();
      const std::optional<fs::path> next = real_folder(open[i] / line);
      if (!next || !has_folder(*next, "pack") || !has_folder(*next, "info")) return refused();
      if (!known.insert(*next).second) continue;
      if (known.size() > kMostBorrowed) return refused();
      if (const Result<void> plain = check_tree(*next, seen); !plain) return plain;
      open.push_back(*next);
    }
  }
  return {};
}

std::optional<fs::path> folder_of(const std::string& top) {
  const fs::path git = fs::path(top) / ".git";
  if (std::optional<fs::path> folder = real_folder(git)) return folder;
  const std::optional<std::string> text = read_small(git, kMostPathBytes);
  constexpr std::string_view kKey = "gitdir: ";
  if (!text || !text->starts_with(kKey)) return std::nullopt;
  return real_folder(fs::path(top) / without_line_end(std::string_view(*text).substr(kKey.size())));
}

}  // namespace

Result<std::string> checked_git_folder(const std::string& top) {
  const std::optional<fs::path> folder = folder_of(top);
  if (!folder || is_absent(*folder / "HEAD")) return bad_folder();
  fs::path common = *folder;
  if (!is_absent(*folder / "commondir")) {
    const std::optional<std::string> text = read_small(*folder / "commondir", kMostPathBytes);
    const std::optional<fs::path> named =
        text ? real_folder(*folder / without_line_end(*text)) : std::optional<fs::path>();
    if (!named) return bad_folder();
    common = *named;
  }
  // Before anything is walked: a hostile .git may name any folder.
  if (!has_folder(common, "objects") || !has_folder(common, "refs")) return bad_folder();

  std::size_t seen = 0;
  for (const fs::path& each : {*folder, common}) {
    if (const Result<void> plain = check_tree(each, seen); !plain) return std::unexpected(plain.error());
    for (const char* name : {"config", "config.worktree"})
      if (const Result<void> config = check_config(each / name, true); !config) return std::unexpected(config.error());
    if (common == *folder) break;
  }
  if (const Result<void> objects = check_alternates(common / "objects", seen); !objects)
    return std::unexpected(objects.error());
  return folder->string();
}

}  // namespace s1::workspace
