// The words of a document: names with spaces, places that links lead to, articles, types. Of one case type, in one language.
#pragma once

#include "engine/graph/policy_internal.h"
#include "engine/graph/wording.h"
#include "engine/reports/document.h"

namespace recourse::reports {

/// Where things of one policy stand in its document: articles are numbered as they are first asked for.
class Places {
public:
  /// Which place leads to the article of the source; the empty article stands for the whole source.
  std::string article(const std::string& source, const std::string& article);
  /// The sources in the order in which they were asked for.
  [[nodiscard]] const std::vector<std::string>& sources() const { return sources_; }

private:
  std::vector<std::string> sources_;
};

class DocumentWords {
public:
  /// `prefix` keeps the places of several case types apart.
  DocumentWords(const graph::PolicyInternals& policy, Language language, std::string prefix, Places& places);

  [[nodiscard]] const model::Model& model() const { return model_; }
  /// Of another case type of the policy.
  [[nodiscard]] const model::Model& model_of(std::int32_t case_type) const;
  [[nodiscard]] const graph::Wording& wording() const { return wording_; }
  [[nodiscard]] Language language() const { return wording_.language(); }

  [[nodiscard]] std::string words(TermCode term, const std::vector<Argument>& arguments = {}) const;
  [[nodiscard]] std::string name(const std::string& name, const std::string& label) const;
  [[nodiscard]] std::string who(model::WhoId who) const;
  [[nodiscard]] std::string act(model::ActId act) const;
  /// "accept, introduce or decline".
  [[nodiscard]] std::string acts(const std::vector<model::ActId>& acts) const;
  [[nodiscard]] std::string stage(model::StageId stage) const;
  [[nodiscard]] std::string clause(model::ClauseId clause) const;
  [[nodiscard]] std::string expression(model::ExpressionId expression, model::ActId act = {}) const;
  [[nodiscard]] std::string type(const model::ValueType& type) const;
  /// What an act is given, each as "name: type".
  [[nodiscard]] Lines given(const model::Act& act) const;

  /// A condition; of several that all must hold, or of which one must, each a line of its own where they are long.
  [[nodiscard]] Lines condition(model::ExpressionId condition, model::ActId act) const;
  /// Each article a line that leads to it.
  [[nodiscard]] Lines basis(const std::vector<model::Citation>& citations) const;

  [[nodiscard]] std::string clause_place(model::ClauseId clause) const;
  /// Empty for the root of a region that is not drawn.
  [[nodiscard]] std::string stage_place(model::StageId stage) const;
  [[nodiscard]] std::string act_place(model::ActId act) const;
  [[nodiscard]] std::string chart_place(std::int32_t chart) const;
  [[nodiscard]] std::string party_place(const std::string& name) const;
  [[nodiscard]] Line stage_line(model::StageId stage) const;

private:
  [[nodiscard]] std::string place(std::string_view kind, const std::string& name) const;

  const graph::PolicyInternals& policy_;
  const model::Model& model_;
  graph::Wording wording_;
  std::string prefix_;
  Places& places_;
};

/// The texts with the sign of the language between them.
std::string joined(const std::vector<std::string>& texts, TermCode separator, Language language);

}  // namespace recourse::reports
