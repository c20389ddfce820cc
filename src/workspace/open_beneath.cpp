// SPDX-License-Identifier: Apache-2.0
#include "workspace/open_beneath.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <string>
#include <vector>

namespace s1::workspace {
namespace {

using Opened = std::expected<Descriptor, int>;

// What the kernel allows in one path; beyond it openat2 gives ELOOP too.
constexpr int kMaxLinks = 40;

Opened open_component(int folder, const std::string& name, int flags) {
  int descriptor = -1;
  do descriptor = ::openat(folder, name.c_str(), flags | O_CLOEXEC | O_NOFOLLOW);
  while (descriptor < 0 && errno == EINTR);
  if (descriptor < 0) return std::unexpected(errno);
  return Descriptor(descriptor);
}

Opened open_by_openat2(int folder, const std::string& path, int flags, Links links) {
  open_how how{};
  how.flags = static_cast<std::uint64_t>(flags | O_CLOEXEC);
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
  if (links == Links::refuse) how.resolve |= RESOLVE_NO_SYMLINKS;
  const char* const name = path.empty() ? "." : path.c_str();
  // EAGAIN: something was renamed while the kernel followed a "..", and it could not tell whether that led out.
  for (int attempt = 0;; ++attempt) {
    const long descriptor = ::syscall(SYS_openat2, folder, name, &how, sizeof how);
    if (descriptor >= 0) return Descriptor(static_cast<int>(descriptor));
    if (errno != EINTR && (errno != EAGAIN || attempt >= 100)) return std::unexpected(errno);
  }
}

std::expected<std::string, int> target_of(int link) {
  std::string target(PATH_MAX, '\0');
  const ssize_t length = ::readlinkat(link, "", target.data(), target.size());
  if (length < 0) return std::unexpected(errno);
  target.resize(static_cast<std::size_t>(length));
  return target;
}

// Pushes the components of a path, the first one on top.
void push_components(std::vector<std::string>& pending, std::string_view path) {
  while (!path.empty()) {
    const std::size_t slash = path.rfind('/');
    const std::string_view name = path.substr(slash == std::string_view::npos ? 0 : slash + 1);
    if (!name.empty() && name != ".") pending.emplace_back(name);
    path = path.substr(0, slash == std::string_view::npos ? 0 : slash);
  }
}

// Every folder on the way is held open, so ".." goes back to what was really passed, and a rename meanwhile changes
// nothing.
Opened open_by_components(int folder, std::string_view path, int flags, Links links) {
  if (path.starts_with('/')) return std::unexpected(EXDEV);
  if (path.find('\0') != std::string_view::npos) return std::unexpected(EINVAL);
  std::vector<std::string> pending;
  push_components(pending, path);
  std::vector<Descriptor> passed;
  const auto here = [&] { return passed.empty() ? folder : passed.back().get(); };

  for (int links_followed = 0; !pending.empty();) {
    const std::string name = std::move(pending.back());
    pending.pop_back();
    if (name == "..") {
      if (passed.empty()) return std::unexpected(EXDEV);
      passed.pop_back();
      continue;
    }
    Opened next = open_component(here(), name, O_PATH);
    if (!next) return next;
    struct stat status{};
    if (::fstat(next->get(), &status) != 0) return std::unexpected(errno);
    if (S_ISLNK(status.st_mode)) {
      if (links == Links::refuse || ++links_followed > kMaxLinks) return std::unexpected(ELOOP);
      const auto target = target_of(next->get());
      if (!target) return std::unexpected(target.error());
      if (target->starts_with('/')) return std::unexpected(EXDEV);
      push_components(pending, *target);
    } else if (S_ISDIR(status.st_mode)) {
      passed.push_back(std::move(*next));
    } else if (!pending.empty()) {
      return std::unexpected(ENOTDIR);
    } else {
      return (flags & O_PATH) != 0 ? std::move(next) : open_component(here(), name, flags);
    }
  }
  return open_component(here(), ".", flags);
}

}  // namespace

OpenWay supported_open_way(int folder) {
  return open_by_openat2(folder, "", O_PATH, Links::refuse) ? OpenWay::openat2 : OpenWay::components;
}

std::expected<Descriptor, int> open_beneath(int folder, std::string_view path, int flags, Links links, OpenWay way) {
  // The kernel takes no path of PATH_MAX bytes, but trees may be deeper than that.
  if (way == OpenWay::components || path.size() >= PATH_MAX) return open_by_components(folder, path, flags, links);
  if (path.find('\0') != std::string_view::npos) return std::unexpected(EINVAL);
  return open_by_openat2(folder, std::string(path), flags, links);
}

}  // namespace s1::workspace
