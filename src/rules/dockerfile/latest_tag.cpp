// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/latest-tag.
#include <string>

#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules::dockerfile_latest_tag {
namespace {

void check(const dockerfile::File& file, Sink& out) {
  for (const dockerfile::Stage& stage : file.stages) {
    if (stage.base) continue;
    const dockerfile::ImageRef ref = dockerfile::parse_image_ref(stage.image_value);
    if (ref.tag != "latest" || !ref.digest.empty()) continue;
    out.report({.span = stage.image.span,
                .message = "latest is another image with every release of " + std::string(ref.name)});
  }
}

constexpr std::string_view aliases[] = {"DL3007", "DS-0001", "CKV_DOCKER_7",
                                        "kics:f45ea400-6bbe-4501-9fc7-1c3d75c32067"};

constexpr Bad bad[] = {
    {"FROM «debian:latest»\n"},
    {"FROM «registry.example.com:5000/team/app:latest» AS build\n"},
    {"ARG TAG=latest\nFROM «alpine:${TAG}»\n"},
    {"ARG REGISTRY\nFROM «${REGISTRY}/team/app:latest»\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\n",
    "FROM debian:latest@sha256:0000000000000000000000000000000000000000000000000000000000000000\n",
    "FROM alpine:3.22 AS latest\nFROM latest\n",
    "ARG TAG\nFROM alpine:${TAG}\n",
    "FROM nginx:latest-2025\n",
    // Another rule's matter.
    "FROM debian\n",
};

constexpr std::string_view references[] = {
    "https://docs.docker.com/build/building/best-practices/#pin-base-image-versions"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/latest-tag",
    .title = "A base image has the tag latest",
    .help = "Name the release in the tag, and add the digest where builds must repeat",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .aliases = aliases,
    .docs =
        R"(`latest` is not a version: it is whatever was pushed under that name last, and no update of it is announced. Two builds
of one commit can stand on different releases, a cached `latest` may be years old, and an older commit does not give
the older image.

Name the release that you mean (`FROM debian:12-slim`). Where builds must repeat exactly, add the digest
(`debian:12-slim@sha256:…`) and let a tool such as Renovate or Dependabot move it.

A tag with a digest is not reported, since the digest decides, nor is a stage that has the name `latest`.

There is no fix: which release the program was written for, and was tested with, does not stand in the file.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_latest_tag
