// Case: the machine's record under its policy's names.
#include "recourse/case.h"

#include <cstring>

#include "engine/base/message.h"
#include "engine/base/messages/cases.h"
#include "engine/cases/body.h"
#include "engine/cases/outcome.h"
#include "engine/cases/stable.h"
#include "engine/machine/inspect.h"

namespace recourse {
namespace {

// Reused by every call on a thread, so that an accepted act allocates nothing in the machine.
machine::Outcome& working_outcome() {
  static thread_local machine::Outcome outcome;
  return outcome;
}

Result<Outcome> apply_to(Case::Body& body, const Act& act) {
  const graph::PolicyInternals& policy = body.internals();
  cases::TranslatedAct translated;
  if (auto status = cases::translate(policy.model, policy.machine, act, translated); !status)
    return status.error();
  machine::Outcome& outcome = working_outcome();
  outcome.tracing = true;
  machine::apply(policy.machine, body.surroundings(), body.view(), translated.act, outcome);
  Outcome named = cases::name_outcome(body, outcome);
  named.act = policy.model.acts[translated.act.act].name;
  if (named.verdict == Verdict::accepted) named.time = act.effective;
  for (Sent& sent : named.sent) sent.act.effective = act.effective;
  if (named.reason == "not-open") named.open_in = cases::stages_that_open(policy.model, translated.act.act);
  return named;
}

}  // namespace

Case::Case(const Policy& policy) : body_(std::make_unique<Body>(policy)) {
  machine::clear(body_->internals().machine, body_->view());
}
Case::Case(const Case& other) : body_(std::make_unique<Body>(*other.body_)) {}
Case& Case::operator=(const Case& other) {
  body_ = std::make_unique<Body>(*other.body_);
  return *this;
}
Case::Case(Case&&) noexcept = default;
Case& Case::operator=(Case&&) noexcept = default;
Case::~Case() = default;

const Policy& Case::policy() const {
  return body_->policy;
}

bool Case::begun() const {
  return machine::begun(body_->internals().machine, body_->bytes());
}

bool Case::ended() const {
  const graph::PolicyInternals& policy = body_->internals();
  if (!begun()) return false;
  for (std::size_t i = 0; i < policy.model.regions.size(); ++i) {
    const model::Region& region = policy.model.regions[i];
    if (policy.model[region.root].children.empty() || region.parallel.known()) continue;
    const machine::Index stage =
        machine::current_stage(policy.machine, body_->bytes(), static_cast<machine::Index>(i));
    if (stage == machine::kNone || !policy.machine.stages[stage].final) return false;
  }
  return true;
}

Result<Outcome> Case::apply(const Act& act) {
  // The act that begins it settles of which type the case is.
  if (begun() || body_->policy.case_types().size() == 1) return apply_to(*body_, act);
  Case of_type(cases::opened_by(body_->policy, act.name));
  auto outcome = apply_to(*of_type.body_, act);
  if (outcome && outcome->verdict == Verdict::accepted) {
    *this = std::move(of_type);
  }
  return outcome;
}

Result<Outcome> Case::would(const Act& act) const {
  return Case(*this).apply(act);
}

Result<std::vector<Outcome>> Case::advance(Instant until,
                                           const std::function<void(const Case&, const Outcome&)>& each) {
  const graph::PolicyInternals& policy = body_->internals();
  std::vector<Outcome> entries;
  machine::Outcome& outcome = working_outcome();
  outcome.tracing = true;
  outcome.verdict = machine::Verdict::accepted;  // that of an earlier call stays when nothing is due
  Body before = *body_;
  bool good = false;
  try {
    good = machine::advance(policy.machine, body_->surroundings(), body_->view(), cases::to_minute(until),
                            outcome, [&](const machine::Outcome& entry) {
                              entries.push_back(cases::name_outcome(*body_, entry));
                              if (each) each(*this, entries.back());
                            });
  } catch (...) {  // of the host's `each`
    *body_ = std::move(before);
    throw;
  }
  if (good) return entries;
  const Outcome fault = cases::name_outcome(before, outcome);
  *body_ = std::move(before);
  return cases::fault_diagnostic(body_->policy, fault);
}

std::optional<Instant> Case::next_due() const {
  const calendar::Minute due = machine::next_due(body_->bytes());
  if (due == calendar::kUnknownTime) return std::nullopt;
  return cases::to_instant(due);
}

std::vector<std::string> Case::stages() const {
  const graph::PolicyInternals& policy = body_->internals();
  std::vector<std::string> names;
  for (std::size_t i = 0; i < policy.model.regions.size(); ++i) {
    if (policy.model[policy.model.regions[i].root].children.empty()) continue;
    const machine::Index stage =
        machine::current_stage(policy.machine, body_->bytes(), static_cast<machine::Index>(i));
    if (stage != machine::kNone) {
      names.push_back(policy.model.stages[stage].name);
    } else if (!policy.model.regions[i].parallel.known()) {
      names.emplace_back();
    }
  }
  return names;
}

bool Case::in_stage(std::string_view name) const {
  const graph::PolicyInternals& policy = body_->internals();
  for (std::size_t i = 0; i < policy.model.stages.size(); ++i) {
    if (policy.model.stages[i].name == name &&
        machine::in_stage(policy.machine, body_->bytes(), static_cast<machine::Index>(i))) {
      return true;
    }
  }
  return false;
}

Result<Value> Case::field(std::string_view name) const {
  const model::Model& model = body_->internals().model;
  for (std::size_t i = 0; i < model.fields.size(); ++i) {
    if (model.fields[i].name == name || model.fields[i].label == name) return cases::field_value(*body_, i);
  }
  return Diagnostic{messages::unknown_field_asked, {}, {std::string(name)}, {}};
}

}  // namespace recourse
