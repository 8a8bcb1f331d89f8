// What lower() makes of models built by hand: places in the record, shared slots, rows. Goldens over rule
// files stand in tests/golden/graph.
#include "engine/graph/lower.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace recourse {
namespace {

using machine::kNone;
using machine::Machine;
using model::ActId;
using model::Clause;
using model::ClauseId;
using model::ExpressionId;
using model::FieldId;
using model::Model;
using model::StageId;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// A model of one process, put together line by line.
class Builder {
public:
  Builder() {
    model.regions.push_back({"road", StageId{0}});
    stage("road", {});
  }

  StageId stage(const std::string& name, StageId parent, bool final = false) {
    const StageId id{static_cast<std::int32_t>(model.stages.size())};
    model::Stage& added = model.stages.emplace_back();
    added.name = name;
    added.region = model::RegionId{0};
    added.parent = parent;
    added.final = final;
    if (parent.known()) {
      model.stages[parent.index()].children.push_back(id);
      if (!model.stages[parent.index()].start.known()) {
        model.stages[parent.index()].start = id;
      }
    }
    return id;
  }

  ActId act(const std::string& name) {
    model.acts.push_back({name, name, {}, {}, {}, {}});
    return ActId{static_cast<std::int32_t>(model.acts.size() - 1)};
  }

  FieldId field(const std::string& name, model::ValueType type) {
    model.fields.push_back({name, name, type, base::kUnknown, {}});
    return FieldId{static_cast<std::int32_t>(model.fields.size() - 1)};
  }

  ExpressionId expression(base::Operation operation, std::int32_t index,
                          std::vector<ExpressionId> operands = {}) {
    model::Expression& added = model.expressions.emplace_back();
    added.operation = operation;
    added.index = index;
    added.operands = std::move(operands);
    return ExpressionId{static_cast<std::int32_t>(model.expressions.size() - 1)};
  }

  ExpressionId constant(std::int64_t value) {
    const ExpressionId id = expression(base::Operation::constant, -1);
    model.expressions[id.index()].constant = value;
    return id;
  }

  ClauseId clause(Clause::Kind kind, const std::string& name, StageId stage, std::vector<ActId> acts) {
    Clause& added = model.clauses.emplace_back();
    added.kind = kind;
    added.name = name;
    added.stage = stage;
    added.acts = std::move(acts);
    return ClauseId{static_cast<std::int32_t>(model.clauses.size() - 1)};
  }

  /// `must ACT within 15 days`.
  ClauseId duty(const std::string& name, StageId stage, ActId act_owed) {
    const ClauseId id = clause(Clause::Kind::must, name, stage, {act_owed});
    model::Limit limit;
    limit.period = constant(15 * 8 + static_cast<int>(calendar::Unit::day));
    (*this)[id].limit = limit;
    return id;
  }

  Clause& operator[](ClauseId id) { return model.clauses[id.index()]; }

  Machine lowered() const {
    Result<Machine> result = graph::lower(model);
    EXPECT_TRUE(result.ok());
    return std::move(result).value();
  }

