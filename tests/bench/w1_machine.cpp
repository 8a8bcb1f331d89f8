// W1 by the machine.
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "engine/graph/lower.h"
#include "engine/machine/record.h"
#include "engine/model/build.h"
#include "tests/bench/w1_values.h"

namespace recourse::bench {
namespace {

[[noreturn]] void give_up(const std::string& why) {
  std::fputs(why.c_str(), stderr);
  std::exit(1);
}

model::Model read_model() {
  const auto loader = disk_loader(RECOURSE_SOURCE_DIR "/tests/bench");
  base::DiagnosticList diagnostics;
  std::optional<model::Model> model = model::build_model(*loader, "w1.rules", diagnostics);
  if (!model || !model->calendar) {
    for (const Diagnostic& diagnostic : diagnostics.items()) {
      std::fputs(render(diagnostic, Language::english).c_str(), stderr);
    }
    give_up("w1.rules is no policy\n");
  }
  return *std::move(model);
}

machine::Machine lowered(const model::Model& model) {
  Result<machine::Machine> machine = graph::lower(model);
  if (!machine) {
    give_up(render(machine.error(), Language::english));
  }
  return *std::move(machine);
}

template <typename Named>
machine::Index index_of(const std::vector<Named>& all, std::string_view name) {
  for (std::size_t index = 0; index < all.size(); ++index) {
    if (all[index].name == name) {
      return static_cast<machine::Index>(index);
    }
  }
  give_up("w1.rules lacks " + std::string(name) + "\n");
}

/// A record never crosses more cache lines than it must.
std::size_t stride_of(const machine::Machine& machine) {
  constexpr std::size_t kLine = 64;
  return machine.record_size <= kLine ? kLine : (machine.record_size + kLine - 1) / kLine * kLine;
}

}  // namespace

MachineRun::MachineRun(std::uint32_t cases)
    : model_(read_model()),
      machine_(lowered(model_)),
      cases_(cases),
      stride_(stride_of(machine_)),
      pages_(cases * stride_),
      ordinal_(model_.stages.size(), -1),
      last_(index_of(model_.fields, "last")),
      steps_(index_of(model_.fields, "steps")) {
  for (const char* name : kActNames) {
    acts_.push_back(index_of(model_.acts, name));
  }
  for (std::size_t stage = 0; stage < kStageNames.size(); ++stage) {
    ordinal_[index_of(model_.stages, kStageNames[stage])] = static_cast<std::int64_t>(stage);
  }
  if (machine_.texts + machine_.sets > 0) {
    give_up("w1.rules needs more than its records\n");
  }
}

machine::CaseView MachineRun::view(std::uint32_t number) const {
  return {pages_.data() + number * stride_, nullptr};
}

void MachineRun::clear() {
  for (std::uint32_t number = 0; number < cases_; ++number) {
    machine::clear(machine_, view(number));
  }
}

std::int64_t MachineRun::run(const std::vector<Step>& steps, std::size_t ahead) {
  const machine::Surroundings surroundings{&*model_.calendar, &model_.offices};
  machine::Outcome outcome;
  machine::Actor office, party;
  office.office = 0;
  party.kind = machine::Actor::Kind::party;
  party.role = index_of(model_.roles, "petitioner");
  std::array<std::int64_t, 3> values{};
  machine::Act act;
  act.arguments = values;  // acts without parameters do not look at them
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Step step = steps[i];
    if (ahead > 0 && i + ahead < steps.size()) {
      machine::fetch_ahead(view(steps[i + ahead].number));
    }
    act.act = acts_[step.act];
    act.time = time_of(step);
    act.actor = is_petitioners(step.act) ? party : office;
    if (step.act == 0) {
      values = values_of(step.number);
    }
    machine::apply(machine_, surroundings, view(step.number), act, outcome);
    if (outcome.verdict != machine::Verdict::accepted) {
      return 0;
    }
    sum += outcome.next_due == calendar::kUnknownTime ? 0 : outcome.next_due;
  }
  return sum + final_sum();
}

std::int64_t MachineRun::final_sum() const {
  std::int64_t sum = 0;
  for (std::uint32_t number = 0; number < cases_; ++number) {
    const std::byte* record = view(number).record;
    sum += final_value(ordinal_[machine::current_stage(machine_, record, 0)],
                       machine::load_field(record, machine_.fields[last_]),
                       machine::load_field(record, machine_.fields[steps_]));
  }
  return sum;
}

}  // namespace recourse::bench
