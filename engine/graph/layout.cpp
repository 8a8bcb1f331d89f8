// The record of a case: header, current stages, slots of clocks, bits, fields by falling width; small fields
// go into what alignment leaves free. Sizes decide the speed of a million live cases, so that nothing is
// carried that no clause reads.
#include "engine/graph/layout.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/graph/reading.h"

namespace recourse::graph {
namespace {

using machine::FieldSlot;
using machine::Index;
using machine::kNone;
using machine::Machine;
using machine::Remembered;
using model::Model;

/// Hands out places in the record, the first free one that is aligned to the width.
class Places {
public:
  explicit Places(std::uint32_t begin) : end_(begin) {}

  std::uint32_t take(std::uint32_t size, std::uint32_t alignment) {
    const auto fitting = std::find_if(holes_.begin(), holes_.end(), [&](const Hole& hole) {
      return aligned(hole.begin, alignment) + size <= hole.end;
    });
    if (fitting == holes_.end()) {
      const std::uint32_t start = aligned(end_, alignment);
      keep({end_, start});
      end_ = start + size;
      return start;
    }
    const Hole hole = *fitting;
    const std::uint32_t start = aligned(hole.begin, alignment);
    holes_.erase(fitting);
    keep({hole.begin, start});
    keep({start + size, hole.end});
    return start;
  }

  [[nodiscard]] std::uint32_t size() const { return aligned(end_, 8); }

private:
  struct Hole {
    std::uint32_t begin, end;
  };
  void keep(Hole hole) {
    if (hole.begin < hole.end) {
      holes_.push_back(hole);
    }
  }
  static std::uint32_t aligned(std::uint32_t offset, std::uint32_t alignment) {
    return (offset + alignment - 1) / alignment * alignment;
  }
  std::vector<Hole> holes_;
  std::uint32_t end_;
};

constexpr std::int64_t largest(std::uint8_t width) {
  return width == 8 ? std::numeric_limits<std::int64_t>::max() : (std::int64_t{1} << (8 * width - 1)) - 1;
}

/// The least width whose least value, which means "unknown", is not needed.
std::uint8_t width_for(std::int64_t least, std::int64_t most) {
  for (const std::uint8_t width : {std::uint8_t{1}, std::uint8_t{2}, std::uint8_t{4}}) {
    if (least >= -largest(width) && most <= largest(width)) {
      return width;
    }
  }
  return 8;
}

FieldSlot slot_of(const Model& model, const model::ValueType& type) {
  FieldSlot slot;
  slot.type = type.type;
  const auto hold = [&slot](std::int64_t least, std::int64_t most) {
    slot.width = width_for(least, most);
    slot.least = least;
    slot.most = most;
  };
  constexpr std::int64_t kLargest32 = std::numeric_limits<std::int32_t>::max();
  switch (type.type) {
    case base::Type::truth:
      hold(0, 1);
      break;
    case base::Type::number:
      hold(type.least.value_or(slot.least), type.most.value_or(slot.most));
      break;
    case base::Type::choice:
      hold(0, std::max<std::int64_t>(static_cast<std::int64_t>(model[type.choice].values.size()) - 1, 0));
      break;
    case base::Type::date:
    case base::Type::office:
      hold(-kLargest32, kLargest32);
      break;
    case base::Type::duration:
      break;
    case base::Type::text:
    case base::Type::person:
    case base::Type::office_set:
    case base::Type::choice_set:
      slot.width = 0;
  }
  return slot;
}

FieldSlot slot_of(const Model& model, const model::Record& record) {
  using What = model::Record::What;
  model::ValueType type;
  switch (record.what) {
    case What::parameter:
      type = model[record.act].parameters[static_cast<std::size_t>(record.parameter)].type;
      break;
    case What::by:
      type.type = base::Type::person;
      break;
    case What::office:
      type.type = base::Type::office;
      break;
    case What::count:
    case What::day:
    case What::instant:
      type.type = base::Type::date;  // four bytes, as the other two need
  }
  FieldSlot slot = slot_of(model, type);
  if (record.what == What::count) {
    slot.type = base::Type::number;
    slot.least = 0;
    slot.initial = 0;
  }
  return slot;
}

Remembered remembered(const model::Record& record, Index field) {
  using What = model::Record::What;
  switch (record.what) {
    case What::count:
      return {Remembered::What::count, field, kNone};
    case What::day:
      return {Remembered::What::day, field, kNone};
    case What::by:
      return {Remembered::What::by, field, kNone};
    case What::office:
      return {Remembered::What::office, field, kNone};
    case What::parameter:
      return {Remembered::What::argument, field, static_cast<Index>(record.parameter)};
    case What::instant:
      break;
  }
  return {Remembered::What::instant, field, kNone};
}

/// Fields, records of acts, and the instants that anchors need.
class Fields {
public:
  Fields(const Model& model, Machine& machine)
      : model_(model), machine_(machine), by_act_(model.acts.size()) {}

