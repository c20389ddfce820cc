// SPDX-License-Identifier: Apache-2.0
// A scan as Markdown, for a comment on a pull request or a page.
#pragma once
#include <cstddef>
#include <string_view>

#include "engine/scan.h"
#include "text/produce.h"

namespace s1::report {

// The length of a comment that GitHub still takes, in characters; held in bytes here, which are never fewer.
inline constexpr std::size_t kCommentBytes = 65'536;

// A table of severities, then the findings by severity, each with a link to its line. Never longer than a comment may
// be: the last line says what was left out. No text of a scanned file is read as Markdown or HTML, names nobody (@name)
// and links nowhere. `link_base` stands before each link to a file, "https://github.com/me/mine/blob/main/" say: a
// comment is shown at another address than the files, so there a relative link leads nowhere. Empty: relative links.
void render_markdown(const engine::ScanResult& scan, std::string_view link_base, const TextSink& sink);

}  // namespace s1::report
