// SPDX-License-Identifier: Apache-2.0
#include "report/drawing/graphviz_library.h"

#include <dlfcn.h>

#include <string>

namespace s1::report {
namespace {

constexpr const char* kName = "libgvc.so." S1_GRAPHVIZ_SOVERSION;

Error unavailable(const char* why) {
  return {"graphviz-unavailable", kName,
          std::string("Graphviz cannot be opened: ") + (why != nullptr ? why : "no reason given"),
          "install the package libgvc" S1_GRAPHVIZ_SOVERSION ", which lays drawings out"};
}

// The layout engine lies in a folder of plugins beside the library, where the loader does not look by itself. Given to
// Graphviz by hand, it keeps it from reading its list of plugins and from loading the one that measures text: that one
// opens fonts and their configuration all over the system, and its answer would differ between machines.
void* open_engine(void* function_of_library) {
  Dl_info where{};
  if (::dladdr(function_of_library, &where) == 0 || where.dli_fname == nullptr) return nullptr;
  std::string path = where.dli_fname;
  path.resize(path.rfind('/') + 1);
  path += "graphviz/libgvplugin_dot_layout.so." S1_GRAPHVIZ_SOVERSION;
  return ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
}

Result<GraphvizLibrary> load() {
  // Never closed: it keeps state of its own for as long as the process lives. What libgvc stands on (libcgraph) is
  // found through it.
  void* const library = ::dlopen(kName, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return std::unexpected(unavailable(::dlerror()));
  GraphvizLibrary graphviz;
#define S1_GRAPHVIZ_LOOKUP(name)                                                      \
  graphviz.name = reinterpret_cast<decltype(graphviz.name)>(::dlsym(library, #name)); \
  if (graphviz.name == nullptr) return std::unexpected(unavailable(::dlerror()));
  S1_GRAPHVIZ_FUNCTIONS(S1_GRAPHVIZ_LOOKUP)
#undef S1_GRAPHVIZ_LOOKUP
  const auto* const directed = static_cast<const Agdesc_t*>(::dlsym(library, "Agdirected"));
  void* const engine = open_engine(reinterpret_cast<void*>(graphviz.gvLayout));
  if (directed == nullptr || engine == nullptr) return std::unexpected(unavailable(::dlerror()));
  graphviz.directed = *directed;
  // Both are kept by the context, by reference.
  static lt_symlist_t plugins[] = {
      {"gvplugin_dot_layout_LTX_library", ::dlsym(engine, "gvplugin_dot_layout_LTX_library")}, {nullptr, nullptr}};
  if (plugins[0].address == nullptr) return std::unexpected(unavailable(::dlerror()));
  graphviz.agseterr(AGMAX);  // its warnings would go to stderr
  graphviz.context = graphviz.gvContextPlugins(plugins, 0);
  if (graphviz.context == nullptr) return std::unexpected(unavailable("it does not start"));
  static std::mutex busy;
  graphviz.busy = &busy;
  return graphviz;
}

}  // namespace

Result<const GraphvizLibrary*> graphviz_library() {
  static const Result<GraphvizLibrary> loaded = load();
  if (!loaded) return std::unexpected(loaded.error());
  return &*loaded;
}

}  // namespace s1::report
