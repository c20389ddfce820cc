// SPDX-License-Identifier: Apache-2.0
#include "growth.h"
#include "model/read.h"
#include "pipeline_dump.h"
#include "syntax/hcl/outline.h"
#include "test.h"

namespace s1 {
namespace {

model::InfraModel read(const std::string& text) {
  const Source source(text);
  model::Input input;
  input.path = "main.tf";
  input.source = &source;
  const hcl::Outline outline = hcl::read_outline(source);
  input.hcl = &outline;
  model::InfraModel infra;
  model::read_terraform(input, infra);
  return infra;
}

struct Row {
  std::string name;
  std::string text;
  std::string dump;
};

const Row kRows[] = {
    {"blocks that the model has a place for",
     "terraform {\n  backend \"s3\" {}\n}\n"
     "resource \"aws_vpc\" \"main\" {\n  cidr = \"10.0.0.0/16\"\n}\n"
     "data \"aws_ami\" \"ubuntu\" { most_recent = true }\n"
     "module \"eks\" {\n  source = \"./eks\"\n}\n"
     "provider \"aws\" {}\nvariable \"x\" {}\noutput \"y\" {}\nlocals {}\n"
     "resource aws_subnet bare {}\n",
     "terraform aws_vpc main @4\n"
     "terraform data.aws_ami ubuntu @7\n"
     "terraform module eks @8\n"
     "terraform aws_subnet bare @15\n"},
    {"a block within a block is none",
     "resource \"a\" \"b\" {\n  dynamic \"x\" {\n    resource \"c\" \"d\" {}\n  }\n}\nresource \"e\" \"f\" {}\n",
     "terraform a b @1\nterraform e f @6\n"},
    {"braces that count for nothing",
     "# resource \"no\" \"no\" {\n// {\n/* { \n resource \"no\" \"no\" { */\n"
     "locals {\n"
     "  a = \"{ ${jsonencode({ \"k\" = \"}\" })} %{ if true }{%{ endif } $${ %%{ \\\" {\"\n"
     "  b = <<EOF\n} { ${x} \"\n EOF2\nEOF\n"
     "  c = <<-EOT\n    { \" } resource \"no\" \"no\" {\n    EOT\n"
     "  d = { e = [\"{\"] } # {\n"
     "}\n"
     "resource \"a\" \"b\" {}\n",
     "terraform a b @16\n"},
    {"line ends of Windows", "resource \"a\" \"b\" {\r\n  x = <<E\r\n } {{ \r\nE\r\n}\r\nmodule \"c\" {\r\n}\r\n",
     "terraform a b @1\nterraform module c @6\n"},
    {"no headers", "resource = 1\nresource \"a\" \"b\"\n{}\nresource \"a\" {}\nmodule \"a\" \"b\" {}\nresource {}\n",
     ""},
    {"a file that breaks off", "resource \"a\" \"b\" {\n  x = \"\n}\nresource \"c\" \"d\" {\n  y = <<EOF\n}\n",
     "terraform a b @1\nterraform c d @4\n"},
    {"a name that breaks off", "resource \"a\" \"b\n{\nresource \"c\" \"d", ""},
    {"a byte order mark", "\xEF\xBB\xBFmodule \"a\" {}", "terraform module a @1\n"},
    {"braces that nothing opened", "} }\nmodule \"a\" {}", "terraform module a @2\n"},
};

TEST_CASE("Terraform's blocks become resources") {
  for (const Row& row : kRows) {
    INFO(row.name);
    CHECK(test::dump(read(row.text)) == row.dump);
  }
}

TEST_CASE("a resource stands where its header does") {
  const std::string text = "\n  resource \"a\" \"b\"  {\n}\n";
  const model::InfraModel infra = read(text);
  const Span span = infra.resources.at(0).place.span;
  CHECK(text.substr(span.begin, span.size()) == "resource \"a\" \"b\"");
}

TEST_CASE("reading Terraform is linear") {
  for (const std::string piece : {"resource \"a\" \"b\" {}\n", "resource \"a\" \"b\" {", "\"${", "x = <<A\n", "/* ",
                                  "a ", "\"a\" ", "a \"${\"", "<<", "<<-A\nB\n"}) {
    INFO(piece);
    CHECK(test::growth([](const std::string& text) { (void)read(text); }, "", piece, "") < test::kMostGrowth);
  }
}

}  // namespace
}  // namespace s1
