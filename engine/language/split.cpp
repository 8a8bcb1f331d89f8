// Doors: split_run(), spaced().
#include "engine/language/split.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <limits>

#include "engine/language/keywords.h"
#include "engine/language/lex.h"

namespace recourse::language {
namespace {

constexpr std::size_t kLongestPeriod = 60;  // else a run of numerals would be read to its end
constexpr std::size_t kCharacter = 3;       // of Chinese
constexpr int kBy = 2;                      // what 由 costs, the end or middle of many a name: 理由
constexpr int kUnlikely = 3;  // what it costs beyond a character that one is a name beside a keyword of one

/// What must stand around a keyword so that it is one, where no spaces say so.
enum class Needs {
  nothing,
  never,            // a part of names too often: 法定代表人
  clause_start,     // nothing before it
  marks_before,     // nothing before it but one of the texts
  text_before,      // one of the texts, in the clause
  opened,           // as many of the texts before as it closes, and one more
  text_after,       // one of the texts, before the next head of a clause
  condition,        // no head of a clause in the same phrase: 应当首次约谈
  citation_after,   // what is cited: 出具依据
  operand_before,   // what it says something of
  operands,         // what it joins
  effects,          // the braces of a clause
  migration,        // those of a migration
  migration_start,  // the same, and nothing before it
  bracket_after,    // 逾期（
  keyword_before,   // ＝是, before another or at the end
  phrase_after,     // 法定以下称, but not 法定代表人
  literal_after     // 满5日
};
struct Condition {
  Kind kind;
  Needs needs;
  std::array<std::string_view, 4> texts{};
};
constexpr std::array kConditions = {
    Condition{Kind::at_or_within, Needs::text_after, {"内", "环节", "期间"}},
    Condition{Kind::from, Needs::text_after, {"起"}},
    Condition{Kind::until, Needs::text_after, {"前", "止"}},
    Condition{Kind::upon, Needs::text_after, {"批准"}},
    Condition{Kind::inside, Needs::opened, {"在", "内"}},
    Condition{Kind::since, Needs::opened, {"自", "起"}},
    Condition{Kind::before, Needs::opened, {"至", "前"}},
    Condition{Kind::first, Needs::condition},
    Condition{Kind::each_of, Needs::condition},
    Condition{Kind::logical_not, Needs::condition},
    Condition{Kind::cites, Needs::citation_after},
    Condition{Kind::approve, Needs::text_before, {"经"}},
    Condition{Kind::becomes, Needs::text_before, {"一次确定"}},
    Condition{Kind::except, Needs::text_after, {"除外"}},
    Condition{Kind::excluded, Needs::text_before, {"但"}},
    Condition{Kind::during, Needs::text_after, {"不计入"}},
    Condition{Kind::all, Needs::text_before, {"不计入"}},
    Condition{Kind::any, Needs::text_before, {"不得"}},
    Condition{Kind::through, Needs::text_before, {"延长", "不超过"}},
    Condition{Kind::for_case, Needs::text_before, {"流程", "规则", "新旧衔接", "测试"}},
    Condition{Kind::version, Needs::text_before, {"政策", "新旧衔接"}},
    Condition{Kind::in_force, Needs::text_before, {"政策"}},
    Condition{Kind::expect, Needs::clause_start},
    Condition{Kind::owner, Needs::clause_start},
    Condition{Kind::start, Needs::clause_start},
    Condition{Kind::final, Needs::clause_start},
    Condition{Kind::parallel, Needs::marks_before, {"起始", "结束"}},
    Condition{Kind::branch, Needs::clause_start},
    Condition{Kind::after, Needs::literal_after},
    Condition{Kind::statutory, Needs::phrase_after},
    Condition{Kind::assumed, Needs::phrase_after},
    Condition{Kind::exactly, Needs::phrase_after},
    Condition{Kind::yes, Needs::keyword_before},
    Condition{Kind::no, Needs::keyword_before},
    Condition{Kind::by, Needs::operands},
    Condition{Kind::logical_or, Needs::operands},
    Condition{Kind::logical_and, Needs::operands},
    Condition{Kind::in, Needs::operands},
    Condition{Kind::not_in, Needs::operands},
    Condition{Kind::otherwise, Needs::operands},
    Condition{Kind::is_known, Needs::operand_before},
    Condition{Kind::is_unknown, Needs::operand_before},
    Condition{Kind::is_overdue, Needs::operand_before},
    Condition{Kind::is_not_overdue, Needs::operand_before},
    Condition{Kind::is_done, Needs::operand_before},
    Condition{Kind::is_not_done, Needs::operand_before},
    Condition{Kind::set, Needs::effects},
    Condition{Kind::set_once, Needs::effects},
    Condition{Kind::add, Needs::effects},
    Condition{Kind::remove, Needs::effects},
    Condition{Kind::notify, Needs::effects},
    Condition{Kind::charge, Needs::effects},
    Condition{Kind::open, Needs::effects},
    Condition{Kind::submit, Needs::effects},
    Condition{Kind::to, Needs::effects},
    Condition{Kind::office_each_day, Needs::text_before, {"适用"}},
    Condition{Kind::office_each_week, Needs::text_before, {"适用"}},
    Condition{Kind::office_each_month, Needs::text_before, {"适用"}},
    Condition{Kind::office_each_quarter, Needs::text_before, {"适用"}},
    Condition{Kind::office_each_half_year, Needs::text_before, {"适用"}},
    Condition{Kind::office_each_year, Needs::text_before, {"适用"}},
    Condition{Kind::agree, Needs::text_before, {"同一事项"}},
    Condition{Kind::confirmed, Needs::text_before, {"同一事项"}},
    Condition{Kind::overdue, Needs::bracket_after},
    Condition{Kind::done, Needs::bracket_after},
    Condition{Kind::entered, Needs::bracket_after},
    Condition{Kind::gives, Needs::text_before, {"决策表"}},
    Condition{Kind::unique, Needs::text_before, {"决策表"}},
    Condition{Kind::first_row, Needs::text_before, {"决策表"}},
    Condition{Kind::collect, Needs::text_before, {"决策表"}},
    Condition{Kind::sum, Needs::text_before, {"决策表"}},
    Condition{Kind::least, Needs::text_before, {"决策表"}},
    Condition{Kind::greatest, Needs::text_before, {"决策表"}},
    Condition{Kind::rows_from, Needs::text_before, {"决策表"}},
    Condition{Kind::others, Needs::migration_start},
    Condition{Kind::old_field, Needs::migration_start},
    Condition{Kind::drop, Needs::migration_start},
    Condition{Kind::stay, Needs::migration},
    Condition{Kind::same_stage, Needs::migration},
};

bool is_comparison(Kind kind) {
  return kind >= Kind::equal && kind <= Kind::greater_equal;
}
bool is_declaration(Kind kind) {
  return kind >= Kind::policy && kind < Kind::stage;
}
bool is_literal(Kind kind) {
  return kind >= Kind::number && kind <= Kind::item;
}
/// Keywords behind which a name stands and nothing else.
bool wants_name(Kind kind) {
  return kind == Kind::arrow || kind == Kind::as || kind == Kind::choice || kind == Kind::parameter ||
         kind == Kind::case_type || kind == Kind::act || kind == Kind::role || kind == Kind::process ||
         kind == Kind::rule || kind == Kind::table || kind == Kind::for_case || kind == Kind::branch ||
         kind == Kind::old_field || kind == Kind::drop;
}

/// Keywords that stand where a name is wanted.
bool stands_for_name(Kind kind) {
  return kind == Kind::same_stage || (kind >= Kind::office_each_day && kind <= Kind::office_each_year);
}

Condition find_condition(Kind kind) {
  const auto* const found =
      std::find_if(kConditions.begin(), kConditions.end(),
                   [kind](const Condition& condition) { return condition.kind == kind; });
  if (found != kConditions.end()) {
    return *found;
  }
  if (is_comparison(kind)) {
    return {kind, Needs::operands};
  }
  if (is_declaration(kind)) {
    return {kind, Needs::clause_start};
  }
  return {kind, is_soft(kind) ? Needs::never : Needs::nothing};
}

const Condition& condition_of(Kind kind) {
  static const std::vector<Condition> by_kind = [] {
    std::vector<Condition> all;
    for (std::size_t number = 0; number <= static_cast<std::size_t>(Kind::last_soft); ++number) {
      all.push_back(find_condition(static_cast<Kind>(number)));
    }
    return all;
  }();
  return by_kind[static_cast<std::size_t>(kind)];
}

/// Whether what follows may be a document or an article.
bool cites_something(std::string_view after) {
  const std::string_view next = after.substr(std::min(after.find_first_not_of(' '), after.size()));
  return next.starts_with("《") || next.starts_with("第") || next.starts_with("“") ||
         next.starts_with("「") ||
         (!next.empty() && std::isalnum(static_cast<unsigned char>(next.front())) != 0);
}

/// Whether nothing follows that could be joined.
bool ends_phrase(std::string_view after) {
  constexpr std::array<std::string_view, 7> kEnds = {"，", ",", "）", ")", "；", ";", "\n"};
  const std::string_view next = after.substr(std::min(after.find_first_not_of(' '), after.size()));
  return next.empty() || std::any_of(kEnds.begin(), kEnds.end(),
                                     [next](std::string_view end) { return next.starts_with(end); });
}

bool is_hard_keyword(std::string_view text) {
  const Keyword* const found = find_keyword(text);
  return found != nullptr && !is_soft(found->kind);
}

/// Whether a keyword of so many characters or more stands at the start.
bool starts_with_keyword(std::string_view text, std::size_t characters) {
  const std::size_t most = std::min(longest_keyword(text), text.size());
  for (std::size_t size = characters * kCharacter; size <= most; size += kCharacter) {
    if (is_hard_keyword(text.substr(0, size))) {
      return true;
    }
  }
  return false;
}

constexpr std::array<std::string_view, 4> kHeads = {"应当", "可以", "不得", "一经"};

/// The text up to the first head of a clause in it.
std::string_view before_head(std::string_view text) {
  for (const std::string_view head : kHeads) {
    text = text.substr(0, text.find(head));
  }
  return text;
}

/// Whether a head of a clause stands in the last phrase of the text, and no condition behind it.
bool ends_with_head(std::string_view text) {
  for (const std::string_view end : {"，", ",", "如果", "一经"}) {
    const std::size_t at = text.rfind(end);
    text = at == std::string_view::npos ? text : text.substr(at + end.size());
  }
  return before_head(text).size() < text.size();
}

std::ptrdiff_t count_of(std::string_view text, std::string_view wanted) {
  std::ptrdiff_t count = 0;
  for (std::size_t at = text.find(wanted); at != std::string_view::npos; at = text.find(wanted, at + 1)) {
    ++count;
  }
  return count;
}

bool contains_any(std::string_view text, const std::array<std::string_view, 4>& wanted) {
  return std::any_of(wanted.begin(), wanted.end(), [text](std::string_view one) {
    return !one.empty() && text.find(one) != std::string_view::npos;
  });
}

bool is_one_of(std::string_view text, const std::array<std::string_view, 4>& wanted) {
  return std::find(wanted.begin(), wanted.end(), text) != wanted.end();
}

std::string_view without_blanks(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r";
  const std::size_t first = std::min(text.find_first_not_of(kBlank), text.size());
  const std::size_t last = text.find_last_not_of(kBlank);
  return last == std::string_view::npos ? text.substr(first) : text.substr(first, last + 1 - first);
}

/// Whether a period is one with an amount, and not 当日.
bool has_amount(std::string_view period) {
  return !period.starts_with("当") && !period.starts_with("同");
}

std::optional<Literal> literal_from(std::string_view run) {
  if (const auto literal = literal_at(run.substr(0, kLongestPeriod))) {
    // 当日内, but not 当日办结.
    const std::string_view rest = run.substr(literal->size);
    const bool is_bare = literal->kind == Kind::period && literal->size == 2 * kCharacter && !has_amount(run);
    return is_bare && !rest.empty() && !starts_with_keyword(rest, 1) ? std::nullopt : literal;
  }
  if (const std::size_t digits = std::min(run.find_first_not_of("0123456789"), run.size()); digits > 0) {
    const bool is_alone = digits == run.size() || (run[digits] & 0x80) != 0;
    return is_alone ? std::optional(Literal{Kind::number, digits}) : std::nullopt;
  }
  const auto times = times_at(run);
  if (times && starts_with_keyword(run.substr(times->size), 1)) {
    return times;
  }
  return ordinal_at(run);
}

/// What the piece before a place is. Pieces of one character each, such as 自 and 由, are hardly what somebody meant.
enum class Before : std::uint8_t { nothing, short_keyword, name, short_name, operand, wants_name };
constexpr std::size_t kBefore = 6;

bool is_name_before(Before before) {
  return before == Before::name || before == Before::short_name;
}
bool is_operand_before(Before before) {
  return is_name_before(before) || before == Before::operand;
}

/// What a piece is to the next one. 环节 closes what a name begins (在办理环节), else it declares a stage.
Before left_by(Kind kind, std::size_t size, bool is_declared, Before before) {
  const bool is_short = size == kCharacter && !is_declared;
  if (kind == Kind::word) {
    return is_short ? Before::short_name : Before::name;
  }
  if (kind == Kind::stage) {
    return is_operand_before(before) ? Before::operand : Before::wants_name;
  }
  if (wants_name(kind)) {
    return Before::wants_name;
  }
  const bool is_operand =
      is_literal(kind) || kind == Kind::excluded || (kind >= Kind::is_known && kind <= Kind::no);
  return is_operand ? Before::operand : is_short ? Before::short_keyword : Before::nothing;
}

class Splitter {
public:
  Splitter(std::string_view run, const RunPlace& place, const DeclaredNames& names)
      : run_(run), place_(place), names_(names), costs_(run.size() + 1), candidates_(run.size()) {
    for (auto& costs : costs_) {
      costs.fill(kUnknown);
    }
  }

