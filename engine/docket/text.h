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
  std::optional<Origin> from;
  std::string policy;  // of a case that went over: digest of the meaning of its policy before
};
std::string write_context(const Context& context);
Context read_context(const std::string& text);

std::string write_list(const std::vector<std::string>& list);
std::vector<std::string> read_list(const std::string& text);

/// What followed from an entry: its events and notices, by stable names and without citations, which the
/// bundle has; of one that refolds also what other entries and the clock give from then on, or no longer give.
std::string write_effects(const Outcome& outcome);
std::string write_effects(const Outcome& outcome, const std::vector<Effect>& given,
                          const std::vector<Effect>& withdrawn);
/// What an entry that refolded its case has withdrawn, from its effects.
std::vector<Effect> read_withdrawn(const std::string& text);

}  // namespace recourse::docket
