// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/copied-credentials.
#include <algorithm>
#include <array>
#include <string>

#include "model/dockerfile.h"
#include "model/surroundings.h"
#include "rules/dockerfile/build_secret/file_to_secret.h"
#include "rules/rewrite.h"
#include "rules/rule.h"
#include "workspace/names.h"

namespace s1::rules::dockerfile_copied_credentials {
namespace {

using dockerfile::Instruction;
using dockerfile::Kind;

struct Credential {
  std::string_view name;
  bool is_key = false;
  bool may_be_plain = false;  // the file is often there without a secret
};
constexpr std::array<Credential, 9> kFiles = {{{"id_rsa", true},
                                               {"id_ed25519", true},
                                               {"id_ecdsa", true},
                                               {"id_dsa", true},
                                               {".netrc"},
                                               {".git-credentials"},
                                               {".pypirc"},
                                               {".npmrc", false, true},
                                               {".dockercfg"}}};

const Credential* credential(std::string_view source) {
  const auto found = std::ranges::find(kFiles, workspace::base_name(source), &Credential::name);
  return found == kFiles.end() ? nullptr : &*found;
}

// A token that is written out: not one that a variable brings.
bool holds_token(const model::Surroundings& around, std::string_view path) {
  while (path.starts_with('/') || path.starts_with("./")) path.remove_prefix(path.find('/') + 1);
  const std::string* const text = around.context ? around.context->text(path) : nullptr;
  if (text == nullptr) return false;
  for (std::size_t at = text->find("_auth"); at != std::string::npos; at = text->find("_auth", at + 1)) {
    const std::size_t equals = text->find_first_of("=\n", at);
    if (equals != std::string::npos && (*text)[equals] == '=' && text->compare(equals + 1, 2, "${") != 0) return true;
  }
  return false;
}

// Whoever removes it again thinks it a secret.
bool is_removed_later(const model::Dockerfile& file, const Instruction& copy, std::string_view name) {
  return std::ranges::any_of(file.runs, [&](const model::Run& run) {
    return run.owner->stage == copy.stage && run.owner->index > copy.index &&
           std::ranges::any_of(run.calls, [&](const model::Call& call) {
             return call.name == "rm" && std::ranges::any_of(call.arguments, [&](const shell::Word* word) {
                      return workspace::base_name(word->value) == name;
                    });
           });
  });
}

void check(const model::Dockerfile& file, const model::Surroundings& around, Sink& out) {
  for (const Instruction& copy : file.tree.instructions) {
    if ((copy.kind != Kind::copy && copy.kind != Kind::add) || copy.flag("from") != nullptr) continue;
    for (std::size_t i = 0; i + 1 < copy.words.size(); ++i) {
      const Credential* const found = credential(copy.words[i].raw);
      if (found == nullptr) continue;
      const std::string name(found->name);
      if (found->may_be_plain && !is_removed_later(file, copy, name) && !holds_token(around, copy.words[i].raw))
        continue;
      Report report{.span = copy.words[i].span,
                    .message = name + " stays in the layer that " + std::string(dockerfile::name(copy.kind)) +
                               " makes, even where a later step removes it",
                    .fix = Fix::unsafe};
      file_to_secret(file, around, copy, name, found->is_key)
          .offer(report, found->is_key ? "Forward the agent of SSH" : "Mount it as a secret");
      out.report(std::move(report));
    }
  }
}

constexpr std::string_view aliases[] = {"DS-0031"};

constexpr Bad bad[] = {
    {"FROM node:22\nWORKDIR /app\nCOPY «.npmrc» ./\nCOPY package*.json ./\nRUN "
     "npm ci\nRUN rm -f .npmrc\nCOPY . .\n",
     "FROM node:22\nWORKDIR /app\nCOPY package*.json ./\nRUN "
     "--mount=type=secret,id=npmrc,target=/app/.npmrc,required=true npm "
     "ci\nCOPY . .\n"},
    {"FROM debian:12\nCOPY «id_rsa» /root/.ssh/\nRUN chmod 600 "
     "/root/.ssh/id_rsa && git clone "
     "git@git.example.com:a/b.git && rm /root/.ssh/id_rsa\n",
     "FROM debian:12\nRUN --mount=type=ssh git clone "
     "git@git.example.com:a/b.git\n"},
    // The container may need it; another command names it.
    {"FROM debian:12\nCOPY «.netrc» /root/\nRUN curl -n https://example.com/a "
     "-o /a\n"},
    {"FROM debian:12\nCOPY «id_ed25519» /key/id_ed25519\nRUN ssh -i "
     "/key/id_ed25519 git@example.com && rm "
     "/key/id_ed25519\n"},
    // Who builds it would have to give it.
    {R"(--- Dockerfile ---
FROM node:22
WORKDIR /app
COPY «.npmrc» ./
RUN npm ci && rm .npmrc
--- compose.yaml ---
services:
  web:
    build: .
)"},
    {R"(--- Dockerfile ---
FROM node:22
COPY «.npmrc» package.json /app/
--- .npmrc ---
//r.example.com/:_authToken=placeholder
--- package.json ---
{}
)"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nCOPY id_rsa.pub /root/.ssh/authorized_keys\n",
    "FROM node:22 AS a\nCOPY --from=a /root/.npmrc /root/\n",
    // Settings without a secret.
    "--- Dockerfile ---\nFROM node:22\nCOPY .npmrc package.json /app/\n--- "
    ".npmrc ---\nengine-strict=true\n--- "
    "package.json ---\n{}\n",
    R"(--- Dockerfile ---
FROM node:22
COPY .npmrc /app/
--- .npmrc ---
//r.example.com/:_authToken=${NPM_TOKEN}
)",
};

constexpr std::string_view references[] = {"https://docs.docker.com/build/building/secrets/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/copied-credentials",
    .title = "A file with credentials is copied into the image",
    .help =
        "Mount it for the step that needs it: RUN "
        "--mount=type=secret,id=npmrc,target=/root/.npmrc",
    .severity = Severity::high,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"(A file that `COPY` brings lies in a layer of its own. Removing it later hides it from the container, and nothing more: whoever can pull the image, or
read the build cache, takes it out of the layer.

Mount it for the step: `RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci`, with `docker build --secret id=npmrc,src=.npmrc .`.
For a private key, forward the agent: `RUN --mount=type=ssh git clone …`, with `docker build --ssh default .`.

Reported are private keys of SSH, `.netrc`, `.git-credentials`, `.pypirc`, `.dockercfg`, and `.npmrc` where it holds a token or is removed again; one
that takes its token from a variable holds no secret.

The fix, where a later step removes the file, mounts it for the steps between that fetch something. It is unsafe: the build has to be called with the
secret from then on. Builds of the repository that are known speak against it, since they would have to be changed. What was published has to be replaced.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_copied_credentials
