// SPDX-License-Identifier: Apache-2.0
// Whether the time of a scan grows with the number of files and no faster: 1,000, 10,000 and 100,000 files, made in a
// temporary folder. `linear S1_INFRA [MOST_FILES]`
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <utility>

#include "scan.h"

namespace {

namespace fs = std::filesystem;

struct Kind {
  std::string_view name;  // {} is the number of the file
  std::string_view text;
};

// One in five is a Dockerfile; the others are what lies beside one.
constexpr std::array<Kind, 5> kKinds{{
    {"{}.Dockerfile",
     "FROM debian:12-slim AS build\nARG VERSION={}\nRUN apt-get update && apt-get install -y gcc\nWORKDIR /src\nCOPY . "
     ".\n"
     "RUN make -j2 && make install\nFROM debian:12-slim\nCOPY --from=build /usr/local /usr/local\nUSER root\nCMD "
     "[\"app\"]\n"},
    {"deployment-{}.yaml",
     "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: app-{}\nspec:\n  template:\n    spec:\n      "
     "containers:\n"
     "        - name: app\n          image: app:latest\n"},
    {"main-{}.tf", "resource \"aws_s3_bucket\" \"b{}\" {{\n  bucket = \"logs\"\n}}\n"},
    {"app-{}.py", "import sys\n\n\ndef main():\n    print('service {}', sys.argv)\n"},
    {"notes-{}.md", "# Service {}\n\nHow to run it: read the Dockerfile.\n"},
}};

void make(const fs::path& root, long begin, long end) {
  for (long i = begin; i < end; ++i) {
    const fs::path folder = root / fmt::format("team{}", i / 10000) / fmt::format("service{}", i / 100);
    if (i % 100 == 0) fs::create_directories(folder);
    const Kind& kind = kKinds[static_cast<std::size_t>(i) % kKinds.size()];
    std::ofstream(folder / fmt::format(fmt::runtime(kind.name), i)) << fmt::format(fmt::runtime(kind.text), i);
  }
}

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = fs::temp_directory_path() / "s1-bench-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) std::exit(2);
    path = name;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() { fs::remove_all(path); }

  fs::path path;
};

}  // namespace

int main(int argc, char* argv[]) {
  if (argc < 2) return fmt::print(stderr, "usage: linear S1_INFRA [MOST_FILES]\n"), 2;
  const long most = argc > 2 ? std::atol(argv[2]) : 100000;
  const TemporaryFolder folder;
  long made = 0;
  double before = 0;
  bool linear = true;
  for (long files = 1000; files <= most; files *= 10) {
    make(folder.path, std::exchange(made, files), files);
    std::vector<double> times;
    s1::bench::Scan last{};
    for (int i = 0; i < 5; ++i) {
      last = s1::bench::scan(argv[1], folder.path);
      times.push_back(last.finished.milliseconds);
    }
    if (last.findings < files / 5) return fmt::print(stderr, "{} findings in {} files\n", last.findings, files), 2;
    // The best, not the median: a machine that is busy with other things must not look like a bad algorithm.
    const double each = *std::ranges::min_element(times) * 1000 / static_cast<double>(files);
    const bool met = before == 0 || each <= before * 1.5;
    s1::bench::row(fmt::format("scan of {} files, a file", files),
                   before == 0 ? "-" : fmt::format("{:.1f} µs", before * 1.5),
                   fmt::format("{:.1f} µs; peak {:.1f} MiB", each, last.finished.mebibytes), met);
    linear = linear && met;
    before = each;
  }
  return linear ? 0 : 1;
}
