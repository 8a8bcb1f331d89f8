// A policy of as many lines as are asked for, to measure how long checking takes: stages of 26 lines, each with a duty that can be
// extended, listeners, rights, a prohibition, a timer, a pause, a block and a stage within.
#pragma once

#include <map>
#include <string>

namespace recourse::bench {

enum class Spelling { english, chinese, chinese_without_spaces };

/// Files by name, to be loaded as "large"; about `lines` lines in all.
std::map<std::string, std::string> large_policy(int lines, Spelling spelling);

}  // namespace recourse::bench
