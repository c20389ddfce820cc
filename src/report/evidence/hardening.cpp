// SPDX-License-Identifier: Apache-2.0
// What is hardened, of containers, images, networks and clouds: one claim each, with all that holds of it. What is
// missing is a finding of the scan, not a claim.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "facts/resource_roles.h"
#include "report/evidence/collector.h"
#include "text/lower_case.h"

namespace s1::report {
namespace {

bool is_set(const model::Value& value) {
  return value.known() && !value.text.empty();
}

// A user that is surely not root: "1000", "app", "1000:1000".
bool is_not_root(const model::Value& user) {
  if (!is_set(user)) return false;
  const std::string_view name = std::string_view(user.text).substr(0, user.text.find(':'));
  return !name.empty() && name != "root" && name.find_first_not_of('0') != std::string_view::npos;
}

bool is_pinned(const std::string& image) {
  return image.find("@sha256:") != std::string::npos;
}

std::vector<std::string> measures_of(const model::Container& container) {
  std::vector<std::string> measures;
  if (container.run_as_non_root.is("true") || is_not_root(container.user))
    measures.emplace_back("a user other than root");
  if (container.read_only_root.is("true")) measures.emplace_back("read-only root file system");
  std::vector<std::string> dropped;
  for (const model::Value& capability : container.dropped_capabilities)
    if (capability.known()) dropped.push_back(capability.text);
  if (!dropped.empty()) measures.push_back("dropped capabilities (" + listed(dropped) + ")");
  if (container.allow_escalation.is("false")) measures.emplace_back("no privilege escalation");
  if (is_set(container.seccomp) && !container.seccomp.is("Unconfined"))
    measures.push_back("seccomp profile " + container.seccomp.text);
  const bool cpu = is_set(container.needs.cpu_limit);
  const bool memory = is_set(container.needs.memory_limit);
  if (cpu || memory)
    measures.emplace_back(cpu && memory ? "limits of CPU and memory" : cpu ? "a limit of CPU" : "a limit of memory");
  if (container.image.known() && is_pinned(container.image.text)) measures.emplace_back("image pinned by digest");
  if (is_set(container.healthcheck) && !container.healthcheck.is("NONE")) measures.emplace_back("a health check");
  return measures;
}

void add_containers(Collector& to) {
  const auto add = [&](const std::string& who, const std::vector<std::string>& measures, const model::Place& place) {
    if (!measures.empty()) to.add(field::hardening, who + " has " + listed(measures, 12), place, topic::security);
  };
  for (const model::Service& service : to.model.services)
    add(name_of(service), measures_of(service.container), service.container.place);
  for (const model::Workload& workload : to.model.workloads) {
    for (const model::Container& container : workload.containers)
      add("container " + container.name + " of " + name_of(workload), measures_of(container), container.place);
    if (workload.mounts_token.is("false"))
      to.add(field::hardening, name_of(workload) + " mounts no token of its service account",
             workload.mounts_token.place, topic::security);
  }
}

void add_images(Collector& to) {
  for (const model::Image& image : to.model.images) {
    if (!image.is_final) continue;
    std::vector<std::string> measures;
    if (is_not_root(image.user)) measures.push_back("the user " + image.user.text);
    if (image.healthcheck.is("CMD")) measures.emplace_back("a HEALTHCHECK");
    if (is_pinned(image.base)) measures.emplace_back("a base pinned by digest");
    if (!measures.empty())
      to.add(field::hardening, "image of " + to.model.paths[image.place.file] + " has " + listed(measures), image.place,
             topic::security);
  }
}

// "NetworkPolicy deny lets no Ingress to any pod", "NetworkPolicy web limits Ingress of the pods app=web".
void add_policies(Collector& to) {
  struct Policy {
    const model::ObjectFact* denies = nullptr;
    const model::ObjectFact* limits = nullptr;
  };
  std::vector<std::pair<std::uint32_t, Policy>> policies;
  for (const model::ObjectFact& fact : to.model.facts) {
    if (fact.name != "denies" && fact.name != "limits") continue;
    if (policies.empty() || policies.back().first != fact.object) policies.emplace_back(fact.object, Policy());
    (fact.name == "denies" ? policies.back().second.denies : policies.back().second.limits) = &fact;
  }
  std::size_t next = 0;  // selectors are in the order of the objects too
  for (const auto& [index, policy] : policies) {
    const model::KubernetesObject& object = to.model.objects[index];
    while (next < to.model.selectors.size() && to.model.selectors[next].object < index) ++next;
    std::string pods = "pods";
    if (next < to.model.selectors.size() && to.model.selectors[next].object == index) {
      const model::ObjectSelector& selector = to.model.selectors[next];
      std::vector<std::string> labels;
      for (const auto& [key, value] : selector.match_labels) labels.push_back(key + "=" + value);
      if (selector.known) pods = labels.empty() ? "all pods" : "the pods " + listed(labels);
    }
    if (policy.denies != nullptr)
      to.add(field::hardening, name_of(object) + " denies all " + policy.denies->value.text + " of " + pods,
             object.place, topic::security);
    if (policy.limits != nullptr)
      to.add(field::hardening, name_of(object) + " limits " + policy.limits->value.text + " of " + pods, object.place,
             topic::security);
  }
  for (const model::KubernetesObject& object : to.model.objects) {
    if (object.kind != "Namespace") continue;
    for (const auto& [label, value] : object.labels)
      if (label == "pod-security.kubernetes.io/enforce" && (value == "restricted" || value == "baseline"))
        to.add(field::hardening, name_of(object) + " enforces the pod security standard " + value, object.place,
               topic::security);
  }
}

bool is_commit(std::string_view ref) {
  return ref.size() == 40 && ref.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

void add_pipelines(Collector& to) {
  for (const model::Pipeline& pipeline : to.model.pipelines) {
    std::size_t pinned = 0;
    std::size_t all = 0;
    const auto count = [&](const model::Value& uses) {
      if (uses.state == model::State::absent || uses.text.empty() || uses.text.starts_with("./")) return;
      const std::size_t at = uses.text.rfind('@');
      const std::string_view ref =
          at == std::string::npos ? std::string_view() : std::string_view(uses.text).substr(at + 1);
      ++all;
      if (uses.known() && (is_commit(ref) || ref.starts_with("sha256:"))) ++pinned;
    };
    for (const model::Job& job : pipeline.jobs) {
      if (pipeline.platform == "github-actions") count(job.calls);
      for (const model::Step& step : job.steps) count(step.uses);
    }
    if (pipeline.platform != "github-actions") continue;
    if (all != 0 && pinned == all)
      to.add(field::hardening, name_of(pipeline, to.model) + " pins all its actions to commits", pipeline.place,
             topic::security);
    const auto reads_alone = [](const model::Value& permission) {
      return permission.known() && (permission.text == "{}" || permission.text == "read-all" ||
                                    permission.text.ends_with(": read") || permission.text.ends_with(": none"));
    };
    if (!pipeline.permissions.empty() && std::ranges::all_of(pipeline.permissions, reads_alone))
      to.add(field::hardening,
             name_of(pipeline, to.model) + " gives its jobs no permission to write unless they say so",
             pipeline.permissions.front().place, topic::security);
  }
}

bool protects(const model::Attribute& attribute) {
  const std::string name = lower_case(std::string_view(attribute.name).substr(attribute.name.rfind('.') + 1));
  std::string_view value = attribute.value.text;
  if (name == "publicly_accessible" || name == "publiclyaccessible") return value == "false";
  if (name == "http_tokens") return value == "required";
  if (name.ends_with("tls_version"))
    return value.find("1.2") != value.npos || value.find("1_2") != value.npos || value.find("1.3") != value.npos ||
           value.find("1_3") != value.npos;
  return value == "true";
}

void add_cloud(Collector& to) {
  for (const model::Resource& resource : to.model.resources) {
    const facts::ResourceRole* const role = facts::find_resource_role(resource.type);
    if (role == nullptr) continue;
    if (role->product == "web ACL" || role->product == "Cloud Armor policy")
      to.add(field::hardening, std::string(role->product) + " " + resource.name + " is declared", resource.place,
             topic::security);
    for (const model::Attribute& attribute : resource.attributes)
      if (facts::topic_of_attribute(attribute.name) == "security" && protects(attribute))
        to.add(field::hardening,
               std::string(role->product) + " " + resource.name + " sets " + attribute.name + " to " +
                   attribute.value.text,
               attribute.value.place, topic::security);
  }
}

}  // namespace

void collect_hardening(Collector& to) {
  add_images(to);
  add_containers(to);
  add_policies(to);
  add_pipelines(to);
  add_cloud(to);
}

}  // namespace s1::report
