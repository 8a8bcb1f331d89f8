// What expressions give, with unknown operands and at the ends of int64 (docs/decisions.md 22–26, 29, 44).
#include <gtest/gtest.h>

#include "engine/machine/formula.h"
#include "tests/machine/builder.h"

namespace recourse::machine::testing {
namespace {

using base::kUnknown;
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
using O = Operation;

struct Row {
  const char* name;
  Operation operation;
  std::vector<std::int64_t> operands;
  std::int64_t result;
  Type type = Type::number;
  Fault fault = Fault::none;
};
class EachOperation : public ::testing::TestWithParam<Row> {};

/// The operation on constants, or with the first so many operands in fields: as a program and as a formula.
void gives(const Row& row, std::size_t fields) {
  Builder builder;
  builder.region();
  std::vector<Expression> operands;
  for (const std::int64_t operand : row.operands) {
    operands.push_back(operands.size() < fields ? field_value(builder.field(row.type, 8, operand))
                                                : constant(operand));
  }
  const Index who = builder.who({.kind = Who::Kind::office}, apply_to(row.operation, operands, row.type));
  std::vector<offices::Office> offices(3);
  offices[1].superiors = {{0, {}}};
  offices[1].level = 2;
  offices[2].valid.to = 0;  // ended long ago; office 1 took over
  offices[2].successors = {{1, 0}};
  Runner runner(builder.build(), offices::Directory(std::move(offices)));
  const Program program = runner.machine.whos[who].office;
  Reading reading(runner.machine, runner.surroundings(), runner.view(), runner.minute("2026-03-05"));
  EXPECT_EQ(evaluate(reading, program), row.result);
  EXPECT_EQ(reading.fault, row.fault);
  reading.fault = Fault::none;
  EXPECT_EQ(evaluate(reading, formula_of(runner.machine, program)), row.result);
  EXPECT_EQ(reading.fault, row.fault);
}

TEST_P(EachOperation, gives) {
  for (std::size_t fields = 0; fields <= GetParam().operands.size(); ++fields) {
    gives(GetParam(), fields);
  }
}

const std::int64_t kDay = *calendar::parse_day("2026-01-31");
std::int64_t day(const char* text) {
  return *calendar::parse_day(text);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, EachOperation,
    ::testing::Values(
        Row{"add", O::add, {2, 3}, 5}, Row{"add_unknown", O::add, {2, kUnknown}, kUnknown},
        Row{"add_overflow", O::add, {kMost, 1}, kUnknown, Type::number, Fault::overflow},
        Row{"subtract_to_the_least", O::subtract, {-kMost, 1}, kUnknown, Type::number, Fault::overflow},
        Row{"multiply", O::multiply, {-4, 5}, -20},
        Row{"multiply_overflow", O::multiply, {kMost, 2}, kUnknown, Type::number, Fault::overflow},
        Row{"negate", O::negate, {5}, -5},
        Row{"negate_duration",
            O::negate,
            {duration(3, calendar::Unit::month)},
            duration(-3, calendar::Unit::month),
            Type::duration},
        Row{"date_too_late", O::add, {kDay, 100000}, kUnknown, Type::date, Fault::date_range},
        Row{"less", O::less, {1, 2}, 1}, Row{"less_unknown", O::less, {kUnknown, 2}, 0},
        Row{"unequal_unknown", O::not_equal, {kUnknown, 2}, 0},
        Row{"equal_unknown", O::equal, {kUnknown, kUnknown}, 0},
        Row{"not_unknown", O::logical_not, {kUnknown}, kUnknown}, Row{"not_false", O::logical_not, {0}, 1},
        Row{"and_false_decides", O::logical_and, {kUnknown, 0}, 0},
        Row{"or_true_decides", O::logical_or, {kUnknown, 1}, 1},
        Row{"or_unknown", O::logical_or, {kUnknown, 0}, kUnknown},
        Row{"is_known", O::is_known, {kUnknown}, 0}, Row{"otherwise", O::otherwise, {kUnknown, 7}, 7},
        Row{"otherwise_known", O::otherwise, {3, 7}, 3},
        Row{"month_end", O::add_duration, {kDay, duration(1, calendar::Unit::month)}, day("2026-02-28")},
        Row{"working_days_back",
            O::add_duration,
            {day("2026-03-09"), duration(-1, calendar::Unit::working_day)},
            day("2026-03-06")},
        Row{"durations_by_length",
            O::equal,
            {duration(1, calendar::Unit::day), duration(24, calendar::Unit::hour)},
            1,
            Type::duration},
        Row{"offices_by_what_stands_for_them", O::equal, {2, 1}, 1, Type::office},
        Row{"no_such_office", O::not_equal, {99, 1}, 0, Type::office}, Row{"superior", O::superior, {2}, 0},
        Row{"superior_of_the_top", O::superior, {0}, kUnknown}, Row{"level", O::level, {2}, 2},
        Row{"in_superiors", O::in_superiors, {0, 2}, 1}, Row{"under", O::under, {1, 0}, 1},
        Row{"under_unknown", O::under, {kUnknown, 0}, 0}),
    [](const auto& row) { return row.param.name; });

TEST(Evaluate, fields_of_every_width_keep_their_values_and_unknown) {
  for (const std::uint8_t width : {std::uint8_t{1}, std::uint8_t{2}, std::uint8_t{4}, std::uint8_t{8}}) {
    const std::int64_t most = kMost >> (64 - 8 * width);
    for (const std::int64_t value : {std::int64_t{0}, most, -most, std::int64_t{-1}, kUnknown}) {
      Builder builder;
      builder.region();
      builder.field(Type::number, 1, -1);
      const Index field = builder.field(Type::number, width, value);
      builder.field(Type::number, 1, -1);
      Runner runner(builder.build());
      EXPECT_EQ(runner.value(field), value) << int{width};
    }
  }
}

}  // namespace
}  // namespace recourse::machine::testing
