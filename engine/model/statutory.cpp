#include "engine/model/statutory.h"

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

std::optional<Period> plain_period(const Model& model, const std::optional<Limit>& limit) {
  const bool is_plain =
      limit && limit->period.known() && model[limit->period].operation == Operation::constant;
  return is_plain ? std::optional(period_of(model[limit->period].constant)) : std::nullopt;
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

Bilingual in_words(Period period) {
  return {calendar::describe(period, Language::english), calendar::describe(period, Language::chinese)};
}

std::string source_of(const Clause& clause) {
  if (clause.citations.empty()) {
    return clause.name;
  }
  const Citation& citation = clause.citations.front();
  return citation.articles.empty() ? citation.source : citation.source + " " + citation.articles.front();
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
  const auto given = plain_period(model, local.limit), allowed = plain_period(model, law.limit);
  const bool run_alike = print_anchor(model, local.limit->anchor) == print_anchor(model, law.limit->anchor);
  if (!given || !allowed || !run_alike) {
    return;
  }
  const auto most_given = longest(*given, local.limit->extension);
  const auto most_allowed = longest(*allowed, law.limit->extension);
  if (is_longer(*given, *allowed)) {
    building.report(messages::statutory_loosened, where, in_words(*given), source_of(law),
                    in_words(*allowed));
  } else if (most_given && most_allowed && is_longer(*most_given, *most_allowed)) {
    building.report(messages::statutory_loosened, where, in_words(*most_given), source_of(law),
                    in_words(*most_allowed));
  }
}

}  // namespace recourse::model
