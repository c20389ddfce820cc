// SPDX-License-Identifier: Apache-2.0
#include "model/address.h"

#include "test.h"

namespace {

std::string hosts(std::string_view name, std::string_view value) {
  std::string text;
  for (const auto& [host, port] : s1::model::addresses_in(name, value))
    text.append(text.empty() ? "" : " ").append(host).append(port.empty() ? "" : ":").append(port);
  return text;
}

}  // namespace

TEST_CASE("the hosts that values name") {
  CHECK(hosts("DATABASE_URL", "postgres://user:secret@db:5432/shop?sslmode=disable") == "db:5432");
  CHECK(hosts("DATABASE_URL", "postgres://user:pa/ss@wo@db/shop") == "db");
  CHECK(hosts("X", "jdbc:postgresql://db:5432/shop") == "db:5432");
  CHECK(hosts("X", "http://api") == "api");
  CHECK(hosts("KAFKA", "kafka-1:9092,kafka-2:9092") == "kafka-1:9092 kafka-2:9092");
  CHECK(hosts("X", "mongodb://a:27017,b:27017/shop") == "a:27017 b:27017");
  CHECK(hosts("REDIS_HOST", "redis") == "redis");
  CHECK(hosts("redis.host", "redis") == "redis");
  CHECK(hosts("ConnectionStrings__Db", "Server=db;Port=5432;Password=x") == "db");
  CHECK(hosts("DSN", "host=db port=5432 password=secret") == "db");
  CHECK(hosts("X", "Server=tcp:db;Database=shop") == "db");
}

TEST_CASE("what is no address") {
  CHECK(hosts("CACHE_DRIVER", "redis").empty());
  CHECK(hosts("QUEUE_CONNECTION", "redis").empty());
  CHECK(hosts("OTEL_SERVICE_NAME", "api").empty());
  CHECK(hosts("SERVER_NAME", "api").empty());
  CHECK(hosts("ALLOWED_HOSTS", "web,api").empty());
  CHECK(hosts("CORS_ORIGINS", "http://web:3000").empty());
  CHECK(hosts("X", "${HOST}:5432").empty());
  CHECK(hosts("DB_URL", "postgres://${USER}@${HOST}/x").empty());
  CHECK(hosts("BIND_ADDR", "0.0.0.0:8080").empty());
  CHECK(hosts("DB_PORT", "5432").empty());
  CHECK(hosts("MODE", "a:b").empty());
  CHECK(hosts("X", "").empty());
  CHECK(hosts("X", "://").empty());
  CHECK(hosts("X", "=;=").empty());
}
