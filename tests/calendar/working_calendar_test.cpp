// The public face: what `recourse date` prints, in both languages, and its answers to lines of a batch.
#include "china.h"
#include "engine/calendar/wording.h"
#include "recourse/calendar.h"

namespace recourse {
namespace {

using calendar::test::day;

WorkingCalendar china() {
  calendar::CalendarData data;
  data.name = "china";
  data.zone = "Asia/Shanghai";
  calendar::Notice notice{"国办发明电〔2025〕7号", "", calendar::kUnknownTime, 2026, {}};
  for (const char* date :
       {"2026-10-01", "2026-10-02", "2026-10-03", "2026-10-04", "2026-10-05", "2026-10-06", "2026-10-07"}) {
    notice.days.push_back({day(date), true, "国庆节"});
  }
  notice.days.push_back({day("2026-10-10"), false, "国庆节"});
  data.notices.push_back(notice);
  return WorkingCalendar(std::make_shared<const calendar::Calendar>(calendar::test::built(data)));
}

std::string words(std::string_view date, std::string_view period, Language language) {
  const auto found = china().due(date, period);
  if (!found) {
    return message(found.error(), language);
  }
  std::string text;
  for (const std::string& sentence : describe(found->receipt, language)) {
    text += sentence + "\n";
  }
  return text;
}

TEST(WorkingCalendar, SaysHowADateWasCounted) {
  EXPECT_EQ(words("2026-09-28", "5 working days", Language::english),
            "2026-09-28 (Monday) is the first day and is not counted.\n"
            "Not counted, 国庆节 (国办发明电〔2025〕7号): 2026-10-01 (Thursday) to 2026-10-07 (Wednesday).\n"
            "Counted, worked for 国庆节 (国办发明电〔2025〕7号): 2026-10-10 (Saturday).\n"
            "Counting 5 working days reaches 2026-10-10 (Saturday).\n"
            "Due by the end of 2026-10-10 (Saturday).\n");
  EXPECT_EQ(words("2026年9月28日", "五个工作日", Language::chinese),
            "2026-09-28（星期一）为起始日，不计入。\n"
            "国庆节放假不计（国办发明电〔2025〕7号）：2026-10-01（星期四）至2026-10-07（星期三）。\n"
            "国庆节调休上班，计入（国办发明电〔2025〕7号）：2026-10-10（星期六）。\n"
            "计 5个工作日，至2026-10-10（星期六）。\n"
            "截止日：2026-10-10（星期六）。\n");
  EXPECT_EQ(
      words("2026-12-12", "15 days", Language::english),
      "2026-12-12 (Saturday) is the first day and is not counted.\n"
      "Counting 15 days reaches 2026-12-27 (Sunday).\n"
      "Not counted, weekend: 2026-12-27 (Sunday).\n"
      "The last day is a day off; the next working day counts: 2026-12-28 (Monday).\n"
      "Provisional: from 2026-12-27 (Sunday) on the notice for 2027 decides, which is not published yet.\n"
      "Due by the end of 2026-12-28 (Monday).\n");
  EXPECT_EQ(words("2026-08-31 14:30", "24小时", Language::chinese),
            "自2026-08-31 14:30（星期一）起算。\n"
            "计 24小时，至2026-09-01 14:30（星期二）。\n"
            "截止时间：2026-09-01 14:30（星期二）。\n");
  EXPECT_EQ(words("2026-08-31", "1 month", Language::english),
            "2026-08-31 (Monday) is the first day and is not counted.\n"
            "The month has no such day; its last day counts: 2026-09-30 (Wednesday).\n"
            "Counting 1 month reaches 2026-09-30 (Wednesday).\n"
            "Due by the end of 2026-09-30 (Wednesday).\n");
  EXPECT_EQ(words("2026-10-22", "7 working days", Language::english),
            "2026-10-22 (Thursday) is the first day and is not counted.\n"
            "Not counted, weekend: 2026-10-24 (Saturday) to 2026-10-25 (Sunday).\n"
            "Not counted, weekend: 2026-10-31 (Saturday) to 2026-11-01 (Sunday).\n"
            "Counting 7 working days reaches 2026-11-02 (Monday).\n"
            "Due by the end of 2026-11-02 (Monday).\n");
  EXPECT_EQ(words("2026-10-09", "当日", Language::chinese),
            "2026-10-09（星期五）为起始日，不计入。\n应于当日（2026-10-09（星期五））办理。\n截止日：2026-10-"
            "09（星期五）。\n");
}

TEST(WorkingCalendar, SaysWhyAWeekendDayStands) {
  EXPECT_EQ(words("2026-09-10", "1 month", Language::english),
            "2026-09-10 (Thursday) is the first day and is not counted.\n"
            "Counting 1 month reaches 2026-10-10 (Saturday).\n"
            "Counted, worked for 国庆节 (国办发明电〔2025〕7号): 2026-10-10 (Saturday).\n"
            "Due by the end of 2026-10-10 (Saturday).\n");
  const std::string worked = "国庆节调休上班，计入（国办发明电〔2025〕7号）：2026-10-10（星期六）。\n";
  for (const char* period : {"当日", "0个工作日", "0日"}) {
    EXPECT_THAT(words("2026-10-10", period, Language::chinese), testing::HasSubstr(worked)) << period;
  }
  // Once, also when it was counted before.
  const std::string counted = words("2026-10-09", "1 working day", Language::chinese);
  EXPECT_EQ(counted.find(worked), counted.rfind(worked));
  EXPECT_THAT(words("2026-10-08", "1 day", Language::chinese), testing::Not(testing::HasSubstr("调休")));
}

TEST(WorkingCalendar, AYearThatItPassedOverIsNotAwaited) {
  EXPECT_THAT(
      words("2018-05-01", "10 days", Language::english),
      testing::HasSubstr("Provisional: from 2018-05-11 (Friday) on the notice for 2018 decides, and this "
                         "calendar holds no notice for 2018.\n"));
  EXPECT_THAT(words("2018-05-01", "10 days", Language::chinese),
              testing::HasSubstr(
                  "暂定：自2018-05-11（星期五）起须依2018年的放假安排通知，本日历未收录该年的通知。\n"));
  EXPECT_THAT(words("2027-05-01", "10 days", Language::english),
              testing::HasSubstr("the notice for 2027 decides, which is not published yet"));
  EXPECT_TRUE(china().due("2018-05-01", "10 days")->provisional);
  EXPECT_EQ(kind_name(china().due("2018-05-01", "10 days")->receipt[2].kind), "no-notice");
}

TEST(WorkingCalendar, EveryStepHasWordsInBothLanguages) {
  for (int kind = 0; kind <= static_cast<int>(ReceiptLine::Kind::due); ++kind) {
    ReceiptLine line{static_cast<ReceiptLine::Kind>(kind), "2026-10-12", "", 3, "day", "NAME", "NOTICE"};
    for (const Language language : {Language::english, Language::chinese}) {
      const auto sentences = describe({line}, language);
      ASSERT_EQ(sentences.size(), 1U);
      EXPECT_THAT(sentences[0], testing::HasSubstr("2026-10-12")) << kind;
      EXPECT_THAT(sentences[0], testing::Not(testing::HasSubstr("{"))) << kind;
    }
    EXPECT_FALSE(kind_name(line.kind).empty());
  }
}

TEST(WorkingCalendar, GivesTheStepsAsData) {
  const auto found = china().due("2026-09-28", "5 working days");
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(found->day, "2026-10-10");
  EXPECT_EQ(found->time, "23:59");
  EXPECT_FALSE(found->counts_minutes);
  EXPECT_FALSE(found->provisional);
  ASSERT_EQ(found->receipt.size(), 11U);
  EXPECT_EQ(kind_name(found->receipt[8].kind), "made-up");
  EXPECT_EQ(found->receipt[8].notice, "国办发明电〔2025〕7号");
  EXPECT_EQ(found->receipt[9].unit, "working-day");
  EXPECT_EQ(found->receipt[9].amount, 5);
}

TEST(WorkingCalendar, ADateWithoutATimeStandsForTheEndOfTheDay) {
  EXPECT_EQ(china().due("2026-08-31", "2 hours")->day, "2026-09-01");
  EXPECT_EQ(china().due("2026-08-31", "2 hours")->time, "01:59");
  EXPECT_EQ(china().due("2026-08-31T08:00", "2 hours")->time, "10:00");
}

struct Row {
  std::string_view line;
  std::string_view expected;  // an answer, or the name of an error and the text that it underlines
};

TEST(WorkingCalendar, AnswersLinesOfABatch) {
  for (const Row& row : std::to_array<Row>({
           {"2026-09-28,5 working days", "2026-09-28,5 working days,2026-10-10"},
           {"2026-09-28,5个工作日\r\n", "2026-09-28,5个工作日,2026-10-10"},
           {"\"2026-09-28\",\"5 working days\"", "\"2026-09-28\",\"5 working days\",2026-10-10"},
           {"2026-09-28 09:15,24 hours", "2026-09-28 09:15,24 hours,2026-09-29 09:15"},
           {"2026-12-28,15 days", "2026-12-28,15 days,2027-01-12,provisional"},
           {" 2026-09-28 , same day ", " 2026-09-28 , same day ,2026-09-28"},
           {"2026-09-28，5个工作日", "2026-09-28,5个工作日,2026-10-10"},
           {"2026-09-28，soon", "not-a-period: soon"},
           {"2026-09-28，15日，", "not-date-and-period: 2026-09-28，15日，"},
           {"2026-02-30,15 days", "not-a-date: 2026-02-30"},
           {"2026-09-28,soon", "not-a-period: soon"},
           {"2026-09-28, \"soon\"", "not-a-period: soon"},
           {"2026-09-28", "not-date-and-period: 2026-09-28"},
           {"2026-09-28,15 days,", "not-date-and-period: 2026-09-28,15 days,"},
           {"", "not-date-and-period: "},
           {",", "not-a-date: "},
           {"2099-12-31,1 day", "date-outside-calendar: 2099-12-31,1 day"},
           {"2101-01-01,1 day", "date-outside-calendar: 2101-01-01,1 day"},
       })) {
    const std::string before = "2026-01-01,1 day\n";
    const auto source =
        std::make_shared<const SourceText>(SourceText{"dates.csv", before + std::string(row.line)});
    const SourceSpan where{source, static_cast<std::uint32_t>(before.size()),
                           static_cast<std::uint32_t>(source->text.size())};
    const auto answer = china().answer_line(row.line, where);
    if (answer.ok()) {
      EXPECT_EQ(*answer, row.expected);
      continue;
    }
    const SourceSpan& span = answer.error().span;
    EXPECT_EQ(std::string(code_name(answer.error().code)) + ": " +
                  source->text.substr(span.begin, span.end - span.begin),
              row.expected);
  }
}

TEST(WorkingCalendar, MistakesSayWhatToWrite) {
  EXPECT_EQ(words("2026-02-30", "15 days", Language::english), "\"2026-02-30\" is not a date.");
  EXPECT_EQ(words("2026-02-28", "5 Wochen", Language::chinese), "“5 Wochen”不是期限。");
  EXPECT_EQ(words("2026-02-28", "100 years", Language::english),
            "100 years from 2026-02-28 is outside the calendar, which holds the years 1990 to 2099.");
}

TEST(PeriodWords, AreThoseOfTheLanguage) {
  using calendar::Unit;
  const auto both = [](calendar::Period period) {
    return calendar::describe(period, Language::english) + " " +
           calendar::describe(period, Language::chinese);
  };
  EXPECT_EQ(both({5, Unit::working_day}), "5 working days 5个工作日");
  EXPECT_EQ(both({1, Unit::working_day}), "1 working day 1个工作日");
  EXPECT_EQ(both({1, Unit::month}), "1 month 1个月");
  EXPECT_EQ(both({24, Unit::hour}), "24 hours 24小时");
  EXPECT_EQ(both({0, Unit::day}), "the same day 当日");
}

}  // namespace
}  // namespace recourse
