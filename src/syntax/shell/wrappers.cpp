// SPDX-License-Identifier: Apache-2.0
#include "syntax/shell/wrappers.h"

#include <algorithm>
#include <iterator>

namespace s1::shell {
namespace {

// Sorted by name.
constexpr Wrapper kWrappers[] = {
    {.name = "builtin"},
    {.name = "busybox", .ending_options = "install list list-full help"},
    {.name = "catatonit"},
    {.name = "catchsegv"},
    {.name = "chpst", .short_with_value = "uUb/nlLmdopfctre"},
    {.name = "chroot", .long_with_value = "groups userspec", .operands = 1},
    {.name = "chrt", .short_with_value = "TPD", .ending_options = "m p max pid", .operands = 1},
    {.name = "command", .ending_options = "v V"},
    {.name = "coproc"},
    {.name = "dbus-run-session", .long_with_value = "config-file dbus-daemon"},
    {.name = "doas", .short_with_value = "aCu", .ending_options = "L s"},
    {.name = "dumb-init", .short_with_value = "r", .long_with_value = "rewrite"},
    {.name = "eatmydata"},
    {.name = "env",
     .short_with_value = "uC",
     .long_with_value = "unset chdir",
     .ending_options = "S split-string",
     .assignments = true},
    {.name = "exec", .short_with_value = "a"},
    {.name = "fakeroot", .short_with_value = "libsu", .long_with_value = "lib faked"},
    {.name = "flock", .short_with_value = "wE", .long_with_value = "timeout wait conflict-exit-code", .operands = 1},
    {.name = "gosu", .operands = 1},
    {.name = "ionice", .short_with_value = "cn", .long_with_value = "class classdata", .ending_options = "p P u"},
    {.name = "linux32"},
    {.name = "linux64"},
    {.name = "nice", .short_with_value = "n", .long_with_value = "adjustment"},
    {.name = "nohup"},
    {.name = "numactl",
     .short_with_value = "iNCmp",
     .long_with_value = "interleave cpunodebind physcpubind membind preferred"},
    {.name = "runuser",
     .short_with_value = "ugGswT",
     .long_with_value = "user group supp-group",
     .needed_options = "u user"},
    {.name = "s6-setuidgid", .operands = 1},
    {.name = "setarch", .operands = 1},
    {.name = "setpriv",
     .long_with_value =
         "ambient-caps inh-caps bounding-set reuid ruid euid regid rgid egid groups securebits pdeathsig "
         "selinux-label apparmor-profile",
     .ending_options = "d dump"},
    {.name = "setsid"},
    {.name = "setuidgid", .operands = 1},
    {.name = "stdbuf", .short_with_value = "ioe", .long_with_value = "input output error"},
    {.name = "strace", .short_with_value = "abeEIoOpPsSuUX", .long_with_value = "output trace"},
    {.name = "su-exec", .operands = 1},
    {.name = "sudo",
     .short_with_value = "CDghpRrtTUu",
     .long_with_value = "close-from chdir group host prompt chroot role type command-timeout other-user user",
     .ending_options = "e K k l V v edit list remove-timestamp reset-timestamp validate version",
     .assignments = true},
    {.name = "taskset", .ending_options = "p pid", .operands = 1},
    {.name = "time", .short_with_value = "fo", .long_with_value = "format output"},
    {.name = "timeout", .short_with_value = "ks", .long_with_value = "kill-after signal", .operands = 1},
    {.name = "tini", .short_with_value = "pe"},
    {.name = "toybox"},
    {.name = "unbuffer"},
    {.name = "unshare",
     .short_with_value = "RwSG",
     .long_with_value = "root wd setuid setgid map-user map-group propagation setgroups"},
    {.name = "xargs",
     .short_with_value = "adEILnPs",
     .long_with_value = "arg-file delimiter max-args max-procs max-chars process-slot-var"},
    {.name = "xvfb-run",
     .short_with_value = "efnpsw",
     .long_with_value = "error-file auth-file server-num xauth-protocol server-args wait"},
};
static_assert(std::ranges::is_sorted(kWrappers, {}, &Wrapper::name));

}  // namespace

const Wrapper* find_wrapper(std::string_view name) {
  const auto found = std::ranges::lower_bound(kWrappers, name, {}, &Wrapper::name);
  return found != std::end(kWrappers) && found->name == name ? found : nullptr;
}

}  // namespace s1::shell
