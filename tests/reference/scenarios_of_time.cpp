// Scenarios: anchors, due dates, windows, lapses, timers.
#include "tests/reference/scenario_table.h"

namespace recourse::reference {

const std::vector<Scenario>& scenarios_of_time() {
  static const std::vector<Scenario> table = {
      {"8 9 a duty waits for its anchor and starts afresh only after it was done", R"(
process p for matter {
  opens on open
  citizen may ask
  citizen may close -> ended
  start stage s { handler must reply within 5 days from ask as replying }
  final stage ended
}
)",
       R"(
2026-03-02 open
expect clock replying undated
2026-03-03 ask by citizen
expect clock replying due 2026-03-09
2026-03-04 ask by citizen
expect clock replying due 2026-03-09
2026-03-05 reply by town
expect clock replying done
2026-03-05 reply by town : refused not-open
2026-03-06 ask by citizen
expect clock replying due 2026-03-11
)"},
      {"8 an undated duty permits its act and does not lapse", R"(
process p for matter {
  opens on open
  citizen may ask
  citizen may close -> ended
  start stage s { handler must reply within 5 days from ask as replying }
  final stage ended
}
)",
       R"(
2026-03-02 open
expect next none
2026-06-01 reply by town
expect clock replying done
)"},
      {"8 an anchor counts since the clause last ended and the act that ended it counts", R"(
process p for matter {
  opens on open
  citizen may ask
  citizen may close -> ended
  handler may leave -> other_stage
  handler may return -> s
  start stage s {
    handler must reply within 5 days from ask as replying
    handler must look within 3 days from leave as looking
  }
  stage other_stage { citizen may wait }
  final stage ended
}
)",
       R"(
2026-03-02 open
2026-03-03 ask by citizen
2026-03-04 leave by town
expect clock replying none
2026-03-05 return by town
expect clock replying undated
expect clock looking due 2026-03-09
2026-03-09 leave by town
2026-03-10 ask by citizen
2026-03-11 return by town
expect clock replying due 2026-03-16
)"},
      {"9 the act that did a duty can start it afresh", R"(
process p for matter {
  opens on open
  citizen may close -> ended
  start stage s { handler must report within 5 days from report as reporting }
  final stage ended
}
)",
       R"(
2026-03-02 open
2026-03-03 report by town
expect clock reporting open
expect clock reporting due 2026-03-09
2026-03-04 report by town
expect clock reporting due 2026-03-09
2026-03-10 report by town
expect clock reporting due 2026-03-16
)"},
      {"8 33 a stage as anchor is its latest entry", R"(
process p for matter {
  opens on open
  citizen may close -> ended
  handler must archive within 20 days from t as archiving
  start stage s { handler may go -> t }
  stage t { handler may back -> s }
  final stage ended
}
)",
       R"(
2026-03-02 open
expect clock archiving undated
2026-03-04 go by town
expect clock archiving due 2026-03-24
2026-03-05 back by town
2026-03-06 go by town
expect clock archiving due 2026-03-24
2026-03-07 archive by town
expect clock archiving done
2026-03-07 back by town
2026-03-10 go by town
expect clock archiving due 2026-03-30
)"},
      {"8 38 a date field as anchor is fixed when it becomes known", R"(
process p for matter {
  opens on open
  citizen may close -> ended
  start stage s {
    handler may fix(day: date?) { set heard = day }
    handler must minute within 5 days from heard as minuting
  }
  final stage ended
}
)",
       R"(
2026-03-02 open
expect clock minuting undated
2026-03-03 fix(2026-03-10) by town
expect clock minuting due 2026-03-16
2026-03-04 fix(2026-03-20) by town
expect clock minuting due 2026-03-16
2026-03-05 minute by town
expect clock minuting done
2026-03-05 fix(2026-03-25) by town
expect clock minuting done
2026-03-05 fix(unknown) by town
2026-03-06 fix(2026-03-25) by town
expect clock minuting due 2026-03-30
)"},
      {"8 39 a timer before a due date moves with it", R"(
process p for matter {
  opens on open
  citizen may ask
  citizen may close -> ended
  start stage s {
    handler must reply within 10 days from ask extendable once by 5 days through prolong by boss as replying
    after 0 days from replying.due - 3 days as warning { notify handler "soon" }
  }
  final stage ended
}
)",
       R"(
