// SPDX-License-Identifier: Apache-2.0
// libgit2 1.5 frees nothing when a revision does not have the form that `git describe` prints: about 20 KiB for each
// name it does not know. Graphviz 2.42 loses some kilobytes of each layout, though layout and graph are freed.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libpcre2\nleak:libgvc\n";
}

#if S1_CATCH_MAJOR >= 3
#include <catch2/catch_session.hpp>
int main(int argc, char* argv[]) {
  return Catch::Session().run(argc, argv);
}
#else
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
#endif
