// `test` blocks: steps with their instants, acts with their arguments, what is expected.
#include <algorithm>

#include "engine/base/messages/model.h"
#include "engine/model/building.h"
#include "engine/model/expressions.h"
#include "engine/model/who.h"
#include "engine/model/words.h"

namespace recourse::model {
namespace {

using Syntax = language::TestStep;
using Expectation = Syntax::Expectation;

/// Stands for a date that no calendar reaches, which has been reported.
constexpr calendar::Minute kImpossible = 0;

class TestResolver {
public:
  explicit TestResolver(Building& building) : building_(building), model_(building.model) {
    scope_.tolerant = true;
    scope_.region = {0};
  }

  Test resolve(const language::Test& syntax) {
    Test test{syntax.name, {}, syntax.span};
    for (const Syntax& step : syntax.steps) {
      step.in_case ? visit(step, test) : resolve(step, now_, test.steps);
    }
    return test;
  }

private:
  /// A step, or what is expected after the one at `now`.
  void resolve(const Syntax& step, calendar::Minute& now, std::vector<TestStep>& steps) {
    TestStep resolved;
    resolved.span = step.span;
    if (step.kind == Syntax::Kind::expect) {
      if (now == calendar::kUnknownTime) {
        building_.report(messages::test_without_step, step.span);
      } else {
        resolved.time = now;
        resolved.kind = TestStep::Kind::expect;
        add_expectations(step, resolved, steps);
      }
      return;
    }
    resolved.time = time_of(step.day, step.minute_of_day, step.span);
    if (now != calendar::kUnknownTime && resolved.time != kImpossible && resolved.time < now) {
      building_.report(messages::test_not_in_order, step.span);
    }
    now = resolved.time == kImpossible && now != calendar::kUnknownTime ? now : resolved.time;
    resolved.kind = TestStep::Kind::clock;
    if (step.kind == Syntax::Kind::act) {
      act(step, resolved);
    }
    steps.push_back(std::move(resolved));
  }

  /// A step in another case, which may be of another type: its names are those of that type.
  void visit(const Syntax& step, Test& test) {
    const Declared* type = building_.names[NameKind::case_type].find(step.in_case->text);
    if (type == nullptr) {
      building_.names.report_unknown({NameKind::case_type}, step.in_case->text, step.in_case->span);
      return;
    }
    Building& other = *building_.types[static_cast<std::size_t>(type->index)];
    std::vector<TestStep> resolved;
    TestResolver(other).resolve(step, now_, resolved);
    for (TestStep& visit : resolved) {
      TestStep own;
      own.kind = visit.kind;
      own.time = visit.time;
      own.span = visit.span;
      own.in_case = type->index;
      own.which = step.which;
      own.visit = static_cast<std::int32_t>(other.model.visits.size());
      other.model.visits.push_back(std::move(visit));
      test.steps.push_back(std::move(own));
    }
  }

  calendar::Minute time_of(calendar::Day day, std::optional<std::int32_t> minute, const SourceSpan& span) {
    if (day < calendar::Calendar::kFirstDay || day > calendar::Calendar::kLastDay) {
      building_.report(messages::date_outside, span, calendar::format_day(day));
      return kImpossible;
    }
    return minute ? building_.calendar->instant(day, *minute) : building_.calendar->last_minute(day);
  }

  // Acts.

  void act(const Syntax& step, TestStep& resolved) {
    resolved.kind = TestStep::Kind::act;
    resolved.refused = step.refused;
    resolved.refused_by = step.refused_by ? cited(step.refused_by->text) : "";
    if (!step.act) {
      return;
    }
    resolved.act = find_act(building_, act_name(*step.act), step.act->name.span);
    if (!resolved.act.known()) {
      return;
    }
    arguments(step, resolved);
    if (step.by) {
      resolved.actor = actor(*step.by);
    } else {
      resolved.actor = only_actor(resolved.act, step.span);
    }
  }

  /// `refused by R22 23.3`, with the title of the document instead of its alias.
  [[nodiscard]] std::string cited(const std::string& text) const {
    const std::size_t end = text.find(' ');
    const Declared* alias = building_.names[NameKind::source].find(text.substr(0, end));
    return alias == nullptr || end == std::string::npos
               ? text
               : building_.source_titles[static_cast<std::size_t>(alias->index)] + text.substr(end);
  }

