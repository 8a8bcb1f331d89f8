// Whether what a transaction has recorded in several cases may stand.
#include "engine/base/message.h"
#include "engine/base/messages/docket.h"
#include "engine/docket/recording.h"
#include "engine/docket/refold.h"

namespace recourse::docket {

Settlement::FoldedCase* Settlement::find(const std::string& case_number) {
  const auto found = std::find_if(folded_.begin(), folded_.end(),
                                  [&](const FoldedCase& folded) { return folded.number == case_number; });
  return found == folded_.end() ? nullptr : &*found;
}

bool Settlement::is_named(const std::string& case_number, std::int64_t number) const {
  const auto names = named_.find(case_number);
  return names != named_.end() &&
         std::find(names->second.begin(), names->second.end(), number) != names->second.end();
}

std::vector<std::int64_t> Settlement::folded_anew(const std::string& case_number, const EntryRow& entry,
                                                  const Chronicle& chronicle, const Refolding& refolding) {
  FoldedCase* known = find(case_number);
  if (known == nullptr) {
    known = &folded_.emplace_back();
    known->number = case_number;
    known->before = {refolding.refused_before.begin(), refolding.refused_before.end()};
  }
  const Policy& policy = refolding.after.state.policy();
  known->case_type = policy.case_name();
  known->corrected = entry.corrects;
  known->begun = refolding.after.state.begun();
  known->withdrawn.reset();
  if (const EntryRow* by = chronicle.withdrawn_by()) {
    known->withdrawn = read_context(by->context).from;
  }
  known->refused.clear();
  std::vector<std::int64_t> named;
  for (const Refused& refused : refolding.after.refused) {
    const std::int64_t number = refused.placed.entry->number;
    known->refused.push_back({number, refused.error, refused.outcome,
                              refused.error ? *refused.error : recourse::refusal(policy, refused.outcome)});
    if (is_named(case_number, number)) {
      named.push_back(number);
    }
  }
  return named;
}

Status Settlement::settle(std::vector<Reached>& reached) {
  auto settled = run();
  if (settled && refused_elsewhere(reached_) == nullptr) {
    settled = judge({}, nullptr);
  }
  reached = std::move(reached_);
  return settled;
}

Status Settlement::settle(const std::string& case_number, Submission& submission) {
  added_.emplace(case_number, submission.number);
  auto settled = run();
  if (settled && refused_elsewhere(reached_) == nullptr) {
    settled = judge(case_number, &submission);
  }
  submission.reached = std::move(reached_);
  if (refused_elsewhere(submission.reached) != nullptr) {
    submission.state = Submission::State::refused;
    submission.number = 0;
    submission.outcome.verdict = Verdict::refused;
    submission.outcome.reason = kOtherRefused;
  }
  return settled;
}

Status Settlement::judge(const std::string& case_number, Submission* submission) {
  for (const FoldedCase& folded : folded_) {
    const bool own = folded.number == case_number;
    if (auto judged = judge_case(folded, own ? submission : nullptr); !judged) {
      return judged;
    }
    const bool refused = submission != nullptr && submission->state == Submission::State::refused;
    if (refused || refused_elsewhere(reached_) != nullptr) {
      return Nothing{};
    }
  }
  return check_names();
}

/// `own`: of the case in which somebody acts; nothing of cases to which that reaches.
Status Settlement::judge_case(const FoldedCase& folded, Submission* own) {
  std::vector<LaterAct> named, in_the_way;
  for (const Left& left : folded.refused) {
    if (added_.contains({folded.number, left.number})) {
      return judge_added(folded, left, own);
    }
    if (!folded.before.contains(left.number)) {
      (is_named(folded.number, left.number) ? named : in_the_way).push_back({left.number, left.words});
    }
  }
  if (!folded.begun && !folded.withdrawn) {
    return Diagnostic{messages::case_would_not_begin, {}, {folded.number, folded.corrected}, {}};
  }
  if (own != nullptr) {
    own->without_effect = in_the_way.empty() ? std::move(named) : in_the_way;
  }
  if (in_the_way.empty()) {
    return Nothing{};
  }
  Outcome outcome;
  outcome.verdict = Verdict::refused;
  outcome.reason = kLaterRefused;
  if (own == nullptr) {
    refuse(folded, 0, std::move(outcome), std::move(in_the_way));
    return Nothing{};
  }
  outcome.act = own->outcome.act;
  outcome.time = own->outcome.time;
  *own = Submission{Submission::State::refused, 0, std::move(outcome), std::move(in_the_way), {}, {}, {}};
  return Nothing{};
}

/// An act that is refused in its place: the one that somebody gave, or one that another case sent.
Status Settlement::judge_added(const FoldedCase& folded, const Left& left, Submission* own) {
  if (left.error) {
    return *left.error;
  }
  if (folded.withdrawn) {
    return case_is_withdrawn(folded.number, *folded.withdrawn);
  }
  if (own != nullptr && own->number == left.number) {
    *own = Submission{Submission::State::refused, 0, left.outcome, {}, {}, {}, {}};
  } else {
    refuse(folded, left.number, left.outcome, {});
  }
  return Nothing{};
}

/// `number`: of the entry that is refused; 0: any of what was sent.
void Settlement::refuse(const FoldedCase& folded, std::int64_t number, Outcome outcome,
                        std::vector<LaterAct> later) {
  Reached refused;
  for (const Reached& one : reached_) {
    if (one.case_number == folded.number && (number == 0 || one.number == number)) {
      refused = one;
    }
  }
  outcome.act = outcome.act.empty() ? refused.outcome.act : outcome.act;
  refused.number = 0;
  refused.outcome = std::move(outcome);
  refused.without_effect = std::move(later);
  reached_.push_back(std::move(refused));
}

/// That what was named has no effect.
Status Settlement::check_names() {
  for (const auto& [case_number, numbers] : named_) {
    const FoldedCase* folded = find(case_number);
    for (const std::int64_t number : numbers) {
      const bool left =
          folded != nullptr && std::any_of(folded->refused.begin(), folded->refused.end(),
                                           [&](const Left& one) { return one.number == number; });
      if (left) {
        continue;
      }
      const auto row = store_.rows.find_case(case_number);
      if (!row || number < 1 || number > row->entries) {
        return Diagnostic{messages::entry_unknown, {}, {case_number, number}, {}};
      }
      return Diagnostic{messages::entry_keeps_effect, {}, {case_number, number}, {}};
    }
  }
  return Nothing{};
}

Diagnostic case_is_withdrawn(const std::string& case_number, const Origin& by) {
  return {messages::case_withdrawn, {}, {case_number, by.case_number, by.entry}, {}};
}

Origin withdrawn_by(Docket::Store& store, const CaseRow& row) {
  const std::vector<EntryRow> entries = store.rows.entries(row.id);
  const EntryRow* by = Chronicle(entries).withdrawn_by();
  return by == nullptr ? Origin() : read_context(by->context).from.value_or(Origin());
}

const Reached* refused_elsewhere(const std::vector<Reached>& reached) {
  return reached.empty() || reached.back().number != 0 ? nullptr : &reached.back();
}

Diagnostic refusal_elsewhere(const Policy& policy, const Reached& reached) {
  const auto both = [](const Diagnostic& reason) {
    return Bilingual{message(reason, Language::english), message(reason, Language::chinese)};
  };
  if (!reached.without_effect.empty()) {
    const LaterAct& first = reached.without_effect.front();
    return {messages::other_case_loses_effect,
            {},
            {reached.from, reached.cause, reached.case_number, first.number, both(first.refusal)},
            {}};
  }
  const Diagnostic reason = refusal(policy.of(reached.case_type).value_or(policy), reached.outcome);
  return {
      messages::other_case_refused, {}, {reached.from, reached.cause, reached.case_number, both(reason)}, {}};
}

}  // namespace recourse::docket
