// SPDX-License-Identifier: Apache-2.0
#include "model/image_name.h"

#include "test.h"

TEST_CASE("the repository of an image's name") {
  using s1::model::State;
  struct Row {
    State state;
    std::string text, repository;  // empty: none
  };
  const Row rows[] = {
      {State::known, "nginx", "nginx"},
      {State::known, "nginx:1.29", "nginx"},
      {State::known, "ghcr.io/acme/web:1.2", "ghcr.io/acme/web"},
      {State::known, "localhost:5000/web", "localhost:5000/web"},
      {State::known, "localhost:5000/web:1@sha256:abc", "localhost:5000/web"},
      {State::known, "web@sha256:abc", "web"},
      {State::unknown, "web:${TAG}", "web"},
      {State::unknown, "ghcr.io/acme/web:${{ github.ref }}", "ghcr.io/acme/web"},
      {State::unknown, "localhost:5000/web:$TAG", "localhost:5000/web"},
      {State::unknown, "${REGISTRY}/web:1", ""},
      {State::unknown, "web$SUFFIX", ""},
      {State::absent, "", ""},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(s1::model::repository_of({row.state, row.text, {}, {}}).value_or("") == row.repository);
  }
}

TEST_CASE("the tag is part of an image's reference") {
  using s1::model::State;
  struct Row {
    State state;
    std::string text, reference;  // empty: none
  };
  const Row rows[] = {
      {State::known, "nginx", "nginx:latest"},
      {State::known, "localhost:5000/web", "localhost:5000/web:latest"},
      {State::known, "localhost:5000/web:1@sha256:abc", "localhost:5000/web:1"},
      {State::known, "web@sha256:abc", ""},
      {State::known, "web:{{ tag }}", ""},
      {State::unknown, "web:${TAG}", ""},
      {State::absent, "", ""},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(s1::model::reference_of({row.state, row.text, {}, {}}).value_or("") == row.reference);
  }
}
