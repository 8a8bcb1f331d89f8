// Scenarios: stages, moves, permission, effects, events.
#include "tests/reference/scenario_table.h"

namespace recourse::reference {

const std::vector<Scenario>& scenarios_of_acts() {
  static const std::vector<Scenario> table = {
      {"1 3 5 a case opens into the start stages of every region", R"(
process p for matter {
  opens on open by citizen { set n = 1 }
  start stage s { start stage inner { handler may go -> ended } }
  final stage ended
}
rule r for matter { start stage q { citizen may shout } }
)",
       R"(
2026-03-02 go by town : refused not-open
2026-03-02 open by lawyer : refused not-open
2026-03-02 open by citizen
expect stage inner q
expect n = 1
2026-03-03 open by citizen : refused already-open
2026-03-03 go by town
expect stage ended q
2026-03-03 shout by citizen
)"},
      {"2 in a final stage nothing else of its region lives", R"(
process p for matter {
  opens on open
  handler must report within 10 days as reporting
  citizen may ask
  start stage s { handler may close -> ended }
  final stage ended
}
rule r for matter { citizen may shout; at ended { citizen may thank } }
)",
       R"(
2026-03-02 open
expect clock reporting due 2026-03-12
2026-03-03 close by town
expect stage ended
expect clock reporting none
expect next none
2026-03-03 ask by citizen : refused not-open
2026-03-03 report by town : refused not-open
2026-03-03 thank by citizen
2026-03-03 shout by citizen
)"},
      {"4 a child is entered and left without leaving its parent and a move to the stage itself restarts it",
       R"(
process p for matter {
  opens on open
  start stage work {
    handler must finish within 10 days as working -> ended
    handler may hear -> hearing
    handler may again -> work
    stage hearing { handler must conclude within 2 days as concluding -> work }
  }
  final stage ended
}
)",
       R"(
2026-03-02 open
expect clock working due 2026-03-12
2026-03-04 hear by town
expect stage hearing
expect clock working due 2026-03-12
expect clock concluding due 2026-03-06
2026-03-05 again by town
expect stage work
expect clock concluding none
expect clock working due 2026-03-12
2026-03-06 again by town
expect clock working due 2026-03-16
)"},
      {"4 leaving a final stage enters the root anew", R"(
process p for matter {
  opens on open
  handler must report within 10 days as reporting
  start stage s { handler may close -> ended }
  final stage ended
}
rule r for matter { at ended { citizen may reopen -> s } }
)",
       R"(
2026-03-02 open
2026-03-03 close by town
expect clock reporting none
2026-03-04 reopen by citizen
expect stage s
expect clock reporting due 2026-03-16
)"},
      {"4 among matching moves the innermost wins and equals that differ are a fault", R"(
process p for matter {
  opens on open
  handler may go
  handler may jump
  on jump -> left
  on jump -> right
  start stage outer {
    on go -> left
    start stage inner { on go -> right }
  }
  stage left { handler may back -> outer }
  stage right { handler may back -> outer }
  final stage ended
  citizen may close -> ended
}
)",
       R"(
2026-03-02 open
2026-03-02 jump by town : fault two-moves
expect stage inner
2026-03-02 go by town
expect stage right
)"},
      {"6 a must binds while its condition holds and a may is only guarded by it", R"(
process p for matter {
  opens on open
  start stage s {
    citizen may count(many: number(0..100)) { set n = many }
    handler must answer within 5 days when n > 5 as answering
    citizen may leave(why: number(0..9)) when why > 5 -> ended
    when n > 20 { citizen may shout }
  }
  final stage ended
}
)",
       R"(
2026-03-02 open
expect clock answering none
2026-03-02 shout by citizen : refused not-open
2026-03-02 leave(3) by citizen : refused guard
2026-03-03 count(30) by citizen
expect clock answering due 2026-03-09
2026-03-03 shout by citizen
2026-03-04 count(2) by citizen
expect clock answering none
2026-03-05 count(6) by citizen
expect clock answering due 2026-03-10
)"},
      {"10 all duties that act and actor match are done by it and only by their own actor", R"(
process p for matter {
  opens on open
  start stage s {
    handler must answer or decline within 5 days as answering
    boss must answer within 9 days as superior_answering
    district must answer within 3 days as third
    citizen may close -> ended
  }
  final stage ended
}
)",
       R"(
2026-03-02 open
2026-03-03 answer by other : refused not-open
2026-03-03 answer by district
expect clock answering open
expect clock superior_answering done
expect clock third done
2026-03-03 decline by town
expect clock answering done
2026-03-03 answer by district : refused not-open
)"},
      {"17 a prohibition and its approval", R"(
process p for matter {
  opens on open
  start stage s {
    handler may pass(to: office) { set helper = to }
    must not pass when to = other unless approved by boss
    citizen may close -> ended
  }
  final stage ended
}
rule r for matter { must not any when n > 0 as frozen; district may freeze { set n = 1 } }
)",
       R"(
