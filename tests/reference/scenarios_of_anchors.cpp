// Scenarios: anchors that are composed of several occurrences.
#include "tests/reference/scenario_table.h"

namespace recourse::reference {

const std::vector<Scenario>& scenarios_of_anchors() {
  static const std::vector<Scenario> table = {
      {"52 the earliest of an act and a day that is certain", R"(
process p for matter {
  opens on open
  start stage s {
    handler may arrive
    handler must reply within 5 working days from earliest(arrive, open + 10 days) as replying
  }
}
)",
       R"(
2026-03-02 open
expect clock replying due 2026-03-19
2026-03-04 arrive by town
expect clock replying due 2026-03-11
2026-03-06 arrive by town
expect clock replying due 2026-03-11
)"},
      {"52 what is earliest stays when the other comes later", R"(
process p for matter {
  opens on open
  start stage s {
    handler may arrive
    handler must reply within 5 working days from earliest(arrive, open + 10 days) as replying
  }
}
)",
       R"(
2026-03-02 open
2026-03-17 arrive by town
expect clock replying due 2026-03-19
2026-03-20
expect clock replying lapsed
)"},
      {"52 the latest is known when all are", R"(
process p for matter {
  opens on open
  start stage s {
    citizen may phone
    citizen may visit
    handler must reply within 10 days from latest(phone, visit) as replying
    handler must confirm within 4 days from latest(visit, phone + 10 days) as confirming
  }
}
)",
       R"(
2026-03-02 open
2026-03-03 phone by citizen
expect clock replying undated
2026-03-05 phone by citizen
expect clock replying undated
2026-03-06 visit by citizen
expect clock replying due 2026-03-16
expect clock confirming due 2026-03-17
)"},
      {"52 a date that is given late never makes it due before the end of that day", R"(
process p for matter {
  opens on open
  start stage s {
    handler may fix(day: date) { set heard = day }
    handler must reply within 2 days from earliest(heard, open + 10 days) as replying
  }
}
)",
       R"(
2026-03-02 open
expect clock replying due 2026-03-16
2026-03-09 fix(2026-03-03) by town
expect clock replying due 2026-03-09
2026-03-10
expect clock replying lapsed
)"},
      {"52 16 what does not run yet cannot stand still", R"(
process p for matter {
  opens on open
  start stage s {
    handler may hold(x: number(0..1)) { set n = x }
    handler must reply within 5 days from open + 10 days as replying
    pause replying while n > 0
  }
}
)",
       R"(
2026-03-02 open
expect clock replying due 2026-03-17
2026-03-03 hold(1) by town
2026-03-06 hold(0) by town
expect clock replying due 2026-03-17
2026-03-10 hold(1) by town
2026-03-14 hold(0) by town
expect clock replying due 2026-03-19
)"},
      {"52 a duty that is done begins again when its anchor is there again", R"(
process p for matter {
  opens on open
  start stage s {
    citizen may phone
    citizen may visit
    handler must reply within 10 days from latest(phone, visit) as replying
    handler must answer within 10 days from earliest(phone, visit + 1 month) as answering
  }
}
)",
       R"(
2026-03-02 open
2026-03-03 phone by citizen
expect clock answering due 2026-03-13
2026-03-04 visit by citizen
expect clock replying due 2026-03-16
2026-03-05 reply by town
2026-03-05 answer by town
expect clock replying done
expect clock answering done
2026-03-09 visit by citizen
expect clock replying done
expect clock answering due 2026-04-20
2026-03-10 phone by citizen
expect clock replying due 2026-03-20
expect clock answering due 2026-03-20
)"},
      {"52 a length that is read from a field moves the anchor, and what was known stays", R"(
process p for matter {
  opens on open
  start stage s {
    handler may plan(length: duration) { set span = length }
    handler may fix(day: date?) { set heard = day }
    handler must reply within 1 day from open + span as replying
    handler must visit within 3 days from heard + 1 month as visiting
  }
}
)",
       R"(
2026-03-02 open
expect clock replying due 2026-03-13
expect clock visiting undated
2026-03-04 plan(20 days) by town
expect clock replying due 2026-03-23
2026-03-04 fix(2026-03-05) by town
expect clock visiting due 2026-04-08
2026-03-05 fix(unknown) by town
expect clock visiting due 2026-04-08
)"},
      {"52 hours are added to the minute", R"(
process p for matter {
  opens on open
  start stage s {
    handler must reply within 2 hours from open + 24 hours as replying
    handler must visit within 2 hours from open + 1 day as visiting
  }
}
)",
       R"(
2026-03-02 10:30 open
expect clock replying due 2026-03-03 12:30
expect clock visiting due 2026-03-04 01:59
)"},
      {"52 stages count too, and a clause that begins anew takes what has been since it ended", R"(
process p for matter {
  opens on open
  start stage s {
    citizen may phone
    citizen may leave -> t
  }
  stage t {
    handler must reply within 3 days from latest(phone, t) as replying -> s
  }
}
)",
       R"(
2026-03-02 open
2026-03-03 phone by citizen
2026-03-04 leave by citizen
expect clock replying due 2026-03-09
2026-03-05 reply by town
2026-03-06 leave by citizen
expect clock replying undated
)"},
      {"52 an anchor that rests on a year without notice gives a provisional date", R"(
process p for matter {
  opens on open
  start stage s { handler must reply within 1 day from open + 5 working days as replying }
}
)",
       R"(
2026-12-28 open
2027-02-01
expect clock replying open
)"},
      {"52 a part that comes may make the date provisional, which is then not over before that day is", R"(
process p for matter {
  opens on open
  start stage s {
    citizen may phone
    handler must reply within 10 days from earliest(open, phone + 30 working days) as replying
    handler may decline within 2 days from earliest(open, phone + 30 working days) as declining
  }
}
)",
       R"(
2026-12-10 open
2026-12-15 phone by citizen
expect clock replying due 2026-12-21
expect clock declining due 2026-12-15
2027-02-01
expect clock replying open
)"},
      {"52 what began again does not run from a date of before", R"(
process p for matter {
  opens on open
  start stage s {
    handler may fix(day: date?) { set heard = day }
    citizen may ping
    handler must reply within 5 days from earliest(heard, ping) as replying
  }
}
)",
       R"(
2026-03-02 open
2026-03-03 fix(2026-03-10) by town
expect clock replying due 2026-03-16
2026-03-12 reply by town
2026-04-01 ping by citizen
expect clock replying due 2026-04-07
2026-04-02 fix(2026-04-01) by town
expect clock replying due 2026-04-07
2026-04-03 09:00 reply by town
2026-04-03 10:00 fix(unknown) by town
2026-04-08 fix(2026-04-08) by town
expect clock replying due 2026-04-13
)"},
  };
  return table;
}

}  // namespace recourse::reference
