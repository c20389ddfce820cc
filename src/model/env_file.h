// SPDX-License-Identifier: Apache-2.0
// A .env file as Compose reads it: NAME=value or NAME: value on a line, `export` before it, comments after white space
// and a #, 'literal' and "quoted" values that may go over lines, and variables of the lines before in all but literal
// ones. A name alone is taken from the environment: it stays without a value.
#pragma once
#include <cstddef>

#include "model/interpolate.h"
#include "model/place.h"
#include "text/source.h"

namespace s1::model {

// Adds the file's variables. Lines that set nothing are passed over; a quote that is not closed ends the reading, as
// Compose refuses such a file.
void read_env_file(const Source& source, FileId file, Variables& variables, std::size_t& left);

}  // namespace s1::model