2026-03-02 open
2026-03-03 pass(town) by town
2026-03-03 approve(pass) by town : refused not-open
2026-03-03 approve(pass) by district
2026-03-03 approve(pass) by district : refused not-open
2026-03-03 pass(other) by town
expect helper = other
2026-03-03 approve(pass) by district
2026-03-03 freeze by district
2026-03-03 pass(town) by town : refused forbidden by frozen
2026-03-03 approve(pass) by district : refused not-open
)"},
      {"17 an approval is dropped when its clause ends", R"(
process p for matter {
  opens on open
  handler may pass
  citizen may close -> ended
  start stage s {
    must not pass unless approved by boss as barrier
    handler may turn -> t
  }
  stage t { handler may turn_back -> s }
  final stage ended
}
)",
       R"(
2026-03-02 open
2026-03-03 pass by town : refused forbidden by barrier
2026-03-03 approve(pass) by district
2026-03-03 turn by town
2026-03-03 pass by town
2026-03-04 turn_back by town
2026-03-04 pass by town : refused forbidden by barrier
2026-03-04 approve(pass) by district
2026-03-04 turn by town
2026-03-04 turn_back by town
2026-03-04 pass by town : refused forbidden by barrier
)"},
      {"18 42 effects read the state before and clash only when they differ", R"(
process p for matter {
  opens on open
  start stage s {
    handler may swap { set n = m; set m = n }
    handler may put(x: number(0..1000)) { set m = x }
    handler may fix_once(x: number(0..100)) { set once free = x }
    handler may join(x: office) { add x to members; add town to members }
    handler may part(x: office) { remove x from members }
    handler may both(x: office) { add x to members; remove town from members }
    handler may clash(x: number(0..100)) { set n = x }
    on clash { set n = 7 }
    handler may forget { set free = unknown }
    handler may copy { set n = m }
    citizen may close -> ended
  }
  final stage ended
}
)",
       R"(
2026-03-02 open
2026-03-02 put(5) by town
2026-03-02 swap by town
expect n = 5
expect m = 0
2026-03-02 fix_once(3) by town
2026-03-02 fix_once(4) by town
expect free = 3
2026-03-02 forget by town
expect free unknown
2026-03-02 join(town) by town
expect set members = town
2026-03-02 join(other) by town
expect set members = other town
2026-03-02 part(district) by town
2026-03-02 part(town) by town
expect set members = other
2026-03-02 both(town) by town : fault two-values
2026-03-02 clash(7) by town
expect n = 7
2026-03-02 clash(8) by town : fault two-values
expect n = 7
2026-03-02 put(101) by town
2026-03-02 copy by town : fault overflow
expect n = 7
)"},
      {"13 19 the events of a step are heard by what stands after it and an endless chain is a fault", R"(
process p for matter {
  opens on open
  handler must answer as answering -> s2
  on done(answering) { set m = 1 }
  citizen may close -> ended
  citizen may spin -> loop1
  start stage s1 { on done(answering) { set n = 1 } }
  stage s2 { on done(answering) { set free = 2 }; on entered(s2) { set result = good } }
  stage loop1 { on entered(loop1) -> loop2 }
  stage loop2 { on entered(loop2) -> loop1 }
  final stage ended
}
)",
       R"(
2026-03-02 open
2026-03-03 answer by town
expect stage s2
expect m = 1
expect n = 0
expect free = 2
expect result = good
2026-03-03 spin by citizen : fault endless
expect stage s2
)"},
      {"20 records are read as of the step after and first means not yet", R"(
process p for matter {
  opens on open
  handler may answer(x: number(0..9)) { set n = answer.count }
  on first answer { notify citizen "first" }
  on done(counted) { set m = answer.count }
  handler must answer as counted
  citizen may look when answer.date is known and answer.date < today and answer.x > 4
  citizen may close -> ended
  start stage s {}
  final stage ended
}
)",
       R"(
2026-03-02 open
2026-03-02 look by citizen : refused guard
2026-03-03 answer(5) by town
expect told first
expect n = 0
expect m = 1
2026-03-03 look by citizen : refused guard
2026-03-04 look by citizen
2026-03-04 answer(3) by town
expect told nothing
expect n = 1
2026-03-05 look by citizen : refused guard
)"},
      {"21 41 the strongest reason is told", R"(
process p for matter {
  opens on open
  start stage s {
    citizen may appeal once within 3 days
    citizen may shout once
    citizen may beg when n > 3
    citizen may beg once within 2 days
    citizen may close -> ended
  }
  final stage ended
}
)",
       R"(
