// SPDX-License-Identifier: Apache-2.0
#include "vsm/open_json.h"

#include <algorithm>
#include <array>
#include <utility>

#include "syntax/json/read.h"
#include "text/byte_order_mark.h"
#include "vsm/embedded_json.h"
#include "vsm/fields.h"
#include "vsm/text.h"
#include "workspace/text_file.h"

namespace s1::vsm {
namespace {

constexpr int kMostWrappings = 4;

// Members by which a file is known: an object with one of them is no wrapping.
constexpr std::array<std::array<std::string_view, 10>, 6> kOwnMembers = {{
    {"id", "task_id", "description", "status", "complexity", "assigned_agents", "metadata", "created_at"},
    {"task_id", "analysis", "external_context", "risks", "opportunities", "recommended_approach", "task_analysis",
     "environment_context", "external_research", "strategic_recommendation"},
    {"execution_schedule", "phases", "parallel_groups", "conflict_zones", "handoff_protocols", "handoffs",
     "monitoring_points"},
    {"task_id", "complexity", "selected_agents", "rationale", "created_at", "execution_plan", "execution_mode",
     "risks"},
    {"window", "completion_rate", "agent_errors", "oscillation_rate", "audit_pass_rate", "s3_s4_conflicts",
     "avg_cycle_iterations", "last_updated", "active_adaptations"},
    {"agents", "last_updated"},
}};
constexpr std::string_view kWrappings[] = {"plan", "result", "output",   "raw_output", "raw", "content",
                                           "text", "answer", "response", "data",       "json"};

class Opener {
 public:
  Opener(StateFile file, std::vector<std::unique_ptr<const Document>>& documents, Problems& problems)
      : file_(file), documents_(documents), problems_(problems) {}

  std::optional<Opened> open(std::string path, std::string bytes) {
    const Document* document = keep(std::make_unique<const Document>(std::move(path), std::move(bytes)));
    data::Value root = document->root();
    for (int wrappings = 0; wrappings <= kMostWrappings; ++wrappings) {
      if (is_object(root)) {
        const data::Value inner = wrapped(root);
        if (!inner) {
          report(*document);
          return Opened{document, root, std::move(around_)};
        }
        for (const data::Member& member : root.own_members())
          if (member.value.id() != inner.id()) around_.push_back(member);
        root = inner;
        if (is_object(root)) continue;
      }
      // A text that is not JSON, or a string.
      const bool is_root_text = root.id() == document->root().id() && !document->tree().documents.front().complete;
      if (!is_root_text && !root.is_string()) return refuse(*document, root);
      const MappedText text =
          is_root_text ? MappedText(document->source().bytes(), {0, document->source().size()}) : root.mapped();
      const std::optional<Span> part = piece_of(text.text(), is_root_text);
      if (!part) return refuse(*document, root);
      document = keep(std::make_unique<const Document>(*document, text, *part));
      root = document->root();
    }
    return refuse(*document, root);
  }

 private:
  [[nodiscard]] bool is_object(const data::Value& value) const {
    if (value.is_mapping()) return true;
    return file_ == StateFile::coordination_plan && value.is_sequence() && value.size() > 0 &&
           value.file()->nodes[value.node()->first].kind == data::Kind::mapping;
  }

  // A string may hold a string again.
  [[nodiscard]] static std::optional<Span> piece_of(std::string_view text, bool is_root_text) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (!is_root_text && begin != std::string_view::npos && text[begin] == '"')
      return Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(text.size())};
    return find_json(text);
  }

  // What an object wraps; absent where it is what is looked for.
  [[nodiscard]] data::Value wrapped(const data::Value& object) const {
    if (!object.is_mapping()) return {};
    for (const std::string_view own : kOwnMembers[static_cast<std::size_t>(file_)])
      if (!own.empty() && object[own]) return {};
    const auto inner = [&](std::string_view name) {
      const data::Value value = object[name];
      return is_object(value) || (value.is_string() && find_json(value.text())) ? value : data::Value();
    };
    if (const data::Value value = inner(field_name(file_))) return value;
    for (const std::string_view name : kWrappings)
      if (const data::Value value = inner(name)) return value;
    return {};
  }

  std::optional<Opened> refuse(const Document& document, const data::Value& root) {
    const std::string hint = "write the object that " + std::string(file_name(file_)) + " holds; nothing of it is read";
    if (!document.tree().documents.front().complete) {
      const Diagnostic& end = document.tree().diagnostics.back();
      problems_.add(Weight::unreadable, {document.path(), document.line(end.span.begin)},
                    "the file is no JSON, and no JSON object stands in it: " + shown(end.message), hint);
    } else {
      problems_.add(Weight::unreadable, document.place(root),
                    root.is_string() ? "the file is a text in which no JSON object is found"
                                     : "the file is " + std::string(kind_name(root)) + ", not an object",
                    hint);
    }
    return std::nullopt;
  }

  // What is wrong with the JSON itself.
  void report(const Document& document) {
    const data::File& tree = document.tree();
    if (document.is_relaxed())
      problems_.add(Weight::field, document.place({}), "the JSON has comments, or commas before a closing bracket",
                    "take them out: other readers refuse the file; it is read as if they were not there");
    for (std::size_t i = 0; i < tree.diagnostics.size(); ++i) {
      const Diagnostic& each = tree.diagnostics[i];
      const bool ends = !tree.documents.front().complete && i + 1 == tree.diagnostics.size();
      std::string hint = shown(each.hint);
      if (ends) hint += (hint.empty() ? "" : "; ") + std::string("what stands before it is read, the rest is lost");
      if (hint.empty()) hint = "correct it; the rest is read";
      problems_.add(each.code == "duplicate-key" ? Weight::field : Weight::unreadable,
                    {document.path(), document.line(each.span.begin)}, shown(each.message), std::move(hint));
    }
  }

  const Document* keep(std::unique_ptr<const Document> document) {
    documents_.push_back(std::move(document));
    return documents_.back().get();
  }

  StateFile file_;
  std::vector<std::unique_ptr<const Document>>& documents_;
  Problems& problems_;
  Extra around_;
};

}  // namespace

std::optional<Opened> open_json(StateFile file, std::string path, std::string bytes,
                                std::vector<std::unique_ptr<const Document>>& documents, Problems& problems) {
  if (const std::optional<Error> error = workspace::not_text(path, bytes)) {
    problems.add(Weight::unreadable, {path, 1}, "the file is no text in UTF-8", "write it again as JSON in UTF-8");
    return std::nullopt;
  }
  const std::size_t content = bytes.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  if (bytes.find_first_not_of(" \t\r\n", content) == std::string::npos) {
    problems.add(Weight::unreadable, {path, 1}, "the file is empty", "write its object, or delete the file");
    return std::nullopt;
  }
  return Opener(file, documents, problems).open(std::move(path), std::move(bytes));
}

}  // namespace s1::vsm
