#include "engine/docket/text.h"

#include <array>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace recourse::docket {
namespace {

using nlohmann::json;

constexpr std::array kActorKinds{"party", "office", "clock", "case"};
constexpr std::array kEventKinds{"permitted", "listened",   "forbade", "done",    "started",
                                 "dated",     "discharged", "lapsed",  "fired",   "paused",
                                 "resumed",   "extended",   "left",    "entered", "set"};

json value_json(const Value& value) {
  return std::visit(
      [](const auto& held) -> json {
        if constexpr (std::is_same_v<std::decay_t<decltype(held)>, std::monostate>) {
          return nullptr;
        } else {
          return held;
        }
      },
      value.held);
}

Value json_value(const json& item) {
  switch (item.type()) {
    case json::value_t::null:
      return {};
    case json::value_t::boolean:
      return {item.get<bool>()};
    case json::value_t::number_integer:
    case json::value_t::number_unsigned:
      return {item.get<std::int64_t>()};
    case json::value_t::string:
      return {item.get<std::string>()};
    case json::value_t::array:
      return {item.get<std::vector<std::string>>()};
    default:
      throw std::invalid_argument("no value of an argument");
  }
}

/// Runs a reader over parsed JSON; whatever the library throws becomes the one exception that callers know.
template <typename Reader>
auto read(const std::string& text, Reader reader) {
  try {
    return reader(json::parse(text));
  } catch (const json::exception& error) {
    throw std::invalid_argument(error.what());
  }
}

std::int64_t milliseconds(Instant instant) {
  return instant.time_since_epoch().count();
}

json event_json(const Event& event) {
  json item{{"kind", kEventKinds.at(static_cast<std::size_t>(event.kind))}, {"name", event.name}};
  if (event.due) {
    item["due"] = milliseconds(*event.due);
  }
  if (event.kind == Event::Kind::set_field) {
    item["value"] = value_json(event.value);
  }
  return item;
}

json notice_json(const Notice& notice) {
  return {{"clause", notice.clause},
          {"offices", notice.offices},
          {"receiver", notice.receiver},
          {"text", notice.text}};
}

json sent_json(const Sent& sent) {
  json arguments = json::object();
  for (const auto& [name, value] : sent.act.arguments) {
    arguments[name] = value_json(value);
  }
  json item{{"clause", sent.clause},
            {"type", sent.case_type},
            {"act", sent.act.name},
            {"arguments", std::move(arguments)}};
  if (!sent.to.empty()) {
    item["case"] = sent.to;
  }
  if (!sent.own.empty()) {
    item["own"] = sent.own;
  }
  if (!sent.office.empty()) {
    item["office"] = sent.office;
    item["first_day"] = sent.first_day;
  }
  return item;
}

json events_json(const Outcome& outcome) {
  json events = json::array();
  for (const Event& event : outcome.events) {
    events.push_back(event_json(event));
  }
  json notices = json::array();
  for (const Notice& notice : outcome.notices) {
    notices.push_back(notice_json(notice));
  }
  return {{"events", std::move(events)}, {"notices", std::move(notices)}};
}

Sent json_sent(const json& item) {
  Sent sent;
  sent.clause = item.at("clause").get<std::string>();
  sent.case_type = item.at("type").get<std::string>();
  sent.to = item.value("case", std::string());
  sent.act.name = item.at("act").get<std::string>();
  for (const auto& [name, value] : item.at("arguments").get_ref<const json::object_t&>()) {
    sent.act.arguments.emplace(name, json_value(value));
  }
  sent.own = item.value("own", std::vector<std::string>());
  sent.office = item.value("office", std::string());
  sent.first_day = item.value("first_day", std::string());
  return sent;
}

/// Place and time stand where they are not those of the entry itself.
json outgoing_json(const Outgoing& outgoing, Instant usual) {
  json item = sent_json(outgoing.sent);
  if (outgoing.place != outgoing.entry || outgoing.sent.act.effective != usual) {
    item["entry"] = outgoing.place;
    item["time"] = milliseconds(outgoing.sent.act.effective);
  }
  if (outgoing.kind != Outgoing::Kind::sent) {
    const Carried& carried = outgoing.carried;
    item["carried"] = {{"case", carried.case_number}, {"entry", carried.entry}, {"nth", carried.nth}};
  }
  return item;
}

Outgoing json_outgoing(const json& item, const Outgoing& usual, Outgoing::Kind kind) {
  Outgoing outgoing = usual;
  outgoing.kind = kind;
  outgoing.sent = json_sent(item);
  outgoing.sent.act.effective = usual.sent.act.effective;
  if (item.contains("entry")) {
    outgoing.place = item.at("entry").get<std::int64_t>();
    outgoing.sent.act.effective = Instant(std::chrono::milliseconds(item.at("time").get<std::int64_t>()));
  }
  if (kind != Outgoing::Kind::sent) {
    const json& carried = item.at("carried");
    outgoing.carried = {carried.at("case").get<std::string>(), carried.at("entry").get<std::int64_t>(),
                        carried.at("nth").get<std::int64_t>()};
  }
  return outgoing;
}

constexpr std::array kOutgoingKinds{"sent", "changed", "recalled"};

json list_json(const std::vector<Effect>& effects) {
  json list = json::array();
  for (const Effect& effect : effects) {
    json item{{"entry", effect.entry}, {"time", milliseconds(effect.time)}};
    if (effect.kind == Effect::Kind::lapse) {
      item["lapsed"] = effect.lapsed;
    } else {
      item["notice"] = notice_json(effect.notice);
    }
    list.push_back(std::move(item));
  }
  return list;
}

}  // namespace