  Model model;
};

std::vector<std::uint32_t> slots(const Machine& machine) {
  std::vector<std::uint32_t> result;
  for (const machine::Clock& clock : machine.clocks) {
    result.push_back((clock.slot_offset - machine.slots_offset) /
                     static_cast<std::uint32_t>(sizeof(machine::Slot)));
  }
  return result;
}

struct WidthCase {
  model::ValueType type;
  int width;
};

model::ValueType number(std::optional<std::int64_t> least, std::optional<std::int64_t> most) {
  model::ValueType type;
  type.type = base::Type::number;
  type.least = least;
  type.most = most;
  return type;
}

model::ValueType of(base::Type kind) {
  model::ValueType type;
  type.type = kind;
  return type;
}

TEST(Layout, AFieldTakesTheLeastWidthThatHoldsItsRangeAndUnknown) {
  for (const WidthCase& expected :
       {WidthCase{number(0, 90), 1}, WidthCase{number(-127, 127), 1}, WidthCase{number(-128, 0), 2},
        WidthCase{number(0, 128), 2}, WidthCase{number(0, 40'000), 4}, WidthCase{number(0, 5'000'000'000), 8},
        WidthCase{number({}, {}), 8}, WidthCase{number(0, {}), 8}, WidthCase{of(base::Type::truth), 1},
        WidthCase{of(base::Type::date), 4}, WidthCase{of(base::Type::office), 4},
        WidthCase{of(base::Type::text), 0}, WidthCase{of(base::Type::office_set), 0}}) {
    Builder builder;
    builder.field("value", expected.type);
    EXPECT_EQ(builder.lowered().fields.front().width, expected.width);
  }
}

TEST(Layout, SmallFieldsFillWhatAlignmentLeavesFree) {
  Builder builder;
  builder.field("large", number({}, {}));
  builder.field("small", number(0, 90));
  builder.field("day", of(base::Type::date));
  const Machine machine = builder.lowered();
  // 8 bytes of header, 2 of the region, then 1 and 4 in the six that are free before the number of eight.
  EXPECT_EQ(machine.record_size, 24U);
  EXPECT_EQ(machine.fields[0].offset, 16U);
  EXPECT_EQ(machine.fields[1].offset, 10U);
  EXPECT_EQ(machine.fields[2].offset, 12U);
}

TEST(Layout, TextsAndSetsLieOutside) {
  Builder builder;
  builder.field("reason", of(base::Type::text));
  builder.field("asked", of(base::Type::office_set));
  builder.field("who", of(base::Type::person));
  const Machine machine = builder.lowered();
  EXPECT_EQ(machine.texts, 2U);
  EXPECT_EQ(machine.sets, 1U);
  EXPECT_EQ(machine.fields[2].index, 1U);
  EXPECT_EQ(machine.record_size, 16U);
}

/// root{ outer{ left, right }, last (final) }, a duty in each.
class SharedSlots : public testing::Test {
protected:
  SharedSlots() {
    const ActId act = builder.act("answer");
    outer = builder.stage("outer", StageId{0});
    left = builder.stage("left", outer);
    right = builder.stage("right", outer);
    last = builder.stage("last", StageId{0}, true);
    for (const StageId stage : {StageId{0}, outer, left, right, last}) {
      builder.duty("in_" + builder.model[stage].name, stage, act);
    }
  }
  Builder builder;
  StageId outer, left, right, last;
};

TEST_F(SharedSlots, SiblingsShareAndAFinalStageLiesAtTheBottom) {
  const Machine machine = builder.lowered();
  EXPECT_THAT(slots(machine), ElementsAre(0, 1, 2, 2, 0));
  EXPECT_EQ(machine.slot_count, 3U);
  EXPECT_FALSE(machine.clocks[2].pinned);
}

TEST_F(SharedSlots, ADutyThatAClauseReadsKeepsItsSlot) {
  const ClauseId reader = builder.clause(Clause::Kind::on, "reader", right, {ActId{0}});
  builder[reader].guard = builder.expression(base::Operation::duty_done, 2);
  const Machine machine = builder.lowered();
  EXPECT_TRUE(machine.clocks[2].pinned);
  EXPECT_THAT(slots(machine), ElementsAre(0, 1, 3, 2, 0));
}

TEST_F(SharedSlots, ATestThatReadsADutyCostsACaseNothing) {
  model::TestStep step;
  step.condition = builder.expression(base::Operation::duty_done, 2);
  builder.model.tests.push_back({"test", {step}, {}});
  EXPECT_FALSE(builder.lowered().clocks[2].pinned);
}

TEST_F(SharedSlots, ATimerInsideTheStageOfItsDutyLeavesItShared) {
  for (const auto& [stage, pinned] : {std::pair{left, false}, std::pair{last, true}}) {
    Builder copy = builder;
    const ClauseId timer = copy.clause(Clause::Kind::after, "timer", stage, {});
    model::Limit limit;
    limit.anchor.kind = model::Anchor::Kind::before_due;
    limit.anchor.duty = ClauseId{1};
    limit.anchor.before = {3, calendar::Unit::day};
    limit.period = copy.constant(static_cast<int>(calendar::Unit::day));
    copy[timer].limit = limit;
    const Machine machine = copy.lowered();
    EXPECT_EQ(machine.clocks[1].pinned, pinned);
    EXPECT_EQ(machine.clock_list[machine.clocks[1].dependents.first], machine.clauses[timer.index()].clock);
  }
}

TEST(Layout, AnActThatIsAnAnchorIsRememberedOnceAndEachClockHasItsBit) {
  Builder builder;
  const ActId receive = builder.act("receive");
  const ActId answer = builder.act("answer");
  const StageId open = builder.stage("open", StageId{0});
  for (const char* name : {"first", "second"}) {
    const ClauseId duty = builder.duty(name, open, answer);
    builder[duty].limit->anchor.kind = model::Anchor::Kind::act;
    builder[duty].limit->anchor.act = receive;
  }
  const Machine machine = builder.lowered();
  EXPECT_EQ(machine.acts[receive.index()].remembered.count, 1U);
  EXPECT_EQ(machine.acts[receive.index()].occurred_bits.count, 2U);
  EXPECT_EQ(machine.clocks[0].instant_field, machine.clocks[1].instant_field);
  EXPECT_NE(machine.clocks[0].occurred_bit, machine.clocks[1].occurred_bit);
  EXPECT_EQ(machine.bit_words, 1U);
}

TEST(Rows, AnExtensionAndAnApprovalArePermittedWhereTheirClauseStands) {
  Builder builder;
  const ActId answer = builder.act("answer");
  const ActId extend = builder.act("extend");
  const ActId approve = builder.act("approve(answer)");
  builder.model.acts[approve.index()].approves = answer;
  const StageId open = builder.stage("open", StageId{0});
  const ClauseId duty = builder.duty("answering", open, answer);
  builder[duty].limit->extension =
      model::Extension{2, model::Extension::Bound::by, {30, calendar::Unit::day}, extend, {}};
  const ClauseId ban = builder.clause(Clause::Kind::must_not, "ban", open, {answer});
  builder[ban].approval = approve;
  const Machine machine = builder.lowered();
  const std::string text = graph::dump(machine, builder.model);
  EXPECT_THAT(text, HasSubstr("clause extend(answering) extension in open depth 1\n"));
  EXPECT_THAT(text, HasSubstr("  on answer: permits answering forbids ban tells starts\n"));
  EXPECT_THAT(text, HasSubstr("  on extend: permits extend(answering) forbids tells starts\n"));
  EXPECT_THAT(text, HasSubstr("  on approve(answer): permits approve(ban) forbids tells starts\n"));
  EXPECT_EQ(machine.clauses[ban.index()].approval_bit, machine.clauses.back().approval_bit);
}

TEST(Rows, WhatForbidsEverythingForbidsNoApproval) {
  Builder builder;
  builder.act("answer");
  const ActId approve = builder.act("approve(answer)");
  builder.model.acts[approve.index()].approves = ActId{0};
  builder[builder.clause(Clause::Kind::must_not, "ban", StageId{0}, {})].any_act = true;
  const std::string text = graph::dump(builder.lowered(), builder.model);
  EXPECT_THAT(text, HasSubstr("  on answer: permits forbids ban tells starts\n"));
  EXPECT_THAT(text, testing::Not(HasSubstr("on approve(answer)")));
}

TEST(Rows, OnlyEventsThatSomebodyHearsHaveATrigger) {
  Builder builder;
  const StageId open = builder.stage("open", StageId{0});
  const ClauseId duty = builder.duty("answering", open, builder.act("answer"));
  const ClauseId listener = builder.clause(Clause::Kind::on, "listener", StageId{0}, {});
  builder[listener].trigger = Clause::Trigger::overdue;
  builder[listener].duty = duty;
  const Machine machine = builder.lowered();
  EXPECT_EQ(machine.clocks.front().overdue_trigger, 1U);
  EXPECT_EQ(machine.clocks.front().done_trigger, kNone);
  EXPECT_EQ(machine.stages[open.index()].entered_trigger, kNone);
  EXPECT_THAT(graph::dump(machine, builder.model),
              HasSubstr("  on overdue(answering): permits forbids tells listener starts\n"));
}

TEST(Flattening, OperandsComeFirstAndEqualConstantsAreKeptOnce) {
  Builder builder;
  builder.field("people", number(0, 100));
  const ClauseId clause = builder.clause(Clause::Kind::on, "listener", StageId{0}, {builder.act("answer")});
  const ExpressionId people = builder.expression(base::Operation::field, 0);
  const ExpressionId sum = builder.expression(base::Operation::add, -1, {people, builder.constant(5)});
  builder[clause].guard = builder.expression(base::Operation::less, -1, {sum, builder.constant(5)});
  const Machine machine = builder.lowered();
  EXPECT_THAT(graph::dump(machine, builder.model), HasSubstr("when [people 5 + 5 <]"));
  EXPECT_THAT(machine.constants, ElementsAre(5));
}

TEST(Flattening, AConditionThatNeedsTooManyPlacesIsRefused) {
  for (const auto& [terms, fits] : {std::pair{32, true}, std::pair{33, false}}) {
    Builder builder;
    const ClauseId clause = builder.clause(Clause::Kind::on, "listener", StageId{0}, {builder.act("answer")});
    ExpressionId whole = builder.constant(1);
    for (int term = 1; term < terms; ++term) {
      const ExpressionId one = builder.constant(term);
      whole = builder.expression(base::Operation::logical_or, -1, {one, whole});
    }
    builder[clause].guard = whole;
    const Result<Machine> result = graph::lower(builder.model);
    EXPECT_EQ(result.ok(), fits);
    if (!fits) {
      EXPECT_EQ(code_name(result.error().code), "expression-too-deep");
    }
  }
}

TEST(Flattening, AConditionThatGrowsByWhatItUsesIsRefused) {
  Builder builder;
  const ClauseId clause = builder.clause(Clause::Kind::on, "listener", StageId{0}, {builder.act("answer")});
  ExpressionId whole = builder.constant(1);
  for (int doubling = 0; doubling < 20; ++doubling) {
    whole = builder.expression(base::Operation::add, -1, {whole, whole});
  }
  builder[clause].guard = whole;
  const Result<Machine> result = graph::lower(builder.model);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(code_name(result.error().code), "expression-too-long");
}

TEST(Lowering, APolicyBeyondTheTablesIsRefused) {
  Builder builder;
  for (int index = 0; index < 65'000; ++index) {
    builder.stage("stage", StageId{0});
  }
  const Result<Machine> result = graph::lower(builder.model);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(code_name(result.error().code), "policy-too-large");
  EXPECT_THAT(message(result.error(), Language::chinese), HasSubstr("环节"));
}

}  // namespace
}  // namespace recourse
