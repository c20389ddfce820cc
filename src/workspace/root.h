// SPDX-License-Identifier: Apache-2.0
// The one folder that everything is read from, held open. Nothing outside it is reachable: paths are opened beneath it
// with openat2(RESOLVE_BENEATH), or, where the kernel has none, one component at a time without following links out.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "text/error.h"
#include "workspace/descriptor.h"
#include "workspace/open_beneath.h"

namespace s1::workspace {

class Root {
 public:
  // `way`: how paths are opened; by default the better one that works here. Codes: "not-found", "not-a-folder",
  // "no-permission", "not-readable".
  [[nodiscard]] static Result<Root> open(const std::string& folder, std::optional<OpenWay> way = std::nullopt);

  [[nodiscard]] const std::string& absolute_path() const { return path_; }  // canonical
  [[nodiscard]] int descriptor() const { return descriptor_.get(); }
  [[nodiscard]] OpenWay open_way() const { return way_; }

  // The same folder as changes that are not written would leave it: read(), look() and names_in() find these texts at
  // their paths, also where there is no such file yet. Codes: "not-readable".
  using Texts = std::map<std::string, std::string, std::less<>>;
  [[nodiscard]] Result<Root> as_if(Texts texts) const;
  [[nodiscard]] const Texts& texts() const { return texts_; }

  // The bytes of a regular file, by its path relative to the root with '/'. Codes: "not-found", "outside-root",
  // "not-a-file" (a FIFO, socket, device or folder: never opened for reading), "no-permission", "too-large",
  // "changed-while-read", "not-readable".
  [[nodiscard]] Result<std::string> read(std::string_view path, std::uint64_t limit_bytes) const;

  // Where a path that does not begin with '/' begins.
  enum class From : std::uint8_t { working_directory, root };
  // A path that a user gave as a path relative to the root, normalised; "" is the root itself. A link at its end keeps
  // its name. Codes: "outside-root" (whether or not there is such a file), "not-found", "no-permission",
  // "not-readable".
  [[nodiscard]] Result<std::string> relative(const std::string& user_path, From from = From::working_directory) const;

 private:
  Root(Descriptor descriptor, std::string path, OpenWay way);
  Descriptor descriptor_;
  std::string path_;
  OpenWay way_;
  Texts texts_;
};

}  // namespace s1::workspace
