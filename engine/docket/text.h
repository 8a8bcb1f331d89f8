// What the log keeps as JSON: arguments, actor, effects, lists. Keys are sorted and nothing is optional that
// could be written in two ways, so that equal contents are equal texts.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "recourse/case.h"

namespace recourse::docket {

// All texts that go in must be UTF-8. The readers throw std::invalid_argument for what is not what the
// writers write.

std::string write_arguments(const std::map<std::string, Value>& arguments);
std::map<std::string, Value> read_arguments(const std::string& text);

std::string write_actor(const Actor& actor);
Actor read_actor(const std::string& text);

std::string write_list(const std::vector<std::string>& list);
std::vector<std::string> read_list(const std::string& text);

/// What followed from an entry: its events and notices, by stable names and without citations, which the
/// bundle has.
std::string write_effects(const Outcome& outcome);

}  // namespace recourse::docket
