// SPDX-License-Identifier: Apache-2.0
#include "cli/baseline_file.h"

#include <filesystem>
#include <fstream>
#include <system_error>

#include "workspace/write_whole.h"

namespace s1::cli {

Result<engine::Baseline> load_baseline(const std::string& path, bool may_be_absent) {
  std::error_code failed;
  const std::filesystem::file_status status = std::filesystem::status(path, failed);
  if (!std::filesystem::exists(status) && may_be_absent) return engine::Baseline();
  // It is about to be replaced, and a pipe would be waited for.
  if (may_be_absent && std::filesystem::exists(status) && !std::filesystem::is_regular_file(status))
    return std::unexpected(Error{"not-writable", path, "the baseline cannot be written: this is no regular file",
                                 "name a file in a folder that you may write to"});
  std::ifstream in(path, std::ios::binary);
  if (!in || std::filesystem::is_directory(status))
    return std::unexpected(Error{"not-readable", path, "this baseline cannot be read",
                                 "--update-baseline beside it writes one from what is found now"});
  // A pipe is as good as a file: `--baseline <(git show main:baseline.json)`.
  std::string bytes;
  char piece[65536];
  while (in.read(piece, sizeof piece) || in.gcount() > 0) {
    bytes.append(piece, static_cast<std::size_t>(in.gcount()));
    if (bytes.size() > engine::kMostBaselineBytes) break;
  }
  return engine::read_baseline(std::move(bytes), path);
}

std::optional<Error> save_baseline(const std::string& path, const engine::Baseline& baseline) {
  const Result<void> written = workspace::write_whole(
      path, [&](const TextSink& sink) { sink(engine::write_baseline(baseline)); }, workspace::Special::refuse);
  if (written) return std::nullopt;
  return Error{"not-writable", path, "the baseline cannot be written: " + written.error().what,
               "name a file in a folder that you may write to"};
}

}  // namespace s1::cli
