// SPDX-License-Identifier: Apache-2.0
// A long text that is made and passed on piece by piece, so that nobody holds all of it: a report of a large repository
// is longer than what it is made from.
#pragma once
#include <functional>
#include <string_view>

namespace s1 {

// Takes the next piece. The view is good for the call alone.
using TextSink = std::function<void(std::string_view piece)>;
// Passes all of the text on.
using TextProducer = std::function<void(const TextSink& sink)>;

}  // namespace s1
