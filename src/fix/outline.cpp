// SPDX-License-Identifier: Apache-2.0
#include "fix/outline.h"

#include <algorithm>
#include <string>

#include "syntax/dockerfile/ast.h"
#include "text/source.h"

namespace s1::fix {
namespace {

constexpr std::uint32_t kComment = UINT32_MAX;

std::vector<OutlineItem> outline_of_dockerfile(std::string_view bytes) {
  const Source source{std::string(bytes)};
  const dockerfile::File file = dockerfile::File::parse(source);
  std::vector<OutlineItem> items;
  for (const dockerfile::Instruction& instruction : file.instructions)
    items.push_back({instruction.span, static_cast<std::uint32_t>(instruction.kind)});
  for (const Comment& comment : file.comments) items.push_back({comment.span, kComment});
  return items;
}

}  // namespace

std::vector<OutlineItem> outline(workspace::FileKind kind, std::string_view bytes) {
  std::vector<OutlineItem> items;
  if (kind == workspace::FileKind::dockerfile) items = outline_of_dockerfile(bytes);
  std::ranges::sort(items);
  return items;
}

}  // namespace s1::fix
