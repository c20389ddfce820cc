// SPDX-License-Identifier: Apache-2.0
// The test framework, whichever of its two majors is installed, and what most tests need.
#pragma once
#if S1_CATCH_MAJOR >= 3
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace s1::test {

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline std::filesystem::path source_dir() {
  return S1_SOURCE_DIR;
}

// The folder of shared material beside the checkout (S1_SHARED, else ../shared); empty where there is none: tests that
// need it are then skipped by name.
inline std::filesystem::path shared_dir() {
  const char* const set = std::getenv("S1_SHARED");
  const std::filesystem::path path =
      set != nullptr ? std::filesystem::path(set) : source_dir().parent_path() / "shared";
  return std::filesystem::is_directory(path) ? path : std::filesystem::path();
}

// Every how many-th of the shared Dockerfiles a test takes: under the sanitizers, which are slow, not all (S1_SAMPLE).
inline std::size_t sample_step() {
  const char* const set = std::getenv("S1_SAMPLE");
  const std::size_t step = set != nullptr ? std::strtoul(set, nullptr, 10) : 1;
  return step == 0 ? 1 : step;
}

}  // namespace s1::test
