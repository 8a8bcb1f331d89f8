// Scenarios: duties that each member of a set owes for itself.
#include "tests/reference/scenario_table.h"

namespace recourse::reference {

const std::vector<Scenario>& scenarios_of_members() {
  static const std::vector<Scenario> table = {
      {"61 each member owes and acts for itself and the move waits for all", R"(
process p for matter {
  opens on open { add town to members; add other to members }
  citizen may more
  start stage asking {
    each of members must answer within 5 days as answering -> asked { set n = n + 1 } else { notify it "late" }
    on more { add district to members }
    on done(answering) { notify citizen "all" }
  }
  stage asked { }
}
)",
       R"(
2026-03-02 open
expect clock answering of town due 2026-03-09
expect clock answering of other due 2026-03-09
expect clock answering due 2026-03-09
2026-03-03 answer by town
expect n = 1
expect stage asking
expect clock answering of town done
expect clock answering of other open
expect clock answering open
2026-03-03 answer by town : refused not-open
2026-03-03 answer by district : refused not-open
2026-03-05 more by citizen
expect clock answering of district due 2026-03-10
expect clock answering due 2026-03-09
2026-03-10
expect told late of other
expect clock answering of other lapsed
expect clock answering of district open
expect clock answering lapsed
expect clock answering due 2026-03-09
2026-03-10 answer by other
expect n = 2
expect clock answering open
expect clock answering due 2026-03-10
2026-03-10 answer by district
expect n = 3
expect told all
expect stage asked
expect clock answering none
expect clock answering of town none
)"},
      {"61 who joins has the full period from then and who comes back begins anew", R"(
process p for matter {
  opens on open { add town to members }
  citizen may send
  citizen may more
  citizen may drop
  start stage asking {
    each of members must answer within 10 days from send exactly as answering
    on more { add other to members }
    on drop { remove other from members }
    on done(answering) { notify citizen "all" }
  }
}
)",
       R"(
2026-03-02 open
expect clock answering of town undated
2026-03-03 send by citizen
expect clock answering of town due 2026-03-13
2026-03-05 more by citizen
expect clock answering of other due 2026-03-15
2026-03-06 drop by citizen
expect clock answering of other none
expect clock answering due 2026-03-13
2026-03-08 more by citizen
expect clock answering of other due 2026-03-18
2026-03-09 answer by other
expect clock answering of other done
2026-03-09 drop by citizen
2026-03-10 more by citizen
expect clock answering of other open
expect clock answering of other due 2026-03-20
2026-03-11 answer by town
expect told nothing
expect clock answering due 2026-03-20
2026-03-12 drop by citizen
expect told all
expect clock answering done
expect next none
2026-03-13 more by citizen
expect told nothing
expect clock answering open
expect clock answering of town done
expect clock answering of other due 2026-03-23
2026-03-20 send by citizen
expect clock answering of town due 2026-03-30
expect clock answering of other due 2026-03-23
)"},
      {"61 that all leave does nothing and while nobody is in the set nobody owes", R"(
process p for matter {
  opens on open
  citizen may more
  citizen may drop
  start stage asking {
    each of members must answer within 5 days as answering -> asked else -> asked
    on more { add town to members }
    on drop { remove town from members }
    on done(answering) { notify citizen "all" }
  }
  stage asked { }
}
)",
       R"(
2026-03-02 open
expect clock answering open
expect clock answering undated
expect next none
2026-03-03 answer by town : refused not-open
2026-03-04 more by citizen
expect clock answering due 2026-03-09
2026-03-05 drop by citizen
expect told nothing
expect stage asking
expect clock answering undated
expect next none
2026-03-30 answer by town : refused not-open
)"},
      {"61 who has done it counts also when it has left and each round begins anew", R"(
process p for matter {
  opens on open { add town to members; add other to members }
  citizen may more; citizen may drop
  start stage asking {
    each of members must answer within 10 days exactly as answering { remove actor.office from members }
    on more { add district to members }
    on drop { remove other from members; remove district from members }
    on done(answering) { set n = n + 1 }
  }
}
)",
       R"(
