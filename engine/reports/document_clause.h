// Clauses in words: what somebody must, may or must not do, by when and in which case, and what follows; what events bring about.
#pragma once

#include "engine/reports/document_words.h"

namespace recourse::reports {

class ClauseWriter {
public:
  explicit ClauseWriter(const DocumentWords& words) : words_(words), model_(words.model()) {}

  /// The whole clause. Cost: linear in the clauses that listen to its acts or its lapse.
  [[nodiscard]] Provision provision(model::ClauseId id) const;
  /// "must reply within 60 days from entering handling", "when accept is done"; of a duty without who owes it.
  [[nodiscard]] std::string sentence(const model::Clause& clause) const;
  /// Whose it is and what it says, in short, leading to it: for lists and indices.
  [[nodiscard]] Line reference(model::ClauseId id) const;
  /// By which name a group of clauses goes.
  [[nodiscard]] std::string who(const model::Clause& clause) const;
  [[nodiscard]] Lines consequence(const model::Consequence& consequence, model::ActId act) const;

private:
  [[nodiscard]] std::string limit(const model::Clause& clause) const;
  [[nodiscard]] std::string from(const model::Clause& clause) const;
  [[nodiscard]] std::string event(const model::Clause& clause) const;
  [[nodiscard]] std::string forbidden(const model::Clause& clause) const;
  [[nodiscard]] std::string approver(const model::Clause& clause) const;
  [[nodiscard]] std::string prohibition(const model::Clause& clause) const;
  [[nodiscard]] std::string effect(const model::Effect& effect, model::ActId act) const;
  [[nodiscard]] std::string sent(const model::Sent& sent, model::ActId act) const;
  [[nodiscard]] std::string sent_argument(const model::Sent::Argument& argument, model::ActId act) const;
  [[nodiscard]] bool hears(const model::Clause& listener, const model::Clause& clause) const;
  [[nodiscard]] Line listener(model::ClauseId id) const;
  [[nodiscard]] Lines listeners(const model::Clause& clause, model::ActId act) const;
  [[nodiscard]] Lines extension(const model::Limit& limit) const;
  [[nodiscard]] Lines when(const model::Clause& clause) const;
  [[nodiscard]] Lines given(const model::Clause& clause) const;
  [[nodiscard]] Lines pauses(model::ClauseId id) const;
  [[nodiscard]] Lines then(model::ClauseId id) const;
  [[nodiscard]] Lines otherwise(model::ClauseId id) const;
  [[nodiscard]] Lines where(const model::Clause& clause) const;

  const DocumentWords& words_;
  const model::Model& model_;
};

}  // namespace recourse::reports
