// SPDX-License-Identifier: Apache-2.0
// Reading one folder: its entries with their types, and small files in it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "workspace/descriptor.h"

namespace s1::workspace {

enum class EntryType : std::uint8_t { file, folder, link, special };

struct DirectoryEntry {
  std::string name;
  EntryType type = EntryType::file;
  std::uint32_t mode = 0;  // of a special one: which (S_IFMT)
};

// Which file or folder it is, whatever its path.
struct FileId {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  friend auto operator<=>(const FileId&, const FileId&) = default;
};

struct Listing {
  std::vector<DirectoryEntry> entries;  // sorted by name, without "." and ".."
  std::vector<std::string> vanished;    // names that were gone before their type could be asked for
  bool truncated = false;               // there are more than `limit`
};

// Up to `limit` entries, fewer where cancelled; errno where the folder cannot be read.
[[nodiscard]] std::expected<Listing, int> list_folder(Descriptor folder, std::size_t limit,
                                                      const std::stop_token& cancelled);

// The bytes of a plain file up to `limit`; nothing where it is none, is larger, or cannot be read.
[[nodiscard]] std::optional<std::string> read_plain_file(int descriptor, std::size_t limit);

// From where the descriptor stands to the end of the file, but no more than `limit` bytes; errno where that fails.
[[nodiscard]] std::expected<std::string, int> read_up_to(int descriptor, std::size_t limit);

}  // namespace s1::workspace
