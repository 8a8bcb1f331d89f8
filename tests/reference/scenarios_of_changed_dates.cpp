// Scenarios: extensions, pauses, limits that follow the facts.
#include "tests/reference/scenario_table.h"

namespace recourse::reference {

const std::vector<Scenario>& scenarios_of_changed_dates() {
  static const std::vector<Scenario> table = {
      {"15 extensions", R"(
process p for matter {
  opens on open
  citizen may close -> ended
  start stage s {
    handler must reply within 10 days extendable 2 times by up to 10 days through prolong(length: duration) by boss as replying
    handler must visit within 5 working days extendable once by 2 working days through defer by boss as visiting
  }
  final stage ended
}
)",
       R"(
2026-03-02 open
expect clock replying due 2026-03-12
expect clock visiting due 2026-03-09
2026-03-03 prolong(11 days) by district : refused extension-too-long
2026-03-03 prolong(1 month) by district : refused extension-too-long
2026-03-03 prolong(5 days) by town : refused not-open
2026-03-03 prolong(5 days) by district
expect clock replying due 2026-03-17
2026-03-04 prolong(10 days) by district
expect clock replying due 2026-03-27
2026-03-05 prolong(1 days) by district : refused not-open
2026-03-06 defer by district
expect clock visiting due 2026-03-11
2026-03-12 defer by district : refused not-open
expect clock visiting lapsed
)"},
      {"15 an extension is refused once overdue", R"(
process p for matter {
  opens on open
  citizen may close -> ended
  start stage s { handler must reply within 3 days extendable once by 10 days through prolong by boss as replying }
  final stage ended
}
)",
       R"(
2026-03-02 open
2026-03-06 prolong by district : refused not-open
expect clock replying lapsed
)"},
      {"34 to at most", R"(
process p for matter {
  opens on open
  citizen may close -> ended
  start stage s {
    handler must reply within 10 days extendable 2 times to at most 25 days through prolong(length: duration) by boss as replying
  }
  final stage ended
}
)",
       R"(
2026-03-02 open
2026-03-03 prolong(16 days) by district : refused extension-too-long
2026-03-03 prolong(9 days) by district
expect clock replying due 2026-03-23
2026-03-03 prolong(7 days) by district : refused extension-too-long
2026-03-03 prolong(6 days) by district
expect clock replying due 2026-03-27
)"},
      {"16 a pause stops the clock and the due date is never before the day it ended", R"(
process p for matter {
  opens on open
  citizen may close -> ended
  start stage s {
    handler must reply within 10 days as replying
    handler must inspect within 3 working days as inspecting
    pause replying, inspecting while in hearing
    handler may hear -> hearing
    stage hearing { handler may conclude -> s }
  }
  final stage ended
}
)",
       R"(
2026-03-02 09:00 open
expect clock replying due 2026-03-12
expect clock inspecting due 2026-03-05
2026-03-04 hear by town
expect clock replying paused
expect next none
2026-03-10 12:00 conclude by town
expect clock replying due 2026-03-18
expect clock inspecting due 2026-03-11
2026-03-10 13:00 hear by town
2026-03-10 14:00 conclude by town
expect clock replying due 2026-03-18
)"},
      {"16 an overdue clock is not paused and a window that has passed is not reopened", R"(
process p for matter {
  opens on open
  citizen may close -> ended
  start stage s {
    handler must reply within 3 days as replying
    citizen may appeal within 3 days as appealing
    pause replying, appealing while in hearing
    handler may hear -> hearing
    stage hearing { handler may conclude -> s }
  }
  final stage ended
}
)",
       R"(
2026-03-02 open
2026-03-06 hear by town
expect clock replying lapsed
2026-03-06 appeal by citizen : refused window-closed
2026-03-20 conclude by town
2026-03-20 appeal by citizen : refused window-closed
)"},
      {"39 a paused window is open and a timer from a paused due date is undated", R"(
process p for matter {
  opens on open
  citizen may close -> ended
  start stage s {
    citizen may appeal within 3 days as appealing
    handler must reply within 10 days as replying
    after 0 days from replying.due - 2 days as warning { notify handler "soon" }
    pause appealing, replying while n > 0
    handler may hold(x: number(0..1)) { set n = x }
  }
  final stage ended
}
)",
       R"(
2026-03-02 open
expect clock warning due 2026-03-10
2026-03-03 hold(1) by town
expect clock warning undated
2026-03-20 appeal by citizen
2026-03-20 hold(0) by town
expect clock appealing due 2026-03-23
expect clock replying due 2026-03-30
expect clock warning due 2026-03-28
)"},
      {"38 a limit that reads a field follows it but never before the end of the day of the change", R"(
process p for matter {
  opens on open
  citizen may close -> ended
  start stage s {
    handler may plan(length: duration) { set span = length }
    handler may fix(day: date?) { set heard = day }
    handler must reply within span as replying
    handler must visit until (heard otherwise 2026-03-14) as visiting
  }
  final stage ended
}
)",
       R"(
