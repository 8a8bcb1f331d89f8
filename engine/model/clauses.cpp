// Clauses: who, which acts, under which condition, by when, and what follows. Whoever may do an act is settled for all
// clauses first, since what a clause may say of an act depends on it.
#include <algorithm>

#include "engine/base/messages/model.h"
#include "engine/model/clause_parts.h"
#include "engine/model/overrides.h"
#include "engine/model/who.h"

namespace recourse::model {
namespace {

using Kind = Clause::Kind;

class ClauseResolver {
public:
  explicit ClauseResolver(Building& building) : building_(building), model_(building.model) {}

  void resolve_all() {
    for (const Placed& placed : building_.placed) {
      resolve_who_of(placed);
    }
    for (const Placed& placed : building_.owners) {
      resolve_owner(placed);
    }
    for (Stage& stage : model_.stages) {  // outer stages come first
      if (!stage.owner.known() && stage.parent.known()) {
        stage.owner = model_[stage.parent].owner;
      }
    }
    for (const Placed& placed : building_.placed) {
      adopt_owner(placed);
    }
    for (const Placed& placed : building_.placed) {
      resolve_acts(placed);
    }
    for (const Placed& placed : building_.placed) {
      resolve(placed);
    }
    for (const Placed& placed : building_.pauses) {
      resolve_pause(placed);
    }
    apply_overrides(building_);
  }

private:
  Clause& clause_of(const Placed& placed) { return model_.clauses[placed.id.index()]; }

  // Who may do what.

  void resolve_who_of(const Placed& placed) {
    const language::Clause& syntax = *placed.syntax;
    Clause& clause = clause_of(placed);
    WhoId who;
    bool good = true;
    if (syntax.who) {
      const bool may_be_each = clause.kind == Kind::must;
      who = may_be_each ? resolve_who(building_, *syntax.who) : resolve_whoever(building_, *syntax.who);
      good = who.known();
    }
    clause.who = who;
    if (clause.kind == Kind::must && who.known() && may_be_party(model_, who)) {
      building_.report(messages::party_must, syntax.who->span, source_text(syntax.who->span));
    }
    if ((clause.kind == Kind::may || clause.kind == Kind::opens_on) && good && may_be_party(model_, who)) {
      for (const language::ActUse& use : syntax.acts) {
        note_party(act_name(use));
      }
    }
    if (syntax.limit && syntax.limit->extendable && syntax.limit->extendable->through) {
      const language::Extension& extension = *syntax.limit->extendable;
      const WhoId by = extension.by ? resolve_whoever(building_, *extension.by) : who;
      if (by.known() && may_be_party(model_, by)) {
        note_party(act_name(*extension.through));
      }
    }
    if (syntax.unless_approved_by) {
      clause.approved_by = resolve_whoever(building_, *syntax.unless_approved_by);
    }
  }

  void note_party(const std::string& act) {
    if (const Declared* found = building_.names[NameKind::act].find(act)) {
      building_.act_uses[static_cast<std::size_t>(found->index)].party_may = true;
    }
  }

  void resolve_owner(const Placed& placed) {
    Stage& stage = model_.stages[placed.stage.index()];
    if (!placed.syntax->who) {
      return;
    }
    const WhoId who = resolve_whoever(building_, *placed.syntax->who);
    if (stage.owner.known()) {
      const auto first = std::find_if(building_.owners.begin(), building_.owners.end(),
                                      [&](const Placed& other) { return other.stage == placed.stage; });
      building_.report(messages::owner_twice, placed.syntax->head, stage.name)
          .related.push_back(
              {messages::first_given_here, first->syntax->head, {source_text(first->syntax->head)}});
    } else if (who.known() && may_be_party(model_, who)) {
      building_.report(messages::party_owner, placed.syntax->who->span,
                       source_text(placed.syntax->who->span));
    } else {
      stage.owner = who;
    }
  }

