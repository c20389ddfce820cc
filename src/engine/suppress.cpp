// SPDX-License-Identifier: Apache-2.0
#include "engine/suppress.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cstdlib>

#include "engine/suppress/forms.h"

namespace s1::engine {
namespace {

void read_comments(std::span<const Comment> comments, suppress::Reader& reader) {
  for (const Comment& comment : comments) {
    if (reader.full()) return;
    suppress::read_own(comment, reader);
    suppress::read_hadolint(comment, reader);
    suppress::read_checkov(comment, reader);
    suppress::read_trivy(comment, reader);
    suppress::read_zizmor(comment, reader);
    suppress::read_shellcheck(comment, reader);
    suppress::read_tflint(comment, reader);
    suppress::read_terrascan(comment, reader);
    suppress::read_semgrep(comment, reader);
    suppress::read_secret_scanners(comment, reader);
  }
  suppress::read_kics(comments, reader);
}

}  // namespace

Suppressions read_suppressions(const model::Input& file, std::string_view today) {
  Suppressions result;
  suppress::Reader reader(file, today, result);
  read_comments(file.comments, reader);
  suppress::read_buildkit(reader);
  suppress::read_annotations(reader);
  suppress::read_cloudformation(reader);
  return result;
}

std::string today() {
  std::int64_t seconds =
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  if (const char* const set = std::getenv("SOURCE_DATE_EPOCH"); set != nullptr) {
    const std::string_view text(set);
    std::int64_t value = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc()) seconds = value;
  }
  const std::chrono::year_month_day date{
      std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds{std::chrono::seconds{seconds}})};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

}  // namespace s1::engine
