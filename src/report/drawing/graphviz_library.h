// SPDX-License-Identifier: Apache-2.0
// Graphviz's library, opened when something is first drawn (docs/decisions/0008). What is opened is the version whose
// headers this was compiled with, so the declarations hold.
#pragma once
#include <gvc.h>

#include <mutex>

#include "text/error.h"

namespace s1::report {

// The functions in use, each with the type that its header declares.
#define S1_GRAPHVIZ_FUNCTIONS(X) \
  X(agattr)                      \
  X(agclose)                     \
  X(agedge)                      \
  X(agget)                       \
  X(agnode)                      \
  X(agopen)                      \
  X(agsafeset)                   \
  X(agseterr)                    \
  X(agsubg)                      \
  X(attach_attrs)                \
  X(gvContextPlugins)            \
  X(gvFreeLayout)                \
  X(gvLayout)

struct GraphvizLibrary {
#define S1_GRAPHVIZ_MEMBER(name) decltype(&::name) name = nullptr;
  S1_GRAPHVIZ_FUNCTIONS(S1_GRAPHVIZ_MEMBER)
#undef S1_GRAPHVIZ_MEMBER
  Agdesc_t directed{};         // the library's constant for agopen()
  GVC_t* context = nullptr;    // with the engine "dot" alone: no other plugin is looked for or loaded
  std::mutex* busy = nullptr;  // held while anything here is called: the library keeps state between calls
};

// Opened once for the process. Code: "graphviz-unavailable".
[[nodiscard]] Result<const GraphvizLibrary*> graphviz_library();

}  // namespace s1::report