2026-03-02 open
expect clock warning undated
2026-03-02 ask by citizen
expect clock replying due 2026-03-12
expect clock warning due 2026-03-09
2026-03-03 prolong by district
expect clock replying due 2026-03-17
expect clock warning due 2026-03-14
2026-03-14
expect told nothing
2026-03-15
expect told soon
2026-03-16 reply by town
2026-03-16 ask by citizen
expect clock replying due 2026-03-26
expect clock warning due 2026-03-23
)"},
      {"8 36 a warning whose time has passed comes at once", R"(
process p for matter {
  opens on open
  citizen may close -> ended
  start stage s {
    handler must reply within 2 days as replying
    after 0 days from replying.due - 5 days as warning { notify handler "soon" }
  }
  final stage ended
}
)",
       R"(
2026-03-02 12:00 open
expect clock warning due 2026-02-27
expect next 2026-03-02 12:00
! 2026-03-02 12:00 reply by lawyer : refused not-open
! 2026-03-02 12:01 reply by town : behind
2026-03-02 12:01
expect told soon
expect next 2026-03-04
)"},
      {"11 a window without else is compared with the act and one with else fires", R"(
process p for matter {
  opens on open
  citizen may close -> ended
  start stage s {
    citizen may appeal within 3 days as appealing
    citizen may object within 4 days as objecting else -> t
  }
  stage t { citizen may appeal within 3 days as late_appeal }
  final stage ended
}
)",
       R"(
2026-03-02 open
expect next 2026-03-06
2026-03-05 appeal by citizen
2026-03-06 00:00 appeal by citizen : refused window-closed
2026-03-06 23:59
expect stage s
2026-03-07 00:00
expect stage t
expect clock late_appeal due 2026-03-09
)"},
      {"11 a window that was used does not fire", R"(
process p for matter {
  opens on open
  citizen may close -> ended
  start stage s { citizen may object within 4 days as objecting else -> t }
  stage t { citizen may wait }
  final stage ended
}
)",
       R"(
2026-03-02 open
2026-03-03 object by citizen
expect next none
2026-03-09
expect stage s
2026-03-09 object by citizen : refused window-closed
)"},
      {"12 the last minute is in time and after the lapse an act of it is late", R"(
process p for matter {
  opens on open
  citizen may close -> ended
  start stage s { handler must reply within 3 days as replying else { set n = 1 } }
  final stage ended
}
)",
       R"(
2026-03-02 08:30 open
! 2026-03-02 08:29 reply by town : late
expect next 2026-03-05 23:59
! 2026-03-06 00:00 reply by town : behind
2026-03-06 00:00
expect clock replying lapsed
expect n = 1
expect next none
! 2026-03-05 23:59 reply by town : late
2026-03-06 00:00 reply by town
expect clock replying done
)"},
      {"13 14 lapses come before timers of the same instant", R"(
process p for matter {
  opens on open
  citizen may close -> ended
  start stage s {
    handler must reply within 3 days as replying else -> late_stage
    after 3 days -> quiet
    after 3 days { set n = 1 }
  }
  stage late_stage { after 10 days -> quiet }
  stage quiet { citizen may wait }
  final stage ended
}
)",
       R"(
2026-03-02 open
2026-03-06
expect stage late_stage
expect n = 0
2026-03-17
expect stage quiet
)"},
      {"13 a lapse is told once and the duty stays owed", R"(
process p for matter {
  opens on open
  citizen may close -> ended
  start stage s {
    handler must reply within 3 days as replying else { notify boss "lapsed" }
    on overdue(replying) { notify handler "late" }
    citizen may complain when replying is overdue
    on done(replying) { notify handler "done" }
  }
  final stage ended
}
)",
       R"(
2026-03-02 open
2026-03-05 complain by citizen : refused guard
2026-03-06
expect told lapsed
expect told late
2026-03-09 complain by citizen
expect told nothing
2026-03-10 reply by town
expect told done
2026-03-10 complain by citizen : refused guard
)"},
      {"37 a timer that fired starts again with its anchor", R"(
process p for matter {
  opens on open
  citizen may ask
  citizen may close -> ended
  start stage s {
    after 2 days from ask as reminder { notify handler "remind" }
    citizen may appeal once within 3 days from ask as appealing
  }
  final stage ended
}
)",
       R"(
