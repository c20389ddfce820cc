// SPDX-License-Identifier: Apache-2.0
// The tables of facts: what their readers make of them, and that every row is whole.
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "facts/base_images.h"
#include "facts/embedded.h"
#include "facts/secret_names.h"
#include "facts/spdx.h"
#include "facts/table.h"
#include "test.h"

using namespace std::string_view_literals;
namespace facts = s1::facts;

TEST_CASE("a table is its rows after the one that names the columns") {
  const auto rows = facts::read_table("# dated\n\nname\tvalue\na\t1\r\nb\n# between\n\t3");
  REQUIRE(rows.size() == 3);
  CHECK(rows[0][0] == "a");
  CHECK(rows[0][1] == "1");
  CHECK(rows[1].size() == 1);
  CHECK(rows[1][1].empty());
  CHECK(rows[2][0].empty());
  CHECK(rows[2][1] == "3");
  CHECK(facts::read_table("").empty());
  CHECK(facts::read_table("name\tvalue").empty());
  CHECK(facts::split("a,,b", ',') == std::vector{"a"sv, ""sv, "b"sv});
  CHECK(facts::split("", ',').empty());
}

TEST_CASE("every table has its date and its columns in every row") {
  for (const std::string_view name : {"base_images.tsv", "secret_names.tsv"}) {
    INFO(name);
    const std::string_view text = s1::embedded_fact(name);
    CHECK(text.find("As of 20") != std::string_view::npos);
    const auto rows = facts::read_table(text);
    REQUIRE(rows.size() > 50);
    for (const facts::Row& row : rows) {
      INFO(row[0] << ' ' << row[1]);
      CHECK(row.size() == rows.front().size());
    }
  }
  CHECK(s1::embedded_fact("no-such-table.tsv").empty());
}

// Name, tag, default user ("?": not known, "-": no such image) and uid.
TEST_CASE("base images by name and tag") {
  struct Case {
    std::string_view name, tag, user;
    int uid;
  };
  for (const Case& each : std::initializer_list<Case>{
           {"node", "22", "root", 0},
           {"docker.io/library/node", "22-alpine", "root", 0},
           {"index.docker.io/library/node", "22", "root", 0},
           {"registry.example.com/node", "22", "-", -1},
           {"nodejs", "22", "-", -1},
           {"gcr.io/distroless/static-debian12", "nonroot", "nonroot", 65532},
           {"gcr.io/distroless/static-debian12", "nonroot-amd64", "nonroot", 65532},
           {"gcr.io/distroless/base", "latest", "root", 0},
           {"gcr.io/distroless/base", "debug-nonroot", "nonroot", 65532},
           {"gcr.io/distroless/base", "", "-", -1},  // a digest alone may be of :nonroot
           {"cgr.dev/chainguard/python", "latest", "nonroot", 65532},
           {"cgr.dev/chainguard/go", "latest", "root", 0},
           {"nginxinc/nginx-unprivileged", "1.27-alpine", "nginx", 101},
           {"nginx", "1.27", "root", 0},
           {"mcr.microsoft.com/dotnet/aspnet", "8.0-jammy-chiseled", "app", 1654},
           {"mcr.microsoft.com/dotnet/aspnet", "8.0", "root", 0},
           {"jetty", "12", "jetty", -1},
           {"gradle", "8", "?", -1},
           {"grafana/grafana", "11", "?", 472},
           {"ubuntu", "24.04", "root", 0},
           {"postgres", "", "-", -1},
           {"mongo", "", "root", 0},
       }) {
    INFO(each.name << ':' << each.tag);
    const facts::BaseImage* const found = facts::find_base_image(each.name, each.tag);
    CHECK((found == nullptr) == (each.user == "-"));
    if (found == nullptr) continue;
    CHECK((found->user.name.empty() ? "?"sv : found->user.name) == each.user);
    CHECK((found->user.uid ? static_cast<int>(*found->user.uid) : -1) == each.uid);
  }
}

TEST_CASE("a base image's row in full") {
  const facts::BaseImage* const postgres = facts::find_base_image("postgres", "17-alpine3.22");
  REQUIRE(postgres != nullptr);
  CHECK(postgres->libc == "musl");
  CHECK(postgres->package_manager == "apk");
  CHECK(postgres->tools == std::vector{"bash"sv, "wget"sv});
  CHECK(postgres->port == 5432);
  CHECK(postgres->steps_down == std::vector{"postgres"sv});
  CHECK(postgres->verified);
  REQUIRE(postgres->users.size() == 1);
  CHECK(postgres->users[0].name == "postgres");
  CHECK(postgres->users[0].uid == 70u);
  CHECK(postgres->users[0].gid == 70u);

  const facts::BaseImage* const alpine = facts::find_base_image("alpine", "3.22");
  REQUIRE(alpine != nullptr);
  CHECK(alpine->env.empty());
  CHECK(alpine->env_complete);
  CHECK_FALSE(facts::find_base_image("php", "8.4-fpm")->env_complete);
  CHECK(facts::find_base_image("golang", "1.25")->env.size() == 3);
  CHECK(facts::find_base_image("ubuntu", "24.04")->users[0].name == "ubuntu");
  CHECK(facts::find_base_image("ubuntu", "22.04")->users[0].name == "www-data");
  CHECK_FALSE(facts::find_base_image("prom/prometheus", "v3")->verified);
}

