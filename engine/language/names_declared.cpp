// Which names a file declares. Door: DeclaredNames.
#include "engine/language/names_declared.h"

#include <algorithm>
#include <array>

#include "engine/language/split.h"
#include "engine/language/vocabulary.h"

namespace recourse::language {
namespace {

/// Whether a name was read that goes on with the phrase behind it, for want of a space: 办理依据第三十四条.
bool swallows_phrase(std::string_view name) {
  constexpr std::array<std::string_view, 6> kPhrases = {"依据第", "转入",   "适用",
                                                        "以下称", "逾期则", "期满则"};
  return std::any_of(kPhrases.begin(), kPhrases.end(), [name](std::string_view phrase) {
    const std::size_t at = name.find(phrase);
    return at != std::string_view::npos && at > 0 && at + phrase.size() < name.size();
  });
}

/// What `same matter` declares beside its fields.
constexpr std::initializer_list<const char*> kOfSameMatter = {"同一事项", "认定同一事项"};

}  // namespace

void DeclaredNames::add(std::string_view name) {
  if (!name.empty() && !swallows_phrase(name)) {
    names_.emplace(name);
    beginnings_.add(name);
  }
}

void DeclaredNames::add(const std::optional<std::string>& label) {
  if (label) {
    add(std::string_view(*label));
  }
}

template <typename Named>
void DeclaredNames::add_named(const Named& named) {
  add(std::string_view(named.name.text));
  add(named.label);
}

void DeclaredNames::add(const ActUse& act, bool explicitly) {
  if (explicitly || !may_be_split(act.name.text)) {
    add(std::string_view(act.name.text));
  }
  for (const Declaration& parameter : act.parameters) {
    add_named(parameter);
  }
}

void DeclaredNames::add(const Clause& clause) {
  if (clause.kind == Clause::Kind::must || clause.kind == Clause::Kind::may ||
      clause.kind == Clause::Kind::opens_on) {
    for (const ActUse& act : clause.acts) {
      add(act, false);
    }
  }
  if (clause.limit && clause.limit->extendable && clause.limit->extendable->through) {
    add(*clause.limit->extendable->through, false);
  }
  if (clause.as) {
    add(std::string_view(clause.as->text));
  }
  add(clause.as_label);
  for (const Clause& child : clause.children) {
    add(child);
  }
}

void DeclaredNames::add(const Stage& stage) {
  add_named(stage);
  for (const Clause& clause : stage.clauses) {
    add(clause);
  }
  for (const Stage& child : stage.children) {
    add(child);
  }
}

void DeclaredNames::add(const File& file) {
  for (const std::string_view word : chinese_words()) {
    add(word);
  }
  for (const SourceAlias& source : file.sources) {
    add(std::string_view(source.alias.text));
  }
  for (const Choice& choice : file.choices) {
    add_named(choice);
    for (const ChoiceValue& value : choice.values) {
      add_named(value);
    }
  }
  for (const Parameter& parameter : file.parameters) {
    add_named(parameter);
  }
  for (const CaseType& type : file.cases) {
    add_named(type);
    for (const char* const name : type.same_matter ? kOfSameMatter : std::initializer_list<const char*>{}) {
      add(std::string_view(name));
    }
    for (const Declaration& field : type.fields) {
      add_named(field);
    }
    for (const Derived& field : type.derived) {
      add_named(field);
    }
  }
  for (const ActDeclaration& act : file.acts) {
    add(act.act, true);
    add(act.label);
  }
  for (const Role& role : file.roles) {
    add_named(role);
  }
  for (const Table& table : file.tables) {
    add_named(table);
    for (const Declaration& input : table.inputs) {
      add_named(input);
    }
  }
  for (const Chart& chart : file.charts) {
    add_named(chart);
    for (const Clause& clause : chart.clauses) {
      add(clause);
    }
    for (const Stage& stage : chart.stages) {
      add(stage);
    }
  }
}

}  // namespace recourse::language
