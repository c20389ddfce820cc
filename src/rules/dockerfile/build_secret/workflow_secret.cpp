// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "rules/dockerfile/build_secret/caller_edits.h"
#include "syntax/data/edit.h"
#include "syntax/data/tree.h"
#include "syntax/yaml/read.h"
#include "text/source.h"

namespace s1::rules {
namespace {

std::string_view trimmed(std::string_view line) {
  while (line.starts_with(' ')) line.remove_prefix(1);
  while (line.ends_with(' ') || line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

struct Lines {
  std::string wanted;  // NAME=…, with its line end
  std::string others;
};

Lines split(std::string_view text, std::string_view name) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(text.size(), end + 1));
    const std::string_view inner = trimmed(line);
    if (inner.empty()) continue;
    const bool wanted = inner.size() > name.size() && inner.starts_with(name) && inner[name.size()] == '=';
    (wanted ? lines.wanted : lines.others) += std::string(inner) + "\n";
  }
  return lines;
}

// One expression and nothing else: a comma or a quote would mean something in `secrets`.
bool is_expression(std::string_view line) {
  const std::string_view value = line.substr(line.find('=') + 1);
  return value.starts_with("${{") && value.ends_with("}}\n") && value.find("${{", 1) == std::string_view::npos;
}

}  // namespace

CallerEdits workflow_secret(const std::string& text, std::span<const std::uint32_t> steps, std::string_view name) {
  CallerEdits result;
  const Source source(text);
  const data::File tree = yaml::read(source);
  const data::Value root = tree.root();
  const auto refuse = [&](data::Value at, std::string why) {
    result.edits.clear();
    result.why = std::move(why);
    result.line = at.line();
    return result;
  };
  const auto add = [&](Result<data::Edits> edits) {
    if (edits) result.edits.insert(result.edits.end(), edits->begin(), edits->end());
    return edits.has_value();
  };
  for (const data::Member& job : root["jobs"].members()) {
    for (const data::Value step : job.value["steps"].items()) {
      if (std::ranges::find(steps, step.span().begin) == steps.end()) continue;
      const data::Value with = step["with"];
      const data::Value args = with["build-args"];
      const Lines lines = split(args.text(), name);
      if (lines.wanted.empty()) continue;
      result.gives_it = true;
      if (!is_expression(lines.wanted)) return refuse(args, "gives it a value that is not one expression");
      const data::Value secrets = with["secrets"];
      bool done = false;
      if (lines.others.empty() && !secrets)
        done = add(data::rename(with.key("build-args"), "secrets"));
      else if (secrets)
        done = add(data::replace(
                   secrets, {data::Kind::string, std::string(secrets.text()) +
                                                     (secrets.text().ends_with('\n') ? "" : "\n") + lines.wanted})) &&
               (lines.others.empty() ? add(data::erase_member(with.key("build-args")))
                                     : add(data::replace(args, {data::Kind::string, lines.others})));
      else
        done = add(data::replace(args, {data::Kind::string, lines.others})) &&
               add(data::insert_member(with, "secrets", {data::Kind::string, lines.wanted}, "build-args"));
      if (!done) return refuse(args, "has a form that cannot be changed");
    }
  }
  std::ranges::sort(result.edits, {}, [](const Edit& edit) { return edit.span.begin; });
  return result;
}

}  // namespace s1::rules
