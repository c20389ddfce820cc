// SPDX-License-Identifier: Apache-2.0
// A folder with whatever a test puts in, removed at the end.
#pragma once
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace s1::test {

class TempTree {
 public:
  TempTree() {
    std::string name = (std::filesystem::temp_directory_path() / "s1-workspace-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
    path_ = std::filesystem::canonical(name).string();
  }
  TempTree(const TempTree&) = delete;
  TempTree& operator=(const TempTree&) = delete;
  ~TempTree() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string operator/(std::string_view name) const { return path_ + "/" + std::string(name); }

  void folder(std::string_view name) const { std::filesystem::create_directories(*this / name); }
  void write(std::string_view name, std::string_view text) const {
    make_parent(name);
    std::ofstream(*this / name, std::ios::binary) << text;
  }
  void link(std::string_view name, const std::string& target) const {
    make_parent(name);
    std::filesystem::create_symlink(target, *this / name);
  }
  void fifo(std::string_view name) const {
    make_parent(name);
    if (::mkfifo((*this / name).c_str(), 0600) != 0) throw std::runtime_error("mkfifo");
  }
  void socket(std::string_view name) const {
    make_parent(name);
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = *this / name;
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    const int bound = ::bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    ::close(descriptor);
    if (bound != 0) throw std::runtime_error("bind");
  }

 private:
  void make_parent(std::string_view name) const {
    std::filesystem::create_directories(std::filesystem::path(*this / name).parent_path());
  }
  std::string path_;
};

// Runs as a user whom permissions hold back, where the test runs as root.
class Unprivileged {
 public:
  Unprivileged() : dropped_(::geteuid() == 0 && ::seteuid(65534) == 0) {}
  Unprivileged(const Unprivileged&) = delete;
  Unprivileged& operator=(const Unprivileged&) = delete;
  ~Unprivileged() {
    if (dropped_) (void)!::seteuid(0);
  }

 private:
  bool dropped_;
};

}  // namespace s1::test
