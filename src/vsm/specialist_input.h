// SPDX-License-Identifier: Apache-2.0
// What System 3 hands the infrastructure specialist. Whatever was not said is empty.
#pragma once
#include <string>

namespace s1::vsm {

struct SpecialistInput {
  std::string task;
  std::string focus;
  struct {
    std::string platform;       // aws, gcp, azure, local
    std::string orchestration;  // kubernetes, docker-compose, ecs
    std::string ci_system;      // github-actions, gitlab-ci, jenkins
    std::string existing_infra;
  } context;
  struct {
    std::string scalability;
    std::string availability;
    std::string security;
    std::string budget;
  } requirements;
};

}  // namespace s1::vsm
