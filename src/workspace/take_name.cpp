// SPDX-License-Identifier: Apache-2.0
#include "workspace/take_name.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <cerrno>

#include "workspace/failure.h"
#include "workspace/names.h"

namespace s1::workspace {
namespace {

// What a kernel, a file system (renameat2(2), link(2): NFS and 9p know no RENAME_NOREPLACE; exFAT, FAT and many FUSE
// file systems no hard links) or the seccomp filter of a container says to a call that it does not know.
bool is_unknown(int error_number) {
  return error_number == EINVAL || error_number == ENOSYS || error_number == EOPNOTSUPP || error_number == EPERM;
}

}  // namespace

Result<void> take_name(int folder, std::string& temporary, const std::string& name, std::string_view path) {
  if (::renameat2(folder, temporary.c_str(), folder, name.c_str(), RENAME_NOREPLACE) == 0) {
    temporary.clear();
    return {};
  }
  const int rename_error = errno;
  if (!is_unknown(rename_error)) return std::unexpected(write_failure(path, rename_error));
  // A link takes no name that someone has, either; but the file has two names until the other one is removed.
  if (::linkat(folder, temporary.c_str(), folder, name.c_str(), 0) == 0) {
    if (::unlinkat(folder, temporary.c_str(), 0) == 0) temporary.clear();
    return {};
  }
  const int link_error = errno;
  // EPERM from both may be said in earnest.
  if (!is_unknown(link_error) || (rename_error == EPERM && link_error == EPERM))
    return std::unexpected(write_failure(path, link_error));
  return std::unexpected(Error{"not-writable", for_display(path),
                               "this file system cannot name a new file without the risk of replacing another; it was "
                               "not written",
                               "work in a folder on another file system"});
}

}  // namespace s1::workspace
