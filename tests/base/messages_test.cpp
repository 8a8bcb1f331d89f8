// Every message of the room, by the files that bring it about.
#define ROOM_CATALOGUE "engine/base/messages/base.def"
#include "engine/base/text.h"
#include "recourse/source.h"
#include "tests/support/provoked_messages.h"

namespace recourse {
namespace {

using testing::error_of;

Diagnostic checked(const std::string& text) {
  base::DiagnosticList diagnostics;
  EXPECT_FALSE(base::check_text(std::make_shared<SourceText>(SourceText{"a.rules", text}), diagnostics));
  EXPECT_EQ(diagnostics.items().size(), 1U);
  return diagnostics.items().front();
}

testing::Provokers all() {
  return {
      {"file-not-found", [] { return error_of(memory_loader({})->load("rules/条例.rules")); }},
      {"file-too-large", [] { return error_of(disk_loader("/")->load("/dev/zero")); }},
      {"not-utf8", [] { return checked("policy \"X\"\nrole \xce\xd2 = party\n"); }},
      {"forbidden-character", [] { return checked("policy \"X\"\nrole a\u202Eb = party\n"); }},
  };
}

TEST(Messages, AreShownAsTheGoldenSaysInBothLanguages) {
  testing::check_messages("base", all());
}

TEST(Messages, EachOfTheRoomIsProvoked) {
  testing::expect_every_message_provoked(all());
}

}  // namespace
}  // namespace recourse
