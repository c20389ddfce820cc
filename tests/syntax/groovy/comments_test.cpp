// SPDX-License-Identifier: Apache-2.0
// Comments of Jenkinsfiles and what they belong to.
#include "../comment_dump.h"
#include "growth.h"
#include "syntax/groovy/script.h"
#include "test.h"

namespace {

using s1::Source;
using s1::groovy::read_script;

struct Row {
  std::string_view name, text, comments;
};

}  // namespace

TEST_CASE("a comment of a Jenkinsfile belongs to the stage or step that it precedes or stands beside") {
  const Row rows[] = {
      {"above the pipeline, a stage and a step",
       "// one\npipeline {\n  // two\n  stage('A') {\n    // three\n    sh 'a'\n    sh 'b'\n  }\n}\n",
       "one -> pipeline {|  // two|  stage('A') {|    // three|    sh 'a'|    sh 'b'|  }|}\n"
       "two -> stage('A') {|    // three|    sh 'a'|    sh 'b'|  }\nthree -> sh 'a'\n"},
      {"beside a stage, a step and an argument",
       "stage('A') { // one\n  sh 'a' // two\n  f(a: 1, // three\n    b: 2)\n} // four\n",
       "one -> stage('A') { // one|  sh 'a' // two|  f(a: 1, // three|    b: 2)|}\ntwo -> sh 'a'\nthree -> a: 1\n"
       "four -> stage('A') { // one|  sh 'a' // two|  f(a: 1, // three|    b: 2)|}\n"},
      {"last in a stage", "stage('A') {\n  sh 'a'\n  // one\n}\n", "one -> stage('A') {|  sh 'a'|  // one|}\n"},
      {"between slashes and stars", "/* one */ sh 'a'; sh 'b' /* two */\n/**\n * three\n */\nnode {}\n",
       "one -> sh 'a'\ntwo -> sh 'b'\n*\n * three -> node {}\n"},
      {"what looks like one in a string of any form",
       "#!groovy // no\na = '// no'\nb = \"/* no ${x + \"// no\"}\"\nc = '''\n// no\n'''\nd = \"\"\"\n/* no "
       "*/\n\"\"\"\n"
       "e = ~/\\/\\/ no/\nf = $/ // no /$\ng = 'http://no' // yes\n",
       "yes -> g = 'http://no'\n"},
      {"a shell's in a script is none of Groovy's", "sh '''\n  # no\n'''\nsh \"# no\"\n", ""},
      {"after a division", "a = b / c // one\n", "one -> a = b / c\n"},
      {"line ends of Windows", "// one\r\nnode {\r\n}\r\n", "one -> node {\r|}\n"},
      {"that is not closed, and behind everything", "a()\n// one\n/* two", "one -> \ntwo -> \n"},
      {"parentheses that a brace closes", "node {\n  f(a, [1\n  // one\n}\n// two\nb()\n", "one -> [1\ntwo -> b()\n"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const Source source{std::string(row.text)};
    CHECK(s1::test::dump(source, read_script(source).comments) == row.comments);
  }
}

TEST_CASE("comments of Groovy are read in linear time") {
  for (const std::string_view piece :
       {"// a\n", "f( // a\n", "node {\n// a\n", "}\n", "/*", "a, // b\n", "'//", "//"}) {
    INFO(piece);
    const auto read = [](const std::string& text) {
      const Source source(text);
      (void)read_script(source);
    };
    CHECK(s1::test::growth(read, "", piece, "") < s1::test::kMostGrowth);
  }
}
