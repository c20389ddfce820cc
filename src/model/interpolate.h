// SPDX-License-Identifier: Apache-2.0
// Variables put into text by the grammar of the Compose specification: $NAME, ${NAME}, ${NAME:-default},
// ${NAME-default},
// ${NAME:?error}, ${NAME?error}, ${NAME:+other}, ${NAME+other}, nested ones, and $$ for a dollar sign.
//
// Nothing is read from this program's environment. So a variable that no file sets may have any value where the file is
// used: without a default, and in ${NAME+other}, the text is unknown. A default counts as the value. A variable whose
// name is a secret's (facts/secret_names.h) is unknown too, whatever sets it: its value is never shown.
#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/place.h"

namespace s1::model {

struct Variable {
  std::string text;
  bool known = true;
  Place place;  // of what sets it
};

class Variables {
 public:
  // `outer` is asked first; it outlives this.
  explicit Variables(const Variables* outer = nullptr) : outer_(outer) {}

  void set(std::string_view name, Variable variable);  // instead of what was set before
  [[nodiscard]] const Variable* find(std::string_view name) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  std::unordered_map<std::string, Variable, Hash, std::equal_to<>> variables_;
  const Variables* outer_;
};

struct Interpolation {
  bool known = true;  // false: `text` is the text as written
  std::string text;
  std::vector<Place> origins;  // of the variables that are in it
};

// How many bytes of variables are put in for one project: variables of variables would else grow without bound.
inline constexpr std::size_t kMostInterpolated = 4'194'304;

// `left` is what remains of kMostInterpolated; once it is used up, texts with variables are unknown.
[[nodiscard]] Interpolation interpolate(std::string_view text, const Variables& variables, std::size_t& left);

}  // namespace s1::model
