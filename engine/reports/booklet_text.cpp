// The booklet for a terminal, and as JSON.
#include <nlohmann/json.hpp>

#include "engine/base/catalogue.h"
#include "engine/reports/booklet.h"

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
  text += "\n";
  for (const std::string& line : step.followed) text += "      → " + line + "\n";
  return text;
}

std::string items_text(TermCode title, const std::vector<Booklet::Item>& items, Language language,
                       bool even_if_empty) {
  if (items.empty() && !even_if_empty) return "";
  std::string text = heading(title, language);
  if (items.empty()) text += "  " + std::string(base::word(TermCode::booklet_nothing, language)) + "\n";
  for (const Booklet::Item& item : items) {
    text += "  " + item.what;
    if (!item.who.empty()) text += "  — " + item.who;
    text += "  (" + (item.dated ? std::string(base::word(TermCode::booklet_until, language)) + " " : "") +
            item.until + ")";
    if (!item.basis.empty()) text += "  [" + item.basis + "]";
    text += "\n";
    for (const std::string& line : item.why) text += "      " + line + "\n";
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

}  // namespace

std::string to_text(const Booklet& booklet) {
  const Language language = booklet.language;
  std::string text = base::fill(base::word(TermCode::booklet_title, language), {booklet.number}, language) +
                     "\n" + booklet.policy + "\n" +
                     base::fill(base::word(TermCode::booklet_as_of, language), {booklet.as_of}, language) +
                     "\n";
  text += std::string(base::word(TermCode::booklet_stands, language)) + colon(language) +
          joined(booklet.stages) + "\n";
  if (!booklet.responsible.empty()) {
    text += std::string(base::word(TermCode::booklet_responsible, language)) + colon(language) +
            joined(booklet.responsible) + "\n";
  }
  text += heading(TermCode::booklet_particulars, language);
  for (const auto& [name, value] : booklet.particulars)
    text.append("  ").append(name).append(colon(language)).append(value).append("\n");
  text += heading(TermCode::booklet_history, language);
  for (const Booklet::Step& step : booklet.history) text += step_text(step);
  text += items_text(TermCode::booklet_owed, booklet.owed, language, true);
  text += items_text(TermCode::booklet_yours, booklet.yours, language, true);
  text += items_text(TermCode::booklet_offices_may, booklet.offices_may, language, false);
  return text + items_text(TermCode::booklet_timers, booklet.timers, language, false);
}

std::string to_json(const Booklet& booklet) {
  nlohmann::json history = nlohmann::json::array();
  for (const Booklet::Step& step : booklet.history) {
    history.push_back({{"date", step.date},
                       {"actor", step.actor},
                       {"act", step.act},
                       {"basis", step.basis},
                       {"followed", step.followed},
                       {"clock", step.clock}});
  }
  nlohmann::json particulars = nlohmann::json::object();
  for (const auto& [name, value] : booklet.particulars) particulars[name] = value;
  return nlohmann::json{{"number", booklet.number},
                        {"policy", booklet.policy},
                        {"as_of", booklet.as_of},
                        {"stages", booklet.stages},
                        {"responsible", booklet.responsible},
                        {"particulars", particulars},
                        {"history", history},
                        {"owed", items_json(booklet.owed)},
                        {"yours", items_json(booklet.yours)},
                        {"offices_may", items_json(booklet.offices_may)},
                        {"timers", items_json(booklet.timers)}}
             .dump(2) +
         "\n";
}

}  // namespace recourse::reports
