// The random policies are worth comparing on: accepted nearly always, the same in both languages, and no construct missing.
#include "tests/reference/policy_generator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>

#include "engine/model/build.h"
#include "tests/reference/differential.h"

namespace recourse::reference {
namespace {

using model::Anchor;
using model::Clause;
using model::Effect;
using model::Extension;

constexpr std::uint64_t kPolicies = 150;

void count_limit(const model::Limit& limit, std::map<std::string, int>& counts) {
  static const std::map<Anchor::Kind, std::string> anchors = {{Anchor::Kind::activation, "no anchor"},
                                                              {Anchor::Kind::act, "from act"},
                                                              {Anchor::Kind::stage, "from stage"},
                                                              {Anchor::Kind::field, "from field"},
                                                              {Anchor::Kind::before_due, "before due"}};
  ++counts[anchors.at(limit.anchor.kind)];
  counts["until"] += limit.until.known();
  counts["exactly"] += limit.exactly;
  counts["statutory"] += limit.statutory;
  counts["assumed"] += limit.assumed;
  if (!limit.extension) return;
  static const std::map<Extension::Bound, std::string> bounds = {
      {Extension::Bound::by, "by"},
      {Extension::Bound::by_up_to, "by up to"},
      {Extension::Bound::to_at_most, "to at most"}};
  ++counts[bounds.at(limit.extension->bound)];
}

void count_clause(const model::Model& model, const Clause& clause, std::map<std::string, int>& counts) {
  static const std::map<Clause::Kind, std::string> kinds = {
      {Clause::Kind::must, "must"},         {Clause::Kind::may, "may"},
      {Clause::Kind::must_not, "must not"}, {Clause::Kind::on, "on"},
      {Clause::Kind::opens_on, "opens on"}, {Clause::Kind::after, "after"}};
  static const std::map<Clause::Trigger, std::string> triggers = {{Clause::Trigger::act, "act"},
                                                                  {Clause::Trigger::overdue, "overdue"},
                                                                  {Clause::Trigger::done, "done"},
                                                                  {Clause::Trigger::entered, "entered"}};
  ++counts[kinds.at(clause.kind)];
  if (clause.kind == Clause::Kind::on) ++counts["on " + triggers.at(clause.trigger)];
  counts["alternatives"] += clause.kind == Clause::Kind::must && clause.acts.size() > 1;
  counts["any act"] += clause.any_act;
  counts["approval"] += clause.approval.known();
  counts["condition"] += clause.condition.known();
  counts["guard"] += clause.guard.known();
  counts["once"] += clause.times == 1;
  counts["times"] += clause.times > 1;
  counts["window with else"] += clause.kind == Clause::Kind::may && clause.has_else;
  counts["lapse with else"] += clause.kind == Clause::Kind::must && clause.has_else;
  counts["at"] += clause.chart > 0 && model[clause.stage].region == RegionId{0};
  if (clause.limit) count_limit(*clause.limit, counts);
  static const std::map<Effect::Kind, std::string> effects = {{Effect::Kind::set, "set"},
                                                              {Effect::Kind::set_once, "set once"},
                                                              {Effect::Kind::add, "add"},
                                                              {Effect::Kind::remove, "remove"},
                                                              {Effect::Kind::notify, "notify"}};
  for (const auto* consequence : {&clause.then, &clause.otherwise})
    for (const Effect& effect : consequence->effects) ++counts[effects.at(effect.kind)];
}

TEST(PolicyGenerator, UsesEveryConstructAndIsNearlyAlwaysAccepted) {
  std::map<std::string, int> counts;
  std::uint64_t accepted = 0;
  std::string errors;
  for (std::uint64_t seed = 1; seed <= kPolicies; ++seed) {
    LoadedPolicy policy = load_policy(generate_policy(seed, Language::english));
    if (!policy.model) {
      errors += policy.errors.substr(0, policy.errors.find('\n') + 1);
      continue;
    }
    ++accepted;
    for (const Clause& clause : policy.model->clauses) count_clause(*policy.model, clause, counts);
    counts["pause"] += static_cast<int>(policy.model->pauses.size());
    counts["case region"] += policy.model->regions.size() > 1;
    for (const model::Expression& expression : policy.model->expressions)
      ++counts["operation " + std::to_string(static_cast<int>(expression.operation))];
  }
  std::cout << accepted << " of " << kPolicies << " random policies accepted\n";
  EXPECT_GT(accepted, kPolicies * 9 / 10) << errors;
  for (const auto& [construct, count] : counts) EXPECT_GT(count, 0) << construct << " is never used";
  for (int operation = 0; operation <= static_cast<int>(base::Operation::competent); ++operation)
    EXPECT_GT(counts["operation " + std::to_string(operation)], 0)
        << "operation " << operation << " is never used";
}

TEST(PolicyGenerator, SaysTheSameInBothLanguages) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    LoadedPolicy english = load_policy(generate_policy(seed, Language::english));
    LoadedPolicy chinese = load_policy(generate_policy(seed, Language::chinese));
    ASSERT_EQ(english.model != nullptr, chinese.model != nullptr) << seed << english.errors << chinese.errors;
    if (!english.model) continue;
    EXPECT_EQ(model::digest(*english.model), model::digest(*chinese.model)) << seed;
  }
}

}  // namespace
}  // namespace recourse::reference