  /// A duty without a subject is owed by whoever answers for the stage.
  void adopt_owner(const Placed& placed) {
    Clause& clause = clause_of(placed);
    if (clause.kind != Kind::must || placed.syntax->who) {
      return;
    }
    clause.who = model_[placed.stage].owner;
    if (!clause.who.known()) {
      building_.report(messages::must_without_subject, placed.syntax->head);
    }
  }

  // Conditions.

  const Block& resolved_block(std::int32_t index, RegionId region) {
    Block& block = building_.blocks[static_cast<std::size_t>(index)];
    if (block.resolved) {
      return block;
    }
    block.resolved = true;
    ExpressionId around;
    if (block.parent >= 0) {
      const Block& parent = resolved_block(block.parent, region);
      around = parent.expression;
      block.facts = parent.facts;
    }
    Scope scope;
    scope.region = region;
    scope.acts = block.acts;
    scope.is_condition = true;
    Resolver resolver(building_, scope, block.facts);
    const ExpressionId own = resolver.condition(*block.condition);
    block.expression = conjunction(building_, around, own);
    resolver.facts_of(own, true, block.facts);
    return block;
  }

  /// What the clause's blocks ask, and what is known inside them.
  std::pair<ExpressionId, Facts> around(const Placed& placed) {
    if (placed.block < 0) {
      return {};
    }
    const Block& block = resolved_block(placed.block, model_[placed.stage].region);
    return {block.expression, block.facts};
  }

  // Clauses.

  Scope scope_of(const Placed& placed) {
    const Clause& clause = clause_of(placed);
    Scope scope;
    scope.region = model_[placed.stage].region;
    scope.acts = clause.acts;
    if (clause.kind == Kind::after || clause.trigger != Clause::Trigger::act) {
      scope.has_it = clause.trigger == Clause::Trigger::overdue && clause.duty.known() &&
                     is_of_members(model_, model_[clause.duty]);
      return scope;
    }
    const bool by_who = clause.who.known();
    const bool party =
        by_who ? may_be_party(model_, clause.who)
               : clause.any_act || std::any_of(clause.acts.begin(), clause.acts.end(), [&](ActId act) {
                   return building_.act_uses[act.index()].party_may;
                 });
    scope.actor = party ? Scope::Actor::perhaps_office : Scope::Actor::office;
    return scope;
  }

  void resolve(const Placed& placed) {
    const language::Clause& syntax = *placed.syntax;
    resolve_trigger(placed);
    auto [condition, facts] = around(placed);
    const Kind kind = clause_of(placed).kind;
    Scope scope = scope_of(placed);
    const bool when_is_condition = kind == Kind::must || kind == Kind::after;
    if (syntax.when && when_is_condition) {
      Scope outside = scope;
      outside.is_condition = true;
      outside.actor = Scope::Actor::nobody;
      Resolver resolver(building_, outside, facts);
      const ExpressionId own = resolver.condition(*syntax.when);
      condition = conjunction(building_, condition, own);
      resolver.facts_of(own, true, facts);
    }
    clause_of(placed).condition = condition;
    const Facts facts_outside = facts;  // what also holds when the clause lapses
    if (syntax.when && !when_is_condition) {
      Resolver resolver(building_, scope, facts);
      const ExpressionId guard = resolver.condition(*syntax.when);
      clause_of(placed).guard = guard;
      resolver.facts_of(guard, true, facts);
    }
    if (syntax.first) {
      add_first(placed);
    }
    if (syntax.limit) {
      auto limit = resolve_limit(building_, placed, facts_outside);
      clause_of(placed).limit = std::move(limit);
    }
    resolve_count(placed);
    if (syntax.then) {
      auto then = resolve_consequence(building_, placed, *syntax.then, scope, facts);
      clause_of(placed).then = std::move(then);
    }
    if (syntax.otherwise) {
      resolve_else(placed, facts_outside);
    }
  }

