// SPDX-License-Identifier: Apache-2.0
// The examples of dockerfile/build-tools-shipped: one that is divided for each ecosystem, and one for each guard that
// refuses.
#pragma once
#include <string_view>

#include "rules/rule.h"

namespace s1::rules::multi_stage {

inline constexpr Bad bad_examples[] = {
    // Go: what stood before the end of the build and is for the run time is moved.
    {R"(--- Dockerfile ---
«FROM golang:1.26»
WORKDIR /src
COPY go.mod ./
RUN go mod download
COPY . .
# the API
EXPOSE 8080
RUN CGO_ENABLED=0 go build -o /server ./cmd/server
CMD ["/server"]
--- go.mod ---
module example.com/server
--- cmd/server/main.go ---
package main
)",
     R"(--- Dockerfile ---
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -o /server ./cmd/server

FROM gcr.io/distroless/static-debian13:nonroot
WORKDIR /src
COPY --from=build /server /server
# the API
EXPOSE 8080
CMD ["/server"]
)"},
    // Nothing needs cgo, so that it can be turned off; what the program reads goes along.
    {R"(--- Dockerfile ---
«FROM golang:1.26»

WORKDIR /app
COPY . .
ARG REVISION
ENV GOPROXY=direct
ENV GIN_MODE=release
RUN go build -o server .

LABEL org.opencontainers.image.revision=$REVISION
USER 10001
ENTRYPOINT ["./server"]
--- go.mod ---
module example.com/shop/v2
require github.com/gin-gonic/gin v1.11.0
--- main.go ---
package main

//go:embed web
var web embed.FS

func main() { engine.LoadHTMLGlob("pages/*.html") }
--- pages/index.html ---
x
--- web/app.js ---
x
--- migrations/1.sql ---
x
)",
     R"(--- Dockerfile ---
FROM golang:1.26 AS build

WORKDIR /app
COPY . .
ARG REVISION
ENV GOPROXY=direct
ENV GIN_MODE=release
RUN CGO_ENABLED=0 go build -o server .

FROM gcr.io/distroless/static-debian13:nonroot
WORKDIR /app
ARG REVISION
ENV GIN_MODE=release
COPY --from=build /app/server /app/server
COPY --from=build /app/migrations /app/migrations
COPY --from=build /app/pages /app/pages

LABEL org.opencontainers.image.revision=$REVISION
USER 10001
ENTRYPOINT ["./server"]
)"},
    // cgo: the C library of the same release. The account is wanted by its number alone.
    {R"(--- Dockerfile ---
«FROM golang:1.26-bookworm»
RUN useradd --uid 10001 app
WORKDIR /src
COPY . .
RUN CGO_ENABLED=1 go install .
USER 10001
CMD ["tool"]
--- go.mod ---
module example.com/tool
--- main.go ---
package main
)",
     R"(--- Dockerfile ---
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=1 go install .

FROM gcr.io/distroless/cc-debian13:nonroot
WORKDIR /src
COPY --from=build /go/bin/tool /usr/local/bin/tool
USER 10001
CMD ["tool"]
)"},
    {R"(--- Dockerfile ---
«FROM rust:1.80-bookworm»
WORKDIR /src
COPY . .
RUN cargo build --release
EXPOSE 8000
CMD ["./target/release/app"]
--- Cargo.lock ---
[[package]]
name = "openssl-sys"
--- src/main.rs ---
fn main() {}
)",
     R"(--- Dockerfile ---
FROM rust:1.80-bookworm AS build
WORKDIR /src
COPY . .
RUN cargo build --release

FROM gcr.io/distroless/cc-debian13:nonroot
WORKDIR /src
COPY --from=build /src/target/release/app /src/target/release/app
EXPOSE 8000
CMD ["./target/release/app"]
)"},
    {R"(--- Dockerfile ---
«FROM maven:3.9-eclipse-temurin-21»
WORKDIR /app
COPY pom.xml .
COPY src src
RUN mvn -B package
ENTRYPOINT ["java", "-jar", "target/app.jar"]
--- pom.xml ---
<artifactId>spring-boot-maven-plugin</artifactId>
--- src/main/java/App.java ---
class App {}
)",
     R"(--- Dockerfile ---
FROM maven:3.9-eclipse-temurin-21 AS build
WORKDIR /app
COPY pom.xml .
COPY src src
RUN mvn -B package

