#include "engine/reports/document_part.h"

#include <algorithm>

#include "engine/base/messages/graph.h"
#include "engine/base/messages/reports.h"
#include "engine/reports/words.h"

namespace recourse::reports {
namespace {

using model::Clause;
using model::ClauseId;
using model::StageId;

bool is_of_somebody(const Clause& clause) {
  return clause.kind == Clause::Kind::must || clause.kind == Clause::Kind::may ||
         clause.kind == Clause::Kind::must_not;
}

class Parties {
public:
  explicit Parties(const DocumentWords& words) : words_(words), writer_(words), model_(words.model()) {}

  std::vector<Party> make() {
    for (const ClauseId id : in_order()) clause(id);
    for (std::size_t index = 0; index < model_.stages.size(); ++index) owned({static_cast<int>(index)});
    for (const ClauseId id : in_order()) powers(id);
    for (const ClauseId id : in_order()) told(id);
    for (Party& each : parties_) prohibitions(each);
    std::stable_sort(parties_.begin(), parties_.end(),
                     [this](const Party& left, const Party& right) { return rank(left) < rank(right); });
    return std::move(parties_);
  }

private:
  /// The process first, as a case goes through it; what rules add, behind it.
  [[nodiscard]] std::vector<ClauseId> in_order() const {
    std::vector<ClauseId> order, behind;
    for (std::size_t index = 0; index < model_.clauses.size(); ++index) {
      const Clause& clause = model_.clauses[index];
      const bool of_process =
          clause.chart >= 0 && model_.charts[static_cast<std::size_t>(clause.chart)].process;
      (of_process ? order : behind).push_back(ClauseId{static_cast<std::int32_t>(index)});
    }
    order.insert(order.end(), behind.begin(), behind.end());
    return order;
  }

  /// A member of the public reads first what is theirs; who only hears of things comes behind who acts.
  [[nodiscard]] int rank(const Party& party) const {
    if (party.name == words_.words(terms::document_everybody)) return 3;
    const bool of_public =
        std::any_of(model_.roles.begin(), model_.roles.end(), [&](const model::Role& role) {
          return role.party && words_.name(role.name, role.label) == party.name;
        });
    const bool acts = !party.must.empty() || !party.may.empty() || !party.must_not.empty();
    return of_public ? 0 : acts ? 1 : 2;
  }

  Party& party(const std::string& name, model::WhoId who) {
    auto found = std::find_if(parties_.begin(), parties_.end(),
                              [&name](const Party& known) { return known.name == name; });
    if (found == parties_.end()) {
      found = parties_.insert(parties_.end(), Party{});
      found->name = name;
      found->id = words_.party_place(name);
      const bool is_office = who.known() && model_[who].kind != model::Who::Kind::party;
      const std::string is = is_office ? spaced(words_.wording().who_is(who)) : std::string();
      if (is != name) found->who_is = is;
    }
    return *found;
  }

  void clause(ClauseId id) {
    const Clause& said = model_[id];
    if (!is_of_somebody(said)) return;
    Party& whose = party(writer_.who(said), said.who);
    std::vector<Provision>& list = said.kind == Clause::Kind::must  ? whose.must
                                   : said.kind == Clause::Kind::may ? whose.may
                                                                    : whose.must_not;
    list.push_back(writer_.provision(id));
  }

  void owned(StageId id) {
    const model::Stage& stage = model_[id];
    if (!stage.parent.known() || stage.final || !stage.owner.known()) return;
    party(words_.who(stage.owner), stage.owner).stages.push_back(words_.stage_line(id));
  }

  void powers(ClauseId id) {
    const Clause& said = model_[id];
    if (said.approved_by.known())
      party(words_.who(said.approved_by), said.approved_by)
          .powers.push_back({words_.words(terms::document_may_approve, {words_.acts(said.acts)}),
                             words_.clause_place(id),
                             {}});
    if (said.limit && said.limit->extension && said.limit->extension->by.known()) {
      const model::WhoId by = said.limit->extension->by;
      party(words_.who(by), by)
          .powers.push_back(
              {words_.words(terms::document_may_extend, {words_.clause(id)}), words_.clause_place(id), {}});
    }
  }

  /// Of a duty that each member of a set owes, the member is told: whoever the duty names.
  [[nodiscard]] model::WhoId receiver(const model::Effect& effect, const Clause& said) const {
    const model::ExpressionId office = model_[effect.receiver].office;
    const bool is_member = office.known() && model_[office].operation == base::Operation::it;
    return is_member ? said.who : effect.receiver;
  }

