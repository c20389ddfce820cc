// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/bash-syntax-in-sh.
#include <string>

#include "model/dockerfile.h"
#include "rules/bash_syntax.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_bash_syntax_in_sh {
namespace {

void check(const model::Dockerfile& file, Sink& out) {
  for (const model::ShellScript& shell : file.shells) {
    const bool dash = shell.dialect == model::Dialect::dash;
    if (!dash && shell.dialect != model::Dialect::busybox) continue;
    for_each_bash_syntax(shell, [&](const BashSyntax& found) {
      if (!dash && !found.kind->missing_in_busybox) return;
      Report report{.span = found.span,
                    .message = std::string(dash ? "dash" : "BusyBox' ash") + ", the shell here, has no " +
                               std::string(found.kind->what) + ": " + std::string(found.kind->effect),
                    .edits = found.edits,
                    .only_aliases = {found.kind->alias}};
      if (!report.edits.empty()) report.fix_description = "Write it for any shell";
      out.report(std::move(report));
    });
  }
}

constexpr std::string_view aliases[] = {"SC2112", "SC2113", "SC3001", "SC3003", "SC3005", "SC3006", "SC3008", "SC3009",
                                        "SC3010", "SC3011", "SC3014", "SC3018", "SC3020", "SC3021", "SC3024", "SC3028",
                                        "SC3029", "SC3030", "SC3039", "SC3040", "SC3044", "SC3045", "SC3046", "SC3047",
                                        "SC3050", "SC3053", "SC3054", "SC3057", "SC3059", "SC3060"};

constexpr Bad bad[] = {
    {"FROM debian:12\nRUN «source» /venv/bin/activate && make «&>» /dev/null\n",
     "FROM debian:12\nRUN . /venv/bin/activate && make > /dev/null 2>&1\n"},
    {"FROM debian:12\nARG A=1\nRUN if [ \"$A\" «==» 1 ]; then make; fi\n",
     "FROM debian:12\nARG A=1\nRUN if [ \"$A\" = 1 ]; then make; fi\n"},
    {"FROM debian:12\nARG A\nRUN if «[[ \"$A\" == 1 && -n $B ]]»; then make; fi\n"},
    {"FROM debian:12\nARG A\nRUN if «[[ \"$A\" == 1 ]]» || «[[ ! -f /x ]]»; then make; fi\n",
     "FROM debian:12\nARG A\nRUN if [ \"$A\" = 1 ] || [ ! -f /x ]; then make; fi\n"},
    {"FROM debian:12\nRUN mkdir -p «/opt/{a,b}» && cat «<<< x» && diff «<(ls a)» b && A=«(1 2)» && echo «${A[0]}»\n"},
    {"FROM alpine:3.22\nRUN mkdir -p «/opt/{a,b}» && cat «<<< x» && [[ a == b ]] && source x\n"},
    {"FROM ubuntu:24.04\nRUN «set -o pipefail» && make | tee log && echo «${A:0:1}» «${A//x/y}» «${A^^}» «${!A}»\n"},
    {"FROM debian:12\nRUN «(( A > 1 ))»; «for (( i=0; i<3; i++ )); do» ls; done; «A+=»b; echo «$'a\\n'»; «pushd» /x\n"},
    {"FROM debian:12\nRUN while «read -n 1» -r x; do ls; done; «declare» -A M\n"},
    {"FROM debian:12\nRUN make «|&» tee log && make «>&» log\n",
     "FROM debian:12\nRUN make 2>&1 | tee log && make > log 2>&1\n"},
    {"FROM debian:12\nRUN «function» g() { ls; }; «function» f { «let» x=1; echo $x; }; trap f «ERR»; echo «$((x++))» "
     "«$RANDOM»\n"},
    {"FROM debian:12\nRUN printf «'%q\\n'» \"$x\"; make >&2; f() { echo $((x + 1)) \"%q\"; }; trap f EXIT\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nSHELL [\"/bin/bash\", \"-c\"]\nRUN source x && [[ a == b ]] && mkdir {a,b} &> /dev/null\n",
    "FROM debian:12\nRUN bash -c 'source x && [[ a == b ]]' && . y && [ a = b ] && read -r x && local a\n",
    "FROM debian:12\nRUN <<EOF\n#!/bin/bash\nset -o pipefail\nsource x\nEOF\n",
    "FROM alpine:3.22\nRUN set -o pipefail; source x; [[ a == b ]] && make &> log && echo ${A:0:1} ${A/x/y} $'a'\n",
    "FROM registry.example.com/a:1\nRUN [[ a == b ]] && source x\n",
    "FROM fedora:43\nRUN [[ a == b ]] && source x && mkdir {a,b}\n",
    "FROM debian:12\nRUN ln -sf bash /bin/sh\nRUN source x\n",
    "FROM debian:12\nRUN find . -exec ls {} \\; && echo \"{a,b}\" && [ \"$a\" = \"==\" ]\n",
    "FROM alpine:3.22\nRUN function f { let x=1; echo $((x++)) $RANDOM; }; make >& log; read -t 1 -r x; trap f ERR\n",
};

constexpr std::string_view references[] = {
    "https://www.shellcheck.net/wiki/SC3010", "https://www.shellcheck.net/wiki/SC3046",
    "https://mywiki.wooledge.org/Bashism", "https://wiki.ubuntu.com/DashAsBinSh"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/bash-syntax-in-sh",
    .title = "What only bash understands is given to another shell",
    .help = "Write it for any shell, or set SHELL [\"/bin/bash\", \"-c\"]",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"md(`RUN` is read by `/bin/sh`, which is dash in Debian and Ubuntu and BusyBox' ash in Alpine. What bash adds is an error
there (`source`, `[[`, `<(…)`, arrays), or worse, means something else: `make &> log` goes to the background, `mkdir {a,b}`
makes one folder of that name, `[[ … ]]` in an `if` is a command that is not found, and so false.

Write it for any shell (`.` for `source`, `=` for `==`, `> log 2>&1` for `&> log`), or set `SHELL ["/bin/bash", "-c"]` where
bash is in the image.

The shell is the one that runs the step: `SHELL`, `#!`, `bash -c`, else what `/bin/sh` is in the base image, or the package
manager says. Where that is not known, and where `/bin/sh` is bash (Fedora and its kin) or is made to be, nothing is
reported; ShellCheck takes every `/bin/sh` for a plain one. BusyBox has much of bash: `[[`, `==`, `source`, `&>`, `${A:0:1}`,
`pipefail` are not reported there.

The fix is offered where there is a form with the same meaning. It is unsafe: a step that was skipped or failed until
now does what it says.)md",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_bash_syntax_in_sh
