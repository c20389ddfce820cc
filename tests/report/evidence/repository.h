// SPDX-License-Identifier: Apache-2.0
// A small repository, written as text, and what the report's collectors say of it.
#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "engine/scan.h"
#include "report/architecture.h"
#include "report/evidence/collect.h"
#include "test.h"
#include "workspace/root.h"
#include "workspace/temp_tree.h"

namespace s1::test {

class SmallRepository : public TempTree {
 public:
  // "--- PATH ---" opens each file.
  explicit SmallRepository(std::string_view files) {
    std::string path;
    std::string text;
    while (!files.empty()) {
      const std::size_t end = std::min(files.find('\n'), files.size());
      const std::string_view line = files.substr(0, end);
      files.remove_prefix(std::min(end + 1, files.size()));
      if (line.starts_with("--- ") && line.ends_with(" ---")) {
        if (!path.empty()) write(path, text);
        path = line.substr(4, line.size() - 8);
        text.clear();
      } else {
        text.append(line) += '\n';
      }
    }
    if (!path.empty()) write(path, text);
  }

  [[nodiscard]] engine::ScanResult scan() const {
    const auto root = workspace::Root::open(path());
    REQUIRE(root.has_value());
    auto result = engine::scan(*root, "", {});
    REQUIRE(result.has_value());
    return *std::move(result);
  }

  [[nodiscard]] std::vector<report::Evidence> evidence() const {
    const auto root = workspace::Root::open(path());
    const engine::ScanResult scanned = scan();
    return report::collect(*root, "", scanned, report::architecture(scanned.model));
  }

  // "CLAIM @PATH:LINE" of a field, or of a field and topic.
  [[nodiscard]] std::vector<std::string> claims(std::string_view field, std::string_view topic = {}) const {
    std::vector<std::string> result;
    for (const report::Evidence& each : evidence())
      if (each.field == field && (topic.empty() || each.topic == topic))
        result.push_back(each.claim + " @" + each.path + ":" + std::to_string(each.line));
    return result;
  }

  // "FROM -LABEL-> TO" of each edge.
  [[nodiscard]] std::vector<std::string> edges() const {
    const engine::ScanResult scanned = scan();
    const report::Architecture graph = report::architecture(scanned.model);
    std::vector<std::string> result;
    for (const report::Edge& edge : graph.edges)
      result.push_back(name(graph.nodes[edge.from]) + " -" + edge.label + "-> " + name(graph.nodes[edge.to]));
    std::ranges::sort(result);
    return result;
  }

  [[nodiscard]] std::vector<std::string> nodes() const {
    const engine::ScanResult scanned = scan();
    const report::Architecture graph = report::architecture(scanned.model);
    std::vector<std::string> result;
    for (const report::Node& node : graph.nodes) result.push_back(name(node));
    std::ranges::sort(result);
    return result;
  }

 private:
  static std::string name(const report::Node& node) { return node.what + " " + node.label; }
};

using Lines = std::vector<std::string>;

}  // namespace s1::test
