// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <string_view>

#include "growth.h"
#include "model/read.h"
#include "model_dump.h"
#include "read_texts.h"
#include "test.h"

namespace {

std::string read(std::string_view text) {
  const s1::test::Texts texts(text, "compose.yaml");
  s1::model::InfraModel model;
  read_compose(texts.inputs(), model);
  return s1::test::model_dump(model);
}

struct Case {
  const char* what;
  const char* text;
  const char* dump;
};

}  // namespace

TEST_CASE("A Compose service is read") {
  const auto [what, text, dump] = GENERATE(values<Case>({
      {"scalars", R"(services:
  web:
    image: nginx:1.27
    user: "1000:1000"
    privileged: true
    read_only: yes
    container_name: w
    pull_policy: never
    command: [npm, start]
    entrypoint: /run.sh
)",
       R"(service web @2
  image nginx:1.27 @3
  pull_policy never @8
  entrypoint /run.sh @10
  command npm start @9
  user 1000:1000 @4
  privileged true @5
  read_only_root yes @6
)"},
      {"nothing and the wrong things", R"(services:
  a: {image: , user: [1], ports: {80: 80}, environment: 5, depends_on: 7, volumes: x, build: , secrets: {a: b}}
  b:
  c: text
  d: [image]
  e: {}
)",
       R"(service a @2
  image ~ @2
  user ? @2
service e @6
)"},
      {"the short form of ports", R"(services:
  web:
    ports:
      - 3000
      - "3000-3005"
      - "8000:8001"
      - "9090-9091:8080-8081"
      - "127.0.0.1:5000-5010:6000-6010"
      - "127.0.0.1::6001"
      - "[::1]:6002:6002/udp"
      - "${HOST}:7000"
      - "${HOST:-1}:${PORT}"
      - "${ADDRESS:-127.0.0.1:80}:7001"
      - "ssh"
      - 0
    expose: ["9000", 9001-9002/udp]
)",
       R"(service web @2
  port 3000-3000/tcp 3000 @4 @4
  port 3000-3005/tcp 3000-3005 @5 @5
  port 8001-8001/tcp 8001 @6 published 8000 @6 @6
  port 8080-8081/tcp 8080-8081 @7 published 9090-9091 @7 @7
  port 6000-6010/tcp 6000-6010 @8 published 5000-5010 @8 on 127.0.0.1 @8
  port 6001-6001/tcp 6001 @9 on 127.0.0.1 @9
  port 6002-6002/udp 6002 @10 published 6002 @10 on ::1 @10
  port 7000-7000/tcp 7000 @11 published ?${HOST} @11 @11
  port 0-0/tcp ?${PORT} @12 published 1 @12 @12
  port 7001-7001/tcp 7001 @13 published 80 @13 on 127.0.0.1 @13
  port 0-0/tcp ssh @14 @14
  port 0-0/tcp 0 @15 @15
  port 9000-9000/tcp 9000 @16 @16
  port 9001-9002/udp 9001-9002 @16 @16
)"},
      {"the long form of ports", R"(services:
  web:
    ports:
      - target: 80
        published: "8080-8090"
        host_ip: 127.0.0.1
        protocol: udp
        name: web
      - {target: 81}
      - [82]
      - ~
)",
       R"(service web @2
  port 80-80/udp 80 @4 name web published 8080-8090 @5 on 127.0.0.1 @4
  port 81-81/tcp 81 @9 @9
)"},
      {"environment", R"(services:
  a:
    environment: {A: 1, B: , C: "$$x", D: "${NO}"}
    env_file: .env
  b:
    environment: [A=1, B, "C=a=b", "D=${NO:-d}", A=2, ~]
    env_file:
      - a.env
      - {path: b.env, required: false}
)",
       R"(service a @2
  env A=1 @3 @3
  env B=~ @3 @3
  env C=$x @3 @3
  env D=?${NO} @3 @3
  env_file .env @4
service b @5
  env A=2 @6 @6
  env B=~ @6 @6
  env C=a=b @6 @6
  env D=d @6 @6
  env_file a.env @8
  env_file b.env @9
)"},
      {"health checks", R"(services:
  a: {healthcheck: {test: curl -f localhost}}
  b: {healthcheck: {test: [CMD, curl, -f, localhost]}}
  c: {healthcheck: {test: [CMD-SHELL, "curl -f $${HOST}"]}}
  d: {healthcheck: {test: [NONE]}}
  e: {healthcheck: {disable: true, test: x}}
  f: {healthcheck: {test: [CMD, "${NO}"]}}
  g: {healthcheck: {interval: 5s, disable: false}}
)",
       R"(service a @2
  healthcheck curl -f localhost @2
