// SPDX-License-Identifier: Apache-2.0
#include "workspace/temporary_file.h"

#include <fcntl.h>
#include <sys/random.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "workspace/failure.h"
#include "workspace/names.h"
#include "workspace/temporary_name.h"

namespace s1::workspace {
namespace {

// Nobody can foresee it, so nobody can put a file or a link there.
Result<std::string> temporary_name(std::string_view path) {
  unsigned char random[16];
  if (::getentropy(random, sizeof random) != 0) return std::unexpected(write_failure(path, errno));
  std::string name(kTemporaryPrefix);
  for (const unsigned char byte : random) {
    constexpr std::string_view digits = "0123456789abcdef";
    name += digits[byte >> 4U];
    name += digits[byte & 15U];
  }
  return name += kTemporarySuffix;
}

}  // namespace

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

void FileSink::flush() {
  if (error_number_ == 0 && !write_all(descriptor_, buffer_)) error_number_ = errno;
  buffer_.clear();
}

void FileSink::add(std::string_view piece) {
  constexpr std::size_t most = 256 * 1024;
  if (error_number_ != 0) return;
  if (buffer_.size() + piece.size() > most) flush();
  if (piece.size() < most) {
    buffer_ += piece;
  } else if (error_number_ == 0 && !write_all(descriptor_, piece)) {
    error_number_ = errno;
  }
}

bool FileSink::finish() {
  flush();
  errno = error_number_;
  return error_number_ == 0;
}

Result<void> write_temporary_file(int folder, std::string_view path, const TextProducer& text, const struct stat* old,
                                  std::string& name) {
  const auto failed = [&](int error_number) { return std::unexpected(write_failure(path, error_number)); };
  Result<std::string> unused = temporary_name(path);
  if (!unused) return std::unexpected(unused.error());
  const Descriptor file(::openat(folder, unused->c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                                 old == nullptr ? 0666 : 0600));
  if (!file) return failed(errno);
  name = *std::move(unused);

  if (old != nullptr) {
    struct stat made{};
    if (::fstat(file.get(), &made) != 0) return failed(errno);
    // Owner first: changing it takes set-user-ID bits away.
    if ((made.st_uid != old->st_uid || made.st_gid != old->st_gid) &&
        ::fchown(file.get(), old->st_uid, old->st_gid) != 0)
      return std::unexpected(Error{"no-permission", for_display(path),
                                   "its owner and group could not be kept; it was not written",
                                   "run as its owner, or as a user who may give files away"});
    if (::fchmod(file.get(), old->st_mode & 07777U) != 0) return failed(errno);
  }
  FileSink sink(file.get());
  text([&](std::string_view piece) { sink.add(piece); });
  if (!sink.finish() || ::fsync(file.get()) != 0) return failed(errno);
  return {};
}

}  // namespace s1::workspace
