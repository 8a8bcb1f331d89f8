// The store below the docket: rows that come back as they went in, and every way in which a file or a disk
// can fail.
#include "engine/docket/store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "engine/base/message.h"
#include "engine/base/messages/docket.h"
#include "engine/docket/envelope.h"
#include "tests/docket/temporary.h"

namespace recourse::docket {
namespace {

using testing::ElementsAre;

MessageCode failure_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Failure& failure) {
    return failure.diagnostic.code;
  }
  return messages::none;
}

Bundle bundle_of(const std::string& rules) {
  return {0, {"p", "c", "o"}, "rules", {{"rules/a.rules", rules}, {"rules/calendar.yaml", "years:"}}};
}

CaseRow case_of(const std::string& number, std::int64_t bundle) {
  CaseRow row;
  row.number = number;
  row.bundle = bundle;
  row.entries = 1;
  row.hash = "h1";
  row.stages = R"(["registered"])";
  row.responsible = R"(["town"])";
  return row;
}

EntryRow entry_of(std::int64_t case_id, std::int64_t number, const std::string& key, std::int64_t bundle) {
  EntryRow row;
  row.case_id = case_id;
  row.number = number;
  row.key = key;
  row.act = "受理";
  row.arguments = "{}";
  row.bundle = bundle;
  row.effects = std::string("with\0zero", 9);
  return row;
}

std::string content_of(const std::string& path) {
  if (std::filesystem::is_directory(path)) {
    return "folder";
  }
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

TEST(Store, GivesBackWhatWasStored) {
  const TemporaryFolder folder;
  const std::string path = folder / "a.docket";
  {
    Store store(path);
    Transaction transaction(store.connection());
    const std::int64_t bundle = store.add_bundle(bundle_of("policy"));
    CaseRow row = case_of("信访-1", bundle);
    row.next_due = 77;
    store.put_case(row, "snapshot");
    store.add_entry(entry_of(row.id, 1, "k1", bundle));
    store.set_bundle_in_use(bundle);
    store.set_advanced_until(99);
    transaction.commit();
  }
  Store store(path);
  const auto row = store.find_case("信访-1");
  ASSERT_TRUE(row);
  EXPECT_EQ(row->next_due, 77);
  EXPECT_EQ(row->stages, R"(["registered"])");
  EXPECT_EQ(store.snapshot(row->id), "snapshot");
  const auto entries = store.entries(row->id);
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries[0].act, "受理");
  EXPECT_EQ(entries[0].effects, std::string("with\0zero", 9));
  const auto sent = store.find_key("k1");
  ASSERT_TRUE(sent);
  EXPECT_EQ(sent->first, "信访-1");
  EXPECT_FALSE(store.find_key("k2"));
  EXPECT_EQ(store.advanced_until(), 99);
  EXPECT_EQ(store.bundle(*store.bundle_in_use()).files.at("rules/a.rules"), "policy");
}

TEST(Store, KeepsABundleOnceAndEachTextOnce) {
  Store store(":memory:");
  const std::int64_t first = store.add_bundle(bundle_of("one"));
  EXPECT_EQ(store.add_bundle(bundle_of("one")), first);
  const std::int64_t second = store.add_bundle(bundle_of("two"));
  EXPECT_NE(second, first);
  EXPECT_EQ(store.connection().integer("SELECT count(*) FROM documents"),
            3);  // one, two, and the calendar of both
  EXPECT_TRUE(store.pinned_bundles().empty());
  CaseRow row = case_of("1", second);
  store.put_case(row, "");
  EXPECT_THAT(store.pinned_bundles(), ElementsAre(second));
}

TEST(Store, ChangedBundleIsFound) {
  Store store(":memory:");
  const std::int64_t id = store.add_bundle(bundle_of("15 days"));
  store.connection().execute(
      "UPDATE documents SET text = CAST('90 days' AS BLOB) WHERE text = CAST('15 days' AS BLOB)");
  EXPECT_EQ(failure_of([&] { store.bundle(id); }), messages::docket_bundle_damaged);
}

TEST(Store, DueCasesComeByDateAndGoOnAfterTheLast) {
  Store store(":memory:");
  const std::int64_t bundle = store.add_bundle(bundle_of(""));
  const std::vector<std::pair<std::string, std::optional<std::int64_t>>> cases = {
      {"late", 30}, {"never", std::nullopt}, {"first", 10}, {"same time", 10}, {"at the end", 40}};
  for (const auto& [number, due] : cases) {
    CaseRow row = case_of(number, bundle);
    row.next_due = due;
    store.put_case(row, "");
  }
  const auto numbers = [](const std::vector<CaseRow>& rows) {
    std::vector<std::string> list;
    for (const CaseRow& row : rows) {
      list.push_back(row.number);
    }
    return list;
  };
  const auto start = store.due_cases(40, 0, 0, 2);
  EXPECT_THAT(numbers(start), ElementsAre("first", "same time"));
  EXPECT_THAT(numbers(store.due_cases(40, *start.back().next_due, start.back().id, 2)), ElementsAre("late"));
}

