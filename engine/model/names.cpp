#include "engine/model/names.h"

#include <algorithm>

#include "engine/base/messages/model.h"
#include "engine/base/text.h"

namespace recourse::model {

TermCode term(NameKind kind) {
  switch (kind) {
    case NameKind::choice:
      return terms::kind_choice;
    case NameKind::value:
      return terms::kind_value;
    case NameKind::parameter:
      return terms::kind_parameter;
    case NameKind::field:
      return terms::kind_field;
    case NameKind::derived:
      return terms::kind_derived;
    case NameKind::role:
      return terms::kind_role;
    case NameKind::office:
      return terms::kind_office;
    case NameKind::act:
      return terms::kind_act;
    case NameKind::stage:
      return terms::kind_stage;
    case NameKind::duty:
      return terms::kind_duty;
    case NameKind::chart:
      return terms::kind_chart;
    case NameKind::case_type:
      return terms::kind_case;
    case NameKind::source:
      return terms::kind_source;
    case NameKind::table:
      return terms::kind_table;
    case NameKind::function:
      return terms::kind_function;
    case NameKind::type:
      return terms::kind_type;
    case NameKind::level:
      return terms::kind_level;
    case NameKind::member:
      return terms::kind_member;
    case NameKind::argument:
    case NameKind::count_:
      break;
  }
  return terms::kind_argument;
}

const Declared* NameTable::add(std::string_view name, std::int32_t index, const SourceSpan& span) {
  const auto [place, is_new] = table_.emplace(std::string(name), Declared{index, span});
  if (!is_new) {
    return &place->second;
  }
  names_.push_back(place->first);
  return nullptr;
}

void NameTable::add_label(std::string_view label, std::int32_t index, const SourceSpan& span) {
  if (label.empty()) {
    return;
  }
  const auto [place, is_new] = labels_.emplace(std::string(label), Declared{index, span});
  if (is_new) {
    names_.push_back(place->first);
  } else if (place->second.index != index) {
    place->second.index = -1;
  }
}

const Declared* NameTable::find_by_name(std::string_view name) const {
  const auto found = table_.find(name);
  return found == table_.end() ? nullptr : &found->second;
}

const Declared* NameTable::find(std::string_view name) const {
  if (const Declared* named = find_by_name(name)) {
    return named;
  }
  const auto found = labels_.find(name);
  return found == labels_.end() || found->second.index < 0 ? nullptr : &found->second;
}

const Declared* NameTable::find_shared_label(std::string_view label) const {
  const auto found = labels_.find(label);
  return found == labels_.end() || found->second.index >= 0 ? nullptr : &found->second;
}

void Names::declare(NameKind kind, std::string_view name, std::int32_t index, const SourceSpan& span,
                    std::string_view label) {
  constexpr std::array kTogether = {NameKind::field, NameKind::derived, NameKind::parameter, NameKind::role};
  const Declared* first = nullptr;
  if (std::find(kTogether.begin(), kTogether.end(), kind) != kTogether.end()) {
    for (const NameKind other : kTogether) {
      first = first != nullptr || other == kind ? first : (*this)[other].find_by_name(name);
    }
  }
  if (first == nullptr) {
    first = (*this)[kind].add(name, index, span);
    (*this)[kind].add_label(label, index, span);
  }
  if (first != nullptr) {
    note_double(kind);
    // Kinds are declared one after the other, so that the later place in a file may have come first.
    const bool swapped = span.source == first->span.source && span.begin < first->span.begin;
    diagnostics_->add(messages::name_twice, swapped ? first->span : span, {name})
        .related.push_back({messages::first_given_here, swapped ? span : first->span, {name}});
  }
}

NameTable& Names::stages(RegionId region) {
  while (table_of_.size() <= region.index()) {
    table_of_.push_back(stages_.size());
    stages_.emplace_back();
  }
  return stages_[table_of_[region.index()]];
}

void Names::share_stages(RegionId branch, RegionId with) {
  const std::size_t table = table_of_[with.index()];
  while (table_of_.size() <= branch.index()) {
    table_of_.push_back(table);
  }
}

Names::StageSearch Names::find_stage(std::string_view name, RegionId region) const {
  if (region.known() && region.index() < table_of_.size()) {
    if (const Declared* own = stages_[table_of_[region.index()]].find(name)) {
      return {{own->index}};
    }
  }
  StageSearch found;
  for (const NameTable& table : stages_) {
    if (const Declared* other = table.find(name)) {
      found.ambiguous = found.stage.known();
      found.stage = {other->index};
    }
  }
  return found;
}

void Names::add_value(std::string_view name, std::string_view label, const Value& value) {
  values_[std::string(name)].push_back(value);
  if (!label.empty() && label != name) {
    value_labels_[std::string(label)].push_back(value);
  }
}

const std::vector<Names::Value>& Names::values(std::string_view name) const {
  static const std::vector<Value> kNone;
  const std::string key(name);
  if (const auto found = values_.find(key); found != values_.end()) {
    return found->second;
  }
  const auto found = value_labels_.find(key);
  return found == value_labels_.end() ? kNone : found->second;
}

const Declared* Names::find(NameKind kind, std::string_view name) const {
  if (kind == NameKind::stage) {
    for (const NameTable& table : stages_) {
      if (const Declared* found = table.find(name)) {
        return found;
      }
    }
    return nullptr;
  }
  return (*this)[kind].find(name);
}

std::vector<std::string_view> Names::candidates(NameKind kind) const {
  std::vector<std::string_view> all;
  if (kind == NameKind::stage) {
    for (const NameTable& table : stages_) {
      all.insert(all.end(), table.names().begin(), table.names().end());
    }
  } else if (kind == NameKind::value) {
    for (const auto& [name, places] : values_) {
      all.push_back(name);
    }
    std::sort(all.begin(), all.end());
  } else {
    all = (*this)[kind].names();
  }
  return all;
}

std::optional<std::string> Names::similar(const std::vector<NameKind>& wanted, std::string_view name,
                                          const std::vector<std::string_view>& near) {
  if (suggestions_left_ <= 0) {
    return std::nullopt;
  }
  --suggestions_left_;
  base::NearestName search(name);
  for (const std::string_view candidate : near) {
    search.offer(candidate);
  }
  for (const NameKind kind : wanted) {
    for (const std::string_view candidate : candidates(kind)) {
      search.offer(candidate);
    }
  }
  return search.best();
}

std::vector<Argument::Item> Names::choices(const std::vector<NameKind>& wanted) const {
  constexpr std::size_t kMost = 8;  // that somebody reads
  std::vector<Argument::Item> all;
  const auto is_name = [](std::string_view text) {
    return [text](const NameTable& table) { return table.find_by_name(text) != nullptr; };
  };
  for (const NameKind kind : wanted) {
    for (const std::string_view text : candidates(kind)) {
      if (kind == NameKind::value || is_name(text)((*this)[kind]) ||
          std::any_of(stages_.begin(), stages_.end(), is_name(text))) {
        all.emplace_back(std::string(text));
      }
    }
  }
  return all.size() > kMost ? std::vector<Argument::Item>() : all;
}

std::optional<NameKind> Names::other_kind(std::string_view name) const {
  for (const NameKind candidate :
       {NameKind::act, NameKind::stage, NameKind::duty, NameKind::role, NameKind::field, NameKind::derived,
        NameKind::parameter, NameKind::choice, NameKind::chart, NameKind::table}) {
    if (find(candidate, name) != nullptr) {
      return candidate;
    }
  }
  return std::nullopt;
}

void Names::report_unknown(const std::vector<NameKind>& wanted, std::string_view name, const SourceSpan& span,
                           const std::vector<std::string_view>& near, std::optional<TermCode> needed) {
  for (const NameKind kind : wanted) {
    if (const Declared* first = (*this)[kind].find_shared_label(name)) {
      diagnostics_->add(messages::label_shared, span, {name})
          .related.push_back({messages::first_given_here, first->span, {name}});
      return;
    }
  }
  const std::optional<std::string> meant = similar(wanted, name, near);
  const std::optional<NameKind> other = other_kind(name);
  const bool explained = std::any_of(wanted.begin(), wanted.end(), [this](NameKind kind) {
    return doubled_[static_cast<std::size_t>(kind)];
  });
  if (explained && !other && !meant) {
    return;
  }
  if (offices_missing_ && needed == terms::kind_somebody && !other && !meant) {
    if (!offices_missed_) {
      diagnostics_->add(messages::offices_missing, span, {name, *needed});
    }
    offices_missed_ = true;
    return;
  }
  if (wanted.front() == NameKind::type && !other && !meant) {
    diagnostics_->add(messages::unknown_type, span, {name});
    return;
  }
  std::vector<Argument> arguments = {needed.value_or(term(wanted.front())), name};
  MessageCode code = messages::unknown_name;
  if (other) {
    code = meant ? messages::wrong_kind_similar : messages::wrong_kind;
    arguments.emplace_back(term(*other));
  } else if (meant) {
    code = messages::unknown_name_similar;
  }
  if (meant) {
    arguments.emplace_back(*meant);
  } else if (std::vector<Argument::Item> all = choices(wanted); !all.empty()) {
    code = other ? messages::wrong_kind_listed : messages::unknown_name_listed;
    arguments.emplace_back(std::move(all));
  }
  Diagnostic& diagnostic = diagnostics_->add(code, span, std::move(arguments));
  for (std::size_t i = 0; meant && i < wanted.size() && diagnostic.related.empty(); ++i) {
    if (const Declared* declared = find(wanted[i], *meant); declared != nullptr && declared->span.source) {
      diagnostic.related.push_back({messages::declared_here, declared->span, {*meant}});
    }
  }
}

}  // namespace recourse::model
