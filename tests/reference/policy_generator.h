// Writes random policies as text of the rule language, in English or in Chinese with a clause of the other language here and
// there, with a calendar and offices of their own. The same seed says the same in both languages. Small: 3 to 12 stages, 5 to
// 25 clauses, one or two files, every construct of the language that there is a machine for.
#pragma once

#include <map>
#include <string>

#include "recourse/diagnostic.h"

namespace recourse::reference {

/// File names with their texts; "policy.rules" uses the others.
std::map<std::string, std::string> generate_policy(std::uint64_t seed, Language language);

}  // namespace recourse::reference
