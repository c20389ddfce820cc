// SPDX-License-Identifier: Apache-2.0
#include "workspace/folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>

namespace s1::workspace {
namespace {

EntryType type_of(std::uint32_t mode) {
  if (S_ISREG(mode)) return EntryType::file;
  if (S_ISDIR(mode)) return EntryType::folder;
  return S_ISLNK(mode) ? EntryType::link : EntryType::special;
}

}  // namespace

std::expected<Listing, int> list_folder(Descriptor folder, std::size_t limit, const std::stop_token& cancelled) {
  const std::unique_ptr<DIR, int (*)(DIR*)> stream(::fdopendir(folder.get()), ::closedir);
  if (!stream) return std::unexpected(errno);
  const int descriptor = folder.release();  // the stream closes it

  Listing listing;
  while (!cancelled.stop_requested()) {
    errno = 0;
    const dirent* const found = ::readdir(stream.get());
    if (found == nullptr) {
      if (errno != 0) return std::unexpected(errno);
      break;
    }
    const std::string_view name = found->d_name;
    if (name == "." || name == "..") continue;
    if (listing.entries.size() == limit) {
      listing.truncated = true;
      break;
    }
    auto mode = static_cast<std::uint32_t>(DTTOIF(found->d_type));
    if (found->d_type == DT_UNKNOWN) {
      struct stat status{};
      if (::fstatat(descriptor, found->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
        listing.vanished.emplace_back(name);
        continue;
      }
      mode = status.st_mode;
    }
    listing.entries.push_back({std::string(name), type_of(mode), mode});
  }
  std::ranges::sort(listing.entries, {}, &DirectoryEntry::name);
  return listing;
}

std::expected<std::string, int> read_up_to(int descriptor, std::size_t limit) {
  std::string bytes(limit, '\0');
  std::size_t length = 0;
  while (length < limit) {
    const ssize_t got = ::read(descriptor, bytes.data() + length, limit - length);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::unexpected(errno);
    if (got == 0) break;
    length += static_cast<std::size_t>(got);
  }
  bytes.resize(length);
  return bytes;
}

std::optional<std::string> read_plain_file(int descriptor, std::size_t limit) {
  struct stat status{};
  if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  if (static_cast<std::uint64_t>(status.st_size) > limit) return std::nullopt;
  auto bytes = read_up_to(descriptor, static_cast<std::size_t>(status.st_size));
  if (!bytes) return std::nullopt;
  return *std::move(bytes);
}

}  // namespace s1::workspace
