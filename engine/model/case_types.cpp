#include "engine/model/case_types.h"

#include <algorithm>
#include <set>

namespace recourse::model {
namespace {

using Names = std::set<std::string>;

bool is_of(const CaseType& type, const std::string& name) {
  return name == type.name || (!type.label.empty() && name == type.label);
}

bool is_same(const language::CaseType& one, const language::CaseType& other) {
  return one.name.text == other.name.text || one.name.text == other.label || other.name.text == one.label;
}

using Group = std::vector<const language::CaseType*>;

std::vector<Group> declared(const Files& files) {
  std::vector<Group> groups;
  std::optional<std::size_t> first;
  for (const language::File& file : files.rules) {
    for (const language::CaseType& syntax : file.cases) {
      const auto known = std::find_if(groups.begin(), groups.end(), [&](const Group& group) {
        return std::any_of(group.begin(), group.end(),
                           [&](const language::CaseType* other) { return is_same(*other, syntax); });
      });
      const auto place = static_cast<std::size_t>(known - groups.begin());
      first = file.header && !first ? place : first;
      known == groups.end() ? groups.push_back({&syntax}) : known->push_back(&syntax);
    }
  }
  if (first) {
    const auto place = groups.begin() + static_cast<std::ptrdiff_t>(*first);
    std::rotate(groups.begin(), place, place + 1);
  }
  return groups;
}

/// Calls `visit(clause)` for each clause of the tree.
template <typename Visit>
void for_each_clause(const std::vector<language::Clause>& clauses, Visit&& visit) {
  for (const language::Clause& clause : clauses) {
    visit(clause);
    for_each_clause(clause.children, visit);
  }
}
template <typename Visit>
void for_each_clause(const std::vector<language::Stage>& stages, Visit&& visit) {
  for (const language::Stage& stage : stages) {
    for_each_clause(stage.clauses, visit);
    for_each_clause(stage.children, visit);
  }
}

/// What only some case types have: fields, and acts of their processes and rules.
class Owned {
public:
  Owned(const Files& files, const std::vector<CaseType>& types) : types_(types), names_(types.size()) {
    for (const language::File& file : files.rules) {
      for (const language::CaseType& syntax : file.cases) {
        add_fields(syntax, names_[type_of(syntax.name.text)]);
      }
      for (const language::Chart& chart : file.charts) {
        Names& names = names_[type_of(chart.case_type.text)];
        const auto add = [&](const language::Clause& clause) { add_acts(clause, names); };
        for_each_clause(chart.clauses, add);
        for_each_clause(chart.stages, add);
      }
    }
  }

  /// By the name or label that stands there; the first where there is none, or one that is nobody's.
  [[nodiscard]] std::size_t type_of(const std::string& name) const {
    const auto found =
        std::find_if(types_.begin(), types_.end(), [&](const CaseType& type) { return is_of(type, name); });
    return found == types_.end() ? 0 : static_cast<std::size_t>(found - types_.begin());
  }

  [[nodiscard]] bool is_foreign(const std::string& name, std::size_t which) const {
    const auto has = [&](const Names& names) { return names.contains(name); };
    return !has(names_[which]) && std::any_of(names_.begin(), names_.end(), has);
  }

  /// Whether what has these names belongs to the type; the first keeps what is nobody's.
  [[nodiscard]] bool keeps(const std::string& name, const std::string& label, std::size_t which) const {
    const auto has = [&](const Names& names) { return names.contains(name) || names.contains(label); };
    return has(names_[which]) || (which == 0 && std::none_of(names_.begin(), names_.end(), has));
  }

  void add_foreign(const std::string& name, std::size_t which) {
    for (std::size_t type = 0; type < names_.size(); ++type) {
      if (type != which) {
        names_[type].insert(name);
      }
    }
  }

private:
  static void add_fields(const language::CaseType& syntax, Names& names) {
    for (const language::Declaration& field : syntax.fields) {
      names.insert(field.name.text);
      names.insert(field.label.value_or(field.name.text));
    }
    for (const language::Derived& field : syntax.derived) {
      names.insert(field.name.text);
      names.insert(field.label.value_or(field.name.text));
    }
  }

  static void add_acts(const language::Clause& clause, Names& names) {
    for (const language::ActUse& act : clause.acts) {
      names.insert(act.name.text);
    }
    if (clause.limit && clause.limit->extendable && clause.limit->extendable->through) {
      names.insert(clause.limit->extendable->through->name.text);
    }
  }

