// The kinds of tokens: the alphabet of the grammar. One kind stands for all spellings of a keyword, in both languages.
// Kinds from `first_soft` on are keywords only where the grammar asks for them, elsewhere plain names.
#pragma once

#include <cstdint>

namespace recourse::language {

enum class Kind : std::uint8_t {
  // Settled by the layout: where a clause ends, and where a condition begins that ends with 的.
  end,
  condition,
  // Names and values.
  word,
  quoted_name,
  text,
  title,
  number,
  count,   // 两次
  period,  // 15 days
  date,
  time,        // 14:30
  recurrence,  // 近十二期有四期
  article,     // 第三十四条
  paragraph,   // 第二款
  item,        // 第六项
  // Marks. Braces around clauses or effects are braces; braces around values are sets.
  open_paren,
  close_paren,
  open_brace,
  close_brace,
  open_set,
  close_set,
  comma,
  colon,
  dot,
  range,
  question,
  slash,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  plus,
  minus,
  times_sign,
  arrow,
  bar,  // between the cells of a table
  // Declarations.
  policy,
  version,
  in_force,
  use,
  source,
  calendar,
  offices,
  choice,
  parameter,
  case_type,
  act,
  role,
  process,
  rule,
  table,
  migrate,
  test,
  for_case,
  cites,
  stage,
  // Heads of clauses.
  owner,
  must,
  may,
  must_not,
  on,
  opens_on,
  after,
  when,
  pause,
  at,
  // Phrases.
  within,
  until,
  from,
  extendable,
  up_to,
  to_at_most,
  through,
  aim,
  statutory,
  assumed,
  exactly,
  as,
  otherwise_then,  // else, 逾期则, 期满则
  unless,
  unless_approved,
  by,
  once,
  overrides,
  all,
  any,
  while_,
  // Words that only Chinese needs, to close what a keyword opened or because its order differs.
  at_or_within,    // 在
  inside,          // 内
  since,           // 之日起
  before,          // 前
  during,          // 期间
  not_counted_in,  // 不计入
  condition_end,   // 的
  upon,            // 经
  excluded,        // 除外
  becomes,         // 为
  // Expressions.
  logical_or,
  logical_and,
  logical_not,
  in,
  not_in,
  each_of,
  any_of,
  except,
  otherwise,
  first,
  is_known,
  is_unknown,
  is_overdue,
  is_not_overdue,
  is_done,
  is_not_done,
  unknown,
  yes,
  no,
  set_of,
  // Tests.
  expect,
  not_allowed,

  first_soft,
  start = first_soft,
  final,
  parallel,
  branch,
  party,
  approve,
  times,
  set,
  set_once,
  add,
  to,
  remove,
  notify,
  of,
  charge,
  open,
  submit,
  with,
  // An office and a period.
  office_each_day,
  office_each_week,
  office_each_month,
  office_each_quarter,
  office_each_half_year,
  office_each_year,
  of_last,
  same_matter,
  agree,
  confirmed,  // 认定, which closes 由
  confirmed_by,
  overdue,
  done,
  entered,
  due,
  owed,
  allowed,
  refused,
  // Tables.
  gives,
  unique,
  first_row,
  collect,
  sum,
  least,
  greatest,
  any_value,
  rows_from,  // 取自
  // Migrations.
  others,
  stay,
  same_stage,
  old_field,
  drop,
  later,  // words of constructs that are not there yet
  last_soft = later
};

inline constexpr Kind kFirstKeyword = Kind::policy;

constexpr bool is_soft(Kind kind) {
  return kind >= Kind::first_soft;
}
constexpr bool is_keyword(Kind kind) {
  return kind >= kFirstKeyword;
}
/// A word that may stand as a name where no keyword is asked for.
constexpr bool is_name(Kind kind) {
  return kind == Kind::word || kind == Kind::quoted_name || is_soft(kind);
}

}  // namespace recourse::language
