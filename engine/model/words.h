// The words that the language itself gives a meaning in expressions and types, in both spellings: types, functions,
// what is remembered of acts and duties. They are no keywords: a policy may declare the same word for itself, and then that counts.
#pragma once

#include <optional>
#include <string_view>

#include "engine/base/expression.h"

namespace recourse::model {

struct TypeWord {
  base::Type type;
  std::int32_t scale = 0;  // money counts in hundredths
};
std::optional<TypeWord> type_word(std::string_view word);

enum class Function : std::uint8_t {
  superior,
  superiors,
  competent,
  under,
  level,
  head,
  officer,
  approve,
  earliest,
  latest
};
std::optional<Function> function_word(std::string_view word);

enum class Member : std::uint8_t { count, date, by, office, due };
std::optional<Member> member_word(std::string_view word);

enum class Constant : std::uint8_t { today, actor, it, previous };
std::optional<Constant> constant_word(std::string_view word);

}  // namespace recourse::model
