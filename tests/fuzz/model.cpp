// SPDX-License-Identifier: Apache-2.0
// Any bytes as each kind of file that the model reads: no reader fails, and every place lies in its file. The bytes up
// to the first NUL are the file, those after it a .env file and an override.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "../model/places.h"
#include "../model/read_texts.h"

namespace {

void check(const s1::model::InfraModel& model, const s1::test::Texts& texts) {
  s1::test::for_each_place(model, [&](const s1::model::Place& place) {
    if (place.file < texts.inputs().size()) {
      const s1::Source& source = *texts.inputs()[place.file].source;
      if (place.exists() && place.span.begin <= place.span.end && place.span.end <= source.size() &&
          source.line_of(place.span.begin) == place.line)
        return;
    }
    std::fprintf(stderr, "no such place: file %u line %u span %u to %u\n", place.file, place.line, place.span.begin,
                 place.span.end);
    std::abort();
  });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t nul = bytes.find('\0');
  const std::string first(bytes.substr(0, nul));
  const std::string second(nul == std::string_view::npos ? std::string_view() : bytes.substr(nul + 1));
  for (const char* const name : {"compose.yaml", "compose.json"}) {
    s1::test::Texts texts;
    texts.add(name, first);
    texts.add(".env", second);
    texts.add("compose.override.yaml", second);
    const s1::model::Input& input = texts.inputs()[0];
    s1::model::InfraModel model;
    read_compose(texts.inputs(), model);
    read_kubernetes(input, model);
    read_ecs_task(input, model);
    read_prometheus_rules(input, model);
    read_chart(input, &texts.inputs()[2], model);
    check(model, texts);
  }
  return 0;
}
