// SPDX-License-Identifier: Apache-2.0
// Every place of a model, for tests that hold all of them to something.
#pragma once
#include "model/infra_model.h"

namespace s1::test {

template <class Visit>
class Places {
 public:
  explicit Places(const Visit& visit) : visit_(visit) {}

  void of(const model::InfraModel& model) const {
    for (const model::Service& service : model.services) {
      if (service.build) build(*service.build);
      container(service.container);
      for (const auto* values : {&service.depends_on, &service.networks, &service.env_files, &service.profiles})
        for (const model::Value& value : *values) of(value);
      of(service.replicas);
      of(service.restart);
    }
    for (const model::KubernetesObject& object : model.objects) visit_(object.place);
    for (const model::Workload& workload : model.workloads) {
      visit_(workload.place);
      for (const auto* value : {&workload.replicas, &workload.service_account, &workload.mounts_token,
                                &workload.strategy, &workload.schedule})
        of(*value);
      for (const model::Container& of : workload.containers) container(of);
    }
    for (const model::KubernetesService& service : model.kubernetes_services) {
      if (service.selector_place.exists()) visit_(service.selector_place);
      for (const model::ServicePort& port : service.ports) {
        of(port.port);
        of(port.target);
        visit_(port.place);
      }
    }
    for (const model::ObjectReference& reference : model.references) {
      of(reference.name);
      of(reference.port);
      visit_(reference.place);
    }
    for (const model::ObjectSelector& selector : model.selectors) visit_(selector.place);
    for (const model::ObjectFact& fact : model.facts) of(fact.value);
    for (const model::ConfigObject& config : model.configs) {
      visit_(config.place);
      for (const model::ConfigAddress& address : config.addresses) visit_(address.place);
    }
    for (const model::AlertRule& rule : model.alerts) visit_(rule.place);
    for (const model::Chart& chart : model.charts) {
      visit_(chart.place);
      for (const model::ChartDependency& dependency : chart.dependencies) visit_(dependency.place);
      for (const model::Value& image : chart.images) of(image);
    }
    for (const model::Application& application : model.applications) {
      visit_(application.place);
      for (const auto* value : {&application.repository, &application.path, &application.chart, &application.revision,
                                &application.destination_namespace})
        of(*value);
    }
  }

 private:
  void of(const model::Value& value) const {
    if (value.state != model::State::absent) visit_(value.place);
    for (const model::Place& origin : value.origins) visit_(origin);
  }

  void build(const model::Build& build) const {
    visit_(build.place);
    of(build.context);
    of(build.dockerfile);
    of(build.target);
    for (const model::NamedContext& context : build.additional_contexts) of(context.source);
    for (const model::Value& tag : build.tags) of(tag);
  }

  void container(const model::Container& container) const {
    visit_(container.place);
    for (const auto* value :
         {&container.image, &container.user, &container.run_as_non_root, &container.privileged,
          &container.read_only_root, &container.healthcheck, &container.allow_escalation, &container.seccomp,
          &container.log_driver, &container.needs.cpu_request, &container.needs.memory_request,
          &container.needs.cpu_limit, &container.needs.memory_limit})
      of(*value);
    for (const model::Value& capability : container.dropped_capabilities) of(capability);
    for (const model::Port& port : container.ports) {
      of(port.container);
      of(port.published);
      visit_(port.place);
    }
    for (const model::Probe& probe : container.probes) {
      of(probe.port);
      visit_(probe.place);
    }
    for (const model::EnvVar& variable : container.env) {
      of(variable.value);
      visit_(variable.place);
    }
    for (const model::ConfigUse& use : container.uses) {
      of(use.name);
      of(use.key);
      visit_(use.place);
    }
    for (const model::Mount& mount : container.mounts) visit_(mount.place);
  }

  const Visit& visit_;
};

// `visit` is called with each place that the readers of Compose, Kubernetes, ECS, Prometheus and charts set.
template <class Visit>
void for_each_place(const model::InfraModel& model, const Visit& visit) {
  Places<Visit>(visit).of(model);
}

}  // namespace s1::test
