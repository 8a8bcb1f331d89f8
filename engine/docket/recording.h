// Recording an entry of a case, and what follows from it in other cases, all within one transaction.
#pragma once

#include <list>
#include <set>

#include "engine/docket/body.h"
#include "engine/docket/text.h"

namespace recourse::docket {

struct Refolding;
class Chronicle;
class Settlement;

/// What is to be recorded. Without an act: the entry that it corrects is withdrawn.
struct Given {
  std::optional<Act> act;
  std::int64_t corrects = 0;  // 0: an act that is new
  std::string key;
  Instant recorded;
  std::vector<std::int64_t> without_effect;
  std::map<std::string, std::vector<std::int64_t>> elsewhere;  // the same of other cases
  std::optional<Origin> from;                                  // sent by another case
  bool folds_anew = false;                                     // also where it could be taken in its order
  bool goes_on = false;                                        // others of the same case follow at once
};

/// Records one entry in its case; what the case sends waits in the settlement. Of an entry that folds its case anew the settlement
/// judges; another may be refused. The transaction is to be undone unless it is recorded and settled. Errors: those of
/// Docket::submit() and Docket::correct().
Result<Submission> record(Settlement& settlement, const std::string& case_number, const Given& given);

struct Advanced {
  std::int64_t entries = 0;
  bool sent = false;  // some of them are in other cases
};
/// Fires what is due in a case before `until`, with what that sends to others. All of it or, on an error, nothing. Errors: policy_fault,
/// those of deliver(), and other_case_refused.
Result<Advanced> advance_case(Docket::Store& store, const std::string& number, Instant until,
                              Instant recorded);

/// What follows in other cases from what one transaction records, and whether it may stand. Nothing is judged of cases that are folded
/// anew until all is done: then what had its effect has it still or was named, and what was sent was accepted.
class Settlement {
public:
  using Names = std::map<std::string, std::vector<std::int64_t>>;

  /// `named`: entries that may be left without effect, by case.
  Settlement(Docket::Store& store, Instant recorded, Names named);

  /// To be carried out: by entry, then in the order in which the cases that it goes to were opened, what opens cases last; before what
  /// waits already, but behind what the same case has for the same other one. `together`: all that goes to one case is one change of it.
  void send(const LiveCase& from, std::vector<Outgoing> outgoing, bool together);
  /// That a case was folded anew with an entry, and what the entry may leave without effect of what was named.
  std::vector<std::int64_t> folded_anew(const std::string& case_number, const EntryRow& entry,
                                        const Chronicle& chronicle, const Refolding& refolding);

  /// Carries out what waits and what follows from it, and judges. Adds to `reached` what the cases did; a refusal is the last there. Errors:
  /// those of record(), sent_case_unknown, case_withdrawn, case_would_not_begin, entry_keeps_effect.
  Status settle(std::vector<Reached>& reached);
  /// The same for an entry that was recorded just now, which may be refused by it.
  Status settle(const std::string& case_number, Submission& submission);

  [[nodiscard]] bool folds_anew() const { return !folded_.empty(); }
  [[nodiscard]] Docket::Store& store() const { return store_; }

private:
  /// What goes from one case to another at once.
  struct Parcel {
    std::string from, to;
    std::int64_t bundle = 0;
    std::vector<Outgoing> contents;
  };
  /// An act that is refused where it stands.
  struct Left {
    std::int64_t number = 0;
    std::optional<Diagnostic> error;
    Outcome outcome;
    Diagnostic words;
  };
  struct FoldedCase {
    std::string number, case_type;
    std::set<std::int64_t> before;  // had no effect when the transaction began
    std::vector<Left> refused;      // have none now
    std::int64_t corrected = 0;     // by the last of them
    bool begun = false;
    std::optional<Origin> withdrawn;  // by whom
  };

  [[nodiscard]] std::int64_t order(const Outgoing& outgoing) const;
  Status run();
  Status carry_out(Parcel& parcel);
  Result<std::optional<Given>> given(const Parcel& parcel, Outgoing& outgoing);
  [[nodiscard]] bool is_there(const Sent& sent);

  Status judge(const std::string& case_number, Submission* submission);
  Status judge_case(const FoldedCase& folded, Submission* own);
  Status judge_added(const FoldedCase& folded, const Left& left, Submission* own);
  void refuse(const FoldedCase& folded, std::int64_t number, Outcome outcome, std::vector<LaterAct> later);
  Status check_names();
  [[nodiscard]] bool is_named(const std::string& case_number, std::int64_t number) const;
  FoldedCase* find(const std::string& case_number);

  Docket::Store& store_;
  Instant recorded_;
  Names named_;
  std::list<Parcel> waiting_;
  std::vector<FoldedCase> folded_;                        // in the order in which they were first reached
  std::set<std::pair<std::string, std::int64_t>> added_;  // entries of this transaction, by case
  std::vector<Reached> reached_;
};

/// A settlement of its own for what entries of a case send.
Status deliver(Docket::Store& store, const LiveCase& from, std::vector<Outgoing> outgoing, Instant recorded,
               std::vector<Reached>& reached);

/// The reason of an entry that would leave later ones without effect.
inline constexpr const char* kLaterRefused = "later-refused";
/// And of one from which follows what another case refuses.
inline constexpr const char* kOtherRefused = "other-case-refused";

/// Nothing can be done in a case that what opened it opens no longer.
Diagnostic case_is_withdrawn(const std::string& case_number, const Origin& by);
/// The entry by which a case that is stored and has not begun was withdrawn.
Origin withdrawn_by(Docket::Store& store, const CaseRow& row);

/// The refusal by another case at the end of `reached`, if there is one.
const Reached* refused_elsewhere(const std::vector<Reached>& reached);
/// other_case_refused, in the words of the policy of the case that sent it.
Diagnostic refusal_elsewhere(const Policy& policy, const Reached& reached);

}  // namespace recourse::docket