  void resolve_acts(const Placed& placed) {
    const language::Clause& syntax = *placed.syntax;
    Clause& clause = clause_of(placed);
    clause.any_act = syntax.any_act;
    for (std::size_t i = 0; i < syntax.acts.size(); ++i) {
      if (placed.only_act >= 0 && static_cast<std::size_t>(placed.only_act) != i) {
        continue;
      }
      const language::ActUse& use = syntax.acts[i];
      const ActId act = find_act(building_, act_name(use), use.name.span);
      if (act.known() && std::find(clause.acts.begin(), clause.acts.end(), act) != clause.acts.end()) {
        building_.report(messages::given_twice, use.span, use.name.text);
      } else if (act.known()) {
        clause.acts.push_back(act);
      }
    }
    for (std::int32_t around = placed.block; around >= 0;) {
      Block& block = building_.blocks[static_cast<std::size_t>(around)];
      block.acts.insert(block.acts.end(), clause.acts.begin(), clause.acts.end());
      around = block.parent;
    }
    if (clause.kind != Kind::must_not || !syntax.unless_approved_by) {
      return;
    }
    if (clause.any_act) {
      building_.report(messages::approval_of_any, syntax.unless_approved_by->span);
    } else if (!clause.acts.empty()) {
      const std::string name = "approve(" + model_[clause.acts.front()].name + ")";
      if (const Declared* approval = building_.names[NameKind::act].find_by_name(name)) {
        clause.approval = {approval->index};
      }
    }
  }

  void resolve_trigger(const Placed& placed) {
    const language::Clause& syntax = *placed.syntax;
    Clause& clause = clause_of(placed);
    if (clause.kind != Kind::on || syntax.trigger == language::Clause::Trigger::act || !syntax.trigger_name) {
      return;
    }
    const language::Name& name = *syntax.trigger_name;
    if (syntax.trigger == language::Clause::Trigger::entered) {
      clause.trigger = Clause::Trigger::entered;
      clause.entered = find_stage(building_, name, model_[placed.stage].region);
      return;
    }
    const bool overdue = syntax.trigger == language::Clause::Trigger::overdue;
    if (!overdue && building_.names[NameKind::duty].find(name.text) == nullptr &&
        building_.names.find_stage(name.text, model_[placed.stage].region).stage.known()) {
      clause.trigger = Clause::Trigger::ended;
      clause.entered = find_stage(building_, name, model_[placed.stage].region);
      if (clause.entered.known() && !model_[clause.entered].parallel) {
        building_.report(messages::done_stage, name.span, name.text);
      }
      return;
    }
    clause.trigger = overdue ? Clause::Trigger::overdue : Clause::Trigger::done;
    clause.duty = find_duty(building_, name.text, name.span);
    if (clause.duty.known() && model_[clause.duty].kind != Kind::must) {
      building_.report(messages::duty_expected, name.span, name.text);
    }
  }

  /// `on first ACT`: none of the acts has happened.
  void add_first(const Placed& placed) {
    Resolver resolver(building_, scope_of(placed));
    for (const language::ActUse& use : placed.syntax->acts) {
      language::Expression first;
      first.kind = language::Expression::Kind::first;
      first.text = act_name(use);
      first.span = use.name.span;
      const ExpressionId none = resolver.condition(first);
      clause_of(placed).guard = conjunction(building_, none, clause_of(placed).guard);
    }
  }

  void resolve_count(const Placed& placed) {
    const language::Clause& syntax = *placed.syntax;
    if (syntax.times && has_count_in_range(building_, *syntax.times, syntax.head)) {
      clause_of(placed).times = *syntax.times;
    }
  }

  void resolve_else(const Placed& placed, const Facts& facts) {
    Scope scope;
    scope.region = model_[placed.stage].region;
    scope.has_it = is_of_members(model_, clause_of(placed));
    auto otherwise = resolve_consequence(building_, placed, *placed.syntax->otherwise, scope, facts);
    Clause& clause = clause_of(placed);
    clause.has_else = true;
    clause.otherwise = std::move(otherwise);
    clause.otherwise.span = placed.syntax->otherwise->span;
    if (!placed.syntax->limit) {
      building_.report(messages::else_without_limit, placed.syntax->otherwise->span);
    }
  }

  // Pauses.

