// The booklet for a terminal, and as JSON.
#include <nlohmann/json.hpp>

#include "engine/base/catalogue.h"
#include "engine/base/messages/reports.h"
#include "engine/reports/booklet.h"
#include "engine/reports/lines.h"

namespace recourse::reports {
namespace {

std::string heading(TermCode term, Language language) {
  return "\n" + std::string(base::word(term, language)) + "\n";
}

std::string colon(Language language) {
  return language == Language::chinese ? "：" : ": ";
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : " · ") + part;
  return text;
}

std::string step_text(const Booklet::Step& step) {
  std::string text = "  " + step.date + "  " + step.act;
  if (!step.actor.empty()) text += "  — " + step.actor;
  if (!step.basis.empty()) text += "  [" + step.basis + "]";
  if (!step.remark.empty()) text += "  (" + step.remark + ")";
  text = line(text);
  for (const std::string& followed : step.followed) text += line("      → " + followed);
  return text;
}

std::string items_text(TermCode title, const std::vector<Booklet::Item>& items, Language language,
                       bool even_if_empty) {
  if (items.empty() && !even_if_empty) return "";
  std::string text = heading(title, language);
  if (items.empty()) text += "  " + std::string(base::word(terms::booklet_nothing, language)) + "\n";
  for (const Booklet::Item& item : items) {
    std::string first = "  " + item.what;
    if (!item.who.empty()) first += "  — " + item.who;
    first += "  (" + (item.dated ? std::string(base::word(terms::booklet_until, language)) + " " : "") +
             item.until + ")";
    if (!item.basis.empty()) first += "  [" + item.basis + "]";
    text += line(first);
    for (const std::string& why : item.why) text += line("      " + why);
  }
  return text;
}

nlohmann::json items_json(const std::vector<Booklet::Item>& items) {
  nlohmann::json list = nlohmann::json::array();
  for (const Booklet::Item& item : items) {
    list.push_back({{"what", item.what},
                    {"who", item.who},
                    {"until", item.until},
                    {"basis", item.basis},
                    {"overdue", item.overdue},
                    {"why", item.why}});
  }
  return list;
}

nlohmann::json steps_json(const std::vector<Booklet::Step>& steps) {
  nlohmann::json list = nlohmann::json::array();
  for (const Booklet::Step& step : steps) {
    list.push_back({{"date", step.date},
                    {"actor", step.actor},
                    {"act", step.act},
                    {"basis", step.basis},
                    {"followed", step.followed},
                    {"remark", step.remark},
                    {"clock", step.clock}});
  }
  return list;
}

}  // namespace

std::string to_text(const Booklet& booklet) {
  const Language language = booklet.language;
  const auto named = [&](TermCode name, const std::string& value) {
    return line(std::string(base::word(name, language)) + colon(language) + value);
  };
  std::string text =
      line(base::fill(base::word(terms::booklet_title, language), {booklet.number, booklet.kind}, language)) +
      line(booklet.policy) +
      line(base::fill(base::word(terms::booklet_as_of, language), {booklet.as_of}, language)) +
      named(terms::booklet_stands, joined(booklet.stages));
  if (!booklet.responsible.empty()) {
    text += named(terms::booklet_responsible, joined(booklet.responsible));
  }
  text += heading(terms::booklet_particulars, language);
  for (const auto& [name, value] : booklet.particulars)
    text += line(std::string("  ").append(name).append(colon(language)).append(value));
  text += heading(terms::booklet_history, language);
  for (const Booklet::Step& step : booklet.history) text += step_text(step);
  if (!booklet.set_aside.empty()) text += heading(terms::booklet_set_aside, language);
  for (const Booklet::Step& step : booklet.set_aside) text += step_text(step);
  text += items_text(terms::booklet_owed, booklet.owed, language, true);
  text += items_text(terms::booklet_yours, booklet.yours, language, true);
  text += items_text(terms::booklet_offices_may, booklet.offices_may, language, false);
  return text + items_text(terms::booklet_timers, booklet.timers, language, false);
}

std::string to_json(const Booklet& booklet) {
  nlohmann::json particulars = nlohmann::json::object();
  for (const auto& [name, value] : booklet.particulars) particulars[name] = value;
  return nlohmann::json{{"number", booklet.number},
                        {"policy", booklet.policy},
                        {"as_of", booklet.as_of},
                        {"stages", booklet.stages},
                        {"responsible", booklet.responsible},
                        {"particulars", particulars},
                        {"history", steps_json(booklet.history)},
                        {"set_aside", steps_json(booklet.set_aside)},
                        {"owed", items_json(booklet.owed)},
                        {"yours", items_json(booklet.yours)},
                        {"offices_may", items_json(booklet.offices_may)},
                        {"timers", items_json(booklet.timers)}}
             .dump(2, ' ', false, nlohmann::json::error_handler_t::replace) +
         "\n";
}

}  // namespace recourse::reports