2026-03-02 open
2026-03-02 ask by citizen
2026-03-02 appeal by citizen
2026-03-02 appeal by citizen : refused used-up
2026-03-03 ask by citizen
2026-03-03 appeal by citizen
2026-03-05
expect told remind
2026-03-10
expect told nothing
2026-03-10 ask by citizen
expect clock reminder due 2026-03-12
expect clock appealing due 2026-03-13
)"},
      {"dates roll over holidays and weekends unless exactly", R"(
process p for matter {
  opens on open
  citizen may close -> ended
  start stage s {
    handler must a1 within 7 days as rolled
    handler must a2 within 7 days exactly as exact
    handler must a3 within 5 working days as working
    handler must a4 within 1 month as month
    handler must a5 within 36 hours as hours
    handler must a6 within same day as today_still
  }
  final stage ended
}
)",
       R"(
2026-04-25 10:00 open
expect clock rolled due 2026-05-06
expect clock exact due 2026-05-02
expect clock working due 2026-05-06
expect clock month due 2026-05-25
expect clock hours due 2026-04-26 22:00
expect clock today_still due 2026-04-27
)"},
      {"7 a discharged duty is over and a fresh entry gives a full period", R"(
process p for matter {
  opens on open
  citizen may close -> ended
  start stage s { handler must reply within 5 days as replying; handler may go -> t }
  stage t { handler may back -> s }
  final stage ended
}
)",
       R"(
2026-03-02 open
2026-03-04 go by town
expect clock replying none
expect next none
2026-03-12 back by town
expect clock replying due 2026-03-17
)"},
      {"26 what a condition says of a duty is kept after it ended", R"(
process p for matter {
  opens on open
  citizen may close -> ended
  citizen may complain when replying is overdue
  start stage s { handler must reply within 3 days as replying; handler may go -> t }
  stage t { handler may back -> s }
  final stage ended
}
)",
       R"(
2026-03-02 open
2026-03-06 complain by citizen
2026-03-06 go by town
2026-03-09 complain by citizen
2026-03-10 back by town
2026-03-10 complain by citizen : refused guard
)"},
      {"37 a right that is used up and a timer that fired are done", R"(
process p for matter {
  opens on open
  citizen may close -> ended
  start stage s {
    citizen may appeal 2 times as appealing
    citizen may object within 4 days as objecting else { set free = 1 }
    after 2 days as waiting { set m = 1 }
  }
  final stage ended
}
rule r for matter { citizen may look when appealing is done and objecting is done and waiting is done }
)",
       R"(
2026-03-02 open
2026-03-03 appeal by citizen
2026-03-03 look by citizen : refused guard
2026-03-04 appeal by citizen
2026-03-05 look by citizen : refused guard
2026-03-07 look by citizen
)"},
      {"38 an anchor beside a date means nothing", R"(
process p for matter {
  opens on open
  citizen may close -> ended
  citizen may ask
  start stage s { handler must reply until 2026-03-06 from ask as replying }
  final stage ended
}
)",
       R"(
2026-03-02 open
expect clock replying due 2026-03-06
2026-03-03 reply by town
2026-03-04 ask by citizen
expect clock replying done
)"},
      {"16 a pause with two conditions needs both", R"(
process p for matter {
  opens on open
  citizen may close -> ended
  start stage s {
    handler may hold(x: number(0..1)) { set n = x }
    handler may mind(x: number(0..1)) { set m = x }
    handler must reply within 5 days as replying
    m = 1 的，n = 1 期间 不计入 replying
  }
  final stage ended
}
)",
       R"(
2026-03-02 open
2026-03-03 hold(1) by town
expect clock replying due 2026-03-09
2026-03-04 mind(1) by town
expect clock replying paused
2026-03-09 mind(0) by town
expect clock replying due 2026-03-12
)"},
      {"45 a provisional date fires nothing and closes no window", R"(
process p for matter {
  opens on open
  citizen may close -> ended
  start stage s {
    handler must reply within 10 days as replying else { set n = 1 }
    citizen may appeal within 10 days as appealing
  }
  final stage ended
}
)",
       R"(
2026-12-28 open
expect clock replying due 2027-01-07
expect next none
2027-01-20 appeal by citizen
expect n = 0
expect clock replying open
)"},
  };
  return table;
}

}  // namespace recourse::reference
