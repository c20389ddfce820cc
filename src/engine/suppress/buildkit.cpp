// SPDX-License-Identifier: Apache-2.0
// `# check=skip=JSONArgsRecommended,StageNameCasing;error=true` among a Dockerfile's directives, or `skip=all`: the
// whole file. Names are written exactly. (docs.docker.com/build/checks, "Skip checks"; moby/buildkit:
// frontend/dockerfile/linter/linter.go, ParseLintOptions)
#include <algorithm>

#include "engine/suppress/forms.h"
#include "syntax/dockerfile/ast.h"

namespace s1::engine::suppress {

void read_buildkit(Reader& reader) {
  if (reader.file().dockerfile == nullptr) return;
  for (const dockerfile::Directive& directive : reader.file().dockerfile->directives) {
    if (directive.name != "check") continue;
    std::vector<std::string> names;
    for (std::string_view options = directive.value; !options.empty();) {
      const std::size_t end = std::min(options.find(';'), options.size());
      std::string_view option = trimmed(options.substr(0, end));
      options.remove_prefix(std::min(end + 1, options.size()));
      if (!take(option, "skip") || !take(option, "=")) continue;
      for (const std::string& check : split_ids(option))
        if (is_plain_id(check)) names.push_back(check == "all" ? "buildkit:*" : "buildkit:" + check);
    }
    Suppression suppression;
    suppression.comment = directive.span;
    suppression.whole_file = true;
    reader.add(std::move(suppression), names);
  }
}

}  // namespace s1::engine::suppress
