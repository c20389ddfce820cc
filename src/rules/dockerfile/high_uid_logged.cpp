// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/high-uid-logged.
#include <string>

#include "model/command_line.h"
#include "model/dockerfile.h"
#include "rules/dockerfile_edits.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_high_uid_logged {
namespace {

constexpr std::string_view long_with_value[] = {
    "badnames", "base-dir", "comment",  "home-dir", "expiredate", "inactive", "gid", "groups",
    "skel",     "key",      "password", "root",     "prefix",     "shell",    "uid", "selinux-user"};

// A number of six digits or more: lastlog then is 28 MB and more.
bool is_high(std::string_view uid) {
  return uid.size() > 5 && uid.front() != '0' && uid.find_first_not_of("0123456789") == std::string_view::npos;
}

void check(const model::Dockerfile& file, Sink& out) {
  for (const model::Run& run : file.runs) {
    for (const model::Call& call : run.calls) {
      if (call.name != "useradd") continue;
      const model::CommandLine line = model::read_command_line(
          call.arguments, {.short_with_value = "bcdefgGkKpPRsuZ", .long_with_value = long_with_value});
      if (line.open || line.has({"l", "no-log-init"})) continue;
      for (const model::Option& option : line.options) {
        if ((option.name != "u" && option.name != "uid") || !is_high(option.value)) continue;
        Report report{.span = {option.word->span.begin, option.value_word->span.end},
                      .message = "With so high a number useradd makes /var/log/lastlog a huge file"};
        report.edits = {insert_argument(run, *call.word, "-l")};
        report.fix_description = "Keep the user out of lastlog";
        out.report(std::move(report));
        break;
      }
    }
  }
}

constexpr std::string_view aliases[] = {"DL3046"};

constexpr Bad bad[] = {
    {"FROM debian:12\nRUN groupadd app && useradd -r «-u 100999» -g app app && sudo useradd «--uid=1234567» b\n",
     "FROM debian:12\nRUN groupadd app && useradd -l -r -u 100999 -g app app && sudo useradd -l --uid=1234567 b\n"},
    {"FROM debian:12\nRUN [\"useradd\", «\"-mu123456\"», \"app\"]\n",
     "FROM debian:12\nRUN [\"useradd\", \"-l\", \"-mu123456\", \"app\"]\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN useradd -u 10001 app && useradd -l -u 123456 b && useradd -u 123456 --no-log-init c\n",
    "FROM debian:12\nARG UID=123456\nRUN useradd -u $UID app && useradd -c 123456 d && adduser -u 123456 e\n",
};

constexpr std::string_view references[] = {"https://github.com/hadolint/hadolint/wiki/DL3046",
                                           "https://github.com/golang/go/issues/13548"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/high-uid-logged",
    .title = "useradd logs a user with a high number",
    .help = "Add -l (--no-log-init) to useradd",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .fix = Fix::safe,
    .aliases = aliases,
    .docs =
        R"(`useradd` clears the new user's record in `/var/log/lastlog` and `/var/log/faillog`, which are as long as
the highest number times the size of a record. They are sparse on the disk but not in a layer: a user 100000 adds 30 MB,
one that a directory service numbers fills the disk of the builder.

Add `-l` (`--no-log-init`). The fix does that: nothing logs in to a container, and the records are of no use.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_high_uid_logged
