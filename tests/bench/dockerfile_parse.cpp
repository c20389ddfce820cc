// SPDX-License-Identifier: Apache-2.0
// How fast Dockerfiles are parsed on one core: `dockerfile_parse FILE…` parses each file as it is, and all of them as
// one text, again and again for two seconds each, and prints megabytes a second.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "syntax/dockerfile/ast.h"

namespace {

double processor_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

void measure(const char* name, const std::vector<s1::Source>& sources) {
  double parsing = 0, whole = 0;
  for (const double end = processor_seconds() + 2; processor_seconds() < end;) {
    // Small files are parsed often enough for the clock to tell.
    double bytes = 0, parsed = 0;
    const double begin = processor_seconds();
    while (bytes < 4e6) {
      const double from = processor_seconds();
      std::vector<s1::dockerfile::File> files;
      files.reserve(sources.size());
      for (const s1::Source& source : sources) {
        files.push_back(s1::dockerfile::File::parse(source));
        bytes += source.size();
      }
      parsed += processor_seconds() - from;
    }
    parsing = std::max(parsing, bytes / 1e6 / parsed);
    whole = std::max(whole, bytes / 1e6 / (processor_seconds() - begin));
  }
  std::printf("%-12s %7.1f MB/s, freed too %7.1f MB/s\n", name, parsing, whole);
}

}  // namespace

int main(int argc, char* argv[]) {
  std::vector<s1::Source> apart;
  std::string whole;
  for (int i = 1; i < argc; ++i) {
    std::ifstream in(argv[i], std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    whole.append(text).append("\n");
    apart.emplace_back(std::move(text));
  }
  if (whole.empty()) {
    std::fprintf(stderr, "usage: dockerfile_parse FILE...\n");
    return 2;
  }
  const std::size_t bytes = whole.size();
  std::printf("%zu files, %.1f MB\n", apart.size(), static_cast<double>(bytes) / 1e6);
  measure("one by one", apart);
  std::vector<s1::Source> one;
  one.emplace_back(std::move(whole));
  measure("as one text", one);
}