FROM eclipse-temurin:21-jre
WORKDIR /app
COPY --from=build /app/target/app.jar /app/target/app.jar
ENTRYPOINT ["java", "-jar", "target/app.jar"]
)"},
    {R"(--- Dockerfile ---
«FROM mcr.microsoft.com/dotnet/sdk:8.0»
WORKDIR /src
COPY . .
RUN dotnet publish -c Release -o /app
WORKDIR /app
ENV ASPNETCORE_URLS=http://+:8080
ENTRYPOINT ["dotnet", "Shop.dll"]
--- Shop.csproj ---
<Project Sdk="Microsoft.NET.Sdk.Web"></Project>
)",
     R"(--- Dockerfile ---
FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
WORKDIR /src
COPY . .
RUN dotnet publish -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:8.0
COPY --from=build /app /app
WORKDIR /app
ENV ASPNETCORE_URLS=http://+:8080
ENTRYPOINT ["dotnet", "Shop.dll"]
)"},
    {R"(--- Dockerfile ---
«FROM node:22»
WORKDIR /app
COPY package*.json ./
RUN npm ci
COPY . .
RUN npm run build
ENV NODE_ENV=production
EXPOSE 3000
CMD ["npm", "start"]
--- package.json ---
{"scripts": {"build": "tsc", "start": "node dist/main.js"}, "dependencies": {"express": "5"}, "devDependencies": {"typescript": "5"}}
--- src/main.ts ---
export {};
)",
     R"(--- Dockerfile ---
FROM node:22 AS build
WORKDIR /app
COPY package*.json ./
RUN npm ci
COPY . .
RUN npm run build
RUN npm prune --omit=dev

FROM node:22-slim
WORKDIR /app
COPY --from=build /app /app
ENV NODE_ENV=production
EXPOSE 3000
CMD ["npm", "start"]
)"},
    // The image stays; the compilers and the packages for development go. The folder is given to the user.
    {R"(--- Dockerfile ---
«FROM node:22-alpine»
RUN apk add --no-cache python3 make g++ tini
WORKDIR /app
COPY --chown=node:node . .
RUN yarn install --frozen-lockfile && yarn build
USER node
CMD ["yarn", "start"]
--- package.json ---
{"scripts": {"build": "next build", "start": "next start"}, "dependencies": {"next": "16"}, "devDependencies": {"typescript": "5"}}
--- yarn.lock ---
# yarn lockfile v1
)",
     R"(--- Dockerfile ---
FROM node:22-alpine AS build
RUN apk add --no-cache python3 make g++ tini
WORKDIR /app
COPY --chown=node:node . .
RUN yarn install --frozen-lockfile && yarn build
RUN yarn install --frozen-lockfile --production --ignore-scripts --prefer-offline

FROM node:22-alpine
RUN apk add --no-cache tini
COPY --from=build --chown=node:node /app /app
WORKDIR /app
USER node
CMD ["yarn", "start"]
)"},
    {R"(--- Dockerfile ---
«FROM python:3.13»
WORKDIR /app
# the packages
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
RUN python manage.py collectstatic --noinput
CMD ["gunicorn", "shop.wsgi"]
--- requirements.txt ---
gunicorn
psycopg2==2.9
--- manage.py ---
x
)",
     R"(--- Dockerfile ---
FROM python:3.13 AS build
WORKDIR /app
# the packages
COPY requirements.txt .
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
RUN python manage.py collectstatic --noinput

FROM python:3.13-slim
WORKDIR /app
ENV PATH="/opt/venv/bin:$PATH"
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpq5 \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
CMD ["gunicorn", "shop.wsgi"]
)"},
    {R"(--- Dockerfile ---
«FROM ruby:3.4-alpine»
RUN apk add --no-cache build-base libpq-dev
RUN adduser -D -u 10001 app
WORKDIR /app
COPY Gemfile Gemfile.lock ./
RUN bundle install
COPY . .
USER app
CMD ["bundle", "exec", "puma"]
--- Gemfile ---
gem "pg"
--- Gemfile.lock ---
GEM
  specs:
    pg (1.5.9)
    puma (6.4.3)
)",
     R"(--- Dockerfile ---
FROM ruby:3.4-alpine AS build
RUN apk add --no-cache build-base libpq-dev
RUN adduser -D -u 10001 app
WORKDIR /app
COPY Gemfile Gemfile.lock ./
RUN bundle install
COPY . .

