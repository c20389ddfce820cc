// SPDX-License-Identifier: Apache-2.0
// libgit2, opened when it is first needed: linked, it would cost every start of the program several milliseconds
// (docs/decisions/0002). What is opened is the version whose headers this was compiled with, so the declarations hold.
#pragma once
#include <git2.h>

#include "text/error.h"

namespace s1::workspace {

// The functions in use, each with the type that its header declares.
#define S1_GIT_FUNCTIONS(X) \
  X(diff_buffers)           \
  X(diff_options_init)      \
  X(blob_free)              \
  X(blob_lookup)            \
  X(blob_rawcontent)        \
  X(blob_rawsize)           \
  X(error_last)             \
  X(libgit2_init)           \
  X(libgit2_opts)           \
  X(merge_base)             \
  X(object_free)            \
  X(object_id)              \
  X(object_peel)            \
  X(odb_free)               \
  X(odb_read_header)        \
  X(oid_tostr)              \
  X(reference_list)         \
  X(repository_free)        \
  X(repository_is_shallow)  \
  X(repository_odb)         \
  X(repository_open_ext)    \
  X(revparse_single)        \
  X(strarray_dispose)       \
  X(tree_entry_bypath)      \
  X(tree_entry_filemode)    \
  X(tree_entry_free)        \
  X(tree_entry_id)          \
  X(tree_entry_name)        \
  X(tree_entry_type)        \
  X(tree_free)              \
  X(tree_lookup)            \
  X(tree_walk)

struct GitLibrary {
#define S1_GIT_MEMBER(name) decltype(&::git_##name) name = nullptr;
  S1_GIT_FUNCTIONS(S1_GIT_MEMBER)
#undef S1_GIT_MEMBER
};

// Opened once for the process, and set to read no configuration but the repository's own and to ask nobody who owns it.
// Code: "git-unavailable".
[[nodiscard]] Result<const GitLibrary*> git_library();

}  // namespace s1::workspace
