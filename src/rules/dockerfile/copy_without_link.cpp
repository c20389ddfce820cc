// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/copy-without-link.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "facts/base_images.h"
#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "model/image_paths.h"
#include "model/shipped_stages.h"
#include "model/surroundings.h"
#include "rules/builders.h"
#include "rules/rewrite.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_copy_without_link {
namespace {

using dockerfile::Instruction;
using dockerfile::Kind;

// Links in the images of today's distributions, which --link would replace by folders.
constexpr std::array<std::string_view, 10> kLinks = {"/bin",    "/sbin",    "/lib",      "/lib32",   "/lib64",
                                                     "/libx32", "/var/run", "/var/lock", "/usr/tmp", "/dev"};
// What --link makes anew with its own mode and owner: these have others.
constexpr std::array<std::string_view, 4> kOwnMode = {"/tmp", "/root", "/var/tmp", "/run"};

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789:") == std::string_view::npos;
}

class LinkFix {
 public:
  LinkFix(const model::Dockerfile& dockerfile, const model::Surroundings& around, const Instruction& copy)
      : dockerfile_(dockerfile), file_(dockerfile.tree), around_(around), copy_(copy) {}

  Rewrite make(const std::string& workdir) && {
    const model::CopyTarget target = model::copy_target(file_, copy_, workdir);
    if (target.path.empty()) {
      (void)rewrite_.refuse(copy_.header, "where the files go is not known");
    } else if (base_is_roots() && folder_is_plain(target.path) && nothing_makes_it_special(target.path) &&
               owner_is_number() && builders_take(kCopyLink, file_, around_, rewrite_)) {
      rewrite_.edits.push_back({{copy_.keyword.end, copy_.keyword.end}, " --link"});
      rewrite_.checked.push_back(target.path +
                                 " is no link, and no step gives a folder on its way another mode or owner");
    }
    return std::move(rewrite_);
  }

 private:
  // Of the folders of another base image it is not known whose they are.
  bool base_is_roots() {
    const dockerfile::Stage& stage = file_.stages[static_cast<std::size_t>(copy_.stage)];
    const model::Base base = model::base(file_, stage);
    if (base.scratch || (base.facts != nullptr && base.facts->user.uid == 0U)) return true;
    return rewrite_.refuse(file_.instructions[stage.from].header,
                           "whose the folders of the base image are is not known, and --link would make them root's");
  }

  bool folder_is_plain(const std::string& path) {
    for (const std::string_view each : kLinks)
      if (model::lies_in(path, each))
        return rewrite_.refuse(copy_.header,
                               std::string(each) + " may be a link, which --link would replace by a folder");
    for (const std::string_view each : kOwnMode)
      if (model::lies_in(path, each))
        return rewrite_.refuse(copy_.header,
                               "--link would give " + std::string(each) + " the mode of any other folder");
    return true;
  }

  // --link brings the folders above the files along as root's with mode 755, also where they are there already.
  bool nothing_makes_it_special(const std::string& path) {
    const std::vector<std::string> workdirs = model::working_directories(file_);
    const auto steps = model::history(file_, file_.stages[static_cast<std::size_t>(copy_.stage)]);
    for (const model::Run& run : dockerfile_.runs) {
      if (std::ranges::find(steps, run.owner) == steps.end()) continue;
      for (const model::Call& call : run.calls) {
        constexpr std::array<std::string_view, 7> kChanging = {"chmod",   "chown", "chgrp",  "ln",
                                                               "install", "mkdir", "setfacl"};
        if (std::ranges::find(kChanging, call.name) == kChanging.end()) continue;
        if (call.name == "mkdir" && !call.has_option("mode", 'm')) continue;
        for (const shell::Word* word : call.arguments) {
          const std::string named = model::path_in_image(workdirs[run.owner->index], word->value);
          if (!word->literal || (!named.empty() && named != "/" && model::lies_in(path, named)))
            return rewrite_.refuse(call.command->span, "this may change a folder that --link would bring along anew");
        }
      }
    }
    for (const Instruction* each : steps) {
      if (each->index >= copy_.index) break;
      // A folder that WORKDIR makes after USER is that user's.
      if (each->kind == Kind::user)
        return rewrite_.refuse(each->header, "a folder on the way may be this user's, and --link would make it root's");
      if ((each->kind != Kind::copy && each->kind != Kind::add) ||
          (each->flag("chown") == nullptr && each->flag("chmod") == nullptr))
        continue;
      const model::CopyTarget target = model::copy_target(file_, *each, workdirs[each->index]);
      if (target.path.empty() || model::lies_in(path, target.path))
        return rewrite_.refuse(each->header,
                               "a folder that --link would bring along anew has its owner or mode from here");
    }
    return true;
  }