2026-03-02 open
expect clock replying due 2026-03-12
expect clock visiting due 2026-03-16
2026-03-05 plan(20 days) by town
expect clock replying due 2026-03-23
2026-03-09 plan(3 days) by town
expect clock replying due 2026-03-09
2026-03-09 plan(30 days) by town
expect clock replying due 2026-04-01
2026-03-09 fix(2026-03-21) by town
expect clock visiting due 2026-03-23
2026-03-10 fix(unknown) by town
expect clock visiting due 2026-03-16
2026-03-11 fix(2026-04-05) by town
expect clock visiting due 2026-04-07
2026-03-12 fix(2026-03-03) by town
expect clock visiting due 2026-03-12
)"},
      {"38 the floor of a changed limit holds on the day on which the clock began", R"(
process p for matter {
  opens on open
  citizen may close -> ended
  start stage s {
    handler may plan(length: duration) { set span = length }
    handler must reply within span as replying
  }
  final stage ended
}
)",
       R"(
2026-03-02 09:00 open
2026-03-02 11:00 plan(1 hour) by town
expect clock replying due 2026-03-02
2026-03-02 12:00 plan(2 hours) by town
expect clock replying due 2026-03-02
)"},
      {"15 39 an extension does not reopen a window that has passed", R"(
process p for matter {
  opens on open
  citizen may close -> ended
  start stage s { citizen may appeal within 3 days extendable once by 10 days through prolong by boss as appealing }
  final stage ended
}
)",
       R"(
2026-03-02 open
2026-03-06 prolong by district : refused not-open
2026-03-06 appeal by citizen : refused window-closed
)"},
      {"16 45 a window with a provisional date has not passed and can be paused", R"(
process p for matter {
  opens on open
  citizen may close -> ended
  start stage s {
    citizen may appeal within 10 days as appealing
    pause appealing while n > 0
    handler may hold(x: number(0..1)) { set n = x }
  }
  final stage ended
}
)",
       R"(
2026-12-28 open
expect clock appealing due 2027-01-07
2027-01-20 hold(1) by town
expect clock appealing paused
)"},
      {"16 38 a limit of hours that changes while it pauses is not over when the pause ends", R"(
process p for matter {
  opens on open
  citizen may close -> ended
  start stage s {
    handler may plan(length: duration) { set span = length }
    handler may hold(x: number(0..1)) { set n = x }
    handler must reply within span as replying
    pause replying while n > 0
  }
  final stage ended
}
)",
       R"(
2026-03-02 09:00 open
2026-03-02 10:00 plan(8 hours) by town
2026-03-02 11:00 hold(1) by town
2026-03-03 12:00 plan(9 hours) by town
2026-03-03 13:00 hold(0) by town
expect clock replying due 2026-03-03 20:00
2026-03-03 14:00 hold(1) by town
2026-03-03 15:00 plan(1 hour) by town
2026-03-03 16:00 hold(0) by town
expect clock replying due 2026-03-03 23:59
)"},
      {"38 a limit that follows a field stays when its date does not change", R"(
process p for matter {
  opens on open
  start stage s {
    citizen may ask until (heard otherwise 2026-05-02) as asking
    citizen may tell(day: date) { set heard = day }
  }
}
)",
       R"(
2026-03-02 open
expect clock asking due 2026-05-06
2026-05-10 tell(2026-05-06) by citizen
expect clock asking due 2026-05-06
2026-05-11 tell(2026-05-07) by citizen
expect clock asking due 2026-05-11
)"},
      {"66 the dates that a limit asks for come first, whatever order they are written in", R"(
process p for matter {
  opens on open
  start stage s {
    handler may fix(day: date?) { set heard = day }
    handler may hold(x: number(0..1)) { set n = x }
    handler must visit until (calling.due otherwise 2026-03-31) as visiting
    handler must call until (replying.due otherwise 2026-03-30) as calling
    handler must reply until (heard otherwise 2026-03-10) as replying
    pause replying while n > 0
  }
}
)",
       R"(
