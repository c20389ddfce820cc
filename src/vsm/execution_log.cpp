// SPDX-License-Identifier: Apache-2.0
#include "vsm/execution_log.h"

#include <algorithm>

#include "text/byte_order_mark.h"
#include "vsm/text.h"
#include "vsm/words.h"

namespace s1::vsm {
namespace {

constexpr std::size_t kMostEvents = 20'000;
constexpr std::size_t kMostLine = 256U * 1024;

// What agents name the words of an event's data by, the most telling first.
std::string detail_of(const data::Value& data) {
  if (!data) return {};
  if (!data.is_mapping()) return shown(flat_text(data));
  for (const std::string_view name : {"error", "reason", "message", "summary", "description", "result", "details",
                                      "detail", "decision", "adaptation", "conflict", "outcome"})
    if (const data::Value value = data[name]; value && !value.is_null())
      if (std::string text = shown(flat_text(value)); !text.empty()) return text;
  return shown(flat_text(data));
}

LogEvent read_event(std::shared_ptr<const Document> document, Problems& problems) {
  Fields fields(*document, document->root(), problems);
  LogEvent event;
  event.place = document->place(document->root());
  event.timestamp = fields.time({"timestamp", "time", "ts"});
  event.event_type = known_word(fields, {"event_type", "event", "type"},
                                {"task_started", "task_completed", "task_failed", "agent_invoked", "agent_completed",
                                 "agent_error", "state_changed", "allocation_made", "audit_performed",
                                 "conflict_detected", "policy_decision", "adaptation_applied", "oscillation_detected"})
                         .text;
  event.task_id = fields.text({"task_id"}).text;
  event.agent = fields.text({"agent"}).text;
  event.session_id = fields.text({"session_id"}).text;
  event.data = fields.any({"data"});
  event.detail = detail_of(event.data);
  event.extra = fields.rest();
  event.document = std::move(document);
  return event;
}

void forget(LogEvent& event) {
  event.data = {};
  event.extra.clear();
  event.document.reset();
}

class Reader {
 public:
  Reader(const std::string& path, Problems& problems) : path_(path), problems_(problems) {}

  void line(std::string_view text, std::uint32_t number) {
    const std::size_t begin = text.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) return;
    if (text.size() > kMostLine) {
      broken(number, "this line has " + std::to_string(text.size()) + " bytes, more than the limit of " +
                         std::to_string(kMostLine));
      return;
    }
    auto document = std::make_shared<const Document>(path_, std::string(text), number);
    const data::File& tree = document->tree();
    if (!tree.documents.front().complete) {
      broken(number, "this line is not JSON: " + shown(tree.diagnostics.back().message));
      return;
    }
    if (!document->root().is_mapping()) {
      broken(number, "this line is " + std::string(kind_name(document->root())) + ", not an object");
      return;
    }
    if (document->is_relaxed() || !tree.diagnostics.empty())
      problems_.add(Weight::unreadable, {path_, number},
                    tree.diagnostics.empty() ? "this line has comments, or commas before a closing bracket"
                                             : shown(tree.diagnostics.front().message),
                    "correct it; the line is read");
    log.events.push_back(read_event(std::move(document), problems_));
    if (log.events.size() > kEventsInFull) forget(log.events[log.events.size() - 1 - kEventsInFull]);
    if (log.events.size() > 2 * kMostEvents)
      log.events.erase(log.events.begin(), log.events.begin() + static_cast<std::ptrdiff_t>(kMostEvents));
  }

  ExecutionLog log;

 private:
  void broken(std::uint32_t number, std::string problem) {
    ++log.broken_lines;
    problems_.add(Weight::unreadable, {path_, number}, std::move(problem),
                  "write one JSON object a line; this line is left out, the others are read");
  }

  const std::string& path_;
  Problems& problems_;
};

}  // namespace

ExecutionLog read_execution_log(const std::string& path, std::string_view bytes, std::uint32_t first_line,
                                Problems& problems) {
  Reader reader(path, problems);
  reader.log.place = {path, first_line};
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  for (std::uint32_t number = first_line; !bytes.empty(); ++number) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    reader.line(bytes.substr(0, end), number);
    bytes.remove_prefix(std::min(bytes.size(), end + 1));
  }
  return std::move(reader.log);
}

}  // namespace s1::vsm
