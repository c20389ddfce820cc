// SPDX-License-Identifier: Apache-2.0
#include "workspace/problem.h"

#include <fmt/format.h>

#include <cerrno>
#include <utility>

#include "workspace/failure.h"
#include "workspace/names.h"

namespace s1::workspace::problem {
namespace {

Problem make(std::string_view path, std::string_view code, std::string message, std::string_view hint) {
  return {path.empty() ? "." : for_display(path), std::string(code), std::move(message), std::string(hint)};
}

Problem from(std::string_view path, Error error) {
  return make(path, error.code, std::move(error.what), error.hint);
}

}  // namespace

Problem of_errno(std::string_view path, int error_number) {
  // Paths are opened without following links: ELOOP, like ENOTDIR, means that something else stands there now.
  if (error_number == ENOENT || error_number == ENOTDIR || error_number == ELOOP)
    return make(path, "vanished", "it was there when its folder was listed, and is not any more",
                "run again when nothing changes the files");
  return from(path, failure(path, error_number));
}

Problem of_link(std::string_view path, int error_number) {
  switch (error_number) {
    case EXDEV:
      return make(path, "link-outside-root", "a link that leads out of the root, or is absolute; not followed",
                  "make it a relative link to something in the root");
    case ELOOP:
      return make(path, "link-loop", "a link that leads back to itself", "point it at a file");
    case ENOENT:
    case ENOTDIR:
      return make(path, "link-broken", "a link to something that is not there",
                  "remove the link, or bring back what it names");
    default:
      return from(path, failure(path, error_number));
  }
}

Problem unreadable_name(std::string_view path) {
  return make(path, "unreadable-name", "the name holds control or invisible characters, or is not UTF-8; not scanned",
              "rename it");
}

Problem not_a_file(std::string_view path, std::uint32_t mode) {
  return from(path, workspace::not_a_file(path, mode));
}

Problem too_large(std::string_view path, std::uint64_t bytes, std::uint64_t limit_bytes) {
  return from(path, workspace::too_large(path, bytes, limit_bytes));
}

Problem too_deep(std::string_view path, std::uint32_t limit) {
  return make(path, "too-deep", fmt::format("more than {} folders deep; not entered", limit),
              "scan this folder by its own path");
}

Problem too_many_files(std::string_view folder, std::uint32_t limit) {
  return make(folder, "too-many-files",
              fmt::format("the limit of {} files and folders was reached here; the rest was not looked at", limit),
              "scan a part of the tree, or leave folders out with an ignore file");
}

Problem link_to_holder(std::string_view path) {
  return make(path, "link-loop", "a link to a folder that holds it; not followed", "remove the link");
}

Problem link_to_folder(std::string_view path) {
  return make(path, "link-to-folder", "a link to a folder that is not walked here; links to folders are not followed",
              "scan that folder by its own path");
}

}  // namespace s1::workspace::problem
