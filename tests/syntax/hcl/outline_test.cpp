// SPDX-License-Identifier: Apache-2.0
// Comments of Terraform files and what they belong to; the blocks at the top are tested by what the model takes from
// them (tests/model/terraform_test.cpp).
#include "syntax/hcl/outline.h"

#include "../comment_dump.h"
#include "growth.h"
#include "syntax/bracketed/comment_scopes.h"
#include "test.h"

namespace {

using s1::Source;
using s1::hcl::Outline;
using s1::hcl::read_outline;

struct Row {
  std::string_view name, text, comments;
};

}  // namespace

TEST_CASE("a comment of HCL belongs to the block or attribute that it precedes or stands beside") {
  const Row rows[] = {
      {"above a block, through further comments and a blank line",
       "# one\n// two\n\nresource \"a\" \"b\" {\n  c = 1\n}\nmodule \"d\" {}\n",
       "one -> resource \"a\" \"b\" {|  c = 1|}\ntwo -> resource \"a\" \"b\" {|  c = 1|}\n"},
      {"beside the line that opens a block, and beside the brace that closes it",
       "resource \"a\" \"b\" { # one\n  c = 1\n} # two\n",
       "one -> resource \"a\" \"b\" { # one|  c = 1|}\ntwo -> resource \"a\" \"b\" { # one|  c = 1|}\n"},
      {"above and beside an attribute", "a \"b\" {\n  # one\n  c = 1\n  d = [1, 2] # two\n}\n",
       "one -> c = 1\ntwo -> d = [1, 2]\n"},
      {"above a block in a block, and last in a block",
       "a {\n  # one\n  b {\n    c = 1\n    # two\n  }\n  # three\n}\n",
       "one -> b {|    c = 1|    # two|  }\ntwo -> b {|    c = 1|    # two|  }\n"
       "three -> a {|  # one|  b {|    c = 1|    # two|  }|  # three|}\n"},
      {"in lists and objects",
       "a = [ # one\n  # two\n  \"x\", # three\n  \"y\", \"z\" # four\n  # five\n]\nb = {\n  # six\n  c = 1, d = 2 # "
       "seven\n}\n",
       "one -> a = [ # one|  # two|  \"x\", # three|  \"y\", \"z\" # four|  # five|]\ntwo -> \"x\"\nthree -> \"x\"\n"
       "four -> \"z\"\nfive -> a = [ # one|  # two|  \"x\", # three|  \"y\", \"z\" # four|  # five|]\nsix -> c = 1\n"
       "seven -> d = 2\n"},
      {"behind everything", "a = 1\n# one\n", "one -> \n"},
      {"between slashes and stars", "/* one */ a = 1\n/* two\n   lines */\nb = 2 /**/\nc = /* in */ 3\n",
       "one -> a = 1\ntwo\n   lines -> b = 2\n -> b = 2\nin -> c = /* in */ 3\n"},
      {"what looks like one in a string, a template or a heredoc",
       "a = \"# no // no /* no\"\nb = \"${x # \"y\"}\"\nc = <<EOT\n# no\n// no\n  EOT # no\nEOT\n"
       "d = <<-EOT\n  # no\n  ${f(\"# no\")}\n  EOT\ne = 1 # yes\n",
       "yes -> e = 1\n"},
      {"line ends of Windows", "# one\r\na {\r\n  b = 1 // two\r\n}\r\n",
       "one -> a {\r|  b = 1 // two\r|}\ntwo -> b = 1\n"},
      {"that is not closed", "a = 1\n/* one", "one -> \n"},
      {"brackets that nothing opened or closed", "} ] # one\n# two\na {\n  b = [1, (2\n  # three\n}\nc = 1 # four\n",
       "one -> } ]\ntwo -> a {|  b = [1, (2|  # three|}\nthree -> (2\nfour -> c = 1\n"},
      {"with nothing in them", "#\na = 1 //\n", " -> a = 1\n -> a = 1\n"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const Source source{std::string(row.text)};
    CHECK(s1::test::dump(source, read_outline(source).comments) == row.comments);
  }
}

TEST_CASE("a comment's span is the comment with its sign") {
  const Source source("a = 1 # why\r\n/* b */\n");
  const Outline outline = read_outline(source);
  REQUIRE(outline.comments.size() == 2);
  CHECK(source.slice(outline.comments[0].span) == "# why");
  CHECK(source.slice(outline.comments[1].span) == "/* b */");
}

TEST_CASE("a block reaches to its closing brace") {
  const Source source("resource \"a\" \"b\" {\n  c { d = \"}\" }\n}\n}\ndata x y {\n");
  const Outline outline = read_outline(source);
  REQUIRE(outline.blocks.size() == 2);
  CHECK(source.slice(outline.blocks[0].span) == "resource \"a\" \"b\" {\n  c { d = \"}\" }\n}");
  CHECK(source.slice(outline.blocks[1].span) == "data x y {\n");
}

TEST_CASE("HCL of any depth is outlined in linear time") {
  for (const std::string_view piece :
       {"# a\n", "a = [ # b\n", "a {\n# b\n", "}\n", "[(", ")]}", "/*", "{ [ ( }", "a, # b\n", "a = 1 /* b */\n"}) {
    INFO(piece);
    const auto read = [](const std::string& text) {
      const Source source(text);
      (void)read_outline(source);
    };
    CHECK(s1::test::growth(read, "", piece, "") < s1::test::kMostGrowth);
  }
  const std::string deep(2 * s1::bracketed::CommentScopes::kMostDepth, '[');
  const Source source("a = " + deep + "\n# b\n1" + std::string(deep.size(), ']') + " # c\n");
  const Outline outline = read_outline(source);
  REQUIRE(outline.comments.size() == 2);
  CHECK(outline.comments[1].scope.begin == 0);
}
