// SPDX-License-Identifier: Apache-2.0
#include "workspace/ignore.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "text/byte_order_mark.h"
#include "workspace/names.h"

namespace s1::workspace {
namespace {

constexpr std::string_view kWhiteSpace = " \t\r\v\f";

// The next line without its line end; nothing at the end of the text.
std::optional<std::string_view> take_line(std::string_view& text) {
  if (text.empty()) return std::nullopt;
  const std::size_t end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  if (end != std::string_view::npos && line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string_view without_mark(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return text;
}

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(kWhiteSpace), text.size()));
  return text.substr(0, text.find_last_not_of(kWhiteSpace) + 1);
}

// Spaces at the end do not count but for escaped ones; tabs do.
std::string_view without_trailing_spaces(std::string_view line) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool escaped = line[i] == '\\';
    if (escaped && ++i == line.size()) return line;
    if (escaped || line[i] != ' ') end = i + 1;
  }
  return line.substr(0, end);
}

}  // namespace

bool glob_match(std::string_view pattern, std::string_view path) {
  return Glob(pattern, Glob::Language::gitignore).matches(path);
}

IgnoreFile IgnoreFile::parse(std::string_view text) {
  IgnoreFile file;
  text = without_mark(text);
  while (std::optional<std::string_view> line = take_line(text)) {
    if (line->starts_with('#')) continue;
    std::string_view pattern = without_trailing_spaces(line->substr(0, line->find('\0')));
    const bool negated = pattern.starts_with('!');
    if (negated) pattern.remove_prefix(1);
    const bool folders_only = pattern.ends_with('/');
    if (folders_only) pattern.remove_suffix(1);
    const bool anchored = pattern.find('/') != std::string_view::npos;
    if (pattern.starts_with('/')) pattern.remove_prefix(1);
    if (pattern.empty()) continue;
    // As in git, where the literal beginning is compared first and `**` after it counts as one at the start of a
    // pattern.
    const std::size_t prefix = anchored ? std::min(pattern.find_first_of("*?[\\"), pattern.size()) : 0;
    Glob glob(pattern.substr(prefix), Glob::Language::gitignore);
    if (glob.malformed()) continue;
    file.patterns_.push_back(
        {std::string(pattern.substr(0, prefix)), std::move(glob), negated, folders_only, anchored});
  }
  return file;
}

IgnoreFile::Verdict IgnoreFile::match(std::string_view path, bool is_folder) const {
  const std::string_view name = base_name(path);
  for (auto pattern = patterns_.rbegin(); pattern != patterns_.rend(); ++pattern) {
    if (pattern->folders_only && !is_folder) continue;
    const bool matches = pattern->anchored ? path.starts_with(pattern->prefix) &&
                                                 pattern->glob.matches(path.substr(pattern->prefix.size()))
                                           : pattern->glob.matches(name);
    if (matches) return pattern->negated ? Verdict::kept : Verdict::ignored;
  }
  return Verdict::none;
}

namespace {

// Go's filepath.Clean, of which a leading slash is not kept: a pattern is relative to the context either way.
std::string cleaned(std::string_view pattern) {
  std::string result;
  while (!pattern.empty()) {
    const std::size_t slash = pattern.find('/');
    const std::string_view name = pattern.substr(0, slash);
    pattern = slash == std::string_view::npos ? std::string_view() : pattern.substr(slash + 1);
    if (name.empty() || name == ".") continue;
    if (name == ".." && !result.empty() && base_name(result) != "..") {
      result.resize(parent_path(result).size());
    } else {
      result = join(result, name);
    }
  }
  return result;
}

}  // namespace

DockerIgnore DockerIgnore::parse(std::string_view text) {
  DockerIgnore file;
  text = without_mark(text);
  while (std::optional<std::string_view> line = take_line(text)) {
    if (line->starts_with('#')) continue;
    std::string_view pattern = trimmed(*line);
    const bool negated = pattern.starts_with('!');
    if (negated) pattern = trimmed(pattern.substr(1));
    const std::string clean = cleaned(pattern);
    if (clean.empty()) continue;  // "." and "/" too: Docker lets nobody ignore the whole context by these
    Glob glob(clean, Glob::Language::dockerignore);
    if (!glob.malformed()) file.patterns_.push_back({std::move(glob), negated});
  }
  return file;
}

bool DockerIgnore::has_exceptions() const {
  return std::ranges::any_of(patterns_, &Pattern::negated);
}

bool DockerIgnore::ignores(std::string_view path) const {
  bool ignored = false;
  for (const Pattern& pattern : patterns_) {
    if (pattern.negated != ignored) continue;  // it could not change anything
    bool matches = pattern.glob.matches(path);
    for (std::size_t slash = path.find('/'); !matches && slash != std::string_view::npos;
         slash = path.find('/', slash + 1))
      matches = pattern.glob.matches(path.substr(0, slash));
    if (matches) ignored = !pattern.negated;
  }
  return ignored;
}

}  // namespace s1::workspace
