// SPDX-License-Identifier: Apache-2.0
// What cannot be read: told where and in plain words, the tree before it is kept, and the next document is read.
#include "syntax/yaml/invariants.h"
#include "syntax/yaml/read.h"
#include "test.h"

namespace s1::yaml {
namespace {

// "code@line:column message" of each.
std::string shown(const Source& source, const data::File& file) {
  std::string result;
  for (const Diagnostic& diagnostic : file.diagnostics) {
    if (!result.empty()) result += "; ";
    const Position at = source.position(diagnostic.span.begin);
    result += fmt::format("{}@{}:{} {}", diagnostic.code, at.line, at.column, diagnostic.message);
  }
  return result;
}

TEST_CASE("every error has its place and its words") {
  const std::pair<std::string, std::string> rows[] = {
      {"a: 1\nb\nc: 2", "yaml-syntax@2:1 A `:` was expected after this key, before its line ends"},
      {"a: b: c", "yaml-syntax@1:5 A `:` makes a key of what stands before it, and no key may stand here"},
      {"a: [1, 2\nb: 3",
       "yaml-syntax@2:2 A `,` or the closing `]` of the sequence that begins on line 1 was expected; `:` was found"},
      {"a: {b: 1\n",
       "yaml-syntax@2:1 A `,` or the closing `}` of the mapping that begins on line 1 was expected; the end of the "
       "file "
       "was found"},
      {"a:\n  b: 1\n c: 2",
       "yaml-syntax@3:2 Another key was expected here, or the end of the mapping that begins on line 1; `c` was found"},
      {"a:\n\tb: 1",
       "yaml-syntax@2:1 A tab stands where the indentation of the line should be; YAML takes spaces alone"},
      {"a: @b", "yaml-syntax@1:4 No value can begin with `@`"},
      {"a: \"b", "yaml-syntax@1:4 The quotes that open on line 1 are not closed"},
      {"a: 'b\n---\nc: 1", "yaml-syntax@1:4 The quotes that open on line 1 are not closed before the document ends"},
      {"a: \"\\q\"", "yaml-syntax@1:5 `\\q` is no escape sequence of YAML"},
      {"a: *",
       "yaml-syntax@1:5 A name of letters, digits, - and _ was expected after `*`; the end of the file was found"},
      {"a: !x!y b", "yaml-syntax@1:4 The tag of this value begins with a handle that no %TAG directive defines"},
      {"\"a\" b",
       "yaml-syntax@1:5 The document has ended here, and `---` was expected before the next one; `b` was found"},
      {"a: {{ .Values.x }}:y\nb: 1",
       "yaml-syntax@1:19 A template stands here, in `{{` and `}}`, which is YAML only once it is rendered"},
      {"a: *b", "unknown-alias@1:4 No value before this alias has the anchor &b"},
      {"a: &b [*b]", "recursive-alias@1:8 The value of &b holds this alias of itself"},
      {"a: b\xE9", "yaml-syntax@1:5 The byte 0xE9 on line 1 is not UTF-8; most readers refuse the file"},
      {"a: 1\nb: \x1B",
       "yaml-syntax@2:4 The character U+001B on line 2 is not allowed in YAML; most readers refuse the file"},
  };
  for (const auto& [text, expected] : rows) {
    CAPTURE(text);
    const Source source(text);
    const data::File file = read(source);
    CHECK(shown(source, file) == expected);
    CHECK(Invariants::broken(file).empty());
  }
}

TEST_CASE("the tree before an error is kept, and the next document is read") {
  const std::pair<std::string, std::string> rows[] = {
      {"a: 1\nb: ]\n---\nc: 2\n",
       "DOC [0,7) incomplete\n  map block [0,7)\n    = str plain \"a\" [0,1)\n    : int plain \"1\" [3,4)\n"
       "    = str plain \"b\" [5,6)\n    : null plain \"\" [7,7)\n"
       "DOC [14,18)\n  map block [14,18)\n    = str plain \"c\" [14,15)\n    : int plain \"2\" [17,18)\n"},
      {"]\n--- a\n", "DOC [0,0) incomplete\nDOC [6,7)\n  str plain \"a\" [6,7)\n"},
      {"[a, [b\n--- c\n",
       "DOC [0,6) incomplete\n  seq flow [0,6)\n    - str plain \"a\" [1,2)\n    - seq flow [4,6)\n      - str plain "
       "\"b\" [5,6)\n"
       "DOC [11,12)\n  str plain \"c\" [11,12)\n"},
      {"\"a\" b\n---\nc", "DOC [0,3) incomplete\n  str \" \"a\" [0,3)\nDOC [10,11)\n  str plain \"c\" [10,11)\n"},
      {"---\n]\n---\n]\n---\na",
       "DOC [4,4) incomplete\nDOC [10,10) incomplete\nDOC [16,17)\n  str plain \"a\" [16,17)\n"},
      {"a\n--- ! !\n--- b",
       "DOC [0,1)\n  str plain \"a\" [0,1)\nDOC [6,7) incomplete\n  <!> str plain \"\" [7,7)\n"
       "DOC [14,15)\n  str plain \"b\" [14,15)\n"},
      // Bytes that are not UTF-8 end nothing.
      {"a: \xFF\nb: 1",
       "DOC [0,9)\n  map block [0,9)\n    = str plain \"a\" [0,1)\n    : str plain \"\xEF\xBF\xBD\" [3,4)\n"
       "    = str plain \"b\" [5,6)\n    : int plain \"1\" [8,9)\n"},
  };
  for (const auto& [text, expected] : rows) {
    CAPTURE(text);
    const Source source(text);
    const data::File file = read(source);
    CHECK(dump(file) == expected);
    CHECK_FALSE(file.diagnostics.empty());
    CHECK(Invariants::broken(file).empty());
  }
}

}  // namespace
}  // namespace s1::yaml
