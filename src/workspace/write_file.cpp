// SPDX-License-Identifier: Apache-2.0
#include "workspace/write_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>

#include "text/hash.h"
#include "workspace/failure.h"
#include "workspace/folder.h"
#include "workspace/names.h"
#include "workspace/take_name.h"
#include "workspace/temporary_file.h"

namespace s1::workspace {
namespace {

constexpr int kMaxLinks = 40;
// What is larger was put there since: no file of that size is read.
constexpr off_t kMostBytes = off_t{256} * 1024 * 1024;

Error changed_file(std::string_view path) {
  return {"changed-file", for_display(path), "the file changed since it was read; it was not written",
          "run again: the fixes are computed anew"};
}

bool same_state(const struct stat& a, const struct stat& b) {
  return a.st_dev == b.st_dev && a.st_ino == b.st_ino && a.st_size == b.st_size && a.st_mode == b.st_mode &&
         a.st_uid == b.st_uid && a.st_gid == b.st_gid && a.st_mtim.tv_sec == b.st_mtim.tv_sec &&
         a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

}  // namespace

PreparedWrite::PreparedWrite(PreparedWrite&& other) noexcept
    : root_(other.root_),
      write_(std::move(other.write_)),
      place_(std::move(other.place_)),
      state_(other.state_),
      temporary_(std::exchange(other.temporary_, {})) {}

PreparedWrite::~PreparedWrite() {
  if (temporary_.empty()) return;
  // The name is random: in another folder of this name there is no such file.
  const auto folder =
      open_beneath(root_->descriptor(), place_.folder, O_RDONLY | O_DIRECTORY, Links::follow_inside, root_->open_way());
  if (folder) (void)::unlinkat(folder->get(), temporary_.c_str(), 0);
}

Result<PreparedWrite::OpenPlace> PreparedWrite::locate(const Root& root, const FileWrite& write) {
  const auto failed = [&](int error_number) { return std::unexpected(write_failure(write.path, error_number)); };
  std::string path = write.path;
  for (int links = 0; links <= kMaxLinks; ++links) {
    OpenPlace place;
    place.folder = parent_path(path);
    place.name = base_name(path);
    if (place.name.empty() || place.name == "." || place.name == "..") return failed(EISDIR);
    auto folder =
        open_beneath(root.descriptor(), place.folder, O_RDONLY | O_DIRECTORY, Links::follow_inside, root.open_way());
    if (!folder) return failed(folder.error());
    place.descriptor = *std::move(folder);
    struct stat state{};
    if (::fstat(place.descriptor.get(), &state) != 0) return failed(errno);
    place.folder_id = {state.st_dev, state.st_ino};
    // What is to be created must not be there, not even as a link; what is removed is the link itself.
    if (write.action != FileWrite::Action::replace) return place;
    std::string target(PATH_MAX, '\0');
    const ssize_t length = ::readlinkat(place.descriptor.get(), place.name.c_str(), target.data(), target.size());
    if (length < 0 && errno == EINVAL) return place;  // no link
    if (length < 0) return failed(errno);
    target.resize(static_cast<std::size_t>(length));
    if (target.starts_with('/')) return failed(EXDEV);
    path = join(parent_path(path), target);
  }
  return failed(ELOOP);
}

Result<struct stat> PreparedWrite::look(const FileWrite& write, const OpenPlace& place) {
  const auto failed = [&](int error_number) { return std::unexpected(write_failure(write.path, error_number)); };
  struct stat state{};
  if (::fstatat(place.descriptor.get(), place.name.c_str(), &state, AT_SYMLINK_NOFOLLOW) != 0) {
    if (errno == ENOENT && write.action == FileWrite::Action::create) return state;
    return errno == ENOENT ? std::unexpected(changed_file(write.path)) : failed(errno);
  }
  if (write.action == FileWrite::Action::create) return failed(EEXIST);
  if (!S_ISREG(state.st_mode)) return std::unexpected(not_a_file(write.path, state.st_mode));

  const Descriptor file(
      ::openat(place.descriptor.get(), place.name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  if (!file) return failed(errno);
  if (::fstat(file.get(), &state) != 0) return failed(errno);
  if (state.st_size > kMostBytes) return std::unexpected(changed_file(write.path));
  const auto bytes = read_up_to(file.get(), static_cast<std::size_t>(state.st_size) + 1);
  if (!bytes) return failed(bytes.error());
  if (hash128(*bytes) != write.old_hash) return std::unexpected(changed_file(write.path));
  // A file that may not be written is not to be replaced either, though the folder's permissions would allow it.
  if (::faccessat(place.descriptor.get(), place.name.c_str(), W_OK, AT_EACCESS) != 0) return failed(errno);
  return state;
}

Result<PreparedWrite> PreparedWrite::prepare(const Root& root, FileWrite write) {
  const Result<OpenPlace> place = locate(root, write);
  if (!place) return std::unexpected(place.error());
  const Result<struct stat> state = look(write, *place);
  if (!state) return std::unexpected(state.error());
  PreparedWrite prepared(root, std::move(write), static_cast<const Place&>(*place));
  prepared.state_ = *state;
  if (prepared.write_.action == FileWrite::Action::remove) return prepared;
  const bool is_new = prepared.write_.action == FileWrite::Action::create;
  const Result<void> written = write_temporary_file(
      place->descriptor.get(), prepared.write_.path, [&](const TextSink& sink) { sink(prepared.write_.text); },
      is_new ? nullptr : &prepared.state_, prepared.temporary_);
  if (!written) return std::unexpected(written.error());
  return prepared;
}

Result<Descriptor> PreparedWrite::check_unchanged(const Root& root) const {
  Result<OpenPlace> place = locate(root, write_);
  if (!place) return std::unexpected(place.error().code == "not-found" ? changed_file(write_.path) : place.error());
  if (place->name != place_.name || place->folder_id != place_.folder_id)
    return std::unexpected(changed_file(write_.path));
  const Result<struct stat> state = look(write_, *place);
  if (!state) return std::unexpected(state.error());
  if (!same_state(*state, state_)) return std::unexpected(changed_file(write_.path));
  return std::move(place->descriptor);
}

Result<void> PreparedWrite::commit(const Root& root) {
  const Result<Descriptor> unchanged = check_unchanged(root);
  if (!unchanged) return std::unexpected(unchanged.error());
  const int folder = unchanged->get();
  const char* const name = place_.name.c_str();
  int status = 0;
  switch (write_.action) {
    case FileWrite::Action::create:
      if (const Result<void> named = take_name(folder, temporary_, place_.name, write_.path); !named) return named;
      break;
    case FileWrite::Action::replace:
      status = ::renameat(folder, temporary_.c_str(), folder, name);
      if (status == 0) temporary_.clear();
      break;
    case FileWrite::Action::remove:
      status = ::unlinkat(folder, name, 0);
      break;
  }
  if (status != 0) return std::unexpected(write_failure(write_.path, errno));
  // EINVAL: a file system that does not know how to.
  if (::fsync(folder) != 0 && errno != EINVAL)
    return std::unexpected(Error{"not-synced", for_display(write_.path),
                                 "the file is written, but the disk did not confirm it", "check the disk"});
  return {};
}

Result<std::vector<PreparedWrite>> prepare_all(const Root& root, std::span<const FileWrite> writes) {
  std::vector<PreparedWrite> prepared;
  prepared.reserve(writes.size());
  for (const FileWrite& write : writes) {
    Result<PreparedWrite> next = PreparedWrite::prepare(root, write);
    if (!next) return std::unexpected(next.error());
    prepared.push_back(*std::move(next));
  }
  // Two writes to one place: the second would undo the first.
  std::vector<const PreparedWrite*> sorted;
  for (const PreparedWrite& each : prepared) sorted.push_back(&each);
  std::ranges::sort(sorted, {}, [](const PreparedWrite* each) { return each->place(); });
  const auto twice = std::ranges::adjacent_find(sorted, {}, [](const PreparedWrite* each) { return each->place(); });
  if (twice != sorted.end())
    return std::unexpected(Error{"same-file", for_display((*twice)->path()),
                                 "it is the same file as " + for_display(twice[1]->path()) + "; nothing was written",
                                 "name one of the two"});
  return prepared;
}

Result<void> commit_all(const Root& root, std::span<PreparedWrite> writes) {
  std::string written, rest;
  const auto add = [&](std::string& list, const PreparedWrite& each) {
    list += (list.empty() ? "" : ", ") + for_display(each.path());
  };
  for (std::size_t i = 0; i < writes.size(); ++i) {
    const Result<void> done = writes[i].commit(root);
    const bool replaced = done || done.error().code == "not-synced";
    if (replaced) add(written, writes[i]);
    if (done) continue;
    if (written.empty()) return done;  // all is as it was
    for (std::size_t k = replaced ? i + 1 : i; k < writes.size(); ++k) add(rest, writes[k]);
    return std::unexpected(
        Error{"partly-written", done.error().where,
              done.error().what + "; written: " + written + "; not written: " + (rest.empty() ? "none" : rest),
              done.error().hint});
  }
  return {};
}

Result<void> write_files(const Root& root, std::span<const FileWrite> writes) {
  Result<std::vector<PreparedWrite>> prepared = prepare_all(root, writes);
  if (!prepared) return std::unexpected(prepared.error());
  return commit_all(root, *prepared);
}

}  // namespace s1::workspace
