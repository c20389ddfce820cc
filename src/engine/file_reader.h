// SPDX-License-Identifier: Apache-2.0
// The bytes of the files of a scan: from the root, or from texts that stand in for files (a fix that is being proven).
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "text/error.h"
#include "workspace/root.h"

namespace s1::engine {

// By path relative to the root.
using Overlay = std::map<std::string, std::string, std::less<>>;

class FileReader {
 public:
  // Both outlive this; `overlay` may be null.
  FileReader(const workspace::Root& root, std::uint64_t limit_bytes, const Overlay* overlay)
      : root_(root), limit_bytes_(limit_bytes), overlay_(overlay) {}

  // Codes: those of Root::read() and workspace::not_text().
  [[nodiscard]] Result<std::string> read(const std::string& path) const;

 private:
  const workspace::Root& root_;
  std::uint64_t limit_bytes_;
  const Overlay* overlay_;
};

}  // namespace s1::engine
