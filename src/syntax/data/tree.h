// SPDX-License-Identifier: Apache-2.0
// A YAML or JSON file as a tree that knows where everything stands. Both languages give the same tree, so that what
// reads Kubernetes or CloudFormation need not know which one it was written in. Made by yaml::read() and json::read();
// it refers to the Source, which must outlive it.
//
// Nodes lie in one vector and refer to each other by index. Nothing is expanded: an alias is a node of its own that
// names its target. Read through Value, which follows aliases and merges and is never dangling: what is not there is an
// absent Value, of which everything may be asked. However aliases are nested, following them all visits at most
// kMostExpanded nodes more than the file has: a file in which they would visit more keeps its aliases unresolved and
// has the diagnostic "alias-bomb".
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/comment.h"
#include "text/diagnostic.h"
#include "text/mapped_text.h"
#include "text/source.h"
#include "text/span.h"

namespace s1::data {

enum class Language : std::uint8_t { yaml, json };

// What a value is. Scalars by the YAML 1.2 core schema (or JSON's own types): `yes` and `on` are strings, 0o7 and 0x1f
// are integers, 012 is the integer 12, 3.10 is a number.
enum class Kind : std::uint8_t { null, boolean, integer, real, string, sequence, mapping };

// How it is written. JSON: strings are double_quoted, other scalars plain, collections flow.
enum class Style : std::uint8_t { plain, single_quoted, double_quoted, literal, folded, block, flow };

using NodeId = std::uint32_t;
inline constexpr NodeId kNone = UINT32_MAX;

inline constexpr std::uint32_t kMostDepth = 256;         // collections within collections; libyaml is quadratic in it
inline constexpr std::uint32_t kMostNodes = 2'000'000;   // of one file
inline constexpr std::uint32_t kMostExpanded = 250'000;  // see above

struct Node {
  Kind kind = Kind::null;
  Style style = Style::plain;
  bool is_alias = false;  // *name: `first` is the target, or kNone where it has none or must not be followed
  // The value's own bytes, without tag and anchor (a block mapping begins at its first key's `?`, tag or anchor):
  // quotes and brackets included; a block scalar from its | or > to the end of its last line, without that line's
  // break; a block collection from its first key or dash to the end of its last value, without the comments and blank
  // lines after it; *name. A value that is not written (`key:`) is empty, after the colon, dash or properties.
  Span span;
  std::string_view text;             // a scalar's decoded content; a view into the file where it is written as it is
  std::uint32_t count = 0;           // members or items
  NodeId first = kNone;              // a mapping's first key or a sequence's first item
  NodeId next = kNone;               // after a key its value, after a value the next key; after an item the next one
  NodeId parent = kNone;             // the collection that holds it
  std::uint32_t properties = kNone;  // index of File::properties
};

// The tag and the anchor of a node; empty where it has none.
struct Properties {
  Span tag;                   // as written, with its !
  Span anchor;                // with its &
  std::string_view tag_name;  // resolved: "!Ref", "tag:yaml.org,2002:str"
};

struct Document {
  NodeId root = kNone;   // kNone: nothing in it
  Span span;             // from the first to the last byte that belongs to it, `---` and `...` left out
  bool complete = true;  // false: an error ended it; the tree has what came before
};

class Value;

class File {
 public:
  const Source* source = nullptr;
  Language language = Language::yaml;
  std::vector<Document> documents;
  std::vector<Comment> comments;  // in the order of the file. Scope: syntax/yaml/comments.h
  // Codes: "yaml-syntax" or "json-syntax" (with what was expected), "duplicate-key", "unknown-alias",
  // "recursive-alias", "alias-bomb", "too-deep", "too-many-nodes".
  std::vector<Diagnostic> diagnostics;
  std::vector<Node> nodes;
  std::vector<Properties> properties;

  // The root of a document; absent where there is none.
  [[nodiscard]] Value root(std::size_t document = 0) const;

  // Decoded text that is no piece of the file lives here.
  [[nodiscard]] std::string_view keep(std::string_view text);

 private:
  std::vector<std::unique_ptr<char[]>> chunks_;
  std::size_t chunk_used_ = 0;
  std::size_t chunk_size_ = 0;
};

struct Member;

// A place in a tree, as cheap to copy as a pointer. Everything but node(), id(), span() and is_alias() speaks of the
// alias's target where the node is one.
class Value {
 public:
  Value() = default;  // absent
  Value(const File& file, NodeId node);

  [[nodiscard]] bool exists() const { return file_ != nullptr; }
  explicit operator bool() const { return exists(); }

  [[nodiscard]] Kind kind() const;  // null where absent: ask exists() to tell
  [[nodiscard]] bool is_null() const { return exists() && kind() == Kind::null; }
  [[nodiscard]] bool is_string() const { return kind() == Kind::string; }
  [[nodiscard]] bool is_mapping() const { return kind() == Kind::mapping; }
  [[nodiscard]] bool is_sequence() const { return kind() == Kind::sequence; }
  [[nodiscard]] bool is_scalar() const { return exists() && !is_mapping() && !is_sequence(); }

  // A scalar's decoded text, of whatever kind ("8080" of 8080); empty for others.
  [[nodiscard]] std::string_view text() const;
  [[nodiscard]] std::optional<bool> boolean() const;          // of a boolean alone
  [[nodiscard]] std::optional<std::int64_t> integer() const;  // of an integer that fits; also of a string of digits
  [[nodiscard]] std::string_view tag() const;                 // "!Ref"; empty without one

  // A mapping's value of this key, merges (<<) included; absent where there is none or this is no mapping. Of equal
  // keys the last counts, as in most readers.
  [[nodiscard]] Value operator[](std::string_view key) const;
  // The node of that key.
  [[nodiscard]] Value key(std::string_view key) const;
  // Its members in the order of the file, then those that merges bring and it does not have itself; no `<<`.
  [[nodiscard]] std::vector<Member> members() const;
  // As written: `<<` is a key, and nothing is merged.
  [[nodiscard]] std::vector<Member> own_members() const;
  [[nodiscard]] std::vector<Value> items() const;  // of a sequence
  [[nodiscard]] std::size_t size() const;          // members as written, or items

  // Where it is written; of an alias, where the alias stands.
  [[nodiscard]] Span span() const;
  [[nodiscard]] std::uint32_t line() const;  // of span().begin; 0 where absent
  [[nodiscard]] bool is_alias() const;
  [[nodiscard]] Value target() const;  // what an alias stands for; else itself
  [[nodiscard]] Value parent() const;
  [[nodiscard]] const Node* node() const;  // the node itself; null where absent
  [[nodiscard]] NodeId id() const { return id_; }
  [[nodiscard]] const File* file() const { return file_; }
  // A scalar's decoded text with the way back into the file.
  [[nodiscard]] MappedText mapped() const;

 private:
  const File* file_ = nullptr;
  NodeId id_ = kNone;
};

struct Member {
  Value key;
  Value value;
};

// The tree as text, for tests: one line a node, with its style and what it is.
[[nodiscard]] std::string dump(const File& file);

}  // namespace s1::data