  void told(ClauseId id) {
    const Clause& said = model_[id];
    for (const model::Consequence* consequence : {&said.then, &said.otherwise}) {
      for (const model::Effect& effect : consequence->effects) {
        if (effect.kind != model::Effect::Kind::notify) continue;
        const bool late = consequence == &said.otherwise;
        const std::string event = late ? words_.words(terms::document_on_overdue, {words_.clause(id)})
                                  : is_of_somebody(said)
                                      ? words_.words(terms::document_on_act, {words_.acts(said.acts)})
                                      : writer_.sentence(said);
        const model::WhoId whom = receiver(effect, said);
        party(words_.who(whom), whom)
            .told.push_back(
                {words_.words(terms::document_with, {effect.text, event}), words_.clause_place(id), {}});
      }
    }
  }

  /// What is forbidden to everybody matters to whoever may do it otherwise.
  void prohibitions(Party& whose) {
    for (std::size_t index = 0; index < model_.clauses.size(); ++index) {
      const ClauseId id{static_cast<std::int32_t>(index)};
      const Clause& forbids = model_[id];
      if (forbids.kind != Clause::Kind::must_not || forbids.who.known()) continue;
      const bool matters =
          std::any_of(model_.clauses.begin(), model_.clauses.end(), [&](const Clause& permits) {
            return (permits.kind == Clause::Kind::must || permits.kind == Clause::Kind::may) &&
                   permits.who.known() && meet(forbids, permits) && words_.who(permits.who) == whose.name;
          });
      if (!matters) continue;
      Line line{writer_.sentence(forbids), words_.clause_place(id), {}};
      const model::ActId act = forbids.acts.empty() ? model::ActId{} : forbids.acts.front();
      for (const model::ExpressionId asked : {forbids.condition, forbids.guard}) {
        for (Line& part : words_.condition(asked, act)) line.under.push_back(std::move(part));
      }
      whose.holds_too.push_back(std::move(line));
    }
  }

  static bool meet(const Clause& forbids, const Clause& permits) {
    return forbids.any_act ||
           std::any_of(forbids.acts.begin(), forbids.acts.end(), [&permits](model::ActId act) {
             return std::find(permits.acts.begin(), permits.acts.end(), act) != permits.acts.end();
           });
  }

  const DocumentWords& words_;
  const ClauseWriter writer_;
  const model::Model& model_;
  std::vector<Party> parties_;
};

class Charts {
public:
  explicit Charts(const DocumentWords& words) : words_(words), writer_(words), model_(words.model()) {}

  std::vector<DocumentChart> make() {
    std::vector<DocumentChart> charts;
    for (std::size_t index = 0; index < model_.charts.size(); ++index) {
      chart_ = static_cast<std::int32_t>(index);
      charts.push_back(chart(model_.charts[index]));
    }
    return charts;
  }

private:
  /// Clauses of the chart that stand outside its own stages: everywhere, or in stages of another.
  [[nodiscard]] bool stands_outside(const Clause& clause) const {
    const model::Chart& chart = model_.charts[static_cast<std::size_t>(chart_)];
    return clause.chart == chart_ && (!model_[clause.stage].parent.known() ||
                                      model_.outermost(model_[clause.stage].region) != chart.region);
  }

  DocumentChart chart(const model::Chart& chart) {
    DocumentChart shown;
    shown.id = words_.chart_place(chart_);
    shown.name = words_.name(chart.name, chart.label);
    shown.process = chart.process;
    shown.basis = words_.basis(chart.citations);
    for (std::size_t index = 0; index < model_.clauses.size(); ++index) {
      const ClauseId id{static_cast<std::int32_t>(index)};
      if (!stands_outside(model_[id])) continue;
      if (is_of_somebody(model_[id])) {
        shown.owed.push_back(writer_.reference(id));
      } else {
        shown.events.push_back(writer_.provision(id));
      }
    }
    if (chart.region.known()) stages_in(model_[chart.region].root, 0, shown.stages);
    return shown;
  }

  void stages_in(StageId around, int depth, std::vector<DocumentStage>& stages) {
    for (const StageId id : model_[around].children) {
      stages.push_back(stage(id, depth));
      stages_in(id, depth + 1, stages);
    }
  }

  DocumentStage stage(StageId id, int depth) {
    const model::Stage& stage = model_[id];
    DocumentStage shown;
    shown.id = words_.stage_place(id);
    shown.name = words_.stage(id);
    shown.depth = depth;
    shown.start = model_[stage.parent].start == id;
    shown.final = stage.final;
    shown.parallel = stage.parallel;
    if (stage.owner.known() && !stage.final) {
      const std::string owner = words_.who(stage.owner);
      shown.owner.push_back({owner, words_.party_place(owner), {}});
    }
    shown.basis = words_.basis(stage.citations);
    for (std::size_t index = 0; index < model_.clauses.size(); ++index)
      clause({static_cast<std::int32_t>(index)}, id, shown);
    return shown;
  }

