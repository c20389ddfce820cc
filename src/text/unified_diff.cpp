// SPDX-License-Identifier: Apache-2.0
#include "text/unified_diff.h"

#include <fmt/format.h>

#include <algorithm>

namespace s1 {
namespace {

// Whole lines of the old text that whole lines of new text replace; either may be empty. `text` views the new text.
struct Block {
  Span old_span;
  Span new_span;
};

// Behind the line end of the line that holds `offset`; the end of the text where it has none.
std::uint32_t line_end(std::string_view text, std::uint32_t offset) {
  const std::size_t found = text.find('\n', offset);
  return static_cast<std::uint32_t>(found == std::string_view::npos ? text.size() : found + 1);
}

std::uint32_t line_begin(std::string_view text, std::uint32_t offset) {
  return static_cast<std::uint32_t>(offset == 0 ? 0 : text.rfind('\n', offset - 1) + 1);
}

std::string_view slice(std::string_view text, Span span) {
  return text.substr(span.begin, span.size());
}

std::uint32_t count_lines(std::string_view text) {
  const auto breaks = static_cast<std::uint32_t>(std::ranges::count(text, '\n'));
  return breaks + (text.empty() || text.ends_with('\n') ? 0U : 1U);
}

// Without the whole lines that are equal at the beginning and at the end.
Block trimmed(std::string_view old_text, std::string_view new_text, Block block) {
  while (!block.old_span.empty() && !block.new_span.empty()) {
    const std::uint32_t old_next = line_end(old_text.substr(0, block.old_span.end), block.old_span.begin);
    const std::uint32_t new_next = line_end(new_text.substr(0, block.new_span.end), block.new_span.begin);
    if (slice(old_text, {block.old_span.begin, old_next}) != slice(new_text, {block.new_span.begin, new_next})) break;
    block.old_span.begin = old_next;
    block.new_span.begin = new_next;
  }
  while (!block.old_span.empty() && !block.new_span.empty()) {
    const std::uint32_t old_last = std::max(block.old_span.begin, line_begin(old_text, block.old_span.end - 1));
    const std::uint32_t new_last = std::max(block.new_span.begin, line_begin(new_text, block.new_span.end - 1));
    if (slice(old_text, {old_last, block.old_span.end}) != slice(new_text, {new_last, block.new_span.end})) break;
    block.old_span.end = old_last;
    block.new_span.end = new_last;
  }
  return block;
}

// The lines that the edits touch, one block for edits that share a line.
std::vector<Block> changed_blocks(std::string_view old_text, std::string_view new_text, std::vector<Edit>& edits) {
  std::ranges::sort(edits, {}, [](const Edit& edit) { return std::pair(edit.span.begin, edit.span.end); });
  std::vector<Block> wide;
  std::int64_t moved = 0;  // how much longer the new text is, up to here
  for (const Edit& edit : edits) {
    const auto in_new = [&](std::uint32_t offset) { return static_cast<std::uint32_t>(offset + moved); };
    // Known from the block before, so that many edits of one long line do not each look for its ends.
    const std::uint32_t known = wide.empty() ? 0 : wide.back().old_span.end;
    const bool shares = !wide.empty() && (edit.span.begin < known || !old_text.substr(0, known).ends_with('\n'));
    if (!shares) {
      const std::uint32_t begin = line_begin(old_text, edit.span.begin);
      wide.push_back({{begin, begin}, {in_new(begin), 0}});
    }
    moved += static_cast<std::int64_t>(edit.text.size()) - edit.span.size();
    if (!shares || edit.span.end >= known) wide.back().old_span.end = line_end(old_text, edit.span.end);
    wide.back().new_span.end = in_new(wide.back().old_span.end);
  }

  std::vector<Block> blocks;
  for (const Block& each : wide) {
    const Block block = trimmed(old_text, new_text, each);
    if (block.old_span.empty() && block.new_span.empty()) continue;
    // Blocks without a line between them are shown as one.
    if (!blocks.empty() && blocks.back().old_span.end == block.old_span.begin) {
      blocks.back().old_span.end = block.old_span.end;
      blocks.back().new_span.end = block.new_span.end;
    } else {
      blocks.push_back(block);
    }
  }
  return blocks;
}

void add_lines(std::string& body, char sign, std::string_view text) {
  while (!text.empty()) {
    const std::string_view line = text.substr(0, line_end(text, 0));
    body += sign;
    body += line;
    if (!line.ends_with('\n')) body += "\n\\ No newline at end of file\n";
    text.remove_prefix(line.size());
  }
}

// Up to `lines` whole lines before, or behind, an offset at a line's beginning.
std::uint32_t back(std::string_view text, std::uint32_t offset, std::uint32_t lines) {
  for (; lines > 0 && offset > 0; --lines) offset = line_begin(text, offset - 1);
  return offset;
}

std::uint32_t forth(std::string_view text, std::uint32_t offset, std::uint32_t lines) {
  for (; lines > 0 && offset < text.size(); --lines) offset = line_end(text, offset);
  return offset;
}

// A name with quotes or backslashes in it is written as C would; one with blanks is ended by a tab.
std::string header_name(std::string_view prefix, std::string_view path) {
  std::string name = std::string(prefix) + std::string(path);
  if (name.find_first_of("\"\\") == std::string::npos) return name + (name.contains(' ') ? "\t" : "");
  std::string quoted = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

std::string range(std::uint32_t line, std::uint32_t count) {
  return count == 1 ? std::to_string(line) : fmt::format("{},{}", line, count);
}

}  // namespace

std::vector<Hunk> diff_hunks(std::string_view old_text, std::span<const Edit> edits, std::uint32_t context) {
  const Result<std::string> edited = apply(old_text, edits);
  if (!edited) return {};
  const std::string_view new_text = *edited;
  std::vector<Edit> sorted(edits.begin(), edits.end());
  const std::vector<Block> blocks = changed_blocks(old_text, new_text, sorted);

  std::vector<Hunk> hunks;
  std::uint32_t counted_to = 0;    // old bytes whose lines are counted
  std::uint32_t lines_before = 0;  // in them
  for (std::size_t i = 0; i < blocks.size();) {
    Hunk hunk;
    hunk.old_span.begin = back(old_text, blocks[i].old_span.begin, context);
    hunk.new_span.begin = blocks[i].new_span.begin - (blocks[i].old_span.begin - hunk.old_span.begin);
    lines_before += count_lines(slice(old_text, {counted_to, hunk.old_span.begin}));
    std::uint32_t at = hunk.old_span.begin;
    for (bool joined = true; joined; ++i) {
      const Block& block = blocks[i];
      add_lines(hunk.body, ' ', slice(old_text, {at, block.old_span.begin}));
      add_lines(hunk.body, '-', slice(old_text, block.old_span));
      add_lines(hunk.body, '+', slice(new_text, block.new_span));
      at = block.old_span.end;
      // The next one belongs to this hunk where their contexts would touch.
      joined = i + 1 < blocks.size() && blocks[i + 1].old_span.begin <= forth(old_text, at, 2 * context);
    }
    const Block& last = blocks[i - 1];
    hunk.old_span.end = forth(old_text, at, context);
    hunk.new_span.end = last.new_span.end + (hunk.old_span.end - at);
    add_lines(hunk.body, ' ', slice(old_text, {at, hunk.old_span.end}));
    hunk.old_lines = count_lines(slice(old_text, hunk.old_span));
    hunk.new_lines = count_lines(slice(new_text, hunk.new_span));
    hunk.old_line = lines_before + (hunk.old_lines == 0 ? 0 : 1);
    lines_before += hunk.old_lines;
    counted_to = hunk.old_span.end;
    hunks.push_back(std::move(hunk));
  }
  return hunks;
}

std::string unified_diff(std::string_view path, FileChange change, std::span<const Hunk> hunks) {
  if (hunks.empty()) return {};
  std::string out;
  out += "--- " + (change == FileChange::created ? "/dev/null" : header_name("a/", path)) + "\n";
  out += "+++ " + (change == FileChange::deleted ? "/dev/null" : header_name("b/", path)) + "\n";
  std::int64_t moved = 0;
  for (const Hunk& hunk : hunks) {
    // Where one side has no lines, its number is that of the line before.
    const std::int64_t before = std::int64_t{hunk.old_line} - (hunk.old_lines == 0 ? 0 : 1) + moved;
    const auto new_line = static_cast<std::uint32_t>(before + (hunk.new_lines == 0 ? 0 : 1));
    out += fmt::format("@@ -{} +{} @@\n", range(hunk.old_line, hunk.old_lines), range(new_line, hunk.new_lines));
    out += hunk.body;
    moved += std::int64_t{hunk.new_lines} - hunk.old_lines;
  }
  return out;
}

}  // namespace s1
