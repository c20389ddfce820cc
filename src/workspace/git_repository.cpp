// SPDX-License-Identifier: Apache-2.0
#include "workspace/git_repository.h"

#include <sys/stat.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "text/scrub.h"
#include "text/suggest.h"
#include "workspace/git_folder.h"

namespace s1::workspace {
namespace {

constexpr std::size_t kMostRefs = 10'000;  // to look for the nearest among

// The nearest folder from `folder` upwards that has a .git.
std::optional<std::string> work_folder(std::string folder) {
  for (;;) {
    struct stat state{};
    if (::stat((folder == "/" ? "/.git" : folder + "/.git").c_str(), &state) == 0) return folder;
    if (folder == "/") return std::nullopt;
    folder.resize(std::max<std::size_t>(folder.rfind('/'), 1));
  }
}

// The references by the names that people type: main, v1.2, origin/main.
std::vector<std::string> short_refs(const GitRepository& repository) {
  std::vector<std::string> names;
  git_strarray list{};
  if (repository.git->reference_list(&list, repository.handle.get()) != 0) return names;
  for (std::size_t i = 0; i < list.count && i < kMostRefs; ++i) {
    std::string_view name = list.strings[i];
    for (const std::string_view kind : {"refs/heads/", "refs/tags/", "refs/remotes/"})
      if (name.starts_with(kind)) name.remove_prefix(kind.size());
    names.emplace_back(name);
  }
  repository.git->strarray_dispose(&list);
  return names;
}

Error unknown_ref(const GitRepository& repository, const std::string& ref) {
  const std::vector<std::string> names = short_refs(repository);
  const std::vector<std::string_view> known(names.begin(), names.end());
  const std::string_view near = nearest(ref, known);
  std::string hint;
  if (!near.empty())
    hint = "did you mean " + clean(near) + "?";
  else if (repository.git->repository_is_shallow(repository.handle.get()) == 1)
    hint = "this clone is shallow: fetch the history that holds it (fetch-depth: 0 in CI)";
  else
    hint = "name a branch, a tag or a commit; `git branch -a` lists the branches";
  constexpr std::size_t kMostShown = 200;  // bytes
  const std::string shown =
      ref.size() <= kMostShown ? clean(ref) : clean(std::string_view(ref).substr(0, kMostShown)) + "…";
  return {"unknown-ref", shown, "git knows no commit by this name", std::move(hint)};
}

std::optional<git_oid> commit_of(const GitRepository& repository, const std::string& ref) {
  const GitLibrary& git = *repository.git;
  git_object* found = nullptr;
  if (ref.empty() || git.revparse_single(&found, repository.handle.get(), ref.c_str()) != 0) return std::nullopt;
  const GitHandle<git_object> object(found, git.object_free);
  git_object* peeled = nullptr;
  if (git.object_peel(&peeled, object.get(), GIT_OBJECT_COMMIT) != 0) return std::nullopt;
  const GitHandle<git_object> commit(peeled, git.object_free);
  return *git.object_id(commit.get());
}

Result<GitHandle<git_tree>> tree_of(const GitRepository& repository, const git_oid& id) {
  const GitLibrary& git = *repository.git;
  git_object* found = nullptr;
  char text[GIT_OID_HEXSZ + 1];
  git.oid_tostr(text, sizeof text, &id);
  if (git.revparse_single(&found, repository.handle.get(), (std::string(text) + "^{tree}").c_str()) != 0)
    return std::unexpected(git_failure(git));
  GitHandle<git_tree> tree(reinterpret_cast<git_tree*>(found), git.tree_free);
  if (repository.prefix.empty()) return tree;

  git_tree_entry* at = nullptr;
  const std::string folder = repository.prefix.substr(0, repository.prefix.size() - 1);
  GitHandle<git_tree> none(nullptr, git.tree_free);
  if (git.tree_entry_bypath(&at, tree.get(), folder.c_str()) != 0) return none;
  const GitHandle<git_tree_entry> entry(at, git.tree_entry_free);
  git_tree* below = nullptr;
  if (git.tree_entry_type(entry.get()) != GIT_OBJECT_TREE) return none;
  if (git.tree_lookup(&below, repository.handle.get(), git.tree_entry_id(entry.get())) != 0)
    return std::unexpected(git_failure(git));
  return GitHandle<git_tree>(below, git.tree_free);
}

}  // namespace

Error git_failure(const GitLibrary& git) {
  const git_error* const last = git.error_last();
  // Other messages quote what was read, and tell paths outside the root.
  const std::string_view message = last != nullptr && last->message != nullptr ? last->message : "";
  // The last is how libgit2 1.9 says it of sha256.
  if (message.starts_with("unsupported extension") || message.starts_with("unsupported repository") ||
      message.starts_with("unknown object format"))
    return {"unsupported-repository", ".git", "git's folder has a form that libgit2 does not read: " + clean(message),
            "nothing is wrong with it, but changes cannot be told in it (sha256 objects are such a form): a baseline "
            "leaves out what is known too"};
  return {"bad-repository", ".git", "git's folder cannot be read", "`git fsck` says what is wrong with it"};
}

Result<GitRepository> open_repository(const std::string& folder) {
  const std::optional<std::string> top = work_folder(folder);
  if (!top)
    return std::unexpected(Error{"no-repository", clean(folder), "this is no git repository, nor a folder of one",
                                 "changes can be told only where git keeps the history"});
  const Result<std::string> git_folder = checked_git_folder(*top);
  if (!git_folder) return std::unexpected(git_folder.error());

  const Result<const GitLibrary*> git = git_library();
  if (!git) return std::unexpected(git.error());
  git_repository* opened = nullptr;
  // As if it were bare: then it has no working folder, and nothing that the repository says of one holds.
  if ((*git)->repository_open_ext(&opened, git_folder->c_str(),
                                  GIT_REPOSITORY_OPEN_NO_SEARCH | GIT_REPOSITORY_OPEN_BARE, nullptr) != 0)
    return std::unexpected(git_failure(**git));
  GitRepository repository{*git, {opened, (*git)->repository_free}, {}, *git_folder};
  if (folder != *top) repository.prefix = folder.substr(*top == "/" ? 1 : top->size() + 1) + "/";
  return repository;
}

Result<GitBase> find_base(const GitRepository& repository, const std::string& ref) {
  const std::optional<git_oid> wanted = commit_of(repository, ref);
  if (!wanted) return std::unexpected(unknown_ref(repository, ref));
  GitBase base;
  base.commit = *wanted;
  const std::optional<git_oid> head = commit_of(repository, "HEAD");
  git_oid common;
  if (head && repository.git->merge_base(&common, repository.handle.get(), &*head, &*wanted) == 0)
    base.commit = common;
  else
    base.is_merge_base = false;
  Result<GitHandle<git_tree>> tree = tree_of(repository, base.commit);
  if (!tree) return std::unexpected(tree.error());
  base.tree = *std::move(tree);
  return base;
}

Result<std::optional<GitBase>> find_default_base(const GitRepository& repository) {
  if (!commit_of(repository, "HEAD")) return std::nullopt;
  for (const char* const ref : {"refs/remotes/origin/HEAD", "refs/heads/main", "refs/heads/master"}) {
    if (!commit_of(repository, ref)) continue;
    Result<GitBase> base = find_base(repository, ref);
    if (!base) return std::unexpected(base.error());
    if (base->is_merge_base) return std::move(*base);
  }
  Result<GitBase> base = find_base(repository, "HEAD");
  if (!base) return std::unexpected(base.error());
  return std::move(*base);
}

}  // namespace s1::workspace
