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

Span calendar_days(Period period) {
  constexpr std::int64_t kMinutesOfADay = 24 * 60, kHoursOfADay = 24;
  const std::int64_t amount = period.amount;
  switch (period.unit) {
    case Unit::minute:
      return {amount / kMinutesOfADay, (amount + kMinutesOfADay - 1) / kMinutesOfADay};
    case Unit::hour:
      return {amount / kHoursOfADay, (amount + kHoursOfADay - 1) / kHoursOfADay};
    case Unit::day:
      return {amount, amount};
    case Unit::month:  // two months may be 59 days, and 62
      return amount == 1 ? Span{28, 31} : Span{amount * 365 / 12 - 3, amount * 365 / 12 + 3};
    case Unit::year:
      return {amount * 365, amount * 365 + amount / 4 + 1};
    case Unit::working_day:
      break;
  }
  // Not more than eight in a row, as before and after long holidays; two weekends in ten, and every ten weeks a holiday of ten days.
  return {amount + amount / 9, amount + 2 * (amount / 5 + 2) + 10 * (amount / 50 + 1)};
}

/// A year is twelve months.
Period in_months(Period period) {
  return period.unit == Unit::year ? Period{period.amount * 12, Unit::month} : period;
}

bool is_longer(Period period, Period than) {
  period = in_months(period);
  than = in_months(than);
  return period.unit == than.unit ? period.amount > than.amount
                                  : calendar_days(period).least > calendar_days(than).most;
}

bool is_surely_within(Period period, Period than) {
  period = in_months(period);
  than = in_months(than);
  return period.unit == than.unit ? period.amount <= than.amount
                                  : calendar_days(period).most <= calendar_days(than).least;
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

class StatutoryCheck {
public:
  StatutoryCheck(Building& building, const Clause& local, const Clause& law, const SourceSpan& where)
      : building_(building), model_(building.model), local_(local), law_(law), where_(where) {}

  void check() {
    const bool is_duty = law_.kind == Clause::Kind::must;
    if (local_.kind != law_.kind || !asks_for_the_same()) {
      const MessageCode code =
          is_duty ? messages::statutory_duty_replaced : messages::statutory_right_replaced;
      building_.report(code, where_, law_.name, source_of(law_), acts_of(law_));
    } else if (!local_.limit && is_duty) {
      building_.report(messages::statutory_without_limit, where_, law_.name, source_of(law_));
    } else if (local_.limit) {
      compare(is_duty);
    }
  }

private:
  /// A duty: nothing but what the law names, of which some may be left out, which is stricter. A right: all of it, to the same, without
  /// a condition that the law does not know, and as often.
  [[nodiscard]] bool asks_for_the_same() const {
    const auto names_all_of = [](const Clause& one, const Clause& other) {
      return std::all_of(other.acts.begin(), other.acts.end(), [&](ActId act) {
        return std::find(one.acts.begin(), one.acts.end(), act) != one.acts.end();
      });
    };
    if (law_.kind == Clause::Kind::must) {
      return !local_.any_act && names_all_of(law_, local_);
    }
    const auto guard = [&](const Clause& clause) {
      return clause.guard.known() ? print_expression(model_, clause.guard) : std::string();
    };
    const bool as_often = local_.times == 0 || (law_.times > 0 && local_.times >= law_.times);
    return names_all_of(local_, law_) && print_who(model_, local_.who) == print_who(model_, law_.who) &&
           as_often && (guard(local_).empty() || guard(local_) == guard(law_));
  }

  [[nodiscard]] std::vector<Argument::Item> acts_of(const Clause& clause) const {
    std::vector<Argument::Item> acts;
    for (const ActId act : clause.acts) {
      const Act& shown = model_[act];
      acts.emplace_back(Bilingual{shown_name(shown.name, shown.label, Language::english),
                                  shown_name(shown.name, shown.label, Language::chinese)});
    }
    return acts;
  }

  void compare(bool is_duty) {
    const auto given = plain_periods(model_, local_.limit), allowed = plain_periods(model_, law_.limit);
    if (given.empty() || allowed.empty()) {
      if (!same_limit()) {
        unsure(terms::unsure_by_date, allowed);
      }
    } else if (print_anchor(model_, local_.limit->anchor) != print_anchor(model_, law_.limit->anchor)) {
      unsure(terms::unsure_by_start, allowed);
    } else if (is_duty) {
      compare_duties(given, allowed);
    } else {
      compare_rights(given, allowed);
    }
  }

  void compare_rights(const std::vector<Period>& given, const std::vector<Period>& allowed) {
    const Period least = longest_of(given), law = longest_of(allowed);
    if (const auto period = excess(allowed, given)) {
      tell(messages::statutory_right_shortened, least, {*period});
    } else if (!is_surely_within(law, least)) {
      unsure(terms::unsure_by_unit, allowed);
    } else if (local_.limit->exactly && !law_.limit->exactly) {
      unsure(terms::unsure_by_not_rolling, allowed);
    }
  }

  /// A date, or a period that rests on a field, is the same when it is written alike.
  [[nodiscard]] bool same_limit() const {
    const auto print = [&](ExpressionId id) { return id.known() ? print_expression(model_, id) : ""; };
    return print(local_.limit->period) == print(law_.limit->period) &&
           print(local_.limit->until) == print(law_.limit->until) &&
           print_anchor(model_, local_.limit->anchor) == print_anchor(model_, law_.limit->anchor);
  }

  void compare_duties(const std::vector<Period>& given, const std::vector<Period>& allowed) {
    const auto extended = longest(given, local_.limit->extension);
    const auto most_allowed = longest(allowed, law_.limit->extension);
    const auto is_within = [](const std::vector<Period>& some, const std::vector<Period>& others) {
      return std::all_of(some.begin(), some.end(), [&](Period one) {
        return std::any_of(others.begin(), others.end(),
                           [one](Period other) { return is_surely_within(one, other); });
      });
    };
    if (const auto period = excess(given, allowed)) {
      tell(messages::statutory_loosened, *period, allowed);
    } else if (const auto most = excess(extended, most_allowed)) {
      tell(messages::statutory_loosened_extended, *most, most_allowed);
    } else if (extended.empty() || !is_within(given, allowed) || !is_within(extended, most_allowed)) {
      unsure(terms::unsure_by_unit, allowed);
    } else if (law_.limit->exactly && !local_.limit->exactly) {
      unsure(terms::unsure_by_rolling, allowed);
    }
  }

  [[nodiscard]] const SourceSpan& place() const {
    return local_.limit->period.known() ? model_[local_.limit->period].span : local_.limit->span;
  }

  void tell(MessageCode code, Period period, const std::vector<Period>& periods) {
    building_.report(code, place(), in_words(period), source_of(law_), in_words(longest_of(periods)))
        .related.push_back({messages::statutory_stands_here, law_.limit->span, {}});
  }

  void unsure(TermCode why, const std::vector<Period>& allowed) {
    building_
        .report(messages::statutory_unsure, place(), why, source_of(law_),
                allowed.empty() ? Argument(source_text(law_.limit->span))
                                : Argument(in_words(longest_of(allowed))))
        .related.push_back({messages::statutory_stands_here, law_.limit->span, {}});
  }

  Building& building_;
  const Model& model_;
  const Clause &local_, &law_;
  const SourceSpan& where_;
};

}  // namespace

void check_statutory(Building& building, ClauseId above, ClauseId below, const SourceSpan& where) {
  const Clause &local = building.model[above], &law = building.model[below];
  if (law.limit && law.limit->statutory) {
    StatutoryCheck(building, local, law, where).check();
  }
}

}  // namespace recourse::model
