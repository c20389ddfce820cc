// SPDX-License-Identifier: Apache-2.0
// The tree from libyaml's events, one after the other.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "syntax/data/duplicate_keys.h"
#include "syntax/data/tree.h"
#include "syntax/yaml/anchors.h"
#include "syntax/yaml/byte_map.h"
#include "syntax/yaml/comments.h"
#include "syntax/yaml/gaps.h"
#include "syntax/yaml/libyaml.h"
#include "syntax/yaml/report.h"

namespace s1::yaml {

class Builder {
 public:
  Builder(data::File& file, Reporter& reporter, bool ascii);

  // The next events come from a parser that began at this offset of the file.
  void begin_region(std::uint32_t offset);

  enum class Next : std::uint8_t { go_on, skip_document, stop };
  // Takes an event. All but go_on: a limit was reached, there is a diagnostic, and abandon() is to be called.
  [[nodiscard]] Next add(const Event& event);

  // An error at this offset ended the document that is open, or the one that would have begun.
  void abandon(std::uint32_t at);
  // What follows the root of the last document does not belong to a document of its own, so that one is not complete.
  void spoil_last_document();

  [[nodiscard]] std::uint32_t to_byte(const yaml_mark_t& mark) { return map_.to_byte(mark.index); }
  [[nodiscard]] bool in_document() const { return in_document_; }
  // The `---` of the last document that has begun in the region, or where it began without; else the region's begin.
  [[nodiscard]] std::uint32_t document_begin() const { return document_begin_; }
  // Up to here the file has been read.
  [[nodiscard]] std::uint32_t read() const { return read_; }
  // The last document of the region was ended by `...`, here; kNowhere where it was not.
  [[nodiscard]] std::uint32_t explicit_end() const { return explicit_end_; }
  [[nodiscard]] bool has_document_in_region() const { return file_.documents.size() > region_document_; }
  // To be called once at the end.
  void finish();

 private:
  struct Open {
    data::NodeId node = data::kNone;
    data::NodeId last = data::kNone;  // its last child
    std::uint64_t size = 1;           // nodes in it so far, aliases followed
    bool wants_value = false;         // a mapping, after a key
    bool bracketed = false;
    std::int32_t column = kUnknownColumn;
  };
  // A node that is about to be added: where it is and what stands before it.
  struct Start {
    std::uint32_t begin = 0;  // of the value
    Place place;
    data::Properties properties;
  };
  static constexpr std::int32_t kUnknownColumn = -2;

  void begin_document(const yaml_event_t& event);
  void end_document(std::uint32_t end, bool complete);
  void add_scalar(const yaml_event_t& event);
  void add_alias(const yaml_event_t& event);
  [[nodiscard]] Next begin_collection(const yaml_event_t& event, data::Kind kind);
  void end_collection(const yaml_event_t* event);

  [[nodiscard]] Start start(std::uint32_t begin, std::uint32_t end);
  [[nodiscard]] Start start_unwritten(std::uint32_t mark);
  void keep_properties(data::Node& node, const data::Properties& written, std::string_view tag_name);
  data::NodeId add_node(data::Node node, const Place& place, std::uint64_t size);
  void report_duplicate_keys(const data::Node& mapping);
  void add_missing_value();
  [[nodiscard]] data::Kind scalar_kind(const data::Node& node) const;
  [[nodiscard]] std::string_view keep_text(const data::Node& node, std::string_view decoded);
  [[nodiscard]] std::uint32_t end_block_scalar(std::uint32_t begin, std::uint32_t end);
  [[nodiscard]] bool is_key_next() const;
  [[nodiscard]] std::int32_t open_column();

  data::File& file_;
  std::string_view bytes_;
  Reporter& reporter_;
  ByteMap map_;
  Anchors anchors_;
  data::DuplicateKeys duplicate_keys_;
  std::vector<Open> open_;
  std::vector<Place> places_;  // of the document's nodes
  data::Document document_;
  std::uint32_t read_ = 0;  // up to here comments have been read
  bool in_document_ = false;
  std::uint32_t document_begin_ = 0;
  std::uint32_t explicit_end_ = kNowhere;
  std::uint32_t marker_end_ = 0;     // of the document's `---`; where it begins without
  std::uint32_t content_floor_ = 0;  // the end of what the last document had
  data::NodeId first_node_ = 0;
  std::size_t first_comment_ = 0;
  std::size_t region_document_ = 0;
};

}  // namespace s1::yaml
