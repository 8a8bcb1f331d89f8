// The built-in words in both languages.
#include "engine/language/vocabulary.h"

#include <array>

#include "engine/language/keywords.h"

namespace recourse::language {
namespace {

struct Word {
  Position position;
  std::string_view english;
  std::string_view chinese;
};

constexpr std::array kWords = {
    Word{Position::type, "number", "数字"},
    Word{Position::type, "decimal", "小数"},
    Word{Position::type, "money", "金额"},
    Word{Position::type, "text", "文本"},
    Word{Position::type, "date", "日期"},
    Word{Position::type, "duration", "期限"},
    Word{Position::type, "office", "单位"},
    Word{Position::type, "post", "岗位"},
    Word{Position::type, "person", "人员"},
    Word{Position::type, "yes_no", "是否"},

    Word{Position::call, "superior", "上级"},
    Word{Position::call, "superiors", "各上级"},
    Word{Position::call, "head", "负责人"},
    Word{Position::call, "officer", "工作人员"},
    Word{Position::call, "current", "现单位"},
    Word{Position::call, "conference", "联席会议"},
    Word{Position::call, "competent", "有权处理"},
    Word{Position::call, "under", "隶属"},
    Word{Position::call, "level", "层级"},
    Word{Position::call, "earliest", "最早"},
    Word{Position::call, "latest", "最晚"},
    Word{Position::call, "overdue", "逾期"},
    Word{Position::call, "done", "完成"},
    Word{Position::call, "approve", "批准"},

    Word{Position::member, "count", "次数"},
    Word{Position::member, "date", "日期"},
    Word{Position::member, "by", "行为人"},
    Word{Position::member, "office", "行为单位"},
    Word{Position::member, "due", "到期日"},
    Word{Position::member, "lapsed_by", "逾期单位"},

    Word{Position::name, "today", "今日"},
    Word{Position::name, "actor", "行为人"},
    Word{Position::name, "previous", "上期"},
    Word{Position::name, "it", "该单位"},
    Word{Position::name, "it", "其"},
};

}  // namespace

std::string_view canonical(std::string_view word, Position position) {
  for (const Word& entry : kWords) {
    if (entry.position == position && entry.chinese == word) {
      return entry.english;
    }
  }
  return word;
}

std::string_view in_chinese(std::string_view word, Position position) {
  for (const Word& entry : kWords) {
    if (entry.position == position && entry.english == word) {
      return entry.chinese;
    }
  }
  return word;
}

std::vector<std::string_view> chinese_words() {
  std::vector<std::string_view> words;
  for (const Word& entry : kWords) {
    if (find_keyword(entry.chinese) == nullptr) {
      words.push_back(entry.chinese);
    }
  }
  return words;
}

}  // namespace recourse::language
