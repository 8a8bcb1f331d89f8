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
  return item;
}

json effects_json(const Outcome& outcome) {
  json events = json::array();
  for (const Event& event : outcome.events) {
    events.push_back(event_json(event));
  }
  json notices = json::array();
  for (const Notice& notice : outcome.notices) {
    notices.push_back(notice_json(notice));
  }
  json effects{{"events", std::move(events)}, {"notices", std::move(notices)}};
  for (const Sent& sent : outcome.sent) {
    effects["sent"].push_back(sent_json(sent));
  }
  return effects;
}

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
    context.policy = object.value("policy", std::string());
    return context;
  });
}

std::vector<Effect> read_withdrawn(const std::string& text) {
  return read(text, [](const json& object) {
    std::vector<Effect> effects;
    for (const json& item : object.value("withdrawn", json::array())) {
      Effect& effect = effects.emplace_back();
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
    return effects;
  });
}

std::string write_effects(const Outcome& outcome) {
  return effects_json(outcome).dump();
}

std::string write_effects(const Outcome& outcome, const std::vector<Effect>& given,
                          const std::vector<Effect>& withdrawn) {
  json object = effects_json(outcome);
  object["given"] = list_json(given);
  object["withdrawn"] = list_json(withdrawn);
  return object.dump();
}

}  // namespace recourse::docket
