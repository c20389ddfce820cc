// SPDX-License-Identifier: Apache-2.0
#include "rules/needs_root.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace s1::rules {
namespace {

using model::Started;

// Daemons that start as root and drop it by themselves, or that need it for what they do. From their manuals.
constexpr std::array<std::string_view, 38> kDaemons = {"nginx",     "httpd",       "apache2",   "apache2-foreground",
                                                       "apachectl", "apache2ctl",  "lighttpd",  "haproxy",
                                                       "cron",      "crond",       "anacron",   "sshd",
                                                       "dropbear",  "supervisord", "dockerd",   "containerd",
                                                       "systemd",   "init",        "runit",     "runsvdir",
                                                       "s6-svscan", "openrc",      "rsyslogd",  "syslogd",
                                                       "named",     "unbound",     "dnsmasq",   "postfix",
                                                       "exim4",     "dovecot",     "smbd",      "nmbd",
                                                       "vsftpd",    "proftpd",     "pure-ftpd", "openvpn",
                                                       "squid",     "service"};
// What administers the system.
constexpr std::array<std::string_view, 33> kTools = {"apt-get",
                                                     "apt",
                                                     "apk",
                                                     "dnf",
                                                     "yum",
                                                     "microdnf",
                                                     "zypper",
                                                     "chown",
                                                     "chgrp",
                                                     "useradd",
                                                     "adduser",
                                                     "groupadd",
                                                     "addgroup",
                                                     "usermod",
                                                     "groupmod",
                                                     "passwd",
                                                     "chpasswd",
                                                     "su",
                                                     "sudo",
                                                     "gosu",
                                                     "su-exec",
                                                     "setpriv",
                                                     "chroot",
                                                     "mount",
                                                     "umount",
                                                     "sysctl",
                                                     "iptables",
                                                     "ip",
                                                     "update-ca-certificates",
                                                     "update-ca-trust",
                                                     "ldconfig",
                                                     "modprobe",
                                                     "rc-service"};
// What writes files that it is given the names of.
constexpr std::array<std::string_view, 10> kWriters = {"mkdir", "touch", "cp",      "mv",    "ln",
                                                       "rm",    "tee",   "install", "chmod", "sed"};
constexpr std::array<std::string_view, 6> kCopiers = {"cp", "mv", "ln", "install", "sed", "chmod"};
// Development servers and build tools: they write beside the sources. With the words that must follow, where the
// program does other things too.
struct Builder {
  std::string_view program;
  std::string_view word;  // empty: whatever follows
};
constexpr std::array<Builder, 24> kBuilders = {{{"next", "dev"},
                                                {"nuxt", "dev"},
                                                {"vite", ""},
                                                {"react-scripts", "start"},
                                                {"vue-cli-service", "serve"},
                                                {"ng", "serve"},
                                                {"webpack", ""},
                                                {"webpack-dev-server", ""},
                                                {"gatsby", "develop"},
                                                {"parcel", ""},
                                                {"astro", "dev"},
                                                {"remix", "dev"},
                                                {"tsc", ""},
                                                {"prisma", "migrate"},
                                                {"mvn", ""},
                                                {"mvnw", ""},
                                                {"gradle", ""},
                                                {"gradlew", ""},
                                                {"cargo", ""},
                                                {"go", "run"},
                                                {"air", ""},
                                                {"dotnet", "run"},
                                                {"dotnet", "watch"},
                                                {"rails", ""}}};

template <std::size_t N>
bool has(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

// A path in the working directory, which is root's where root made it.
bool is_beside(std::string_view path) {
  return !path.empty() && !path.starts_with('/') && !path.starts_with('-') && !path.contains('$');
}

// An absolute path outside of what anyone may write to.
bool is_closed(std::string_view path) {
  if (!path.starts_with('/')) return false;
  for (const std::string_view open : {"/tmp/", "/dev/", "/var/tmp/", "/proc/self/"})
    if (path.starts_with(open)) return false;
  return path != "/tmp";
}

}  // namespace

std::optional<std::string> need_of_root(const Started& command) {
  for (const std::string& path : command.writes)
    if (is_closed(path)) return "writes to " + path;
  if (has(kDaemons, command.program)) return command.program + " starts as root by itself";
  if (has(kTools, command.program)) return command.program + " works as root alone";
  const auto has_word = [&](std::string_view word) {
    return std::ranges::find(command.arguments, word) != command.arguments.end();
  };
  for (const Builder& each : kBuilders)
    if (each.program == command.program && (each.word.empty() || has_word(each.word)))
      return command.program + (each.word.empty() ? "" : " " + std::string(each.word)) + " writes beside the sources";
  if (has(kWriters, command.program)) {
    const bool in_place =
        command.program != "sed" || std::ranges::any_of(command.arguments, [](const std::string& each) {
          return each.starts_with("-i") || each.starts_with("--in-place");
        });
    // Of these the last operand alone is written to.
    const bool takes_target = has(kCopiers, command.program);
    if (in_place)
      for (const std::string& argument : command.arguments) {
        if (is_closed(argument)) return command.program + " changes " + argument;
        const bool is_written = !takes_target || &argument == &command.arguments.back();
        if (is_written && is_beside(argument)) return command.program + " writes " + argument + " beside the program";
      }
  }
  // Django's and others' development databases.
  if (command.program.starts_with("python") && has_word("migrate"))
    return "the migration may write a database beside the sources";
  return std::nullopt;
}

}  // namespace s1::rules