  bool owner_is_number() {
    const dockerfile::Flag* const owner = copy_.flag("chown");
    if (owner == nullptr || is_number(owner->value)) return true;
    return rewrite_.refuse(owner->span, "--link looks for the name in no image: give the number");
  }

  const model::Dockerfile& dockerfile_;
  const dockerfile::File& file_;
  const model::Surroundings& around_;
  const Instruction& copy_;
  Rewrite rewrite_;
};

void check(const model::Dockerfile& dockerfile, const model::Surroundings& around, Sink& out) {
  const dockerfile::File& file = dockerfile.tree;
  std::vector<std::string> workdirs;
  for (const dockerfile::Stage* stage : model::shipped_stages(file, around)) {
    if (model::base(file, *stage).windows) continue;
    for (const std::uint32_t index : stage->instructions) {
      const Instruction& copy = file.instructions[index];
      if (copy.kind != Kind::copy || copy.flag("from") == nullptr || copy.flag("link") != nullptr ||
          copy.flag("parents") != nullptr)
        continue;
      if (workdirs.empty()) workdirs = model::working_directories(file);
      Report report{.span = copy.header,
                    .message = "COPY --from is carried out again whenever a layer before it changed"};
      Rewrite rewrite = LinkFix(dockerfile, around, copy).make(workdirs[index]);
      rewrite.needs_build = false;
      const bool offered = !rewrite.hindrance;
      std::move(rewrite).offer(report, "Add --link");
      if (offered) report.fix = Fix::unsafe;
      out.report(std::move(report));
    }
  }
}

constexpr Bad bad[] = {
    {R"(FROM golang:1.25 AS build
RUN go build -o /out/app .
FROM debian:12-slim
RUN apt-get update && apt-get install -y tzdata && rm -rf /var/lib/apt/lists/*
«COPY --from=build /out/app /usr/local/bin/app»
CMD ["app"]
)",
     R"(FROM golang:1.25 AS build
RUN go build -o /out/app .
FROM debian:12-slim
RUN apt-get update && apt-get install -y tzdata && rm -rf /var/lib/apt/lists/*
COPY --link --from=build /out/app /usr/local/bin/app
CMD ["app"]
)"},
    // No fix: /bin is a link, the folder is another user's, the name stands in no image, the base image is not known.
    {"FROM debian:12 AS a\nFROM debian:12\n«COPY --from=a /a /bin/a»\n"},
    {"FROM debian:12 AS a\nFROM debian:12\nRUN mkdir /srv/a && chown 1000 /srv/a\n«COPY --from=a /a /srv/a/b»\n"},
    {"FROM debian:12 AS a\nFROM debian:12\nUSER 1000\nWORKDIR /srv/a\n«COPY --from=a /a ./b»\n"},
    {"FROM debian:12 AS a\nFROM debian:12\nCOPY --chown=1000:1000 . /srv/a\n«COPY --from=a /a /srv/a/b»\n"},
    {"FROM debian:12 AS a\nFROM debian:12\n«COPY --from=a --chown=www-data /a /srv/»\n"},
    {"FROM debian:12 AS a\nFROM example.com/base:1\n«COPY --from=a /a /srv/»\n"},
    {"# syntax=docker/dockerfile:1.3\nFROM debian:12 AS a\nFROM debian:12\n«COPY --from=a /a /srv/»\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12 AS a\nFROM debian:12\nCOPY --link --from=a /a /srv/\nCOPY . /srv/\n",
    "FROM debian:12 AS a\nFROM debian:12 AS b\nCOPY --from=a /a /srv/\nFROM debian:12\nCOPY --link --from=b /srv "
    "/srv\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#copy---link"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/copy-without-link",
    .title = "COPY --from depends on layers that it does not need",
    .help = "Add --link where no folder on the way is a link or has an owner of its own",
    .severity = Severity::info,
    .confidence = Confidence::high,
    .profile = Profile::strict,
    .fix = Fix::unsafe,
    .docs =
        R"(A `COPY` is a layer on top of those before it, and is made again when one of them changes: a newer base image, another package. With
`--link` the files are a layer by themselves, which stays as it is and is put on whatever lies below; images are rebased without
being built.

The flag changes two things. A folder on the way to the destination is made anew, as root's and with mode 755, whatever it was; and where a
link stands on the way (`/bin` in Debian), a folder takes its place.

Only the profile `strict` has this rule. Reported is `COPY --from` in a stage that ships.

The fix adds the flag. It is offered where the base image runs as root, the destination is none of the folders that are links or have a mode of their own, and
no step before it gives a folder on the way another owner or mode; a name in `--chown` has to be a number. It is unsafe: a folder of the base
image may have an owner of its own, and builders before docker/dockerfile 1.4 and older versions of Buildah do not know the flag.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_copy_without_link
