// The workload W1 of performance.md: twelve acts on each of many live cases, by the machine that w1.rules becomes and by a switch
// written by hand. Both give the same checksum, over every due date on the way and every case at the end.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/machine/apply.h"
#include "engine/model/model.h"

namespace recourse::bench {

inline constexpr int kActs = 12;

/// In which order the acts come: one case after another, or any case at any time (each case's acts in their order).
enum class Order { by_case, random };

/// One act of the schedule: of which case, and which of its twelve.
struct Step {
  std::uint32_t number;
  std::uint32_t act;
};
std::vector<Step> schedule(std::uint32_t cases, Order order);

/// Memory for records, in large pages where the system has them. Not set to anything.
class Pages {
public:
  explicit Pages(std::size_t bytes);
  [[nodiscard]] std::byte* data() const { return bytes_.get(); }

private:
  struct Free {
    void operator()(std::byte* bytes) const;
  };
  std::unique_ptr<std::byte, Free> bytes_;
};

/// How many acts ahead the record of a coming case is asked for, as a service can that takes acts from a queue. 0: never.
inline constexpr std::size_t kAhead = 8;

/// The cases of one policy, run by the machine.
class MachineRun {
public:
  /// Reads w1.rules from the folder of these sources. Ends the program when that fails.
  explicit MachineRun(std::uint32_t cases);
  void clear();
  /// The checksum; 0 when an act was not accepted.
  std::int64_t run(const std::vector<Step>& steps, std::size_t ahead);
  [[nodiscard]] std::size_t bytes_of_case() const { return stride_; }

private:
  [[nodiscard]] machine::CaseView view(std::uint32_t number) const;
  [[nodiscard]] std::int64_t final_sum() const;

  model::Model model_;
  machine::Machine machine_;
  std::uint32_t cases_;
  std::size_t stride_;
  Pages pages_;
  std::vector<machine::Index> acts_;
  std::vector<std::int64_t> ordinal_;  // of a stage, as the switch counts them
  machine::Index registrar_ = 0, last_ = 0, steps_ = 0;
};

/// The same by hand.
class HandRun {
public:
  explicit HandRun(std::uint32_t cases);
  void clear();
  std::int64_t run(const std::vector<Step>& steps, std::size_t ahead);

private:
  std::uint32_t cases_;
  Pages pages_;
};

}  // namespace recourse::bench
