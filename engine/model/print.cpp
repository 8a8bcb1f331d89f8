#include "engine/model/print.h"

#include <algorithm>

#include "engine/base/catalogue.h"
#include "engine/base/messages/model.h"
#include "engine/calendar/calendar.h"
#include "engine/calendar/numeral.h"

namespace recourse::model {
namespace {

bool is_plain(const std::string& name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || byte == '_' || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= 'a' && byte <= 'z');
  });
}

std::string_view unit_name(calendar::Unit unit) {
  switch (unit) {
    case calendar::Unit::minute:
      return "minutes";
    case calendar::Unit::hour:
      return "hours";
    case calendar::Unit::day:
      return "days";
    case calendar::Unit::working_day:
      return "working days";
    case calendar::Unit::month:
      return "months";
    case calendar::Unit::year:
      return "years";
  }
  return "";
}

/// The word of an operation that prints as a call.
std::string_view call_name(Operation operation) {
  switch (operation) {
    case Operation::superior:
      return "superior";
    case Operation::in_superiors:
      return "in_superiors";
    case Operation::under:
      return "under";
    case Operation::level:
      return "level";
    case Operation::is_known:
      return "known";
    case Operation::logical_not:
      return "not";
    case Operation::negate:
      return "negate";
    case Operation::remember:
      return "remember";
    default:
      return "";
  }
}

std::string_view infix(Operation operation) {
  switch (operation) {
    case Operation::otherwise:
      return " otherwise ";
    case Operation::logical_and:
      return " and ";
    case Operation::logical_or:
      return " or ";
    case Operation::equal:
      return " = ";
    case Operation::not_equal:
      return " != ";
    case Operation::less:
      return " < ";
    case Operation::less_equal:
      return " <= ";
    case Operation::greater:
      return " > ";
    case Operation::greater_equal:
      return " >= ";
    case Operation::add:
    case Operation::add_duration:
      return " + ";
    case Operation::subtract:
      return " - ";
    case Operation::multiply:
      return " * ";
    default:
      return ", ";
  }
}

std::string print_record(const Model& model, const Record& record) {
  const Act& act = model[record.act];
  std::string name = print_name(act.name);
  switch (record.what) {
    case Record::What::count:
      return name + ".count";
    case Record::What::day:
      return name + ".date";
    case Record::What::by:
      return name + ".by";
    case Record::What::office:
      return name + ".office";
    case Record::What::parameter:
      return name + "." + print_name(act.parameters[static_cast<std::size_t>(record.parameter)].name);
    case Record::What::instant:
      return name + ".instant";
  }
  return name;
}

std::string join(const Model& model, const std::vector<ExpressionId>& operands, std::string_view between) {
  std::string text;
  for (const ExpressionId operand : operands) {
    text += text.empty() ? "" : std::string(between);
    text += print_expression(model, operand);
  }
  return text;
}

/// competent(office, Topic wages, …): the choice's index stands before each value.
std::string print_competent(const Model& model, const Expression& expression) {
  std::string text = "competent(" + print_expression(model, expression.operands[0]);
  for (std::size_t i = 1; i + 1 < expression.operands.size(); i += 2) {
    const auto choice = static_cast<std::int32_t>(model[expression.operands[i]].constant);
    text += ", " + print_name(model[ChoiceId{choice}].name) + " " +
            print_expression(model, expression.operands[i + 1]);
  }
  return text + ")";
}

/// period(topic, people); with one operand more than inputs it asks whether that is among the answers.
std::string print_call(const Model& model, const Expression& expression) {
  const Table& table = model[TableId{expression.index}];
  std::vector<ExpressionId> inputs = expression.operands;
  std::string among;
  if (inputs.size() > table.inputs.size()) {
    among = print_expression(model, inputs.back()) + " in ";
    inputs.pop_back();
  }
  const std::string call = among + print_name(table.name) + "(" + join(model, inputs, ", ") + ")";
  return among.empty() ? call : "(" + call + ")";
}

}  // namespace

std::string print_name(const std::string& name) {
  if (is_plain(name)) {
    return name;
  }
  std::string quoted = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') {
      quoted += '\\';
    }
    quoted += c == '\n' ? ' ' : c;
  }
  return quoted + "\"";
}

calendar::Period period_of(std::int64_t duration) {
  return {static_cast<std::int32_t>(duration >> 3), static_cast<calendar::Unit>(duration & 7)};
}

std::int64_t duration_of(calendar::Period period) {
  return static_cast<std::int64_t>(period.amount) * 8 + static_cast<std::int64_t>(period.unit);
}

std::string print_period(calendar::Period period) {
  return std::to_string(period.amount) + " " + std::string(unit_name(period.unit));
}

std::string print_type(const Model& model, const ValueType& type) {
  std::string text;
  switch (type.type) {
    case Type::truth:
      text = "yes/no";
      break;
    case Type::number:
      text = type.scale > 0 ? "decimal(" + std::to_string(type.scale) + ")" : "number";
      break;
    case Type::text:
      text = type.case_type < 0 ? "text"
                                : print_name(model.case_types[static_cast<std::size_t>(type.case_type)].name);
      break;
    case Type::date:
      text = "date";
      break;
    case Type::duration:
      text = "duration";
      break;
    case Type::office:
      text = "office";
      break;
    case Type::person:
      text = "person";
      break;
    case Type::choice:
      text = print_name(model[type.choice].name);
      break;
    case Type::office_set:
      text = "set of office";
      break;
    case Type::choice_set:
      text = "set of " + print_name(model[type.choice].name);
      break;
  }
  if (type.least || type.most) {
    text += "(" + (type.least ? std::to_string(*type.least) : "") + ".." +
            (type.most ? std::to_string(*type.most) : "") + ")";
  }
  return type.optional ? text + "?" : text;
}