  void collect() {
    for (const model::Field& field : model_.fields) {
      FieldSlot slot = slot_of(model_, field.type);
      slot.initial = field.initial;
      add(slot);
    }
    for (const model::Record& record : model_.records) {
      const Index field = add(slot_of(model_, record));
      by_act_[record.act.index()].push_back(remembered(record, field));
      if (record.what == model::Record::What::instant) {
        act_instants_.emplace(record.act, field);
      }
    }
    for (machine::Clock& clock : machine_.clocks) {
      find_instant(clock, model_.clauses[clock.clause].limit);
    }
    for (machine::AnchorStep& step : machine_.anchor_steps) {
      find_instants(step);
    }
    for (std::size_t act = 0; act < by_act_.size(); ++act) {
      machine_.acts[act].remembered = {static_cast<std::uint32_t>(machine_.remembered.size()),
                                       static_cast<std::uint32_t>(by_act_[act].size())};
      machine_.remembered.insert(machine_.remembered.end(), by_act_[act].begin(), by_act_[act].end());
    }
  }

  void place(Places& places) {
    for (const std::uint8_t width : {std::uint8_t{8}, std::uint8_t{4}, std::uint8_t{2}, std::uint8_t{1}}) {
      for (FieldSlot& field : machine_.fields) {
        if (field.width == width) {
          field.offset = places.take(width, width);
        }
      }
    }
  }

private:
  Index add(FieldSlot slot) {
    if (slot.width == 0) {
      const bool is_set = slot.type == base::Type::office_set || slot.type == base::Type::choice_set;
      slot.index = static_cast<Index>(is_set ? machine_.sets++ : machine_.texts++);
    }
    machine_.fields.push_back(slot);
    return static_cast<Index>(machine_.fields.size() - 1);
  }

  void find_instant(machine::Clock& clock, const std::optional<model::Limit>& limit) {
    if (clock.anchor == machine::Clock::Anchor::act) {
      clock.instant_field = act_instant(limit->anchor.act);
    } else if (clock.anchor == machine::Clock::Anchor::stage) {
      clock.instant_field = stage_instant(machine_.stages[limit->anchor.stage.index()]);
    }
  }

  void find_instants(machine::AnchorStep& step) {
    switch (step.kind) {
      case machine::AnchorStep::Kind::act:
        step.instant_field = act_instant({step.subject});
        break;
      case machine::AnchorStep::Kind::stage:
        step.instant_field = stage_instant(machine_.stages[step.subject]);
        break;
      case machine::AnchorStep::Kind::field:
        break;
      case machine::AnchorStep::Kind::later:
      case machine::AnchorStep::Kind::earliest:
      case machine::AnchorStep::Kind::latest:
        return;
    }
    step.fixed_field = add(slot_of(model_, model::Record{{}, model::Record::What::instant, 0}));
  }

  Index act_instant(model::ActId act) {
    const auto [place, is_new] = act_instants_.try_emplace(act, kNone);
    if (is_new) {
      const model::Record record{act, model::Record::What::instant, 0};
      place->second = add(slot_of(model_, record));
      by_act_[act.index()].push_back(remembered(record, place->second));
    }
    return place->second;
  }

  Index stage_instant(machine::Stage& stage) {
    if (stage.instant_field == kNone) {
      stage.instant_field = add(slot_of(model_, model::Record{{}, model::Record::What::instant, 0}));
    }
    return stage.instant_field;
  }

