// SPDX-License-Identifier: Apache-2.0
#include "workspace/git_library.h"

#include <dlfcn.h>

#include <string>

namespace s1::workspace {
namespace {

constexpr const char* kName = "libgit2.so." LIBGIT2_SOVERSION;

Error unavailable(const char* why) {
  return {"git-unavailable", kName,
          std::string("libgit2 cannot be opened: ") + (why != nullptr ? why : "no reason given"),
          "install the package libgit2-" LIBGIT2_SOVERSION ", which is what reads git's history"};
}

// The search paths of system, user and XDG configuration are emptied: what a scan says depends on the repository alone.
// The owner check is for programs that run what the configuration names; nothing is run here.
bool confine(const GitLibrary& git) {
  bool good = true;
  for (const int level :
       {GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL})
    good = git.libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, "") == 0 && good;
  good = git.libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0) == 0 && good;
  // Extensions of a repository that change nothing for who only reads objects and references.
  const char* extensions[] = {"partialclone", "preciousobjects", "worktreeconfig"};
  return git.libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions, std::size(extensions)) == 0 && good;
}

Result<GitLibrary> load() {
  // Never closed: it keeps state of its own for as long as the process lives.
  void* const library = ::dlopen(kName, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return std::unexpected(unavailable(::dlerror()));
  GitLibrary git;
#define S1_GIT_LOOKUP(name)                                                        \
  git.name = reinterpret_cast<decltype(git.name)>(::dlsym(library, "git_" #name)); \
  if (git.name == nullptr) return std::unexpected(unavailable(::dlerror()));
  S1_GIT_FUNCTIONS(S1_GIT_LOOKUP)
#undef S1_GIT_LOOKUP
  if (git.libgit2_init() < 0 || !confine(git)) return std::unexpected(unavailable("it does not start"));
  return git;
}

}  // namespace

Result<const GitLibrary*> git_library() {
  static const Result<GitLibrary> loaded = load();
  if (!loaded) return std::unexpected(loaded.error());
  return &*loaded;
}

}  // namespace s1::workspace
