// An XML document as a tree: enough to read decision models and their test cases.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace recourse::decision {

struct Element {
  std::string name;  // without its prefix
  std::map<std::string, std::string> attributes;
  std::string text;  // that stands in it directly, without blanks around it
  std::vector<Element> children;

  /// The first child of this name; null when there is none.
  [[nodiscard]] const Element* child(const std::string& wanted) const;
  /// All children of this name.
  [[nodiscard]] std::vector<const Element*> all(const std::string& wanted) const;
  [[nodiscard]] std::string attribute(const std::string& wanted) const;
};

/// The root of a document; without a name when the document is not well formed.
Element read_xml(const std::string& document);

}  // namespace recourse::decision
