// SPDX-License-Identifier: Apache-2.0
#include "mcp/batch.h"

#include <utility>

namespace s1::mcp {

Batch::Batch(std::function<void(Json)> send) : send_(std::move(send)) {}

Batch::~Batch() {
  if (answers_.empty()) return;
  try {
    send_(std::move(answers_));
  } catch (...) {  // out of memory: there is nothing that could still be said
  }
}

void Batch::add(Json answer) {
  const std::scoped_lock lock(mutex_);
  answers_.push_back(std::move(answer));
}

}  // namespace s1::mcp