FROM ruby:3.4-alpine
WORKDIR /app
RUN apk add --no-cache libpq libstdc++
RUN adduser -D -u 10001 app
COPY --from=build /usr/local/bundle /usr/local/bundle
COPY --from=build /app /app
USER app
CMD ["bundle", "exec", "puma"]
)"},
    // Three stages: what the program needs too is made once.
    {R"(--- Dockerfile ---
«FROM php:8.4-apache»
RUN docker-php-ext-install pdo_mysql && a2enmod rewrite
COPY --from=composer:2 /usr/bin/composer /usr/bin/composer
COPY composer.json composer.lock ./
RUN composer install --no-dev
COPY . .
RUN chown -R www-data:www-data storage
EXPOSE 80
--- composer.json ---
{}
--- composer.lock ---
{}
--- storage/keep ---
x
)",
     R"(--- Dockerfile ---
FROM php:8.4-apache AS base
RUN docker-php-ext-install pdo_mysql && a2enmod rewrite

FROM base AS build
COPY --from=composer:2 /usr/bin/composer /usr/bin/composer
COPY composer.json composer.lock ./
RUN composer install --no-dev
COPY . .
RUN chown -R www-data:www-data storage

FROM base
COPY --from=build /var/www/html /var/www/html
EXPOSE 80
)"},
    // A static site: nginx is told to serve it alike.
    {R"(--- Dockerfile ---
«FROM node:22»
WORKDIR /app
COPY . .
RUN npm ci && npm run build
EXPOSE 3000
CMD ["npx", "serve", "-s", "build"]
--- package.json ---
{}
)",
     R"(--- Dockerfile ---
FROM node:22 AS build
WORKDIR /app
COPY . .
RUN npm ci && npm run build

