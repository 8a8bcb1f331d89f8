// Why an act is not accepted, for a terminal and for programs.
#include <algorithm>

#include "engine/base/messages/graph.h"
#include "engine/base/messages/reports.h"
#include "engine/reports/explain_json.h"
#include "engine/reports/explain_parts.h"
#include "engine/reports/lines.h"
#include "engine/reports/words.h"

namespace recourse {
namespace reports {
namespace {

using Way = WhyNot::Way;

class WhyNotWriter {
public:
  WhyNotWriter(const WhyNot& why_not, Language language)
      : why_not_(why_not), words_(why_not.policy, language), act_(*why_not.policy.act(why_not.act.name)) {}

  [[nodiscard]] std::string write() const {
    std::string text = line(title());
    if (why_not_.names_nobody)
      text += line(nobody());
    else if (!why_not_.actor_was_given)
      text += line(words_.words(terms::explain_nobody_was_given));
    for (const std::string& name : why_not_.supposed)
      text += line(words_.words(terms::explain_supposed, {parameter_text(name)}));
    if (why_not_.outcome.verdict == Verdict::accepted)
      return text + "\n" + line(words_.words(terms::explain_would_be_accepted));
    text += "\n" + line(message(refusal(why_not_.policy, why_not_.outcome), words_.language()));
    for (const ClausePart& part : why_not_.parts) text += part_text(part, how_text(part.how), words_);
    return text + "\n" + ways();
  }

private:
  [[nodiscard]] std::string title() const {
    const std::string when = words_.date_text(why_not_.act.effective), act = words_.act_text(why_not_.act);
    if (why_not_.names_nobody)
      return words_.words(terms::explain_why_not_by_nobody, {why_not_.case_number, act, when});
    return words_.words(terms::explain_why_not_title,
                        {why_not_.case_number, act, actor(why_not_.act.actor), when});
  }

  [[nodiscard]] std::string nobody() const {
    if (why_not_.unknown.empty()) return words_.words(terms::explain_names_nobody);
    std::vector<Argument::Item> fields;
    for (const std::string& field : why_not_.unknown) fields.emplace_back(words_.field_text(field));
    return words_.words(terms::explain_names_nobody_known, {words_.any_of(std::move(fields))});
  }

  [[nodiscard]] std::string ways() const {
    std::string now, past;
    bool dated = false;
    for (const Way& way : why_not_.ways) {
      (way.kind == Way::Kind::past ? past : now) += line("  " + this->way(way));
      dated = dated || way.kind == Way::Kind::date;
    }
    std::string text = line(words_.words(now.empty() ? terms::explain_no_way : terms::explain_ways)) + now;
    if (!now.empty() && !dated) text += line("  " + words_.words(terms::explain_no_date));
    return past.empty() ? text : text + "\n" + line(words_.words(terms::explain_was_open)) + past;
  }

  [[nodiscard]] std::string way(const Way& way) const {
    switch (way.kind) {
      case Way::Kind::actor:
        return words_.words(terms::explain_way_actor, {actors(way.actors)});
      case Way::Kind::date:
      case Way::Kind::past:
        return date(way);
      case Way::Kind::argument: {
        const Policy::Value& parameter = value_called(act_.parameters, way.name);
        return words_.words(terms::explain_way_argument,
                            {words_.shown_name(parameter.name, parameter.label),
                             values(parameter.type, way.values), value(parameter.type, way.before)});
      }
      case Way::Kind::field: {
        const Policy::Value& field = value_called(why_not_.policy.fields(), way.name);
        return words_.words(terms::explain_way_field,
                            {words_.shown_name(field.name, field.label), values(field.type, way.values),
                             value(field.type, way.before)});
      }
      case Way::Kind::approval:
        break;
    }
    return words_.words(terms::explain_way_approval,
                        {words_.shown_act(*why_not_.policy.act(way.name)), actors(way.actors)});
  }

  [[nodiscard]] std::string date(const Way& way) const {
    const std::string from = words_.date_text(*way.from);
    if (way.at_least_until)
      return words_.words(terms::explain_way_open_at_least, {from, words_.date_text(*way.at_least_until)});
    if (!way.until) return words_.words(terms::explain_way_will_be_open_on, {from});
    const bool is_past = way.kind == Way::Kind::past;
    std::string text = words_.words(is_past ? terms::explain_way_was_open : terms::explain_way_will_be_open,
                                    {from, words_.date_text(*way.until)});
    if (!way.ended_by) return text;
    const bool was_done = way.ended_by->act == why_not_.act.name;
    return words_.words(was_done ? terms::explain_way_was_done : terms::explain_way_ended_by,
                        {text, words_.entry_text(*way.ended_by)});
  }