TEST_CASE("a hostile image name or tag costs no more than its length") {
  const std::string tag(1'000'000, '-');
  CHECK(facts::find_base_image("node", tag) != nullptr);
  CHECK(facts::find_base_image(std::string(1'000'000, 'a'), "1") == nullptr);
}

TEST_CASE("names of secrets, and names that only speak of one") {
  for (const std::string_view name : {"PASSWORD",
                                      "DB_PASSWORD",
                                      "POSTGRES_PASSWORD",
                                      "MYSQL_ROOT_PASSWORD",
                                      "db_password",
                                      "dbPassword",
                                      "DBPassword1",
                                      "PGPASSWORD",
                                      "DB_PASS",
                                      "DB_PWD",
                                      "API_KEY",
                                      "apiKey",
                                      "APIKEY",
                                      "OPENAI_API_KEY",
                                      "x-api-key",
                                      "AWS_SECRET_ACCESS_KEY",
                                      "SECRET",
                                      "SECRET_KEY_BASE",
                                      "CLIENT_SECRET",
                                      "TOKEN",
                                      "GITHUB_TOKEN",
                                      "NPM_TOKEN",
                                      "_authToken",
                                      "authToken",
                                      "OAUTH2_TOKEN",
                                      "GH_PAT",
                                      "SSH_PRIVATE_KEY",
                                      "ENCRYPTION_KEY",
                                      "APP_KEY",
                                      "AZURE_CREDENTIALS",
                                      "DOCKER_AUTH_CONFIG",
                                      "RABBITMQ_ERLANG_COOKIE",
                                      "ADMIN_PASSPHRASE",
                                      "TOKEN_2",
                                      "spring.datasource.password"}) {
    INFO(name);
    CHECK(facts::is_secret_name(name));
  }
  for (const std::string_view name : {"",
                                      "_",
                                      "123",
                                      "PATH",
                                      "PWD",
                                      "OLDPWD",
                                      "PASS",
                                      "PAT",
                                      "KEY",
                                      "GPG_KEY",
                                      "KEY_NAME",
                                      "KMS_KEY_ALIAS",
                                      "KMS_KEY_ID",
                                      "PUBLIC_KEY",
                                      "SSH_PUBLIC_KEY",
                                      "NEXT_PUBLIC_API_KEY",
                                      "PASSWORD_FILE",
                                      "POSTGRES_PASSWORD_FILE",
                                      "SECRETS_PATH",
                                      "TOKEN_URL",
                                      "OAUTH_TOKEN_ENDPOINT",
                                      "API_KEY_NAME",
                                      "SECRET_NAME",
                                      "TOKEN_TTL",
                                      "TOKEN_EXPIRATION_SECONDS",
                                      "PASSWORD_MIN_LENGTH",
                                      "MAX_TOKENS",
                                      "TOKENIZERS_PARALLELISM",
                                      "TOKENIZER",
                                      "PASSWORDLESS",
                                      "ENABLE_PASSWORD_RESET",
                                      "DISABLE_TOKEN_CHECK",
                                      "AWS_ACCESS_KEY_ID",
                                      "GOOGLE_APPLICATION_CREDENTIALS",
                                      "SECRET_MANAGER_REGION",
                                      "AUTHOR",
                                      "BYPASS",
                                      "COMPASS",
                                      "SECRETARY",
                                      "PATTERN",
                                      "KEYBOARD",
                                      "MONKEY",
                                      "CREDENTIAL_HELPER"}) {
    INFO(name);
    CHECK_FALSE(facts::is_secret_name(name));
  }
  CHECK_FALSE(facts::is_secret_name(std::string(1'000'000, 'A') + "_PASSWORD"));
}

TEST_CASE("identifiers of SPDX are known whatever their letter case, licenses apart from exceptions") {
  std::set<std::string_view> kinds;
  const auto rows = facts::read_table(s1::embedded_fact("spdx.tsv"));
  CHECK(rows.size() > 700);
  for (const facts::Row& row : rows) {
    INFO(row[0]);
    CHECK(row.size() == 2);
    CHECK((row[1] == "license") == facts::is_spdx_license(row[0]));
    CHECK((row[1] == "exception") == facts::is_spdx_exception(row[0]));
  }
  CHECK(facts::is_spdx_license("apache-2.0"));
  CHECK_FALSE(facts::is_spdx_license("Apache 2.0"));
  CHECK(facts::is_spdx_exception("classpath-exception-2.0"));
}
