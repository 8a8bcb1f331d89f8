// Raw access to the record of a case: where each thing lies and how it is written there. Records lie in
// memory that the caller owns, fields at any offset; everything is read and written by memcpy. Knows nothing
// of what the values mean.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>

#include "engine/machine/apply.h"

namespace recourse::machine {

// Fields are read by the eight bytes that end with them (below); the header makes sure that these lie in the
// record.
static_assert(std::endian::native == std::endian::little);

template <typename T>
[[nodiscard]] inline T load(const std::byte* record, std::uint32_t offset) {
  T value;
  std::memcpy(&value, record + offset, sizeof value);
  return value;
}

template <typename T>
inline void store(std::byte* record, std::uint32_t offset, T value) {
  std::memcpy(record + offset, &value, sizeof value);
}

[[nodiscard]] inline Minute not_before(const std::byte* record) {
  return load<Minute>(record, Machine::kNotBeforeOffset);
}
[[nodiscard]] inline Minute next_due(const std::byte* record) {
  return load<Minute>(record, Machine::kNextDueOffset);
}
inline void set_times(std::byte* record, Minute not_before, Minute next_due) {
  store(record, Machine::kNotBeforeOffset, not_before);
  store(record, Machine::kNextDueOffset, next_due);
}

/// The innermost stage of a region; kNone before the case has begun, and of a branch that does not run.
[[nodiscard]] inline Index current_stage(const Machine& /*machine*/, const std::byte* record, Index region) {
  return load<Index>(record, Machine::kRegionsOffset + region * std::uint32_t{sizeof(Index)});
}
inline void set_stage(std::byte* record, Index region, Index stage) {
  store(record, Machine::kRegionsOffset + region * std::uint32_t{sizeof(Index)}, stage);
}

[[nodiscard]] inline bool begun(const Machine& machine, const std::byte* record) {
  return !machine.region_roots.empty() && current_stage(machine, record, 0) != kNone;
}

/// The stage that stands around another in a configuration: nothing stands around a final one.
[[nodiscard]] inline Index surrounding(const Machine& machine, Index stage) {
  const Stage& inner = machine.stages[stage];
  return inner.final ? kNone : inner.parent;
}

/// Calls `visit(stage)` for each stage of the configuration, innermost first in each region.
template <typename Visit>
inline void for_each_stage(const Machine& machine, const std::byte* record, Visit&& visit) {
  const auto regions = static_cast<Index>(machine.region_roots.size());
  for (Index region = 0; region < regions; ++region) {
    for (Index stage = current_stage(machine, record, region); stage != kNone;
         stage = surrounding(machine, stage)) {
      visit(stage);
    }
  }
}

[[nodiscard]] inline bool in_stage(const Machine& machine, const std::byte* record, Index stage) {
  Index inner = current_stage(machine, record, machine.stages[stage].region);
  while (inner != kNone && inner != stage) {
    inner = surrounding(machine, inner);
  }
  return inner == stage;
}

/// Where the eight bytes begin that end with a field, and by how much they are shifted to leave the field alone.
[[nodiscard]] inline std::uint32_t place_of(const FieldSlot& field) {
  return field.offset + field.width - 8U;
}
[[nodiscard]] inline unsigned shift_of(const FieldSlot& field) {
  return 64U - 8U * field.width;
}

/// The value of the field at such a place: a load depends on no branch for the width.
[[nodiscard]] inline std::int64_t load_shifted(const std::byte* record, std::uint32_t place, unsigned shift) {
  const auto raw = load<std::int64_t>(record, place) >> shift;
  return raw == base::kUnknown >> shift ? base::kUnknown : raw;
}

/// The value of a field that lies in the record.
[[nodiscard]] inline std::int64_t load_field(const std::byte* record, const FieldSlot& field) {
  return load_shifted(record, place_of(field), shift_of(field));
}

/// The value must be unknown or one that the field can hold.
inline void store_field(std::byte* record, const FieldSlot& field, std::int64_t value) {
  if (value == base::kUnknown) {
    value >>= 64U - 8U * field.width;
  }
  switch (field.width) {
    case 1:
      return store(record, field.offset, static_cast<std::int8_t>(value));
    case 2:
      return store(record, field.offset, static_cast<std::int16_t>(value));
    case 4:
      return store(record, field.offset, static_cast<std::int32_t>(value));
    default:
      return store(record, field.offset, value);
  }
}

/// A value that the field cannot hold is stored as unknown; a field outside the record is left alone.
inline void set_field(const Machine& machine, std::byte* record, Index field, std::int64_t value) {
  const FieldSlot& slot = machine.fields[field];
  if (slot.width != 0) {
    store_field(record, slot, value >= slot.least && value <= slot.most ? value : base::kUnknown);
  }
}

/// Slots are read and written part by part: a processor makes whoever reads many bytes wait that were just written as few.
[[nodiscard]] inline Slot load_slot(const std::byte* record, std::uint32_t offset) {
  Slot slot;
  slot.anchor = load<Minute>(record, offset + offsetof(Slot, anchor));
  slot.due = load<Minute>(record, offset + offsetof(Slot, due));
  slot.paused = load<std::uint16_t>(record, offset + offsetof(Slot, paused));
  slot.extended = load<std::uint16_t>(record, offset + offsetof(Slot, extended));
  slot.not_before = load<std::uint16_t>(record, offset + offsetof(Slot, not_before));
  slot.marks = load<std::uint16_t>(record, offset + offsetof(Slot, marks));
  return slot;
}
inline void store_slot(std::byte* record, std::uint32_t offset, const Slot& slot) {
  store(record, offset + offsetof(Slot, anchor), slot.anchor);
  store(record, offset + offsetof(Slot, due), slot.due);
  store(record, offset + offsetof(Slot, paused), slot.paused);
  store(record, offset + offsetof(Slot, extended), slot.extended);
  store(record, offset + offsetof(Slot, not_before), slot.not_before);
  store(record, offset + offsetof(Slot, marks), slot.marks);
}
[[nodiscard]] inline Slot slot(const Machine& machine, const std::byte* record, Index clock) {
  return load_slot(record, machine.clocks[clock].slot_offset);
}
/// The marks of a slot alone.
[[nodiscard]] inline unsigned marks(const Machine& machine, const std::byte* record, Index clock) {
  return load<std::uint16_t>(record,
                             machine.clocks[clock].slot_offset + std::uint32_t{offsetof(Slot, marks)});
}
inline void set_slot(const Machine& machine, std::byte* record, Index clock, const Slot& slot) {
  store_slot(record, machine.clocks[clock].slot_offset, slot);
}

/// How often a right was used in its instance, how many extensions were granted.
[[nodiscard]] inline unsigned uses(const Slot& slot) {
  return (slot.marks >> Slot::kUsesShift) & Slot::kCountMask;
}
[[nodiscard]] inline unsigned extensions(const Slot& slot) {
  return (slot.marks >> Slot::kExtensionsShift) & Slot::kCountMask;
}

namespace detail {
[[nodiscard]] inline std::uint32_t word_of(const Machine& machine, Index bit) {
  return machine.bits_offset + bit / 64U * 8U;
}
}  // namespace detail

[[nodiscard]] inline bool bit(const Machine& machine, const std::byte* record, Index bit) {
  return ((load<std::uint64_t>(record, detail::word_of(machine, bit)) >> (bit % 64U)) & 1U) != 0;
}
inline void change_bit(const Machine& machine, std::byte* record, Index bit, bool value) {
  const std::uint32_t word = detail::word_of(machine, bit);
  const std::uint64_t mask = std::uint64_t{1} << (bit % 64U);
  const auto old = load<std::uint64_t>(record, word);
  store(record, word, value ? old | mask : old & ~mask);
}
inline void set_bit(const Machine& machine, std::byte* record, Index bit) {
  change_bit(machine, record, bit, true);
}

/// Of members, which ascend by office, the one that is this office; the end when it is none of them.
template <typename Members>
[[nodiscard]] inline auto find_member(Members& members, std::int64_t office) {
  const auto found =
      std::lower_bound(members.begin(), members.end(), office,
                       [](const Member& member, std::int64_t wanted) { return member.office < wanted; });
  return found != members.end() && found->office == office ? found : members.end();
}

/// Asks memory for a record that is going to be used soon: a host that takes acts from a queue hides what memory takes.
inline void fetch_ahead(CaseView state) {
  __builtin_prefetch(state.record, 1);
}

/// Makes a record in which nothing is known: fields unknown (not initial), regions unset, slots and bits
/// zero.
void forget(const Machine& machine, CaseView state);

}  // namespace recourse::machine
