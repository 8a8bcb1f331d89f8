#include "engine/model/value_set.h"

#include <algorithm>

#include "engine/calendar/calendar.h"

namespace recourse::model {

ValueSet all_values(const Model& model, const ValueType& type) {
  constexpr std::int64_t kLeast = base::kUnknown + 1, kMost = std::numeric_limits<std::int64_t>::max();
  ValueSet all;
  all.unknown = type.optional;
  switch (type.type) {
    case Type::truth:
      all.known = {{0, 1}};
      break;
    case Type::choice:
      all.known = {{0, static_cast<std::int64_t>(model[type.choice].values.size()) - 1}};
      break;
    case Type::date:
      all.known = {{calendar::Calendar::kFirstDay, calendar::Calendar::kLastDay}};
      break;
    default:
      all.known = {{type.least.value_or(kLeast), type.most.value_or(kMost)}};
  }
  if (all.known.front().most < all.known.front().least) {
    all.known.clear();
  }
  return all;
}

ValueSet value_set(std::vector<Interval> intervals, bool unknown) {
  std::sort(intervals.begin(), intervals.end(),
            [](const Interval& one, const Interval& other) { return one.least < other.least; });
  ValueSet set{{}, unknown};
  for (const Interval& interval : intervals) {
    if (interval.most < interval.least) {
      continue;
    }
    const bool touches = !set.known.empty() && (set.known.back().most >= interval.least ||
                                                set.known.back().most + 1 == interval.least);
    if (touches) {
      set.known.back().most = std::max(set.known.back().most, interval.most);
    } else {
      set.known.push_back(interval);
    }
  }
  return set;
}

ValueSet intersection(const ValueSet& one, const ValueSet& other) {
  ValueSet both{{}, one.unknown && other.unknown};
  for (const Interval& left : one.known) {
    for (const Interval& right : other.known) {
      const Interval common{std::max(left.least, right.least), std::min(left.most, right.most)};
      if (common.least <= common.most) {
        both.known.push_back(common);
      }
    }
  }
  return both;
}

ValueSet together(const ValueSet& one, const ValueSet& other) {
  std::vector<Interval> intervals = one.known;
  intervals.insert(intervals.end(), other.known.begin(), other.known.end());
  return value_set(std::move(intervals), one.unknown || other.unknown);
}

ValueSet rest(const ValueSet& all, const ValueSet& set) {
  ValueSet left{{}, all.unknown && !set.unknown};
  for (Interval whole : all.known) {
    bool is_left = true;
    for (const Interval& taken : set.known) {
      if (taken.most < whole.least || taken.least > whole.most) {
        continue;
      }
      if (taken.least > whole.least) {
        left.known.push_back({whole.least, taken.least - 1});
      }
      is_left = taken.most < whole.most;
      if (!is_left) {
        break;
      }
      whole.least = taken.most + 1;
    }
    if (is_left) {
      left.known.push_back(whole);
    }
  }
  return left;
}

bool is_empty(const ValueSet& set) {
  return set.known.empty() && !set.unknown;
}

bool meet(const ValueSet& one, const ValueSet& other) {
  const auto meets = [&other](const Interval& left) {
    return std::any_of(other.known.begin(), other.known.end(), [&left](const Interval& right) {
      return left.least <= right.most && right.least <= left.most;
    });
  };
  return (one.unknown && other.unknown) || std::any_of(one.known.begin(), one.known.end(), meets);
}

bool contains(const ValueSet& set, std::int64_t value) {
  if (value == base::kUnknown) {
    return set.unknown;
  }
  return std::any_of(set.known.begin(), set.known.end(), [value](const Interval& interval) {
    return interval.least <= value && value <= interval.most;
  });
}

std::int64_t example(const ValueSet& set) {
  if (set.known.empty()) {
    return base::kUnknown;
  }
  // Of numbers without a bound the one next to zero says most.
  if (contains(set, 0)) {
    return 0;
  }
  const auto positive = std::find_if(set.known.begin(), set.known.end(),
                                     [](const Interval& interval) { return interval.least > 0; });
  return positive != set.known.end() ? positive->least : set.known.back().most;
}

}  // namespace recourse::model
