// SPDX-License-Identifier: Apache-2.0
#include "workspace/failure.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>
#include <system_error>

#include "workspace/names.h"

namespace s1::workspace {

Error failure(std::string_view path, int error_number) {
  const auto error = [&](std::string_view code, std::string_view what, std::string_view hint) {
    return Error{std::string(code), for_display(path), std::string(what), std::string(hint)};
  };
  switch (error_number) {
    case ENOENT:
      return error("not-found", "no such file or folder", "check the path");
    case ENOTDIR:
      return error("not-found", "a part of the path is not a folder", "check the path");
    case EXDEV:
      return error(
          "outside-root", "the path leads out of the root",
          "name a path in the root, or choose another root; a link counts as inside only where it is relative");
    case ELOOP:
      return error("not-readable", "the path runs into a loop of symbolic links, or into one that must not be followed",
                   "point the link at a file in the root");
    case EACCES:
    case EPERM:
      return error("no-permission", "no permission to read it", "allow reading, or run as a user who may");
    case ENAMETOOLONG:
      return {"not-found", for_display(path.substr(0, 100)) + "…", "the path is longer than any file's",
              "check the path"};
    default:
      return error("not-readable", std::generic_category().message(error_number), "check the file system");
  }
}

Error write_failure(std::string_view path, int error_number) {
  const auto error = [&](std::string_view code, std::string_view what, std::string_view hint) {
    return Error{std::string(code), for_display(path), std::string(what), std::string(hint)};
  };
  switch (error_number) {
    case EACCES:
    case EPERM:
      return error("no-permission", "no permission to write it, or to make a file in its folder",
                   "allow writing to the file and its folder, or run as a user who may");
    case EROFS:
      return error("read-only", "the file system is read-only", "mount it for writing");
    case ENOSPC:
    case EDQUOT:
      return error("no-space", "there is no space left for it; the file is as it was", "free some space");
    case EEXIST:
      return error("exists", "there is a file of this name already", "choose another name, or delete it first");
    case EISDIR:
      return error("not-a-file", "a folder, not a file", "only regular files are written");
    case ENOENT:
    case ENOTDIR:
    case EXDEV:
    case ELOOP:
    case ENAMETOOLONG:
      return failure(path, error_number);
    default:
      return error("not-writable", std::generic_category().message(error_number), "check the file system");
  }
}

Error not_a_file(std::string_view path, std::uint32_t mode) {
  const std::string_view what = S_ISDIR(mode)    ? "a folder, not a file"
                                : S_ISFIFO(mode) ? "a named pipe, not a file"
                                : S_ISSOCK(mode) ? "a socket, not a file"
                                                 : "a device, not a file";
  return {"not-a-file", for_display(path), std::string(what), "only regular files are read"};
}

Error too_large(std::string_view path, std::uint64_t bytes, std::uint64_t limit_bytes) {
  return {"too-large", for_display(path), fmt::format("{} bytes, more than the limit of {}", bytes, limit_bytes),
          "split the file, or leave it out with an ignore file"};
}

Error changed_while_read(std::string_view path) {
  return {"changed-while-read", for_display(path), "the file changed while it was read",
          "run again when nothing writes to it"};
}

}  // namespace s1::workspace
