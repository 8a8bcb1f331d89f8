// Empty records. Doors: clear (apply.h), forget.
#include "engine/machine/record.h"

namespace recourse::machine {

void forget(const Machine& machine, CaseView state) {
  std::memset(state.record, 0, machine.record_size);
  set_times(state.record, calendar::kUnknownTime, calendar::kUnknownTime);
  for (std::size_t region = 0; region < machine.region_roots.size(); ++region) {
    set_stage(state.record, static_cast<Index>(region), kNone);
  }
  for (const FieldSlot& field : machine.fields) {
    if (field.width != 0) {
      store_field(state.record, field, base::kUnknown);
    }
  }
  if (state.outside != nullptr) {
    state.outside->texts.assign(machine.texts, {});
    state.outside->sets.assign(machine.sets, {});
    state.outside->members.assign(machine.member_lists, {});
  }
}

void clear(const Machine& machine, CaseView state) {
  forget(machine, state);
  for (const FieldSlot& field : machine.fields) {
    if (field.width != 0) {
      store_field(state.record, field, field.initial);
    }
  }
}

}  // namespace recourse::machine
