// SPDX-License-Identifier: Apache-2.0
#include "mcp/connection.h"

#include <chrono>
#include <exception>
#include <optional>
#include <utility>
#include <variant>

#include "mcp/json_reader.h"
#include "mcp/progress.h"

namespace s1::mcp {
namespace {

Fault invalid_request(std::string message) {
  return {.code = fault_code::kInvalidRequest, .message = std::move(message)};
}

Fault internal_error(std::string_view what) {
  return {.message = "Internal error: " + std::string(what)};
}

// The token of params._meta, where the client wants progress. 0 is a token.
std::optional<Json> progress_token(const Json& params) {
  const auto meta = params.find("_meta");
  if (meta == params.end() || !meta->is_object()) return std::nullopt;
  const auto token = meta->find("progressToken");
  return token != meta->end() && is_id(*token) ? std::optional(*token) : std::nullopt;
}

}  // namespace

// A request on its way through the pool.
struct Connection::Job {
  const Method& method;
  Era era;
  Request request;
  std::shared_ptr<InFlight::Entry> entry;
  std::shared_ptr<Batch> batch;  // null: answered alone
};

Connection::Connection(const Surface& surface, const Limits& limits, Send send, Post post)
    : session_{.surface = surface},
      limits_(limits),
      send_(std::move(send)),
      post_(std::move(post)),
      lines_(
          limits.line_bytes, [this](std::string_view line) { on_line(line); },
          [this] {
            this->send(error_message(
                nullptr, invalid_request("A message of more than " + std::to_string(limits_.line_bytes) + " bytes")));
          }) {}

void Connection::receive(std::string_view bytes) {
  lines_.feed(bytes);
}

void Connection::end_of_input() {
  lines_.finish();
}

void Connection::on_line(std::string_view line) try {
  if (line.find_first_not_of(" \t\r") == std::string_view::npos) return;
  OrFault<Json> value = read_json(line, limits_);
  if (!value) return send(error_message(nullptr, std::move(value).error()));
  if (value->is_array()) return on_batch(*std::move(value), line.size());
  on_message(*std::move(value), line.size(), nullptr);
} catch (const std::exception& error) {
  send(error_message(nullptr, internal_error(error.what())));
}

void Connection::on_batch(Json messages, std::size_t bytes) {
  if (session_.agreed == nullptr || !session_.agreed->batches)
    return send(error_message(nullptr, invalid_request("This protocol version has no batches")));
  if (messages.empty()) return send(error_message(nullptr, invalid_request("An empty batch")));
  const auto batch = std::make_shared<Batch>([this](const Json& answers) { send(answers); });
  for (Json& message : messages) on_message(std::move(message), bytes / messages.size(), batch);
}

void Connection::on_message(Json value, std::size_t bytes, const std::shared_ptr<Batch>& batch) {
  Message message = read_message(std::move(value));
  if (auto* const request = std::get_if<Request>(&message)) return on_request(std::move(*request), bytes, batch);
  if (auto* const notification = std::get_if<Notification>(&message)) return on_notification(*notification);
  if (auto* const malformed = std::get_if<Malformed>(&message))
    reply(error_message(std::move(malformed->id), std::move(malformed->fault)), batch);
}

void Connection::on_notification(const Notification& notification) {
  if (notification.method != "notifications/cancelled") return;  // no other asks for anything
  const auto id = notification.params.find("requestId");
  if (id != notification.params.end() && is_id(*id)) in_flight_.cancel(*id);
}

void Connection::on_request(Request request, std::size_t bytes, const std::shared_ptr<Batch>& batch) {
  const auto refuse = [&](Fault fault) { reply(error_message(request.id, std::move(fault)), batch); };
  const OrFault<Era> era = era_of(request.method, request.params);
  if (!era) return refuse(era.error());
  const Method* const method = find_method(request.method);
  if (method == nullptr || !method->offered(session_.surface) || (*era == Era::modern && !method->modern))
    return refuse({.code = fault_code::kMethodNotFound, .message = "Method not found: " + quote(request.method)});
  if (*era == Era::legacy && !method->legacy)
    return refuse({.code = fault_code::kInvalidParams,
                   .message = request.method + " needs params._meta with " + std::string(meta::kProtocolVersion) +
                              " and " + std::string(meta::kClientCapabilities)});
  if (batch != nullptr && request.method == "initialize") return refuse(invalid_request("initialize in a batch"));
  // The error carries no id: with it, it would pass for the answer to the request that is open.
  if (in_flight_.contains(request.id))
    return reply(error_message(nullptr, invalid_request("This id is still in use: " + quote(to_text(request.id)))),
                 batch);
  start(*method, *era, std::move(request), bytes, batch);
}

void Connection::start(const Method& method, Era era, Request request, std::size_t bytes,
                       const std::shared_ptr<Batch>& batch) {
  if (method.running == Running::at_once) return reply(answer(method, era, request, Call()), batch);
  if (in_flight_.count() >= limits_.requests || in_flight_.bytes() + bytes > limits_.request_bytes)
    return reply(error_message(std::move(request.id), internal_error("too many requests are waiting; try again later")),
                 batch);
  if (method.running == Running::open) {
    OrFault<Json> acknowledged = method.answer(session_, request, Call());
    if (!acknowledged) return reply(error_message(std::move(request.id), std::move(acknowledged).error()), batch);
    const auto entry = in_flight_.open(request.id, bytes);
    return send(*acknowledged, [this, entry] { return in_flight_.is_open(*entry); });
  }
  auto entry = in_flight_.open(request.id, bytes);
  post_([this, job = std::make_shared<Job>(method, era, std::move(request), std::move(entry), batch)] { run(*job); });
}

void Connection::run(const Job& job) {
  if (job.entry->cancelled().stop_requested()) return;
  try {
    finish(job, answer(job.method, job.era, job.request, call_for(job.request, job.entry)));
  } catch (const std::exception& error) {  // no memory for so large an answer
    finish(job, error_message(job.request.id, internal_error(error.what())));
  }
}

void Connection::finish(const Job& job, Json message) {
  if (job.batch == nullptr) {
    send(message, [this, entry = job.entry] { return in_flight_.finish(*entry); });
  } else if (in_flight_.finish(*job.entry)) {
    job.batch->add(std::move(message));
  }
}

Json Connection::answer(const Method& method, Era era, const Request& request, const Call& call) try {
  const auto begin = std::chrono::steady_clock::now();
  OrFault<Json> result = method.answer(session_, request, call);
  if (session_.surface.trace) {
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin);
    session_.surface.trace(request.method + (result ? ": answered in " : ": refused in ") +
                           std::to_string(took.count()) + " us");
  }
  if (!result) return error_message(request.id, std::move(result).error());
  if (era == Era::modern) complete_modern_result(*result, method, session_.surface);
  return result_message(request.id, *std::move(result));
} catch (const std::exception& error) {
  return error_message(request.id, internal_error(error.what()));
} catch (...) {
  return error_message(request.id, internal_error("an unknown exception"));
}

Call Connection::call_for(const Request& request, const std::shared_ptr<InFlight::Entry>& entry) {
  Call call;
  call.cancelled = entry->cancelled();
  call.root = session_.surface.root;
  call.progress = [](double, double, std::string_view) {};
  auto token = progress_token(request.params);
  if (!token) return call;
  const auto progress = std::make_shared<Progress>(*std::move(token), [this, entry](const Json& message) {
    send(message, [this, entry] { return in_flight_.is_open(*entry); });
  });
  call.progress = [progress](double done, double total, std::string_view message) {
    progress->report(done, total, message);
  };
  return call;
}

void Connection::send(const Json& message, std::function<bool()> still_wanted) {
  send_({.line = to_line(message), .still_wanted = std::move(still_wanted)});
}

void Connection::reply(Json message, const std::shared_ptr<Batch>& batch) {
  if (batch != nullptr)
    batch->add(std::move(message));
  else
    send(message);
}

}  // namespace s1::mcp
