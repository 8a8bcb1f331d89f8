// PEGTL's own check of the grammars: no rule can loop without reading.
#include <gtest/gtest.h>
// Behind gtest, which does not like the macros of neither.
#include <tao/pegtl/contrib/analyze.hpp>

#include "engine/language/grammar.h"
#include "engine/language/lexical_grammar.h"

namespace recourse::language {
namespace {

TEST(Grammar, AlwaysMakesProgress) {
  EXPECT_EQ(tao::pegtl::analyze<grammar::file>(), 0U);
  EXPECT_EQ(tao::pegtl::analyze<lexical::file>(), 0U);
}

}  // namespace
}  // namespace recourse::language