std::string print_value(const Model& model, const ValueType& type, std::int64_t value) {
  if (value == base::kUnknown) {
    return "unknown";
  }
  switch (type.type) {
    case Type::truth:
      return value != 0 ? "yes" : "no";
    case Type::date:
      return calendar::format_day(static_cast<calendar::Day>(value));
    case Type::duration:
      return print_period(period_of(value));
    case Type::office: {
      const auto& all = model.offices.offices();
      const auto index = static_cast<std::size_t>(value);
      return "office " + (index < all.size() ? print_name(all[index].id) : std::to_string(value));
    }
    case Type::choice:
    case Type::choice_set:
      return print_name(model[type.choice].values[static_cast<std::size_t>(value)].name);
    default:
      return std::to_string(value);
  }
}

std::string print_expression(const Model& model, ExpressionId id) {
  if (!id.known()) {
    return "";
  }
  const Expression& expression = model[id];
  const auto index = static_cast<std::size_t>(std::max(expression.index, 0));
  switch (expression.operation) {
    case Operation::constant:
      return print_value(model, expression.type, expression.constant);
    case Operation::field:
      return print_name(model.fields[index].name);
    case Operation::argument:
      return "argument " + std::to_string(index);
    case Operation::record:
      return print_record(model, model.records[index]);
    case Operation::today:
      return "today";
    case Operation::cycle_day:
      return "cycle_day " + std::to_string(index) + " " + print_expression(model, expression.operands[0]);
    case Operation::recurrences:
      return "of last " + std::to_string(index) + " " + print_expression(model, expression.operands[0]);
    case Operation::actor_office:
      return "actor";
    case Operation::it:
      return "it";
    case Operation::in_stage:
      return "in " + print_stage(model, StageId{expression.index});
    case Operation::duty_overdue:
      return "overdue(" + print_name(model.clauses[index].name) + ")";
    case Operation::duty_done:
      return "done(" + print_name(model.clauses[index].name) + ")";
    case Operation::duty_due:
      return print_name(model.clauses[index].name) + ".due";
    case Operation::set_contains:
      return "(" + print_expression(model, expression.operands[0]) + " in " +
             print_name(model.fields[index].name) + ")";
    case Operation::is_known_field:
      return "known(" + print_name(model.fields[index].name) + ")";
    case Operation::is_known_argument:
      return "known(argument " + std::to_string(index) + ")";
    case Operation::competent:
      return print_competent(model, expression);
    case Operation::table:
      return print_call(model, expression);
    default:
      break;
  }
  if (const std::string_view call = call_name(expression.operation); !call.empty()) {
    return std::string(call) + "(" + join(model, expression.operands, ", ") + ")";
  }
  return "(" + join(model, expression.operands, infix(expression.operation)) + ")";
}

std::string print_who(const Model& model, WhoId id) {
  if (!id.known()) {
    return "anybody";
  }
  const Who& who = model[id];
  std::string text;
  switch (who.kind) {
    case Who::Kind::party:
      text = "party " + print_name(model[who.role].name);
      break;
    case Who::Kind::office:
      text = print_expression(model, who.office);
      break;
    case Who::Kind::post:
      text = "post " + print_name(who.post) + " of " + print_expression(model, who.office);
      break;
    case Who::Kind::any_of:
    case Who::Kind::each_of:
      text = who.kind == Who::Kind::any_of ? "any of " : "each of ";
      text += model[who.office].type.type == Type::office ? "superiors(" : "(";
      text += print_expression(model, who.office) + ")";
      text += who.except.known() ? " except " + print_expression(model, who.except) : "";
      break;
  }
  return who.otherwise.known() ? text + " otherwise " + print_who(model, who.otherwise) : text;
}

std::string print_stage(const Model& model, StageId id) {
  const Stage& stage = model[id];
  const RegionId outermost = model.outermost(stage.region);
  const bool of_chart = std::any_of(model.charts.begin(), model.charts.end(),
                                    [&](const Chart& chart) { return chart.region == outermost; });
  const std::string region = of_chart ? print_name(model[outermost].name) : "(case)";
  return stage.parent.known() ? region + "/" + print_name(stage.name) : region;
}

std::string print_citations(const std::vector<Citation>& citations) {
  std::string text;
  for (const Citation& citation : citations) {
    text += " cites " + print_name(citation.source);
    for (const std::string& article : citation.articles) {
      text += " " + print_name(article);
    }
  }
  return text;
}

std::string citation_text(const std::vector<Citation>& citations, Language language) {
  std::string text;
  for (const Citation& citation : citations) {
    const bool chinese = language == Language::chinese;
    const bool title = chinese && has_chinese(citation.source) && !citation.source.starts_with("《");
    const std::string source =
        title ? base::fill(base::word(terms::word_title, language), {citation.source}, language)
              : citation.source;
    std::string articles;
    for (const std::string& article : citation.articles) {
      articles += articles.empty() ? "" : base::word(terms::word_between_items, language);
      articles += chinese ? calendar::chinese_article(article) : article;
    }
    text += text.empty() ? "" : chinese ? "；" : "; ";
    text += articles.empty()
                ? source
                : base::fill(base::word(terms::word_cites, language), {source, articles}, language);
  }
  return text;
}

}  // namespace recourse::model