  std::vector<Pieces> split() {
    Pieces pieces;
    collect(0, place_.after_operand ? Before::operand : Before::nothing, pieces);
    return std::move(found_);
  }

private:
  struct Candidate {
    Kind kind;
    std::size_t size;
    int cost;
  };
  struct Step {
    Before leaves;
    int cost;  // with all that follows
  };
  static constexpr int kUnknown = -1;
  static constexpr int kImpossible = std::numeric_limits<int>::max() / 2;

  [[nodiscard]] bool is_plain(std::size_t at) const { return static_cast<unsigned char>(run_[at]) < 0x80; }
  /// Whether a piece may begin or end here: between characters, and not inside a word of Latin letters and digits.
  [[nodiscard]] bool is_seam(std::size_t at) const {
    if (at == 0 || at == run_.size()) {
      return true;
    }
    const bool begins_character = (static_cast<unsigned char>(run_[at]) & 0xC0U) != 0x80U;
    return begins_character && !(is_plain(at - 1) && is_plain(at));
  }

  /// What may stand at a place, whatever stands before it.
  const std::vector<Candidate>& candidates(std::size_t at) {
    std::vector<Candidate>& found = candidates_[at];
    if (!found.empty()) {
      return found;
    }
    found.reserve((run_.size() - at) / kCharacter + 4);
    if (const auto literal = literal_from(run_.substr(at))) {
      found.push_back({literal->kind, literal->size, 0});
    }
    const std::size_t most = std::min(longest_keyword(run_.substr(at)), run_.size() - at);
    for (std::size_t size = kCharacter; size <= most && !is_plain(at); size += kCharacter) {
      if (const Keyword* const keyword = find_keyword(run_.substr(at, size))) {
        found.push_back({keyword->kind, size, keyword->kind == Kind::by ? kBy : 0});
      }
    }
    find_names(at, found);
    return found;
  }

