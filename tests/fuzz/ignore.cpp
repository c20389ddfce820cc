// SPDX-License-Identifier: Apache-2.0
// An ignore file, a NUL byte, and the path that it is asked about: all three languages, with what must hold of every
// answer.
#include "workspace/ignore.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "workspace/kind.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace s1::workspace;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t end = input.find('\0');
  const std::string_view file = input.substr(0, end);
  const std::string_view path = end == std::string_view::npos ? std::string_view() : input.substr(end + 1);

  const IgnoreFile ignore = IgnoreFile::parse(file);
  const IgnoreFile::Verdict as_file = ignore.match(path, false);
  // A pattern for folders only may decide otherwise, but never makes nothing of something.
  if (as_file != IgnoreFile::Verdict::none) require(ignore.match(path, true) != IgnoreFile::Verdict::none);
  // The last match decides.
  if (file.find_first_of("\r\n") == std::string_view::npos && !path.empty()) {
    const std::string with_all = std::string(file) + "\n*\n";
    require(IgnoreFile::parse(with_all).match(path, false) == IgnoreFile::Verdict::ignored);
  }

  const DockerIgnore docker = DockerIgnore::parse(file);
  if (docker.ignores(path) && file.find('!') == std::string_view::npos)
    require(docker.ignores(std::string(path) + "/below"));

  (void)glob_match(file, path);
  const std::string_view head = input.substr(0, kSniffBytes);
  for (const char* name : {"a.yaml", "a.json", "a.groovy", "Dockerfile.txt", "a.pod", "templates/a.tpl"})
    (void)guess_kind(name, head);
  (void)guess_kind(path, file.substr(0, kSniffBytes));
  (void)guess_kind_of_content(head);
  return 0;
}
