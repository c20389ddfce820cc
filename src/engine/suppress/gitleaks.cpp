// SPDX-License-Identifier: Apache-2.0
// `# gitleaks:allow` on the line of a secret. (gitleaks/gitleaks: README.md, "gitleaks:allow"; detect/detect.go)
#include "engine/suppress/forms.h"

namespace s1::engine::suppress {

void read_gitleaks(const Comment& comment, Reader& reader) {
  if (comment.text.find("gitleaks:allow") == std::string_view::npos) return;
  const std::string names[] = {"gitleaks:*", "secrets/*"};
  Suppression suppression = reader.of(comment);
  suppression.scope = {};
  reader.add(std::move(suppression), names);
}

}  // namespace s1::engine::suppress
