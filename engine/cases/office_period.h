// Cases of an office and a period (`for office each month`): which begin when, under which number. Whoever keeps cases lets them begin.
#pragma once

#include "engine/calendar/cycle.h"
#include "engine/cases/body.h"

namespace recourse::cases {

/// A stretch of days of a case type's cycle.
struct OfficePeriod {
  calendar::Day first = 0, last = 0;
  Instant begins, ends;  // its first minute; that behind its last
};

/// Whether cases of the type that the policy speaks of are of an office and a period. The functions below ask it to be.
[[nodiscard]] bool has_periods(const Policy& type);

[[nodiscard]] OfficePeriod period_of(const Policy& type, calendar::Day day);
/// In which the instant lies.
[[nodiscard]] OfficePeriod period_of(const Policy& type, Instant instant);
/// The first that begins while the policy is in force.
[[nodiscard]] OfficePeriod first_period(const Policy& type);

/// CASE/PERIOD/OFFICE: monthly_report/2026-03/town_east.
[[nodiscard]] std::string period_number(const model::Model& type, const std::string& office,
                                        calendar::Day day);
[[nodiscard]] std::string period_number(const Policy& type, const std::string& office, calendar::Day day);

/// What such a number says; nothing when it is none of the type's.
struct PeriodNumber {
  std::string office;
  OfficePeriod period;
};
[[nodiscard]] std::optional<PeriodNumber> parse_period_number(const Policy& type, std::string_view number);

/// The act by which the case of the office begins, as its period does. Whether the office is one that the policy means, the case says.
[[nodiscard]] Act beginning(const Policy& type, const std::string& office, const OfficePeriod& period);
/// Of the types of a policy, whether an act is such a one.
[[nodiscard]] bool is_beginning(const Policy& policy, std::string_view act);

/// The ids of the offices that are in force on the first day of the period, in the order of the directory.
[[nodiscard]] std::vector<std::string> offices_in(const Policy& type, const OfficePeriod& period);

/// Whose case it is, by id, and of which period; it must have begun.
[[nodiscard]] std::string office_of(const Case::Body& body);
[[nodiscard]] OfficePeriod period_of(const Case::Body& body);

}  // namespace recourse::cases
