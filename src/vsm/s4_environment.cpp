// SPDX-License-Identifier: Apache-2.0
#include "vsm/s4_environment.h"

#include "vsm/text.h"

namespace s1::vsm {
namespace {

// The fields of an object within, or of an empty one; what is left of them goes to the file's.
template <class Read>
void inside(Fields& fields, std::string_view name, Extra& extra, Read read) {
  const data::Value object = fields.object({name});
  if (!object) return;
  Fields each = fields.within(object);
  read(each);
  for (const data::Member& member : each.rest()) extra.push_back(member);
}

std::vector<Opportunity> read_opportunities(Fields& fields) {
  std::vector<Opportunity> opportunities;
  for (const data::Value& item : fields.items({"opportunities"})) {
    Opportunity opportunity;
    opportunity.place = fields.document().place(item);
    if (item.is_mapping()) {
      Fields each = fields.within(item);
      opportunity.opportunity = each.flat({"opportunity", "description", "name", "title"}).text;
      opportunity.benefit = each.flat({"benefit", "benefits"}).text;
      opportunity.extra = each.rest();
    }
    if (opportunity.opportunity.empty()) opportunity.opportunity = shown(flat_text(item));
    if (!opportunity.opportunity.empty()) opportunities.push_back(std::move(opportunity));
  }
  return opportunities;
}

void take(Said& into, Said from) {
  if (!into.exists()) into = std::move(from);
}

void append(std::vector<Said>& into, std::vector<Said> from) {
  for (Said& each : from) into.push_back(std::move(each));
}

}  // namespace

Environment read_s4_environment(Fields& fields) {
  Environment s4;
  s4.place = fields.place();
  s4.task_id = fields.text({"task_id"});
  s4.analysis = fields.flat({"analysis", "summary"});
  s4.external_context = fields.texts({"external_context"});
  s4.recommended_approach = fields.flat({"recommended_approach"});
  s4.constraints = fields.texts({"constraints"});
  s4.priorities = fields.texts({"priorities"});
  s4.created_at = fields.time({"created_at"});
  s4.risks = read_risks(fields, {"risks"});
  s4.opportunities = read_opportunities(fields);
  inside(fields, "task_analysis", s4.extra, [&](Fields& analysis) {
    take(s4.analysis, analysis.flat({"summary"}));
    s4.scope = analysis.flat({"scope"});
    s4.domains_involved = analysis.texts({"domains_involved"});
  });
  inside(fields, "environment_context", s4.extra, [&](Fields& context) {
    s4.relevant_files = context.texts({"relevant_files"});
    s4.dependencies = context.texts({"dependencies"});
    append(s4.constraints, context.texts({"constraints"}));
  });
  inside(fields, "external_research", s4.extra, [&](Fields& research) {
    s4.best_practices = research.texts({"best_practices"});
    s4.patterns = research.texts({"patterns"});
    s4.documentation = research.texts({"documentation"});
  });
  inside(fields, "strategic_recommendation", s4.extra, [&](Fields& recommendation) {
    take(s4.recommended_approach, recommendation.flat({"approach"}));
    append(s4.priorities, recommendation.texts({"priorities"}));
    s4.complexity_assessment = recommendation.flat({"complexity_assessment"});
    s4.specialist_recommendation = recommendation.agents({"specialist_recommendation"});
  });
  for (const data::Member& member : fields.rest()) s4.extra.push_back(member);
  return s4;
}

}  // namespace s1::vsm
