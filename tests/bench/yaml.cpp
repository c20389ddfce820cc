// SPDX-License-Identifier: Apache-2.0
// How fast YAML is read on one core, against libyaml's bare events over the same bytes: `yaml FILE…` reads each file as
// it is, and all of them as one stream of documents; each way both by turns for four seconds. Prints megabytes a second
// and the quotient of the medians; exits 1 where it is over 1.5.
#include <yaml.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "syntax/yaml/read.h"

namespace {

constexpr double kMost = 1.5;
constexpr std::size_t kLeastTurns = 15;

double processor_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

// Returns the number of events, so that nothing is left out.
std::size_t bare_events(std::string_view bytes) {
  yaml_parser_t parser;
  if (yaml_parser_initialize(&parser) == 0) return 0;
  yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&parser, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  std::size_t count = 0;
  for (bool more = true; more;) {
    yaml_event_t event;
    if (yaml_parser_parse(&parser, &event) == 0) break;
    more = event.type != YAML_STREAM_END_EVENT && event.type != YAML_NO_EVENT;
    yaml_event_delete(&event);
    ++count;
  }
  yaml_parser_delete(&parser);
  return count;
}

double median(std::vector<double>& values) {
  std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
  return values[values.size() / 2];
}

// Whether the target was met.
bool measure(const char* name, const std::vector<s1::Source>& sources) {
  double bytes = 0;
  for (const s1::Source& source : sources) bytes += source.size();
  std::vector<double> ours, bare;
  std::size_t events = 0, nodes = 0;
  for (const double end = processor_seconds() + 4; processor_seconds() < end || ours.size() < kLeastTurns;) {
    double begin = processor_seconds();
    for (const s1::Source& source : sources) events += bare_events(source.bytes());
    bare.push_back(processor_seconds() - begin);
    begin = processor_seconds();
    for (const s1::Source& source : sources) nodes += s1::yaml::read(source).nodes.size();
    ours.push_back(processor_seconds() - begin);
  }
  const double our_time = median(ours), bare_time = median(bare);
  std::printf("%-12s %6.1f MB/s, bare events %6.1f MB/s, %.2f times (%zu turns, %zu events, %zu nodes)\n", name,
              bytes / 1e6 / our_time, bytes / 1e6 / bare_time, our_time / bare_time, ours.size(), events / ours.size(),
              nodes / ours.size());
  return our_time <= kMost * bare_time;
}

}  // namespace

int main(int argc, char* argv[]) {
  std::vector<s1::Source> apart;
  std::string whole;
  for (int i = 1; i < argc; ++i) {
    std::ifstream in(argv[i], std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    // libyaml stops at the first error, and a file that has one would be read in part by one side alone.
    const s1::Source source(text);
    if (text.empty() || !s1::yaml::read(source).diagnostics.empty() || source.content_begin() > 0 || text[0] == '%')
      continue;
    whole.append("---")
        .append(text.starts_with("---") ? "" : "\n")
        .append(text.starts_with("---") ? text.substr(3) : text);
    if (!whole.ends_with('\n')) whole += '\n';
    apart.emplace_back(std::move(text));
  }
  if (whole.empty()) {
    std::fprintf(stderr, "usage: yaml FILE...\n");
    return 2;
  }
  std::printf("%zu files without errors, %.1f MB\n", apart.size(), static_cast<double>(whole.size()) / 1e6);
  const bool one_by_one = measure("one by one", apart);
  std::vector<s1::Source> one;
  one.emplace_back(std::move(whole));
  return measure("as one text", one) && one_by_one ? 0 : 1;
}
