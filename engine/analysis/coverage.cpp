// The items of a policy: what its clauses, pauses and tables say, each with its name and place. Doors: coverage_of(), and what
// recourse/test.h says of a Coverage.
#include "engine/analysis/coverage.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/base/messages/analysis.h"
#include "engine/base/messages/model.h"
#include "engine/graph/clause_name.h"

namespace recourse::analysis {
namespace {

using Kind = CoverageItem::Kind;
using graph::Wording;
using model::Clause;

/// Calls `name(wording)` in both languages.
template <typename Name>
Bilingual in_both(const model::Model& model, Name&& name) {
  return {name(Wording(model, Language::english)), name(Wording(model, Language::chinese))};
}

Kind kind_of(Clause::Kind kind) {
  switch (kind) {
    case Clause::Kind::opens_on:
      return Kind::opening;
    case Clause::Kind::must:
      return Kind::duty;
    case Clause::Kind::may:
      return Kind::right;
    case Clause::Kind::must_not:
      return Kind::prohibition;
    case Clause::Kind::on:
      return Kind::listener;
    case Clause::Kind::after:
      break;
  }
  return Kind::timer;
}

/// The items of one case type, with the marks by which they are reached.
class Items {
public:
  Items(const model::Model& model, const Reached& reached) : model_(model), reached_(reached) {}

  std::vector<CoverageItem> list() {
    for (std::size_t i = 0; i < model_.clauses.size(); ++i) {
      if (!is_made(i)) clause(i);
    }
    for (std::size_t i = 0; i < model_.pauses.size(); ++i) pause(i);
    for (std::size_t i = 0; i < model_.tables.size(); ++i) rows(i);
    return std::move(items_);
  }

private:
  /// What shows the end of a period, and by which a case learns of the one before: nobody wrote it.
  [[nodiscard]] bool is_made(std::size_t index) const {
    if (!model_.office_period) return false;
    const model::OfficePeriod& period = *model_.office_period;
    const std::vector<model::ActId>& acts = model_.clauses[index].acts;
    return index == period.ends.index() ||
           (period.told && std::find(acts.begin(), acts.end(), period.told->act) != acts.end());
  }

  template <typename Name>
  void add(const Mark& mark, const SourceSpan& span, Name&& name) {
    items_.push_back({mark.kind, in_both(model_, name), span, reached_.contains(mark)});
  }

  void clause(std::size_t index) {
    const Clause& clause = model_.clauses[index];
    const auto name = [&](const Wording& wording) {
      return graph::clause_name(model_, model::ClauseId{static_cast<std::int32_t>(index)}, wording);
    };
    add({kind_of(clause.kind), index}, clause.span, name);
    const bool is_duty = clause.kind == Clause::Kind::must, is_right = clause.kind == Clause::Kind::may;
    if (clause.limit && (is_duty || (is_right && clause.has_else)))
      add({Kind::lapse, index}, clause.has_else ? clause.otherwise.span : clause.limit->span, name);
    if (clause.guard.known() && (is_right || clause.kind == Clause::Kind::opens_on))
      add({Kind::condition, index}, model_[clause.guard].span, name);
    if (clause.approval.known())
      add({Kind::approval, index}, clause.span,
          [&](const Wording& wording) { return wording.act(clause.approval); });
    if (clause.limit && clause.limit->extension) add({Kind::extension, index}, clause.limit->span, name);
  }

  void pause(std::size_t index) {
    const model::Pause& pause = model_.pauses[index];
    add({Kind::pause, index}, pause.span, [&](const Wording& wording) {
      std::string names;
      for (const model::ClauseId clause : pause.clauses) {
        names += (names.empty() ? "" : wording.words(terms::word_between_items)) +
                 graph::clause_name(model_, clause, wording);
      }
      return names;
    });
  }

  void rows(std::size_t index) {
    const model::Table& table = model_.tables[index];
    for (std::uint32_t row = 0; row < table.rows.size() + (table.otherwise ? 1 : 0); ++row) {
      const bool is_otherwise = row == table.rows.size();
      add({Kind::row, index, row}, is_otherwise ? table.otherwise_span : table.rows[row].span,
          [&](const Wording& wording) {
            const std::string name = graph::shown_name(table.name, table.label, wording.language());
            return is_otherwise ? wording.words(terms::coverage_otherwise, {name})
                                : wording.words(terms::coverage_row, {name, std::to_string(row + 1)});
          });
    }
  }

  const model::Model& model_;
  const Reached& reached_;
  std::vector<CoverageItem> items_;
};

}  // namespace

Coverage coverage_of(const std::vector<Policy>& types, const std::vector<Reached>& reached) {
  // What serves several case types is the same text, read once for each.
  std::map<std::tuple<std::string, std::uint32_t, Kind, std::string>, CoverageItem> items;
  for (std::size_t type = 0; type < types.size(); ++type) {
    for (CoverageItem& item : Items(graph::internals(types[type]).model, reached[type]).list()) {
      const auto [place, is_new] =
          items.try_emplace({item.span.source->name, item.span.begin, item.kind, item.name.english}, item);
      if (!is_new) place->second.reached = place->second.reached || item.reached;
    }
  }
  Coverage coverage;
  for (auto& [place, item] : items) coverage.items.push_back(std::move(item));
  return coverage;
}

}  // namespace recourse::analysis

namespace recourse {
namespace {

template <typename Which>
Coverage::Count count_of(const std::vector<CoverageItem>& items, Which&& which) {
  Coverage::Count count;
  for (const CoverageItem& item : items) {
    if (!which(item)) continue;
    ++count.all;
    count.reached += item.reached ? 1 : 0;
  }
  return count;
}

}  // namespace

Coverage::Count Coverage::count() const {
  return count_of(items, [](const CoverageItem&) { return true; });
}

Coverage::Count Coverage::count(CoverageItem::Kind kind) const {
  return count_of(items, [kind](const CoverageItem& item) { return item.kind == kind; });
}

std::string_view kind_name(CoverageItem::Kind kind) {
  static constexpr std::string_view kNames[] = {"opening",     "duty",      "lapse",    "right",
                                                "prohibition", "condition", "approval", "extension",
                                                "listener",    "timer",     "pause",    "row"};
  return kNames[static_cast<std::size_t>(kind)];
}

const std::vector<CoverageItem::Kind>& coverage_kinds() {
  using Kind = CoverageItem::Kind;
  static const std::vector<Kind> kKinds{Kind::opening,     Kind::duty,      Kind::lapse,    Kind::right,
                                        Kind::prohibition, Kind::condition, Kind::approval, Kind::extension,
                                        Kind::listener,    Kind::timer,     Kind::pause,    Kind::row};
  return kKinds;
}

}  // namespace recourse
