// SPDX-License-Identifier: Apache-2.0
#include "vsm/state_text.h"

#include "facts/secret_patterns.h"
#include "workspace/look.h"
#include "workspace/names.h"
#include "workspace/read_tail.h"
#include "workspace/text_file.h"

namespace s1::vsm {
namespace {

constexpr std::uint64_t kMostBytes = 100'000;

Result<std::string> bytes_of(const workspace::Root& root, const std::string& path, StateFile file) {
  if (file != StateFile::execution_log) return root.read(path, kMostBytes);
  Result<workspace::Tail> tail = workspace::read_tail(root, path, kMostBytes);
  if (!tail) return std::unexpected(tail.error());
  return std::move(tail->bytes);
}

}  // namespace

std::string state_folder(const workspace::Root& root, std::string_view project) {
  if (project == kStateFolder || project.ends_with("/" + std::string(kStateFolder))) return std::string(project);
  if (workspace::base_name(project) == ".claude") return workspace::join(project, workspace::base_name(kStateFolder));
  if (workspace::look(root, project) == workspace::Found::file) {
    const std::string_view folder = workspace::parent_path(project);
    return folder == project ? std::string(kStateFolder) : state_folder(root, folder);
  }
  return workspace::join(project, kStateFolder);
}

std::vector<StateFile> present_files(const workspace::Root& root, std::string_view project) {
  const std::string folder = state_folder(root, project);
  std::vector<StateFile> files;
  for (const StateFile file : kStateFiles)
    if (workspace::look(root, workspace::join(folder, file_name(file))) == workspace::Found::file)
      files.push_back(file);
  return files;
}

Result<std::string> state_text(const workspace::Root& root, std::string_view project, StateFile file) {
  const std::string path = workspace::join(state_folder(root, project), file_name(file));
  const Result<std::string> bytes = bytes_of(root, path, file);
  if (!bytes) return std::unexpected(bytes.error());
  if (std::optional<Error> error = workspace::not_text(path, *bytes)) return std::unexpected(*std::move(error));
  return facts::scrub(*bytes);
}

}  // namespace s1::vsm
