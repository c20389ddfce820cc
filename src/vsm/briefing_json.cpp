// SPDX-License-Identifier: Apache-2.0
#include "vsm/briefing_json.h"

#include <fmt/format.h>

namespace s1::vsm {
namespace {

Json entry(Encoder& encoder, std::string_view text, const Place& place) {
  Json json = Json::object();
  json["text"] = "";
  encoder.text(json, "text", text);
  encoder.place(json, place);
  return json;
}

Json entries(Encoder& encoder, const std::vector<Said>& said) {
  return encoder.list(said, [&](const Said& each) { return entry(encoder, each.text, each.place); });
}

Json neighbours(Encoder& encoder, const std::vector<Neighbour>& all) {
  return encoder.list(all, [&](const Neighbour& each) {
    Json json = entry(encoder, each.text, each.place);
    json["kind"] = each.is_handoff ? "handoff" : "phase";
    encoder.text(json, "phase", each.phase);
    json["agents"] = encoder.strings(each.agents);
    return json;
  });
}

// A field of the briefing that is one text, and its place among `places`.
void single(Encoder& encoder, Json& json, Json& places, std::string_view key, const Said& said) {
  if (!said.exists()) return;
  encoder.text(json, key, said);
  Json place = Json::object();
  encoder.place(place, said.place);
  places[std::string(key)] = std::move(place);
}

std::string text_of(const Alarm& alarm) {
  return fmt::format("{} is {:g}, {} {:g}", alarm.metric, alarm.value, alarm.below ? "under" : "over", alarm.threshold);
}

}  // namespace

Json to_json(const Briefing& briefing, Encoder& encoder) {
  Json json = Json::object();
  Json places = Json::object();
  single(encoder, json, places, "task", briefing.input.task);
  single(encoder, json, places, "focus", briefing.input.focus);
  single(encoder, json, places, "phase", briefing.phase);
  single(encoder, json, places, "role", briefing.role);
  single(encoder, json, places, "approach", briefing.approach);
  json["upstream"] = neighbours(encoder, briefing.upstream);
  json["downstream"] = neighbours(encoder, briefing.downstream);
  json["locked_files"] = encoder.list(briefing.locked_files, [&](const LockedFile& file) {
    Json each = entry(encoder, file.path, file.place);
    each["agents"] = encoder.strings(file.agents);
    encoder.text(each, "phase", file.phase);
    return each;
  });
  json["conflicts"] = encoder.list(briefing.conflicts, [&](const ConflictZone& zone) {
    Json each = entry(encoder, zone.resource.text, zone.resource.place);
    each["agents"] = encoder.texts(zone.agents);
    return each;
  });
  json["constraints"] = entries(encoder, briefing.constraints);
  json["risks"] = encoder.list(briefing.risks, [&](const Risk& risk) {
    Json each = Json::object();
    encoder.text(each, "risk", risk.risk);
    encoder.text(each, "severity", risk.severity);
    encoder.text(each, "mitigation", risk.mitigation);
    encoder.place(each, risk.place);
    return each;
  });
  json["priorities"] = entries(encoder, briefing.priorities);
  json["history"] = encoder.list(briefing.history, [&](const Past& past) {
    Json each = entry(encoder, past.text, past.place);
    encoder.text(each, "event_type", past.event_type);
    encoder.text(each, "timestamp", past.timestamp);
    if (past.times > 1) each["times"] = past.times;
    each["failure"] = past.failure;
    return each;
  });
  json["alarms"] = encoder.list(briefing.alarms, [&](const Alarm& alarm) {
    Json each = entry(encoder, text_of(alarm), alarm.place);
    encoder.text(each, "metric", alarm.metric);
    encoder.number(each, "value", alarm.value);
    encoder.number(each, "threshold", alarm.threshold);
    return each;
  });
  json["missing"] = encoder.list(briefing.missing, [&](const Missing& missing) {
    Json each = entry(encoder, missing.text, missing.place);
    each["field"] = missing.field;
    return each;
  });
  json["places"] = std::move(places);
  return json;
}

Json to_json(const FoundInput& input, Encoder& encoder) {
  Json json = Json::object();
  encoder.text(json, "task", input.task);
  encoder.text(json, "focus", input.focus);
  json["context"] = Json::object();
  for (std::size_t i = 0; i < kContextFields.size(); ++i)
    encoder.text(json["context"], kContextFields[i], input.context[i]);
  json["requirements"] = Json::object();
  for (std::size_t i = 0; i < kRequirementFields.size(); ++i)
    encoder.text(json["requirements"], kRequirementFields[i], input.requirements[i]);
  return json;
}

}  // namespace s1::vsm
