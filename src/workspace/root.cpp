// SPDX-License-Identifier: Apache-2.0
#include "workspace/root.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include "workspace/failure.h"
#include "workspace/folder.h"
#include "workspace/names.h"

namespace s1::workspace {
namespace {

// The path without links, "." and ".."; errno where it does not exist.
std::expected<std::string, int> canonical(const std::string& path) {
  const std::unique_ptr<char, void (*)(void*)> real(::realpath(path.c_str(), nullptr), std::free);
  if (!real) return std::unexpected(errno);
  return std::string(real.get());
}

// `path` and `root` are canonical.
std::optional<std::string> beneath(const std::string& root, std::string_view path) {
  if (path == root) return "";
  const std::size_t skipped = root == "/" ? 1 : root.size() + 1;
  if (!path.starts_with(root) || path.size() < skipped || path[skipped - 1] != '/') return std::nullopt;
  return std::string(path.substr(skipped));
}

// As the path is written: nothing is looked up.
bool leads_into(const std::string& root, const std::string& path) {
  std::error_code failed;
  std::string normal = std::filesystem::absolute(path, failed).lexically_normal().string();
  if (normal.size() > 1 && normal.ends_with('/')) normal.pop_back();
  return !failed && beneath(root, normal).has_value();
}

bool same_state(const struct stat& a, const struct stat& b) {
  const auto same_time = [](const timespec& x, const timespec& y) {
    return x.tv_sec == y.tv_sec && x.tv_nsec == y.tv_nsec;
  };
  return a.st_size == b.st_size && same_time(a.st_mtim, b.st_mtim) && same_time(a.st_ctim, b.st_ctim);
}

}  // namespace

Root::Root(Descriptor descriptor, std::string path, OpenWay way)
    : descriptor_(std::move(descriptor)), path_(std::move(path)), way_(way) {}

Result<Root> Root::open(const std::string& folder, std::optional<OpenWay> way) {
  Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!descriptor) {
    if (errno == ENOTDIR)
      return std::unexpected(
          Error{"not-a-folder", for_display(folder), "not a folder", "name the folder that holds it"});
    return std::unexpected(failure(folder, errno));
  }
  auto path = canonical(folder);
  if (!path) return std::unexpected(failure(folder, path.error()));
  const OpenWay chosen = way.value_or(supported_open_way(descriptor.get()));
  return Root(std::move(descriptor), *std::move(path), chosen);
}

Result<Root> Root::as_if(Texts texts) const {
  Descriptor copy(::fcntl(descriptor(), F_DUPFD_CLOEXEC, 0));
  if (!copy) return std::unexpected(failure(path_, errno));
  Root root(std::move(copy), path_, way_);
  root.texts_ = std::move(texts);
  return root;
}

Result<std::string> Root::read(std::string_view path, std::uint64_t limit_bytes) const {
  if (const auto at = texts_.find(path); at != texts_.end()) {
    if (at->second.size() > limit_bytes) return std::unexpected(too_large(path, at->second.size(), limit_bytes));
    return at->second;
  }
  // First without opening it for reading: opening a device may do something.
  const auto opened = [&](int flags) { return open_beneath(descriptor(), path, flags, Links::follow_inside, way_); };
  struct stat before{};
  const auto named = opened(O_PATH);
  if (!named) return std::unexpected(failure(path, named.error()));
  if (::fstat(named->get(), &before) != 0) return std::unexpected(failure(path, errno));
  if (!S_ISREG(before.st_mode)) return std::unexpected(not_a_file(path, before.st_mode));

  // What was put in its place meanwhile must not block either, hence O_NONBLOCK and the second look.
  const auto file = opened(O_RDONLY | O_NONBLOCK | O_NOCTTY);
  if (!file) return std::unexpected(failure(path, file.error()));
  if (::fstat(file->get(), &before) != 0) return std::unexpected(failure(path, errno));
  if (!S_ISREG(before.st_mode)) return std::unexpected(not_a_file(path, before.st_mode));
  const auto size = static_cast<std::uint64_t>(before.st_size);
  if (size > limit_bytes) return std::unexpected(too_large(path, size, limit_bytes));

  auto bytes = read_up_to(file->get(), size + 1);  // one more, to see whether it grew
  if (!bytes) return std::unexpected(failure(path, bytes.error()));
  struct stat after{};
  if (::fstat(file->get(), &after) != 0) return std::unexpected(failure(path, errno));
  if (bytes->size() != size || !same_state(before, after)) return std::unexpected(changed_while_read(path));
  return *std::move(bytes);
}

Result<std::string> Root::relative(const std::string& user_path, From from) const {
  if (user_path.size() >= PATH_MAX) return std::unexpected(failure(user_path, ENAMETOOLONG));
  if (user_path.contains('\0')) return std::unexpected(failure(user_path, ENOENT));  // no name has one
  std::string path = user_path.empty() ? "." : user_path;
  if (from == From::root && !path.starts_with('/')) path = path_ + "/" + path;
  // Links on the way are resolved, so that one file has one path; a link at the end is what the user meant.
  const std::string_view last = base_name(path);
  if (!last.empty() && last != "." && last != "..") {
    const std::string above(path.substr(0, path.size() - last.size()));
    const auto folder = canonical(above.empty() ? "." : above);
    struct stat status{};
    if (folder && ::lstat(path.c_str(), &status) == 0)
      if (const auto inside = beneath(path_, *folder)) return join(*inside, last);
  }
  const auto whole = canonical(path);
  // What is or is not outside is nothing to tell.
  if (!whole && !leads_into(path_, path)) return std::unexpected(failure(user_path, EXDEV));
  if (!whole) return std::unexpected(failure(user_path, whole.error()));
  if (auto inside = beneath(path_, *whole)) return *std::move(inside);
  return std::unexpected(failure(user_path, EXDEV));
}

}  // namespace s1::workspace
