// SPDX-License-Identifier: Apache-2.0
#include "workspace/look.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "workspace/folder.h"
#include "workspace/ignore.h"
#include "workspace/names.h"
#include "workspace/open_beneath.h"

namespace s1::workspace {
namespace {

constexpr std::size_t kMostEntries = 100'000;  // of one folder
constexpr std::size_t kIgnoreBytes = 1024 * std::size_t{1024};

std::vector<DirectoryEntry> entries_of(const Root& root, std::string_view folder) {
  auto opened = open_beneath(root.descriptor(), folder, O_RDONLY | O_DIRECTORY, Links::follow_inside, root.open_way());
  if (!opened) return {};
  auto listing = list_folder(*std::move(opened), kMostEntries, {});
  return listing ? std::move(listing->entries) : std::vector<DirectoryEntry>();
}

}  // namespace

Found look(const Root& root, std::string_view path) {
  if (root.texts().contains(path)) return Found::file;
  const auto opened = open_beneath(root.descriptor(), path, O_PATH, Links::follow_inside, root.open_way());
  if (!opened) return opened.error() == ENOENT || opened.error() == ENOTDIR ? Found::nothing : Found::unclear;
  struct stat status{};
  if (::fstat(opened->get(), &status) != 0) return Found::unclear;
  return S_ISDIR(status.st_mode) ? Found::folder : Found::file;
}

std::optional<std::uint32_t> permissions(const Root& root, std::string_view path) {
  const auto opened = open_beneath(root.descriptor(), path, O_PATH, Links::follow_inside, root.open_way());
  struct stat status{};
  if (!opened || ::fstat(opened->get(), &status) != 0) return std::nullopt;
  return status.st_mode & 07777U;
}

std::vector<std::string> names_in(const Root& root, std::string_view folder) {
  std::vector<std::string> names;
  for (DirectoryEntry& entry : entries_of(root, folder)) names.push_back(std::move(entry.name));
  if (root.texts().empty()) return names;
  for (const auto& [path, text] : root.texts())
    if (parent_path(path) == folder) names.emplace_back(base_name(path));
  std::ranges::sort(names);
  const auto again = std::ranges::unique(names);
  names.erase(again.begin(), again.end());
  return names;
}

bool GitIgnores::ignores(std::string_view path) {
  // From the root down: an ignored folder takes all below with it.
  for (std::size_t end = path.find('/'); end != std::string_view::npos; end = path.find('/', end + 1))
    if (ignores_folder(path.substr(0, end))) return true;
  // It is not there, so it may have been a folder: `target/` counts for `target`.
  return ignores_entry(path, false) || ignores_entry(path, true);
}

bool GitIgnores::ignores_folder(std::string_view folder) {
  if (const auto known = folders_.find(folder); known != folders_.end()) return known->second;
  return folders_.emplace(folder, ignores_entry(folder, true)).first->second;
}

// The nearest .gitignore that says anything decides.
bool GitIgnores::ignores_entry(std::string_view entry, bool is_folder) {
  for (std::string_view folder = parent_path(entry);; folder = parent_path(folder)) {
    const std::string_view relative = folder.empty() ? entry : entry.substr(folder.size() + 1);
    const IgnoreFile::Verdict verdict = file_in(folder).match(relative, is_folder);
    if (verdict != IgnoreFile::Verdict::none) return verdict == IgnoreFile::Verdict::ignored;
    if (folder.empty()) return false;
  }
}

const IgnoreFile& GitIgnores::file_in(std::string_view folder) {
  if (const auto known = files_.find(folder); known != files_.end()) return known->second;
  const Result<std::string> text = root_.read(join(folder, ".gitignore"), kIgnoreBytes);
  return files_.emplace(folder, text ? IgnoreFile::parse(*text) : IgnoreFile()).first->second;
}

}  // namespace s1::workspace
