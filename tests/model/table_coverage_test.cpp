// What the check says of gaps, overlaps and rows that are never reached is what trying all values of small inputs shows; and what
// a table means does not depend on how it is written.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <set>

#include "engine/base/messages/model.h"
#include "engine/model/build.h"
#include "tests/reference/random.h"

namespace recourse::model {
namespace {

using reference::Random;

constexpr const char* kBefore = R"(policy "Tables" version "1" in force 2026-01-01
source C "Charter"
choice Topic { t0, t1, t2 }
case matter { n: number(0..5) = 0; topic: Topic?; grave: yes/no = no }
role asker = party
process asking for matter cites C 1 {
  opens on ask by asker
  start stage asked { asker may end -> ended }
  final stage ended
}
)";

struct Result {
  std::set<MessageCode> codes;
  std::set<std::uint32_t> unreached;  // lines
  std::string digest, errors;
};

Result check(const std::string& tables, const std::map<std::string, std::string>& files = {}) {
  std::map<std::string, std::string> all = files;
  all["p.rules"] = kBefore + tables;
  const auto loader = memory_loader(all);
  base::DiagnosticList diagnostics;
  const auto model = build_model(*loader, "p.rules", diagnostics);
  Result result;
  for (const Diagnostic& item : diagnostics.items()) {
    result.codes.insert(item.code);
    result.errors += render(item, Language::english);
    if (item.code == messages::table_row_unreached) {
      const std::string before = item.span.source->text.substr(0, item.span.begin);
      result.unreached.insert(static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n')));
    }
  }
  result.digest = model ? canonical(*model) : "";
  return result;
}

/// Values of the three inputs: 0 to 5; 0 to 2, and 3 for unknown; 0 and 1.
constexpr std::array<int, 3> kSizes = {6, 4, 2};
using Point = std::array<int, 3>;
using Row = std::array<std::set<int>, 3>;

std::set<int> some_values(Random& random, int size) {
  std::set<int> values;
  if (random.chance(35)) {
    for (int value = 0; value < size; ++value) values.insert(value);
    return values;
  }
  while (values.empty())
    for (int value = 0; value < size; ++value)
      if (random.chance(45)) values.insert(value);
  return values;
}

std::string cell(std::size_t column, const std::set<int>& values) {
  static const std::array<std::vector<std::string>, 3> kNames = {
      std::vector<std::string>{"0", "1", "2", "3", "4", "5"}, {"t0", "t1", "t2", "unknown"}, {"no", "yes"}};
  if (static_cast<int>(values.size()) == kSizes[column]) return "-";
  std::string text;
  for (int value : values)
    text += (text.empty() ? "" : ", ") + kNames[column][static_cast<std::size_t>(value)];
  return text;
}

bool applies(const Row& row, const Point& point) {
  return row[0].contains(point[0]) && row[1].contains(point[1]) && row[2].contains(point[2]);
}

std::vector<Point> all_points() {
  std::vector<Point> points;
  for (int n = 0; n < kSizes[0]; ++n)
    for (int topic = 0; topic < kSizes[1]; ++topic)
      for (int grave = 0; grave < kSizes[2]; ++grave) points.push_back({n, topic, grave});
  return points;
}

TEST(TableCoverage, IsWhatTryingAllValuesShows) {
  const std::vector<Point> points = all_points();
  int gaps = 0, overlaps = 0, unreached = 0, sound = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    Random random(seed);
    std::vector<Row> rows;
    for (int count = random.between(1, 7); count > 0; --count)
      rows.push_back({some_values(random, 6), some_values(random, 4), some_values(random, 2)});
    std::string text = " {\n";
    for (const Row& row : rows)
      text += "  " + cell(0, row[0]) + " | " + cell(1, row[1]) + " | " + cell(2, row[2]) + " | 1\n";
    bool gap = false, overlap = false;
    std::vector<bool> reached(rows.size(), false);
    for (const Point& point : points) {
      std::size_t count = 0;
      for (std::size_t row = 0; row < rows.size(); ++row) {
        if (!applies(rows[row], point)) continue;
        if (count++ == 0) reached[row] = true;
      }
      gap = gap || count == 0;
      overlap = overlap || count > 1;
    }
    const Result unique = check("table t(n, topic, grave) gives number" + text + "}\n");
    const Result first = check("table t(n, topic, grave) gives number first" + text + "}\n");
    EXPECT_EQ(unique.codes.contains(messages::table_rows_overlap), overlap) << seed << text << unique.errors;
    EXPECT_EQ(unique.codes.contains(messages::table_gap), gap) << seed << text << unique.errors;
    EXPECT_EQ(first.codes.contains(messages::table_gap), gap) << seed << text << first.errors;
    const auto lines_before =
        static_cast<std::uint32_t>(std::count(kBefore, kBefore + std::strlen(kBefore), '\n')) + 1;
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
      EXPECT_EQ(first.unreached.contains(lines_before + row), !reached[row]) << seed << text << first.errors;
      unreached += reached[row] ? 0 : 1;
    }
    gaps += gap ? 1 : 0;
    overlaps += overlap ? 1 : 0;
    sound += gap || overlap ? 0 : 1;
  }
  EXPECT_GT(gaps, 20);
  EXPECT_GT(overlaps, 20);
  EXPECT_GT(unreached, 20);
  EXPECT_GT(sound, 5);
}

TEST(TableMeaning, DoesNotDependOnSpelling) {
  const Result english = check(R"(table wait "期限" (n, topic) gives duration cites C 2 {
  n    | topic            | time
  < 3  | -                | 5 days
  >= 3 | in {t0, t1}      | 10 days
  3..5 | t2 or unknown    | 1 month
}
)");
  const Result chinese = check(R"(决策表 wait（n “人数”，topic） 得出 期限 唯一 ｛
  topic     ｜ 时间   ｜ 人数
  不属于 ｛t2｝ ｜ 10日  ｜ 3、4、5      # 各行的次序没有意义
  -         ｜ 5日    ｜ 不超过 2
  不明、t2   ｜ 1个月  ｜ 超过 2
｝
)");
  const Result csv = check("table wait(n, topic) gives duration from \"wait.csv\"\n",
                           {{"wait.csv",
                             "\xEF\xBB\xBFn;topic;days\r\n0..2;-;5 days\r\n3..5;t0, t1;10 days\r\n\">= "
                             "3\";\"unknown, t2\";1 month\r\n;;\r\n"}});
  ASSERT_NE(english.digest, "") << english.errors;
  EXPECT_EQ(chinese.digest, english.digest) << chinese.errors;
  EXPECT_EQ(csv.digest, english.digest) << csv.errors;
}

TEST(TableMeaning, LiesInTypesKindRowsAndAnswers) {
  const std::string rows = " { <= 3 | 1; > 3 | 2 }\n";
  const std::set<std::string> digests = {
      check("table t(n) gives number" + rows).digest,
      check("table t(n) gives number first" + rows).digest,
      check("table t(n) gives number? first" + rows).digest,
      check("table t(n) gives number first { > 3 | 2; <= 3 | 1 }\n").digest,
      check("table t(n) gives number collect sum" + rows).digest,
      check("table t(n: number) gives number" + rows).digest,
      check("table t(n) gives number { <= 3 | 1; > 3 | 3 }\n").digest,
      check("table t(n) gives number { <= 2 | 1; > 2 | 2 }\n").digest,
      check("table t(n) gives number { <= 3 | 1; otherwise | 2 }\n").digest};
  EXPECT_EQ(digests.size(), 9U);
  EXPECT_FALSE(digests.contains(""));
}

}  // namespace
}  // namespace recourse::model
