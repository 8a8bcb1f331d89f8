#include "engine/cases/office_period.h"

#include "engine/cases/stable.h"
#include "engine/cases/translate.h"
#include "engine/machine/inspect.h"

namespace recourse::cases {
namespace {

const model::Model& model_of(const Policy& policy) {
  return graph::internals(policy).model;
}

std::int64_t field(const Case::Body& body, model::FieldId id) {
  return machine::field(body.internals().machine, body.view(), static_cast<machine::Index>(id.index()));
}

}  // namespace

bool has_periods(const Policy& type) {
  return model_of(type).office_period.has_value();
}

OfficePeriod period_of(const Policy& type, calendar::Day day) {
  const model::Model& model = model_of(type);
  OfficePeriod period;
  period.first = first_of(model.office_period->cycle, day);
  period.last = last_of(model.office_period->cycle, day);
  period.begins = to_instant(model.calendar->instant(period.first, 0));
  period.ends = to_instant(model.calendar->last_minute(period.last) + 1);
  return period;
}

OfficePeriod period_of(const Policy& type, Instant instant) {
  return period_of(type, model_of(type).calendar->day_of(to_minute(instant)));
}

OfficePeriod first_period(const Policy& type) {
  const OfficePeriod period = period_of(type, model_of(type).in_force);
  return period.first == model_of(type).in_force ? period : period_of(type, period.last + 1);
}

std::string period_number(const model::Model& type, const std::string& office, calendar::Day day) {
  return type.case_name + "/" + calendar::format_cycle(type.office_period->cycle, day) + "/" + office;
}

std::string period_number(const Policy& type, const std::string& office, calendar::Day day) {
  return period_number(model_of(type), office, day);
}

std::optional<PeriodNumber> parse_period_number(const Policy& type, std::string_view number) {
  const model::Model& model = model_of(type);
  const std::string head = model.case_name + "/";
  if (!number.starts_with(head)) {
    return std::nullopt;
  }
  number.remove_prefix(head.size());
  const std::size_t end = number.find('/');
  const auto day = calendar::parse_cycle(model.office_period->cycle, number.substr(0, end));
  const std::string office(end == std::string_view::npos ? std::string_view() : number.substr(end + 1));
  const offices::OfficeIndex found = model.offices.find(office);
  constexpr calendar::Day kRoom = 400;  // for the period behind it
  const bool in_table =
      day && calendar::Calendar::in_table(*day) && calendar::Calendar::in_table(*day + kRoom);
  if (!in_table || found == offices::kNoOffice ||
      model.offices.offices()[static_cast<std::size_t>(found)].id != office) {
    return std::nullopt;
  }
  return PeriodNumber{office, period_of(type, *day)};
}

Act beginning(const Policy& type, const std::string& office, const OfficePeriod& period) {
  const model::Model& model = model_of(type);
  const model::Act& begins = model[model.office_period->begins];
  Act act;
  act.name = model.case_name + "." + begins.name;
  act.arguments[begins.parameters.front().name] = Value{office};
  act.actor.kind = Actor::Kind::clock;
  act.effective = period.begins;
  return act;
}

bool is_beginning(const Policy& policy, std::string_view act) {
  const Policy type = opened_by(policy, act);
  const model::Model& model = model_of(type);
  if (!model.office_period) {
    return false;
  }
  const model::Act& begins = model[model.office_period->begins];
  const std::string_view name = act_of_type(model.case_name, model.case_label, act);
  return name == begins.name || name == begins.label;
}

std::vector<std::string> offices_in(const Policy& type, const OfficePeriod& period) {
  std::vector<std::string> ids;
  for (const offices::Office& office : model_of(type).offices.offices()) {
    if (office.valid.covers(period.first)) {
      ids.push_back(office.id);
    }
  }
  return ids;
}

std::string office_of(const Case::Body& body) {
  const model::Model& model = body.internals().model;
  const std::int64_t office = field(body, model.office_period->office);
  return model.offices.offices()[static_cast<std::size_t>(office)].id;
}

OfficePeriod period_of(const Case::Body& body) {
  const std::int64_t day = field(body, body.internals().model.office_period->first_day);
  return period_of(body.policy, static_cast<calendar::Day>(day));
}

}  // namespace recourse::cases
