// What the public API shows of a policy: plain names, labels and texts, made once when it is loaded.
#include <fmt/format.h>

#include <algorithm>

#include "engine/base/digest.h"
#include "engine/graph/policy_internal.h"
#include "engine/graph/wording.h"

namespace recourse::graph {
namespace {

using model::Model;

std::string type_name(const Model& model, const model::ValueType& type) {
  switch (type.type) {
    case base::Type::truth:
      return "yes_no";
    case base::Type::number:
      return "number";
    case base::Type::text:
      return type.case_type < 0 ? "text" : model.case_types[static_cast<std::size_t>(type.case_type)].name;
    case base::Type::date:
      return "date";
    case base::Type::duration:
      return "duration";
    case base::Type::office:
      return "office";
    case base::Type::person:
      return "person";
    case base::Type::choice:
      return model[type.choice].name;
    case base::Type::office_set:
      return "set of office";
    case base::Type::choice_set:
      break;
  }
  return "set of " + model[type.choice].name;
}

Policy::Type public_type(const Model& model, const model::ValueType& type) {
  Policy::Type shown{type_name(model, type), type.optional, type.scale, type.least, type.most, {}};
  if (type.choice.known()) {
    for (const model::ChoiceValue& value : model[type.choice].values) {
      shown.values.push_back({value.name, value.label});
    }
  }
  return shown;
}

std::string chinese(const std::vector<model::Citation>& citations) {
  return citation_text(citations, Language::chinese);
}
std::string english(const std::vector<model::Citation>& citations) {
  return citation_text(citations, Language::english);
}

/// The case region has no name of its own and is nothing that a policy speaks of.
bool is_case_region(const Model& model, model::RegionId region) {
  return std::none_of(
      model.charts.begin(), model.charts.end(),
      [outermost = model.outermost(region)](const model::Chart& chart) { return chart.region == outermost; });
}

std::string region_name(const Model& model, model::RegionId region) {
  return model[model[model.outermost(region)].root].name;
}

void add_stages(PolicyInternals& policy, const Wording& wording) {
  const Model& model = policy.model;
  std::vector<std::size_t> order(model.stages.size());
  for (std::size_t index = 0; index < order.size(); ++index) {
    order[index] = index;
  }
  std::stable_sort(order.begin(), order.end(), [&policy](std::size_t left, std::size_t right) {
    return policy.machine.stages[left].depth < policy.machine.stages[right].depth;
  });
  for (const std::size_t index : order) {
    const model::Stage& stage = model.stages[index];
    if (is_case_region(model, stage.region)) {
      continue;
    }
    const bool root = !stage.parent.known();
    const bool start = !root && model[stage.parent].start == model::StageId{static_cast<std::int32_t>(index)};
    policy.stages.push_back({stage.name, stage.label, region_name(model, stage.region),
                             root ? std::string() : model[stage.parent].name, root, start, stage.final,
                             stage.parallel, stage.owner.known() ? wording.who(stage.owner) : std::string(),
                             chinese(stage.citations), english(stage.citations)});
  }
}

void add_acts(PolicyInternals& policy) {
  for (const model::Act& act : policy.model.acts) {
    Policy::Act shown{
        act.name, act.label, {}, false, act.approves.known(), chinese(act.citations), english(act.citations)};
    for (const model::ActParameter& parameter : act.parameters) {
      shown.parameters.push_back(
          {parameter.name, parameter.label, public_type(policy.model, parameter.type)});
    }
    shown.opens = policy.machine.openings[policy.acts.size()].count > 0;
    policy.acts.push_back(std::move(shown));
  }
}

void add_clauses(PolicyInternals& policy, const Wording& wording) {
  for (const model::Clause& clause : policy.model.clauses) {
    Policy::Clause& shown = policy.clauses.emplace_back();
    shown.kind = static_cast<Policy::Clause::Kind>(clause.kind);
    shown.name = clause.name;
    shown.stage = policy.model[clause.stage].name;
    for (const model::ActId act : clause.acts) {
      shown.acts.push_back(policy.model[act].name);
    }
    shown.who = clause.who.known() ? wording.who(clause.who) : std::string();
    if (clause.span.source != nullptr) {
      shown.text = clause.span.source->text.substr(clause.span.begin, clause.span.end - clause.span.begin);
      shown.file = clause.span.source->name;
      shown.line = position(*clause.span.source, clause.span.begin).line;
    }
    shown.citation = chinese(clause.citations);
    shown.citation_english = english(clause.citations);
    shown.statutory = clause.limit && clause.limit->statutory;
    shown.assumed = clause.limit && clause.limit->assumed;
  }
}

void add_offices(PolicyInternals& policy) {
  const auto& offices = policy.model.offices.offices();
  for (const offices::Office& office : offices) {
    std::string superior;
    if (!office.superiors.empty()) {
      superior = offices[static_cast<std::size_t>(office.superiors.back().office)].id;
    }
    policy.offices.push_back({office.id, office.name, office.name_english, superior, office.level});
  }
}

std::string digest_of(const calendar::CalendarData& data) {
  std::string text = fmt::format("calendar {}\nzone {}\nweekend {}\n", data.name, data.zone, data.weekend);
  for (const auto& years : data.computed) {
    text += fmt::format("computed {} {}\n", years.first, years.last);
  }
  for (const calendar::Notice& notice : data.notices) {
    text += fmt::format("notice {} {} {} {}\n", notice.id, notice.title, notice.published, notice.year);
    for (const auto& day : notice.days) {
      text += fmt::format("day {} {} {}\n", day.day, day.off, day.name);
    }
  }
  return base::sha256(text);
}

std::string dates(const offices::Validity& valid) {
  return fmt::format("{} {}", valid.from, valid.to);
}

std::string digest_of(const Model& model) {
  std::string text;
  for (const std::string& level : model.offices.levels()) {
    text += fmt::format("level {}\n", level);
  }
  for (const offices::Office& office : model.offices.offices()) {
    text += fmt::format("office {}\n{}\n{}\n{} {}\n", office.id, office.name, office.name_english,
                        office.level, dates(office.valid));
    for (const auto& superior : office.superiors) {
      text += fmt::format("superior {} {}\n", superior.office, dates(superior.valid));
    }
    for (const auto& successor : office.successors) {
      text += fmt::format("successor {} {}\n", successor.office, successor.from);
    }
    for (const auto& row : office.competences) {
      text += "competent\n";
      for (const auto& competence : row) {
        const model::Choice& choice = model.choices[static_cast<std::size_t>(competence.choice)];
        text += fmt::format("for {}", choice.name);
        for (const std::int32_t value : competence.values) {
          text += fmt::format(" {}", choice.values[static_cast<std::size_t>(value)].name);
        }
        text += '\n';
      }
    }
    for (const auto& post : office.posts) {
      text += fmt::format("post {} {} {}\n", post.kind, post.holder, dates(post.valid));
    }
  }
  return base::sha256(text);
}

}  // namespace

void describe_publicly(PolicyInternals& policy) {
  const Model& model = policy.model;
  const Wording wording(model, written_language(model));
  policy.in_force = calendar::format_day(model.in_force);
  policy.calendar_digest = digest_of(model.calendar->data());
  policy.offices_digest = model.offices.offices().empty() ? std::string() : digest_of(model);
  add_stages(policy, wording);
  add_acts(policy);
  for (const model::Field& field : model.fields) {
    policy.fields.push_back({field.name, field.label, public_type(model, field.type)});
  }
  for (const model::Role& role : model.roles) {
    if (!role.other_case) {
      policy.roles.push_back({role.name, role.label, role.party});
    }
  }
  add_clauses(policy, wording);
  add_offices(policy);
  for (const model::CaseType& type : model.case_types) {
    policy.case_types.push_back({type.name, type.label});
  }
  for (const model::Migration& migration : model.migrations) {
    policy.migrations.push_back({migration.title, migration.version});
  }
}

}  // namespace recourse::graph
