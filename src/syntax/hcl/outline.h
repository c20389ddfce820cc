// SPDX-License-Identifier: Apache-2.0
// What of an HCL file (Terraform, OpenTofu) can be seen without reading its expressions: the blocks at its top and its
// comments. Braces and comment signs in strings, in templates (${ } and %{ }) and in heredocs count for nothing.
// (hashicorp/hcl: hclsyntax/spec.md, "Lexical Elements", "Template Expressions")
#pragma once
#include <string_view>
#include <vector>

#include "text/comment.h"
#include "text/source.h"
#include "text/span.h"

namespace s1::hcl {

struct Block {
  std::string_view type;                 // "resource"
  std::vector<std::string_view> labels;  // without their quotes
  Span header;                           // type and labels
  Span span;                             // to its closing brace, or the file's end where that is missing
};

// Views into the source, which outlives it.
struct Outline {
  std::vector<Block> blocks;      // in their order
  std::vector<Comment> comments;  // scopes: syntax/bracketed/comment_scopes.h
};

// Never fails; linear.
[[nodiscard]] Outline read_outline(const Source& source);

}  // namespace s1::hcl
