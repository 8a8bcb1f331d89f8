// Moves and effects. Doors: gather, settle_moves, gather_records, write_gathered.
#include "engine/machine/gather.h"

#include <algorithm>

#include "engine/machine/evaluate.h"

namespace recourse::machine {
namespace {

using base::kUnknown;

void gather_move(Run& run, Index clause, Index target) {
  const Move move{run.machine.stages[target].region, target, run.machine.clauses[clause].depth, clause,
                  kNone};
  auto& moves = run.scratch.moves;
  const auto known = std::find_if(moves.begin(), moves.end(),
                                  [&](const Move& other) { return other.region == move.region; });
  if (known == moves.end()) {
    moves.push_back(move);
  } else if (move.depth > known->depth) {
    *known = move;
  } else if (move.depth == known->depth && move.target != known->target) {
    known->rival = clause;
  }
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
      run.outcome.notices.push_back({effect.receiver, effect.text, clause});
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
    gather_move(run, clause, reaction.target);
  }
  const Effect* effects = run.machine.effects.data() + reaction.effects.first;
  for (std::uint32_t number = 0; number < reaction.effects.count; ++number) {
    gather_effect(run, clause, effects[number]);
  }
}

void settle_moves(Run& run) {
  for (const Move& move : run.scratch.moves) {
    if (move.rival != kNone) {
      fail(run, Fault::two_moves, move.clause, move.rival);
    }
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
