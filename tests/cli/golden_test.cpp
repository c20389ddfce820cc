// SPDX-License-Identifier: Apache-2.0
// Golden files: tests/golden/CASE/repo is scanned, and CASE/text.txt and CASE/scan.json hold what must come out; the
// case report-formats has the other forms too. S1_UPDATE_GOLDEN=1 writes them anew; read the diff before you commit it.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <regex>
#include <vector>

#include "process.h"
#include "test.h"

namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

std::vector<fs::path> cases() {
  std::vector<fs::path> result;
  for (const auto& entry : fs::directory_iterator(s1::test::source_dir() / "tests" / "golden"))
    if (fs::exists(entry.path() / "repo")) result.push_back(entry.path());
  std::ranges::sort(result);
  return result;
}

// The time that a scan took is the one thing that changes.
std::string without_time(const std::string& text) {
  const std::size_t end = text.rfind(" s\n");
  const std::size_t begin = text.rfind(". ", end);
  return begin == std::string::npos ? text : text.substr(0, begin + 2) + "N" + text.substr(end);
}

ordered_json without_version(ordered_json json) {
  if (json.contains("runs"))
    for (const char* const key : {"version", "semanticVersion"}) json["runs"][0]["tool"]["driver"][key] = "N";
  return json;
}

// Of the page what comes from the scan: style, script and their hashes have tests of their own, and where the parts of
// the drawing stand is Graphviz's to say.
std::string without_assets(std::string page) {
  constexpr std::pair<std::string_view, std::string_view> parts[] = {
      {"content=\"default-src", "\">"}, {"<style>", "</style>"},        {"<script>", "</script>"},
      {"<figure", "</figure>"},         {"Made by s1-infra ", " from"}, {"content=\"s1-infra", "\">"}};
  for (const auto& [begin, end] : parts)
    if (const std::size_t at = page.find(begin); at != std::string::npos) {
      const std::size_t from = at + begin.size();
      page.replace(from, page.find(end, from) - from, "N");
    }
  return page;
}

void compare(const fs::path& file, const std::string& got) {
  if (std::getenv("S1_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(file, std::ios::binary) << got;
    return;
  }
  INFO(file.string() << ": run with S1_UPDATE_GOLDEN=1 to accept");
  CHECK(got == s1::test::read_file(file));
}

s1::test::Outcome scan(const fs::path& repo, std::vector<std::string> words) {
  words.insert(words.begin(), {S1_BINARY, "scan", ".", "--profile", "strict"});
  return s1::test::run({std::move(words),
                        repo.string(),
                        {},
                        {"NO_COLOR=1", "SOURCE_DATE_EPOCH=1767225600", "GITHUB_REPOSITORY=", "CI_PROJECT_URL="}});
}

}  // namespace

TEST_CASE("what a scan prints is what the golden files hold") {
  const std::vector<fs::path> all = cases();
  REQUIRE(all.size() >= 3);
  for (const fs::path& folder : all) {
    INFO(folder.filename().string());
    compare(folder / "text.txt", without_time(scan(folder / "repo", {}).out));
    const auto json = scan(folder / "repo", {"--format", "json"});
    REQUIRE(ordered_json::accept(json.out));
    compare(folder / "scan.json", ordered_json::parse(json.out).dump(1) + "\n");
  }
}

TEST_CASE("the forms for other programs are what the golden files hold") {
  const fs::path folder = s1::test::source_dir() / "tests" / "golden" / "report-formats";
  const auto report = [&](const std::string& format) { return scan(folder / "repo", {"--format", format}).out; };
  for (const std::string format : {"sarif", "gitlab"}) {
    const std::string json = report(format);
    REQUIRE(ordered_json::accept(json));
    compare(folder / (format + ".json"), without_version(ordered_json::parse(json)).dump(1) + "\n");
  }
  compare(folder / "junit.xml", std::regex_replace(report("junit"), std::regex(R"( time="[0-9.]+")"), " time=\"N\""));
  compare(folder / "github.txt", report("github"));
  compare(folder / "report.md", report("markdown"));
  compare(folder / "report.html", without_assets(report("html")));
}
