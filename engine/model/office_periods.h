// `for office each PERIOD`: a case of its own for each office, anew in each period, written out as an ordinary case type; and
// what a case asks of the period before, which that one tells it.
#pragma once

#include "engine/model/building.h"
#include "engine/model/expressions.h"

namespace recourse::model {

/// The most periods that `in N of last M` can look back on, the present one among them.
inline constexpr std::int64_t kMostPeriods = 60;

/// A process for office and period says no more than: a case type of its name with the fields office, first_day and last_day, which
/// begins by an act, and a timer that shows the period's end. Written so into the files. A rule for office and period stands once for
/// each process of that period. Reports a rule of which there is no such process.
void expand_office_periods(Files& files, base::DiagnosticList& diagnostics);

/// Whether a field is one of those that such a case begins with: whose it is, and its days.
bool is_set_by_period(const Building& building, FieldId field);
/// What the case of the period before says of a field or derived field now; reports what cannot be asked.
Typed previous_value(Building& building, const language::Expression& name, const SourceSpan& span);
/// In which of the last periods a field was yes, as bits, the present period last; reports what cannot be asked.
Typed periods_of(Building& building, const language::Expression& name, const SourceSpan& span);

/// The days of the period, and the act by which the case learns what is asked of the period before. Of a case type for office and
/// period, when its clauses are resolved.
void complete_office_period(Building& building);

}  // namespace recourse::model
