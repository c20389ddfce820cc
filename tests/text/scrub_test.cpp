// SPDX-License-Identifier: Apache-2.0
#include "text/scrub.h"

#include "test.h"

namespace {

bool named_password(std::string_view name) {
  return name == "password" || name == "DB_PASSWORD" || name == "token";
}

const s1::SecretMatcher& matcher() {
  static const s1::SecretMatcher result(
      {{"aws", "AKIA", R"(\b(AKIA[A-Z2-7]{16})\b)"}, {"url", "://", R"([a-z]+://[^\s/:@]*:([^\s/@]+)@)"}},
      named_password);
  return result;
}

std::string scrubbed(std::string_view text) {
  return s1::scrub(text, matcher());
}

}  // namespace

TEST_CASE("hidden characters are shown as U+FFFD, one for one") {
  struct Row {
    std::string_view in, out;
  };
  const Row rows[] = {
      {"plain\ttext\n", "plain\ttext\n"},
      {"a\x1b[31mred", "a\xEF\xBF\xBD[31mred"},
      {"user\xE2\x80\xAEtxt", "user\xEF\xBF\xBDtxt"},  // right-to-left override
      {"zero\xE2\x80\x8Bwidth", "zero\xEF\xBF\xBDwidth"},
      {"tag\xF3\xA0\x81\x81!", "tag\xEF\xBF\xBD!"},  // U+E0041
      {"bad\xFF\xC0!", "bad\xEF\xBF\xBD\xEF\xBF\xBD!"},
      {"caf\xC3\xA9 \xF0\x9F\x9A\x80", "caf\xC3\xA9 \xF0\x9F\x9A\x80"},
      {"cr\r", "cr\xEF\xBF\xBD"},
  };
  for (const Row& row : rows) CHECK(s1::clean(row.in) == row.out);
}

TEST_CASE("secrets are masked by their form and by the name they are given") {
  struct Row {
    std::string_view in, out;
  };
  const Row rows[] = {
      {"key AKIAIOSFODNN7EXAMPLE!", "key [masked]!"},
      {"ENV DB_PASSWORD=hunter2", "ENV DB_PASSWORD=[masked]"},
      {"ENV DB_PASSWORD hunter2", "ENV DB_PASSWORD [masked]"},
      {"ENV DB_PASSWORD=\"a b\" X=1", "ENV DB_PASSWORD=\"[masked]\" X=1"},
      {"ENV DB_PASSWORD='a \"b'", "ENV DB_PASSWORD='[masked]'"},
      {"password: s3cret", "password: [masked]"},
      {"{\"password\": \"x\", \"a\": 1}", "{\"password\": \"[masked]\", \"a\": 1}"},
      {"cmd --password hunter2 --other", "cmd --password [masked] --other"},
      {"ENV DB_PASSWORD=$OTHER", "ENV DB_PASSWORD=$OTHER"},
      {"password: ${{ secrets.X }}", "password: ${{ secrets.X }}"},
      {"the password is long", "the password is long"},
      {"env: token: abc", "env: token: [masked]"},
      {"https://me:pw@host/ and https://host/", "https://me:[masked]@host/ and https://host/"},
      {"password   :=   'a' b", "password   :=   '[masked]' b"},
      {"password    = a", "password    = a"},  // four blanks: it stands in a table
      {"9password=a token=", "9password=[masked] token="},
      {"\"token\" : a, 'token'='b'", "\"token\" : [masked], 'token'='[masked]'"},
      {"token=true token=b", "token=true token=[masked]"},
  };
  for (const Row& row : rows) CHECK(scrubbed(row.in) == row.out);
}

TEST_CASE("a hostile text is scrubbed in linear time") {
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += "a:";
  CHECK(scrubbed(text).size() == text.size());
}
