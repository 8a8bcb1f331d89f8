// What to say when the grammar fails at a place: the mistake that staff most probably made.
#pragma once

#include <optional>
#include <string>

#include "engine/language/token.h"

namespace recourse::language {

struct Failure {
  TermCode expected;      // what the grammar would have taken
  std::size_t token = 0;  // where
};

/// Reports the failure of a part of the file that began at token `begin`. Silent where an error was reported already.
/// Cost: a comparison with every keyword.
void report_mistake(const Failure& failure, std::size_t begin, const Tokens& tokens, Reporter& reporter);

/// The keyword that could stand where `expected` is and that `word` resembles most.
std::optional<std::string> misspelt_keyword(std::string_view word, TermCode expected);

}  // namespace recourse::language
