// SPDX-License-Identifier: Apache-2.0
// Takes the fields of one JSON object by name, each as the type it shall have. A null is as good as absent. A value of
// a wrong type is a problem with its line, and is kept with what no name was asked for.
#pragma once
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vsm/document.h"
#include "vsm/problems.h"
#include "vsm/said.h"

namespace s1::vsm {

class Fields {
 public:
  // Names for one field: the first that is there with a value counts.
  using Names = std::initializer_list<std::string_view>;

  // Both must outlive this.
  Fields(const Document& document, const data::Value& mapping, Problems& problems);

  [[nodiscard]] Place place() const { return document_.place(mapping_); }
  [[nodiscard]] const data::Value& object() const { return mapping_; }
  [[nodiscard]] const Document& document() const { return document_; }
  [[nodiscard]] Problems& problems() const { return problems_; }
  [[nodiscard]] Fields within(const data::Value& mapping) const { return {document_, mapping, problems_}; }
  [[nodiscard]] bool has(std::string_view name) const;

  [[nodiscard]] Said text(Names names);  // of any scalar
  [[nodiscard]] Said flat(Names names);  // of a value of any shape (flat_text())
  [[nodiscard]] Time time(Names names);
  [[nodiscard]] std::optional<Measure> number(Names names);  // also of a text of digits; "30%" is 0.3
  [[nodiscard]] std::optional<bool> flag(Names names);       // also of "true" and "false"
  [[nodiscard]] std::vector<Said> texts(Names names);        // of a list, or of one value
  [[nodiscard]] std::vector<Said> agents(
      Names names);  // names: of a list, a text that lists them, or an object by name
  [[nodiscard]] std::vector<data::Value> items(Names names);  // of a list; what is no list is a list of itself
  [[nodiscard]] data::Value object(Names names);              // absent where it is none
  [[nodiscard]] data::Value any(Names names);
  // What was not taken, in the order of the file.
  [[nodiscard]] Extra rest() const;

  void wrong_type(std::string_view name, const data::Value& value, std::string_view wanted) const;

 private:
  struct Slot {
    data::Member member;
    bool taken = false;
  };
  [[nodiscard]] Slot* find(Names names);
  [[nodiscard]] Said said(const data::Value& value, std::string_view text) const;

  const Document& document_;
  data::Value mapping_;
  Problems& problems_;
  std::vector<Slot> slots_;
};

// A value as a number; where it is none, a problem with the field's name.
[[nodiscard]] std::optional<Measure> measure(const Document& document, std::string_view name, const data::Value& value,
                                             Problems& problems);
void wrong_type(const Document& document, std::string_view name, const data::Value& value, std::string_view wanted,
                Problems& problems);
// The agents that a value names, whatever its shape.
[[nodiscard]] std::vector<Said> agents_in(const Document& document, const data::Value& value);
// "a list", "an object", "a text", … as a value is.
[[nodiscard]] std::string_view kind_name(const data::Value& value);

}  // namespace s1::vsm
