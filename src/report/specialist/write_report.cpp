// SPDX-License-Identifier: Apache-2.0
#include "report/specialist/write_report.h"

#include <algorithm>
#include <array>

#include "text/hash.h"
#include "workspace/write_file.h"

namespace s1::report {
namespace {

constexpr std::uint64_t kMostBytes = 64U * 1024 * 1024;

// What each form of a report begins with, or has near its beginning.
bool is_report(std::string_view text) {
  const std::string_view head = text.substr(0, 4'096);
  const auto has = [&](std::string_view mark) { return head.find(mark) != std::string_view::npos; };
  return head.starts_with("# Infrastructure report: ") || has("<meta name=\"generator\" content=\"s1-infra") ||
         (has("\"status\"") && has("\"implementation\"") && has("\"files_created\""));
}

// ".git" as any file system may take it.
bool is_git_folder(std::string_view name) {
  return name.size() == 4 && std::ranges::equal(name, std::string_view(".git"), [](char a, char b) {
           return a == b || (a >= 'A' && a <= 'Z' && a + ('a' - 'A') == b);
         });
}

bool is_in_git_folder(std::string_view path) {
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    if (is_git_folder(path.substr(0, end))) return true;
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return false;
}

}  // namespace

bool is_written_report(const workspace::Root& root, const std::string& path) {
  constexpr std::array<std::string_view, 5> kEndings = {".html", ".htm", ".md", ".markdown", ".json"};
  if (std::ranges::none_of(kEndings, [&](std::string_view ending) { return path.ends_with(ending); })) return false;
  const Result<std::string> text = root.read(path, kMostBytes);
  return text && is_report(*text);
}

Result<WriteAction> write_report(const workspace::Root& root, const std::string& path, const std::string& text) {
  using Action = workspace::FileWrite::Action;
  if (is_in_git_folder(path))
    return std::unexpected(
        Error{"outside-root", path, "this is git's own folder", "name a file of the project as output"});
  const Result<std::string> old = root.read(path, kMostBytes);
  if (!old && old.error().code != "not-found") return std::unexpected(old.error());
  if (old && *old == text) return WriteAction::exists;
  if (old && !is_report(*old))
    return std::unexpected(Error{"exists", path, "there is a file of this name, and it is no report of this program",
                                 "name another file as output, or remove this one"});
  const std::array writes = {
      workspace::FileWrite{path, old ? Action::replace : Action::create, text, old ? hash128(*old) : std::string()}};
  if (const Result<void> written = workspace::write_files(root, writes); !written)
    return std::unexpected(written.error());
  return old ? WriteAction::modify : WriteAction::create;
}

}  // namespace s1::report
