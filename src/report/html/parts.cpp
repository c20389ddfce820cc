// SPDX-License-Identifier: Apache-2.0
#include "report/html/parts.h"

#include "report/uri.h"

namespace s1::report::html {

Markup severity_badge(rules::Severity severity) {
  Markup out;
  const std::string_view name = rules::name(severity);
  return out.add(
      R"(<span class="badge {0}"><svg class="shape" aria-hidden="true"><use href="#shape-{0}"/></svg>{0}</span>)",
      name);
}

Markup shapes() {
  Markup out;
  return out.add(R"(<svg class="defs" aria-hidden="true" width="0" height="0">
<symbol id="shape-critical" viewBox="0 0 12 12"><path d="M6 .2 11.8 6 6 11.8 .2 6z"/></symbol>
<symbol id="shape-high" viewBox="0 0 12 12"><path d="M6 .8 11.8 11.2H.2z"/></symbol>
<symbol id="shape-medium" viewBox="0 0 12 12"><path d="M1.2 1.2h9.6v9.6H1.2z"/></symbol>
<symbol id="shape-low" viewBox="0 0 12 12"><circle cx="6" cy="6" r="5.2"/></symbol>
<symbol id="shape-info" viewBox="0 0 12 12"><path d="M6 .8a5.2 5.2 0 1 1 0 10.4A5.2 5.2 0 0 1 6 .8m0 1.9a3.3 3.3 0 1 0 0 6.6 3.3 3.3 0 0 0 0-6.6"/></symbol>
<symbol id="state-completed" viewBox="0 0 12 12"><path d="M6 0a6 6 0 1 1 0 12A6 6 0 0 1 6 0m3.2 3.4L5.1 7.5 3 5.6l-.9 1 3 2.8 5-5z"/></symbol>
<symbol id="state-partial" viewBox="0 0 12 12"><path d="M6 0a6 6 0 1 1 0 12A6 6 0 0 1 6 0m0 1.4v9.2a4.6 4.6 0 0 0 0-9.2"/></symbol>
<symbol id="state-blocked" viewBox="0 0 12 12"><path d="M3.5 0h5L12 3.5v5L8.5 12h-5L0 8.5v-5zM3 5v2h6V5z"/></symbol>
</svg>
)");
}

Markup place(std::string_view base, std::string_view path, std::uint32_t line) {
  Markup shown;
  std::size_t at = 0;
  shown.add("<code>");
  // A long path breaks behind a slash rather than anywhere.
  constexpr std::size_t long_path = 24;
  std::size_t slash = 0;
  while (path.size() - at > long_path && (slash = path.find('/', at)) != std::string_view::npos) {
    shown.add("{}<wbr>", path.substr(at, slash + 1 - at));
    at = slash + 1;
  }
  shown.add("{}", path.substr(at));
  if (line != 0) shown.add("<span class=\"line\">:{}</span>", line);
  shown.add("</code>");
  if (!base.starts_with("https://") && !base.starts_with("http://")) return shown;
  Markup out;
  out.add("<a rel=\"noopener noreferrer\" href=\"{}{}", base, path_uri(path));
  if (line != 0) out.add("#L{}", line);
  return out.add("\">{}</a>", shown);
}

Markup web_link(std::string_view address) {
  Markup out;
  if (!address.starts_with("https://") && !address.starts_with("http://")) return out.add("{}", address);
  return out.add("<a rel=\"noopener noreferrer\" href=\"{0}\">{0}</a>", address);
}

Markup section_begin(std::string_view id, std::string_view title, std::size_t count) {
  Markup out;
  out.add("<section id=\"{0}\" aria-labelledby=\"{0}-title\">\n<h2 id=\"{0}-title\">{1}", id, title);
  if (count != SIZE_MAX) out.add(" <span class=\"count\">{}</span>", count);
  return out.add("</h2>\n");
}

Markup section_end() {
  Markup out;
  return out.add("</section>\n");
}

}  // namespace s1::report::html
