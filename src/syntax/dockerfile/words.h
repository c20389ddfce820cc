// SPDX-License-Identifier: Apache-2.0
// Splits arguments into words, in the two ways that BuildKit's parser does.
#pragma once
#include <string_view>
#include <vector>

#include "text/span.h"

namespace s1::dockerfile {

// At separators alone, whatever the quotes: FROM, COPY, ADD, EXPOSE, VOLUME. Appends to `words`; offsets are those of
// `text`.
void split_plain(std::string_view text, std::vector<Span>& words);

// At white space outside quotes, quotes and escapes kept: ENV, LABEL, ARG.
void split_quoted(std::string_view text, char escape, std::vector<Span>& words);

}  // namespace s1::dockerfile
