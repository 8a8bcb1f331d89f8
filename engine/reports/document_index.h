// The ends of a document: parameters, tables, what is assumed, and which clauses rest on which article.
#pragma once

#include "engine/reports/document_clause.h"

namespace recourse::reports {

/// Gathers over the case types of a policy; what several of them have is taken once. Cost: linear in each.
class IndexMaker {
public:
  explicit IndexMaker(Document& document) : document_(document) {}

  void add(const DocumentWords& words);
  /// When all have been added: sources in the order of `places`, articles by their numbers.
  void finish(const Places& places);

private:
  void add_parameters(const DocumentWords& words);
  void add_tables(const DocumentWords& words);
  void add_assumed(const DocumentWords& words);
  void add_articles(const DocumentWords& words);
  void rests(const DocumentWords& words, const std::vector<model::Citation>& citations, const Line& what);

  Document& document_;
  Lines assumed_limits_;
  std::map<std::string, std::map<std::string, DocumentArticle>> articles_;  // by source and article
};

}  // namespace recourse::reports