service b @3
  healthcheck curl -f localhost @3
service c @4
  healthcheck curl -f ${HOST} @4
service d @5
  healthcheck NONE @5
service e @6
  healthcheck NONE @6
service f @7
  healthcheck ?${NO} @7
service g @8
)"},
      {"mounts", R"(services:
  web:
    volumes:
      - /anonymous
      - data:/data
      - ./src:/src:ro,z
      - C:\data:/windows
      - "${DIR:-./a}/x:/x"
      - "${NO:-./b}/$NO:/y"
      - type: bind
        source: ./conf
        target: /conf
        read_only: true
      - {type: tmpfs, target: /tmp}
      - other:/data
)",
       R"(service web @2
  mount :/anonymous @4
  mount other:/data @15
  mount ./src:/src ro @6
  mount C:\data:/windows @7
  mount ./a/x:/x @8
  mount ${NO:-./b}/$NO:/y @9
  mount ./conf:/conf ro @10
  mount :/tmp @14
)"},
      {"names", R"(services:
  a:
    depends_on: [b, c, b]
    networks: [front]
    profiles: [debug]
  b:
    depends_on:
      c: {condition: service_healthy}
    networks:
      front:
      back: {aliases: [x]}
)",
       R"(service a @2
  depends_on b @3
  depends_on c @3
  network front @4
  profile debug @5
service b @6
  depends_on c @8
  network front @10
  network back @11
)"},
      {"secrets and configs", R"(services:
  web:
    secrets:
      - token
      - source: key
        target: k
    configs: [conf]
secrets:
  token: {file: ./token.txt}
  key: {environment: KEY}
  old: {external: true}
configs:
  conf: {content: "a"}
  none:
)",
       R"(service web @2
  use secret token @4 @4
  use secret key @5 @5
  use config conf @7 @7
secret compose token from file @9
secret compose key from environment @10
secret compose old from external @11
config compose conf from content @13
config compose none from  @14
)"},
  }));
  CAPTURE(what);
  CHECK(read(text) == dump);
}

TEST_CASE("A Compose build is read") {
  const auto [what, text, dump] = GENERATE(values<Case>({
      {"short and long", R"(--- app/compose.yaml ---
services:
  a: {build: .}
  b: {build: ./b/../c}
  c:
    image: shop/c:1
    build:
      context: ..
      dockerfile: docker/c.Dockerfile
      target: prod
      tags: ["shop/c:2"]
  d: {build: {dockerfile: ../d/Dockerfile}}
  e: {build: {dockerfile_inline: "FROM scratch"}}
)",
       R"(service a @2
  build context 'app' dockerfile 'app/Dockerfile' @2
    context . @2
service b @3
  build context 'app/c' dockerfile 'app/c/Dockerfile' @3
    context ./b/../c @3
service c @4
  build context '.' dockerfile 'docker/c.Dockerfile' @6
    context .. @7
    dockerfile docker/c.Dockerfile @8
    target prod @9
    tag shop/c:1 @5
    tag shop/c:2 @10
  image shop/c:1 @5
service d @11
  build context 'app' dockerfile 'd/Dockerfile' @11
    dockerfile ../d/Dockerfile @11
service e @12
  build inline context 'app' dockerfile '' @12
)"},
      {"what is not in the root or not known", R"(services:
  a: {build: ..}
  b: {build: /srv}
  c: {build: "https://github.com/x/y.git#main"}
  d: {build: "git@github.com:x/y.git"}
  e: {build: "${DIR}"}
  f: {build: {context: a, dockerfile: "${FILE}"}}
  g: {build: {context: a, dockerfile: ../../x}}
  h: {build: {context: a, dockerfile: /x/Dockerfile}}
  i: {build: "~/x"}
)",
       R"(service a @2
  build context '' dockerfile '' @2
    context .. @2
service b @3
  build context '' dockerfile '' @3
    context /srv @3
service c @4
  build remote context '' dockerfile '' @4
    context https://github.com/x/y.git#main @4
service d @5
  build remote context '' dockerfile '' @5
    context git@github.com:x/y.git @5
service e @6
  build context '' dockerfile '' @6
    context ?${DIR} @6
service f @7
  build context 'a' dockerfile '' @7
    context a @7
    dockerfile ?${FILE} @7
service g @8
  build context 'a' dockerfile '' @8
    context a @8
    dockerfile ../../x @8
service h @9
  build context 'a' dockerfile '' @9
    context a @9
    dockerfile /x/Dockerfile @9
service i @10
  build context '' dockerfile '' @10
    context ~/x @10
)"},
      {"named contexts", R"(services:
  a: {build: {context: ., additional_contexts: {base: ../b, app: "service:app"}}}
  b: {build: {context: ., additional_contexts: [base=docker-image://alpine, x]}}
)",
       R"(service a @2
  build context '.' dockerfile 'Dockerfile' @2
    context . @2
    with base ../b @2
    with app service:app @2
service b @3
  build context '.' dockerfile 'Dockerfile' @3
    context . @3
    with base docker-image://alpine @3
)"},
  }));
  CAPTURE(what);
  CHECK(read(text) == dump);
}