  const Model& model_;
  Machine& machine_;
  std::vector<std::vector<Remembered>> by_act_;
  std::map<model::ActId, Index> act_instants_;
};

/// The duties that some clause reads: what they came to must be kept when their stage is gone.
std::set<std::int32_t> read_duties(const Model& model) {
  std::set<std::int32_t> duties;
  for_each_read(model, [&duties](const model::Expression& expression) {
    if (expression.operation == base::Operation::duty_done ||
        expression.operation == base::Operation::duty_due ||
        expression.operation == base::Operation::duty_overdue) {
      duties.insert(expression.index);
    }
  });
  return duties;
}

/// Whether `outer` is in the configuration whenever `inner` is.
bool surrounds(const Machine& machine, Index outer, Index inner) {
  while (inner != outer && inner != kNone) {
    const machine::Stage& stage = machine.stages[inner];
    const bool stands_alone = stage.final || stage.parent == kNone;
    inner = stands_alone ? machine.region_around[stage.region] : stage.parent;
  }
  return inner == outer;
}

void find_pinned(const Model& model, Machine& machine) {
  for (const std::int32_t duty : read_duties(model)) {
    machine.clocks[machine.clauses[static_cast<std::size_t>(duty)].clock].pinned = true;
  }
  for (const machine::Clock& clock : machine.clocks) {
    if (clock.anchor == machine::Clock::Anchor::before_due) {
      machine::Clock& duty = machine.clocks[clock.anchor_index];
      if (!surrounds(machine, machine.clauses[duty.clause].stage, machine.clauses[clock.clause].stage)) {
        duty.pinned = true;
      }
    }
  }
}

/// Slots are given like frames of a stack: a stage's lie above those of the stages around it, siblings use
/// the same. A final stage stands alone in its region, so that its lie at the bottom of it. Branches run at once: each begins above
/// the one before.
class SlotNumbers {
public:
  SlotNumbers(const Machine& machine, std::vector<std::uint32_t>& number_of)
      : machine_(machine), number_of_(number_of), clocks_of_(machine.stages.size()) {
    for (std::size_t clock = 0; clock < machine.clocks.size(); ++clock) {
      clocks_of_[machine.clauses[machine.clocks[clock].clause].stage].push_back(static_cast<Index>(clock));
    }
    outer_first_.resize(machine.region_roots.size());
    for (std::size_t stage = 0; stage < machine.stages.size(); ++stage) {
      outer_first_[machine.stages[stage].region].push_back(static_cast<Index>(stage));
    }
    for (std::vector<Index>& stages : outer_first_) {
      std::stable_sort(stages.begin(), stages.end(), [&machine](Index left, Index right) {
        return machine.stages[left].depth < machine.stages[right].depth;
      });
    }
    above_.resize(machine.stages.size(), 0);
  }

  /// How many there are.
  std::uint32_t give() {
    std::uint32_t count = 0;
    for (std::size_t region = 0; region < machine_.region_roots.size(); ++region) {
      if (machine_.region_around[region] == kNone) {
        count = give(region, count);
      }
    }
    return count;
  }

private:
  /// The number above those of the region, which begin at `bottom`.
  std::uint32_t give(std::size_t region, std::uint32_t bottom) {
    std::uint32_t top = bottom;
    for (const Index index : outer_first_[region]) {
      const machine::Stage& stage = machine_.stages[index];
      std::uint32_t next = stage.parent == kNone || stage.final ? bottom : above_[stage.parent];
      for (const Index clock : clocks_of_[index]) {
        if (!machine_.clocks[clock].pinned) {
          number_of_[clock] = next++;
        }
      }
      above_[index] = next;
      for (std::uint32_t branch = 0; branch < stage.branches.count; ++branch) {
        next = give(machine_.branch_list[stage.branches.first + branch], next);
      }
      top = std::max(top, next);
    }
    return top;
  }

  const Machine& machine_;
  std::vector<std::uint32_t>& number_of_;
  std::vector<std::vector<Index>> clocks_of_;    // by stage
  std::vector<std::vector<Index>> outer_first_;  // by region: its stages
  std::vector<std::uint32_t> above_;             // by stage
};

void place_slots(Machine& machine, Places& places) {
  std::vector<std::uint32_t> number_of(machine.clocks.size(), 0);
  machine.slot_count = SlotNumbers(machine, number_of).give();
  for (std::size_t clock = 0; clock < machine.clocks.size(); ++clock) {
    if (machine.clocks[clock].pinned) {
      number_of[clock] = machine.slot_count++;
    }
  }
  constexpr std::uint32_t kSize = sizeof(machine::Slot);
  machine.slots_offset = places.take(machine.slot_count * kSize, 8);
  for (std::size_t clock = 0; clock < machine.clocks.size(); ++clock) {
    machine.clocks[clock].slot_offset = machine.slots_offset + number_of[clock] * kSize;
  }
}

void place_bits(Machine& machine, Places& places) {
  std::uint32_t count = 0;
  for (machine::Clock& clock : machine.clocks) {
    if (clock.anchor == machine::Clock::Anchor::act || clock.anchor == machine::Clock::Anchor::stage) {
      clock.occurred_bit = static_cast<Index>(count++);
    }
  }
  for (machine::AnchorStep& step : machine.anchor_steps) {
    if (step.instant_field != kNone) {
      step.occurred_bit = static_cast<Index>(count++);
    }
  }
  for (machine::Clause& clause : machine.clauses) {
    if (clause.kind == machine::Clause::Kind::approval) {
      clause.approval_bit = static_cast<Index>(count++);
      machine.clauses[clause.prohibition].approval_bit = clause.approval_bit;
    }
  }
  machine.bit_words = (count + 63) / 64;
  machine.bits_offset = places.take(machine.bit_words * 8, 8);
}

}  // namespace

void lay_out(const Model& model, Machine& machine) {
  Fields fields(model, machine);
  fields.collect();
  find_pinned(model, machine);
  Places places(Machine::kRegionsOffset + static_cast<std::uint32_t>(2 * machine.region_roots.size()));
  place_slots(machine, places);
  place_bits(machine, places);
  fields.place(places);
  machine.record_size = places.size();
}

}  // namespace recourse::graph
