// What the log keeps as JSON: arguments, actor, effects, lists. Keys are sorted and nothing is optional that
// could be written in two ways, so that equal contents are equal texts.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "recourse/docket.h"

namespace recourse::docket {

// All texts that go in must be UTF-8. The readers throw std::invalid_argument for what is not what the
// writers write.

std::string write_arguments(const std::map<std::string, Value>& arguments);
std::map<std::string, Value> read_arguments(const std::string& text);

std::string write_actor(const Actor& actor);
Actor read_actor(const std::string& text);

/// Where an act that another case sent comes from.
struct Origin {
  std::string case_number;
  std::int64_t entry = 0;
  // Not of the log: under which a case that it opens begins.
  std::int64_t bundle = 0;
  std::string case_type;
};

/// What an entry that refolds its case needs to be folded once more.
struct Context {
  std::optional<std::int64_t>
      until;  // as far as the case had come; UTC milliseconds. None: the entry refolds nothing
  std::vector<std::int64_t> without_effect;  // entries that it may leave so, ascending
  bool goes_on =
      false;  // others follow at once; what the case sends is compared when the last of them is there
  std::optional<Origin> from;
  std::map<std::string, std::vector<std::int64_t>> elsewhere;  // entries that it may leave so in other cases
  std::string policy;  // of a case that went over: digest of the meaning of its policy before
};
std::string write_context(const Context& context);
Context read_context(const std::string& text);

/// Where in another case that stands which an entry has sent there: it is the nth (from 0) of what this entry sent to that case.
struct Carried {
  std::string case_number;
  std::int64_t entry = 0, nth = 0;
  friend bool operator==(const Carried&, const Carried&) = default;
};

/// What an entry of a case sends to another case, or, when its case was folded anew, sends otherwise than before or no longer.
struct Outgoing {
  enum class Kind : std::uint8_t { sent, changed, recalled } kind = Kind::sent;
  std::int64_t entry = 0;  // by which it goes
  std::int64_t place = 0;  // of the act that sends it; 0: the clock
  Sent sent;               // its act has the time at which it takes effect
  Carried carried;
};

std::string write_list(const std::vector<std::string>& list);
std::vector<std::string> read_list(const std::string& text);

/// What followed from an entry: its events and notices, by stable names and without citations, which the
/// bundle has; of one that refolds also what other entries and the clock give from then on, or no longer give.
std::string write_effects(const Outcome& outcome);
std::string write_effects(const Outcome& outcome, const std::vector<Effect>& given,
                          const std::vector<Effect>& withdrawn, const std::vector<Outgoing>& outgoing);
/// What an entry that refolded its case has withdrawn, from its effects.
std::vector<Effect> read_withdrawn(const std::string& text);
/// What an entry sent, from its effects; `sent` as it is written there, without where it is carried. Of what has no place and time of its
/// own, those of `usual`.
std::vector<Outgoing> read_outgoing(const std::string& text, const Outgoing& usual);
/// What has come or gone of what is sent, with the case where it stands.
Effect effect_of(Outgoing outgoing);
/// The whole of what is sent, as text: what is equal sends the same.
std::string write_sent(const Sent& sent);

}  // namespace recourse::docket
