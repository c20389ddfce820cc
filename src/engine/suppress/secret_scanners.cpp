// SPDX-License-Identifier: Apache-2.0
// What scanners for secrets alone are told on the line of one: `# gitleaks:allow`, `# trufflehog:ignore` and detect-
// secrets' `# pragma: allowlist secret`; `# pragma: allowlist nextline secret` on the line above. They hold for every
// rule about secrets. (gitleaks/gitleaks: README.md, "gitleaks:allow"; detect/detect.go.
// trufflesecurity/trufflehog: README.md, "How can I ignore …". Yelp/detect-secrets: README.md, "Inline Allowlisting";
// detect_secrets/filters/allowlist.py)
#include "engine/suppress/forms.h"

namespace s1::engine::suppress {
namespace {

enum class Allowed { nothing, this_line, next_line };

// "allowlist secret", "whitelist-secret", "allowlist nextline secret"
Allowed after_pragma(std::string_view text) {
  text = trimmed(text);
  const bool is_old = text.starts_with("whitelist");
  if (!is_old && !text.starts_with("allowlist")) return Allowed::nothing;
  text.remove_prefix(9);
  const auto word = [&](std::string_view expected) {
    if (text.empty() || (text[0] != ' ' && text[0] != '-') || !text.substr(1).starts_with(expected)) return false;
    text.remove_prefix(1 + expected.size());
    return true;
  };
  const bool next = !is_old && word("nextline");
  if (!word("secret")) return Allowed::nothing;
  return next ? Allowed::next_line : Allowed::this_line;
}

Allowed allowed_by(std::string_view text) {
  for (const std::string_view sign : {"gitleaks:allow", "trufflehog:ignore"})
    if (text.find(sign) != std::string_view::npos) return Allowed::this_line;
  constexpr std::string_view pragma = "pragma:";
  const std::size_t at = text.find(pragma);
  return at == std::string_view::npos ? Allowed::nothing : after_pragma(text.substr(at + pragma.size()));
}

}  // namespace

void read_secret_scanners(const Comment& comment, Reader& reader) {
  const Allowed allowed = allowed_by(comment.text);
  if (allowed == Allowed::nothing) return;
  const std::string names[] = {"gitleaks:*", "secrets/*"};
  Suppression suppression = reader.of_next_line(comment);
  if (allowed == Allowed::this_line) suppression.scope = {};
  reader.add(std::move(suppression), names);
}

}  // namespace s1::engine::suppress