FROM nginxinc/nginx-unprivileged:stable-alpine
COPY --from=build /app/build /usr/share/nginx/html
COPY <<'EOF' /etc/nginx/conf.d/default.conf
server {
    listen 3000;
    root /usr/share/nginx/html;
    gzip on;
    gzip_types text/css application/javascript application/json image/svg+xml;

    location / {
        try_files $uri $uri.html $uri/ /index.html;
    }
}
EOF
EXPOSE 3000
)"},

    // ---- Found, and left alone
    // Its sources are what is run.
    {"«FROM golang:1.26»\nWORKDIR /src\nCOPY . .\nCMD [\"go\", \"run\", \".\"]\n"},
    {"«FROM rust:1.80-bookworm»\nWORKDIR /src\nCOPY . .\nCMD [\"cargo\", \"run\"]\n"},
    {"«FROM mcr.microsoft.com/dotnet/sdk:8.0»\nWORKDIR /src\nCOPY . .\nCMD [\"dotnet\", \"watch\"]\n"},
    {"«FROM python:3.13»\nWORKDIR /app\nCOPY . .\nRUN pip install flask\nCMD [\"python\", \"manage.py\", "
     "\"runserver\"]\n"},
    // No shell is there for CMD or the health check.
    {"--- Dockerfile ---\n«FROM golang:1.26»\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /server .\nCMD "
     "/server\n--- main.go ---\npackage main\n"},
    {"--- Dockerfile ---\n«FROM golang:1.26»\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /server "
     ".\nHEALTHCHECK CMD curl -f http://localhost:8080/\nCMD "
     "[\"/server\"]\n--- main.go ---\npackage main\n"},
    // It starts another program, writes a file, uses cgo, needs a library.
    {"--- Dockerfile ---\n«FROM golang:1.26»\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /server .\nCMD "
     "[\"/server\"]\n--- main.go ---\nexec.Command(\"git\")\n"},
    {"--- Dockerfile ---\n«FROM golang:1.26»\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /server .\nCMD "
     "[\"/server\"]\n--- main.go ---\nos.WriteFile(\"state\", b, 0o644)\n"},
    {"--- Dockerfile ---\n«FROM golang:1.26»\nWORKDIR /src\nCOPY . .\nRUN go build -o /server .\nCMD "
     "[\"/server\"]\n--- go.mod ---\nmodule x\n--- main.go ---\nimport \"C\"\n"},
    {"--- Dockerfile ---\n«FROM golang:1.26»\nWORKDIR /src\nCOPY . .\nRUN go build -o /server .\nCMD "
     "[\"/server\"]\n--- go.mod ---\nrequire github.com/mattn/go-sqlite3 v1.14\n"},
    {"--- Dockerfile ---\n«FROM rust:1.80-bookworm»\nWORKDIR /src\nCOPY . .\nRUN cargo build --release\nCMD "
     "[\"./target/release/app\"]\n--- Cargo.lock ---\nname = \"pq-sys\"\n"},
    // Which C library it is, or which runtime image there is, is not known.
    {"--- Dockerfile ---\n«FROM golang:1»\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=1 go build -o /server .\nCMD "
     "[\"/server\"]\n--- main.go ---\npackage main\n"},
    {"--- Dockerfile ---\n«FROM maven:3.9-amazoncorretto-21»\nWORKDIR /app\nCOPY . .\nRUN mvn package\nCMD [\"java\", "
     "\"-jar\", \"target/app.jar\"]\n--- pom.xml ---\nmaven-shade-plugin\n"},
    {"--- Dockerfile ---\n«FROM "
     "node:22@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef»\nWORKDIR /app\nCOPY . .\nRUN "
     "npm ci && npm run build\nCMD [\"node\", \"a.js\"]\n--- package.json ---\n{}\n"},
    // The jar needs others beside it.
    {"--- Dockerfile ---\n«FROM maven:3.9-eclipse-temurin-21»\nWORKDIR /app\nCOPY . .\nRUN mvn package\nCMD [\"java\", "
     "\"-jar\", \"target/app.jar\"]\n--- pom.xml ---\n<project/>\n"},
    // The SDK's port is another one.
    {"--- Dockerfile ---\n«FROM mcr.microsoft.com/dotnet/sdk:8.0»\nWORKDIR /src\nCOPY . .\nRUN dotnet publish -o "
     "/app\nCMD [\"dotnet\", \"/app/Shop.dll\"]\n--- Shop.csproj ---\n"
     "<Project Sdk=\"Microsoft.NET.Sdk.Web\"/>\n"},
    // What is started would be pruned.
    {"--- Dockerfile ---\n«FROM node:22»\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\nCMD [\"npm\", "
     "\"start\"]\n--- package.json ---\n"
     "{\"scripts\": {\"start\": \"serve dist\"}, \"devDependencies\": {\"serve\": \"14\"}}\n"},
    // Something else is mounted over it: a Compose file for development.
    {"--- Dockerfile ---\n«FROM node:22»\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\nCMD [\"node\", "
     "\"a.js\"]\n--- package.json ---\n{}\n--- compose.yaml "
     "---\nservices:\n  web:\n    build: .\n    volumes: [\".:/app\"]\n"},
    // The stage has a name, and that is what is built.
    {"--- Dockerfile ---\n«FROM node:22 AS web»\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\nCMD [\"node\", "
     "\"a.js\"]\n--- package.json ---\n{}\n--- compose.yaml "
     "---\nservices:\n  web:\n    build:\n      context: .\n      target: web\n"},
    // A package may be used at run time, and brings others.
    {"--- Dockerfile ---\n«FROM python:3.13-slim»\nRUN apt-get update && apt-get install -y gcc ffmpeg\nWORKDIR "
     "/app\nCOPY . .\nRUN pip install flask\nCMD [\"python\", "
     "\"app.py\"]\n--- app.py ---\nx\n"},
    // What a RUN does is not known.
    {"--- Dockerfile ---\n«FROM node:22»\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build && ./scripts/setup\nCMD "
     "[\"node\", \"a.js\"]\n--- package.json ---\n{}\n"},
    // A variable of the base image is used.
    {"--- Dockerfile ---\n«FROM node:22»\nWORKDIR /app\nENV TOOLS=$YARN_VERSION\nCOPY . .\nRUN npm ci && npm run "
     "build\nCMD [\"node\", \"a.js\"]\n--- package.json ---\n{}\n"},
};

inline constexpr std::string_view good_examples[] = {
    "FROM golang:1.26 AS build\nRUN go build -o /server .\nFROM debian:13-slim\nCOPY --from=build /server /server\nCMD "
    "[\"/server\"]\n",
    // Nothing is built.
    "FROM golang:1.26\nCMD [\"go\", \"version\"]\n",
    "FROM node:22-slim\nWORKDIR /app\nCOPY . .\nRUN npm ci --omit=dev\nCMD [\"node\", \"server.js\"]\n",
    // The image has no build tools.
    "FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN pip install -r requirements.txt\nCMD [\"python\", "
    "\"app.py\"]\n",
    "FROM eclipse-temurin:21-jre\nCOPY target/app.jar /app.jar\nCMD [\"java\", \"-jar\", \"/app.jar\"]\n",
    // It is pruned already.
    "FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build && npm prune --omit=dev\nCMD [\"node\", "
    "\"dist/a.js\"]\n",
    "FROM mcr.microsoft.com/windows/servercore:ltsc2025\nCMD [\"server.exe\"]\n",
};

}  // namespace s1::rules::multi_stage
