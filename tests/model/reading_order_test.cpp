#include "engine/model/reading_order.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace recourse::model {
namespace {

using base::Operation;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

/// Clauses of which each has a limit that asks something of another one, if of any.
class LimitsThatAsk : public testing::Test {
protected:
  ClauseId clause() {
    model_.clauses.emplace_back().limit.emplace();
    return ClauseId{static_cast<std::int32_t>(model_.clauses.size() - 1)};
  }

  void ask(ClauseId asker, Operation what, ClauseId asked) {
    Expression& read = model_.expressions.emplace_back();
    read.operation = what;
    read.index = asked.value;
    // Not at the top, so that what is within an expression is found.
    Expression& around = model_.expressions.emplace_back();
    around.operation = Operation::otherwise;
    const auto last = static_cast<std::int32_t>(model_.expressions.size() - 1);
    around.operands = {ExpressionId{last - 1}, model_.clauses[asker.index()].limit->until};
    model_.clauses[asker.index()].limit->until = ExpressionId{last};
  }

  Model model_;
};

TEST_F(LimitsThatAsk, AreSettledAfterThoseWhoseDatesTheyAskFor) {
  const ClauseId visit = clause(), call = clause(), reply = clause(), thank = clause();
  ask(visit, Operation::duty_due, call);
  ask(visit, Operation::duty_due, reply);
  ask(call, Operation::duty_due, reply);
  ask(thank, Operation::duty_due, reply);
  const ReadingOrder order = reading_order(model_);
  EXPECT_THAT(order.turns, ElementsAre(2U, 1U, 0U, 1U));
  EXPECT_THAT(order.in_circle, IsEmpty());
}

TEST_F(LimitsThatAsk, WhetherADutyIsDoneOrOverdueComeAfterAllThatBeginInTheLook) {
  const ClauseId visit = clause(), call = clause();
  ask(visit, Operation::duty_overdue, visit);
  ask(call, Operation::duty_done, visit);
  const ReadingOrder order = reading_order(model_);
  EXPECT_THAT(order.turns, ElementsAre(1U, 1U));
  EXPECT_THAT(order.in_circle, IsEmpty());
}

TEST_F(LimitsThatAsk, InACircleAreToldOnce) {
  const ClauseId visit = clause(), call = clause(), reply = clause(), alone = clause();
  ask(visit, Operation::duty_due, call);
  ask(call, Operation::duty_due, reply);
  ask(reply, Operation::duty_due, call);
  ask(alone, Operation::duty_due, alone);
  EXPECT_THAT(reading_order(model_).in_circle, ElementsAre(call, alone));
}

TEST_F(LimitsThatAsk, MayFormAChainOfAnyLength) {
  constexpr std::size_t kMany = 60'000;
  for (std::size_t number = 0; number < kMany; ++number) {
    clause();
  }
  for (std::size_t number = 0; number + 1 < kMany; ++number) {
    const auto asker = static_cast<std::int32_t>(number);
    ask(ClauseId{asker}, Operation::duty_due, ClauseId{asker + 1});
  }
  const ReadingOrder order = reading_order(model_);
  ASSERT_THAT(order.turns, SizeIs(kMany));
  EXPECT_EQ(order.turns.front(), kMany - 1);
}

}  // namespace
}  // namespace recourse::model
