// SPDX-License-Identifier: Apache-2.0
#include "vsm/risk.h"

#include "vsm/text.h"
#include "vsm/words.h"

namespace s1::vsm {

std::vector<Risk> read_risks(Fields& fields, Fields::Names names) {
  std::vector<Risk> risks;
  for (const data::Value& item : fields.items(names)) {
    Risk risk;
    risk.place = fields.document().place(item);
    if (item.is_mapping()) {
      Fields each = fields.within(item);
      risk.risk = each.flat({"risk", "description", "name", "title"}).text;
      risk.severity = known_word(each, {"severity", "level"}, {"critical", "high", "medium", "low"}).text;
      risk.mitigation = each.flat({"mitigation", "mitigations"}).text;
      risk.extra = each.rest();
      if (risk.risk.empty()) risk.risk = shown(flat_text(item));
    } else {
      risk.risk = shown(flat_text(item));
    }
    if (!risk.risk.empty()) risks.push_back(std::move(risk));
  }
  return risks;
}

}  // namespace s1::vsm