TEST(Store, EntriesAreNeverChangedOrErased) {
  Store store(":memory:");
  const std::int64_t bundle = store.add_bundle(bundle_of(""));
  CaseRow row = case_of("1", bundle);
  store.put_case(row, "");
  store.add_entry(entry_of(row.id, 1, "k", bundle));
  EXPECT_EQ(failure_of([&] { store.connection().execute("UPDATE entries SET effective = 5"); }),
            messages::docket_failed);
  EXPECT_EQ(failure_of([&] { store.connection().execute("DELETE FROM entries"); }), messages::docket_failed);
  EXPECT_EQ(store.entry_count(), 1);
}

TEST(Transaction, UndoesWhatIsNotCommitted) {
  Store store(":memory:");
  Transaction outer(store.connection());
  const std::int64_t bundle = store.add_bundle(bundle_of(""));
  {
    Transaction inner(store.connection());
    CaseRow row = case_of("undone", bundle);
    store.put_case(row, "");
  }
  {
    Transaction inner(store.connection());
    CaseRow row = case_of("kept", bundle);
    store.put_case(row, "");
    inner.commit();
  }
  outer.commit();
  EXPECT_FALSE(store.find_case("undone"));
  EXPECT_TRUE(store.find_case("kept"));
}

TEST(Transaction, FullDiskUndoesAllOfItAndWorkGoesOnWhenThereIsRoom) {
  const TemporaryFolder folder;
  ConnectionOptions options;
  options.most_pages = 60;
  Store store(folder / "a.docket", options);
  const std::int64_t bundle = store.add_bundle(bundle_of(""));
  const std::string large(50'000, 'x');
  std::int64_t acknowledged = 0;
  const auto fill = [&] {
    while (acknowledged < 100) {
      Transaction transaction(store.connection());
      CaseRow row = case_of("case " + std::to_string(acknowledged), bundle);
      store.put_case(row, large);
      store.add_entry(entry_of(row.id, 1, row.number, bundle));
      transaction.commit();
      ++acknowledged;
    }
  };
  EXPECT_EQ(failure_of(fill), messages::docket_full);
  EXPECT_GT(acknowledged, 0);
  EXPECT_FALSE(store.connection().in_transaction());
  EXPECT_EQ(store.case_count(), acknowledged);
  EXPECT_EQ(store.entry_count(), acknowledged);
  store.connection().execute("PRAGMA max_page_count=100000");
  fill();
  EXPECT_EQ(store.case_count(), 100);
}

TEST(Transaction, AnotherWriterIsToldOf) {
  const TemporaryFolder folder;
  ConnectionOptions impatient;
  impatient.patience_milliseconds = 1;
  Store one(folder / "a.docket", impatient);
  Store other(folder / "a.docket", impatient);
  {
    const Transaction held(one.connection());
    EXPECT_EQ(failure_of([&] { const Transaction second(other.connection()); }), messages::docket_busy);
    EXPECT_EQ(other.case_count(), 0);  // reading goes on
  }
  EXPECT_EQ(failure_of([&] { const Transaction second(other.connection()); }), messages::none);
}

struct Unusable {
  std::string what;
  std::function<void(const std::string& path)> make;
  MessageCode code;
};

void write_file(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

void write_docket(const std::string& path) {
  Store store(path);
  const std::int64_t bundle = store.add_bundle(bundle_of(std::string(40'000, 'r')));
  for (int i = 0; i < 200; ++i) {
    CaseRow row = case_of(std::to_string(i), bundle);
    store.put_case(row, "snapshot");
  }
}

class UnusableFile : public testing::TestWithParam<Unusable> {};

TEST_P(UnusableFile, IsRefusedAndLeftAsItIs) {
  const TemporaryFolder folder;
  const std::string path = folder / "a.docket";
  GetParam().make(path);
  const std::string before = content_of(path);
  EXPECT_EQ(failure_of([&] {
              Store store(path);
              for (int i = 0; i < 200; ++i) {
                store.find_case(std::to_string(i));
              }
              store.each_case([](const CaseRow&) {});
              store.bundle(1);
            }),
            GetParam().code);
  EXPECT_EQ(content_of(path), before);
}

INSTANTIATE_TEST_SUITE_P(
    Store, UnusableFile,
    testing::Values(
        Unusable{"Folder", [](const std::string& path) { std::filesystem::create_directory(path); },
                 messages::docket_unopenable},
        Unusable{"Text", [](const std::string& path) { write_file(path, "case,act\n1,register\n"); },
                 messages::docket_foreign},
        Unusable{"LongText", [](const std::string& path) { write_file(path, std::string(100'000, 'a')); },
                 messages::docket_foreign},
        Unusable{
            "DatabaseOfAnotherProgram",
            [](const std::string& path) { Connection(path).execute("CREATE TABLE accounts(id INTEGER)"); },
            messages::docket_foreign},
        Unusable{"EmptyDatabaseOfAnotherProgram",
                 [](const std::string& path) { Connection(path).execute("PRAGMA application_id=7"); },
                 messages::docket_foreign},
        Unusable{"NewerVersion",
                 [](const std::string& path) {
                   write_docket(path);
                   Connection(path).execute("PRAGMA user_version=2");
                 },
                 messages::docket_newer},
        Unusable{"VersionZero",
                 [](const std::string& path) {
                   write_docket(path);
                   Connection(path).execute("PRAGMA user_version=0");
                 },
                 messages::docket_corrupt},
        Unusable{"Overwritten",
                 [](const std::string& path) {
                   write_docket(path);
                   std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
                   file.seekp(4096);
                   file << std::string(std::filesystem::file_size(path) - 4096, '\x5A');
                 },
                 messages::docket_corrupt},
        Unusable{"Cut",
                 [](const std::string& path) {
                   write_docket(path);
                   std::filesystem::resize_file(path, 8192);
                 },
                 messages::docket_corrupt}),
    [](const auto& tested) { return tested.param.what; });

// What a failing test prints of its row.
void PrintTo(const Unusable& row, std::ostream* output) {
  *output << row.what;
}

TEST(Store, MissingFolderIsToldOf) {
  const TemporaryFolder folder;
  EXPECT_EQ(failure_of([&] { Store store(folder / "nowhere/a.docket"); }), messages::docket_unopenable);
}

TEST(Store, FileThatMayNotBeWrittenIsToldOf) {
  const TemporaryFolder folder;
  write_docket(folder / "a.docket");
  const WithoutWriting denied(folder.path());
  EXPECT_EQ(failure_of([&] { Store store(folder / "a.docket"); }), messages::docket_read_only);
}

TEST(Envelope, EveryFieldCounts) {
  const EntryRow entry = entry_of(1, 1, "key", 1);
  const Digests digests{"p", "c", "o"};
  std::vector<std::string> hashes{entry_hash(entry, "case", digests), entry_hash(entry, "other", digests),
                                  entry_hash(entry, "case", {"q", "c", "o"}),
                                  entry_hash(entry, "case", {"p", "d", "o"}),
                                  entry_hash(entry, "case", {"p", "c", "n"})};
  const std::vector<std::function<void(EntryRow&)>> changes = {
      [](EntryRow& e) { e.number = 2; },         [](EntryRow& e) { e.kind = 1; },
      [](EntryRow& e) { e.key = "k"; },          [](EntryRow& e) { e.act = "a"; },
      [](EntryRow& e) { e.arguments = "[]"; },   [](EntryRow& e) { e.actor = "me"; },
      [](EntryRow& e) { e.effective = 1; },      [](EntryRow& e) { e.recorded = 1; },
      [](EntryRow& e) { e.cause = 1; },          [](EntryRow& e) { e.corrects = 1; },
      [](EntryRow& e) { e.semantics = 9; },      [](EntryRow& e) { e.context = "{}"; },
      [](EntryRow& e) { e.effects = "none"; },   [](EntryRow& e) { e.state_hash = "s"; },
      [](EntryRow& e) { e.previous_hash = "p"; }};
  for (const auto& change : changes) {
    EntryRow changed = entry;
    change(changed);
    hashes.push_back(entry_hash(changed, "case", digests));
  }
  std::sort(hashes.begin(), hashes.end());
  EXPECT_EQ(std::adjacent_find(hashes.begin(), hashes.end()), hashes.end());
}

TEST(Envelope, HashIsTheDocumentedOne) {
  // printf '17:recourse entry 1,1:A,1:1,…' | sha256sum, as docs/docket.md says
  EntryRow entry;
  entry.number = 1;
  EXPECT_EQ(entry_hash(entry, "A", {"p", "c", "o"}),
            "82e4bef2d680f59e634cadf0e97ae86c882d53e2433dbac9cbf405b9c080f160");
}

}  // namespace
}  // namespace recourse::docket
