// A writer is killed at any moment, two hundred times: what it acknowledged is there, and nothing half-done.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <random>

#include "engine/base/message.h"
#include "engine/base/messages/docket.h"
#include "recourse/docket.h"
#include "tests/docket/complaints.h"
#include "tests/docket/temporary.h"

namespace recourse::docket {
namespace {

using testing::AnyOf;
using testing::IsEmpty;
using Clock = std::chrono::steady_clock;

constexpr int kKills = 200;
constexpr int kKillsOfAFile = 10;
constexpr int kCasesOfAGroup = 3;

enum class Step : std::int32_t { opened, accepted, lapsed };

/// What the writer tells after the docket has said that it is done. Small enough to be written at once.
struct Acknowledgement {
  std::int32_t group;
  Step step;
  std::int32_t place;  // in the group; of a step for the whole group 0
};

std::string case_number(int group, int place) {
  return std::to_string(group) + "-" + std::to_string(place);
}

/// Each group has ten days of its own.
Act moved(Act act, int group) {
  act.effective += std::chrono::days(10 * group);
  return act;
}

/// Opens cases one by one, accepts them in a batch, lets their reports lapse at once; and so on with the next group, until it is
/// killed.
[[noreturn]] void write_for_ever(const std::string& path, const Policy& policy, int group, int pipe) {
  const auto check = [](bool good) {
    if (!good) {
      _exit(3);
    }
  };
  const auto tell = [&](Step step, int place) {
    const Acknowledgement done{group, step, place};
    check(write(pipe, &done, sizeof done) == sizeof done);
  };
  auto docket = Docket::open(path);
  check(docket.ok() && docket->use(policy).ok());
  const Instant recorded = at("2040-01-01");
  for (;; ++group) {
    for (int place = 0; place < kCasesOfAGroup; ++place) {
      check(
          docket->submit(case_number(group, place), moved(receive("2026-03-02"), group), "", recorded).ok());
      tell(Step::opened, place);
    }
    auto batch = docket->begin();
    check(batch.ok());
    for (int place = 0; place < kCasesOfAGroup; ++place) {
      check(docket->submit(case_number(group, place), moved(accept("2026-03-03"), group), "", recorded).ok());
    }
    check(batch->commit().ok());
    tell(Step::accepted, 0);
    check(docket->advance(at("2026-03-10") + std::chrono::days(10 * group), recorded).ok());
    tell(Step::lapsed, 0);
  }
}

/// Runs a writer for a while after its first word, kills it, and gives what it had acknowledged.
std::vector<Acknowledgement> write_and_kill(const std::string& path, const Policy& policy, int group,
                                            std::chrono::microseconds lifetime) {
  int ends[2];
  EXPECT_EQ(pipe(ends), 0);
  const pid_t writer = fork();
  if (writer == 0) {
    close(ends[0]);
    write_for_ever(path, policy, group, ends[1]);
  }
  close(ends[1]);
  std::vector<Acknowledgement> acknowledged;
  Acknowledgement next{};
  const auto take = [&] {
    if (read(ends[0], &next, sizeof next) != sizeof next) {
      return false;
    }
    acknowledged.push_back(next);
    return true;
  };
  bool alive = take();
  const auto end = Clock::now() + lifetime;
  for (auto left = lifetime; alive && left.count() > 0;
       left = std::chrono::duration_cast<std::chrono::microseconds>(end - Clock::now())) {
    const timespec patience{0, left.count() * 1000};
    pollfd readable{ends[0], POLLIN, 0};
    alive = ppoll(&readable, 1, &patience, nullptr) != 1 || take();
  }
  kill(writer, SIGKILL);
  int status = 0;
  waitpid(writer, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the writer gave up by itself: " << WEXITSTATUS(status);
  while (take()) {
  }
  close(ends[0]);
  return acknowledged;
}

/// How far each case is: by number, how many acts and lapses of the report.
struct Progress {
  std::map<std::string, std::int64_t> acts, lapses;
  int groups = 0;
};

Progress progress_of(Docket& docket) {
  Progress progress;
  const auto cases = docket.cases().value();
  for (const CaseSummary& summary : cases) {
    const auto entries = docket.entries(summary.number).value();
    for (const Entry& entry : entries) {
      ++(entry.kind == Entry::Kind::act ? progress.acts : progress.lapses)[summary.number];
    }
    progress.groups = std::max(progress.groups, std::stoi(summary.number) + 1);
  }
  return progress;
}

void expect_acknowledged(Progress& found, const std::vector<Acknowledgement>& acknowledged) {
  for (const auto& [group, step, place] : acknowledged) {
    const int last = step == Step::opened ? place : kCasesOfAGroup - 1;
    for (int i = place; i <= last; ++i) {
      const std::string number = case_number(group, i);
      EXPECT_GE(found.acts[number], step == Step::opened ? 1 : 2) << number;
      EXPECT_GE(found.lapses[number], step == Step::lapsed ? 1 : 0) << number;
    }
  }
}

/// A batch has accepted all cases of a group or none, and the clock has fired in all or none.
void expect_whole_groups(Progress& found) {
  for (int group = 0; group < found.groups; ++group) {
    int accepted = 0;
    int lapsed = 0;
    for (int place = 0; place < kCasesOfAGroup; ++place) {
      accepted += int{found.acts[case_number(group, place)] == 2};
      lapsed += int{found.lapses[case_number(group, place)] > 0};
    }
    EXPECT_THAT(accepted, AnyOf(0, kCasesOfAGroup)) << group;
    EXPECT_TRUE(accepted == 0 || lapsed == 0 || lapsed == kCasesOfAGroup) << group;
  }
}

TEST(Crash, WhatWasAcknowledgedIsThereAndNothingHalfDone) {
  const Policy policy = complaints(30);
  std::mt19937 random(20260302);
  std::uniform_int_distribution<int> lifetime(0, 12'000);
  int kills = 0;
  std::size_t acknowledged_in_all = 0;
  while (kills < kKills) {
    const TemporaryFolder folder;
    const std::string path = folder / "a.docket";
    std::vector<Acknowledgement> acknowledged;
    int group = 0;
    for (int i = 0; i < kKillsOfAFile; ++i, ++kills) {
      const auto more = write_and_kill(path, policy, group, std::chrono::microseconds(lifetime(random)));
      acknowledged.insert(acknowledged.end(), more.begin(), more.end());
      Docket docket = Docket::open(path).value();
      Progress found = progress_of(docket);
      expect_acknowledged(found, acknowledged);
      expect_whole_groups(found);
      ASSERT_THAT(docket.replay(nullptr).value().differences, IsEmpty()) << "after kill " << kills;
      group = found.groups;
    }
    acknowledged_in_all += acknowledged.size();
  }
  EXPECT_EQ(kills, kKills);
  EXPECT_GT(acknowledged_in_all, std::size_t{kKills});
}

/// While it lives, no file may grow beyond so many bytes; to the database that is a disk that fails.
class SmallDisk {
public:
  explicit SmallDisk(rlim_t bytes) {
    previous_handler_ = std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &previous_);
    const rlimit small{bytes, previous_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  ~SmallDisk() {
    setrlimit(RLIMIT_FSIZE, &previous_);
    std::signal(SIGXFSZ, previous_handler_);
  }

private:
  rlimit previous_{};
  void (*previous_handler_)(int) = nullptr;
};

TEST(Crash, ADiskThatFailsLosesNothingAcknowledged) {
  const TemporaryFolder folder;
  Docket docket = Docket::open(folder / "a.docket").value();
  ASSERT_TRUE(docket.use(complaints()));
  const Instant recorded = at("2026-12-01");
  int acknowledged = 0;
  {
    const SmallDisk disk(300'000);
    while (acknowledged < 10'000) {
      const auto submission =
          docket.submit(std::to_string(acknowledged), receive("2026-03-02"), "", recorded);
      if (!submission) {
        EXPECT_THAT(submission.error().code, AnyOf(messages::docket_failed, messages::docket_full));
        break;
      }
      ++acknowledged;
    }
  }
  EXPECT_GT(acknowledged, 0);
  EXPECT_LT(acknowledged, 10'000);
  EXPECT_EQ(docket.entry_count().value(), acknowledged);
  EXPECT_TRUE(docket.submit("after", receive("2026-03-02"), "", recorded));
  EXPECT_THAT(docket.replay(nullptr).value().differences, IsEmpty());
}

TEST(Crash, ADiskThatFailsInABatchUndoesTheBatch) {
  const TemporaryFolder folder;
  Docket docket = Docket::open(folder / "a.docket").value();
  ASSERT_TRUE(docket.use(complaints()));
  const Instant recorded = at("2026-12-01");
  ASSERT_TRUE(docket.submit("before", receive("2026-03-02"), "", recorded));
  {
    auto batch = docket.begin().value();
    for (int i = 0; i < 200; ++i) {
      ASSERT_TRUE(docket.submit(std::to_string(i), receive("2026-03-02"), "", recorded));
    }
    const SmallDisk disk(200'000);
    const auto committed = batch.commit();
    ASSERT_FALSE(committed);
    EXPECT_THAT(committed.error().code, AnyOf(messages::docket_failed, messages::docket_full));
  }
  EXPECT_EQ(docket.entry_count().value(), 1);
  EXPECT_FALSE(docket.find("7").value());
  EXPECT_TRUE(docket.submit("7", receive("2026-03-02"), "", recorded));
  EXPECT_THAT(docket.replay(nullptr).value().differences, IsEmpty());
}

}  // namespace
}  // namespace recourse::docket
