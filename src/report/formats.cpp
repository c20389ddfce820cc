// SPDX-License-Identifier: Apache-2.0
#include "report/formats.h"

#include <algorithm>

#include "report/github.h"
#include "report/gitlab.h"
#include "report/html/page.h"
#include "report/json.h"
#include "report/junit.h"
#include "report/markdown.h"
#include "report/sarif.h"
#include "report/text.h"

namespace s1::report {
namespace {

using engine::ScanResult;

constexpr Format kFormats[] = {
    {"text", "default",
     [](const ScanResult& scan, const Circumstances& with, const TextSink& sink) {
       render_text(scan, {with.color, with.seconds, with.offers}, sink);
     }},
    {"json", "the tool's answer",
     [](const ScanResult& scan, const Circumstances& with, const TextSink& sink) {
       render_json(scan, with.offers, sink);
     }},
    {"sarif", "2.1.0",
     [](const ScanResult& scan, const Circumstances& with, const TextSink& sink) {
       render_sarif(scan, with.version, with.offers, sink);
     }},
    {"junit", "XML",
     [](const ScanResult& scan, const Circumstances& with, const TextSink& sink) {
       render_junit(scan, with.seconds, sink);
     }},
    {"gitlab", "Code Quality",
     [](const ScanResult& scan, const Circumstances&, const TextSink& sink) { render_gitlab(scan, sink); }},
    {"github", "annotations of Actions",
     [](const ScanResult& scan, const Circumstances&, const TextSink& sink) { render_github(scan, sink); }},
    {"markdown", "a comment or a page",
     [](const ScanResult& scan, const Circumstances& with, const TextSink& sink) {
       render_markdown(scan, with.link_base, sink);
     }},
    {"html", "a page of its own",
     [](const ScanResult& scan, const Circumstances& with, const TextSink& sink) {
       render_html(scan, with, nullptr, sink);
     }},
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