  void arguments(const Syntax& step, TestStep& resolved) {
    const std::vector<ActParameter> parameters = model_[resolved.act].parameters;
    resolved.arguments.assign(parameters.size(), base::kUnknown);
    std::vector<bool> given(parameters.size(), false);
    bool all_known = true;
    for (const language::GivenArgument& argument : step.arguments) {
      const auto found = find_parameter(building_, parameters, argument.name);
      if (!found) {
        all_known = false;
        continue;
      }
      const std::size_t index = *found;
      if (given[index]) {
        const auto first = std::find_if(step.arguments.begin(), step.arguments.end(), [&](const auto& other) {
          return other.name.text == parameters[index].name || other.name.text == parameters[index].label;
        });
        building_.report(messages::given_twice, argument.name.span, argument.name.text)
            .related.push_back({messages::first_given_here, first->name.span, {first->name.text}});
      }
      given[index] = true;
      resolved.arguments[index] = this->argument(argument.value, parameters[index].type, resolved);
    }
    // An argument that is not known may be the one that is missing.
    for (std::size_t i = 0; all_known && i < parameters.size(); ++i) {
      if (!given[i] && !parameters[i].type.optional) {
        building_.report(messages::test_argument_missing, step.act->span, model_[resolved.act].name,
                         parameters[i].name);
      }
    }
  }

  std::int64_t argument(const language::Expression& syntax, const ValueType& type, TestStep& resolved) {
    if (type.type == Type::text || type.type == Type::person) {
      if (syntax.kind == language::Expression::Kind::unknown) {
        return base::kUnknown;
      }
      if (syntax.kind != language::Expression::Kind::text &&
          syntax.kind != language::Expression::Kind::name) {
        if (const Typed value = Resolver(building_, Scope{}).resolve(syntax); value.ok()) {
          building_.report(messages::type_mismatch, syntax.span, source_text(syntax.span),
                           type_argument(building_, value.type), type_argument(building_, type));
        }
        return base::kUnknown;
      }
      resolved.texts.push_back(syntax.text);
      return static_cast<std::int64_t>(resolved.texts.size()) - 1;
    }
    Scope strict;
    return Resolver(building_, strict).constant(syntax, type).value_or(base::kUnknown);
  }

  /// A party, an office or a post that is named, or a role whose office is asked when the test runs.
  TestActor actor(const language::Expression& syntax) {
    TestActor actor;
    const bool is_post =
        syntax.kind == language::Expression::Kind::call && syntax.operands.size() == 1 &&
        (function_word(syntax.text) == Function::head || function_word(syntax.text) == Function::officer);
    const language::Expression& named = is_post ? syntax.operands[0] : syntax;
    const bool is_name = named.kind == language::Expression::Kind::name;
    const bool is_role = is_name && (building_.names[NameKind::role].find(named.text) != nullptr ||
                                     building_.names[NameKind::field].find(named.text) != nullptr);
    if (is_name && !is_role && model_.offices.find(named.text) != offices::kNoOffice) {
      actor.office = model_.offices.find(named.text);
      actor.post = is_post && function_word(syntax.text) == Function::head ? "head" : "";
      return actor;
    }
    actor.who = resolve_whoever(building_, syntax);
    if (actor.who.known() && model_[actor.who].kind == Who::Kind::party) {
      actor.party = model_[actor.who].role;
    }
    return actor;
  }

  /// Who acts when the test does not say: the one to whom all clauses that permit the act give it.
  TestActor only_actor(ActId act, const SourceSpan& span) {
    std::vector<WhoId> permitted;
    const auto add = [&](WhoId who) {
      if (std::find(permitted.begin(), permitted.end(), who) == permitted.end()) {
        permitted.push_back(who);
      }
    };
    for (const Clause& clause : model_.clauses) {
      const bool permits = clause.kind == Clause::Kind::must || clause.kind == Clause::Kind::may ||
                           clause.kind == Clause::Kind::opens_on;
      if (permits && std::find(clause.acts.begin(), clause.acts.end(), act) != clause.acts.end()) {
        add(clause.who);
      }
      if (clause.limit && clause.limit->extension && clause.limit->extension->act == act) {
        add(clause.limit->extension->by);
      }
      if (clause.approval == act) {
        add(clause.approved_by);
      }
    }
    TestActor actor;
    if (model_.office_period && model_.office_period->begins == act) {
      return actor;  // it begins by itself
    }
    if (permitted.size() != 1 || !permitted.front().known() ||
        model_[permitted.front()].kind == Who::Kind::each_of) {
      building_.report(messages::test_actor_needed, span, model_[act].name);
      return actor;
    }
    actor.who = permitted.front();
    if (model_[actor.who].kind == Who::Kind::party) {
      actor.party = model_[actor.who].role;
    }
    return actor;
  }

