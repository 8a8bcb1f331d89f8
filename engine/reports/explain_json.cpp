#include "engine/reports/explain_json.h"

#include <array>

namespace recourse::reports {

Json to_json(const Value& value) {
  return std::visit(
      [](const auto& held) -> Json {
        if constexpr (std::is_same_v<std::decay_t<decltype(held)>, std::monostate>) {
          return nullptr;
        } else {
          return held;
        }
      },
      value.held);
}

Json to_json(const Actor& actor) {
  if (actor.kind == Actor::Kind::party) return {{"role", actor.role}};
  if (actor.kind == Actor::Kind::other_case) return {{"case_type", actor.role}, {"case", actor.person}};
  Json json{{"office", actor.office}};
  if (!actor.post.empty()) json["post"] = actor.post;
  if (!actor.person.empty()) json["person"] = actor.person;
  return json;
}

Json to_json(const Policy& policy, const EntryNamed& entry) {
  Json json{{"entry", entry.number == 0 ? Json() : Json(entry.number)},
            {"time", format_instant(policy, entry.time)}};
  if (entry.act.empty()) return json;
  json["act"] = entry.act;
  json["actor"] = to_json(entry.actor);
  json["arguments"] = Json::object();
  for (const auto& [name, value] : entry.arguments) json["arguments"][name] = to_json(value);
  return json;
}

Json to_json(const std::vector<ReceiptLine>& receipt) {
  Json lines = Json::array();
  for (const ReceiptLine& line : receipt) {
    Json item{{"kind", recourse::kind_name(line.kind)}, {"day", line.day}};
    if (!line.time.empty()) item["time"] = line.time;
    if (!line.unit.empty()) item["amount"] = line.amount, item["unit"] = line.unit;
    if (!line.name.empty()) item["name"] = line.name;
    if (!line.notice.empty()) item["notice"] = line.notice;
    lines.push_back(std::move(item));
  }
  return lines;
}

Json to_json(const Bilingual& text) {
  return {{"en", text.english}, {"zh", text.chinese}};
}

std::string_view kind_name(Event::Kind kind) {
  static constexpr auto kNames = std::to_array<std::string_view>(
      {"permitted", "listened", "forbade", "done", "started", "dated", "discharged", "lapsed", "fired",
       "paused", "resumed", "extended", "left", "entered", "set-field"});
  return kNames.at(static_cast<std::size_t>(kind));
}

std::string document(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace recourse::reports
