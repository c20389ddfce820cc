// SPDX-License-Identifier: Apache-2.0
#include "report/formats.h"

#include <algorithm>

#include "report/github.h"
#include "report/gitlab.h"
#include "report/json.h"
#include "report/junit.h"
#include "report/markdown.h"
#include "report/sarif.h"
#include "report/text.h"

namespace s1::report {
namespace {

using engine::ScanResult;

std::string render_json(const ScanResult& scan, const Circumstances& with) {
  Page all;
  if (!with.offers.empty())
    all.offers = [&](std::span<const engine::Finding>) { return std::vector(with.offers.begin(), with.offers.end()); };
  // Without a cursor there is nothing that could be wrong with it.
  return scan_to_json(scan, all).value().dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

constexpr Format kFormats[] = {
    {"text", "default",
     [](const ScanResult& scan, const Circumstances& with) {
       return render_text(scan, {with.color, with.seconds, with.offers});
     }},
    {"json", "the tool's answer", render_json},
    {"sarif", "2.1.0",
     [](const ScanResult& scan, const Circumstances& with) { return render_sarif(scan, with.version, with.offers); }},
    {"junit", "XML",
     [](const ScanResult& scan, const Circumstances& with) { return render_junit(scan, with.seconds); }},
    {"gitlab", "Code Quality", [](const ScanResult& scan, const Circumstances&) { return render_gitlab(scan); }},
    {"github", "annotations of Actions",
     [](const ScanResult& scan, const Circumstances&) { return render_github(scan); }},
    {"markdown", "a comment or a page",
     [](const ScanResult& scan, const Circumstances& with) { return render_markdown(scan, with.link_base); }},
};

}  // namespace

std::span<const Format> formats() {
  return kFormats;
}

const Format* find_format(std::string_view name) {
  const Format* const found = std::ranges::find(kFormats, name, &Format::name);
  return found == std::end(kFormats) ? nullptr : found;
}

}  // namespace s1::report
