// SPDX-License-Identifier: Apache-2.0
#include "workspace/read_tail.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <vector>

#include "workspace/failure.h"
#include "workspace/folder.h"
#include "workspace/open_beneath.h"

namespace s1::workspace {
namespace {

constexpr std::uint64_t kMostBytes = 1024ULL * 1024 * 1024;

// Line ends in the next `bytes` bytes; errno where they cannot be read.
std::expected<std::uint32_t, int> count_lines(int descriptor, std::uint64_t bytes) {
  std::vector<char> buffer(64U * 1024);
  std::uint32_t lines = 0;
  while (bytes > 0) {
    const ssize_t got = ::read(descriptor, buffer.data(), std::min<std::uint64_t>(buffer.size(), bytes));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::unexpected(errno);
    if (got == 0) break;
    lines += static_cast<std::uint32_t>(std::count(buffer.begin(), buffer.begin() + got, '\n'));
    bytes -= static_cast<std::uint64_t>(got);
  }
  return lines;
}

}  // namespace

Result<Tail> read_tail(const Root& root, std::string_view path, std::uint64_t limit_bytes) {
  // As Root::read(): what the path names is looked at before it is opened for reading, and again after.
  const auto opened = [&](int flags) {
    return open_beneath(root.descriptor(), path, flags, Links::follow_inside, root.open_way());
  };
  struct stat status{};
  const auto named = opened(O_PATH);
  if (!named) return std::unexpected(failure(path, named.error()));
  if (::fstat(named->get(), &status) != 0) return std::unexpected(failure(path, errno));
  if (!S_ISREG(status.st_mode)) return std::unexpected(not_a_file(path, status.st_mode));
  const auto file = opened(O_RDONLY | O_NONBLOCK | O_NOCTTY);
  if (!file) return std::unexpected(failure(path, file.error()));
  if (::fstat(file->get(), &status) != 0) return std::unexpected(failure(path, errno));
  if (!S_ISREG(status.st_mode)) return std::unexpected(not_a_file(path, status.st_mode));

  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (size > kMostBytes) return std::unexpected(too_large(path, size, kMostBytes));
  Tail tail;
  if (size > limit_bytes) {
    const auto before = count_lines(file->get(), size - limit_bytes);
    if (!before) return std::unexpected(failure(path, before.error()));
    tail.whole = false;
    tail.first_line = *before + 1;
  }
  auto bytes = read_up_to(file->get(), std::min(size, limit_bytes));
  if (!bytes) return std::unexpected(failure(path, bytes.error()));
  tail.bytes = *std::move(bytes);
  if (!tail.whole) {
    const std::size_t end = tail.bytes.find('\n');
    tail.bytes.erase(0, end == std::string::npos ? tail.bytes.size() : end + 1);
    ++tail.first_line;
  }
  return tail;
}

}  // namespace s1::workspace
