// SPDX-License-Identifier: Apache-2.0
// How many Dockerfiles a scan takes in a second on one core, and beside hadolint where it is installed: the same files,
// turn by turn, each program with its rules as they are. `dockerfiles S1_INFRA FOLDER [RUNS]` takes all Dockerfiles
// below FOLDER, each into a folder of its own, again and again until there are 2,000.
#include <fmt/format.h>
#include <sched.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "process.h"

namespace {

namespace fs = std::filesystem;
using s1::bench::Finished;

constexpr std::size_t kFiles = 2'000;
constexpr double kTarget = 2'000;  // files a second

bool is_dockerfile(const fs::path& path) {
  std::string name = path.filename();
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return name == "dockerfile" || name.starts_with("dockerfile.") || name.ends_with(".dockerfile");
}

class Copies {
 public:
  explicit Copies(const fs::path& from) {
    std::vector<fs::path> sources;
    for (const fs::directory_entry& each : fs::recursive_directory_iterator(from))
      if (each.is_regular_file() && is_dockerfile(each.path())) sources.push_back(each.path());
    std::ranges::sort(sources);
    std::string name = fs::temp_directory_path() / "s1-bench-XXXXXX";
    if (sources.empty() || mkdtemp(name.data()) == nullptr) {
      fmt::print(stderr, "no Dockerfile below {}\n", from.string());
      std::exit(2);
    }
    folder = name;
    while (files.size() < kFiles)
      for (const fs::path& source : sources) {
        const fs::path copy = folder / fmt::format("group{}/case{}", files.size() / 100, files.size()) / "Dockerfile";
        fs::create_directories(copy.parent_path());
        fs::copy_file(source, copy);
        files.push_back(copy);
      }
  }
  Copies(const Copies&) = delete;
  Copies& operator=(const Copies&) = delete;
  ~Copies() { fs::remove_all(folder); }

  fs::path folder;
  std::vector<std::string> files;
};

Finished run(const std::vector<std::string>& argv, const char* must_say) {
  s1::bench::Process process(argv);
  const std::string output = process.read_all();
  const Finished finished = process.wait();
  if (finished.exit_code > 1 || !output.contains(must_say)) {
    fmt::print(stderr, "{}: exit code {}, {} bytes\n", argv.front(), finished.exit_code, output.size());
    std::exit(2);
  }
  return finished;
}

bool is_installed(const char* program) {
  return std::system(fmt::format("command -v {} >/dev/null 2>&1", program).c_str()) == 0;
}

// This and what it starts, on the core that it happens to be on.
void keep_to_one_core() {
  cpu_set_t cores;
  CPU_ZERO(&cores);
  CPU_SET(static_cast<std::size_t>(std::max(0, sched_getcpu())), &cores);
  if (sched_setaffinity(0, sizeof cores, &cores) != 0) std::exit(2);
}

}  // namespace

int main(int argc, char* argv[]) {
  if (argc < 3) return fmt::print(stderr, "usage: dockerfiles S1_INFRA FOLDER [RUNS]\n"), 2;
  const int runs = argc > 3 ? std::atoi(argv[3]) : 5;
  const Copies copies(argv[2]);
  keep_to_one_core();
  std::vector<std::string> hadolint{"hadolint", "--no-color"};
  hadolint.insert(hadolint.end(), copies.files.begin(), copies.files.end());
  const bool beside = is_installed("hadolint");

  Finished ours{1e9, 0, 0}, theirs{1e9, 0, 0};
  const auto take_best = [](Finished& best, const Finished& next) {
    if (next.milliseconds < best.milliseconds) best = next;
  };
  for (int i = 0; i < runs; ++i) {
    take_best(ours, run({argv[1], "scan", copies.folder}, "findings"));
    if (beside) take_best(theirs, run(hadolint, "DL3"));
  }
  const double a_second = static_cast<double>(copies.files.size()) * 1000 / ours.milliseconds;
  s1::bench::row(fmt::format("scan of {} Dockerfiles on one core", copies.files.size()),
                 fmt::format("{:.0f}/s", kTarget), fmt::format("{:.0f}/s; peak {:.1f} MiB", a_second, ours.mebibytes),
                 a_second >= kTarget);
  if (beside)
    s1::bench::row("  beside hadolint", "less time and memory",
                   fmt::format("1/{:.1f} of {:.0f} ms, 1/{:.1f} of {:.0f} MiB", theirs.milliseconds / ours.milliseconds,
                               theirs.milliseconds, theirs.mebibytes / ours.mebibytes, theirs.mebibytes),
                   ours.milliseconds < theirs.milliseconds && ours.mebibytes < theirs.mebibytes);
  else
    fmt::print("skipped: beside hadolint: it is not installed\n");
  return a_second >= kTarget ? 0 : 1;
}
