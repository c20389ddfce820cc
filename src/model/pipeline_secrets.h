// SPDX-License-Identifier: Apache-2.0
// The names of the secrets that a pipeline takes from its CI system's store.
#pragma once
#include "model/pipeline.h"
#include "model/read.h"

namespace s1::model {

inline constexpr std::size_t kMostSecretNames = 100;

// Found in the text, comments apart. GitHub: secrets.NAME in an expression; GitLab: $NAME where the name is that of a
// secret (facts/secret_names.tsv); Jenkins: credentials('ID') and credentialsId: 'ID'.
void add_secret_names(const Input& input, Pipeline& pipeline);

}  // namespace s1::model
