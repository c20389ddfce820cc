// SPDX-License-Identifier: Apache-2.0
#include "vsm/words.h"

#include <algorithm>

#include "text/lower_case.h"
#include "text/suggest.h"

namespace s1::vsm {

Said known_word(Fields& fields, Fields::Names names, std::initializer_list<std::string_view> known) {
  Said word = fields.text(names);
  if (!word.exists()) return word;
  std::string folded = lower_case(word.text);
  for (char& c : folded)
    if (c == '-' || c == ' ') c = '_';
  if (std::ranges::find(known, folded) != known.end()) {
    word.text = folded;
    return word;
  }
  std::string all;
  for (const std::string_view each : known) all += (all.empty() ? "" : ", ") + std::string(each);
  const std::string_view near = nearest(folded, std::span(known.begin(), known.size()));
  fields.problems().add(Weight::field, word.place,
                        "`" + std::string(*names.begin()) + "` is `" + word.text + "`, a word that nobody knows",
                        (near.empty() ? "" : "did you mean " + std::string(near) + "? ") + ("one of: " + all));
  return word;
}

}  // namespace s1::vsm