  void find_names(std::size_t at, std::vector<Candidate>& found) const {
    const std::size_t longest_name = names_.longest(run_.substr(at));
    const std::size_t most_of_keyword = longest_keyword(run_.substr(at));
    int characters = 0;
    bool is_latin = true;  // which parts from Chinese by itself, so that it costs little
    for (std::size_t end = at + 1; end <= run_.size(); ++end) {
      characters += end == run_.size() || (static_cast<unsigned char>(run_[end]) & 0xC0U) != 0x80U ? 1 : 0;
      is_latin = is_latin && is_plain(end - 1);
      if (!is_seam(end)) {
        continue;
      }
      const std::string_view name = run_.substr(at, end - at);
      const bool is_declared = name.size() <= longest_name && names_.contains(name);
      const bool is_keyword = !is_declared && name.size() <= most_of_keyword && is_hard_keyword(name);
      if (!is_keyword) {
        found.push_back({Kind::word, name.size(), is_declared ? 0 : is_latin ? 1 : characters});
      }
    }
  }

  /// The least that the rest costs from a place on.
  int cost_from(std::size_t at, Before before) {
    int& known = costs_[at][static_cast<std::size_t>(before)];
    if (known == kUnknown) {
      known = at == run_.size() ? 0 : find_cost(at, before);
    }
    return known;
  }

