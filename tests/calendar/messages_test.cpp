// Every message of the room, by what somebody asks who comes to see it.
#define ROOM_CATALOGUE "engine/base/messages/calendar.def"
#include "engine/base/messages/calendar.h"
#include "recourse/calendar.h"
#include "tests/calendar/china.h"
#include "tests/support/provoked_messages.h"

namespace recourse {
namespace {

using testing::error_of;

WorkingCalendar days() {
  return WorkingCalendar(
      std::make_shared<calendar::Calendar>(calendar::test::built(calendar::test::plain_data())));
}

/// A line of a batch, which has a place.
Diagnostic line(const std::string& text) {
  const auto source = std::make_shared<SourceText>(SourceText{"batch.csv", text});
  return error_of(days().answer_line(text, {source, 0, static_cast<std::uint32_t>(text.size())}));
}

testing::Provokers all() {
  return {
      {"not-a-date", [] { return error_of(days().due("2026-02-30", "5 days")); }},
      {"not-a-date in a batch", [] { return line("5 March,5 days"); }},
      {"not-a-period", [] { return error_of(days().due("2026-03-05", "soon")); }},
      {"not-a-period in a batch", [] { return line("2026-03-05,不久"); }},
      {"date-outside-calendar of a date", [] { return error_of(days().due("1989-12-31", "5 days")); }},
      {"date-outside-calendar of a period", [] { return error_of(days().due("2099-06-01", "12 months")); }},
      {"not-date-and-period", [] { return line("2026-03-05"); }},
  };
}

TEST(Messages, AreShownAsTheGoldenSaysInBothLanguages) {
  testing::check_messages("calendar", all());
}

TEST(Messages, EachOfTheRoomIsProvoked) {
  testing::expect_every_message_provoked(all());
}

}  // namespace
}  // namespace recourse
