// Scenarios: branches side by side.
#include "tests/reference/scenario_table.h"

namespace recourse::reference {

const std::vector<Scenario>& scenarios_of_branches() {
  static const std::vector<Scenario> table = {
      {"59 branches begin with their stage and end each by itself and that all have ended is one event", R"(
process p for matter {
  opens on open
  citizen may go -> joint
  citizen may read
  citizen may look
  start stage s { }
  parallel stage joint {
    handler must sum_up within 20 days as summing
    branch paper {
      handler must file within 8 days as filing
      start stage reading { handler must note within 5 days as noting; on read -> has_read }
      final stage has_read
    }
    branch visit {
      start stage going { handler must report within 6 days as reporting; on look -> gone }
      final stage gone
    }
    on done(joint) { set n = n + 1; notify citizen "all" }
  }
}
)",
       R"(
2026-03-02 open
expect stage s
2026-03-03 go by citizen
expect stage joint reading going
expect clock summing due 2026-03-23
expect clock filing due 2026-03-11
expect clock noting due 2026-03-09
expect clock reporting due 2026-03-09
2026-03-04 read by citizen
expect stage joint has_read going
expect told nothing
expect clock filing none
expect clock noting none
expect clock reporting due 2026-03-09
expect clock summing due 2026-03-23
2026-03-05 look by citizen
expect stage joint has_read gone
expect told all
expect n = 1
expect clock summing due 2026-03-23
)"},
      {"59 both branches end in one act and that is told once", R"(
process p for matter {
  opens on open
  citizen may read
  start parallel stage joint {
    branch one { start stage a { on read -> a_ends }; final stage a_ends }
    branch two { start stage b { on read -> b_ends }; final stage b_ends }
    on done(joint) { set n = n + 1 }
  }
}
)",
       R"(
2026-03-02 open
2026-03-03 read by citizen
expect stage joint a_ends b_ends
expect n = 1
)"},
      {"59 a move out of a branch leaves all and what was owed there ends", R"(
process p for matter {
  opens on open
  start parallel stage joint {
    branch one { start stage a { handler must answer within 5 days as answering; citizen may leave -> apart } }
    branch two { start stage b { handler must report within 6 days as reporting } }
    citizen may restart -> joint
  }
  stage apart { citizen may back -> joint }
}
)",
       R"(
2026-03-02 open
expect clock answering due 2026-03-09
2026-03-03 restart by citizen
expect stage joint a b
expect clock answering due 2026-03-09
expect clock reporting due 2026-03-09
2026-03-04 leave by citizen
expect stage apart
expect clock answering none
expect clock reporting none
expect next none
2026-03-05 answer by town : refused not-open
2026-03-06 back by citizen
expect stage joint a b
expect clock answering due 2026-03-11
)"},
      {"59 a target in a branch enters it there and the others at their start and moves it alone when it "
       "runs",
       R"(
process p for matter {
  opens on open
  citizen may look
  start stage s { citizen may jump -> b2 }
  parallel stage joint {
    branch one { start stage a { handler must answer within 5 days as answering }; stage a2 { } }
    branch two { start stage b { }; stage b2 { on look -> b } }
    citizen may jump -> b2
    citizen may again -> two
    citizen may turn -> a2
  }
}
)",
       R"(
2026-03-02 open
2026-03-03 jump by citizen
expect stage joint a b2
expect clock answering due 2026-03-09
2026-03-04 look by citizen
expect stage joint a b
2026-03-05 jump by citizen
expect stage joint a b2
expect clock answering due 2026-03-09
2026-03-05 again by citizen
expect stage joint a b
2026-03-05 turn by citizen
expect stage joint a2 b
)"},
      {"59 the move of an inner stage comes first and one in another branch is made together with it", R"(
process p for matter {
  opens on open
  citizen may go
  start parallel stage joint {
    branch one { start stage a { on go -> a2 }; stage a2 { } }
    branch two { start stage b { on go -> b2 }; stage b2 { } }
    on go -> apart
  }
  stage apart { }
}
)",
       R"(
2026-03-02 open
2026-03-03 go by citizen
expect stage joint a2 b2
2026-03-04 go by citizen
expect stage apart
)"},
      {"59 moves side by side of which one leaves are a fault unless they lead to the same stage", R"(
process p for matter {
  opens on open
  citizen may go
  citizen may stop
  start parallel stage joint {
    branch one { start stage a { on go -> apart; on stop -> apart }; stage a2 { } }
    branch two { start stage b { on go when n < 1000 -> b2; on stop -> apart }; stage b2 { } }
  }
  stage apart { }
}
)",
       R"(
2026-03-02 open
2026-03-03 go by citizen : fault two-moves
expect stage joint a b
2026-03-03 stop by citizen
expect stage apart
)"},
      {"59 an overruled move overrules none", R"(
process p for matter {
  opens on open
  citizen may go
  start parallel stage joint {
    branch one { start stage a { }; stage a2 { } }
    branch two {
      start stage b {
        start stage inner { on go -> inner2 }
        stage inner2 { }
        on go -> apart
      }
    }
    on go -> a2
  }
  stage apart { }
}
)",
       R"(
2026-03-02 open
2026-03-03 go by citizen
expect stage joint a2 inner2
2026-03-04 go by citizen
expect stage apart
)"},
      {"59 branches of a branch end with it and their event may move it", R"(
process p for matter {
  opens on open
  citizen may go
  citizen may look
  citizen may stop
  start parallel stage joint {
    branch one {
      start parallel stage inner {
        branch deep { start stage c { handler must answer within 5 days as answering; on go -> c_ends }; final stage c_ends }
        branch deeper { start stage d { on look -> d_ends }; final stage d_ends }
        on done(inner) -> a_ends
      }
      final stage a_ends
      on stop -> a_ends
    }
    branch two { start stage b { on go -> b_ends }; final stage b_ends }
    on done(joint) -> ended
  }
  final stage ended
}
)",
       R"(
2026-03-02 open
expect stage joint inner c d b
2026-03-03 go by citizen
expect stage joint inner c_ends d b_ends
expect clock answering none
2026-03-04 look by citizen
expect stage ended
)"},
      {"59 a branch that ends takes the branches in it along", R"(
process p for matter {
  opens on open
  citizen may stop
  start parallel stage joint {
    branch one {
      start parallel stage inner {
        branch deep { start stage c { handler must answer within 5 days as answering } }
        branch deeper { start stage d { } }
      }
      final stage a_ends
      on stop -> a_ends
    }
    branch two { start stage b { handler must report within 6 days as reporting } }
  }
}
)",
       R"(
2026-03-02 open
expect stage joint inner c d b
2026-03-03 stop by citizen
expect stage joint a_ends b
expect clock answering none
expect clock reporting due 2026-03-09
)"},
  };
  return table;
}

}  // namespace recourse::reference
