// Typed expressions, who and limits as the words of the policy, in either language: for drawings, refusals,
// booklets and what the structure checks say. Reads the model only.
#pragma once

#include <string>
#include <vector>

#include "engine/calendar/period.h"
#include "engine/model/model.h"
#include "engine/model/print.h"

namespace recourse::graph {

using model::citation_text;
using model::shown_name;

/// The language in which the policy is written: that of its title, else of the process's name.
Language written_language(const model::Model& model);

/// Words parts of one model in one language. Holds references only; the model outlives it. Cost: linear in
/// what is worded.
class Wording {
public:
  /// Short, as on arrows and in refusals, or in whole phrases, as a document has them: "to = actor", "to is the acting office".
  enum class Style : std::uint8_t { brief, prose };

  Wording(const model::Model& model, Language language, Style style = Style::brief)
      : model_(model), language_(language), style_(style) {}

  /// A condition or value; `act` is the act whose parameters it reads. An absent expression is empty.
  [[nodiscard]] std::string expression(model::ExpressionId expression, model::ActId act = {}) const;
  /// The role's name where one was declared; "anybody" for an absent one.
  [[nodiscard]] std::string who(model::WhoId who) const;
  /// How that office or post is found, whatever the role is called; empty for a party.
  [[nodiscard]] std::string who_is(model::WhoId who) const;
  [[nodiscard]] std::string act(model::ActId act) const;
  [[nodiscard]] std::string stage(model::StageId stage) const;
  [[nodiscard]] std::string field(model::FieldId field) const;
  /// The name that `as` gave, else its acts: what staff call the duty.
  [[nodiscard]] std::string clause(model::ClauseId clause) const;
  /// "within 15 days", "until 2026-12-31"; for `after` clauses "after 15 days", "3 days before ..." is not
  /// worded here.
  [[nodiscard]] std::string limit(const model::Clause& clause) const;
  /// From when a clock runs: "receive", "the earliest of arrive, receive + 10 days"; empty when from the clause's becoming active.
  [[nodiscard]] std::string anchor(const model::Anchor& anchor) const;
  [[nodiscard]] std::string period(model::Period period) const;
  [[nodiscard]] std::string value(const model::ValueType& type, std::int64_t value) const;

  /// Fills a pattern of the catalogue.
  [[nodiscard]] std::string words(TermCode pattern, std::vector<std::string> arguments = {}) const;
  [[nodiscard]] Language language() const { return language_; }
  [[nodiscard]] Style style() const { return style_; }

private:
  const model::Model& model_;
  Language language_;
  Style style_;
};

}  // namespace recourse::graph
