// SPDX-License-Identifier: Apache-2.0
#include "workspace/write_whole.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdio>

#include "workspace/descriptor.h"
#include "workspace/failure.h"
#include "workspace/names.h"
#include "workspace/temporary_file.h"

namespace s1::workspace {
namespace {

constexpr int kMaxLinks = 40;

Result<void> write_to(const std::string& path, const TextProducer& text) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_NOCTTY | O_CLOEXEC));
  if (!file) return std::unexpected(write_failure(path, errno));
  FileSink sink(file.get());
  text([&](std::string_view piece) { sink.add(piece); });
  if (!sink.finish() || ::close(file.release()) != 0) return std::unexpected(write_failure(path, errno));
  return {};
}

// Where the links at the end of the path lead, whether or not there is a file.
Result<std::string> target_of(const std::string& path) {
  std::string target = path;
  for (int links = 0; links <= kMaxLinks; ++links) {
    std::string next(PATH_MAX, '\0');
    const ssize_t length = ::readlink(target.c_str(), next.data(), next.size());
    if (length < 0 && (errno == EINVAL || errno == ENOENT)) return target;
    if (length < 0) return std::unexpected(write_failure(path, errno));
    next.resize(static_cast<std::size_t>(length));
    target = next.starts_with('/') ? next : target.substr(0, target.rfind('/') + 1) + next;
  }
  return std::unexpected(write_failure(path, ELOOP));
}

}  // namespace

Result<void> write_whole(const std::string& path, const TextProducer& text, Special special) {
  const auto failed = [&](int error_number) { return std::unexpected(write_failure(path, error_number)); };
  struct stat there{};
  const bool exists = ::stat(path.c_str(), &there) == 0;
  if (exists && !S_ISREG(there.st_mode)) {
    if (special == Special::write_to) return write_to(path, text);
    return std::unexpected(not_a_file(path, there.st_mode));
  }
  const Result<std::string> target = target_of(path);
  if (!target) return std::unexpected(target.error());
  const std::string name(base_name(*target));
  const std::string parent = target->substr(0, target->size() - name.size());
  if (name.empty()) return failed(EISDIR);
  const Descriptor folder(::open(parent.empty() ? "." : parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder) return failed(errno);
  if (exists && ::faccessat(folder.get(), name.c_str(), W_OK, AT_EACCESS) != 0) return failed(errno);

  std::string temporary;
  Result<void> written = write_temporary_file(folder.get(), path, text, exists ? &there : nullptr, temporary);
  if (written && ::renameat(folder.get(), temporary.c_str(), folder.get(), name.c_str()) != 0) written = failed(errno);
  if (!written) {
    if (!temporary.empty()) (void)::unlinkat(folder.get(), temporary.c_str(), 0);
    return written;
  }
  // EINVAL: a file system that does not know how to.
  if (::fsync(folder.get()) != 0 && errno != EINVAL)
    return std::unexpected(Error{"not-synced", for_display(path),
                                 "the file is written, but the disk did not confirm it", "check the disk"});
  return {};
}

}  // namespace s1::workspace
