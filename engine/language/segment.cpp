// Splits what stands without spaces, only where no name can be meant: Chinese keywords and numbers with a unit.
#include "engine/language/keywords.h"
#include "engine/language/lex.h"

namespace recourse::language {
namespace {

constexpr std::string_view kConditionEnd = "的";
constexpr std::size_t kBytesOfCharacter = 3;
constexpr std::size_t kLongestKeyword = 5 * kBytesOfCharacter;

// Heads of declarations and words that are keywords only in places may be parts of names: 测试环节, 完成情况.
bool may_be_split_off(Kind kind) {
  return kind >= Kind::owner && kind < Kind::first_soft;
}

const Keyword* longest_keyword(std::string_view run) {
  for (std::size_t size = std::min(run.size(), kLongestKeyword); size >= kBytesOfCharacter; --size) {
    const Keyword* const found = find_keyword(run.substr(0, size));
    if (found != nullptr && (may_be_split_off(found->kind) || found->kind == Kind::arrow)) {
      return found;
    }
  }
  return nullptr;
}

Token piece(Kind kind, std::uint32_t begin, std::size_t size) {
  return {kind, false, begin, begin + static_cast<std::uint32_t>(size)};
}

// Keywords and literals from the left; after a literal has fixed the place, the rest behind a keyword is a name.
bool split(std::string_view run, std::uint32_t begin, bool anchored, Tokens& pieces) {
  const std::size_t before = pieces.size();
  bool certain = anchored;  // one-character keywords alone, such as 自由, could be a name
  bool after_keyword = false;
  std::size_t at = 0;
  while (at < run.size()) {
    if (const auto literal = literal_at(run.substr(at))) {
      pieces.push_back(piece(literal->kind, begin + static_cast<std::uint32_t>(at), literal->size));
      at += literal->size;
      anchored = certain = true;
      after_keyword = false;
    } else if (const Keyword* const keyword = longest_keyword(run.substr(at))) {
      const std::size_t size = keyword->spelling.size();
      pieces.push_back(piece(keyword->kind, begin + static_cast<std::uint32_t>(at), size));
      at += size;
      certain = certain || size > kBytesOfCharacter;
      after_keyword = true;
    } else if (anchored && after_keyword) {
      pieces.push_back(piece(Kind::word, begin + static_cast<std::uint32_t>(at), run.size() - at));
      return true;
    } else {
      break;
    }
  }
  if (at == run.size() && certain) {
    return true;
  }
  pieces.resize(before);
  return false;
}

void segment_part(std::string_view run, std::uint32_t begin, bool after_literal, Tokens& pieces) {
  if (const Keyword* const keyword = find_keyword(run)) {
    pieces.push_back(piece(keyword->kind, begin, run.size()));
    return;
  }
  const bool chinese = static_cast<unsigned char>(run.front()) >= 0x80;
  if (!chinese || !split(run, begin, after_literal, pieces)) {
    pieces.push_back(piece(Kind::word, begin, run.size()));
  }
}

}  // namespace

void segment(std::string_view run, std::uint32_t begin, bool after_literal, Tokens& pieces) {
  std::size_t at = 0;
  while (at < run.size()) {
    const std::size_t end = std::min(run.find(kConditionEnd, at), run.size());
    if (end > at) {
      segment_part(run.substr(at, end - at), begin + static_cast<std::uint32_t>(at), after_literal && at == 0,
                   pieces);
    }
    at = end;
    if (at < run.size()) {
      pieces.push_back(
          piece(Kind::condition_end, begin + static_cast<std::uint32_t>(at), kConditionEnd.size()));
      at += kConditionEnd.size();
    }
  }
}

}  // namespace recourse::language
