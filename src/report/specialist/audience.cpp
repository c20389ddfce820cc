// SPDX-License-Identifier: Apache-2.0
#include "report/specialist/audience.h"

#include <algorithm>
#include <initializer_list>

namespace s1::report {
namespace {

struct Section {
  std::string_view audience;
  std::string_view title;
  std::initializer_list<std::string_view> topics;
  std::initializer_list<std::string_view> fields;  // claims of these fields too, whatever their topic
  std::string_view none;
};

// Who reads what is the specialist's description: the reviewer wants security considerations, cost implications and
// reliability design; the backend specialist deployment configuration, environment variables and the scaling strategy;
// the database specialist the database's deployment, backup strategy and connections.
const Section kSections[] = {
    {"reviewer",
     "Security considerations",
     {"security"},
     {"security.secrets_management", "security.access_control", "security.hardening"},
     "nothing found"},
    {"reviewer", "Cost implications", {"cost"}, {}, "no file declares what has a price of its own"},
    {"reviewer", "Reliability design", {"reliability"}, {}, "no replicas, probes or disruption budgets found"},
    {"backend", "Deployment configuration", {"deployment"}, {}, "nothing deployed found"},
    {"backend", "Environment variables", {"environment"}, {}, "none found"},
    {"backend", "Scaling", {"scaling"}, {}, "no replicas and no autoscaler found"},
    {"database", "Database deployment", {"database"}, {}, "no database found"},
    {"database", "Backup", {"backup"}, {}, "no backup found"},
    {"database", "Connections", {"connections"}, {}, "no connection to a database found"},
    {"operations", "Runbooks", {"runbooks"}, {"handoff.runbooks"}, "none found"},
    {"operations", "Alerts", {"alerts"}, {"monitoring.alerts"}, "none found"},
    {"operations", "Rollback", {"rollback"}, {}, "no way back found"},
};

constexpr std::size_t kMostFindings = 10;

bool holds(std::initializer_list<std::string_view> list, std::string_view wanted) {
  return std::ranges::find(list, wanted) != list.end();
}

bool is_same(const Evidence& a, const Evidence& b) {
  return a.claim == b.claim && a.path == b.path && a.line == b.line;
}

}  // namespace

std::vector<ViewSection> views_of(std::string_view audience, const std::vector<Evidence>& evidence,
                                  std::span<const engine::Finding> findings) {
  std::vector<ViewSection> views;
  for (const Section& section : kSections) {
    if (!audience.empty() && section.audience != audience) continue;
    ViewSection view{std::string(section.audience), std::string(section.title), {}, std::string(section.none)};
    if (holds(section.topics, "security"))
      for (const engine::Finding& finding : findings) {
        if (finding.severity() < rules::Severity::high || view.claims.size() == kMostFindings) break;
        view.claims.push_back({"view", finding.message + " (" + std::string(finding.rule->id) + ")", finding.path,
                               finding.begin.line, "security"});
      }
    for (const Evidence& each : evidence) {
      const bool belongs =
          (!each.topic.empty() && holds(section.topics, each.topic)) || holds(section.fields, each.field);
      // One claim may be evidence for several fields.
      if (belongs && std::ranges::none_of(view.claims, [&](const Evidence& other) { return is_same(each, other); }))
        view.claims.push_back(each);
    }
    views.push_back(std::move(view));
  }
  return views;
}

}  // namespace s1::report
