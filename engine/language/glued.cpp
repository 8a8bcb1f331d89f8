#include "engine/language/glued.h"

#include <algorithm>

#include "engine/base/text.h"
#include "engine/language/keywords.h"
#include "engine/language/lex.h"

namespace recourse::language {
namespace {

constexpr std::size_t kBytesOfCharacter = 3;
constexpr std::size_t kLongestKeyword = 5 * kBytesOfCharacter;
// Else a run of numerals would be read to its end from each of them.
constexpr std::size_t kLongestPeriod = 20 * kBytesOfCharacter;

// Words that are keywords only in places are split off behind another keyword: 逾期则告知.
const Keyword* keyword_at(std::string_view run, bool after_keyword) {
  for (std::size_t size = std::min(run.size(), kLongestKeyword); size > kBytesOfCharacter; --size) {
    const Keyword* const found = find_keyword(run.substr(0, size));
    const bool separate = found != nullptr && ((found->kind >= Kind::owner && !is_soft(found->kind)) ||
                                               found->kind == Kind::arrow || after_keyword);
    if (separate && static_cast<unsigned char>(run.front()) >= 0x80) {
      return found;
    }
  }
  return nullptr;
}

// 10日, with 在 before and 内 behind it: how many bytes of the start.
std::size_t period_at(std::string_view run) {
  constexpr std::string_view kWithin = "在";
  const std::size_t before = run.starts_with(kWithin) ? kWithin.size() : 0;
  const auto literal = literal_at(run.substr(before, kLongestPeriod));
  if (!literal) {
    return 0;
  }
  std::size_t size = before + literal->size;
  for (const std::string_view inside : {"以内", "内"}) {
    if (run.substr(size).starts_with(inside)) {
      return size + inside.size();
    }
  }
  return size;
}

}  // namespace

std::optional<Glued> unglue(std::string_view run) {
  std::optional<Glued> result;
  std::string spaced;
  const auto put = [&](std::string_view piece) {
    spaced += spaced.empty() || piece.empty() ? "" : " ";
    spaced += piece;
  };
  std::size_t name = 0;  // where what is no keyword begins
  bool after_keyword = false;
  std::size_t at = 0;
  while (at < run.size()) {
    const std::string_view rest = run.substr(at);
    const Keyword* const keyword = keyword_at(rest, after_keyword && name == at);
    const std::size_t size = keyword != nullptr ? keyword->spelling.size() : period_at(rest);
    if (size == 0) {
      at += base::first_cell(rest).size;
      continue;
    }
    put(run.substr(name, at - name));
    put(rest.substr(0, size));
    if (keyword != nullptr && !result) {
      result = Glued{keyword->spelling, keyword->kind, {}};
    }
    after_keyword = keyword != nullptr;
    at += size;
    name = at;
  }
  put(run.substr(name));
  if (!result || spaced == run) {
    return std::nullopt;
  }
  result->spaced = std::move(spaced);
  return result;
}

}  // namespace recourse::language