2026-03-02 open
expect clock visiting due 2026-03-10
expect clock calling due 2026-03-10
expect clock replying due 2026-03-10
2026-03-03 fix(2026-03-20) by town
expect clock visiting due 2026-03-20
2026-03-04 fix(2026-03-05) by town
expect clock visiting due 2026-03-05
expect clock calling due 2026-03-05
2026-03-05 10:00 hold(1) by town
expect clock replying paused
expect clock calling due 2026-03-30
expect clock visiting due 2026-03-30
2026-03-05 11:00 hold(0) by town
expect clock replying due 2026-03-05
expect clock calling due 2026-03-05
expect clock visiting due 2026-03-05
2026-03-05 12:00 fix(2026-03-03) by town
expect clock visiting due 2026-03-05
2026-03-05 13:00 fix(2026-03-12) by town
expect clock visiting due 2026-03-12
2026-03-13
expect clock visiting lapsed
)"},
      {"66 a limit that asks for a date that begins in the same step has its first date by it", R"(
process p for matter {
  opens on open
  start stage s { handler may begin -> t }
  stage t {
    handler must visit within lead(replying.due) exactly from begin + lead(replying.due) as visiting
    handler must move until (replying.due otherwise 2026-05-04) as moving
    handler must call within slack(replying is overdue) as calling
    handler must reply until (heard otherwise 2026-03-10) as replying -> s
  }
}
table lead(day: date?) gives duration first {
  < 2026-03-12 | 1 hour
  -            | 5 days
}
table slack(late: yes/no) gives duration {
  yes | 1 day
  no  | 2 days
}
)",
       R"(
2026-03-11 12:00 open
2026-03-11 12:30 begin by town
expect clock replying due 2026-03-10
expect clock moving due 2026-03-10
expect clock visiting due 2026-03-11 14:30
expect clock calling due 2026-03-13
2026-03-11 13:00
expect clock replying lapsed
expect clock moving lapsed
2026-03-11 13:10 reply by town
2026-03-11 13:20 begin by town
expect clock calling due 2026-03-13
)"},
      {"38 a date that is certain now is another than the provisional one", R"(
process p for matter {
  opens on open
  citizen may close -> ended
  start stage s {
    handler may plan(length: duration) { set span = length }
    handler must reply within span as replying
  }
  final stage ended
}
)",
       R"(
2026-12-20 open
expect clock replying due 2026-12-30
2026-12-28 plan(3 days) by town
expect clock replying due 2026-12-28
2026-12-30 12:00 plan(11 hours) by town
expect clock replying due 2026-12-30
2026-12-31
expect clock replying lapsed
)"},
      {"40 the condition of a pause is not asked for a clause that is not active", R"(
process p for matter {
  opens on open
  start stage s {
    handler may ask(x: number(0..1)) { set m = 1000000000000000 }
    when n > 0 { handler must reply within 3 days as replying }
    pause replying while m * 1000000 > 0
  }
}
)",
       R"(
2026-03-02 open
2026-03-03 ask(1) by town
expect clock replying none
)"},
      {"54 a provisional date is what the notice makes it, be that past", R"(
process p for matter {
  opens on open
  start stage s {
    handler must reply within 10 days as replying
    handler must visit within 5 working days as visiting -> t
    citizen may appeal within 10 days as appealing
    after 0 days from replying.due - 3 days as warning { notify handler "soon" }
  }
  final stage t
}
)",
       R"(
2026-12-28 open
expect clock replying due 2027-01-07
2027-01-20
expect clock replying open
2027-01-20 12:00 notice 2027 off 2027-01-01 off 2027-01-07
expect clock replying due 2027-01-08
expect clock visiting due 2027-01-05
expect clock appealing due 2027-01-08
2027-01-20 13:00
expect clock replying lapsed
expect clock visiting lapsed
expect clock warning lapsed
2027-01-20 14:00 appeal by citizen : refused window-closed
)"},
      {"54 a certain date that moves is not before the end of the day of the notice", R"(
process p for matter {
  opens on open
  start stage s {
    handler must reply within 5 working days as replying
    handler must visit within 3 days as visiting
    citizen may appeal within 3 days as appealing
    handler must move within 4 days from open + 3 working days as moving
  }
}
)",
       R"(
2026-03-02 open
expect clock replying due 2026-03-09
expect clock moving due 2026-03-09
2026-03-06 12:00 notice 2026 worked 2026-03-07 off 2026-03-03
expect clock replying due 2026-03-09
expect clock visiting lapsed
expect clock appealing due 2026-03-05
expect clock moving due 2026-03-10
2026-03-09 12:00 notice 2026 worked 2026-03-07 worked 2026-03-08 worked 2026-03-03
expect clock replying due 2026-03-09
2026-03-09 13:00 appeal by citizen : refused window-closed
)"},
      {"54 a timer that counts working days back from a duty moves by the new calendar", R"(
process p for matter {
  opens on open
  start stage s {
    handler must reply within 30 days exactly as replying
    after 0 days from replying.due - 3 working days as warning { notify handler "soon" }
  }
}
)",
       R"(
2026-03-02 open
expect clock replying due 2026-04-01
expect clock warning due 2026-03-27
2026-03-10 notice 2026 off 2026-03-30 off 2026-03-31
expect clock replying due 2026-04-01
expect clock warning due 2026-03-25
)"},
  };
  return table;
}

}  // namespace recourse::reference
