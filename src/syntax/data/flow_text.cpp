// SPDX-License-Identifier: Apache-2.0
#include "syntax/data/flow_text.h"

#include <utility>
#include <vector>

#include "syntax/yaml/scalar.h"

namespace s1::data {
namespace {

class Writer {
 public:
  Writer(const File& file, const Slot& slot, bool pads_braces)
      : file_(file), colon_(slot.after_colon), comma_("," + slot.after_comma), pad_(pads_braces ? " " : "") {
    if (file.language == Language::yaml && colon_.empty()) colon_ = " ";
  }

  // Without recursion: what is open is on a stack.
  [[nodiscard]] Result<std::string> write(NodeId root) {
    struct Open {
      NodeId node;
      NodeId child;
      bool is_value = false;
    };
    std::vector<Open> open;
    if (Result<std::string> begun = begin(root))
      out_ += *begun;
    else
      return begun;
    if (is_collection(root)) open.push_back({root, file_.nodes[root].first});
    while (!open.empty()) {
      Open& top = open.back();
      const Node& node = file_.nodes[top.node];
      if (top.child == kNone) {
        out_ += node.kind == Kind::sequence ? "]" : (node.first == kNone ? "" : pad_) + "}";
        open.pop_back();
        continue;
      }
      const NodeId child = top.child;
      if (top.is_value)
        out_ += ":" + colon_;
      else if (child != node.first)
        out_ += comma_;
      else if (node.kind == Kind::mapping)
        out_ += pad_;
      top.child = file_.nodes[child].next;
      top.is_value = node.kind == Kind::mapping && !top.is_value;
      if (Result<std::string> begun = begin(child))
        out_ += *begun;
      else
        return begun;
      if (is_collection(child)) open.push_back({child, file_.nodes[child].first});
    }
    return out_;
  }

 private:
  [[nodiscard]] bool is_collection(NodeId id) const {
    return file_.nodes[id].kind == Kind::mapping || file_.nodes[id].kind == Kind::sequence;
  }

  // A scalar, or the opening bracket; the tag before it.
  [[nodiscard]] Result<std::string> begin(NodeId id) const {
    const Node& node = file_.nodes[id];
    std::string tag;
    if (node.properties != kNone) {
      const Properties& properties = file_.properties[node.properties];
      if (!properties.anchor.empty()) return anchored();
      tag = std::string(file_.source->slice(properties.tag)) + ' ';
    }
    if (node.is_alias) return anchored();
    if (is_collection(id)) return tag + (node.kind == Kind::mapping ? '{' : '[');
    if (file_.language == Language::json) return std::string(file_.source->slice(node.span));
    yaml::ScalarPlace place;
    place.style = node.style == Style::literal || node.style == Style::folded ? Style::double_quoted : node.style;
    place.in_flow = true;
    place.one_line = true;
    Result<yaml::ScalarText> text = yaml::write_scalar(node.text, node.kind, place);
    if (!text) return std::unexpected(std::move(text.error()));
    return tag + text->head;
  }

  [[nodiscard]] static std::unexpected<Error> anchored() {
    return std::unexpected(Error{"bad-value", "", "The lines have an anchor or an alias", "write the value out"});
  }

  const File& file_;
  std::string colon_;
  std::string comma_;
  std::string pad_;
  std::string out_;
};

}  // namespace

Result<std::string> flow_text(Value root, const Slot& slot, bool pads_braces) {
  if (!root.file()->comments.empty())
    return std::unexpected(
        Error{"bad-value", "", "The lines have comments, and must go on one line", "leave the comments out"});
  return Writer(*root.file(), slot, pads_braces).write(root.id());
}

}  // namespace s1::data
