// The directory of the engine and the office rules of the reference answer alike, on random directories and days.
#include "tests/reference/office_rules.h"

#include <gtest/gtest.h>

#include "tests/reference/random.h"

namespace recourse::reference {
namespace {

using calendar::Day;
using offices::Directory;
using offices::Office;
using offices::OfficeIndex;

constexpr int kOffices = 9;
constexpr int kDays = 30;
constexpr int kDirectories = 300;

offices::Validity validity(Random& random) {
  offices::Validity valid;
  if (random.chance(30)) valid.from = random.between(0, kDays / 2);
  if (random.chance(40)) valid.to = random.between(kDays / 3, kDays - 1);
  return valid;
}

std::vector<std::vector<Office::Competence>> competences(Random& random) {
  std::vector<std::vector<Office::Competence>> rows(static_cast<std::size_t>(random.between(0, 2)));
  for (auto& row : rows)
    for (int choice = 0; choice < 2; ++choice)
      if (random.chance(50)) {
        std::vector<std::int32_t> values;
        for (int value = 0; value < 3; ++value)
          if (random.chance(60)) values.push_back(value);
        row.push_back({choice, values});
      }
  return rows;
}

/// Superiors stand before, successors behind, so that neither has a ring; both together may.
Directory random_directory(Random& random) {
  std::vector<Office> all(kOffices);
  for (int index = 0; index < kOffices; ++index) {
    Office& office = all[static_cast<std::size_t>(index)];
    office.valid = validity(random);
    office.competences = competences(random);
    Day turn = random.between(1, kDays);
    if (index > 0 && random.chance(80))
      office.superiors.push_back({random.between(0, index - 1), {calendar::kUnknownTime, turn - 1}});
    if (index > 0 && random.chance(60))
      office.superiors.push_back({random.between(0, index - 1), {turn, calendar::kUnknownTime}});
    for (int count = random.between(0, 2); count > 0 && index + 1 < kOffices; --count)
      office.successors.push_back({random.between(index + 1, kOffices - 1),
                                   random.chance(70) ? random.between(0, kDays) : calendar::kUnknownTime});
    for (int count = random.between(0, 2); count > 0; --count)
      office.posts.push_back({random.chance(70) ? "head" : "clerk", "Li", validity(random)});
  }
  return Directory(std::move(all));
}

std::int64_t value(const OfficeRules::Office& office) {
  return office ? *office : offices::kNoOffice;
}

void compare_office(const Directory& directory, OfficeIndex office, Day day) {
  OfficeRules rules(directory, day);
  EXPECT_EQ(directory.current(office, day), value(rules.standing(office)));
  EXPECT_EQ(directory.superior(office, day), value(rules.superior(office)));
  for (const char* post : {"head", "clerk", "officer"})
    EXPECT_EQ(directory.is_held(office, post, day), rules.is_held(office, post)) << post;
  for (std::int64_t one = 0; one < 3; ++one)
    for (std::int64_t other = 0; other < 3; ++other) {
      std::vector<std::int64_t> pairs = {0, one, 1, other};
      EXPECT_EQ(directory.competent(office, pairs.data(), 2, day), rules.competent(office, pairs));
      EXPECT_EQ(directory.competent(office, pairs.data(), 1, day), rules.competent(office, {0, one}));
    }
  for (OfficeIndex other = 0; other < kOffices; ++other) {
    EXPECT_EQ(directory.under(office, other, day), rules.under(office, other)) << other;
    auto wanted = rules.standing(other);
    EXPECT_EQ(directory.in_superiors(other, office, day), wanted && rules.chain(office).contains(*wanted))
        << other;
  }
}

TEST(OfficeRules, AgreeWithTheDirectoryOnRandomOfficesAndDays) {
  Random random(7);
  for (int number = 0; number < kDirectories; ++number) {
    Directory directory = random_directory(random);
    for (Day day = 0; day <= kDays; day += 3)
      for (OfficeIndex office = 0; office < kOffices; ++office) {
        SCOPED_TRACE("directory " + std::to_string(number) + " office " + std::to_string(office) + " day " +
                     std::to_string(day));
        compare_office(directory, office, day);
        if (testing::Test::HasFailure()) return;
      }
  }
}

}  // namespace
}  // namespace recourse::reference
