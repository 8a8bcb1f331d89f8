#include "engine/model/words.h"

#include <algorithm>
#include <array>
#include <utility>

namespace recourse::model {
namespace {

using base::Type;

constexpr std::int32_t kMoneyScale = 2;

constexpr auto kTypes = std::to_array<std::pair<std::string_view, TypeWord>>({
    {"yes_no", {Type::truth}},
    {"yes/no", {Type::truth}},
    {"是否", {Type::truth}},
    {"number", {Type::number}},
    {"decimal", {Type::number}},
    {"money", {Type::number, kMoneyScale}},
    {"数", {Type::number}},
    {"数字", {Type::number}},
    {"数量", {Type::number}},
    {"小数", {Type::number}},
    {"金额", {Type::number, kMoneyScale}},
    {"text", {Type::text}},
    {"文本", {Type::text}},
    {"date", {Type::date}},
    {"日期", {Type::date}},
    {"duration", {Type::duration}},
    {"时长", {Type::duration}},
    {"期间", {Type::duration}},
    {"office", {Type::office}},
    {"单位", {Type::office}},
    {"机构", {Type::office}},
    {"person", {Type::person}},
    {"人员", {Type::person}},
});

constexpr auto kFunctions = std::to_array<std::pair<std::string_view, Function>>({
    {"superior", Function::superior}, {"上级", Function::superior},       {"superiors", Function::superiors},
    {"各上级", Function::superiors},  {"competent", Function::competent}, {"有权处理", Function::competent},
    {"under", Function::under},       {"隶属", Function::under},          {"属于", Function::under},
    {"level", Function::level},       {"层级", Function::level},          {"head", Function::head},
    {"负责人", Function::head},       {"officer", Function::officer},     {"经办人", Function::officer},
    {"approve", Function::approve},   {"批准", Function::approve},        {"earliest", Function::earliest},
    {"最早", Function::earliest},     {"latest", Function::latest},       {"最晚", Function::latest},
});

constexpr auto kMembers = std::to_array<std::pair<std::string_view, Member>>({
    {"count", Member::count},
    {"次数", Member::count},
    {"date", Member::date},
    {"日期", Member::date},
    {"by", Member::by},
    {"行为人", Member::by},
    {"office", Member::office},
    {"单位", Member::office},
    {"due", Member::due},
    {"到期日", Member::due},
});

constexpr auto kConstants = std::to_array<std::pair<std::string_view, Constant>>({
    {"today", Constant::today},
    {"今日", Constant::today},
    {"actor", Constant::actor},
    {"行为单位", Constant::actor},
    {"it", Constant::it},
    {"该单位", Constant::it},
    {"previous", Constant::previous},
    {"上期", Constant::previous},
});

template <typename Table>
auto look_up(const Table& table, std::string_view word) {
  using Meaning = typename Table::value_type::second_type;
  const auto* const found =
      std::find_if(table.begin(), table.end(), [&](const auto& entry) { return entry.first == word; });
  return found == table.end() ? std::optional<Meaning>() : std::optional<Meaning>(found->second);
}

}  // namespace

std::optional<TypeWord> type_word(std::string_view word) {
  return look_up(kTypes, word);
}
std::optional<Function> function_word(std::string_view word) {
  return look_up(kFunctions, word);
}
std::optional<Member> member_word(std::string_view word) {
  return look_up(kMembers, word);
}
std::optional<Constant> constant_word(std::string_view word) {
  return look_up(kConstants, word);
}

}  // namespace recourse::model