2026-03-02 open
2026-03-03 answer by town
expect set members = other
expect clock answering of town none
expect clock answering due 2026-03-12
2026-03-04 drop by citizen
expect n = 1
expect clock answering done
2026-03-05 more by citizen
expect clock answering open
expect clock answering due 2026-03-15
2026-03-06 drop by citizen
expect n = 1
expect clock answering open
expect clock answering undated
2026-03-07 more by citizen
2026-03-08 answer by district
expect n = 2
expect clock answering done
)"},
      {"61 what lapses at one instant is told of each and the first lapse moves", R"(
process p for matter {
  opens on open { add town to members; add other to members }
  start stage asking {
    each of members must answer within 5 days exactly as answering else -> late { set n = n + 1; notify it "late" }
  }
  stage late {
    each of members must explain within 5 days exactly as explaining else { notify it "hurry" }
  }
  on overdue(answering) when it = other { notify it "heard"; set helper = it }
}
)",
       R"(
2026-03-02 open
2026-03-08
expect stage late
expect n = 1
expect told late of town
expect told late of other
expect told heard of other
expect helper = other
expect clock answering none
expect clock explaining of town due 2026-03-12
2026-03-10 explain by town
2026-03-13
expect told hurry of other
expect clock explaining of town done
expect clock explaining of other lapsed
)"},
      {"61 pauses and extensions are of all that run", R"(
process p for matter {
  opens on open { add town to members }
  citizen may more; citizen may third; citizen may stop; citizen may go
  start stage asking {
    each of members must answer within 10 days extendable once by 5 days through prolong by district exactly as answering
    pause answering while m = 1
    on more { add other to members }
    on third { add district to members }
    on stop { set m = 1 }
    on go { set m = 0 }
  }
}
)",
       R"(
2026-03-02 open
expect clock answering of town due 2026-03-12
2026-03-04 more by citizen
expect clock answering of other due 2026-03-14
2026-03-05 stop by citizen
expect clock answering of town paused
expect clock answering of other paused
expect clock answering undated
expect next none
2026-03-08 go by citizen
expect clock answering of town due 2026-03-15
expect clock answering of other due 2026-03-17
expect clock answering due 2026-03-15
2026-03-09 prolong by district
expect clock answering of town due 2026-03-20
expect clock answering of other due 2026-03-22
2026-03-09 prolong by district : refused not-open
2026-03-10 answer by town
2026-03-11 third by citizen
expect clock answering of district due 2026-03-21
2026-03-11 prolong by district
expect clock answering of district due 2026-03-26
expect clock answering of other due 2026-03-22
)"},
      {"61 an office acts for all members that it stands for and its effects follow once", R"(
process p for matter {
  opens on open { add old to members; add town to members; add gone to members }
  citizen may drop
  start stage asking {
    each of members must answer within 60 days as answering { set n = n + 1 }
    on drop { remove gone from members }
    on done(answering) { notify citizen "all" }
  }
}
)",
       R"(
2026-03-02 open
2026-04-02 answer by town
expect n = 1
expect clock answering of old done
expect clock answering of town done
expect clock answering of gone open
expect told nothing
2026-04-03 answer by gone : refused not-open
2026-04-04 drop by citizen
expect told all
expect clock answering done
)"},
      {"61 who is excepted owes nothing while it is", R"(
process p for matter {
  opens on open { add town to members; add other to members }
  citizen may shift
  start stage asking {
    each of members except handler must answer within 5 days exactly as answering
    on shift { set handler = other }
  }
}
)",
       R"(
