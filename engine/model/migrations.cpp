// Which running cases go over from older policies: what of it speaks of this one.
#include <algorithm>
#include <set>

#include "engine/base/messages/language.h"
#include "engine/base/messages/model.h"
#include "engine/model/clause_parts.h"

namespace recourse::model {
namespace {

using Syntax = language::Migration;

class MigrationResolver {
public:
  explicit MigrationResolver(Building& building) : building_(building), model_(building.model) {}

  void resolve(const Syntax& syntax) {
    if (syntax.title == model_.title && syntax.version == model_.version) {
      building_.report(messages::migrates_from_itself, syntax.span, syntax.version);
    }
    for (const Migration& other : model_.migrations) {
      if (other.title == syntax.title && other.version == syntax.version) {
        building_.report(messages::migration_twice, syntax.span, syntax.title, syntax.version)
            .related.push_back({messages::first_stands_here, other.span, {}});
      }
    }
    Migration made;
    made.title = syntax.title;
    made.version = syntax.version;
    made.span = syntax.span;
    std::set<std::string> stages;
    for (const Syntax::Stages& line : syntax.stages) {
      made.stages.push_back(resolve(line, stages));
    }
    resolve_fields(syntax, made);
    made.effects = effects(syntax.effects);
    model_.migrations.push_back(std::move(made));
  }

private:
  Migration::Stages resolve(const Syntax::Stages& syntax, std::set<std::string>& named) {
    Migration::Stages made;
    made.others = syntax.others;
    made.stay = syntax.stay;
    made.span = syntax.span;
    for (const language::Name& from : syntax.from) {
      once(from.text, from.span, named);
      made.from.push_back(from.text);
    }
    if (syntax.others) {
      once("", syntax.span, named);
    }
    if (syntax.target) {
      made.target = find_stage(building_, *syntax.target, process());
    }
    made.effects = effects(syntax.effects);
    return made;
  }

  void resolve_fields(const Syntax& syntax, Migration& made) {
    std::set<std::string> old_names, new_names;
    for (const Syntax::Renamed& field : syntax.fields) {
      once(field.from.text, field.from.span, old_names);
      if (const Declared* found = building_.names[NameKind::field].find(field.to.text)) {
        once(field.to.text, field.to.span, new_names);
        made.fields.push_back({field.from.text, {found->index}});
      } else {
        building_.names.report_unknown({NameKind::field}, field.to.text, field.to.span);
      }
    }
    for (const language::Name& field : syntax.dropped) {
      once(field.text, field.span, old_names);
      made.dropped.push_back(field.text);
    }
  }

  void once(const std::string& name, const SourceSpan& span, std::set<std::string>& named) {
    if (!named.insert(name).second) {
      building_.report(messages::migrated_twice, span, source_text(span));
    }
  }

  /// Values read what a case holds and nothing of what has happened: what is remembered of that depends on clauses alone.
  std::vector<Effect> effects(const std::vector<language::Effect>& syntax) {
    language::Consequence all;
    for (const language::Effect& effect : syntax) {
      if (effect.kind >= language::Effect::Kind::notify) {
        building_.report(messages::migration_tells_nobody, effect.span);
      } else {
        all.effects.push_back(effect);
      }
    }
    Scope scope;
    scope.region = process();
    std::vector<Effect> resolved = resolve_consequence(building_, {}, all, scope, {}).effects;
    for (const Effect& effect : resolved) {
      if (reads_past(effect.value)) {
        building_.report(messages::migration_reads_past, model_[effect.value].span,
                         source_text(model_[effect.value].span));
      }
    }
    return resolved;
  }

  [[nodiscard]] bool reads_past(ExpressionId id) const {
    if (!id.known()) {
      return false;
    }
    const Expression& expression = model_[id];
    const Operation operation = expression.operation;
    return operation == Operation::record || operation == Operation::in_stage ||
           (operation >= Operation::duty_overdue && operation <= Operation::duty_due) ||
           std::any_of(expression.operands.begin(), expression.operands.end(),
                       [this](ExpressionId operand) { return reads_past(operand); });
  }

  [[nodiscard]] RegionId process() const { return RegionId{model_.regions.empty() ? -1 : 0}; }

  Building& building_;
  Model& model_;
};

}  // namespace

void resolve_migrations(Building& building) {
  MigrationResolver resolver(building);
  for (const language::File& file : building.files.rules) {
    for (const language::Migration& migration : file.migrations) {
      resolver.resolve(migration);
    }
  }
}

}  // namespace recourse::model
