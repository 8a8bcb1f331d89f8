// The random policies are worth comparing on: accepted nearly always, the same in both languages, and no construct missing.
// What can be said is counted over whole enumerations, so that one that is never written has a count of none.
#include "tests/reference/policy_generator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>

#include "engine/model/build.h"
#include "tests/reference/differential.h"
#include "tests/support/spaces.h"

namespace recourse::reference {
namespace {

using base::Operation;
using base::Type;
using model::Anchor;
using model::Clause;
using model::Effect;
using model::Extension;
using model::Model;
using model::Record;
using model::Who;

constexpr std::uint64_t kPolicies = 250;

/// The last of each enumeration; the switches below fail to compile when one is added that they do not name.
constexpr auto last(Clause::Kind /*of*/) {
  return Clause::Kind::after;
}
constexpr auto last(Clause::Trigger /*of*/) {
  return Clause::Trigger::ended;
}
constexpr auto last(Anchor::Kind /*of*/) {
  return Anchor::Kind::latest;
}
constexpr auto last(Extension::Bound /*of*/) {
  return Extension::Bound::to_at_most;
}
constexpr auto last(Effect::Kind /*of*/) {
  return Effect::Kind::send;
}
constexpr auto last(Who::Kind /*of*/) {
  return Who::Kind::each_of;
}
constexpr auto last(Record::What /*of*/) {
  return Record::What::parameter;  // `instant` is no construct of its own
}
constexpr auto last(Operation /*of*/) {
  return Operation::table;
}
constexpr auto last(model::Table::Hit /*of*/) {
  return model::Table::Hit::greatest;
}
constexpr auto last(Type /*of*/) {
  return Type::choice_set;
}

std::string name(Clause::Kind kind) {
  switch (kind) {
    case Clause::Kind::must:
      return "must";
    case Clause::Kind::may:
      return "may";
    case Clause::Kind::must_not:
      return "must not";
    case Clause::Kind::on:
      return "on";
    case Clause::Kind::opens_on:
      return "opens on";
    case Clause::Kind::after:
      return "after";
  }
  return "";
}

std::string name(Clause::Trigger trigger) {
  switch (trigger) {
    case Clause::Trigger::act:
      return "on act";
    case Clause::Trigger::overdue:
      return "on overdue";
    case Clause::Trigger::done:
      return "on done";
    case Clause::Trigger::entered:
      return "on entered";
    case Clause::Trigger::ended:
      return "on done of a parallel stage";
  }
  return "";
}

std::string name(Anchor::Kind kind) {
  switch (kind) {
    case Anchor::Kind::activation:
      return "no anchor";
    case Anchor::Kind::act:
      return "from act";
    case Anchor::Kind::stage:
      return "from stage";
    case Anchor::Kind::field:
      return "from field";
    case Anchor::Kind::before_due:
      return "from DUTY.due - D";
    case Anchor::Kind::later:
      return "from X + D";
    case Anchor::Kind::earliest:
      return "from earliest";
    case Anchor::Kind::latest:
      return "from latest";
  }
  return "";
}

std::string name(Extension::Bound bound) {
  switch (bound) {
    case Extension::Bound::by:
      return "by";
    case Extension::Bound::by_up_to:
      return "by up to";
    case Extension::Bound::to_at_most:
      return "to at most";
  }
  return "";
}

std::string name(Effect::Kind kind) {
  switch (kind) {
    case Effect::Kind::set:
      return "set";
    case Effect::Kind::set_once:
      return "set once";
    case Effect::Kind::add:
      return "add";
    case Effect::Kind::remove:
      return "remove";
    case Effect::Kind::notify:
      return "notify";
    case Effect::Kind::send:
      return "send";
  }
  return "";
}

std::string name(Who::Kind kind) {
  switch (kind) {
    case Who::Kind::party:
      return "party";
    case Who::Kind::office:
      return "office";
    case Who::Kind::post:
      return "post";
    case Who::Kind::any_of:
      return "any of";
    case Who::Kind::each_of:
      return "each of";
  }
  return "";
}

std::string name(Record::What what) {
  switch (what) {
    case Record::What::count:
      return "ACT.count";
    case Record::What::day:
      return "ACT.date";
    case Record::What::by:
      return "ACT.by";
    case Record::What::office:
      return "ACT.office";
    case Record::What::parameter:
      return "ACT.PARAMETER";
    case Record::What::instant:
      return "";
  }
  return "";
}

std::string name(model::Table::Hit hit) {
  switch (hit) {
    case model::Table::Hit::unique:
      return "table unique";
    case model::Table::Hit::first:
      return "table first";
    case model::Table::Hit::collect:
      return "table collect";
    case model::Table::Hit::sum:
      return "table collect sum";
    case model::Table::Hit::least:
      return "table collect least";
    case model::Table::Hit::greatest:
      return "table collect greatest";
  }
  return "";
}

std::string name(Operation operation) {
  return "operation " + std::to_string(static_cast<int>(operation));
}

std::string name(Type type) {
  return "type " + std::to_string(static_cast<int>(type));
}

class Counts {
public:
  Counts() {
    none<Clause::Kind>();
    none<Clause::Trigger>();
    none<Anchor::Kind>();
    none<Extension::Bound>();
    none<Effect::Kind>();
    none<Who::Kind>();
    none<Record::What>();
    none<Operation>();
    none<model::Table::Hit>();
    none<Type>();
    for (int unit = 0; unit <= static_cast<int>(Unit::year); ++unit)
      counts_["unit " + std::to_string(unit)] = 0;
  }

