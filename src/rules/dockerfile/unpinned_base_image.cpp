// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/unpinned-base-image.
#include <string>

#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules::dockerfile_unpinned_base_image {
namespace {

void check(const dockerfile::File& file, Sink& out) {
  for (const dockerfile::Stage& stage : file.stages) {
    if (stage.base || !stage.image_known || stage.image_value.empty() || stage.image_value == "scratch") continue;
    const dockerfile::ImageRef ref = dockerfile::parse_image_ref(stage.image_value);
    if (!ref.tag.empty() || !ref.digest.empty()) continue;
    out.report({.span = stage.image.span,
                .message = std::string(ref.name) + " has no tag, so every build takes what is its latest on that day"});
  }
}

constexpr std::string_view aliases[] = {"DL3006", "DS-0001", "CKV_DOCKER_7",
                                        "kics:9efb0b2d-89c9-41a3-91ca-dcc0aec911fd"};

constexpr Bad bad[] = {
    {"FROM «debian»\n"},
    {"FROM «registry.example.com:5000/team/app» AS build\n"},
    {"ARG BASE=alpine\nFROM «$BASE»\n"},
    {"FROM alpine:3.22 AS tools\nFROM --platform=linux/amd64 «node» AS build\nFROM tools\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12-slim\n",
    "FROM debian@sha256:0000000000000000000000000000000000000000000000000000000000000000\n",
    "FROM scratch\n",
    "FROM alpine:3.22 AS base\nFROM base\nFROM BASE\n",
    "ARG BASE\nFROM $BASE\n",
    "ARG TAG=3.22\nFROM alpine:$TAG\n",
    "ARG TAG\nFROM alpine:${TAG}\n",
    "FROM registry.example.com:5000/team/app:1.4\n",
    // Another rule's matter.
    "FROM debian:latest\n",
};

constexpr std::string_view references[] = {
    "https://docs.docker.com/build/building/best-practices/#pin-base-image-versions"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/unpinned-base-image",
    .title = "A base image has neither tag nor digest",
    .help = "Name the release in the tag, and add the digest where builds must repeat",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .aliases = aliases,
    .docs =
        R"(`FROM debian` is `FROM debian:latest`: the image that is built today and the one that is built in a month stand on
different systems, and nothing in the repository shows it. A build then breaks, or changes behaviour, without a commit
to blame, and going back to an older commit does not bring the older image back.

Name the release that you mean (`FROM debian:12-slim`). Where builds must repeat exactly, add the digest
(`debian:12-slim@sha256:…`) and let a tool such as Renovate or Dependabot move it.

Variables with a known value are put in. Stage names, `scratch` and images that a build argument without a default
names are not reported.

There is no fix: which release the program was written for, and was tested with, does not stand in the file.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_unpinned_base_image
