// Clauses, their phrases and effects.
#include <array>

#include "engine/base/messages/language.h"
#include "engine/calendar/calendar.h"
#include "engine/calendar/numeral.h"
#include "engine/language/builder.h"
#include "engine/language/mistakes.h"
#include "engine/language/wrong_periods.h"

namespace recourse::language {
namespace {

using ClauseKind = Clause::Kind;

// Which phrases a clause of each kind may have.
bool belongs(Node phrase, ClauseKind clause) {
  const bool owed = clause == ClauseKind::must || clause == ClauseKind::may;
  const bool listens = clause == ClauseKind::on || clause == ClauseKind::opens_on;
  const bool moves = owed || clause == ClauseKind::on || clause == ClauseKind::after;
  switch (phrase) {
    case Node::acts:
      return owed || clause == ClauseKind::must_not;
    case Node::within:
    case Node::until:
    case Node::extendable:
    case Node::otherwise:
      return owed;
    case Node::aim:
      return clause == ClauseKind::must;
    case Node::from:
    case Node::limit_mark:
      return owed || clause == ClauseKind::after;
    case Node::when:
      return clause != ClauseKind::owner && clause != ClauseKind::at;
    case Node::as:
    case Node::overrides:
      return owed || listens || clause == ClauseKind::must_not || clause == ClauseKind::after;
    case Node::then:
      return moves;
    case Node::effects:
      return moves || listens;
    case Node::unless:
      return clause == ClauseKind::must_not;
    case Node::times:
      return clause == ClauseKind::may;
    case Node::by:
      return listens || clause == ClauseKind::must_not;
    case Node::cites:
      return clause != ClauseKind::at && clause != ClauseKind::when;
    default:
      return true;  // the head and what belongs to it
  }
}

bool is_phrase(Node node) {
  switch (node) {
    case Node::acts:
    case Node::within:
    case Node::until:
    case Node::from:
    case Node::extendable:
    case Node::aim:
    case Node::when:
    case Node::as:
    case Node::then:
    case Node::otherwise:
    case Node::unless:
    case Node::overrides:
    case Node::times:
    case Node::by:
    case Node::cites:
    case Node::effects:
    case Node::limit_mark:
      return true;
    default:
      return false;
  }
}

ClauseKind clause_kind(Kind head) {
  switch (head) {
    case Kind::owner:
      return ClauseKind::owner;
    case Kind::must:
      return ClauseKind::must;
    case Kind::may:
      return ClauseKind::may;
    case Kind::must_not:
      return ClauseKind::must_not;
    case Kind::on:
      return ClauseKind::on;
    case Kind::opens_on:
      return ClauseKind::opens_on;
    case Kind::after:
      return ClauseKind::after;
    case Kind::pause:
    case Kind::not_counted_in:
      return ClauseKind::pause;
    default:
      return ClauseKind::at;
  }
}

}  // namespace

Clause Builder::clause(At node) {
  Clause result;
  result.span = span(node);
  const auto head = child(node, Node::head);
  result.kind = head ? clause_kind(token(*head).kind) : ClauseKind::when;
  const At first = node + 1;
  result.head = head ? span(*head) : SourceSpan{reporter_.source(), token(first).begin, token(first).end};
  bool behind_head = !head;
  each(node, [&](At part) {
    behind_head = behind_head || (head && part == *head);
    switch (kind(part)) {
      case Node::expression:
        if (result.kind == ClauseKind::pause) {
          result.pause_while = expression(part);
        } else if (result.kind == ClauseKind::after) {
          limit(result, part).within = expression(part);
        } else if (!behind_head || result.kind == ClauseKind::owner) {
          result.who = expression(part);
        }
        break;
      case Node::name:
        if (result.kind == ClauseKind::at) {
          result.at_stage = name(part);
        } else {
          result.paused.push_back(name(part));
        }
        break;
      case Node::block:
        each(part, [&](At inner) { result.children.push_back(clause(inner)); });
        break;
      default:
        phrase(part, result);
        break;
    }
  });
  check_phrases(node, result);
  check_any_act(node, result);
  if (result.kind == ClauseKind::must || result.kind == ClauseKind::may ||
      result.kind == ClauseKind::must_not) {
    check_acts(node, result);
  }
  return result;
}

Limit& Builder::limit(Clause& clause, At node) {
  if (!clause.limit) {
    clause.limit.emplace().span = span(node);
  }
  clause.limit->span.end = std::max(clause.limit->span.end, last_token(node).end);
  return *clause.limit;
}

// What a phrase says goes into the clause; whether it may stand there is checked afterwards.
void Builder::phrase(At node, Clause& clause) {
  switch (kind(node)) {
    case Node::acts:
      clause.acts = acts(node);
      clause.any_act = child(node + 1, Node::any_act).has_value();
      if (clause.any_act) {
        clause.acts.clear();
      }
      break;
    case Node::trigger: {
      const Kind event = token(node).kind;
      clause.trigger = event == Kind::overdue ? Clause::Trigger::overdue
                       : event == Kind::done  ? Clause::Trigger::done
                                              : Clause::Trigger::entered;
      clause.trigger_name = name_of(node);
      break;
    }
    case Node::first_mark:
      clause.first = true;
      break;
    case Node::all:
      clause.pause_all = true;
      break;
    case Node::when:
      clause.when = expression_of(node);
      break;
    case Node::as:
      clause.as = name_of(node);
      clause.as_label = label_of(node);
      break;
    case Node::then:
      if (!clause.then) {
        clause.then.emplace().span = span(node);
      }
      clause.then->target = name_of(node);
      break;
    case Node::effects:
      if (!clause.then) {
        clause.then.emplace().span = span(node);
      }
      clause.then->effects = effects(node);
      clause.then->span.end = last_token(node).end;
      break;
    case Node::otherwise:
      clause.otherwise = consequence(node);
      break;
    case Node::unless:
      clause.unless_approved_by = expression_of(node);
      break;
    case Node::overrides:
      clause.overrides = name_of(node);
      break;
    case Node::by:
      clause.who = expression_of(node);
      break;
    case Node::cites:
      clause.cites = citation(node);
      break;
    case Node::times:
      clause.times = times(node);
      break;
    default:
      limit_phrase(node, clause);
      break;
  }
}

void Builder::limit_phrase(At node, Clause& clause) {
  switch (kind(node)) {
    case Node::within:
      limit(clause, node).within = period_of(node);
      break;
    case Node::until:
      limit(clause, node).until = expression_of(node);
      break;
    case Node::from:
      limit(clause, node).from = Anchor{expression_of(node), span(node)};
      break;
    case Node::extendable:
      limit(clause, node).extendable = extension(node);
      break;
    case Node::aim:
      limit(clause, node).aim = period_of(node);
      break;
    case Node::limit_mark: {
      Limit& marked = limit(clause, node);
      const Kind mark = token(node).kind;
      (mark == Kind::statutory ? marked.statutory
       : mark == Kind::assumed ? marked.assumed
                               : marked.exactly) = true;
      break;
    }
    default:
      break;
  }
}

// once, 3 times, 两次
std::uint32_t Builder::times(At node) const {
  const Token& first = token(node);
  if (first.kind == Kind::once) {
    return 1;
  }
  std::string_view amount = reporter_.text(first);
  if (first.kind == Kind::count) {
    amount.remove_suffix(std::string_view("次").size());
  }
  return static_cast<std::uint32_t>(calendar::parse_number(amount).value_or(0));
}

Expression Builder::period_of(At node) {
  Expression result = expression_of(node);
  const bool word = result.kind == Expression::Kind::name || result.kind == Expression::Kind::call;
  const bool number = result.kind == Expression::Kind::number;
  constexpr std::size_t kUnitWords = 3;  // 10 working - days
  if ((number || word) && report_wrong_period(tokens_, entries_[node].begin,
                                              entries_[node].end + (number ? kUnitWords : 0), reporter_)) {
    return result;
  }
  if (number) {
    reporter_.add(messages::missing_unit, result.span.begin, result.span.end, {result.number});
  }
  return result;
}

Extension Builder::extension(At node) {
  Extension result;
  result.span = span(node);
  each(node, [&](At part) {
    switch (kind(part)) {
      case Node::times:
        result.times = times(part);
        break;
      case Node::by:
        result.by = expression_of(part);
        break;
      case Node::through:
        if (const auto used = child(part, Node::act)) {
          result.through = act(*used);
        }
        if (const auto by = child(part, Node::by)) {
          result.by = expression_of(*by);
        }
        break;
      default:
        result.bound = kind(part) == Node::bound_at_most ? Extension::Bound::to_at_most
                       : kind(part) == Node::bound_up_to ? Extension::Bound::by_up_to
                                                         : Extension::Bound::by;
        result.period = period_of(part);
        break;
    }
  });
  return result;
}

ActUse Builder::act(At node) {
  ActUse result;
  result.span = span(node);
  if (const auto approval = child(node, Node::approval)) {
    result.approval = true;
    result.name = name_of(*approval);
    return result;
  }
  result.name = name_of(node);
  each(node, [&](At part) {
    if (kind(part) == Node::field) {
      result.parameters.push_back(declaration(part));
    }
  });
  result.has_parameters = entries_[node].end - entries_[node].begin > 1;
  return result;
}

std::vector<ActUse> Builder::acts(At node) {
  std::vector<ActUse> result;
  each(node, [&](At part) { result.push_back(act(part)); });
  return result;
}

Consequence Builder::consequence(At node) {
  Consequence result;
  result.span = span(node);
  if (const auto then = child(node, Node::then)) {
    result.target = name_of(*then);
  }
  if (const auto braces = child(node, Node::effects)) {
    result.effects = effects(*braces);
  }
  return result;
}

std::vector<Effect> Builder::effects(At node) {
  std::vector<Effect> result;
  each(node, [&](At part) { result.push_back(effect(part)); });
  return result;
}

// open TYPE(…), submit ACT(…) to CASE
Effect Builder::sent_effect(At node) {
  Effect result;
  result.span = span(node);
  result.kind = token(node).kind == Kind::open ? Effect::Kind::open : Effect::Kind::submit;
  each(node, [&](At part) {
    if (kind(part) == Node::act) {
      result.act = act(part);
    } else if (kind(part) == Node::argument) {
      result.arguments.push_back({name_of(part), expression_of(part)});
    } else if (kind(part) == Node::expression) {
      result.receiver = expression(part);
    }
  });
  return result;
}

Effect Builder::effect(At node) {
  if (child(node, Node::act)) {
    return sent_effect(node);
  }
  Effect result;
  result.span = span(node);
  const Kind first = token(node).kind;
  switch (first) {
    case Kind::set:
    case Kind::set_once:
      result.kind =
          first == Kind::set_once || child(node, Node::times) ? Effect::Kind::set_once : Effect::Kind::set;
      break;
    case Kind::add:
      result.kind = Effect::Kind::add;
      break;
    case Kind::remove:
      result.kind = Effect::Kind::remove;
      break;
    case Kind::notify:
      result.kind = Effect::Kind::notify;
      break;
    case Kind::charge:
      result.kind = Effect::Kind::charge;
      break;
    default: {  // 字段 设为 值: the verb is the second word
      const Kind verb = tokens_[entries_[node].begin + 1].kind;
      result.kind = verb == Kind::set   ? Effect::Kind::set
                    : verb == Kind::add ? Effect::Kind::add
                                        : Effect::Kind::remove;
      break;
    }
  }
  each(node, [&](At part) {
    if (kind(part) == Node::name) {
      result.field = name(part);
    } else if (kind(part) == Node::expression) {
      const bool told = result.kind == Effect::Kind::notify || result.kind == Effect::Kind::charge;
      (told && !result.receiver ? result.receiver : result.value) = expression(part);
    }
  });
  return result;
}

void Builder::check_phrases(At node, const Clause& clause) {
  std::array<std::optional<At>, 256> seen;
  bool second_act = false;
  each(node, [&](At part) {
    const Node found = kind(part);
    if (!is_phrase(found)) {
      return;
    }
    const bool listened =
        found == Node::acts && (clause.kind == ClauseKind::on || clause.kind == ClauseKind::opens_on);
    if (!listened && !belongs(found, clause.kind)) {
      if (spelling(part).empty()) {
        return;  // a brace that was missing, which was reported
      }
      const std::string head(clause.kind == ClauseKind::when
                                 ? "when"
                                 : reporter_.text({Kind::end, false, clause.head.begin, clause.head.end}));
      report(messages::phrase_not_here, part, {spelling(part), head});
      return;
    }
    auto& first = seen[static_cast<std::size_t>(found)];
    if (first && found == Node::acts) {
      if (!second_act) {
        report_second_act(node, *first, part);
      }
      second_act = true;
    } else if (first && (found != Node::limit_mark || token(*first).kind == token(part).kind) &&
               !reporter_.touches(token(node).begin, last_token(part).end)) {
      report(messages::duplicate_phrase, part, {spelling(part)},
             {{messages::first_stands_here, span(*first), {}}});
    }
    first = first ? first : part;
  });
}

// Two names beside each other; one of them may be a misspelt keyword, or part of a period.
void Builder::report_second_act(At clause, At first, At second) {
  if (reporter_.touches(token(clause).begin, last_token(second).end) ||
      report_wrong_period(tokens_, entries_[clause].begin, entries_[second].end + 1, reporter_)) {
    return;
  }
  for (const At act : {second, first}) {
    if (const auto meant = misspelt_keyword(spelling(act), terms::an_act_phrase)) {
      report(messages::keyword_misspelt, act, {spelling(act), *meant, terms::an_act_phrase});
      return;
    }
  }
  report(messages::two_acts, second, {spelling(first), spelling(second)});
}

/// Every act at once can be forbidden, and nothing else.
void Builder::check_any_act(At node, const Clause& clause) {
  const auto acts = child(node, Node::acts);
  if (!acts) {
    return;
  }
  const bool alone = next(*acts + 1) == entries_[*acts].last;
  const bool may_stand = alone && clause.kind == ClauseKind::must_not;
  each(*acts, [&](At act) {
    if (!may_stand && child(act, Node::any_act)) {
      report(messages::phrase_not_here, act,
             {spelling(act), reporter_.text({Kind::end, false, clause.head.begin, clause.head.end})});
    }
  });
}

void Builder::check_acts(At node, const Clause& clause) {
  const auto head = child(node, Node::head);
  if (head && clause.acts.empty() && !clause.any_act) {
    report(messages::act_missing, *head, {spelling(*head)});
  }
}

}  // namespace recourse::language
