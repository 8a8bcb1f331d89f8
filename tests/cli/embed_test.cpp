// examples/embed: what its reader is promised, run.
#include <algorithm>

#include "tests/cli/support.h"

namespace recourse::tests {
namespace {

using testing::HasSubstr;

TEST(Embed, ShowsWhatIsOwedAndWhatIsOverdueOnceTimeHasPassed) {
  const Ran ran = run_program("'" RECOURSE_EMBED "'");
  EXPECT_EQ(ran.exit, 0) << ran.output;
  // Twenty working days from 3 March 2026, without public holidays.
  EXPECT_THAT(ran.output, HasSubstr("answering is due 2026-03-31 23:59"));
  EXPECT_THAT(ran.output, HasSubstr("On 1 April 1 duty is overdue"));
  EXPECT_THAT(ran.output, HasSubstr("Repairs"));
}

TEST(Embed, IsUnderAHundredLines) {
  const std::string program = read_file(kSource + "/examples/embed/main.cpp");
  EXPECT_LT(std::count(program.begin(), program.end(), '\n'), 100);
}

}  // namespace
}  // namespace recourse::tests
