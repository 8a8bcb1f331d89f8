// What the office directory answers: who stands for whom, who is above whom, who is competent, who holds a
// post.
#include "engine/offices/directory.h"

#include "gtest/gtest.h"

namespace recourse::offices {
namespace {

constexpr Day kEarly = 18000;
constexpr Day kEnd = 18500;  // the last day of the old district office
constexpr Day kLate = 19000;
enum Index : OfficeIndex { province, city, other_city, old_district, social, general, town };

/// province > city > old_district > town; old_district ends, `social` and `general` take over; the town then
/// stands under `general`, and the city is under another province's city from kLate on.
Directory example() {
  std::vector<Office> all(7);
  const auto name = [&](Index index, std::string id, std::string shown, std::int32_t level) {
    all[index].id = std::move(id);
    all[index].name = std::move(shown);
    all[index].level = level;
  };
  name(province, "province", "省局", 1);
  name(city, "city", "市局", 2);
  name(other_city, "other_city", "另市局", 2);
  name(old_district, "old_district", "旧区局", 3);
  name(social, "social", "社保办", 3);
  name(general, "general", "新区局", 3);
  name(town, "town", "东镇", 4);
  all[city].superiors = {{province, {}}};
  all[other_city].superiors = {{province, {}}};
  all[old_district].superiors = {{city, {}}};
  all[old_district].valid.to = kEnd;
  all[old_district].successors = {{social, kEnd + 1}, {general, kEnd + 1}};
  all[old_district].competences = {{{0, {0, 1}}}};
  all[social].superiors = {{city, {}}};
  all[social].competences = {{{0, {0}}}};
  all[general].superiors = {{city, {kUnknownTime, kLate - 1}}, {other_city, {kLate, kUnknownTime}}};
  all[general].competences = {{}};
  all[general].posts = {{"head", "张敏", {kUnknownTime, kLate - 1}}, {"head", "李强", {kLate, kUnknownTime}}};
  all[town].superiors = {{old_district, {}}};
  all[town].competences = {{{0, {0, 1}}, {1, {2}}}, {{0, {3}}}};
  return Directory(std::move(all), {"province", "city", "district", "township"});
}

TEST(Directory, FindsByIdNameAndEnglishName) {
  std::vector<Office> all(2);
  all[0].id = "a";
  all[0].name = "甲局";
  all[0].name_english = "Office A";
  all[1].id = "甲局";
  all[1].name = "乙局";
  const Directory directory(std::move(all));
  EXPECT_EQ(directory.find("a"), 0);
  EXPECT_EQ(directory.find("Office A"), 0);
  EXPECT_EQ(directory.find("乙局"), 1);
  EXPECT_EQ(directory.find("甲局"), 1) << "an id wins over another office's name";
  EXPECT_EQ(directory.find(""), kNoOffice);
  EXPECT_EQ(directory.find("b"), kNoOffice);
}

TEST(Directory, AnEndedOfficeStandsForTheSuccessorThatTookAllItsCompetences) {
  const Directory directory = example();
  EXPECT_EQ(directory.current(old_district, kEnd), old_district);
  EXPECT_EQ(directory.current(old_district, kEnd + 1), general);
  EXPECT_EQ(directory.current(kNoOffice, kEnd), kNoOffice);
}

TEST(Directory, WithoutASuccessorThatTookAllTheFirstListedStands) {
  std::vector<Office> all(3);
  all[0].valid.to = kEnd;
  all[0].competences = {{{0, {0, 1}}}};
  all[0].successors = {{1, kUnknownTime}, {2, kUnknownTime}};
  all[1].competences = {{{0, {0}}}};
  const Directory directory(std::move(all));
  EXPECT_EQ(directory.current(0, kEnd + 1), 1);
}

TEST(Directory, NobodyStandsForAnOfficeThatEndedWithoutSuccessor) {
  std::vector<Office> all(1);
  all[0].valid.to = kEnd;
  const Directory directory(std::move(all));
  EXPECT_EQ(directory.current(0, kEnd + 1), kNoOffice);
  EXPECT_EQ(directory.superior(0, kEnd + 1), kNoOffice);
  EXPECT_FALSE(directory.under(0, 0, kEnd + 1));
}

TEST(Directory, AnOfficeIsNobodyBeforeItIsInForce) {
  std::vector<Office> all(3);
  all[0].valid.from = kEnd + 1;
  all[0].competences = {{}};
  all[1].superiors = {{0, {}}};
  all[2].valid.to = kEarly;
  all[2].successors = {{0, kUnknownTime}, {1, kUnknownTime}};
  const Directory directory(std::move(all));
  EXPECT_EQ(directory.current(0, kEnd), kNoOffice);
  EXPECT_EQ(directory.current(0, kEnd + 1), 0);
  EXPECT_EQ(directory.superior(1, kEnd), kNoOffice);
  EXPECT_EQ(directory.superior(1, kEnd + 1), 0);
  EXPECT_FALSE(directory.competent(0, nullptr, 0, kEnd));
  EXPECT_EQ(directory.current(2, kEnd), 1) << "the first successor is not there yet";
  EXPECT_EQ(directory.current(2, kEnd + 1), 0);
}

TEST(Directory, RingsOfSuccessorsAndSuperiorsEnd) {
  std::vector<Office> all(2);
  all[0].valid.to = all[1].valid.to = kEnd;
  all[0].successors = {{1, kUnknownTime}};
  all[1].successors = {{0, kUnknownTime}};
  all[0].superiors = {{1, {}}};
  all[1].superiors = {{0, {}}};
  const Directory directory(std::move(all));
  EXPECT_EQ(directory.current(0, kEnd + 1), kNoOffice);
  EXPECT_TRUE(directory.in_superiors(1, 0, kEarly));
}

TEST(Directory, SuperiorsFollowDatesAndSuccessors) {
  const Directory directory = example();
  EXPECT_EQ(directory.superior(town, kEnd), old_district);
  EXPECT_EQ(directory.superior(town, kEnd + 1), general);
  EXPECT_EQ(directory.superior(general, kLate - 1), city);
  EXPECT_EQ(directory.superior(general, kLate), other_city);
  EXPECT_EQ(directory.superior(province, kLate), kNoOffice);
}

TEST(Directory, TheChainAboveAndWhatIsBelow) {
  const Directory directory = example();
  EXPECT_TRUE(directory.in_superiors(province, town, kEarly));
  EXPECT_TRUE(directory.in_superiors(city, town, kEarly));
  EXPECT_FALSE(directory.in_superiors(city, town, kLate)) << "the district has moved to the other city";
  EXPECT_TRUE(directory.in_superiors(old_district, town, kLate)) << "its successor is above";
  EXPECT_FALSE(directory.in_superiors(town, town, kEarly));
  EXPECT_TRUE(directory.under(town, town, kEarly));
  EXPECT_TRUE(directory.under(town, province, kEarly));
  EXPECT_FALSE(directory.under(province, town, kEarly));
}

TEST(Directory, CompetentWhenOneRowAdmitsAllValues) {
  const Directory directory = example();
  const std::int64_t wages_east[] = {0, 1, 1, 2};
  const std::int64_t wages_west[] = {0, 1, 1, 5};
  const std::int64_t land_west[] = {0, 3, 1, 5};
  const std::int64_t anything[] = {0, 9};
  EXPECT_TRUE(directory.competent(town, wages_east, 2, kEarly));
  EXPECT_FALSE(directory.competent(town, wages_west, 2, kEarly));
  EXPECT_TRUE(directory.competent(town, land_west, 2, kEarly)) << "a choice the row does not name is free";
  EXPECT_TRUE(directory.competent(general, anything, 1, kEarly)) << "an empty row admits everything";
  EXPECT_FALSE(directory.competent(city, anything, 1, kEarly)) << "no row admits nothing";
  EXPECT_TRUE(directory.competent(old_district, anything, 1, kLate)) << "asked of its successor";
}

TEST(Directory, APostIsHeldWhileItHasAHolderOrTheDirectoryKeepsNoSuchPost) {
  std::vector<Office> all(2);
  all[0].posts = {{"head", "张敏", {kUnknownTime, kEarly}}, {"head", "李强", {kEnd, kUnknownTime}}};
  all[1].valid.to = kEarly;
  all[1].successors = {{0, kUnknownTime}};
  const Directory directory(std::move(all));
  EXPECT_TRUE(directory.is_held(0, "head", kEarly));
  EXPECT_FALSE(directory.is_held(0, "head", kEarly + 1)) << "between two heads";
  EXPECT_TRUE(directory.is_held(0, "head", kEnd));
  EXPECT_TRUE(directory.is_held(0, "officer", kEnd)) << "of officers it says nothing";
  EXPECT_TRUE(directory.is_held(1, "head", kEarly));
  EXPECT_FALSE(directory.is_held(1, "head", kEarly + 1)) << "asked of its successor";
  EXPECT_FALSE(directory.is_held(kNoOffice, "head", kEnd));
}

TEST(Directory, HoldersByDate) {
  const Directory directory = example();
  EXPECT_EQ(directory.holder(general, "head", kLate - 1), "张敏");
  EXPECT_EQ(directory.holder(general, "head", kLate), "李强");
  EXPECT_EQ(directory.holder(general, "officer", kLate), "");
  EXPECT_EQ(directory.holder(old_district, "head", kLate), "李强");
}

}  // namespace
}  // namespace recourse::offices