  template <typename Kind>
  void add(Kind kind) {
    if (kind <= last(kind)) ++counts_.at(name(kind));
  }
  void add(const std::string& construct, bool is_there) { counts_[construct] += is_there ? 1 : 0; }
  void add(const std::string& construct) { ++counts_.at(construct); }
  [[nodiscard]] const std::map<std::string, int>& all() const { return counts_; }

private:
  template <typename Kind>
  void none() {
    for (int kind = 0; kind <= static_cast<int>(last(Kind{})); ++kind)
      counts_[name(static_cast<Kind>(kind))] = 0;
  }

  std::map<std::string, int> counts_;
};

void count_limit(const model::Limit& limit, Counts& counts) {
  for_each_part(limit.anchor, [&counts](const Anchor& part) { counts.add(part.kind); });
  counts.add("until", limit.until.known());
  counts.add("exactly", limit.exactly);
  counts.add("statutory", limit.statutory);
  counts.add("assumed", limit.assumed);
  counts.add("aim", limit.aim.has_value());
  if (limit.extension) counts.add(limit.extension->bound);
}

void count_clause(const Model& model, const Clause& clause, Counts& counts) {
  counts.add(clause.kind);
  if (clause.kind == Clause::Kind::on) counts.add(clause.trigger);
  bool several = clause.acts.size() > 1;
  counts.add("must A or B", clause.kind == Clause::Kind::must && several);
  counts.add("may A or B", clause.kind == Clause::Kind::may && several);
  counts.add("on A or B", clause.kind == Clause::Kind::on && several);
  counts.add("opens on A or B", clause.kind == Clause::Kind::opens_on && several);
  counts.add("on approve(A)", clause.kind == Clause::Kind::on && !clause.acts.empty() &&
                                  model[clause.acts.front()].approves.known());
  counts.add("any act", clause.any_act);
  counts.add("approval", clause.approval.known());
  counts.add("condition", clause.condition.known());
  counts.add("guard", clause.guard.known());
  counts.add("once", clause.times == 1);
  counts.add("times", clause.times > 1);
  counts.add("window with else", clause.kind == Clause::Kind::may && clause.has_else);
  counts.add("lapse with else", clause.kind == Clause::Kind::must && clause.has_else);
  bool each = is_of_members(model, clause);
  counts.add("each of with a move", each && clause.then.target.known());
  counts.add("each of with extension", each && clause.limit && clause.limit->extension);
  counts.add("each of with else", each && clause.has_else);
  counts.add("each of S except X", each && model[clause.who].except.known());
  counts.add("at", clause.chart > 0 && model.outermost(model[clause.stage].region) == RegionId{0});
  if (clause.limit) count_limit(*clause.limit, counts);
  for (const auto* consequence : {&clause.then, &clause.otherwise})
    for (const Effect& effect : consequence->effects) {
      counts.add(effect.kind);
      counts.add("submit to an office",
                 effect.sent && effect.sent->to.known() && model[effect.sent->to].type.type == Type::office);
      counts.add("open", effect.sent && !effect.sent->to.known());
      counts.add("submit", effect.sent && effect.sent->to.known());
      counts.add("notify without text", effect.kind == Effect::Kind::notify && effect.text.empty());
    }
}

void count_expression(const Model& model, const model::Expression& expression, Counts& counts) {
  counts.add(expression.operation);
  if (expression.type.type == Type::duration && expression.operation == Operation::constant)
    counts.add("unit " + std::to_string(expression.constant & 7));
  if (expression.operands.size() != 2) return;
  const model::Expression& left = model[expression.operands[0]];
  const model::Expression& right = model[expression.operands[1]];
  counts.add("duration = duration",
             expression.operation == Operation::equal && left.type.type == Type::duration);
  counts.add("office = office", expression.operation == Operation::equal && left.type.type == Type::office);
  counts.add("date - period", expression.operation == Operation::add_duration &&
                                  right.operation == Operation::constant && right.constant < 0);
  counts.add("date - date", expression.operation == Operation::subtract && left.type.type == Type::date);
}

void count_table(const model::Table& table, Counts& counts) {
  counts.add(table.hit);
  counts.add("table with otherwise", table.otherwise.has_value());
  counts.add("table that may give nothing", table.answer.optional && !table.otherwise);
  for (const model::Table::Row& row : table.rows)
    for (std::size_t column = 0; column < row.cells.size(); ++column) {
      const model::ValueSet& cell = row.cells[column];
      counts.add("cell of several intervals", cell.known.size() > 1);
      counts.add("cell of unknown alone", cell.unknown && cell.known.empty());
      counts.add("cell of known values and unknown", cell.unknown && !cell.known.empty());
      counts.add("input of type " + std::to_string(static_cast<int>(table.inputs[column].type.type)), true);
    }
}

void count_model(const Model& model, Counts& counts) {
  int openings = 0;
  for (const Clause& clause : model.clauses) {
    bool asks = clause.limit && clause.limit->period.known() &&
                model[clause.limit->period].operation == Operation::table;
    counts.add("within TABLE(…)", asks);
    openings += clause.kind == Clause::Kind::opens_on ? 1 : 0;
    count_clause(model, clause, counts);
  }
  counts.add("for office each", model.office_period.has_value());
  counts.add("previous", model.office_period && model.office_period->told);
  counts.add("several opens on", openings > 1);
  counts.add("pause", !model.pauses.empty());
  counts.add("case region", model.regions.size() > 1);
  for (const model::Stage& stage : model.stages) {
    counts.add("parallel", stage.parallel);
    counts.add("parallel in a branch", stage.parallel && model[model[stage.region].root].parent.known());
    counts.add("final stage of a branch", stage.final && model[stage.region].parallel.known());
  }
  for (const model::Field& field : model.fields) {
    counts.add(field.type.type);
    counts.add("money", field.type.scale > 0);
  }
  for (const model::Act& act : model.acts)
    for (const model::ActParameter& parameter : act.parameters) {
      counts.add("money as parameter", parameter.type.scale > 0);
      counts.add("person as parameter", parameter.type.type == Type::person);
    }
  for (const Record& record : model.records) counts.add(record.what);
  for (const model::Migration& migration : model.migrations) {
    for (const model::Migration::Stages& stages : migration.stages) {
      counts.add("migration of others", stages.others);
      counts.add("migration that leaves cases where they are", stages.stay);
      counts.add("migration to the stage of the same name", !stages.stay && !stages.target.known());
      counts.add("migration to a stage", stages.target.known());
      counts.add("migration with effects of a stage", !stages.effects.empty());
    }
    counts.add("migration of a field", !migration.fields.empty());
    counts.add("migration that drops fields", !migration.dropped.empty());
    counts.add("migration with effects", !migration.effects.empty());
  }
  for (const model::Table& table : model.tables) count_table(table, counts);
  for (const Who& who : model.whos) {
    counts.add(who.kind);
    counts.add("otherwise", who.otherwise.known());
  }
  for (const model::Expression& expression : model.expressions) count_expression(model, expression, counts);
}

int occurrences(const std::string& text, std::string_view wanted) {
  int count = 0;
  for (auto at = text.find(wanted); at != std::string::npos; at = text.find(wanted, at + 1)) ++count;
  return count;
}

/// What is no longer to be seen in a model.
void count_text(const std::map<std::string, std::string>& files, Counts& counts) {
  std::string text;
  for (const auto& [file, content] : files)
    if (file.ends_with(".rules")) text += content;
  counts.add("use", files.contains("more.rules"));
  for (const auto& [file, content] : files) counts.add("table from CSV", file.ends_with(".csv"));
  counts.add("case declared twice",
             occurrences(text, "\ncase matter") + occurrences(text, "\n事项 matter") > 1);
  counts.add("derived field read", occurrences(text, "grave") > 1 && occurrences(text, "sum") > 1);
  counts.add("label as a name", occurrences(text, "「标") > 0);
  counts.add("overrides", occurrences(text, " overrides ") > 0);
  counts.add("in {…}", occurrences(text, " in {") > 0);
  counts.add("not in {…}", occurrences(text, " not in {") > 0);
  counts.add("first in a condition", occurrences(text, "when first ") + occurrences(text, "(first ") > 0);
  counts.add("a clause of the other language", occurrences(text, "应当") > 0);
  bool nested = false, pauses = false;
  for (auto at = text.find(" {\n"); at != std::string::npos; at = text.find(" {\n", at + 1)) {
    auto line = text.rfind('\n', at) + 1, next = at + 3;
    if (text.find_first_not_of(' ', line) != text.find("when ", line)) continue;
    auto inner = text.find_first_not_of(' ', next);
    nested = nested || text.compare(inner, 5, "when ") == 0;
    pauses = pauses || text.compare(inner, 6, "pause ") == 0;
  }
  counts.add("when inside when", nested);
  counts.add("pause inside when", pauses);
}

TEST(PolicyGenerator, UsesEveryConstructAndIsNearlyAlwaysAccepted) {
  Counts counts;
  std::uint64_t accepted = 0;
  std::string errors;
  for (std::uint64_t seed = 1; seed <= kPolicies; ++seed) {
    auto files = generate_policy(seed, Language::english);
    LoadedPolicy policy = load_policy(files);
    if (!policy.model) {
      errors += policy.errors.substr(0, policy.errors.find('\n') + 1);
      continue;
    }
    ++accepted;
    count_model(*policy.model, counts);
    count_text(files, counts);
  }
  std::cout << accepted << " of " << kPolicies << " random policies accepted\n";
  EXPECT_GT(accepted, kPolicies * 9 / 10) << errors;
  for (const auto& [construct, count] : counts.all()) EXPECT_GT(count, 0) << construct << " is never used";
}

/// What the digest does not hold.
std::string migrations(const model::Model& model) {
  const std::string all = model::dump(model);
  return all.substr(std::min(all.find("\nmigrate "), all.size()));
}

TEST(PolicyGenerator, SaysTheSameInBothLanguages) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    LoadedPolicy english = load_policy(generate_policy(seed, Language::english));
    LoadedPolicy chinese = load_policy(generate_policy(seed, Language::chinese));
    ASSERT_EQ(english.model != nullptr, chinese.model != nullptr) << seed << english.errors << chinese.errors;
    if (!english.model) continue;
    EXPECT_EQ(model::canonical(*english.model), model::canonical(*chinese.model)) << seed;
    EXPECT_EQ(migrations(*english.model), migrations(*chinese.model)) << seed;
  }
}

TEST(PolicyGenerator, SaysTheSameInChineseWithoutSpaces) {
  int removed = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    auto files = generate_policy(seed, Language::chinese);
    LoadedPolicy spaced = load_policy(files);
    for (auto& [name, text] : files) {
      if (name.ends_with(".rules") || name.ends_with(".csv")) text = testing::without_spaces(text, removed);
    }
    LoadedPolicy glued = load_policy(files);
    ASSERT_EQ(spaced.model != nullptr, glued.model != nullptr) << seed << spaced.errors << glued.errors;
    if (!spaced.model) continue;
    EXPECT_EQ(model::canonical(*spaced.model), model::canonical(*glued.model)) << seed;
    EXPECT_EQ(migrations(*spaced.model), migrations(*glued.model)) << seed;
  }
  EXPECT_GT(removed, 5000);
}

}  // namespace
}  // namespace recourse::reference