  [[nodiscard]] static const Policy::Value& value_called(const std::vector<Policy::Value>& all,
                                                         const std::string& name) {
    return *std::find_if(all.begin(), all.end(),
                         [&](const Policy::Value& known) { return known.name == name; });
  }

  [[nodiscard]] std::string value(const Policy::Type& type, const Value& value) const {
    if (const auto* text = std::get_if<std::string>(&value.held); text != nullptr && *text == "…")
      return words_.words(terms::explain_known);
    const std::string text = words_.value_text(type, value);
    return text.empty() ? words_.words(terms::graph_unknown) : text;
  }

  [[nodiscard]] std::string values(const Policy::Type& type, const std::vector<Value>& all) const {
    std::vector<Argument::Item> items;
    for (const Value& each : all) items.emplace_back(value(type, each));
    return words_.any_of(std::move(items));
  }

  [[nodiscard]] std::string parameter_text(const std::string& name) const {
    const Policy::Value& parameter = value_called(act_.parameters, name);
    return words_.words(terms::explain_read, {words_.shown_name(parameter.name, parameter.label),
                                              value(parameter.type, why_not_.act.arguments.at(name))});
  }

  [[nodiscard]] std::string actor(const Actor& actor) const {
    std::string text = words_.actor_text(actor);
    if (actor.post.empty()) return text;
    return actor.post == "head" ? words_.words(terms::graph_head_of, {text})
                                : words_.words(terms::graph_post_of, {text, actor.post});
  }

  [[nodiscard]] std::string actors(const std::vector<Actor>& all) const {
    std::vector<Argument::Item> items;
    for (const Actor& each : all) items.emplace_back(actor(each));
    return words_.any_of(std::move(items));
  }

  const WhyNot& why_not_;
  CaseWords words_;
  const Policy::Act& act_;
};

std::string_view kind_name(Way::Kind kind) {
  switch (kind) {
    case Way::Kind::actor:
      return "actor";
    case Way::Kind::date:
      return "date";
    case Way::Kind::past:
      return "past";
    case Way::Kind::argument:
      return "argument";
    case Way::Kind::field:
      return "field";
    case Way::Kind::approval:
      break;
  }
  return "approval";
}

Json way_json(const Policy& policy, const Way& way) {
  Json json{{"change", kind_name(way.kind)}};
  if (!way.name.empty()) json[way.kind == Way::Kind::approval ? "act" : "name"] = way.name;
  if (way.from) json["from"] = format_instant(policy, *way.from);
  if (way.until) json["until"] = format_instant(policy, *way.until);
  if (way.at_least_until) json["at_least_until"] = format_instant(policy, *way.at_least_until);
  if (way.ended_by) json["ended_by"] = to_json(policy, *way.ended_by);
  for (const Actor& actor : way.actors) json["actors"].push_back(to_json(actor));
  if (way.kind == Way::Kind::argument || way.kind == Way::Kind::field) {
    json["before"] = to_json(way.before);
    json["values"] = Json::array();
    for (const Value& value : way.values) json["values"].push_back(to_json(value));
  }
  return json;
}

}  // namespace
}  // namespace reports

std::string render_text(const WhyNot& why_not, Language language) {
  return reports::WhyNotWriter(why_not, language).write();
}

std::string render_json(const WhyNot& why_not) {
  using reports::Json;
  const Outcome& outcome = why_not.outcome;
  Json json{{"case", why_not.case_number},
            {"act", why_not.act.name},
            {"arguments", Json::object()},
            {"supposed", why_not.supposed},
            {"actor", why_not.names_nobody ? Json() : reports::to_json(why_not.act.actor)},
            {"actor_given", why_not.actor_was_given},
            {"time", format_instant(why_not.policy, why_not.act.effective)},
            {"accepted", outcome.verdict == Verdict::accepted},
            {"reason", outcome.reason},
            {"open_in", outcome.open_in}};
  for (const auto& [name, value] : why_not.act.arguments) json["arguments"][name] = reports::to_json(value);
  json["clauses"] = Json::array();
  for (const ClausePart& part : why_not.parts) json["clauses"].push_back(reports::to_json(part));
  json["ways"] = Json::array();
  for (const WhyNot::Way& way : why_not.ways) json["ways"].push_back(reports::way_json(why_not.policy, way));
  return reports::document(json);
}

}  // namespace recourse
