// A log of any length is read and replayed in the memory of its largest case. The log is made while it is read, so that it takes
// none itself.
#include <gtest/gtest.h>

#include <fstream>

#include "engine/exchange/row.h"
#include "tests/exchange/complaints.h"
#ifdef __SANITIZE_ADDRESS__
// Of the sanitizer's runtime; its header is not everywhere installed.
extern "C" std::size_t __sanitizer_get_current_allocated_bytes();
#else
#include <unistd.h>
#endif

namespace recourse::exchange {
namespace {

constexpr std::int64_t kMegabyte = 1024 * 1024;

#ifdef __SANITIZE_ADDRESS__
// The sanitizer keeps what was freed for a while; what is in use is what the program asked for.
constexpr std::int64_t kMostGrowth = 4 * kMegabyte;
std::int64_t bytes_in_use() {
  return static_cast<std::int64_t>(__sanitizer_get_current_allocated_bytes());
}
#else
constexpr std::int64_t kMostGrowth = 64 * kMegabyte;
std::int64_t bytes_in_use() {
  std::int64_t all = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> all >> resident;
  return resident * sysconf(_SC_PAGESIZE);
}
#endif

constexpr std::int64_t kEvents = 500'000;

/// A log in XES of so many events, two a case, written piece by piece; it notes how much memory is in use at each.
class LongLog : public std::streambuf {
public:
  explicit LongLog(std::int64_t events) : left_(events / 2), start_(bytes_in_use()) { piece_ = "<log>\n"; }

  [[nodiscard]] std::int64_t growth() const { return most_ - start_; }

protected:
  int_type underflow() override {
    most_ = std::max(most_, bytes_in_use());
    if (ended_) return traits_type::eof();
    for (; left_ > 0 && piece_.size() < 65536; --left_) add_case();
    if (left_ == 0) {
      piece_ += "</log>\n";
      ended_ = true;
    }
    given_.swap(piece_);
    piece_.clear();
    setg(given_.data(), given_.data(), given_.data() + given_.size());
    return traits_type::to_int_type(given_[0]);
  }

private:
  void add_case() {
    piece_ += "<trace><string key=\"concept:name\" value=\"case " + std::to_string(left_) +
              "\"/>\n<event><string key=\"act\" value=\"receive\"/><date key=\"time\" "
              "value=\"2026-03-02T10:00:00Z\"/>"
              "<int key=\"people\" value=\"7\"/></event>\n<event><string key=\"act\" value=\"reply\"/>"
              "<date key=\"time\" value=\"2026-03-09T10:00:00Z\"/><string key=\"result\" "
              "value=\"upheld\"/></event>\n"
              "</trace>\n";
  }

  std::int64_t left_;
  std::int64_t start_;
  std::int64_t most_ = 0;
  bool ended_ = false;
  std::string piece_, given_;
};

TEST(Memory, OfReadingALogIsThatOfAPiece) {
  LongLog log(kEvents);
  std::istream input(&log);
  const auto source = open_xes(input, "log.xes");
  ASSERT_TRUE(source);
  Row row;
  std::int64_t read = 0;
  while ((*source)->next(row).value()) ++read;
  EXPECT_EQ(read, kEvents);
  EXPECT_LT(log.growth(), kMostGrowth);
}

TEST(Memory, OfReplayingALogIsThatOfItsLargestCase) {
  const LogMap map = map_of(
      "case: case:concept:name\ntime: time\nact: act\nactor: {office: =town}\n"
      "arguments: {people: people, result: result}\n");
  LongLog log(kEvents);
  std::istream input(&log);
  std::int64_t ended = 0;
  const auto replay = replay_log(complaints(), map, input, LogFormat::xes, "log.xes", std::nullopt,
                                 [&](const ReplayedCase& one) { ended += one.ended ? 1 : 0; }, {});
  ASSERT_TRUE(replay);
  EXPECT_EQ(replay->accepted, kEvents);
  EXPECT_EQ(ended, kEvents / 2);
  EXPECT_LT(log.growth(), kMostGrowth);
}

}  // namespace
}  // namespace recourse::exchange