std::string write_arguments(const std::map<std::string, Value>& arguments) {
  json object = json::object();
  for (const auto& [name, value] : arguments) {
    object[name] = value_json(value);
  }
  return object.dump();
}

std::map<std::string, Value> read_arguments(const std::string& text) {
  return read(text, [](const json& object) {
    std::map<std::string, Value> arguments;
    for (const auto& [name, item] : object.get_ref<const json::object_t&>()) {
      arguments.emplace(name, json_value(item));
    }
    return arguments;
  });
}

std::string write_actor(const Actor& actor) {
  json object{{"kind", kActorKinds.at(static_cast<std::size_t>(actor.kind))}};
  const auto add = [&](const char* name, const std::string& text) {
    if (!text.empty()) {
      object[name] = text;
    }
  };
  add("role", actor.role);
  add("office", actor.office);
  add("post", actor.post);
  add(actor.kind == Actor::Kind::other_case ? "case" : "person", actor.person);
  return object.dump();
}

Actor read_actor(const std::string& text) {
  return read(text, [](const json& object) {
    const auto kind = std::find(kActorKinds.begin(), kActorKinds.end(), object.at("kind").get<std::string>());
    if (kind == kActorKinds.end()) {
      throw std::invalid_argument("no kind of actor");
    }
    Actor actor;
    actor.kind = static_cast<Actor::Kind>(kind - kActorKinds.begin());
    actor.role = object.value("role", "");
    actor.office = object.value("office", "");
    actor.post = object.value("post", "");
    actor.person = object.value(actor.kind == Actor::Kind::other_case ? "case" : "person", "");
    return actor;
  });
}

std::string write_list(const std::vector<std::string>& list) {
  return json(list).dump();
}

std::vector<std::string> read_list(const std::string& text) {
  return read(text, [](const json& list) { return list.get<std::vector<std::string>>(); });
}

std::string write_context(const Context& context) {
  json object = json::object();
  if (context.until) {
    object["until"] = *context.until;
    object["without_effect"] = context.without_effect;
  }
  if (context.goes_on) {
    object["goes_on"] = true;
  }
  if (!context.elsewhere.empty()) {
    object["elsewhere"] = context.elsewhere;
  }
  if (context.from) {
    object["from"] = {{"case", context.from->case_number}, {"entry", context.from->entry}};
  }
  if (!context.policy.empty()) {
    object["policy"] = context.policy;
  }
  return object.dump();
}

