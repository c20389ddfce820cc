// SPDX-License-Identifier: Apache-2.0
// A file with its tree, in whichever language its kind is written.
#pragma once
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/place.h"
#include "model/read.h"
#include "syntax/data/tree.h"
#include "syntax/dockerfile/ast.h"
#include "syntax/groovy/script.h"
#include "syntax/hcl/outline.h"
#include "text/comment.h"
#include "text/diagnostic.h"
#include "text/source.h"
#include "workspace/kind.h"

namespace s1::engine {

// Stays where it was made: its tree refers to its source.
struct ParsedFile {
  ParsedFile(model::FileId id, std::string path, workspace::FileKind kind, std::string bytes);
  ParsedFile(const ParsedFile&) = delete;
  ParsedFile& operator=(const ParsedFile&) = delete;

  model::FileId id;
  std::string path;  // relative to the root
  workspace::FileKind kind;
  Source source;
  std::optional<dockerfile::File> dockerfile;  // with its scripts parsed
  std::optional<data::File> tree;              // YAML and JSON
  std::optional<hcl::Outline> hcl;             // Terraform
  std::optional<groovy::Script> groovy;        // Jenkinsfiles
  // None of these: what a light reader takes from its text, or a .env.

  [[nodiscard]] std::span<const s1::Diagnostic> diagnostics() const;
  [[nodiscard]] std::span<const Comment> comments() const;
  [[nodiscard]] model::Input input() const;
};

}  // namespace s1::engine
