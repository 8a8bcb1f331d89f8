// What stands in a case's log and state, in the words of the policy that the case was under: for booklets and explanations.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/graph/policy_internal.h"
#include "engine/graph/wording.h"
#include "recourse/explain.h"

namespace recourse::reports {

/// A name with spaces for its underscores, as the drawing of the policy has it.
std::string spaced(std::string name);

/// Of one policy, in one language. Names that a policy does not have are shown as they are.
class CaseWords {
public:
  /// Names are shown to people; programs get them as they are.
  enum class Names : std::uint8_t { spaced, as_declared };

  CaseWords(const Policy& policy, Language language, Names names = Names::spaced);

  [[nodiscard]] const Policy& policy() const { return policy_; }
  [[nodiscard]] const model::Model& model() const { return model_; }
  [[nodiscard]] const graph::Wording& wording() const { return wording_; }
  [[nodiscard]] Language language() const { return language_; }

  /// Acts that were given a date only took effect at its last minute; the reader gave a date.
  [[nodiscard]] std::string date_text(Instant instant) const;
  [[nodiscard]] std::string shown(std::string name) const;
  [[nodiscard]] std::string shown_name(const std::string& name, const std::string& label) const;
  [[nodiscard]] std::string words(TermCode term, const std::vector<Argument>& arguments = {}) const;
  [[nodiscard]] std::string effect_text(const Effect& effect) const;
  [[nodiscard]] std::string case_type_text(const std::string& name) const;
  [[nodiscard]] std::string sent_text(const Sent& sent) const;
  /// Extensions and approvals are named after the clause they belong to: extend(NAME), approve(ACT).
  [[nodiscard]] static std::string inner_name(const std::string& name);
  [[nodiscard]] std::optional<model::ClauseId> find_clause(const std::string& name) const;
  [[nodiscard]] std::string citation_of(const std::string& name) const;
  /// Behind it, in brackets, what it rests on.
  [[nodiscard]] std::string with_basis(const std::string& text,
                                       const std::vector<model::Citation>& citations) const;
  /// "entry 5, accept — Town Office"; of the clock only the number.
  [[nodiscard]] std::string entry_text(const EntryNamed& entry) const;
  [[nodiscard]] std::string clause_text(const std::string& name) const;
  [[nodiscard]] std::string office_text(const std::string& id) const;
  [[nodiscard]] std::string role_text(const std::string& name) const;
  [[nodiscard]] std::string actor_text(const Actor& actor) const;
  [[nodiscard]] std::string receiver_text(const Notice& notice) const;
  /// approve(pass_on) is shown with the label of what it approves.
  [[nodiscard]] std::string shown_act(const Policy::Act& act) const;
  [[nodiscard]] std::string act_text(const Act& given_act) const;
  [[nodiscard]] std::string value_text(const Policy::Type& type, const Value& value) const;
  [[nodiscard]] std::string field_text(const std::string& name) const;
  [[nodiscard]] std::string stage_text(const std::string& name) const;
  /// What a reader of the booklet wants to know of an event; the rest is the engine's.
  [[nodiscard]] std::string followed_text(const Event& event) const;
  /// "a, b or c".
  [[nodiscard]] std::string any_of(std::vector<Argument::Item> items) const;
  [[nodiscard]] std::string what_text(const Case::Commitment& commitment) const;
  [[nodiscard]] std::string who_text(const Case::Commitment& commitment) const;
  [[nodiscard]] std::string until_text(const Case::Commitment& commitment) const;

private:
  [[nodiscard]] std::string choice_text(const Policy::Type& type, const std::string& value) const;
  [[nodiscard]] std::string office_by_any_name(const std::string& name) const;

  Policy policy_;
  const model::Model& model_;
  graph::Wording wording_;
  Language language_;
  Names names_;
};

/// A clause as readers of either language know it.
Bilingual both_clause(const Policy& policy, const std::string& name);

}  // namespace recourse::reports
