// SPDX-License-Identifier: Apache-2.0
// The overview, counted from the model, and the components: what runs, what keeps data, where traffic comes in.
#include <map>
#include <string>
#include <vector>

#include "report/counted.h"
#include "report/evidence/collector.h"

namespace s1::report {
namespace {

// "3 Compose services", with the place of the first.
struct Count {
  std::size_t number = 0;
  model::Place first;
};

class Overview {
 public:
  explicit Overview(Collector& to) : to_(to) {}

  void count(const char* what, const model::Place& place) {
    if (!to_.covers(place)) return;
    const auto [at, is_new] = counts_.try_emplace(what);
    if (is_new) {
      order_.push_back(what);
      at->second.first = place;
    }
    ++at->second.number;
  }

  void tell() {
    for (const char* what : order_) {
      const Count& count = counts_.at(what);
      to_.add(field::overview, counted(count.number, what), count.first);
    }
  }

 private:
  Collector& to_;
  std::vector<const char*> order_;
  std::map<std::string_view, Count> counts_;
};

}  // namespace

void collect_architecture(Collector& to) {
  Overview overview(to);
  for (const Node& node : to.graph.nodes) {
    switch (node.kind) {
      case NodeKind::entry:
        overview.count("entry point", node.place);
        break;
      case NodeKind::service:
        if (node.what != "Service") overview.count("service", node.place);
        break;
      case NodeKind::data_store:
        overview.count("data store", node.place);
        break;
      case NodeKind::image:
        overview.count("built image", node.place);
        break;
      case NodeKind::pipeline:
        overview.count("pipeline", node.place);
        break;
      case NodeKind::external:
      case NodeKind::secret:
        break;
    }
  }
  overview.tell();
  for (const Node& node : to.graph.nodes) {
    const bool is_component = node.kind == NodeKind::entry || node.kind == NodeKind::data_store ||
                              (node.kind == NodeKind::service && node.what != "Service");
    if (!is_component) continue;
    std::string claim = name_of(node);
    if (!node.detail.empty() && node.detail != node.what) claim += " (" + node.detail + ")";
    to.add(field::components, std::move(claim), node.place);
  }
}

}  // namespace s1::report
