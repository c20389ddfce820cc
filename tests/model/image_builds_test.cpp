// SPDX-License-Identifier: Apache-2.0
#include "model/image_builds.h"

#include "pipeline_dump.h"
#include "test.h"

namespace s1 {
namespace {

// What a script that runs in the root of its repository builds and pushes.
std::string builds(const std::string& script) {
  const Source source(script);
  model::Input input;
  input.source = &source;
  model::JobWorkspace workspace("", {"$ROOT", "${ROOT}"});
  workspace.check_out("", true);
  model::MadePaths made;
  model::ImageBuilds found(workspace, made);
  model::WorkspacePath folder = "";
  model::ScriptText text{&input, MappedText(source.bytes(), {0, source.size()}), {}};
  text.expressions = model::github_expressions(source.bytes());
  found.add_script(text, folder);
  model::InfraModel infra;
  infra.pipelines.emplace_back().jobs.emplace_back().builds = found.take();
  const std::string dump = test::dump(infra);
  std::string result;
  for (std::size_t at = dump.find("  build"); at != std::string::npos; at = dump.find("  build", at + 1))
    result += dump.substr(at + 7, dump.rfind(" @", dump.find('\n', at)) - at - 7) + "\n";
  return result;
}

struct Row {
  std::string script;
  std::string builds;
};

TEST_CASE("commands that build images") {
  const Row rows[] = {
      {"docker build .", " context=. in=. reads=Dockerfile\n"},
      {"docker build -t a -t b:1 --target=run -f x/D app",
       " context=app file=x/D target=run tag=a tag=b:1 in=app reads=x/D\n"},
      {"sudo docker image build --tag a --file \"D 1\" .", " context=. file=D 1 tag=a in=. reads=D 1\n"},
      {"docker --context prod -H tcp://x buildx --builder b build --platform a,b --push -t x .",
       " context=. tag=x pushes in=. reads=Dockerfile\n"},
      {"docker buildx build -o type=registry .", " context=. pushes in=. reads=Dockerfile\n"},
      {"DOCKER_BUILDKIT=1 docker build --build-arg A=. --no-cache --secret id=x,src=y ./a/../b",
       " context=./a/../b in=b reads=b/Dockerfile\n"},
      {"docker build https://github.com/o/r.git#main", " context=https://github.com/o/r.git#main remote\n"},
      {"docker build git@github.com:o/r.git", " context=git@github.com:o/r.git remote\n"},
      {"docker build -t a - < Dockerfile", " context=- tag=a inline\n"},
      {"docker build -t a -f - . <<EOF\nFROM x\nEOF", " context=. file=- tag=a inline in=.\n"},
      {"docker build $OPTS .", " context=. file=? target=? in=.\n"},
      {"docker build $X .", " context=. file=? target=? in=.\n"},
      {"docker build -t $IMG:$TAG \"$DIR\"", " context=$DIR? tag=$IMG:$TAG?\n"},
      {"docker build -t ${{ env.A }}/b:${{ github.sha }} -f ${{ env.A }}/D .",
       " context=. file=${{ env.A }}/D? tag=${{ env.A }}/b:${{ github.sha }}? in=.\n"},
      {"docker build --tag='${{ x }}' .", " context=. tag=${{ x }}? in=. reads=Dockerfile\n"},
      {"docker build $ROOT/app -f ${ROOT}/D", " context=$ROOT/app? file=${ROOT}/D? in=app reads=D\n"},
      {"docker build /tmp/x", " context=/tmp/x\n"},
      {"docker build ../x", " context=../x\n"},
      {"docker build \\\n  -t a \\\n  .", " context=. tag=a in=. reads=Dockerfile\n"},
      // podman takes the Containerfile or the Dockerfile, and looks for a file in the context too.
      {"podman build -t a .", " context=. tag=a in=.\n"},
      {"podman build -f D .", " context=. file=D in=. reads=D\n"},
      {"buildah bud -f D app", " context=app file=D in=app\n"},
      {"buildah build --storage-driver vfs -f $PWD/app/D app",
       " context=app file=$PWD/app/D? target=? in=app reads=app/D\n"},
      {"/kaniko/executor --context . --dockerfile D --destination a:1 --destination a:2",
       " context=. file=D tag=a:1 tag=a:2 pushes in=. reads=D\n"},
      {"/kaniko/executor -c dir://$ROOT/app -f app/D --no-push", " context=dir://$ROOT/app? file=app/D in=app\n"},
      {"/kaniko/executor --context=git://github.com/o/r --destination=x",
       " context=git://github.com/o/r tag=x pushes remote\n"},
      // Not builds.
      {"docker compose build", ""},
      {"docker-compose build", ""},
      {"docker buildx bake", ""},
      {"docker run x build .", ""},
      {"echo docker build .", ""},
      {"make docker", ""},
      {"executor --destination x", ""},
  };
  for (const Row& row : rows) {
    INFO(row.script);
    CHECK(builds(row.script) == row.builds);
  }
}

TEST_CASE("the folder that a command runs in") {
  const Row rows[] = {
      {"cd app && docker build .", " context=. in=app reads=app/Dockerfile\n"},
      {"cd app; cd ..; docker build x", " context=x in=x reads=x/Dockerfile\n"},
      {"(cd app && docker build .); docker build .",
       " context=. in=app reads=app/Dockerfile\n context=. in=. reads=Dockerfile\n"},
      {"{ cd app; }; docker build .", " context=. in=app reads=app/Dockerfile\n"},
      {"pushd a/b; docker build .; popd; docker build .",
       " context=. in=a/b reads=a/b/Dockerfile\n context=. in=. reads=Dockerfile\n"},
      {"cd $X; docker build .; cd $ROOT; docker build .", " context=.\n context=. in=. reads=Dockerfile\n"},
      {"cd; docker build .", " context=.\n"},
      {"cd -; docker build .", " context=.\n"},
      {"cd ../..; docker build .", " context=.\n"},
      {"cd ${{ x }}; docker build .", " context=.\n"},
      {"cd a | docker build .", " context=. in=. reads=Dockerfile\n"},
      {"if x; then cd a; docker build .; fi", " context=. in=a reads=a/Dockerfile\n"},
      {"f() { cd a; docker build .; }; docker build .",
       " context=. in=a reads=a/Dockerfile\n context=. in=. reads=Dockerfile\n"},
      {"ID=$(cd a && docker build -q .)", " context=. in=a reads=a/Dockerfile\n"},
      {"sh -c 'cd a && docker build .'", " context=. in=a reads=a/Dockerfile\n"},
      {"cd a; docker build $PWD \"$(pwd)/b\"", " context=$(pwd)/b? file=? target=? in=a/b\n"},
  };
  for (const Row& row : rows) {
    INFO(row.script);
    CHECK(builds(row.script) == row.builds);
  }
}

TEST_CASE("a push is joined to the build that it pushes") {
  const Row rows[] = {
      {"docker build -t a . ; docker push a", " context=. tag=a pushes in=. reads=Dockerfile\n"},
      {"docker build -t a . ; docker push a:latest", " context=. tag=a pushes in=. reads=Dockerfile\n"},
      {"docker build -t $I:$T . ; docker image push \"$I:$T\"", " context=. tag=$I:$T? pushes in=. reads=Dockerfile\n"},
      {"docker build -t a . ; docker tag a r/a:1; docker push r/a:1",
       " context=. tag=a tag=r/a:1 pushes in=. reads=Dockerfile\n"},
      {"docker build -t r:5000/a:1 . ; docker push --all-tags r:5000/a",
       " context=. tag=r:5000/a:1 pushes in=. reads=Dockerfile\n"},
      {"podman build -t a -f D . ; podman push a docker://r/a",
       " context=. file=D tag=a tag=r/a pushes in=. reads=D\n"},
      {"docker push x", " tag=x pushes\n"},
      {"docker build -t a . ; docker push b", " context=. tag=a in=. reads=Dockerfile\n tag=b pushes\n"},
      {"docker tag a b; docker push b", " tag=b pushes\n"},
      {"docker push", ""},
      {"git push", ""},
  };
  for (const Row& row : rows) {
    INFO(row.script);
    CHECK(builds(row.script) == row.builds);
  }
}

}  // namespace
}  // namespace s1
