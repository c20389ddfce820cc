// SPDX-License-Identifier: Apache-2.0
// Comments and what they belong to. Each comment of a text is followed by => and its scope, with \n for line ends.
#include "syntax/yaml/comments.h"

#include "syntax/yaml/invariants.h"
#include "syntax/yaml/read.h"
#include "test.h"

namespace s1::yaml {
namespace {

std::string shown(const Source& source, const data::File& file) {
  std::string result;
  for (const Comment& comment : file.comments) {
    result += std::string(comment.text) + " => ";
    for (const char c : source.slice(comment.scope)) result += c == '\n' ? std::string("\\n") : std::string(1, c);
    result += '\n';
  }
  return result;
}

TEST_CASE("comments belong to what they stand beside, above or behind") {
  const std::pair<std::string, std::string> rows[] = {
      // Beside
      {"a: 1 # c\nb: 2", "c => a: 1\n"},
      {"a: # c\n  b: 1\n", "c => a: # c\\n  b: 1\n"},
      {"a:\n  - b: 1 # c\n    d: 2\n", "c => b: 1\n"},
      {"- a\n- # c\n  b: 1\n", "c => - # c\\n  b: 1\n"},
      {"a: [b, # c\n  d] # e\n", "c => b\ne => a: [b, # c\\n  d]\n"},
      {"a: | # c\n  text\n", "c => a: | # c\\n  text\n"},
      {"a: &x # c\n  b: 1\n", "c => a: &x # c\\n  b: 1\n"},
      {"x: 1\na: # c\n", "c => a:\n"},
      {"--- # c\na: 1\nb: 2\n", "c => # c\\na: 1\\nb: 2\n"},
      {"[a] # c\n", "c => [a] # c\n"},
      // Above
      {"x: 1\n# c\na: 1\nb: 2\n", "c => a: 1\n"},
      {"x: 1\n# c\n\n# d\n\na:\n  b: 1\n", "c => a:\\n  b: 1\nd => a:\\n  b: 1\n"},
      {"a:\n  # c\n  - b: 1\n    d: 2\n  # e\n  - f\n", "c => - b: 1\\n    d: 2\ne => - f\n"},
      {"x: 1\n# c\n? a\n: b\n", "c => ? a\\n: b\n"},
      {"a:\n# c\n  text\n", "c => a:\\n# c\\n  text\n"},
      {"a: [\n  # c\n  b,\n  d\n  ]\n", "c => b\n"},
      // The first of a document covers it.
      {"# c\na: 1\nb: 2\n", "c => # c\\na: 1\\nb: 2\n"},
      {"# c\n---\na: 1\nb: 2\n", "c => a: 1\\nb: 2\n"},
      {"---\n# c\n\n- a\n- b\n---\n# d\nx\n", "c => # c\\n\\n- a\\n- b\nd => # d\\nx\n"},
      {"a\n...\n# c\n---\nb\n", "c => b\n"},
      {"a\n...\n# c\nb: 1\nd: 1\n", "c => # c\\nb: 1\\nd: 1\n"},
      {"a\n... # c\nb: 1\n", "c => # c\\nb: 1\n"},
      // Behind
      {"a:\n  - b\n  # c\nd: 1\n", "c => - b\n"},
      {"a:\n  b: 1\n # c\nd: 1\n", "c => a:\\n  b: 1\n"},
      {"a:\n  b: 1\n# c\nd: 1\n", "c => d: 1\n"},
      {"a: 1 # c\n     # d\nb: 2\n", "c => a: 1\nd => a: 1\n"},
      {"a:\n  b: 1\n  # c\n", "c => b: 1\n"},
      {"a: 1\n# c\n", "c => \n"},
      {"a: 1\n# c\n---\nb: 1\n", "c => \n"},
      {"a: |\n  text\n # c\nb: 1\n", "c => a: |\\n  text\n"},
      // No comments
      {"a: b#c\nd: 'x # y'\ne: \"x # y\"\nf: |\n  # z\ng: x\n", ""},
      {"a: http://x/#y\n", ""},
      // Many forms
      {"#\n##  c  \r\na: 1 #d", " => #\\n##  c  \r\\na: 1 #d\n#  c => #\\n##  c  \r\\na: 1 #d\nd => a: 1\n"},
      {"a: &x # c\n  # d\n  !t # e\n  b\n",
       "c => a: &x # c\\n  # d\\n  !t # e\\n  b\nd => a: &x # c\\n  # d\\n  !t # e\\n  b\n"
       "e => a: &x # c\\n  # d\\n  !t # e\\n  b\n"},
  };
  for (const auto& [text, expected] : rows) {
    CAPTURE(text);
    const Source source(text);
    const data::File file = read(source);
    CHECK(shown(source, file) == expected);
    CHECK(file.diagnostics.empty());
    CHECK(Invariants::broken(file).empty());
  }
}

}  // namespace
}  // namespace s1::yaml
