// Scenarios: cases of an office and a period, and what each tells the next.
#include "tests/reference/scenario_table.h"

namespace recourse::reference {

const std::vector<Scenario>& scenarios_of_periods() {
  static const std::vector<Scenario> table = {
      {"65 a case of an office and a month knows its days and its office", R"(
process matter for office each month when level(office) = 3 {
  start stage running {
    office must answer within 10 days from last_day exactly as answering -> over
  }
  stage over { }
}
)",
       R"(
2026-03-17 begin_matter(district) : refused guard
2026-03-17 begin_matter(town)
expect clock answering due 2026-04-10
expect clock period_ends due 2026-03-31
2026-03-18 begin_matter(town) : refused already-open
2026-04-10 answer by other : refused not-open
2026-04-10 answer by town
expect stage over
expect told nothing
)"},
      {"65 what changes after the end is told anew", R"(
process matter for office each week {
  start stage running {
    office may work
    office may stop
    on work { set n = n + 1 }
    on stop { set n = 0 }
    on work when (previous.n otherwise 0) > 3 { set m = 1 }
  }
}
)",
       R"(
2026-03-02 begin_matter(town)
2026-03-04 work by town
expect n = 1
expect told nothing
2026-03-08 22:00 work by town
expect told nothing
2026-03-09 00:00
expect told to the next period: previous_matter 2
2026-03-09 10:00 work by town
expect told to the next period: previous_matter 3
2026-03-10 10:00 stop by town
expect told to the next period: previous_matter 0
2026-03-11 10:00 stop by town
expect told nothing
2026-03-12 10:00 previous_matter(4) by matter
expect told nothing
2026-03-12 11:00 work by town
expect m = 1
expect told to the next period: previous_matter 1
)"},
      {"65 of periods the next is told bits and the present one counts", R"(
process matter for office each day {
  start stage running {
    office may work
    office may look
    on work { set helper = town }
    on look when grave in 2 of last 3 { set m = 1 }
    on look when previous.grave { set n = 1 }
  }
}
case matter { grave = helper is known }
)",
       R"(
2026-03-02 10:00 begin_matter(town)
2026-03-03 00:00
expect told nothing
2026-03-03 10:00 look by town
expect n = 0
2026-03-03 11:00 previous_matter(5, yes) by matter
expect told to the next period: previous_matter 10 0
2026-03-03 12:00 look by town
expect m = 0
expect n = 1
2026-03-03 13:00 work by town
expect told to the next period: previous_matter 11 1
2026-03-03 14:00 look by town
expect m = 1
)"},
      {"65 only the case before tells and an office of the present period is reached", R"(
process matter for office each month {
  start stage running {
    office may work
    on work { submit note to matter(helper otherwise old) }
    on work { set m = 1 }
    on work when previous.m is known { set n = 1 }
    matter may note
  }
}
)",
       R"(
2026-03-02 begin_matter(town)
2026-03-03 previous_matter(3) by town : refused not-open
2026-03-04 work by town
expect told to the case of office 4: note
2026-03-05 note by matter
2026-04-02 work by town
expect told to the case of office 2: note
expect n = 0
)"}};
  return table;
}

}  // namespace recourse::reference