TEST_CASE("A Compose project is put together") {
  const auto [what, text, dump] = GENERATE(values<Case>({
      {"variables of the project's .env, not of another folder's", R"(--- app/compose.yaml ---
services:
  web: {image: "nginx:${TAG}", user: "${UID}", ports: ["${PORT:-80}:80"]}
--- app/.env ---
TAG=1.27
--- .env ---
UID=5
)",
       R"(service web @2
  image nginx:1.27 @2 <1:1
  port 80-80/tcp 80 @2 published 80 @2 @2
  user ?${UID} @2
)"},
      {"an override: scalars replaced, lists appended, mappings merged", R"(--- compose.yaml ---
services:
  web:
    image: nginx:1
    build: ./web
    user: root
    ports: ["80:80"]
    environment: [A=1, B=2]
    volumes: ["data:/data", "./x:/x"]
    depends_on: [db]
    healthcheck: {test: [CMD, "true"], interval: 5s}
  db: {image: "postgres:17"}
secrets: {a: {file: x}}
--- compose.override.yaml ---
services:
  web:
    image: nginx:2
    build: {target: dev}
    user:
    ports: ["80:80", "81:81"]
    environment: {B: 3, C: 4}
    volumes: ["/tmp/data:/data:ro"]
    depends_on: {cache: {condition: service_started}}
    healthcheck: {disable: true}
  cache: {image: "redis:7"}
secrets: {a: {external: true}, b: {file: y}}
)",
       R"(service web @2
  build context 'web' dockerfile 'web/Dockerfile' @1:4
    context ./web @4
    target dev @1:4
    tag nginx:2 @1:3
  image nginx:2 @1:3
  port 80-80/tcp 80 @1:6 published 80 @1:6 @1:6
  port 81-81/tcp 81 @1:6 published 81 @1:6 @1:6
  user root @5
  healthcheck NONE @1:10
  env A=1 @7 @7
  env B=3 @1:7 @1:7
  env C=4 @1:7 @1:7
  mount /tmp/data:/data ro @1:8
  mount ./x:/x @8
  depends_on db @9
  depends_on cache @1:9
service db @11
  image postgres:17 @11
service cache @1:11
  image redis:7 @1:11
secret compose a from external @12
secret compose b from file @1:12
)"},
      {"!reset and !override", R"(--- compose.yaml ---
services:
  web: {image: a, user: root, ports: ["80:80"], environment: {A: 1, B: 2}, build: {context: x, target: y}}
  db: {image: b}
--- override.yaml ---
services:
  web:
    user: !reset null
    ports: !override ["81:81"]
    environment: {A: !reset null}
    build: !reset null
  db: !reset null
)",
       R"(service web @2
  image a @2
  port 81-81/tcp 81 @1:4 published 81 @1:4 @1:4
  env B=2 @2 @2
)"},
      {"extends in the same file, over two steps", R"(services:
  web:
    extends: {service: app}
    user: web
    environment: {B: 2}
  app:
    extends: base
    environment: {A: 1, B: 1}
  base: {image: "alpine:3", ports: ["80"]}
)",
       R"(service web @2
  image alpine:3 @9
  port 80-80/tcp 80 @9 @9
  user web @4
  env A=1 @8 @8
  env B=2 @5 @5
service app @6
  image alpine:3 @9
  port 80-80/tcp 80 @9 @9
  env A=1 @8 @8
  env B=1 @8 @8
service base @9
  image alpine:3 @9
  port 80-80/tcp 80 @9 @9
)"},
      {"extends in another file, whose paths are its own", R"(--- compose.yaml ---
services:
  web: {extends: {file: lib/common.yaml, service: app}}
  gone: {extends: {file: lib/no.yaml, service: app}, image: x}
--- lib/common.yaml ---
services:
  app: {build: ./app, extends: inner}
  inner: {user: "${U}"}
--- .env ---
U=7
)",
       R"(service web @2
  build context 'lib/app' dockerfile 'lib/app/Dockerfile' @1:2
    context ./app @1:2
  user 7 @1:3 <2:1
