// SPDX-License-Identifier: Apache-2.0
// The answers to a JSON array of messages, which go out together as one array once the last is there.
#pragma once
#include <functional>
#include <mutex>

#include "mcp/server.h"

namespace s1::mcp {

class Batch {
 public:
  // `send` gets the array; it is not called where no message was answered.
  explicit Batch(std::function<void(Json)> send);
  ~Batch();  // the last owner has answered
  Batch(const Batch&) = delete;
  Batch& operator=(const Batch&) = delete;

  void add(Json answer);

 private:
  std::function<void(Json)> send_;
  std::mutex mutex_;
  Json answers_ = Json::array();
};

}  // namespace s1::mcp
