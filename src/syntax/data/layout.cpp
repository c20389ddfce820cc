// SPDX-License-Identifier: Apache-2.0
#include "syntax/data/layout.h"

#include <algorithm>

#include "syntax/yaml/characters.h"
#include "text/utf8.h"

namespace s1::data {
namespace {

constexpr bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

}  // namespace

std::uint32_t Layout::break_length(std::uint32_t at) const {
  if (file_.language == Language::yaml) return yaml::break_length(bytes_, at);
  if (at >= bytes_.size()) return 0;
  if (bytes_[at] == '\n') return 1;
  if (bytes_[at] != '\r') return 0;
  return bytes_.substr(at + 1).starts_with('\n') ? 2 : 1;
}

bool Layout::at_line_begin(std::uint32_t at) const {
  if (at <= file_.source->content_begin()) return true;
  if (file_.language == Language::yaml) return yaml::at_line_begin(bytes_, at);
  return bytes_[at - 1] == '\n' || bytes_[at - 1] == '\r';
}

std::uint32_t Layout::line_begin(std::uint32_t at) const {
  while (!at_line_begin(at)) --at;
  return at;
}

std::uint32_t Layout::line_end(std::uint32_t at) const {
  while (at < bytes_.size() && break_length(at) == 0) ++at;
  return at;
}

std::uint32_t Layout::next_line(std::uint32_t at) const {
  const std::uint32_t end = line_end(at);
  return end + break_length(end);
}

// Looks at the blanks alone, however long the line is.
bool Layout::begins_line(std::uint32_t at) const {
  while (!at_line_begin(at) && is_blank(bytes_[at - 1])) --at;
  return at_line_begin(at);
}

std::uint32_t Layout::skip_blanks(std::uint32_t at) const {
  while (at < bytes_.size() && is_blank(bytes_[at])) ++at;
  return at;
}

std::uint32_t Layout::column(std::uint32_t at) const {
  return utf8::count(slice(line_begin(at), at));
}

std::string_view Layout::indentation(std::uint32_t at) const {
  const std::uint32_t begin = line_begin(at);
  return slice(begin, std::max(begin, std::min(at, skip_blanks(begin))));
}

std::string_view Layout::line_break(std::uint32_t at) const {
  for (const std::uint32_t line : {at, 0U}) {
    const std::uint32_t end = line_end(line);
    const std::string_view found = bytes_.substr(end, break_length(end));
    if (!found.empty() && found.size() < 3 && (found[0] == '\n' || found[0] == '\r')) return found;
  }
  return "\n";
}

std::uint32_t Layout::content_before(std::uint32_t at, std::uint32_t least) const {
  while (at > least) {
    if (const Comment* const comment = comment_until(at); comment != nullptr && comment->span.begin >= least) {
      at = comment->span.begin;
      continue;
    }
    const auto ends_break = [&](std::uint32_t length) {
      return at >= least + length && break_length(at - length) == length;
    };
    // CR LF is one break, so the longer ones come first.
    if (ends_break(2))
      at -= 2;
    else if (ends_break(3))
      at -= 3;
    else if (is_blank(bytes_[at - 1]) || ends_break(1))
      --at;
    else
      return at;
  }
  return at;
}

const Comment* Layout::comment_at(std::uint32_t begin) const {
  const auto found =
      std::ranges::lower_bound(file_.comments, begin, {}, [](const Comment& each) { return each.span.begin; });
  return found != file_.comments.end() && found->span.begin == begin ? &*found : nullptr;
}

const Comment* Layout::comment_until(std::uint32_t end) const {
  const auto found =
      std::ranges::lower_bound(file_.comments, end, {}, [](const Comment& each) { return each.span.end; });
  return found != file_.comments.end() && found->span.end == end ? &*found : nullptr;
}

const Comment* Layout::comment_beside(std::uint32_t at) const {
  return comment_at(skip_blanks(at));
}

std::int32_t Layout::parent_column(NodeId node) const {
  const NodeId parent = file_.nodes[node].parent;
  if (parent == kNone || file_.nodes[parent].style != Style::block) return -1;
  return static_cast<std::int32_t>(column(file_.nodes[parent].span.begin));
}

}  // namespace s1::data
