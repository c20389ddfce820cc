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

}  // namespace

Result<WriteAction> write_report(const workspace::Root& root, const std::string& path, const std::string& text) {
  using Action = workspace::FileWrite::Action;
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