  const std::vector<CaseType>& types_;
  std::vector<Names> names_;  // by type
};

bool names_foreign(const language::Expression& syntax, const Owned& owned, std::size_t which) {
  const bool is_word =
      syntax.kind == language::Expression::Kind::name || syntax.kind == language::Expression::Kind::call;
  return (is_word && owned.is_foreign(syntax.text, which)) ||
         std::any_of(
             syntax.operands.begin(), syntax.operands.end(),
             [&](const language::Expression& operand) { return names_foreign(operand, owned, which); });
}

bool asks_foreign(const language::Table& table, const Owned& owned, std::size_t which) {
  return std::any_of(table.inputs.begin(), table.inputs.end(), [&](const language::Declaration& input) {
    return input.type.text.empty() && owned.is_foreign(input.name.text, which);
  });
}

/// Takes away what the case type cannot use. A role or table that is taken away is foreign to those that speak of it.
bool take_foreign(Files& files, Owned& owned, std::size_t which) {
  bool taken = false;
  const auto take = [&](auto& items, auto is_foreign) {
    std::erase_if(items, [&](const auto& item) {
      if (!is_foreign(item)) {
        return false;
      }
      owned.add_foreign(item.name.text, which);
      owned.add_foreign(item.label.value_or(item.name.text), which);
      return taken = true;
    });
  };
  for (language::File& file : files.rules) {
    take(file.roles,
         [&](const language::Role& role) { return !role.party && names_foreign(role.who, owned, which); });
    take(file.tables, [&](const language::Table& table) { return asks_foreign(table, owned, which); });
  }
  return taken;
}

}  // namespace

namespace {

constexpr const char* kConfirmTwin = "confirm_twin";

language::Declaration case_number(const std::string& name, const language::CaseType& type,
                                  const SourceSpan& span) {
  language::Declaration number;
  number.name = {name, span};
  number.type = {type.name.text, span};
  number.optional = true;
  number.span = span;
  return number;
}

language::ActUse confirmation(const SourceSpan& span) {
  language::ActUse act;
  act.name = {kConfirmTwin, span};
  act.span = span;
  return act;
}

/// WHO may confirm_twin · on confirm_twin { set twin = of }
std::vector<language::Clause> clauses_of(const language::SameMatter& same) {
  language::Clause may;
  may.kind = language::Clause::Kind::may;
  may.span = may.head = same.span;
  may.who = same.by;
  may.acts.push_back(confirmation(same.span));
  may.cites = same.cites;
  language::Clause on;
  on.kind = language::Clause::Kind::on;
  on.span = on.head = same.span;
  on.acts.push_back(confirmation(same.span));
  language::Effect set;
  set.field = {"twin", same.span};
  set.value.emplace();
  set.value->text = "of";
  set.value->span = same.span;
  set.span = same.span;
  on.then.emplace().effects.push_back(std::move(set));
  on.then->span = same.span;
  return {std::move(may), std::move(on)};
}

/// Of the case type, in whichever file it is declared and under whichever of its names.
language::Chart* process_of(Files& files, const language::CaseType& type) {
  const std::vector<Group> groups = declared(files);
  const auto group = std::find_if(groups.begin(), groups.end(), [&](const Group& one) {
    return std::find(one.begin(), one.end(), &type) != one.end();
  });
  const language::CaseType& meant = principal(*group);
  for (language::File& file : files.rules) {
    for (language::Chart& chart : file.charts) {
      const std::string& of = chart.case_type.text;
      if (chart.process && (of.empty() || of == meant.name.text || of == meant.label)) {
        return &chart;
      }
    }
  }
  return nullptr;
}

}  // namespace

void expand_same_matter(Files& files) {
  for (language::File& file : files.rules) {
    for (language::CaseType& type : file.cases) {
      language::Chart* const process = type.same_matter ? process_of(files, type) : nullptr;
      if (process == nullptr) {
        continue;  // that there is none is reported
      }
      const SourceSpan& span = type.same_matter->span;
      type.fields.push_back(case_number("twin", type, span));
      type.fields.back().label = "同一事项";
      language::ActDeclaration act{confirmation(span), "认定同一事项", std::nullopt, span};
      act.act.parameters.push_back(case_number("of", type, span));
      act.act.has_parameters = true;
      file.acts.push_back(std::move(act));
      for (language::Clause& clause : clauses_of(*type.same_matter)) {
        process->clauses.push_back(std::move(clause));
      }
    }
  }
}

const language::CaseType& principal(const std::vector<const language::CaseType*>& declarations) {
  for (const language::CaseType* candidate : declarations) {
    const auto is_known_by_it = [&](const language::CaseType* other) {
      return other->name.text == candidate->name.text || other->name.text == candidate->label;
    };
    if (candidate->label && std::all_of(declarations.begin(), declarations.end(), is_known_by_it)) {
      return *candidate;
    }
  }
  return *declarations.front();
}

std::vector<CaseType> case_types(const Files& files) {
  std::vector<CaseType> types, others;
  for (const Group& group : declared(files)) {
    const language::CaseType& meant = principal(group);
    const CaseType type{meant.name.text, meant.label.value_or("")};
    const bool has_process =
        std::any_of(files.rules.begin(), files.rules.end(), [&](const language::File& file) {
          return std::any_of(file.charts.begin(), file.charts.end(), [&](const language::Chart& chart) {
            return chart.process && is_of(type, chart.case_type.text);
          });
        });
    (has_process ? types : others).push_back(type);
  }
  if (types.empty() && !others.empty()) {
    types.push_back(others.front());
  }
  return types;
}

Files seen_by(const Files& files, const std::vector<CaseType>& types, std::size_t which) {
  Owned owned(files, types);
  Files seen = files;
  for (language::File& file : seen.rules) {
    std::erase_if(file.cases,
                  [&](const language::CaseType& type) { return owned.type_of(type.name.text) != which; });
    std::erase_if(file.charts,
                  [&](const language::Chart& chart) { return owned.type_of(chart.case_type.text) != which; });
    std::erase_if(file.acts, [&](const language::ActDeclaration& act) {
      return !owned.keeps(act.act.name.text, act.label.value_or(act.act.name.text), which);
    });
    std::erase_if(file.migrations, [&](const language::Migration& migration) {
      return owned.type_of(migration.case_type ? migration.case_type->text : "") != which;
    });
    std::erase_if(file.tests, [&](const language::Test& test) {
      return owned.type_of(test.case_type ? test.case_type->text : "") != which;
    });
  }
  while (take_foreign(seen, owned, which)) {
  }
  return seen;
}

}  // namespace recourse::model
