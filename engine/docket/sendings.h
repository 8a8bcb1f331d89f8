// What a case has sent to others, as its log tells it, and what of it changes when the case is folded anew
// (docs/decisions.md, 64).
#pragma once

#include "engine/docket/chronicle.h"

namespace recourse::docket {

/// Puts what one entry sends in its order and tells where it will stand: what opens a case in CASE/ENTRY, the second in CASE/ENTRY.2.
void arrange(const std::string& case_number, std::vector<Outgoing>& outgoing);

/// What an entry in its order sends, or an entry of the clock.
std::vector<Outgoing> sent_by(const std::string& case_number, const EntryRow& entry,
                              const std::vector<Sent>& sent);

/// Act, arguments and time.
using Crossings = std::map<std::tuple<std::string, std::string, std::int64_t, std::int64_t>, std::string>;

class Sendings {
public:
  /// As the entries tell. Throws std::invalid_argument for damaged texts.
  Sendings(std::string case_number, const std::vector<EntryRow>& entries);

  /// What is to be done in other cases so that there stands what the folded case sends: recalled, changed, sent, by the entry of that
  /// number. What was recalled before and is sent again is changed: it stands again where it stood.
  [[nodiscard]] std::vector<Outgoing> changes(const Folded& folded, std::int64_t entry) const;

private:
  struct Sending {
    std::int64_t place = 0;
    Sent sent;
    Carried carried;
    bool stands = true;  // else recalled
  };

  class Comparison;
  friend void add_sent(const std::string&, const std::vector<EntryRow>&, Crossings&, std::set<std::string>&);

  void take(Outgoing outgoing);

  std::string case_number_;
  std::vector<Sending> all_;
};

/// What goes from one case to another, by where it stands: the other case, and of which the sender's entry it is the nth. What a case says
/// that it sends and what stands in others are equal in a docket that is whole.
/// `of_periods`: cases among them of an office and a period, which may not be there.
void add_sent(const std::string& case_number, const std::vector<EntryRow>& entries, Crossings& crossings,
              std::set<std::string>& of_periods);
void add_arrived(const std::string& case_number, const std::vector<EntryRow>& entries, Crossings& crossings);

/// The entry that stands for what was sent to a case, of its entries: the one that it became, or the latest that has corrected that
/// one. 0: there is none.
std::int64_t carrier(const std::vector<EntryRow>& entries, const std::string& from, const Carried& carried);

}  // namespace recourse::docket
