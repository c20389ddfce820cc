// SPDX-License-Identifier: Apache-2.0
#include "facts/base_images.h"

#include <charconv>
#include <string>

#include "facts/embedded.h"
#include "facts/table.h"

namespace s1::facts {
namespace {

// The table's columns, in their order.
enum Column : std::uint8_t {
  image,
  tags,
  user,
  uid,
  gid,
  users,
  app,
  shell,
  libc,
  packages,
  tools,
  port,
  steps_down,
  env,
  evidence,
  source,
};

std::string_view known(std::string_view cell) {
  return cell == "?" ? std::string_view() : cell;
}

template <class Number>
std::optional<Number> number(std::string_view cell) {
  Number value{};
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc() || end != cell.data() + cell.size()) return std::nullopt;
  return value;
}

Account account(std::string_view name, std::string_view user_id, std::string_view group_id) {
  return {known(name), number<std::uint32_t>(user_id), number<std::uint32_t>(group_id)};
}

BaseImage base_image(const Row& row) {
  BaseImage result;
  result.image = row[image];
  result.tags = row[tags];
  result.user = account(row[user], row[uid], row[gid]);
  for (const std::string_view each : split(row[users], ',')) {
    const Row parts(split(each, ':'));
    result.users.push_back(account(parts[0], parts[1], parts[2]));
  }
  result.app = row[app];
  result.shell = known(row[shell]);
  result.libc = known(row[libc]);
  result.package_manager = known(row[packages]);
  result.tools = split(row[tools], ',');
  result.port = number<std::uint16_t>(row[port]);
  result.steps_down = split(row[steps_down], ',');
  result.env_complete = true;
  for (const std::string_view each : split(row[env], ',')) {
    if (each == "*")
      result.env_complete = false;
    else
      result.env.push_back(each);
  }
  result.verified = row[evidence] == "seen";
  result.source = row[source];
  return result;
}

const std::vector<BaseImage>& base_images() {
  static const std::vector<BaseImage> table = [] {
    std::vector<BaseImage> result;
    for (const Row& row : read_table(embedded_fact("base_images.tsv"))) result.push_back(base_image(row));
    return result;
  }();
  return table;
}

// Whether `text` fits `pattern`, in which * stands for any text. Only the last * seen is tried again, so that the time
// is the product of the two lengths at most.
bool fits(std::string_view text, std::string_view pattern) {
  std::size_t t = 0, p = 0, retry_text = 0;
  std::size_t retry_pattern = std::string_view::npos;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      retry_pattern = ++p;
      retry_text = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p, ++t;
    } else if (retry_pattern != std::string_view::npos) {
      p = retry_pattern;
      t = ++retry_text;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

bool fits_any(std::string_view text, std::string_view patterns) {
  for (const std::string_view pattern : split(patterns, '|'))
    if (fits(text, pattern)) return true;
  return false;
}

}  // namespace

std::string_view short_image_name(std::string_view name) {
  for (const std::string_view registry : {"docker.io/", "index.docker.io/", "registry-1.docker.io/"})
    if (name.starts_with(registry)) {
      name.remove_prefix(registry.size());
      break;
    }
  constexpr std::string_view kOfficial = "library/";
  if (name.starts_with(kOfficial)) name.remove_prefix(kOfficial.size());
  return name;
}

const BaseImage* find_base_image(std::string_view name, std::string_view tag) {
  name = short_image_name(name);
  for (const BaseImage& each : base_images()) {
    if (!fits(name, each.image)) continue;
    if (tag.empty()) return each.tags == "*" ? &each : nullptr;
    if (fits_any(tag, each.tags)) return &each;
  }
  return nullptr;
}

}  // namespace s1::facts
