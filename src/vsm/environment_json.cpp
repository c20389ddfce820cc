// SPDX-License-Identifier: Apache-2.0
#include "vsm/state_json.h"

namespace s1::vsm {

Json to_json(const Risk& risk, Encoder& encoder) {
  Json json = Json::object();
  encoder.text(json, "risk", risk.risk);
  encoder.text(json, "severity", risk.severity);
  encoder.text(json, "mitigation", risk.mitigation);
  encoder.extra(json, risk.extra);
  return json;
}

Json to_json(const Environment& s4, Encoder& encoder) {
  Json json = Json::object();
  encoder.text(json, "task_id", s4.task_id);
  encoder.text(json, "analysis", s4.analysis);
  encoder.text(json, "scope", s4.scope);
  encoder.text(json, "recommended_approach", s4.recommended_approach);
  json["priorities"] = encoder.texts(s4.priorities);
  json["constraints"] = encoder.texts(s4.constraints);
  json["risks"] = encoder.list(s4.risks, [&](const Risk& risk) { return to_json(risk, encoder); });
  json["opportunities"] = encoder.list(s4.opportunities, [&](const Opportunity& opportunity) {
    Json each = Json::object();
    encoder.text(each, "opportunity", opportunity.opportunity);
    encoder.text(each, "benefit", opportunity.benefit);
    encoder.extra(each, opportunity.extra);
    return each;
  });
  json["external_context"] = encoder.texts(s4.external_context);
  json["domains_involved"] = encoder.texts(s4.domains_involved);
  json["relevant_files"] = encoder.texts(s4.relevant_files);
  json["dependencies"] = encoder.texts(s4.dependencies);
  json["best_practices"] = encoder.texts(s4.best_practices);
  json["patterns"] = encoder.texts(s4.patterns);
  json["documentation"] = encoder.texts(s4.documentation);
  encoder.text(json, "complexity_assessment", s4.complexity_assessment);
  json["specialist_recommendation"] = encoder.texts(s4.specialist_recommendation);
  encoder.time(json, "created_at", s4.created_at);
  encoder.extra(json, s4.extra);
  return json;
}

}  // namespace s1::vsm
