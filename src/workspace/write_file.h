// SPDX-License-Identifier: Apache-2.0
// Writes files beneath the root so that each is at any moment the old one or the new one, whole, even where the process
// is killed: the new text goes to a temporary file in the same folder, reaches the disk, and takes the old one's name.
//
// Mode, owner and group are kept, access control lists and extended attributes are not; other hard links to the old
// file keep the old text. A link is followed as in reading, and its target is written. A file that is not what it was
// when it was read is refused. It is looked at for the last time right before the rename; who writes to it in the
// microseconds between loses that write, since the kernel has no rename that depends on what it replaces.
#pragma once
#include <sys/stat.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/error.h"
#include "workspace/descriptor.h"
#include "workspace/folder.h"
#include "workspace/root.h"

namespace s1::workspace {

struct FileWrite {
  enum class Action : std::uint8_t { create, replace, remove };
  std::string path;  // relative to the root, with '/'; its folder must exist
  Action action = Action::replace;
  std::string text;      // what it will hold; nothing for remove
  std::string old_hash;  // hash128() of the text that the new one was made from; nothing for create
};

// One write, checked and ready, its new text on the disk under a temporary name. Nothing of it is seen before commit();
// without commit() nothing remains of it, unless its folder moved away meanwhile. The root outlives it. It holds no
// file open: there may be more writes than a process may have files.
class PreparedWrite {
 public:
  // Codes: "changed-file", "exists", "outside-root", "not-found", "not-a-file", "no-permission", "read-only",
  // "no-space", "not-writable".
  [[nodiscard]] static Result<PreparedWrite> prepare(const Root& root, FileWrite write);

  PreparedWrite(PreparedWrite&& other) noexcept;
  PreparedWrite& operator=(PreparedWrite&&) = delete;
  PreparedWrite(const PreparedWrite&) = delete;
  PreparedWrite& operator=(const PreparedWrite&) = delete;
  ~PreparedWrite();

  // The same codes. "not-synced": the file is written, but may be the old one again after a power failure.
  [[nodiscard]] Result<void> commit(const Root& root);

  [[nodiscard]] const std::string& path() const { return write_.path; }
  // Where the path leads once its links are followed: equal for two writes to one place.
  [[nodiscard]] std::pair<FileId, std::string_view> place() const { return {place_.folder_id, place_.name}; }

 private:
  struct Place {
    std::string folder;  // relative to the root
    FileId folder_id;
    std::string name;
  };
  struct OpenPlace : Place {
    Descriptor descriptor;  // of the folder
  };
  PreparedWrite(const Root& root, FileWrite write, Place place)
      : root_(&root), write_(std::move(write)), place_(std::move(place)) {}
  static Result<OpenPlace> locate(const Root& root, const FileWrite& write);
  // The state of the file at `place`, where it holds the old text.
  static Result<struct stat> look(const FileWrite& write, const OpenPlace& place);
  // The folder, where all is as it was.
  [[nodiscard]] Result<Descriptor> check_unchanged(const Root& root) const;

  const Root* root_;
  FileWrite write_;
  Place place_;
  struct stat state_{};    // of the old file
  std::string temporary_;  // its name; empty where there is none
};

// All are prepared before the first is committed, so that what can be foreseen leaves every file as it was. Code
// "same-file": two of them lead to one file.
[[nodiscard]] Result<std::vector<PreparedWrite>> prepare_all(const Root& root, std::span<const FileWrite> writes);
// In the order given: helpers first, what uses them last. Where a commit fails nevertheless after others were made, the
// error "partly-written" says which files are written and which are not.
[[nodiscard]] Result<void> commit_all(const Root& root, std::span<PreparedWrite> writes);

// The two one after the other.
[[nodiscard]] Result<void> write_files(const Root& root, std::span<const FileWrite> writes);

}  // namespace s1::workspace