  void resolve_pause(const Placed& placed) {
    const language::Clause& syntax = *placed.syntax;
    Pause pause;
    pause.stage = placed.stage;
    pause.citations = placed.citations;
    pause.span = syntax.span;
    auto [condition, facts] = around(placed);
    if (syntax.when) {
      Scope scope;
      scope.region = model_[placed.stage].region;
      scope.is_condition = true;
      Resolver resolver(building_, scope, facts);
      const ExpressionId own = resolver.condition(*syntax.when);
      resolver.facts_of(own, true, facts);
      if (!own.known()) {
        return;
      }
      condition = conjunction(building_, condition, own);
    }
    if (syntax.pause_while) {
      const ExpressionId own = pause_condition(placed, *syntax.pause_while, facts);
      if (!own.known()) {
        return;
      }
      condition = conjunction(building_, condition, own);
    }
    pause.condition = condition;
    pause.clauses = syntax.pause_all ? all_clocks(placed) : named_clocks(syntax);
    for (const ClauseId clause : pause.clauses) {
      if (pause.citations.empty() && model_[clause].limit && model_[clause].limit->statutory) {
        building_
            .report(messages::pause_without_ground, syntax.head, model_[clause].name,
                    example_document(building_))
            .related.push_back({messages::statutory_stands_here, model_[clause].limit->span, {}});
        break;
      }
    }
    if (!pause.clauses.empty()) {
      model_.pauses.push_back(std::move(pause));
    }
  }

  /// A stage's name alone means being in it.
  ExpressionId pause_condition(const Placed& placed, const language::Expression& syntax, const Facts& facts) {
    Scope scope;
    scope.region = model_[placed.stage].region;
    scope.is_condition = true;
    const bool is_value = building_.names[NameKind::field].find(syntax.text) != nullptr ||
                          building_.names[NameKind::derived].find(syntax.text) != nullptr;
    if (syntax.kind != language::Expression::Kind::name || is_value) {
      return Resolver(building_, scope, facts).condition(syntax);
    }
    language::Expression stage;
    stage.kind = language::Expression::Kind::in_stage;
    stage.span = syntax.span;
    stage.text = syntax.text;
    return Resolver(building_, scope, facts).condition(stage);
  }

  std::vector<ClauseId> named_clocks(const language::Clause& syntax) {
    std::vector<ClauseId> clocks;
    for (const language::Name& name : syntax.paused) {
      const ClauseId clause = find_duty(building_, name.text, name.span);
      if (clause.known() && !model_[clause].limit) {
        building_.report(messages::pause_without_clock, name.span, name.text);
      } else if (clause.known()) {
        clocks.push_back(clause);
      }
    }
    return clocks;
  }

  /// `pause all`: the clocks of the stage in which it stands, with those of the stages in it; of the whole policy where it stands
  /// outside all regions.
  std::vector<ClauseId> all_clocks(const Placed& placed) {
    const Region& last = model_.regions.back();
    const bool whole_policy = placed.stage == last.root && model_.regions.size() > 1 &&
                              !last.parallel.known() && !has_chart(model_[placed.stage].region);
    std::vector<ClauseId> clocks;
    for (std::size_t i = 0; i < model_.clauses.size(); ++i) {
      const Clause& clause = model_.clauses[i];
      if (clause.limit && (whole_policy || is_inside(clause.stage, placed.stage))) {
        clocks.push_back({static_cast<std::int32_t>(i)});
      }
    }
    return clocks;
  }

  bool has_chart(RegionId region) const {
    return std::any_of(model_.charts.begin(), model_.charts.end(),
                       [&](const Chart& chart) { return chart.region == region; });
  }

  bool is_inside(StageId stage, StageId around) const {
    for (; stage.known(); stage = model_[stage].parent) {
      if (stage == around) {
        return true;
      }
    }
    return false;
  }

  Building& building_;
  Model& model_;
};

}  // namespace

void resolve_clauses(Building& building) {
  ClauseResolver(building).resolve_all();
}

}  // namespace recourse::model
