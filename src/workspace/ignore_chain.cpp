// SPDX-License-Identifier: Apache-2.0
#include "workspace/ignore_chain.h"

namespace s1::workspace {
namespace {

using Verdict = IgnoreFile::Verdict;

Verdict verdict(const IgnoreChain* chain, IgnoreFile IgnoreChain::* file, std::string_view path, bool is_folder) {
  for (; chain != nullptr; chain = chain->above.get()) {
    if ((chain->*file).empty()) continue;
    const std::string_view relative = chain->folder.empty() ? path : path.substr(chain->folder.size() + 1);
    if (const Verdict found = (chain->*file).match(relative, is_folder); found != Verdict::none) return found;
  }
  return Verdict::none;
}

}  // namespace

bool is_ignored(const IgnoreChain* chain, std::string_view path, bool is_folder) {
  const Verdict own = verdict(chain, &IgnoreChain::ignore, path, is_folder);
  if (own != Verdict::none) return own == Verdict::ignored;
  return verdict(chain, &IgnoreChain::gitignore, path, is_folder) == Verdict::ignored;
}

}  // namespace s1::workspace
