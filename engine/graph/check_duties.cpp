#include "engine/graph/check_duties.h"

#include <algorithm>
#include <set>

#include "engine/base/catalogue.h"
#include "engine/base/messages/graph.h"
#include "engine/graph/reading.h"
#include "engine/graph/wording.h"

namespace recourse::graph {
namespace {

using base::Operation;
using model::Clause;
using model::ClauseId;
using model::ExpressionId;
using model::Model;

class DutyCheck {
public:
  DutyCheck(const Model& model, base::DiagnosticList& diagnostics)
      : model_(model), diagnostics_(diagnostics), wording_(model, written_language(model)) {}

  void check() {
    find_set_fields();
    find_prohibitions();
    acts();
    find_consequences();
    for (std::size_t index = 0; index < model_.clauses.size(); ++index) {
      if (model_.clauses[index].kind == Clause::Kind::must) {
        duty(ClauseId{static_cast<std::int32_t>(index)});
      }
    }
  }

private:
  void acts() {
    std::vector<bool> permitted(model_.acts.size());
    for (const Clause& clause : model_.clauses) {
      const bool permits = (clause.kind == Clause::Kind::must || clause.kind == Clause::Kind::may ||
                            clause.kind == Clause::Kind::opens_on) &&
                           (clause.kind == Clause::Kind::must || !nobody(clause.who));  // of a duty: below
      for (const model::ActId act : clause.acts) {
        permitted[act.index()] = permitted[act.index()] || (permits && !is_always_forbidden(clause, act));
      }
      if (clause.limit && clause.limit->extension) {
        permitted[clause.limit->extension->act.index()] = true;
      }
    }
    for (std::size_t index = 0; index < permitted.size(); ++index) {
      const model::Act& act = model_.acts[index];
      if (!permitted[index] && !act.approves.known()) {
        diagnostics_.add(messages::act_not_permitted, act.span,
                         {wording_.act(model::ActId{static_cast<std::int32_t>(index)})});
      }
    }
  }

  /// By act, the last one for any: each `must not` that nothing lifts.
  void find_prohibitions() {
    prohibitions_.resize(model_.acts.size() + 1);
    for (const Clause& clause : model_.clauses) {
      if (clause.kind != Clause::Kind::must_not || clause.condition.known() || clause.guard.known() ||
          clause.approved_by.known()) {
        continue;
      }
      for (const model::ActId act : clause.acts) {
        prohibitions_[act.index()].insert({clause.stage, clause.who});
      }
      if (clause.any_act) {
        prohibitions_.back().insert({clause.stage, clause.who});
      }
    }
  }

  /// It stands wherever the clause does, for whoever the clause is for.
  [[nodiscard]] bool is_always_forbidden(const Clause& clause, model::ActId act) const {
    for (model::StageId stage = clause.stage; stage.known(); stage = model_[stage].parent) {
      for (const auto* prohibitions : {&prohibitions_[act.index()], &prohibitions_.back()}) {
        if (prohibitions->contains({stage, {}}) || prohibitions->contains({stage, clause.who})) {
          return true;
        }
      }
    }
    return false;
  }

  /// Somebody hears that the duty is overdue, or something asks for it. A reminder before the date is no consequence.
  void find_consequences() {
    for (const Clause& clause : model_.clauses) {
      if (clause.trigger == Clause::Trigger::overdue) {
        heeded_.insert(clause.duty.value);
      }
    }
    for_each_read(model_, [this](const model::Expression& expression) {
      if (expression.operation == Operation::duty_overdue) {
        heeded_.insert(expression.index);
      }
    });
  }

  void find_set_fields() {
    for (std::size_t index = 0; index < model_.fields.size(); ++index) {
      if (model_.fields[index].initial != base::kUnknown) {
        set_fields_.insert(static_cast<std::int32_t>(index));
      }
    }
    for (const Clause& clause : model_.clauses) {
      for (const model::Consequence* consequence : {&clause.then, &clause.otherwise}) {
        for (const model::Effect& effect : consequence->effects) {
          const bool gives = effect.kind == model::Effect::Kind::set ||
                             effect.kind == model::Effect::Kind::set_once ||
                             effect.kind == model::Effect::Kind::add;
          if (gives && effect.value.known() && !is_unknown(model_, effect.value)) {
            set_fields_.insert(effect.field.value);
          }
        }
      }
    }
  }

  /// Certainly unknown, whatever happens.
  [[nodiscard]] bool never_known(ExpressionId id) const {
    const model::Expression& expression = model_[id];
    switch (expression.operation) {
      case Operation::constant:
        return expression.constant == base::kUnknown || has_ended(expression);
      case Operation::field:
      case Operation::set_contains:
        return !set_fields_.contains(expression.index);
      case Operation::superior:
        return never_known(expression.operands[0]) || is_top(expression.operands[0]);
      case Operation::otherwise:
        return never_known(expression.operands[0]) && never_known(expression.operands[1]);
      default:
        return false;
    }
  }

  /// An office that is gone when the policy comes into force, and nobody stands for it.
  [[nodiscard]] bool has_ended(const model::Expression& office) const {
    return office.type.type == base::Type::office && office.constant >= 0 &&
           model_.offices.current(static_cast<offices::OfficeIndex>(office.constant), model_.in_force) ==
               offices::kNoOffice;
  }

