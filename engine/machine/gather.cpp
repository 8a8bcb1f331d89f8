// Moves and effects. Doors: gather, settle_moves, gather_records, write_gathered.
#include "engine/machine/gather.h"

#include <algorithm>

#include "engine/machine/configuration.h"
#include "engine/machine/evaluate.h"

namespace recourse::machine {
namespace {

using base::kUnknown;

Index stage_of(const Machine& machine, const Move& move) {
  return machine.clauses[move.clause].stage;
}

/// Whether `outer` is the region or one around it.
bool holds_region(const Machine& machine, Index outer, Index region) {
  while (region != outer && machine.region_around[region] != kNone) {
    region = machine.stages[machine.region_around[region]].region;
  }
  return region == outer;
}

/// Whether both cannot be carried out, or are the same: what moves a region leaves the branches in it.
bool meet(const Machine& machine, const Move& one, const Move& other) {
  return holds_region(machine, one.region, other.region) || holds_region(machine, other.region, one.region);
}

bool is_same(const Move& one, const Move& other) {
  return one.region == other.region && one.target == other.target;
}

/// Of moves that meet the one of the inner stage wins, two that stand side by side or in one stage are a fault.
void settle_several(Run& run) {
  const Machine& machine = run.machine;
  std::vector<Move>& moves = run.scratch.moves;
  const auto is_deeper = [&machine](const Move& one, const Move& other) {
    return machine.clauses[one.clause].depth > machine.clauses[other.clause].depth;
  };
  for (auto next = moves.begin(); next != moves.end(); ++next) {
    std::rotate(std::upper_bound(moves.begin(), next, *next, is_deeper), next, next + 1);
  }
  auto kept = moves.begin();  // an inner move that is overruled overrules nothing
  for (const Move& move : moves) {
    const bool overruled = std::any_of(moves.begin(), kept, [&](const Move& inner) {
      return meet(machine, inner, move) && stage_of(machine, inner) != stage_of(machine, move) &&
             surrounds(machine, stage_of(machine, move), stage_of(machine, inner));
    });
    if (overruled) {
      continue;
    }
    const auto rival = std::find_if(moves.begin(), kept, [&](const Move& other) {
      return meet(machine, other, move) && !is_same(other, move);
    });
    if (rival != kept) {
      fail(run, Fault::two_moves, rival->clause, move.clause);
      return;
    }
    *kept++ = move;
  }
  auto last = moves.begin();  // each is carried out once, however many clauses make it
  for (auto move = moves.begin(); move != kept; ++move) {
    if (std::none_of(moves.begin(), last, [move](const Move& other) { return is_same(other, *move); })) {
      *last++ = *move;
    }
  }
  moves.erase(last, moves.end());
}

bool is_known(const Run& run, const FieldSlot& field) {
  return load_field(run.state.record, field) != kUnknown;
}

/// A value that the field can hold; else a fault.
std::int64_t fitting(Run& run, const FieldSlot& field, std::int64_t value) {
  if (value != kUnknown && (value < field.least || value > field.most)) {
    run.fail(Fault::overflow);
    return kUnknown;
  }
  return value;
}

void assign(Run& run, Index clause, Index field, std::int64_t value) {
  const FieldSlot& slot = run.machine.fields[field];
  value = fitting(run, slot, value);
  for (const Assignment& other : run.scratch.assignments) {
    if (other.field == field) {
      if (other.value != value) {
        fail(run, Fault::two_values, other.clause, clause);
      }
      return;
    }
  }
  run.scratch.assignments.push_back({field, clause, value, value != kUnknown && !is_known(run, slot)});
}

void change_set(Run& run, Index clause, const Effect& effect) {
  const std::int64_t value = evaluate(run, effect.value);
  if (value == kUnknown) {
    return;
  }
  const bool adds = effect.kind == Effect::Kind::add;
  for (const Membership& other : run.scratch.extras().memberships) {
    if (other.field == effect.field && other.value == value) {
      if (other.add != adds) {
        fail(run, Fault::two_values, other.clause, clause);
      }
      return;
    }
  }
  run.scratch.extra().memberships.push_back({effect.field, clause, adds, value});
}

std::string_view argument_text(const Run& run, Index argument) {
  if (run.act == nullptr || argument >= run.act->arguments.size()) {
    return {};
  }
  const std::int64_t place = run.act->arguments[argument];
  return place >= 0 && place < static_cast<std::int64_t>(run.act->texts.size())
             ? run.act->texts[static_cast<std::size_t>(place)]
             : std::string_view{};
}

const std::string& text_of(const Run& run, Index field) {
  return run.state.outside->texts[run.machine.fields[field].index];
}

void assign_text(Run& run, Index clause, Index field, std::string_view text) {
  for (const TextAssignment& other : run.scratch.extras().texts) {
    if (other.field == field) {
      if (other.text != text) {
        fail(run, Fault::two_values, other.clause, clause);
      }
      return;
    }
  }
  run.scratch.extra().texts.push_back({field, clause, std::string(text)});
}

void set_text(Run& run, Index clause, const Effect& effect) {
  if (effect.argument != kNone) {
    assign_text(run, clause, effect.field, argument_text(run, effect.argument));
  } else if (effect.source_field != kNone) {
    assign_text(run, clause, effect.field, text_of(run, effect.source_field));
  } else {
    assign_text(run, clause, effect.field, {});
  }
}

/// Unknown: nothing.
std::string_view sent_text(const Run& run, const SentValue& value) {
  return value.argument != kNone       ? argument_text(run, value.argument)
         : value.source_field != kNone ? std::string_view(text_of(run, value.source_field))
                                       : std::string_view();
}

/// What is submitted to a case that is not known goes nowhere.
void send(Run& run, Index clause, const Effect& effect) {
  const SentValue* const values = run.machine.sent_values.data() + effect.sent.first;
  const SentValue& to = values[effect.sent.count - 1];
  const bool to_office = to.value.count > 0;
  const bool opens = to.argument == kNone && to.source_field == kNone && !to_office;
  Outcome::Sent sent{effect.text, clause, {}, {}, std::string(sent_text(run, to)), kUnknown};
  if (to_office) {
    const auto standing = current_office(run, evaluate(run, to.value));
    sent.office = standing == offices::kNoOffice ? kUnknown : standing;
  }
  if (!opens && sent.to.empty() && sent.office == kUnknown) {
    return;
  }
  for (const SentValue* value = values; value != &to; ++value) {
    const std::string_view text = sent_text(run, *value);
    sent.values.push_back(!text.empty()             ? static_cast<std::int64_t>(sent.texts.size())
                          : value->value.count == 0 ? kUnknown
                                                    : evaluate(run, value->value));
    if (!text.empty()) {
      sent.texts.emplace_back(text);
    }
  }
  run.outcome.sent.push_back(std::move(sent));
}

void gather_effect(Run& run, Index clause, const Effect& effect) {
  switch (effect.kind) {
    case Effect::Kind::set_once:
      if (is_known(run, run.machine.fields[effect.field])) {
        return;
      }
      [[fallthrough]];
    case Effect::Kind::set:
      assign(run, clause, effect.field, evaluate(run, effect.value));
      break;
    case Effect::Kind::add:
    case Effect::Kind::remove:
      change_set(run, clause, effect);
      break;
    case Effect::Kind::notify:
      run.outcome.notices.push_back({effect.receiver, effect.text, clause, run.it});
      break;
    case Effect::Kind::send:
      send(run, clause, effect);
      break;
    case Effect::Kind::set_text_once:
      if (!text_of(run, effect.field).empty()) {
        return;
      }
      [[fallthrough]];
    case Effect::Kind::set_text:
      set_text(run, clause, effect);
      break;
  }
}

std::int64_t office_of(const Run& run) {
  return run.actor->kind == Actor::Kind::office && is_office(run, run.actor->office) ? run.actor->office
                                                                                     : kUnknown;
}

std::int64_t argument_of(const Run& run, Index argument) {
  return argument < run.act->arguments.size() ? run.act->arguments[argument] : kUnknown;
}

void write_texts(Run& run) {
  for (const TextAssignment& assignment : run.scratch.extras().texts) {
    run.change_outside().texts[run.machine.fields[assignment.field].index] = assignment.text;
    run.trace(TraceItem::Kind::set_field, assignment.field);
  }
}

void write_sets(Run& run) {
  for (const Membership& membership : run.scratch.extras().memberships) {
    auto& members = run.change_outside().sets[run.machine.fields[membership.field].index];
    const auto place = std::lower_bound(members.begin(), members.end(), membership.value);
    const bool is_member = place != members.end() && *place == membership.value;
    if (membership.add && !is_member) {
      members.insert(place, membership.value);
    } else if (!membership.add && is_member) {
      members.erase(place);
    }
    run.trace(TraceItem::Kind::set_field, membership.field, calendar::kUnknownTime, membership.value);
  }
}

}  // namespace

void gather(Run& run, Index clause, const Reaction& reaction) {
  if (reaction.target != kNone) {
    run.scratch.moves.push_back(
        {moved_region(run.machine, run.state.record, reaction.target), reaction.target, clause});
  }
  const Effect* effects = run.machine.effects.data() + reaction.effects.first;
  for (std::uint32_t number = 0; number < reaction.effects.count; ++number) {
    gather_effect(run, clause, effects[number]);
  }
}

void settle_moves(Run& run) {
  if (run.scratch.moves.size() > 1) {
    settle_several(run);
  }
}

void gather_records(Run& run, const ActKind& kind) {
  const Remembered* remembered = run.machine.remembered.data() + kind.remembered.first;
  for (std::uint32_t number = 0; number < kind.remembered.count; ++number) {
    const Remembered& record = remembered[number];
    const FieldSlot& field = run.machine.fields[record.field];
    switch (record.what) {
      case Remembered::What::count:
        assign(run, kNone, record.field, load_field(run.state.record, field) + 1);
        break;
      case Remembered::What::day:
        assign(run, kNone, record.field, run.today);
        break;
      case Remembered::What::instant:
        assign(run, kNone, record.field, run.now);
        break;
      case Remembered::What::office:
        assign(run, kNone, record.field, office_of(run));
        break;
      case Remembered::What::by:
        assign_text(run, kNone, record.field, run.actor->person);
        break;
      case Remembered::What::argument:
        if (field.width == 0) {
          assign_text(run, kNone, record.field, argument_text(run, record.argument));
        } else {
          assign(run, kNone, record.field, argument_of(run, record.argument));
        }
    }
  }
}

void write_gathered(Run& run) {
  for (const Assignment& assignment : run.scratch.assignments) {
    store_field(run.state.record, run.machine.fields[assignment.field], assignment.value);
    run.trace(TraceItem::Kind::set_field, assignment.field, calendar::kUnknownTime, assignment.value);
  }
  if (run.scratch.extras().used) {
    write_texts(run);
    write_sets(run);
  }
}

}  // namespace recourse::machine
