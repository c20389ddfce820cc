// SPDX-License-Identifier: Apache-2.0
// The fixes that a scan offers beside its findings: each is proven, of the file as it is, and ready to be shown.
#pragma once
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/finding.h"
#include "engine/scan.h"
#include "rules/rule.h"
#include "text/source.h"
#include "workspace/root.h"
#include "workspace/walk.h"

namespace s1::fix {

struct PlacedEdit {
  std::string path;
  Position begin;
  Position end;  // exclusive; equal to begin for an insertion
  std::string text;
};

struct OfferedFix {
  rules::Fix grade = rules::Fix::none;
  std::string description;
  std::vector<PlacedEdit> edits;  // sorted; none where redacted
  bool redacted = false;          // an edit would show a secret or hidden characters
};

// Of one finding. Both are empty where its rule proposed nothing.
struct Offer {
  std::optional<OfferedFix> fix;
  std::string dropped;  // the rule proposed a fix, and this is why it is not offered
};

struct ProofLimits {
  workspace::Limits workspace;
  unsigned threads = 0;  // 0: the cores
  std::stop_token cancelled;
};

// One offer for each of `findings` of the scan, in their order. A file is read again,
// and costs one check, and one more for each batch of findings of a grade whose edits do not overlap (at most ten).
[[nodiscard]] std::vector<Offer> prove_for_scan(const workspace::Root& root, const engine::ScanResult& scan,
                                                std::span<const engine::Finding> findings, const ProofLimits& limits);

}  // namespace s1::fix
