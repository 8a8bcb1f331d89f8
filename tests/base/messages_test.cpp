// Every message of the room, by the files that bring it about.
#define ROOM_CATALOGUE "engine/base/messages/base.def"
#include "engine/base/messages/base.h"
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

Diagnostic cut_off() {
  const auto source = std::make_shared<SourceText>(SourceText{"a.rules", "one\ntwo\nthree\n"});
  base::DiagnosticList list;
  for (const std::uint32_t place : {8U, 4U, 0U}) {
    list.add(messages::forbidden_character, {source, place, place + 1}, {"U+202E"});
  }
  list.limit(2);
  EXPECT_EQ(list.items().size(), 3U);
  return list.items().back();
}

testing::Provokers all() {
  return {
      {"file-not-found", [] { return error_of(memory_loader({})->load("rules/条例.rules")); }},
      {"file-too-large", [] { return error_of(disk_loader("/")->load("/dev/zero")); }},
      {"utf-16", [] { return checked("\xff\xfep\0o\0"); }},
      {"bare-carriage-return",
       [] { return checked("# Rules\rpolicy \"X\" version \"1\"\r\nrole a = party\r"); }},
      {"too-many-errors", cut_off},
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
