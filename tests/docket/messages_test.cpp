// Every message of the room, by what happens to a docket whose user comes to see it.
#define ROOM_CATALOGUE "engine/base/messages/docket.def"
#include <fstream>

#include "engine/base/messages/docket.h"
#include "engine/docket/guard.h"
#include "engine/docket/store.h"
#include "tests/docket/across.h"
#include "tests/docket/temporary.h"
#include "tests/support/provoked_messages.h"

namespace recourse::docket {
namespace {

using recourse::testing::error_of;
using recourse::testing::Provokers;
using recourse::testing::showing;

Instant recorded() {
  return at("2026-12-01 09:00");
}

/// Of which cases begin by themselves.
Policy monthly_reports() {
  const auto loader =
      memory_loader({{"p.rules", R"(policy "Reports" version "1" in force 2026-01-01
offices "offices.yaml"
source L "Reports Act"
process monthly for office each month cites L 1 {
  start stage running { office may report -> done }
  final stage done
}
)"},
                     {"offices.yaml", "levels: [town]\noffices: [{id: town, level: town}]\n"}});
  return load_policy(*loader, "p.rules").policy.value();
}

/// A docket in a file, with one case that was received and accepted.
class Scene {
public:
  [[nodiscard]] std::string path() const { return folder_ / "a.docket"; }
  [[nodiscard]] const std::string& folder() const { return folder_.path(); }

  Docket filled() const {
    Docket docket = Docket::open(path()).value();
    EXPECT_TRUE(docket.use(complaints()));
    for (const Act& act : {receive("2026-03-02 10:00"), accept("2026-03-03 10:00")}) {
      EXPECT_TRUE(docket.submit("信-1", act, act.name, recorded()));
    }
    return docket;
  }

  /// A filled docket on whose file some SQL was run by another program.
  Docket changed_by(const std::string& sql) const {
    filled();
    Connection(path()).execute(("DROP TRIGGER entries_never_change;" + sql).c_str());
    return Docket::open(path()).value();
  }