  int find_cost(std::size_t at, Before before) {
    int least = kImpossible;
    for (const Candidate& candidate : candidates(at)) {
      least = std::min(least, step(candidate, at, before).cost);
    }
    return least;
  }

  /// What comes of a candidate behind such a piece.
  Step step(const Candidate& candidate, std::size_t at, Before before) {
    const auto [kind, size, own_cost] = candidate;
    if (!is_seam(at + size) || !may_stand(candidate, at, before)) {
      return {before, kImpossible};
    }
    const Before leaves = left_by(kind, size, kind == Kind::word && own_cost == 0, before);
    const bool is_unlikely = (before == Before::short_keyword && leaves == Before::short_name) ||
                             (before == Before::short_name && leaves == Before::short_keyword);
    const int rest = cost_from(at + size, leaves);
    return {leaves, std::min(own_cost + (is_unlikely ? kUnlikely : 0) + rest, kImpossible)};
  }

  [[nodiscard]] bool may_stand(const Candidate& candidate, std::size_t at, Before before) {
    if (candidate.kind == Kind::word) {
      return !is_name_before(before) && !is_soft_keyword(candidate, at, before);
    }
    return (before != Before::wants_name || stands_for_name(candidate.kind)) &&
           (is_literal(candidate.kind) || stands(candidate.kind, at, candidate.size, before));
  }

