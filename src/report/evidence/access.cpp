// SPDX-License-Identifier: Apache-2.0
// Who may do what: permissions of pipelines, roles of Kubernetes and who has them, identities of clouds.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "facts/resource_roles.h"
#include "report/evidence/collector.h"

namespace s1::report {
namespace {

// "may read contents and write id-token": NAME: ACCESS would look like a secret's value to whoever masks them.
std::string told(const std::vector<model::Value>& permissions) {
  if (permissions.size() == 1 && permissions.front().is("{}")) return "has no permissions";
  std::vector<std::string> parts;
  for (const model::Value& permission : permissions) {
    if (!permission.known()) return {};
    const std::size_t colon = permission.text.find(": ");
    if (permission.text == "read-all" || permission.text == "write-all")
      parts.push_back(permission.text.substr(0, permission.text.find('-')) + " everything");
    else if (colon == std::string::npos)
      return {};
    else if (permission.text.substr(colon + 2) != "none")
      parts.push_back(permission.text.substr(colon + 2) + " " + permission.text.substr(0, colon));
  }
  return parts.empty() ? "has no permissions" : "may " + listed(parts, 20);
}

void add_permissions(Collector& to, const std::string& who, const std::vector<model::Value>& permissions) {
  if (permissions.empty()) return;
  const std::string text = told(permissions);
  if (!text.empty()) to.add(field::access, who + " " + text, permissions.front().place, topic::security);
  for (const model::Value& permission : permissions)
    if (permission.is("id-token: write"))
      to.add(field::access, who + " can get short-lived cloud credentials by OIDC", permission.place, topic::security);
}

void add_pipelines(Collector& to) {
  for (const model::Pipeline& pipeline : to.model.pipelines) {
    add_permissions(to, name_of(pipeline, to.model), pipeline.permissions);
    for (const model::Job& job : pipeline.jobs) {
      const std::string who = "job " + job.id + " of " + name_of(pipeline, to.model);
      add_permissions(to, who, job.permissions);
      for (const model::Value& identity : job.identities)
        to.add(field::access, who + " gets the OIDC token " + identity.text, identity.place, topic::security);
    }
  }
}

void add_bindings(Collector& to) {
  struct Binding {
    std::string role;
    std::vector<std::string> subjects;
  };
  std::map<std::uint32_t, Binding> bindings;
  for (const model::ObjectReference& reference : to.model.references) {
    if (!to.model.objects[reference.object].kind.ends_with("RoleBinding") || !reference.name.known()) continue;
    Binding& binding = bindings[reference.object];
    const std::string name = reference.kind + " " + reference.name.text;
    if (reference.kind == "Role" || reference.kind == "ClusterRole")
      binding.role = name;
    else
      binding.subjects.push_back(name);
  }
  for (const auto& [index, binding] : bindings) {
    const model::KubernetesObject& object = to.model.objects[index];
    if (!binding.role.empty() && !binding.subjects.empty())
      to.add(field::access, name_of(object) + " gives " + binding.role + " to " + listed(binding.subjects),
             object.place, topic::security);
  }
}

// "get, watch on configmaps" as "may get and watch configmaps", "* on secrets" as "may do anything with secrets".
std::string rights_of(const std::string& rule) {
  const std::size_t between = rule.find(" on ");
  if (between == std::string::npos) return "may " + rule;
  std::string verbs = rule.substr(0, between), on = rule.substr(between + 4);
  if (on == "*") on = "everything";
  if (verbs == "*") return "may do anything with " + on;
  if (const std::size_t last = verbs.rfind(", "); last != std::string::npos) verbs.replace(last, 2, " and ");
  return "may " + verbs + " " + on;
}

void add_kubernetes(Collector& to) {
  for (const model::ObjectFact& fact : to.model.facts)
    if (fact.name == "rule")
      to.add(field::access, name_of(to.model.objects[fact.object]) + " " + rights_of(fact.value.text), fact.value.place,
             topic::security);
  add_bindings(to);
  for (const model::Workload& workload : to.model.workloads) {
    if (!workload.service_account.known() || workload.service_account.text.empty()) continue;
    to.add(field::access,
           name_of(workload) + (workload.platform == "ecs" ? " has a task role" : " runs as ServiceAccount ") +
               (workload.platform == "ecs" ? "" : workload.service_account.text),
           workload.service_account.place, topic::security);
  }
  struct Identity {
    std::string_view annotation;
    std::string_view what;
  };
  constexpr Identity identities[] = {{"eks.amazonaws.com/role-arn", "an AWS IAM role"},
                                     {"iam.gke.io/gcp-service-account", "a Google service account"},
                                     {"azure.workload.identity/client-id", "an Azure identity"}};
  for (const model::KubernetesObject& object : to.model.objects) {
    if (object.kind != "ServiceAccount") continue;
    for (const auto& [annotation, what] : identities)
      if (std::ranges::find(object.annotations, annotation, &model::Labels::value_type::first) !=
          object.annotations.end())
        to.add(field::access,
               name_of(object) + " stands for " + std::string(what) + " (" + std::string(annotation) + ")",
               object.place, topic::security);
  }
}

}  // namespace

void collect_access(Collector& to) {
  add_pipelines(to);
  add_kubernetes(to);
  for (const model::Resource& resource : to.model.resources) {
    const facts::ResourceRole* const role = facts::find_resource_role(resource.type);
    if (role != nullptr && role->role == "identity")
      to.add(field::access, std::string(role->product) + " " + resource.name + " (" + resource.type + ")",
             resource.place, topic::security);
  }
}

}  // namespace s1::report
