// What would have to be different for an act to be accepted. Nothing is guessed: every answer was accepted on a copy of the case.
#pragma once

#include "engine/reports/candidates.h"
#include "engine/reports/story.h"

namespace recourse::reports {

/// A case as it stands when an act is tried, and its story up to then.
class Alternatives {
public:
  /// `last_step`: behind which the case is tried. All outlive it.
  Alternatives(const Story& story, std::size_t last_step, const Concerned& concerned, const Act& act);

  /// Those that one change makes, by kind. Cost: some 50 µs for each thing that is tried.
  [[nodiscard]] std::vector<WhyNot::Way> all() const;

private:
  using Way = WhyNot::Way;
  /// A stretch in which the case stands as it is: from its first to its last minute.
  struct Stretch {
    const Case* state;
    Instant start, end;
  };
  struct Window {
    Instant from, until;
  };
  class Forward;

  [[nodiscard]] bool accepts(const Case& state, const Act& act) const;
  [[nodiscard]] bool accepts_at(const Case& state, Instant time) const;
  [[nodiscard]] std::vector<Instant> moments(const Stretch& stretch, int& days) const;
  [[nodiscard]] std::vector<Window> windows_in(const Stretch& stretch, int& days) const;
  [[nodiscard]] Instant edge(const Case& state, Instant accepted, Instant refused) const;
  [[nodiscard]] Instant first_minute(std::size_t step) const;
  [[nodiscard]] Instant last_minute(std::size_t step) const;
  [[nodiscard]] Instant after_act() const;
  bool look_through_log(Forward& forward, Way& way) const;
  void look_ahead(Forward& forward, Case state, Instant start, Way& way) const;

  void add_actors(std::vector<Way>& ways) const;
  void add_past(std::vector<Way>& ways) const;
  void add_future(std::vector<Way>& ways) const;
  void add_arguments(std::vector<Way>& ways) const;
  void add_fields(std::vector<Way>& ways) const;
  void add_approvals(std::vector<Way>& ways) const;
  /// Keeps those that change least, where that can be said.
  static void keep_nearest(const model::ValueType& type, Way& way);

  const Story& story_;
  std::size_t last_step_;
  const Case& state_;
  const Concerned& concerned_;
  const Act& act_;
  const model::Model& model_;
};

}  // namespace recourse::reports