Context read_context(const std::string& text) {
  return read(text, [](const json& object) {
    Context context;
    if (object.contains("until")) {
      context.until = object.at("until").get<std::int64_t>();
      context.without_effect = object.at("without_effect").get<std::vector<std::int64_t>>();
    }
    if (object.contains("from")) {
      const json& from = object.at("from");
      context.from = Origin{from.at("case").get<std::string>(), from.at("entry").get<std::int64_t>(), 0, {}};
    }
    context.goes_on = object.value("goes_on", false);
    if (object.contains("elsewhere")) {
      context.elsewhere = object.at("elsewhere").get<std::map<std::string, std::vector<std::int64_t>>>();
    }
    context.policy = object.value("policy", std::string());
    return context;
  });
}

std::vector<Effect> read_withdrawn(const std::string& text) {
  std::vector<Effect> effects = read(text, [](const json& object) {
    std::vector<Effect> told;
    for (const json& item : object.value("withdrawn", json::array())) {
      Effect& effect = told.emplace_back();
      effect.entry = item.at("entry").get<std::int64_t>();
      effect.time = Instant(std::chrono::milliseconds(item.at("time").get<std::int64_t>()));
      if (item.contains("lapsed")) {
        effect.kind = Effect::Kind::lapse;
        effect.lapsed = item.at("lapsed").get<std::string>();
      } else {
        const json& notice = item.at("notice");
        effect.notice = {notice.at("receiver").get<std::string>(),
                         notice.at("offices").get<std::vector<std::string>>(),
                         notice.at("text").get<std::string>(), notice.at("clause").get<std::string>()};
      }
    }
    return told;
  });
  for (Outgoing& outgoing : read_outgoing(text, {})) {
    if (outgoing.kind == Outgoing::Kind::recalled) {
      effects.push_back(effect_of(std::move(outgoing)));
    }
  }
  return effects;
}

Effect effect_of(Outgoing outgoing) {
  Effect effect;
  effect.kind = Effect::Kind::sending;
  effect.entry = outgoing.place;
  effect.time = outgoing.sent.act.effective;
  effect.sent = std::move(outgoing.sent);
  effect.sent.to = std::move(outgoing.carried.case_number);
  return effect;
}

std::vector<Outgoing> read_outgoing(const std::string& text, const Outgoing& usual) {
  std::vector<Outgoing> all;
  // Most entries send nothing.
  if (std::none_of(kOutgoingKinds.begin(), kOutgoingKinds.end(),
                   [&](const char* kind) { return text.find(kind) != std::string::npos; })) {
    return all;
  }
  return read(text, [&](const json& object) {
    for (std::size_t kind = 0; kind < kOutgoingKinds.size(); ++kind) {
      for (const json& item : object.value(kOutgoingKinds.at(kind), json::array())) {
        all.push_back(json_outgoing(item, usual, static_cast<Outgoing::Kind>(kind)));
      }
    }
    return all;
  });
}

std::string write_sent(const Sent& sent) {
  return sent_json(sent).dump();
}

std::string write_effects(const Outcome& outcome) {
  json effects = events_json(outcome);
  for (const Sent& sent : outcome.sent) {
    effects["sent"].push_back(sent_json(sent));
  }
  return effects.dump();
}

std::string write_effects(const Outcome& outcome, const std::vector<Effect>& given,
                          const std::vector<Effect>& withdrawn, const std::vector<Outgoing>& outgoing) {
  json effects = events_json(outcome);
  effects["given"] = list_json(given);
  effects["withdrawn"] = list_json(withdrawn);
  for (const Outgoing& each : outgoing) {
    effects[kOutgoingKinds.at(static_cast<std::size_t>(each.kind))].push_back(
        outgoing_json(each, outcome.time));
  }
  return effects.dump();
}

}  // namespace recourse::docket
