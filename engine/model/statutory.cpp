#include "engine/model/statutory.h"

#include <algorithm>

#include "engine/base/messages/model.h"
#include "engine/calendar/wording.h"
#include "engine/model/print.h"

namespace recourse::model {
namespace {

using calendar::Unit;

/// How many calendar days a period takes at least and at most, counted from any day of any calendar.
struct Span {
  std::int64_t least, most;
};

std::optional<Span> calendar_days(Period period) {
  const std::int64_t amount = period.amount;
  switch (period.unit) {
    case Unit::day:
      return Span{amount, amount};
    case Unit::month:
      return Span{amount * 28, amount * 31};
    case Unit::year:
      return Span{amount * 365, amount * 366};
    case Unit::minute:
    case Unit::hour:
    case Unit::working_day:  // as many as holidays want
      break;
  }
  return std::nullopt;
}

bool is_longer(Period period, Period than) {
  if (period.unit == than.unit) {
    return period.amount > than.amount;
  }
  const auto days = calendar_days(period), allowed = calendar_days(than);
  return days && allowed && days->least > allowed->most;
}

/// What the limit may be as far as that is settled beforehand: a period, or the answers of a table.
std::vector<Period> plain_periods(const Model& model, const std::optional<Limit>& limit) {
  std::vector<Period> periods;
  if (!limit || !limit->period.known()) {
    return periods;
  }
  const auto add = [&periods](std::int64_t duration) {
    if (duration != base::kUnknown) {
      periods.push_back(period_of(duration));
    }
  };
  const Expression& period = model[limit->period];
  if (period.operation == Operation::constant) {
    add(period.constant);
  } else if (period.operation == Operation::table) {
    const Table& table = model[TableId{period.index}];
    for (const Table::Row& row : table.rows) {
      add(row.answer);
    }
    add(table.otherwise.value_or(base::kUnknown));
  }
  return periods;
}

/// The first that is longer than all that is allowed.
std::optional<Period> excess(const std::vector<Period>& given, const std::vector<Period>& allowed) {
  const auto is_excess = [&](Period period) {
    return std::all_of(allowed.begin(), allowed.end(),
                       [period](Period other) { return is_longer(period, other); });
  };
  const auto found = std::find_if(given.begin(), given.end(), is_excess);
  return found == given.end() || allowed.empty() ? std::nullopt : std::optional(*found);
}

Period longest_of(const std::vector<Period>& periods) {
  Period longest = periods.front();
  for (const Period period : periods) {
    longest = is_longer(period, longest) ? period : longest;
  }
  return longest;
}

/// With all extensions; nothing when they are of another unit.
std::optional<Period> longest(Period period, const std::optional<Extension>& extension) {
  if (!extension) {
    return period;
  }
  if (extension->bound == Extension::Bound::to_at_most) {
    return extension->period;
  }
  if (extension->period.unit != period.unit) {
    return std::nullopt;
  }
  return Period{period.amount + static_cast<std::int32_t>(extension->times) * extension->period.amount,
                period.unit};
}

/// All of them with all extensions; none when one cannot be told.
std::vector<Period> longest(const std::vector<Period>& periods, const std::optional<Extension>& extension) {
  std::vector<Period> extended;
  for (const Period period : periods) {
    const auto most = longest(period, extension);
    if (!most) {
      return {};
    }
    extended.push_back(*most);
  }
  return extended;
}

Bilingual in_words(Period period) {
  return {calendar::describe(period, Language::english), calendar::describe(period, Language::chinese)};
}

Bilingual source_of(const Clause& clause) {
  if (clause.citations.empty()) {
    return {clause.name, clause.name};
  }
  return {citation_text(clause.citations, Language::english),
          citation_text(clause.citations, Language::chinese)};
}

}  // namespace

void check_statutory(Building& building, ClauseId above, ClauseId below, const SourceSpan& where) {
  const Model& model = building.model;
  const Clause &local = model[above], &law = model[below];
  // More time to use a right takes nothing from anybody.
  if (!law.limit || !law.limit->statutory || law.kind != Clause::Kind::must ||
      local.kind != Clause::Kind::must) {
    return;
  }
  if (!local.limit) {
    building.report(messages::statutory_without_limit, where, law.name, source_of(law));
    return;
  }
  const auto given = plain_periods(model, local.limit), allowed = plain_periods(model, law.limit);
  const bool run_alike = print_anchor(model, local.limit->anchor) == print_anchor(model, law.limit->anchor);
  if (!run_alike) {
    return;
  }
  const auto tell = [&](MessageCode code, Period period, const std::vector<Period>& periods) {
    building
        .report(code, model[local.limit->period].span, in_words(period), source_of(law),
                in_words(longest_of(periods)))
        .related.push_back({messages::statutory_stands_here, law.limit->span, {}});
  };
  const auto most_allowed = longest(allowed, law.limit->extension);
  if (const auto period = excess(given, allowed)) {
    tell(messages::statutory_loosened, *period, allowed);
  } else if (const auto most = excess(longest(given, local.limit->extension), most_allowed)) {
    tell(messages::statutory_loosened_extended, *most, most_allowed);
  }
}

}  // namespace recourse::model
