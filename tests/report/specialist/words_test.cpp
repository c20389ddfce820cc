// SPDX-License-Identifier: Apache-2.0
// Files and names that a text speaks of.
#include "report/specialist/words.h"

#include "report/specialist/path_mentions.h"
#include "test.h"

using s1::report::mentions;
using s1::report::path_mentions;
using Paths = std::vector<std::string>;

TEST_CASE("files that a text names") {
  CHECK(path_mentions("see docs/runbooks/deploy.md, and `k8s/base/api.yaml:12`.") ==
        Paths{"docs/runbooks/deploy.md", "k8s/base/api.yaml"});
  CHECK(path_mentions("./services/api/Dockerfile and web/Dockerfile.prod") ==
        Paths{"services/api/Dockerfile", "web/Dockerfile.prod"});
  CHECK(path_mentions("(.github/workflows/ci.yml)") == Paths{".github/workflows/ci.yml"});
  CHECK(path_mentions("a/b.tf a/b.tf") == Paths{"a/b.tf"});
}

TEST_CASE("what is no file of the repository") {
  for (const char* const text :
       {"CI/CD and/or TCP/IP", "origin/main", "ghcr.io/acme/api:1", "https://example.com/a/b.yaml",
        "s3://bucket/x.json", "/etc/nginx/nginx.conf", "~/notes/a.md", "$HOME/a/b.sh", "k8s/*.yaml",
        "actions/checkout@v4", "GET /health", "example.com/install/run.sh", "git@github.com:acme/infra/main.tf",
        "Dockerfile", "main.tf", "{{ path }}/a.yaml", "<name>/a.yaml", "a//b.yaml", "deploy/${ENV}/app.yaml"}) {
    CAPTURE(text);
    CHECK(path_mentions(text).empty());
  }
}

TEST_CASE("a name is mentioned as a whole word") {
  CHECK(mentions("RDS instance orders (aws_db_instance)", "orders"));
  CHECK(mentions("HIGHERRORRATE", "HighErrorRate"));
  CHECK_FALSE(mentions("reorders", "orders"));
  CHECK_FALSE(mentions("orders-api", "orders"));
  CHECK_FALSE(mentions("anything", ""));
}
