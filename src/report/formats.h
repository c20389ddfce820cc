// SPDX-License-Identifier: Apache-2.0
// The forms that a scan can be given in, by name. Help, completion and the check of --format come from this table; a
// new form is a file of its own and a line here.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "engine/scan.h"
#include "fix/prove_for_scan.h"
#include "text/produce.h"

namespace s1::report {

// What a form may show beside the scan itself.
struct Circumstances {
  std::string_view version;  // of this program
  double seconds = 0;        // how long the scan took
  bool color = false;
  // The proven fixes of the scan's findings, in their order; empty: none are shown.
  std::span<const fix::Offer> offers = {};
  std::string link_base = {};  // of the scanned files where they are published, with a '/' at its end; empty: not known
};

struct Format {
  std::string_view name;
  std::string_view what;  // for the help
  void (*render)(const engine::ScanResult& scan, const Circumstances& circumstances, const TextSink& sink);
};

// The first is the default.
[[nodiscard]] std::span<const Format> formats();
// Null where there is none of that name.
[[nodiscard]] const Format* find_format(std::string_view name);

}  // namespace s1::report
