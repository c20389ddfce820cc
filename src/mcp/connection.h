// SPDX-License-Identifier: Apache-2.0
// One client's conversation, without file descriptors and threads of its own: bytes in, messages out.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "mcp/batch.h"
#include "mcp/framing.h"
#include "mcp/in_flight.h"
#include "mcp/methods.h"

namespace s1::mcp {

// A line to write. A request may be cancelled while its answer waits to be written, so whoever writes asks right
// before, once, whether it still goes out.
struct Outgoing {
  std::string line;
  std::function<bool()> still_wanted;  // empty: always
};

class Connection {
 public:
  using Send = std::function<void(Outgoing)>;               // from any thread; must not wait for the client
  using Post = std::function<void(std::function<void()>)>;  // runs a job beside others, sooner or later

  // `surface` and this object outlive every job that was posted.
  Connection(const Surface& surface, const Limits& limits, Send send, Post post);

  // From one thread. Never waits for a tool, and throws nothing.
  void receive(std::string_view bytes);
  // The last line may lack its line feed. Jobs go on.
  void end_of_input();

 private:
  struct Job;

  void on_line(std::string_view line);
  void on_batch(Json messages, std::size_t bytes);
  void on_message(Json value, std::size_t bytes, const std::shared_ptr<Batch>& batch);
  void on_request(Request request, std::size_t bytes, const std::shared_ptr<Batch>& batch);
  void on_notification(const Notification& notification);

  void start(const Method& method, Era era, Request request, std::size_t bytes, const std::shared_ptr<Batch>& batch);
  void run(const Job& job);
  void finish(const Job& job, Json message);
  [[nodiscard]] Json answer(const Method& method, Era era, const Request& request, const Call& call);
  [[nodiscard]] Call call_for(const Request& request, const std::shared_ptr<InFlight::Entry>& entry);

  void send(const Json& message, std::function<bool()> still_wanted = nullptr);
  void reply(Json message, const std::shared_ptr<Batch>& batch);

  Session session_;
  Limits limits_;
  Send send_;
  Post post_;
  InFlight in_flight_;
  LineReader lines_;
};

}  // namespace s1::mcp