  /// Whether a word is a keyword here that may be a name elsewhere: it is read as that, which may still be a name.
  [[nodiscard]] bool is_soft_keyword(const Candidate& word, std::size_t at, Before before) {
    const std::vector<Candidate>& all = candidates(at);
    return before != Before::wants_name && std::any_of(all.begin(), all.end(), [&](const Candidate& other) {
             return other.size == word.size && other.kind != Kind::word && is_soft(other.kind) &&
                    stands(other.kind, at, other.size, before);
           });
  }

  /// Whether what a keyword needs stands around it.
  [[nodiscard]] bool stands(Kind kind, std::size_t at, std::size_t size, Before before) const {
    const Condition& condition = condition_of(kind);
    const std::string_view rest = run_.substr(at + size);
    switch (condition.needs) {
      case Needs::nothing:
        return true;
      case Needs::never:
        return false;
      case Needs::clause_start:
        return place_.begins_clause && at == 0;
      case Needs::marks_before: {
        const std::string_view apart = without_blanks(place_.before), glued = run_.substr(0, at);
        return (apart.empty() && glued.empty()) ||
               (apart.empty() != glued.empty() && is_one_of(apart.empty() ? glued : apart, condition.texts));
      }
      case Needs::text_before:
        return contains_any(place_.before, condition.texts) ||
               contains_any(run_.substr(0, at), condition.texts);
      case Needs::opened: {
        const std::string_view run = run_.substr(0, at);
        const auto [opens, closes, none, nothing] = condition.texts;
        return count_of(place_.before, opens) + count_of(run, opens) >
               count_of(place_.before, closes) + count_of(run, closes);
      }
      case Needs::condition:
        return may_begin_condition(kind, at, rest);
      case Needs::citation_after:
        return !rest.empty() || cites_something(place_.after);
      case Needs::text_after:
        return contains_any(before_head(rest), condition.texts) ||
               (before_head(rest).size() == rest.size() &&
                contains_any(before_head(place_.after), condition.texts)) ||
               (kind == Kind::at_or_within && literal_at(rest).has_value()) ||  // 在15日, which lacks 内
               (kind == Kind::from && run_.substr(0, at) == "新旧衔接");
      case Needs::operand_before:
        return is_operand_before(before);
      case Needs::operands: {
        // A line that ends in 且 or 或 goes on in the next one.
        const std::string_view next =
            place_.after.substr(std::min(place_.after.find_first_not_of(" \t\r"), place_.after.size()));
        const bool goes_on =
            (kind == Kind::logical_and || kind == Kind::logical_or) && rest.empty() && next.starts_with('\n');
        return is_operand_before(before) && (goes_on || !(rest.empty() && ends_phrase(place_.after)));
      }
      case Needs::effects:
        return place_.in_effects;
      case Needs::migration:
        return place_.in_migration;
      case Needs::migration_start:
        return place_.in_migration && place_.begins_clause && at == 0;
      case Needs::bracket_after:
        return rest.empty() && (place_.after.starts_with("（") || place_.after.starts_with('('));
      case Needs::keyword_before:
        return !is_operand_before(before) && (rest.empty() || rest.starts_with("且") ||
                                              rest.starts_with("或") || starts_with_keyword(rest, 2));
      case Needs::phrase_after:
        return rest.empty() || starts_with_keyword(rest, 2);
      default:
        return literal_at(rest.empty() ? place_.after : rest).has_value();
    }
  }

