// What only all case types together show: that an act which a case submits is permitted where it arrives, and that no act brings
// itself about again through other cases, so that what follows from one act comes to an end.
#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "engine/base/messages/model.h"
#include "engine/model/building.h"

namespace recourse::model {
namespace {

constexpr std::int32_t kAnyAct = -1;  // an event within a case, which any of its acts may bring about

/// An act of a case type.
using Step = std::pair<std::int32_t, std::int32_t>;

struct Way {
  Step to;
  SourceSpan span;
};

template <typename Visit>
void for_each_sent(const Model& model, Visit&& visit) {
  for (const Clause& clause : model.clauses) {
    for (const Consequence* consequence : {&clause.then, &clause.otherwise}) {
      for (const Effect& effect : consequence->effects) {
        if (effect.kind == Effect::Kind::send) {
          visit(clause, *consequence, effect);
        }
      }
    }
  }
}

class SentCheck {
public:
  explicit SentCheck(Building& building) : building_(building) {}

  void run() {
    for (const Building* type : building_.types) {
      for_each_sent(type->model,
                    [&](const Clause& clause, const Consequence& consequence, const Effect& effect) {
                      check_permitted(type->model, effect);
                      add_ways(type->model, clause, &consequence == &clause.otherwise, effect);
                    });
    }
    for (const auto& [step, ways] : ways_) {
      if (step.second != kAnyAct) {
        follow(step, step);
      }
    }
  }

private:
  void check_permitted(const Model& from, const Effect& effect) {
    const Sent& sent = *effect.sent;
    const Model& to = building_.types[static_cast<std::size_t>(sent.case_type)]->model;
    const bool permitted = std::any_of(to.clauses.begin(), to.clauses.end(), [&](const Clause& clause) {
      const bool opens = clause.kind == Clause::Kind::opens_on;
      const bool permits = sent.to.known() ? clause.kind == Clause::Kind::may : opens;
      return permits && std::find(clause.acts.begin(), clause.acts.end(), sent.act) != clause.acts.end() &&
             (!clause.who.known() || is_for(to, clause.who, from.case_name));
    });
    if (!permitted) {
      building_.report(messages::sent_not_permitted, effect.span, from.case_name, to.case_name,
                       sent.act_name);
    }
  }

  static bool is_for(const Model& model, WhoId who, const std::string& case_type) {
    const Who& meant = model[who];
    return meant.kind == Who::Kind::party && model[meant.role].other_case &&
           model[meant.role].name == case_type;
  }

  /// What lapses does so by itself, as time passes: nothing that follows from an act.
  void add_ways(const Model& model, const Clause& clause, bool is_lapse, const Effect& effect) {
    const Step to{effect.sent->case_type, effect.sent->act.value};
    const bool by_time = is_lapse || clause.kind == Clause::Kind::after ||
                         (clause.kind == Clause::Kind::on && clause.trigger == Clause::Trigger::overdue);
    if (by_time) {
      return;
    }
    const bool by_event = clause.kind == Clause::Kind::on && clause.trigger != Clause::Trigger::act;
    if (by_event) {
      ways_[{model.case_type, kAnyAct}].push_back({to, effect.span});
    }
    for (const ActId act : by_event ? std::vector<ActId>{} : clause.acts) {
      ways_[{model.case_type, act.value}].push_back({to, effect.span});
    }
  }

  /// Whether `start` is reached again from `step`.
  bool follow(const Step& start, const Step& step) {
    if (start == step) {
      seen_.clear();
    }
    for (const Step& origin : {step, Step{step.first, kAnyAct}}) {
      const auto ways = ways_.find(origin);
      for (const Way& way : ways == ways_.end() ? std::vector<Way>{} : ways->second) {
        if (way.to == start) {
          report(start, way.span);
          return true;
        }
        if (seen_.insert(way.to).second && follow(start, way.to)) {
          return true;
        }
      }
    }
    return false;
  }

  void report(const Step& step, const SourceSpan& span) {
    const Model& model = building_.types[static_cast<std::size_t>(step.first)]->model;
    building_.report(messages::sent_in_circle, span, model[ActId{step.second}].name, model.case_name);
  }

  Building& building_;
  std::map<Step, std::vector<Way>> ways_;
  std::set<Step> seen_;
};

}  // namespace

void check_sent(Building& building) {
  SentCheck(building).run();
}

}  // namespace recourse::model
