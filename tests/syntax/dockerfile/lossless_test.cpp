// SPDX-License-Identifier: Apache-2.0
// The properties of invariants.h on every Dockerfile at hand, on what is left of them when they are cut or damaged, and
// on odd bytes.
#include <algorithm>
#include <iostream>
#include <random>
#include <vector>

#include "syntax/dockerfile/ast.h"
#include "syntax/dockerfile/invariants.h"
#include "test.h"

namespace s1::dockerfile {
namespace {

using namespace std::string_literals;

std::string problem(std::string bytes) {
  const Source source(std::move(bytes));
  const File file = File::parse(source);
  (void)dump(file);
  return Invariants::broken(file);
}

bool looks_like_dockerfile(const std::filesystem::path& path) {
  std::string name = path.filename().string();
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return name.contains("dockerfile") || name.contains("containerfile");
}

std::vector<std::filesystem::path> dockerfiles() {
  std::vector<std::filesystem::path> result;
  const std::filesystem::path shared = test::shared_dir();
  if (shared.empty()) return result;
  for (const char* const folder : {"corpus", "bench", "buildkit-parser"})
    for (const auto& entry : std::filesystem::recursive_directory_iterator(shared / folder))
      if (entry.is_regular_file() && looks_like_dockerfile(entry.path())) result.push_back(entry.path());
  std::ranges::sort(result);
  return result;
}

// Every construct, for damage.
constexpr std::string_view kAll =
    "\xEF\xBB\xBF# syntax=docker/dockerfile:1\r\n"
    "# escape=\\\r\n"
    "ARG BASE=alpine:3.20 TAG=\"a b\"\n"
    "# the builder\n"
    "FROM --platform=$BUILDPLATFORM ${BASE%:*}:${TAG:-1} AS build\n"
    "ENV A=1 \\\n"
    "  # why\n"
    "\n"
    "  B=\"x $A\" C='it''s' \\\n"
    "  D=e\\ f\n"
    "ENV LEGACY the rest \"of it\n"
    "SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\n"
    "RUN --mount=type=cache,target=/c --network=\"none\" apt-get update \\\n"
    " && echo 'a  b' | tee /x\n"
    "RUN <<-EOF 3<<'E 2' cat\n"
    "\techo $A\n"
    "\tEOF\n"
    "raw\n"
    "E 2\n"
    "COPY --from=build <<A <<B /dest/\n"
    "1\n"
    "A\n"
    "2\n"
    "B\n"
    "ONBUILD HEALTHCHECK --interval=5s CMD [\"curl\", \"\\u00e9\\n\"]\n"
    "LABEL \"a.b\"=c d=\"e\\\n"
    "f\"\n"
    "VOLUME [\"/a\", \"/b\"]\n"
    "EXPOSE 80/tcp 443\n"
    "FORM alpine\n"
    "CMD [\"sh\", \"-c\", \"echo \\\"$0\\\"\"]";

TEST_CASE("every Dockerfile at hand prints back to its bytes") {
  const std::vector<std::filesystem::path> files = dockerfiles();
  if (files.empty()) {
    std::cout << "skipped: every Dockerfile at hand prints back to its bytes: no shared folder\n";
    return;
  }
  CHECK(files.size() > 500);
  for (const std::filesystem::path& path : files) {
    INFO(path.string());
    CHECK(problem(test::read_file(path)) == "");
  }
}

TEST_CASE("a file cut at any byte keeps its properties") {
  for (std::size_t size = 0; size <= kAll.size(); ++size) {
    CAPTURE(size);
    CHECK(problem(std::string(kAll.substr(0, size))) == "");
    CHECK(problem(std::string(kAll.substr(size))) == "");
  }
}

TEST_CASE("a damaged file keeps its properties") {
  std::mt19937 random(7);
  const std::string bytes = "\n\r\t \\`'\"$<{}[]#-=:%/@,\0\x80\xC2\xA0\xFF\x0b"s + "aEO19";
  const auto below = [&](std::size_t end) { return random() % end; };
  for (int round = 0; round < 2'000; ++round) {
    std::string text(kAll);
    for (std::size_t changes = 1 + below(6); changes > 0; --changes) {
      const std::size_t at = below(text.size());
      switch (below(4)) {
        case 0:
          text[at] = bytes[below(bytes.size())];
          break;
        case 1:
          text.insert(at, 1, bytes[below(bytes.size())]);
          break;
        case 2:
          text.erase(at, 1 + below(20));
          break;
        default:
          text.insert(at, text.substr(below(text.size()), below(40)));
      }
    }
    const std::string found = problem(text);
    if (!found.empty()) {
      CAPTURE(round, text);
      CHECK(found == "");
    }
  }
}

TEST_CASE("odd files keep their properties") {
  const std::string odd[] = {
      "",
      "\n",
      "\r",
      "\r\n\r\n",
      "\\",
      "\\\n",
      "\\\n\\\n\\",
      "\xEF\xBB\xBF",
      "\xEF\xBB\xBF\xEF\xBB\xBF",
      "#",
      "#\n#",
      "\0"s,
      "FROM a\0b\n"s,
      "FROM \xFF\xFE\n",
      "\xC2\xA0"
      "FROM a\xC2\xA0\n",
      "RUN \\\n\xE2\x80\x83\n a",
      "FROM a\r\r\nRUN b\\\r\n c\r\r\n",
      "ENV\\\n A=1",
      "EN\\\nV A=1",
      "FROM --pl\\\natform=x a",
      "COPY --from=\\\n\"a b\" x y",
      "CMD [\"a\\\n b\"]",
      "RUN <<A\\\nB\nx\nAB\n",
      "RUN <<A",
      "RUN <<A\n",
      "RUN <<A\nA",
      "ONBUILD ONBUILD ONBUILD ONBUILD ONBUILD ONBUILD RUN a",
      "# escape=`\nRUN a `\n b\n",
      "HEALTHCHECK\tCMD\t[\"a\"]",
  };
  for (const std::string& text : odd) {
    CAPTURE(text);
    CHECK(problem(text) == "");
  }
}

}  // namespace
}  // namespace s1::dockerfile
