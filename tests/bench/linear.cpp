// SPDX-License-Identifier: Apache-2.0
// Whether the time of a scan grows with the number of files and no faster: 1,000, 10,000 and 100,000 files of many
// kinds, and as many manifests that all have to do with one another, made in a temporary folder. `linear S1_INFRA
// [MOST_FILES]`
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

struct Mix {
  std::string_view name;
  std::array<Kind, 5> kinds;
  int findings_in;        // one finding at least in so many files; 0: none are expected
  double most_mebibytes;  // of memory, for 100,000 files
};

// One in five is a Dockerfile; the others are what lies beside one.
constexpr Mix kMixed{
    "files",
    {{
        {"{}.Dockerfile",
         "FROM debian:12-slim AS build\nARG VERSION={}\nRUN apt-get update && apt-get install -y gcc\nWORKDIR "
         "/src\nCOPY . "
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
    }},
    5,
    144};

// Small manifests; the Services select by one label, the Deployments take a Secret that each folder has many of.
constexpr Mix kManifests{
    "manifests",
    {{
        {"deployment-{}.yaml",
         "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: app-{0}\nspec:\n  selector: {{matchLabels: {{app: "
         "web}}}}\n"
         "  template:\n    metadata:\n      labels: {{app: web, id: \"{0}\"}}\n    spec:\n      containers:\n        - "
         "name: app\n"
         "          image: example.com/app:1.{0}\n          ports: [{{name: http, containerPort: 8080}}]\n"
         "          envFrom: [{{secretRef: {{name: shared}}}}]\n"},
        {"service-{}.yaml",
         "apiVersion: v1\nkind: Service\nmetadata:\n  name: app-{0}\nspec:\n  selector: {{app: web}}\n  ports:\n    - "
         "port: 80\n"
         "      targetPort: http\n"},
        {"secret-{}.yaml",
         "apiVersion: v1\nkind: Secret\nmetadata:\n  name: shared\ntype: Opaque\nstringData: {{key{}: value}}\n"},
        {"config-{}.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: config-{0}\ndata:\n  a: \"{0}\"\n"},
        {"policy-{}.yaml",
         "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: policy-{}\nspec:\n  podSelector: "
         "{{}}\n"},
    }},
    0,
    208};

void make(const Mix& mix, const fs::path& root, long begin, long end) {
  for (long i = begin; i < end; ++i) {
    const fs::path folder = root / fmt::format("team{}", i / 10000) / fmt::format("service{}", i / 100);
    if (i % 100 == 0) fs::create_directories(folder);
    const Kind& kind = mix.kinds[static_cast<std::size_t>(i) % mix.kinds.size()];
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

bool is_linear(const char* program, const Mix& mix, long most) {
  const TemporaryFolder folder;
  long made = 0;
  double before = 0;
  bool met_all = true;
  for (long files = 1000; files <= most; files *= 10) {
    make(mix, folder.path, std::exchange(made, files), files);
    std::vector<double> times;
    s1::bench::Scan last{};
    for (int i = 0; i < 5; ++i) {
      last = s1::bench::scan(program, folder.path);
      times.push_back(last.finished.milliseconds);
    }
    if (mix.findings_in != 0 && last.findings < files / mix.findings_in) {
      fmt::print(stderr, "{} findings in {} files\n", last.findings, files);
      return false;
    }
    // The best, not the median: a machine that is busy with other things must not look like a bad algorithm.
    const double each = *std::ranges::min_element(times) * 1000 / static_cast<double>(files);
    const double mebibytes = last.finished.mebibytes;
    const bool met = (before == 0 || each <= before * 1.5) && mebibytes <= mix.most_mebibytes;
    s1::bench::row(
        fmt::format("scan of {} {}, one of them", files, mix.name),
        fmt::format("{}{:.0f} MiB", before == 0 ? "" : fmt::format("{:.1f} µs, ", before * 1.5), mix.most_mebibytes),
        fmt::format("{:.1f} µs; peak {:.1f} MiB", each, mebibytes), met);
    met_all = met_all && met;
    before = each;
  }
  return met_all;
}

}  // namespace

int main(int argc, char* argv[]) {
  if (argc < 2) return fmt::print(stderr, "usage: linear S1_INFRA [MOST_FILES]\n"), 2;
  const long most = argc > 2 ? std::atol(argv[2]) : 100000;
  const bool mixed = is_linear(argv[1], kMixed, most), manifests = is_linear(argv[1], kManifests, most);
  return mixed && manifests ? 0 : 1;
}
