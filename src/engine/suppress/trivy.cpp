// SPDX-License-Identifier: Apache-2.0
// `#trivy:ignore:AVD-AWS-0086 trivy:ignore:DS-0002:exp:2026-12-31` on the line of what it is about or above it, and the
// older `#tfsec:ignore:`. Letter case of ids does not count, and a star stands for any rest (`DS-*`, `*`). It ends with
// the beginning of the day that exp names, in UTC. One with a parameter (`ignore:ID[port=22]`) or a workspace
// (`:ws:dev`) holds for some values alone and is not taken. Long ids (`aws-s3-enable-logging`) hold where a rule has
// one as alias. (aquasecurity/trivy: docs/docs/scanner/misconfiguration/config/config.md, "Skipping resources by inline
// comments"; pkg/iac/ignore/parse.go and rule.go. aquasecurity/tfsec: docs/guides/configuration/ignores.md)
#include <algorithm>
#include <cctype>

#include "engine/suppress/forms.h"

namespace s1::engine::suppress {
namespace {

constexpr std::string_view kNumber = "-[0-9][0-9][0-9][0-9]";

// "DS-*", "AVD-AWS-00*", "KSV*", "*" as a glob over ids of Trivy's form and no others.
void add_glob(const std::string& name, std::vector<std::string>& names) {
  const std::string begin = name.substr(0, name.find('*'));
  if (begin.find('-') != std::string::npos)
    names.push_back(name);
  else if (name.size() == begin.size() + 1)
    names.push_back((begin.empty() ? "[a-z]*" : name) + std::string(kNumber));
}

// Trivy's ids as the rules carry them ("DS-0002"): the catalogue's prefix AVD- came and went, and Dockerfile's and
// Kubernetes' had no dash and three digits.
void add_names(std::string_view id, std::vector<std::string>& names) {
  std::string name(id);
  for (char& c : name) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  if (name.starts_with("AVD-")) name.erase(0, 4);
  if (name.find_first_of("?[/ ") != std::string::npos || name.empty()) return;
  if (name.find('*') != std::string::npos) return add_glob(name, names);
  names.push_back(name);
  for (const std::string_view family : {"DS", "KSV", "KCV"}) {
    if (!name.starts_with(family)) continue;
    std::string number = name.substr(family.size());
    if (number.empty() || number.size() > 4 ||
        !std::ranges::all_of(number, [](unsigned char c) { return std::isdigit(c) != 0; }))
      continue;
    number.insert(0, 4 - number.size(), '0');
    names.push_back(std::string(family) + "-" + number);
  }
}

struct Ignore {
  std::string_view id;
  std::string_view end;  // the value of exp
  bool ends = false;
  bool conditional = false;
};

// "ignore:ID[port=22]:exp:2026-12-31"
Ignore read_sections(std::string_view text) {
  Ignore ignore;
  const auto next = [&] {
    const std::size_t colon = std::min(text.find(':'), text.size());
    const std::string_view piece = text.substr(0, colon);
    text.remove_prefix(std::min(colon + 1, text.size()));
    return piece;
  };
  while (!text.empty()) {
    const std::string_view key = next();
    const std::string_view value = next();
    if (key == "ignore") {
      ignore.id = value.substr(0, value.find('['));
      ignore.conditional = ignore.conditional || ignore.id.size() != value.size();
    } else if (key == "exp") {
      ignore.ends = true;
      ignore.end = value;
    } else if (key == "ws") {
      ignore.conditional = true;
    }
  }
  return ignore;
}

}  // namespace

void read_trivy(const Comment& comment, Reader& reader) {
  if (comment.text.find("trivy:") == std::string_view::npos && comment.text.find("tfsec:") == std::string_view::npos)
    return;
  std::vector<std::string> names;
  for (const std::string& word : split_ids(comment.text)) {
    std::string_view text = word;
    text.remove_prefix(std::min(text.find_first_not_of("#/*"), text.size()));
    if (!text.starts_with("trivy:") && !text.starts_with("tfsec:")) continue;
    const Ignore ignore = read_sections(text.substr(6));
    if (ignore.id.empty()) continue;
    if (ignore.conditional)
      reader.problem(comment.span, "conditional-suppression",
                     "this suppression holds for some values alone, which is not looked at here; it silences nothing",
                     "write `s1-infra: ignore[rule-id] reason` for what it is about");
    else if (ignore.ends && (!is_date(ignore.end) || ignore.end <= reader.today()))
      reader.expired(comment.span, is_date(ignore.end) ? ignore.end : "a date that is none");
    else
      add_names(ignore.id, names);
  }
  reader.add(reader.of(comment), names);
}

}  // namespace s1::engine::suppress
