// Periods and receipts for people: the room's own values turned into the public ones and into words. Knows no
// rules.
#pragma once

#include <string>
#include <vector>

#include "engine/calendar/calendar.h"
#include "recourse/calendar.h"

namespace recourse::calendar {

/// "5 working days" / "5个工作日"; no days are "the same day" / "当日".
std::string describe(Period period, Language language);

/// The stable name of a unit: "working-day".
std::string_view unit_name(Unit unit);

/// "14:30": the time of an instant in the calendar's zone.
std::string format_time(const Calendar& calendar, Minute instant);

/// The lines of a receipt as the public API shows them. Cost: linear.
std::vector<recourse::ReceiptLine> to_public(const Calendar& calendar,
                                             const std::vector<ReceiptLine>& receipt);

}  // namespace recourse::calendar
