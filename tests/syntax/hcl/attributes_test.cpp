// SPDX-License-Identifier: Apache-2.0
#include "syntax/hcl/attributes.h"

#include "test.h"

namespace {

// "PATH=TEXT@LINE" of each, of the first block.
std::string literals(std::string text) {
  const s1::Source source(std::move(text));
  const s1::hcl::Outline outline = s1::hcl::read_outline(source);
  std::string result;
  for (const auto& attribute : s1::hcl::literal_attributes(source, outline.blocks.at(0)))
    result += attribute.path + "=" + std::string(attribute.text) + "@" +
              std::to_string(source.line_of(attribute.span.begin)) + " ";
  return result;
}

}  // namespace

TEST_CASE("attributes that are written out, with the blocks around them") {
  CHECK(literals("resource \"a\" \"b\" {\n  name = \"x\" # so\n  count=3\n  on = true\n  share = 0.5 // half\n"
                 "  settings {\n    tier = \"t\"\n    backup \"x\" { enabled = false }\n  }\n  last = \"z\"\n}\n") ==
        "name=x@2 count=3@3 on=true@4 share=0.5@5 settings.tier=t@7 settings.backup.enabled=false@8 last=z@10 ");
}

TEST_CASE("what is computed, nested in values, or within text is passed over") {
  CHECK(literals(
            "resource \"a\" \"b\" {\n  a = var.x\n  b = \"${var.x}-y\"\n  c = 1 + 2\n  d = { e = \"f\" }\n"
            "  g = [\n    \"h\",\n  ]\n  i = <<EOT\nj = \"k\"\nEOT\n  /* l = 1 */ m = true ? 1 : 2\n"
            "  n = f(\"}\")\n  dynamic \"o\" {\n    content { p = 1 }\n  }\n  q = \"$${not}\"\n  r = \"}\"\n  s == 1\n"
            "  null_one = null\n}\nresource \"t\" \"u\" { v = 1 }\n") == "r=}@18 ");
}

TEST_CASE("files that end early, and ones that nest without end") {
  for (const char* const text : {"resource \"a\" \"b\" {", "resource \"a\" \"b\" {\n x", "resource \"a\" \"b\" {\n x =",
                                 "resource \"a\" \"b\" {\n x = \"", "resource \"a\" \"b\" {\n x \"y",
                                 "resource \"a\" \"b\" {\n x = <<E", "resource \"a\" \"b\" {\n /*"})
    CHECK(literals(text).empty());
  std::string deep = "resource \"a\" \"b\" {";
  for (int i = 0; i < 100'000; ++i) deep += "x {";
  CHECK(literals(deep + " y = 1").empty());
  std::string many = "resource \"a\" \"b\" {\n";
  for (int i = 0; i < 100'000; ++i) many += "x = 1\n";
  const s1::Source source(many + "}");
  CHECK(s1::hcl::literal_attributes(source, s1::hcl::read_outline(source).blocks.at(0)).size() ==
        s1::hcl::kMostAttributes);
}
