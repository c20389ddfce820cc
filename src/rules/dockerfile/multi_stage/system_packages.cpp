// SPDX-License-Identifier: Apache-2.0
#include "rules/dockerfile/multi_stage/system_packages.h"

#include <algorithm>
#include <array>

namespace s1::rules::multi_stage {
namespace {

using Use = SystemPackage::Use;

constexpr std::array<std::string_view, 46> kBuild = {"build-essential",
                                                     "build-base",
                                                     "alpine-sdk",
                                                     "gcc",
                                                     "g++",
                                                     "clang",
                                                     "llvm",
                                                     "lld",
                                                     "mold",
                                                     "make",
                                                     "cmake",
                                                     "ninja",
                                                     "ninja-build",
                                                     "meson",
                                                     "autoconf",
                                                     "automake",
                                                     "libtool",
                                                     "pkg-config",
                                                     "pkgconf",
                                                     "pkgconfig",
                                                     "libc6-dev",
                                                     "libc-dev",
                                                     "musl-dev",
                                                     "linux-headers",
                                                     "patch",
                                                     "bison",
                                                     "flex",
                                                     "gfortran",
                                                     "python3-dev",
                                                     "python-dev",
                                                     "python-dev-is-python3",
                                                     "cargo",
                                                     "rust",
                                                     "rustc",
                                                     "node-gyp",
                                                     "ruby-dev",
                                                     "musl-tools",
                                                     "binutils",
                                                     "nasm",
                                                     "yasm",
                                                     "swig",
                                                     "ccache",
                                                     "dpkg-dev",
                                                     "re2c",
                                                     "libc++-dev",
                                                     "protobuf-compiler"};

struct Headers {
  std::string_view headers;
  std::string_view library;  // empty: the images of languages have it, as their interpreters are linked to it
};
// The same in bookworm and trixie: packages.debian.org.
constexpr std::array<Headers, 14> kDebian = {{{"libpq-dev", "libpq5"},
                                              {"default-libmysqlclient-dev", "libmariadb3"},
                                              {"libmariadb-dev", "libmariadb3"},
                                              {"libmariadb-dev-compat", "libmariadb3"},
                                              {"libxml2-dev", "libxml2"},
                                              {"libxslt1-dev", "libxslt1.1"},
                                              {"libxslt-dev", "libxslt1.1"},
                                              {"libjpeg-dev", "libjpeg62-turbo"},
                                              {"libjpeg62-turbo-dev", "libjpeg62-turbo"},
                                              {"libyaml-dev", "libyaml-0-2"},
                                              {"libssl-dev", ""},
                                              {"libffi-dev", ""},
                                              {"zlib1g-dev", ""},
                                              {"libsqlite3-dev", "libsqlite3-0"}}};
// pkgs.alpinelinux.org.
constexpr std::array<Headers, 20> kAlpine = {{{"postgresql-dev", "libpq"},
                                              {"libpq-dev", "libpq"},
                                              {"mariadb-dev", "mariadb-connector-c"},
                                              {"mariadb-connector-c-dev", "mariadb-connector-c"},
                                              {"mysql-dev", "mariadb-connector-c"},
                                              {"libxml2-dev", "libxml2"},
                                              {"libxslt-dev", "libxslt"},
                                              {"jpeg-dev", "libjpeg-turbo"},
                                              {"libjpeg-turbo-dev", "libjpeg-turbo"},
                                              {"freetype-dev", "freetype"},
                                              {"yaml-dev", "yaml"},
                                              {"vips-dev", "vips"},
                                              {"sqlite-dev", "sqlite-libs"},
                                              {"gmp-dev", "gmp"},
                                              {"libpng-dev", "libpng"},
                                              {"libwebp-dev", "libwebp"},
                                              {"libffi-dev", "libffi"},
                                              {"openssl-dev", ""},
                                              {"zlib-dev", ""},
                                              {"libzip-dev", "libzip"}}};

template <std::size_t N>
const Headers* find(const std::array<Headers, N>& table, std::string_view name) {
  const auto at = std::ranges::find(table, name, &Headers::headers);
  return at == table.end() ? nullptr : &*at;
}

}  // namespace

SystemPackage system_package(std::string_view name, bool alpine) {
  const bool compiler = name.starts_with("gcc-") || name.starts_with("g++-") || name.starts_with("clang-");
  if (compiler || std::ranges::find(kBuild, name) != kBuild.end()) return {Use::build};
  const Headers* const headers = alpine ? find(kAlpine, name) : find(kDebian, name);
  if (headers != nullptr) return {headers->library.empty() ? Use::build : Use::library, headers->library};
  if (name.ends_with("-dev") || name.ends_with("-headers")) return {Use::unknown};
  return {Use::run};
}

}  // namespace s1::rules::multi_stage