  void clause(ClauseId id, StageId stage, DocumentStage& shown) {
    const Clause& clause = model_[id];
    const bool begins = shown.start && !model_[model_[stage].parent].parent.known();
    if (begins && clause.kind == Clause::Kind::opens_on && clause.stage == model_[stage].parent)
      shown.entered.push_back(writer_.reference(id));
    if (clause.then.target == stage) shown.entered.push_back(move(id, false, {}));
    if (clause.otherwise.target == stage) shown.entered.push_back(move(id, true, {}));
    if (clause.stage != stage) return;
    if (clause.then.target.known()) shown.leaves.push_back(move(id, false, clause.then.target));
    if (clause.otherwise.target.known()) shown.leaves.push_back(move(id, true, clause.otherwise.target));
    if (is_of_somebody(clause)) {
      shown.owed.push_back(writer_.reference(id));
    } else if (clause.chart == chart_) {  // a clause of another rule stands with that rule
      shown.events.push_back(writer_.provision(id));
    }
  }

  /// What moves the case, and from or to where.
  [[nodiscard]] Line move(ClauseId id, bool lapse, StageId to) const {
    const Clause& clause = model_[id];
    std::string what;
    if (lapse) {
      what = words_.words(
          clause.kind == Clause::Kind::may ? terms::document_not_used : terms::document_on_overdue,
          {words_.clause(id)});
    } else {
      what = is_of_somebody(clause) ? words_.words(terms::document_on_act, {words_.acts(clause.acts)})
                                    : writer_.sentence(clause);
      if (clause.named) what = words_.words(terms::document_with, {what, words_.clause(id)});
    }
    if (to.known())
      return {words_.words(terms::document_leads, {what, words_.stage(to)}), words_.clause_place(id), {}};
    const bool in_stage = model_[clause.stage].parent.known();
    return {in_stage ? words_.words(terms::document_named, {words_.stage(clause.stage), what}) : what,
            words_.clause_place(id),
            {}};
  }

  const DocumentWords& words_;
  const ClauseWriter writer_;
  const model::Model& model_;
  std::int32_t chart_ = 0;
};

std::vector<DocumentValue> fields_of(const DocumentWords& words) {
  std::vector<DocumentValue> fields;
  for (const model::Field& field : words.model().fields) {
    if (model::is_bits_of_periods(field.name)) continue;
    const std::string name = field.label.empty() && model::is_told_by_previous(field.name)
                                 ? spaced(words.wording().field(model::FieldId{
                                       static_cast<std::int32_t>(&field - words.model().fields.data())}))
                                 : words.name(field.name, field.label);
    fields.push_back({name, field.name, words.type(field.type)});
  }
  return fields;
}

std::vector<DocumentAct> acts_of(const DocumentWords& words) {
  const model::Model& model = words.model();
  const ClauseWriter writer(words);
  std::vector<DocumentAct> acts;
  for (std::size_t index = 0; index < model.acts.size(); ++index) {
    const model::ActId id{static_cast<std::int32_t>(index)};
    const model::Act& act = model[id];
    DocumentAct shown{words.act_place(id), words.act(id), act.name, {}, {}, words.basis(act.citations)};
    for (const model::ActParameter& parameter : act.parameters)
      shown.given.push_back(
          {words.name(parameter.name, parameter.label), parameter.name, words.type(parameter.type)});
    for (std::size_t at = 0; at < model.clauses.size(); ++at) {
      const Clause& clause = model.clauses[at];
      const bool is_of_it = std::find(clause.acts.begin(), clause.acts.end(), id) != clause.acts.end();
      if (is_of_it) shown.clauses.push_back(writer.reference(ClauseId{static_cast<std::int32_t>(at)}));
    }
    acts.push_back(std::move(shown));
  }
  return acts;
}

}  // namespace

DocumentPart part_of(const DocumentWords& words) {
  const model::Model& model = words.model();
  const model::CaseType& type = model.case_types[static_cast<std::size_t>(model.case_type)];
  DocumentPart part;
  part.name = words.name(type.name, type.label);
  part.declared = type.name;
  part.parties = Parties(words).make();
  part.charts = Charts(words).make();
  part.fields = fields_of(words);
  part.acts = acts_of(words);
  return part;
}

}  // namespace recourse::reports