  /// Whether no alternative of it can be known.
  [[nodiscard]] bool nobody(model::WhoId who) const {
    bool never = who.known();
    for (; never && who.known(); who = model_[who].otherwise) {
      never = model_[who].office.known() && never_known(model_[who].office);
    }
    return never;
  }

  [[nodiscard]] bool is_top(ExpressionId id) const {
    const model::Expression& expression = model_[id];
    return expression.operation == Operation::constant && expression.constant >= 0 &&
           model_.offices.superior(static_cast<offices::OfficeIndex>(expression.constant), model_.in_force) ==
               offices::kNoOffice;
  }

  void duty(ClauseId id) {
    const Clause& clause = model_[id];
    if (!clause.limit) {
      diagnostics_.add(messages::duty_without_date, clause.span, {wording_.clause(id)});
    } else if (!clause.has_else && !heeded_.contains(id.value)) {
      diagnostics_.add(messages::lapse_without_consequence, clause.span, {wording_.clause(id)});
    }
    if (clause.limit) {
      start(clause);
    }
    owner(clause);
  }

  /// A limit that runs from a date which nothing sets never runs.
  void start(const Clause& clause) {
    const model::FieldId missing = never_comes(clause.limit->anchor);
    if (missing.known()) {
      const std::string field = wording_.field(missing);
      diagnostics_.add(messages::start_never_set, clause.limit->anchor.span,
                       {acts_of(clause), field, phrase(terms::set_field, field)});
    }
  }

  /// The field for want of which the occurrence never comes; none: it may come.
  [[nodiscard]] model::FieldId never_comes(const model::Anchor& anchor) const {
    if (anchor.kind == model::Anchor::Kind::field) {
      return set_fields_.contains(anchor.field.value) ? model::FieldId{} : anchor.field;
    }
    model::FieldId missing;
    for (const model::Anchor& part : anchor.parts) {
      const model::FieldId of_part = never_comes(part);
      if (anchor.kind == model::Anchor::Kind::earliest && !of_part.known()) {
        return {};  // any of them will do
      }
      missing = of_part.known() ? of_part : missing;
    }
    return missing;
  }

  /// A phrase of the rules about one name.
  static Bilingual phrase(TermCode pattern, const std::string& name) {
    return {base::fill(base::word(pattern, Language::english), {name}, Language::english),
            base::fill(base::word(pattern, Language::chinese), {name}, Language::chinese)};
  }

  void owner(const Clause& clause) {
    if (nobody(clause.who)) {
      report_nobody(clause);
      return;
    }
    ExpressionId last;
    for (model::WhoId who = clause.who; who.known(); who = model_[who].otherwise) {
      last = model_[who].office;
    }
    if (!last.known() || model_[last].operation != Operation::superior) {
      return;
    }
    // Of one certain office it is known whether somebody stands above it.
    const ExpressionId below = model_[last].operands[0];
    if (model_[below].operation != Operation::constant) {
      diagnostics_.add(messages::owner_above_top, clause.span,
                       {acts_of(clause), wording_.who(clause.who), wording_.expression(below)});
    }
  }

  /// What is missing is missing everywhere: it is told once.
  void report_nobody(const Clause& clause) {
    if (!never_there_.insert(wording_.who(clause.who)).second) {
      return;
    }
    const ExpressionId missing = field_never_set(model_[clause.who].office);
    if (!missing.known()) {
      diagnostics_.add(messages::owner_never_there, clause.span, {acts_of(clause), wording_.who(clause.who)});
      return;
    }
    const model::FieldId field{model_[missing].index};
    const std::string name = wording_.field(field);
    const bool is_set = model_[field].type.type == base::Type::office_set;
    Diagnostic& diagnostic = diagnostics_.add(messages::owner_never_set, clause.span,
                                              {acts_of(clause), wording_.who(clause.who), name,
                                               phrase(is_set ? terms::add_to_set : terms::set_field, name)});
    const auto leads_here = std::find_if(
        model_.clauses.begin(), model_.clauses.end(),
        [&](const Clause& other) { return other.then.target.known() && other.then.target == clause.stage; });
    if (leads_here != model_.clauses.end()) {
      diagnostic.related.push_back({messages::leads_here, leads_here->span, {}});
    }
  }

  /// The field on which the office rests and that nothing sets; none: it is another reason why nobody is there.
  [[nodiscard]] ExpressionId field_never_set(ExpressionId office) const {
    const model::Expression& expression = model_[office];
    if (expression.operation == Operation::field || expression.operation == Operation::set_contains) {
      return office;
    }
    const bool rests_on_first =
        expression.operation == Operation::superior || expression.operation == Operation::otherwise;
    return rests_on_first ? field_never_set(expression.operands[0]) : ExpressionId{};
  }

  [[nodiscard]] std::vector<Argument::Item> acts_of(const Clause& clause) const {
    std::vector<Argument::Item> acts;
    for (const model::ActId act : clause.acts) {
      acts.emplace_back(wording_.act(act));
    }
    return acts;
  }

  const Model& model_;
  base::DiagnosticList& diagnostics_;
  const Wording wording_;
  std::set<std::int32_t> heeded_, set_fields_;
  std::set<std::string> never_there_;
  std::vector<std::set<std::pair<model::StageId, model::WhoId>>> prohibitions_;
};

}  // namespace

void check_duties(const Model& model, base::DiagnosticList& diagnostics) {
  DutyCheck(model, diagnostics).check();
}

}  // namespace recourse::graph
