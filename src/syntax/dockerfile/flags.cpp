// SPDX-License-Identifier: Apache-2.0
#include "syntax/dockerfile/flags.h"

#include <algorithm>
#include <array>

#include "syntax/dockerfile/chars.h"

namespace s1::dockerfile {
namespace {

using namespace std::string_view_literals;

// What one flag is written as, and what that means.
struct Written {
  std::uint32_t end = 0;  // of the flag, in the line
  std::string cooked;     // without quotes and escapes, where that differs
  bool differs = false;
};

// BuildKit takes the backslash alone for an escape here, whatever the escape directive says.
Written scan_flag(std::string_view text, std::uint32_t begin) {
  Written result;
  char quote = '\0';
  std::uint32_t at = begin;
  std::uint32_t copied = begin;  // what lies before it is in `cooked`, once the two differ
  const auto leave_out = [&](std::uint32_t from) {
    result.cooked += text.substr(copied, from - copied);
    result.differs = true;
    copied = from + 1;
  };
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quote == '\0' && space_at_begin(text.substr(at)) != 0) break;
    if (c == '\\') {
      leave_out(at);
      if (at + 1 < text.size()) ++at;
    } else if (quote == '\0' ? c == '\'' || c == '"' : c == quote) {
      quote = quote == '\0' ? c : '\0';
      leave_out(at);
    }
  }
  if (result.differs && copied < at) result.cooked += text.substr(copied, at - copied);
  result.end = at;
  return result;
}

}  // namespace

std::uint32_t read_flags(const LogicalLine& line, Span part, std::string_view file, std::deque<std::string>& storage,
                         std::vector<Flag>& flags) {
  const std::string_view text = line.text().substr(0, part.end);
  std::uint32_t at = part.begin;
  for (;;) {
    while (const std::size_t space = space_at_begin(text.substr(at))) at += static_cast<std::uint32_t>(space);
    if (!text.substr(at).starts_with("--")) return at;
    Written written = scan_flag(text, at);
    const std::string_view raw = text.substr(at, written.end - at);
    if ((written.differs ? std::string_view(written.cooked) : raw) == "--") return written.end;

    Flag flag;
    flag.span = line.to_file({at, written.end});
    std::string_view whole = file.substr(flag.span.begin, flag.span.size());
    if (written.differs)
      whole = storage.emplace_back(std::move(written.cooked));
    else if (whole != raw)
      whole = storage.emplace_back(raw);
    const std::size_t equals = whole.find('=');
    flag.name = whole.substr(std::min<std::size_t>(2, whole.size()), equals == whole.npos ? equals : equals - 2);
    flag.value_span = {flag.span.end, flag.span.end};
    if (equals != whole.npos) {
      flag.has_value = true;
      flag.value = whole.substr(equals + 1);
      // The first '=' of the text as written: BuildKit's names hold no quotes that could hide an earlier one.
      const auto written_equals = static_cast<std::uint32_t>(raw.find('='));
      flag.value_span = line.to_file({at + written_equals + 1, written.end});
    }
    flags.push_back(flag);
    at = written.end;
  }
}

bool is_switch(std::string_view flag) {
  static constexpr std::array names = {"link"sv, "parents"sv, "keep-git-dir"sv, "unpack"sv};
  return std::ranges::find(names, flag) != names.end();
}

bool is_repeatable(std::string_view flag) {
  static constexpr std::array names = {"mount"sv, "exclude"sv, "device"sv};
  return std::ranges::find(names, flag) != names.end();
}

std::span<const std::string_view> known_flags(Kind kind) {
  static constexpr std::array add = {"checksum"sv,     "chmod"sv, "chown"sv, "exclude"sv,
                                     "keep-git-dir"sv, "link"sv,  "unpack"sv};
  static constexpr std::array copy = {"chmod"sv, "chown"sv, "exclude"sv, "from"sv, "link"sv, "parents"sv};
  static constexpr std::array from = {"platform"sv};
  static constexpr std::array health = {"interval"sv, "retries"sv, "start-interval"sv, "start-period"sv, "timeout"sv};
  static constexpr std::array run = {"device"sv, "mount"sv, "network"sv, "security"sv};
  switch (kind) {
    case Kind::add:
      return add;
    case Kind::copy:
      return copy;
    case Kind::from:
      return from;
    case Kind::healthcheck:
      return health;
    case Kind::run:
      return run;
    default:
      return {};
  }
}

const Flag* Instruction::flag(std::string_view name) const {
  const auto found = std::ranges::find(flags, name, &Flag::name);
  return found == flags.end() ? nullptr : &*found;
}

// The options are one line of CSV: a field in double quotes may hold commas.
std::optional<std::string_view> mount_option(const Flag& mount, std::string_view key) {
  std::string_view rest = mount.value;
  while (!rest.empty()) {
    const bool in_quotes = rest.front() == '"';
    const std::size_t from = in_quotes ? rest.find('"', 1) : 0;
    const std::size_t comma = from == rest.npos ? rest.npos : rest.find(',', from);
    std::string_view field = rest.substr(0, comma);
    rest = comma == rest.npos ? std::string_view() : rest.substr(comma + 1);
    if (in_quotes) {
      field.remove_prefix(1);
      if (field.ends_with('"')) field.remove_suffix(1);
    }
    const std::size_t equals = field.find('=');
    if (!equal_ignoring_case(field.substr(0, equals), key)) continue;
    return equals == field.npos ? std::string_view() : field.substr(equals + 1);
  }
  return std::nullopt;
}

}  // namespace s1::dockerfile