2026-03-02 open
2026-03-03 appeal by lawyer : refused not-open
2026-03-03 appeal by citizen
2026-03-03 appeal by citizen : refused used-up
2026-03-03 shout by citizen
2026-03-03 shout by citizen : refused used-up
2026-03-04 beg by citizen
2026-03-04 beg by citizen : refused guard
2026-03-06 appeal by citizen : refused window-closed
2026-03-06 beg by citizen : refused guard
)"},
      {"22 overflow and dates outside the table refuse", R"(
process p for matter {
  opens on open
  start stage s {
    handler may grow { set m = (m + 1) * 4000000000 }
    handler may schedule(day: date) { set heard = day + 12 months }
    citizen may close -> ended
  }
  final stage ended
}
)",
       R"(
2026-03-02 open
2026-03-02 grow by town
expect m = 4000000000
2026-03-02 grow by town : fault overflow
expect m = 4000000000
2026-03-02 schedule(2099-06-01) by town : fault date-range
2026-03-02 schedule(2024-02-29) by town
expect heard = 2025-02-28
)"},
      {"25 texts are set and tested for being known", R"(
process p for matter {
  opens on open
  start stage s {
    handler may write(words: text?) { set reason = words }
    citizen may read when reason is known
    citizen may close -> ended
  }
  final stage ended
}
)",
       R"(
2026-03-02 open
2026-03-02 read by citizen : refused guard
2026-03-02 write(late road) by town
expect reason = late road
2026-03-02 read by citizen
2026-03-02 write(unknown) by town
expect reason unknown
)"},
      {"20 44 of a text that is remembered of an act it can be asked whether it was given", R"(
process p for matter {
  opens on open
  start stage s {
    handler may write(what: text?)
    citizen may read when write.what is known
    citizen may guess when write.by is unknown
  }
}
)",
       R"(
2026-03-02 open
2026-03-02 read by citizen : refused guard
2026-03-02 write(late road) by town
2026-03-02 read by citizen
2026-03-02 guess by citizen
2026-03-02 write(unknown) by town
2026-03-02 read by citizen : refused guard
)"},
      {"27 44 an office that has ended stands for its successor", R"(
process p for matter {
  opens on open(to: office) { set handler = to }
  start stage s {
    handler may work when actor = town
    boss may check
    citizen may close -> ended
  }
  final stage ended
}
)",
       R"(
2026-03-02 open(old)
expect handler = old
2026-03-03 work by town : refused not-open
2026-03-03 work by old : refused guard
2026-03-03 check by district
2026-04-01 work by town
2026-04-01 work by old : refused not-open
expect handler = old
)"},
      {"28 a post is asked for and anybody of the office will do for the office", R"(
process p for matter {
  opens on open
  start stage s {
    leader may sign
    officer(handler) may draft
    any of superiors(handler) may watch
    any of members may help
    handler may join(x: office) { add x to members }
    citizen may close -> ended
  }
  final stage ended
}
)",
       R"(
2026-03-02 open
2026-03-02 sign by town : refused not-open
2026-03-02 sign by head(town)
2026-03-02 draft by town
2026-03-02 draft by head(town)
2026-03-02 watch by city
2026-03-02 watch by town : refused not-open
2026-03-02 help by other : refused not-open
2026-03-02 join(other) by town
2026-03-02 help by other
)"},
      {"29 competence and place in the tree", R"(
process p for matter {
  opens on open
  start stage s {
    handler may take(of: Result) when competent(handler, of)
    handler may move_to(x: office) when under(x, district)
    handler may lift(x: office) when x in superiors(handler)
    citizen may close -> ended
  }
  final stage ended
}
)",
       R"(
2026-03-02 open
2026-03-02 take(good) by town
2026-03-02 take(bad) by town : refused guard
2026-03-02 move_to(district) by town
2026-03-02 move_to(city) by town : refused guard
2026-03-02 lift(city) by town
2026-03-02 lift(town) by town : refused guard
)"},
      {"35 a final stage inside another is entered alone", R"(
process p for matter {
  opens on open
  start stage s { handler may go -> inner_end }
  stage wide {
    on entered(wide) { set n = 1 }
    handler must tidy within 5 days as tidying
    final stage inner_end
  }
  final stage ended
  citizen may close -> ended
}
rule r for matter { at inner_end { citizen may back -> wide } }
)",
       R"(
2026-03-02 open
2026-03-03 go by town
expect stage inner_end
expect n = 0
expect clock tidying none
2026-03-04 back by citizen
expect stage wide
expect n = 1
expect clock tidying due 2026-03-09
)"},
  };
  return table;
}

}  // namespace recourse::reference