service gone @3
  image x @3
)"},
      {"extends in a circle", R"(services:
  a: {extends: b, user: a}
  b: {extends: a, image: b}
  c: {extends: c, image: c}
)",
       R"(service a @2
  image b @3
  user a @2
service b @3
  image b @3
  user a @2
service c @4
  image c @4
)"},
      {"include, with variables and a folder of its own", R"(--- compose.yaml ---
include:
  - db/compose.yaml
  - path: [cache/compose.yaml, cache/more.yaml]
    env_file: cache/x.env
  - none.yaml
  - path: ../out.yaml
services:
  web: {image: "web:${TAG}"}
--- db/compose.yaml ---
include: [../compose.yaml]
services:
  db: {image: "db:${TAG}-${OWN}", build: .}
--- cache/compose.yaml ---
services:
  cache: {image: "cache:${X}"}
--- cache/more.yaml ---
services:
  cache: {user: "1"}
--- .env ---
TAG=1
--- db/.env ---
TAG=2
OWN=3
--- cache/x.env ---
X=4
)",
       R"(service db @1:3
  build context 'db' dockerfile 'db/Dockerfile' @1:3
    context . @1:3
    tag db:1-3 @1:3 <4:1 <5:2
  image db:1-3 @1:3 <4:1 <5:2
service cache @2:2
  image cache:4 @2:2 <6:1
  user 1 @3:2
service web @8
  image web:1 @8 <4:1
)"},
      {"anchors and merges", R"(x-app: &app
  user: "1000"
  environment: &env {A: 1}
services:
  web:
    <<: *app
    image: web
  job:
    <<: *app
    environment:
      <<: *env
      B: 2
  ref: *app
)",
       R"(service web @5
  image web @7
  user 1000 @2
  env A=1 @3 @3
service job @8
  user 1000 @2
  env B=2 @12 @12
  env A=1 @3 @3
service ref @13
  user 1000 @2
  env A=1 @3 @3
)"},
      {"an alias is where it stands, and its anchor where it comes from", R"(x-image: &image nginx:1
services:
  web: {image: *image}
)",
       R"(service web @3
  image nginx:1 @3 <1
)"},
      {"no file at all", "--- .env ---\nA=1\n", ""},
      {"JSON", "--- compose.json ---\n{\"services\": {\"web\": {\"image\": \"nginx\", \"ports\": [80]}}}\n",
       "service web @1\n  image nginx @1\n  port 80-80/tcp 80 @1 @1\n"},
  }));
  CAPTURE(what);
  CHECK(read(text) == dump);
}

TEST_CASE("Compose projects take linear time") {
  const auto project = [](const std::string& text) {
    const s1::test::Texts texts(text, "compose.yaml");
    s1::model::InfraModel model;
    read_compose(texts.inputs(), model);
  };
  using s1::test::growth;
  using s1::test::kMostGrowth;
  const std::string base = "services:\n  base:\n    environment:\n" + s1::test::repeat("      - A=1\n", 2000);
  CHECK(growth(project, base, "  b:\n    extends: base\n", "") < kMostGrowth);
  CHECK(growth(project, "services:\n  a:\n    ports:\n", "    - 80:80\n", "") < kMostGrowth);
  CHECK(growth(project, "services:\n  a:\n    environment:\n", "    - A=${B:-x}\n", "") < kMostGrowth);
  CHECK(growth(project, "services:\n", "  a: {image: x}\n", "") < kMostGrowth);
  CHECK(growth(project, "include:\n", "- compose.yaml\n", "") < kMostGrowth);
  CHECK(growth(project, "services:\n  a:\n    build: ", "../", "") < kMostGrowth);
}

TEST_CASE("What services take from one another is bounded") {
  std::string text = "services:\n  base:\n    environment:\n";
  for (int i = 0; i < 1000; ++i) text += "      - A" + std::to_string(i) + "=1\n";
  for (int i = 0; i < 1000; ++i) text += "  s" + std::to_string(i) + ": {extends: base}\n";
  const s1::test::Texts texts(text, "compose.yaml");
  s1::model::InfraModel model;
  read_compose(texts.inputs(), model);
  REQUIRE(model.services.size() == 1001);
  std::size_t count = 0;
  for (const s1::model::Service& service : model.services) count += service.container.env.size();
  CHECK(count > 100'000);
  CHECK(count < 250'000);
}