  // Expectations.

  /// `expect stage a, b` expects each.
  void add_expectations(const Syntax& step, const TestStep& start, std::vector<TestStep>& steps) {
    if (step.expectation != Expectation::stage) {
      TestStep resolved = start;
      expectation(step, resolved);
      steps.push_back(std::move(resolved));
      return;
    }
    for (const language::Name& name : step.names) {
      TestStep resolved = start;
      resolved.negated = step.negated;
      resolved.expectation = TestStep::Expectation::stage;
      resolved.stage = find_stage(building_, name, scope_.region);
      steps.push_back(std::move(resolved));
    }
  }

  void expectation(const Syntax& step, TestStep& resolved) {
    resolved.negated = step.negated;
    resolved.expectation = static_cast<TestStep::Expectation>(step.expectation);
    switch (step.expectation) {
      case Expectation::stage:
        break;  // add_expectations
      case Expectation::due:
      case Expectation::aim:
        duty(step, resolved);
        if (step.due) {
          resolved.due = time_of(*step.due, step.due_minute, step.span);
          resolved.due_has_minute = step.due_minute.has_value();
        }
        by(step, resolved);
        break;
      case Expectation::overdue:
      case Expectation::owed:
      case Expectation::done:
        duty(step, resolved);
        by(step, resolved);
        break;
      case Expectation::allowed:
        allowed(step, resolved);
        break;
      case Expectation::told:
        told(step, resolved);
        break;
      case Expectation::condition:
        if (step.condition) {
          resolved.condition = Resolver(building_, scope_).condition(*step.condition);
        }
        break;
    }
  }

  void duty(const Syntax& step, TestStep& resolved) {
    if (!step.names.empty()) {
      const language::Name& name = step.names.front();
      resolved.duty = find_duty(building_, name.text, name.span);
      const bool of_date = step.expectation == Expectation::due || step.expectation == Expectation::aim;
      const bool of_all = of_date || step.expectation == Expectation::done;
      if (resolved.duty.known() && model_[resolved.duty].kind != Clause::Kind::must && !of_all) {
        building_.report(messages::duty_expected, name.span, name.text);
      }
    }
  }

  /// Whose instance is meant; that something is owed can be asked of any duty.
  void by(const Syntax& step, TestStep& resolved) {
    if (!step.by) {
      return;
    }
    resolved.actor = actor(*step.by);
    const bool asks_member = step.expectation != Expectation::owed && resolved.duty.known();
    if (asks_member && !is_of_members(model_, model_[resolved.duty])) {
      building_.report(messages::test_by_of_one, step.by->span, step.names.front().text);
    }
  }

  void told(const Syntax& step, TestStep& resolved) {
    Scope scope;
    scope.has_it = true;
    resolved.receiver = step.by ? resolve_who(building_, *step.by, scope) : WhoId{};
    if (!step.condition) {
      return;
    }
    if (step.condition->kind == language::Expression::Kind::text) {
      resolved.texts.push_back(step.condition->text);
    } else {
      building_.report(messages::notice_is_text, step.condition->span);
    }
  }

  void allowed(const Syntax& step, TestStep& resolved) {
    if (!step.act) {
      return;
    }
    resolved.act = find_act(building_, act_name(*step.act), step.act->name.span);
    if (!resolved.act.known()) {
      return;
    }
    const std::vector<ActParameter>& parameters = model_[resolved.act].parameters;
    resolved.whole_act = !step.arguments.empty() ||
                         std::all_of(parameters.begin(), parameters.end(),
                                     [](const ActParameter& parameter) { return parameter.type.optional; });
    if (resolved.whole_act) {
      arguments(step, resolved);
    }
    resolved.actor = step.by ? actor(*step.by) : only_actor(resolved.act, step.span);
  }

  Building& building_;
  Model& model_;
  Scope scope_;
  calendar::Minute now_ = calendar::kUnknownTime;  // of the last step
};

}  // namespace

void resolve_tests(Building& building) {
  if (building.calendar == nullptr) {
    return;  // the calendar's zone is unknown, which has been reported
  }
  for (const language::File& file : building.files.rules) {
    for (const language::Test& test : file.tests) {
      building.model.tests.push_back(TestResolver(building).resolve(test));
    }
  }
}

}  // namespace recourse::model