  /// 首次, 各, 非: not in what follows 应当, and not as the beginning of a name (各上级, 非遗中心应当).
  [[nodiscard]] bool may_begin_condition(Kind kind, std::size_t at, std::string_view rest) const {
    if (kind == Kind::logical_not && before_head(rest).size() < rest.size()) {
      return false;
    }
    if (kind == Kind::each_of && rest.starts_with("上级")) {
      return false;
    }
    return !ends_with_head(std::string(place_.before).append(run_.substr(0, at)));
  }

  /// Splits along the cheapest ways, until there are two.
  void collect(std::size_t at, Before before, Pieces& pieces) {
    if (at == run_.size()) {
      found_.push_back(pieces);
      return;
    }
    const int least = cost_from(at, before);
    for (const Candidate& candidate : candidates(at)) {
      const Step next = step(candidate, at, before);
      if (next.cost == least && least < kImpossible && found_.size() < 2) {
        const std::size_t end = at + candidate.size;
        pieces.push_back(
            {candidate.kind, false, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
        collect(end, next.leaves, pieces);
        pieces.pop_back();
      }
    }
  }

  std::string_view run_;
  const RunPlace& place_;
  const DeclaredNames& names_;
  std::vector<std::array<int, kBefore>> costs_;     // from each place on
  std::vector<std::vector<Candidate>> candidates_;  // by place, once it is looked at
  std::vector<Pieces> found_;
};

}  // namespace

std::vector<Pieces> split_run(std::string_view run, const RunPlace& place, const DeclaredNames& names) {
  const Pieces whole{{Kind::word, false, 0, static_cast<std::uint32_t>(run.size())}};
  return run.size() > kLongestRun ? std::vector<Pieces>{whole} : Splitter(run, place, names).split();
}

bool may_be_split(std::string_view word) {
  const auto is_wide = [word](std::size_t at) { return at < word.size() && (word[at] & 0x80) != 0; };
  for (std::size_t at = 0; at < word.size() && word.size() > kCharacter; ++at) {
    const std::size_t most = is_wide(at) ? std::min(longest_keyword(word.substr(at)), word.size() - at) : 0;
    for (std::size_t size = kCharacter; size <= most; size += kCharacter) {
      const Keyword* const found = find_keyword(word.substr(at, size));
      const bool is_outer = at == 0 || !is_wide(at - 1) || !is_wide(at + size);
      const bool joins =
          found != nullptr && (found->kind == Kind::logical_or || found->kind == Kind::logical_and);
      if (found != nullptr && !is_soft(found->kind) && (size > kCharacter || is_outer || joins)) {
        return true;
      }
    }
  }
  return literal_at(word.substr(0, kLongestPeriod)).has_value();
}

std::string spaced(std::string_view run, const Pieces& pieces) {
  std::string text;
  for (const Token& piece : pieces) {
    text += text.empty() ? "" : " ";
    text += run.substr(piece.begin, piece.end - piece.begin);
  }
  return text;
}

}  // namespace recourse::language