2026-03-02 open
expect clock answering of town none
expect clock answering of other due 2026-03-07
2026-03-03 answer by town : refused not-open
2026-03-05 shift by citizen
expect clock answering of other none
expect clock answering of town due 2026-03-10
expect clock answering due 2026-03-10
)"},
      {"61 whoever joins by the act of the last keeps the duty open", R"(
process p for matter {
  opens on open { add town to members }
  start stage asking {
    each of members must answer(next: office?) within 5 days as answering -> asked
    on answer when next is known { add next to members }
    on done(answering) { notify citizen "all" }
  }
  stage asked { }
}
)",
       R"(
2026-03-02 open
2026-03-03 answer(other) by town
expect stage asking
expect told nothing
expect clock answering of other open
2026-03-04 answer(unknown) by other
expect stage asked
expect told all
)"},
      {"61 an act that leaves the stage has done the duty and its own move is gone with the stage", R"(
process p for matter {
  opens on open { add town to members }
  start stage asking {
    each of members must answer within 5 days as answering -> asked
    on answer -> apart
  }
  stage asked { }
  stage apart { when answering is done { handler must report within 5 days as reporting } }
  on done(answering) { notify citizen "all" }
}
)",
       R"(
2026-03-02 open
2026-03-03 answer by town
expect stage apart
expect told all
expect clock reporting open
)"},
      {"61 conditions see that a duty is done whose stage the act leaves", R"(
process p for matter {
  opens on open { add town to members }
  handler must confirm within 5 days when answering is not done as confirming
  start stage asking {
    each of members must answer as answering
    on answer -> asking
  }
}
)",
       R"(
2026-03-02 open
expect clock confirming due 2026-03-09
2026-03-05 answer by town
expect clock confirming due 2026-03-10
expect clock answering of town open
)"},
      {"61 what ended while somebody owed it is not done when its stage is left later", R"(
process p for matter {
  opens on open { add town to members; add other to members }
  citizen may leave -> later
  on done(answering) { set m = 1 }
  start stage asking {
    each of members must answer when n = 0 as answering
    handler may hold(x: number(0..1)) { set n = x }
  }
  stage later { }
}
)",
       R"(
2026-03-02 open
2026-03-03 answer by town
2026-03-04 hold(1) by town
2026-03-05 leave by citizen
expect stage later
expect m = 0
)"},
      {"61 a timer is dated from the earliest and fires once until the duty is owed anew", R"(
process p for matter {
  opens on open { add town to members; add other to members }
  citizen may more
  start stage asking {
    each of members must answer within 10 days exactly as answering
    on more { add district to members }
    after 0 days from answering.due - 2 days { set n = n + 1; notify citizen "soon" }
  }
}
)",
       R"(
2026-03-02 open
expect clock answering due 2026-03-12
2026-03-05 more by citizen
2026-03-06 answer by town
2026-03-06 answer by other
expect clock answering due 2026-03-15
2026-03-13
expect told nothing
2026-03-14
expect told soon
expect n = 1
2026-03-14 answer by district
expect clock answering done
)"},
      {"61 what it came to is asked after its stage was left whoever joins and leaves meanwhile", R"(
process p for matter {
  opens on open { add town to members; add other to members }
  citizen may more; citizen may turn
  on more { add district to members; remove town from members }
  start stage asking {
    each of members must answer within 5 days exactly as answering
    on turn -> apart
  }
  stage apart {
    when answering is overdue { handler must report within 5 days as reporting }
    when answering is done { handler must file within 5 days as filing }
    on turn -> asking
  }
}
)",
       R"(
2026-03-02 open
2026-03-05 answer by other
2026-03-08
expect clock answering of town lapsed
2026-03-08 turn by citizen
expect stage apart
expect clock answering of town none
expect clock reporting open
expect clock filing none
2026-03-09 more by citizen
expect clock reporting open
expect clock filing none
2026-03-10 turn by citizen
expect clock answering of district due 2026-03-15
expect clock answering of other due 2026-03-15
2026-03-11 answer by other
2026-03-12 answer by district
expect clock answering done
2026-03-13 turn by citizen
expect clock reporting none
expect clock filing open
)"},
  };
  return table;
}

}  // namespace recourse::reference
