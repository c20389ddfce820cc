// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/quotes-in-exec-form.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules::dockerfile_quotes_in_exec_form {
namespace {

using dockerfile::Instruction;
using dockerfile::Kind;

// Those that read an argument as a text of a language, which may have quotes of its own, or only print it.
constexpr std::array<std::string_view, 30> kReaders = {
    "sh",   "bash", "ash",   "dash", "zsh",     "busybox",   "cmd",  "cmd.exe", "powershell", "pwsh",
    "node", "deno", "bun",   "perl", "ruby",    "php",       "psql", "mysql",   "mariadb",    "sqlite3",
    "jq",   "yq",   "mongo", "sed",  "mongosh", "redis-cli", "awk",  "echo",    "printf",     "powershell.exe",
};

bool reads_quotes(std::string_view program) {
  const std::string_view name = program.substr(program.find_last_of("/\\") + 1);
  return name.starts_with("python") || std::ranges::find(kReaders, name) != kReaders.end();
}

// The quote that stands around all of the text, and nowhere in it; no character where there is none.
char quote_around(std::string_view text) {
  if (text.size() < 3 || (text.front() != '\'' && text.front() != '"') || text.back() != text.front()) return '\0';
  const std::string_view inside = text.substr(1, text.size() - 2);
  return inside.contains(text.front()) ? '\0' : text.front();
}

void check_words(const dockerfile::File& file, const Instruction& command, Sink& out) {
  if (command.form != dockerfile::Form::json || command.words.empty()) return;
  // Behind a wrapper the reader is another word.
  if (std::ranges::any_of(command.words, [](const dockerfile::Word& word) { return reads_quotes(word.raw); })) return;
  for (const dockerfile::Word& word : command.words) {
    const std::size_t equals = word.raw.starts_with("--") ? word.raw.find('=') : std::string_view::npos;
    const std::string_view text = equals == std::string_view::npos ? word.raw : word.raw.substr(equals + 1);
    const char quote = quote_around(text);
    if (quote == '\0') continue;
    Report report{.span = word.span,
                  .message = "The quotes are part of the argument: no shell takes them away from a JSON array"};
    const std::string written = quote == '"' ? R"(\")" : "'";
    const std::string_view source = file.source->slice(word.span);
    const std::size_t first = source.find(written, 1);
    const std::size_t last = source.rfind(written);
    if (first != std::string_view::npos && last > first && last + written.size() + 1 == source.size()) {
      const auto size = static_cast<std::uint32_t>(written.size());
      const auto open = word.span.begin + static_cast<std::uint32_t>(first);
      const auto close = word.span.begin + static_cast<std::uint32_t>(last);
      report.edits = {{{open, open + size}, {}}, {{close, close + size}, {}}};
      report.fix_description = "Leave the quotes out";
    }
    out.report(std::move(report));
  }
}

void check(const dockerfile::File& file, Sink& out) {
  for (const Instruction& each : file.instructions) {
    const Instruction& command = each.kind == Kind::onbuild && each.inner ? *each.inner : each;
    if (command.kind == Kind::healthcheck && command.inner)
      check_words(file, *command.inner, out);
    else if (command.kind == Kind::cmd || command.kind == Kind::entrypoint || command.kind == Kind::run)
      check_words(file, command, out);
  }
}

constexpr Bad bad[] = {
    {R"(FROM nginx:1.29
CMD ["nginx", "-g", «"'daemon off;'"»]
)",
     R"(FROM nginx:1.29
CMD ["nginx", "-g", "daemon off;"]
)"},
    {R"(FROM debian:12
ENTRYPOINT ["server", «"--name=\"web\""», «"--motd='hello there'"»]
HEALTHCHECK CMD ["curl", "-f", «"'http://localhost/'"»]
)",
     R"(FROM debian:12
ENTRYPOINT ["server", "--name=web", "--motd=hello there"]
HEALTHCHECK CMD ["curl", "-f", "http://localhost/"]
)"},
};

constexpr std::string_view good[] = {
    "FROM nginx:1.29\nCMD [\"nginx\", \"-g\", \"daemon off;\"]\nENTRYPOINT nginx -g 'daemon off;'\n",
    // What reads quotes itself.
    "FROM debian:12\nCMD [\"sh\", \"-c\", \"'/a b'\"]\nENTRYPOINT [\"tini\", \"--\", \"bash\", \"-c\", \"'/a b'\"]\n",
    "FROM debian:12\nRUN [\"echo\", \"'a'\"]\nRUN [\"python3\", \"-c\", \"'text'\"]\nRUN [\"jq\", \"\\\"a\\\"\"]\n",
    // Quotes inside, or two texts.
    "FROM debian:12\nCMD [\"server\", \"it's\", \"'a' 'b'\", \"''\", \"a='b'\"]\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#exec-form"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/quotes-in-exec-form",
    .title = "An argument in a JSON array has quotes around it",
    .help = "Leave the inner quotes out: the array keeps the argument together",
    .severity = Severity::medium,
    .confidence = Confidence::medium,
    .fix = Fix::unsafe,
    .docs =
        R"(A JSON array starts the program without a shell, and each of its strings is one argument as it stands. Quotes inside the string,
which a shell would take away, reach the program: `["nginx", "-g", "'daemon off;'"]` gives nginx a directive that begins with a
quote, and it does not start.

Leave the inner quotes out: `["nginx", "-g", "daemon off;"]`.

Programs that read an argument as a text of a language (shells, `python -c`, `jq`, `psql`) are passed over, since the
quotes may be meant, and so are those that only print it.

The fix takes the quotes away. It is unsafe: a program may want them.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_quotes_in_exec_form