  Diagnostic shown(Diagnostic diagnostic) const { return showing(std::move(diagnostic), folder() + "/", ""); }

private:
  TemporaryFolder folder_;
};

Provokers of_opening() {
  return {
      {"docket-unopenable",
       [] {
         const Scene scene;
         return scene.shown(error_of(Docket::open(scene.folder() + "/absent/a.docket")));
       }},
      {"docket-absent",
       [] {
         const Scene scene;
         return scene.shown(error_of(Docket::open_existing(scene.path())));
       }},
      {"docket-foreign",
       [] {
         const Scene scene;
         std::ofstream(scene.path()) << "case,act\n1,register\n";
         return scene.shown(error_of(Docket::open(scene.path())));
       }},
      {"docket-newer",
       [] {
         const Scene scene;
         scene.filled();
         Connection(scene.path()).execute("PRAGMA user_version=9");
         return scene.shown(error_of(Docket::open(scene.path())));
       }},
      {"docket-corrupt",
       [] {
         const Scene scene;
         scene.filled();
         std::filesystem::resize_file(scene.path(), 8192);
         return scene.shown(error_of(Docket::open(scene.path())));
       }},
      {"docket-read-only",
       [] {
         const Scene scene;
         scene.filled();
         const WithoutWriting denied(scene.folder());
         return scene.shown(error_of(Docket::open(scene.path())));
       }},
  };
}

Provokers of_writing() {
  return {
      {"docket-busy",
       [] {
         const Scene scene;
         Docket docket = scene.filled();
         Connection other(scene.path());
         other.execute("BEGIN IMMEDIATE");
         return scene.shown(error_of(docket.submit("信-1", reply("2026-03-04"), "busy", recorded())));
       }},
      {"docket-full",
       [] {
         const Scene scene;
         return scene.shown(error_of(guarded(scene.path(), [&]() -> Status {
           ConnectionOptions options;
           options.most_pages = 30;  // a disk with so much room
           Store store(scene.path(), options);
           store.add_bundle({0, {"p", "c", "o"}, "rules", {{"a.rules", std::string(500'000, 'r')}}});
           return Nothing{};
         })));
       }},
      {"docket-failed",
       [] {
         const Scene scene;
         Docket docket = scene.changed_by(
             "CREATE TRIGGER no_more BEFORE INSERT ON entries BEGIN SELECT RAISE(ABORT, 'no'); END");
         return scene.shown(error_of(docket.submit("信-1", reply("2026-03-04"), "", recorded())));
       }},
      {"batch-already-begun",
       [] {
         const Scene scene;
         Docket docket = scene.filled();
         const auto batch = docket.begin();
         return scene.shown(error_of(docket.begin()));
       }},
      {"batch-lost",
       [] {
         const Scene scene;
         // SQLite undoes the whole transaction by itself, as it does when the disk is full.
         Docket docket = scene.changed_by(
             "CREATE TRIGGER undo BEFORE INSERT ON entries BEGIN SELECT RAISE(ROLLBACK, 'no'); END");
         auto batch = docket.begin().value();
         EXPECT_FALSE(docket.submit("信-1", reply("2026-03-04"), "", recorded()));
         return scene.shown(error_of(batch.commit()));
       }},
  };
}

Provokers of_reading() {
  return {
      {"docket-bundle-damaged",
       [] {
         const Scene scene;
         Docket docket = scene.changed_by(
             "UPDATE documents SET text = CAST(replace(text, '30 days', '90 days') AS BLOB);"
             "UPDATE bundles SET digest = '0123abcd'");
         return scene.shown(error_of(docket.find("信-1")));
       }},
      {"docket-entry-damaged",
       [] {
         const Scene scene;
         Docket docket = scene.changed_by("UPDATE entries SET actor = '[]' WHERE number = 2");
         return error_of(docket.entries("信-1"));
       }},
      {"docket-case-damaged by a stage in the list",
       [] {
         const Scene scene;
         Docket docket = scene.changed_by("UPDATE cases SET stages = 'handling'");
         return error_of(docket.cases());
       }},
      {"docket-case-damaged by another state",
       [] {
         const Scene scene;
         const std::string earlier = [] {
           Case begun(complaints());
           EXPECT_TRUE(begun.apply(receive("2026-03-02 10:00")));
           return begun.snapshot();
         }();
         Docket docket = scene.changed_by("UPDATE cases SET snapshot = CAST('" + earlier + "' AS BLOB)");
         return error_of(docket.find("信-1"));
       }},
  };
}

Provokers of_acts() {
  const auto submitted = [](const std::string& number, const Act& act, const std::string& key) {
    const Scene scene;
    Docket docket = scene.filled();
    return error_of(docket.submit(number, act, key, recorded()));
  };
  Act in_latin1 = receive("2026-03-02");
  in_latin1.arguments["subject"] = {std::string("caf\xe9")};
  return {
      {"docket-without-policy",
       [] {
         Docket docket = Docket::open(":memory:").value();
         return error_of(docket.submit("信-2", receive("2026-03-02"), "", recorded()));
       }},
      {"key-reused", [=] { return submitted("信-1", reply("2026-03-04"), "accept"); }},
      {"case-number-empty", [=] { return submitted("", receive("2026-03-02"), ""); }},
      {"act-not-utf8", [=] { return submitted("信-2", in_latin1, ""); }},
  };
}

Provokers of_corrections() {
  // Of a case that was received, accepted and answered.
  const auto corrected = [](std::int64_t number, const std::optional<Act>& act,
                            const std::vector<std::int64_t>& without_effect = {}) {
    const Scene scene;
    Docket docket = scene.filled();
    EXPECT_TRUE(docket.submit("信-1", reply("2026-03-30 10:00"), "", recorded()));
    EXPECT_TRUE(docket.correct("信-1", 2, accept("2026-03-04 10:00"), "", recorded()));
    auto submission = docket.correct("信-1", number, act, "", recorded(), without_effect);
    if (submission && submission->state == Submission::State::refused) {
      return refusal(complaints(), *submission);
    }
    return error_of(std::move(submission));
  };
  return {
      {"entry-unknown", [=] { return corrected(9, std::nullopt); }},
      {"entry-is-no-act", [=] { return corrected(3, std::nullopt); }},
      {"entry-replaced", [=] { return corrected(2, std::nullopt); }},
      {"entry-keeps-effect", [=] { return corrected(4, reply("2026-03-31 10:00", "dismissed"), {5}); }},
      {"case-would-not-begin",
       [=] {
         return corrected(1, std::nullopt, {4, 5});
       }},
      {"later-acts-refused", [=] { return corrected(5, withdraw("2026-03-05")); }},
      {"later-acts-refused by a withdrawal", [=] { return corrected(5, std::nullopt); }},
      {"migration-before-in-force",
       [] {
         const Scene scene;
         return error_of(scene.filled().migrate(complaints(), at("2025-12-31"), recorded()));
       }},
      {"case-folds-differently",
       [] {
         const Scene scene;
         Docket docket =
             scene.changed_by(R"(UPDATE entries SET arguments = '{"people":7}' WHERE number = 1)");
         return error_of(docket.correct("信-1", 2, std::nullopt, "", recorded()));
       }},
  };
}

Provokers of_other_cases() {
  // A petition that blames two offices; one fault is found, and noted there.
  const auto found = [] {
    Docket docket = Docket::open(":memory:").value();
    EXPECT_TRUE(docket.use(petitions_and_faults()));
    for (const Act& before : {petition("2026-03-02 10:00"), blame("2026-03-03 10:00", "town"),
                              blame("2026-03-03 11:00", "city")}) {
      EXPECT_TRUE(docket.submit("信-1", before, "", recorded()));
    }
    EXPECT_TRUE(docket.submit("信-1/2", find_fault("2026-03-04 10:00"), "", recorded()));
    return docket;
  };
  const auto of = [](Result<Submission> submission) {
    if (submission && submission->state == Submission::State::refused) {
      return refusal(petitions_and_faults(), *submission);
    }
    return error_of(std::move(submission));
  };
  const auto sent = [=](const std::string& number, const Act& act) {
    Docket docket = found();
    return of(docket.submit(number, act, "", recorded()));
  };
  return {
      {"other-case-refused", [=] { return sent("信-1/3", find_fault("2026-03-05 10:00")); }},
      {"sent-case-unknown", [=] { return sent("信-1", point_to("2026-03-05 10:00", "7")); }},
      {"sent-by-host",
       [=] {
         Act charge = find_fault("2026-03-05 10:00");
         charge.actor.kind = Actor::Kind::other_case;
         return sent("信-1/3", charge);
       }},
      {"other-case-loses-effect",
       [=] {
         Docket docket = found();
         return of(docket.correct("信-1", 2, std::nullopt, "", recorded()));
       }},
      {"entry-of-other-case",
       [=] {
         Docket docket = found();
         return error_of(docket.correct("信-1/2", 1, std::nullopt, "", recorded()));
       }},
      {"case-withdrawn",
       [=] {
         Docket docket = found();
         EXPECT_TRUE(docket.correct("信-1", 3, std::nullopt, "", recorded()));
         return error_of(docket.submit("信-1/3", find_fault("2026-03-05 10:00"), "", recorded()));
       }},
      {"no-such-period",
       [] {
         Docket docket = Docket::open(":memory:").value();
         EXPECT_TRUE(docket.use(monthly_reports()));
         Act report = receive("2026-03-02 10:00");
         report.name = "report";
         return error_of(docket.submit("monthly/2026-08/town", report, "", recorded()));
       }},
      {"period-begins-itself",
       [] {
         Docket docket = Docket::open(":memory:").value();
         EXPECT_TRUE(docket.use(monthly_reports()));
         Act begins = receive("2026-03-02 10:00");
         begins.name = "begin_monthly";
         return error_of(docket.submit("信-1", begins, "", recorded()));
       }},
  };
}

Provokers all() {
  Provokers provokers = of_opening();
  for (auto&& more : {of_writing(), of_reading(), of_acts(), of_corrections(), of_other_cases()})
    provokers.insert(more.begin(), more.end());
  return provokers;
}

TEST(Messages, AreShownAsTheGoldenSaysInBothLanguages) {
  recourse::testing::check_messages("docket", all());
}

TEST(Messages, EachOfTheRoomIsProvoked) {
  recourse::testing::expect_every_message_provoked(all());
}

}  // namespace
}  // namespace recourse::docket
