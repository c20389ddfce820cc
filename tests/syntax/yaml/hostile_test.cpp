// SPDX-License-Identifier: Apache-2.0
// Texts made to be slow or to fill the memory: each is read within a second, with a diagnostic, and in linear time.
#include <set>

#include "growth.h"
#include "syntax/yaml/invariants.h"
#include "syntax/yaml/read.h"
#include "test.h"

namespace s1::yaml {
namespace {

using test::repeat;

std::string bomb(int levels) {
  std::string text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < levels; ++i) {
    const std::string alias = "*a" + std::to_string(i - 1);
    text += fmt::format("a{0}: &a{0} [{1}, {1}, {1}, {1}, {1}, {1}, {1}, {1}, {1}, {1}]\n", i, alias);
  }
  return text;
}

TEST_CASE("hostile texts have a diagnostic within a second") {
  const std::tuple<std::string, std::string, std::string> rows[] = {
      {"flow nesting", repeat("[", 20'000), "too-deep"},
      {"flow nesting on lines", repeat("[\n", 20'000), "too-deep"},
      {"flow mappings", repeat("{a: ", 20'000), "too-deep"},
      {"pairs", repeat("[a: ", 20'000), "too-deep"},
      {"question marks", repeat("? ", 20'000), "too-deep"},
      {"dashes", repeat("- ", 5'000), "too-deep"},
      {"10 MB of brackets", repeat("[", 10'000'000), "too-deep"},
      {"bomb", bomb(9), "alias-bomb"},
      {"bomb of 80 levels", bomb(80), "alias-bomb"},
      {"merges",
       [] {
         std::string text = "a0: &a0 {k0: 1}\n";
         for (int i = 1; i < 40; ++i) text += fmt::format("a{0}: &a{0} {{<<: [*a{1}, *a{1}], k{0}: 1}}\n", i, i - 1);
         return text;
       }(),
       "alias-bomb"},
      {"broken documents", repeat("---\n]\n", 400'000), "yaml-syntax"},
      {"directives", repeat("%TAG !a! tag:x,2026:\n", 100'000), "yaml-syntax"},
      {"control characters", repeat("\x01", 1'000'000), "yaml-syntax"},
      {"a quote", "\"" + repeat("x", 10'000'000), "yaml-syntax"},
      {"the same key", repeat("k: v\n", 100'000), "duplicate-key"},
  };
  for (const auto& [name, text, code] : rows) {
    CAPTURE(name);
    const Source source(text);
    data::File file;
    const double took = test::seconds([&] { file = read(source); });
    if (!test::kSanitized) CHECK(took < 1);
    CHECK(file.diagnostics.size() <= 101);
    std::set<std::string_view> codes;
    for (const Diagnostic& diagnostic : file.diagnostics) codes.insert(diagnostic.code);
    CHECK(codes.contains(code));
    CHECK(Invariants::broken(file).empty());
  }
}

TEST_CASE("no alias of a bomb is followed") {
  const Source source(bomb(9));
  const data::File file = read(source);
  for (const data::Node& node : file.nodes)
    if (node.is_alias) CHECK(node.first == data::kNone);
  const Source small(bomb(4));
  const data::File fine = read(small);
  CHECK(fine.diagnostics.empty());
  CHECK(fine.root()["a3"].items()[0].items()[9].items()[0].items()[0].text() == "x");
}

TEST_CASE("a file has no more nodes than the limit") {
  const Source source(repeat("- x\n", data::kMostNodes + 10));
  const data::File file = read(source);
  CHECK(file.nodes.size() <= data::kMostNodes);
  REQUIRE(file.diagnostics.size() == 1);
  CHECK(file.diagnostics[0].code == "too-many-nodes");
  CHECK_FALSE(file.documents[0].complete);
}

TEST_CASE("reading takes time in proportion to the text") {
  const std::tuple<std::string, std::string, std::string> rows[] = {
      {"", "key: value # c\n", ""},
      {"", "- [a, {b: c}]\n", ""},
      {"[", "a, ", "]"},
      {"[", "é: b, ", "]"},
      {"", "- é\n# c\n", ""},
      {"a:\n", "  # c\n", ""},
      {"a: b\n", "  # c\n# d\n", ""},
      {"", "---\n]\n", ""},
      {"", "--- a\n", ""},
      {"", "--- a\n...\n", ""},
      {"", "a\n...\n", ""},
      {"\"", "\\n", "\""},
      {"a: |\n", "  x\n", ""},
      {"a: |\n", " \n", "  x"},
      {"a: |+\n  x\n", "\n", ""},
      {"", "- |\n  x\n\n", ""},
      {"", "\xFF", ""},
      {"- &a x\n", "- *a\n", ""},
      {"", "- &a x\n", ""},
      {"a: ", "b ", ""},
      {"a: b", " ", "# c"},
      {"", "- a #", ""},
      {"", "? a\n", ""},
      {"{", "? ,", "}"},
  };
  for (const auto& [begin, piece, end] : rows) {
    CAPTURE(begin, piece, end);
    CHECK(test::growth(
              [](const std::string& text) {
                const Source source(text);
                (void)read(source);
              },
              begin, piece, end) < test::kMostGrowth);
  }
}

}  // namespace
}  // namespace s1::yaml
