// SPDX-License-Identifier: Apache-2.0
#include "workspace/git_index.h"

#include <fcntl.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "workspace/descriptor.h"
#include "workspace/folder.h"

namespace s1::workspace {
namespace {

constexpr std::size_t kMostBytes = 512U << 20U;
constexpr std::size_t kMostPath = 4096;
constexpr std::size_t kIdBytes = 20;  // sha1; repositories of other hashes are refused before
constexpr std::size_t kHeaderBytes = 12;
constexpr std::size_t kFixedBytes = 62;  // of an entry, before its path

GitTime time_of(const struct timespec& time) {
  return {static_cast<std::uint32_t>(time.tv_sec), static_cast<std::uint32_t>(time.tv_nsec)};
}

// Some file systems and some builds of git keep no nanoseconds.
bool is_same_time(GitTime kept, const struct timespec& now) {
  const GitTime time = time_of(now);
  return kept.seconds == time.seconds && (kept.nanoseconds == 0 || kept.nanoseconds == time.nanoseconds);
}

class IndexReader {
 public:
  IndexReader(std::string_view bytes, std::string_view prefix) : bytes_(bytes), prefix_(prefix) {}

  bool read(std::vector<IndexEntry>& into) {
    if (bytes_.size() < kHeaderBytes + kIdBytes || !bytes_.starts_with("DIRC")) return false;
    const std::size_t end = bytes_.size() - kIdBytes;  // a checksum ends it
    version_ = number(4);
    if (version_ < 2 || version_ > 4) return false;
    const std::uint32_t count = number(8);
    at_ = kHeaderBytes;
    for (std::uint32_t i = 0; i < count; ++i)
      if (!read_entry(end, into)) return false;
    // Of the extensions, only a split index, which has its entries in another file, changes what they are.
    return !(at_ + 8 <= end && bytes_.substr(at_, 4) == "link");
  }

 private:
  [[nodiscard]] std::uint32_t number(std::size_t at) const {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 8U | static_cast<unsigned char>(bytes_[at + i]);
    return value;
  }

  bool read_entry(std::size_t end, std::vector<IndexEntry>& into) {
    const std::size_t begin = at_;
    if (end - begin < kFixedBytes) return false;
    IndexEntry entry;
    entry.changed = {number(begin), number(begin + 4)};
    entry.modified = {number(begin + 8), number(begin + 12)};
    entry.inode = number(begin + 20);
    entry.mode = number(begin + 24);
    entry.size = number(begin + 36);
    std::memcpy(entry.id.id, bytes_.data() + begin + 40, kIdBytes);
    const auto flags = number(begin + 58) & 0xFFFFU;
    entry.is_conflicted = (flags & 0x3000U) != 0;
    at_ = begin + kFixedBytes;
    if ((flags & 0x4000U) != 0) {
      if (version_ < 3 || end - at_ < 2) return false;
      const auto more = static_cast<unsigned char>(bytes_[at_]);
      entry.is_left_out = (more & 0x40U) != 0;
      entry.is_intended = (more & 0x20U) != 0;
      at_ += 2;
    }
    if (!read_path(begin, end)) return false;
    if (!path_.starts_with(prefix_)) return true;
    entry.path = path_.substr(prefix_.size());
    if (!into.empty() && into.back().path == entry.path)
      into.back().is_conflicted = true;
    else
      into.push_back(std::move(entry));
    return true;
  }

  // Version 4: how many bytes of the path before are dropped, then what comes in their place.
  bool read_path(std::size_t begin, std::size_t end) {
    if (version_ == 4) {
      std::size_t dropped = 0;
      if (!read_varint(end, dropped) || dropped > path_.size()) return false;
      path_.resize(path_.size() - dropped);
    } else {
      path_.clear();
    }
    const std::size_t nul = bytes_.substr(0, end).find('\0', at_);
    if (nul == std::string_view::npos || path_.size() + (nul - at_) > kMostPath) return false;
    path_.append(bytes_.substr(at_, nul - at_));
    at_ = version_ == 4 ? nul + 1 : begin + (nul - begin) / 8 * 8 + 8;  // padded to eight with at least one NUL
    return at_ <= end && !path_.empty();
  }

  bool read_varint(std::size_t end, std::size_t& value) {
    for (int i = 0; i < 4 && at_ < end; ++i) {
      const auto byte = static_cast<unsigned char>(bytes_[at_++]);
      value = (i == 0 ? 0 : (value + 1) << 7U) | (byte & 0x7FU);
      if ((byte & 0x80U) == 0) return true;
    }
    return false;
  }

  std::string_view bytes_;
  std::string_view prefix_;
  std::size_t at_ = 0;
  std::uint32_t version_ = 0;
  std::string path_;
};

}  // namespace

bool IndexEntry::is_clean(const struct stat& status, GitTime index_written) const {
  if (is_conflicted || is_intended || modified >= index_written) return false;
  return is_same_time(modified, status.st_mtim) && is_same_time(changed, status.st_ctim) &&
         inode == static_cast<std::uint32_t>(status.st_ino) && size == static_cast<std::uint32_t>(status.st_size);
}

std::optional<std::vector<IndexEntry>> parse_index(std::string_view bytes, std::string_view prefix) {
  std::vector<IndexEntry> entries;
  if (!IndexReader(bytes, prefix).read(entries)) return std::nullopt;
  if (!std::ranges::is_sorted(entries, {}, &IndexEntry::path)) std::ranges::sort(entries, {}, &IndexEntry::path);
  return entries;
}

std::optional<GitIndex> read_index(const std::string& git_folder, std::string_view prefix) {
  const Descriptor file(
      ::open((git_folder + "/index").c_str(), O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC));
  struct stat status{};
  if (!file || ::fstat(file.get(), &status) != 0) return std::nullopt;
  const std::optional<std::string> bytes = read_plain_file(file.get(), kMostBytes);
  if (!bytes) return std::nullopt;
  std::optional<std::vector<IndexEntry>> entries = parse_index(*bytes, prefix);
  if (!entries) return std::nullopt;
  return GitIndex{*std::move(entries), time_of(status.st_mtim)};
}

}  // namespace s1::workspace
