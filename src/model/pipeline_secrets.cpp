// SPDX-License-Identifier: Apache-2.0
#include "model/pipeline_secrets.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "facts/secret_names.h"

namespace s1::model {
namespace {

constexpr std::size_t kMostName = 128;

bool is_word(char c) {
  return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') || c == '_';
}

class SecretNames {
 public:
  SecretNames(const Input& input, Pipeline& pipeline)
      : input_(input), text_(input.source->bytes()), pipeline_(pipeline) {}

  void of_github() {
    constexpr std::string_view key = "secrets.";
    for (std::size_t open = text_.find("${{"); open != std::string_view::npos;) {
      const std::size_t close = std::min(text_.find("}}", open), text_.size());
      const std::string_view expression = text_.substr(0, close);
      for (std::size_t at = expression.find(key, open); at != std::string_view::npos; at = expression.find(key, at + 1))
        if (!is_word(text_[at - 1]) && text_[at - 1] != '.') add(at + key.size(), word_at(at + key.size()));
      open = text_.find("${{", close);
    }
  }

  void of_gitlab() {
    for (std::size_t at = text_.find('$'); at != std::string_view::npos; at = text_.find('$', at + 1)) {
      const std::size_t begin = at + 1 + (text_.substr(at + 1).starts_with('{') ? 1 : 0);
      const std::string_view name = word_at(begin);
      if (!name.empty() && facts::is_secret_name(name)) add(begin, name);
    }
  }

  void of_jenkins() {
    for (const std::string_view key : {"credentialsId:", "credentials("})
      for (std::size_t at = text_.find(key); at != std::string_view::npos; at = text_.find(key, at + 1)) {
        const std::size_t quote = text_.find_first_not_of(" \t", at + key.size());
        if (quote == std::string_view::npos || (text_[quote] != '\'' && text_[quote] != '"')) continue;
        const std::string_view rest = text_.substr(quote + 1, kMostName);
        const std::string_view id = rest.substr(0, rest.find_first_of("'\"\n"));
        if (id.size() < rest.size() && id.find('$') == std::string_view::npos) add(quote + 1, id);
      }
  }

 private:
  [[nodiscard]] std::string_view word_at(std::size_t begin) const {
    std::size_t end = begin;
    while (end < text_.size() && end - begin < kMostName && is_word(text_[end])) ++end;
    return text_.substr(begin, end - begin);
  }

  [[nodiscard]] bool is_comment(std::size_t at) const {
    const auto after = std::ranges::upper_bound(input_.comments, at, {}, [](const Comment& c) { return c.span.begin; });
    return after != input_.comments.begin() && at < std::prev(after)->span.end;
  }

  void add(std::size_t begin, std::string_view name) {
    if (name.empty() || pipeline_.secrets.size() == kMostSecretNames || is_comment(begin)) return;
    const auto same = [&](const Value& other) { return other.text == name; };
    if (std::ranges::any_of(pipeline_.secrets, same)) return;
    const auto at = static_cast<std::uint32_t>(begin);
    const Span span{at, at + static_cast<std::uint32_t>(name.size())};
    pipeline_.secrets.push_back({State::known, std::string(name), {input_.file, input_.source->line_of(at), span}, {}});
  }

  const Input& input_;
  std::string_view text_;
  Pipeline& pipeline_;
};

}  // namespace

void add_secret_names(const Input& input, Pipeline& pipeline) {
  if (input.source == nullptr) return;
  SecretNames names(input, pipeline);
  if (pipeline.platform == "github-actions")
    names.of_github();
  else if (pipeline.platform == "gitlab-ci")
    names.of_gitlab();
  else
    names.of_jenkins();
}

}  // namespace s1::model
