// What the document of a policy holds, before any format: words in one language, and where they lead. Made by document.cpp, written
// down by document_html.cpp and document_json.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/base/message.h"
#include "recourse/policy.h"

namespace recourse::reports {

/// A line of text, where it leads within the document (empty: nowhere), and what stands under it.
struct Line {
  std::string text, link;
  std::vector<Line> under;
};
using Lines = std::vector<Line>;

/// Something that is said of a clause. `key` is its name for programs, which also tells how it is shown.
struct Fact {
  std::string key;
  TermCode heading;
  Lines lines;
};

/// A clause in words.
struct Provision {
  std::string id;  // where links to it lead
  std::string name, kind;
  std::string label;     // what staff call it; empty when it has no name of its own
  std::string sentence;  // "must reply within 60 days from entering handling", "on reply"
  std::string who;       // empty: anybody, or nobody acts
  bool statutory = false, assumed = false, service = false;
  std::vector<Fact> facts;
  std::string rule, file;  // as it is written
  std::uint32_t line = 0;
};

/// Whoever has duties, rights or prohibitions.
struct Party {
  std::string id, name;
  std::string who_is;  // how that office is found; empty for a party
  Lines stages;        // that it answers for
  std::vector<Provision> must, may, must_not;
  Lines holds_too;  // prohibitions for everybody of what it may do
  Lines powers;     // to extend and to approve
  Lines told;
};

struct DocumentStage {
  std::string id, name;
  int depth = 0;
  bool start = false, final = false, parallel = false;
  Lines owner, basis, entered, owed, leaves;
  std::vector<Provision> events;
};

/// A process or rule.
struct DocumentChart {
  std::string id, name;
  bool process = false;
  Lines basis;
  int drawing = -1;               // in DocumentPart::drawings
  std::vector<Provision> events;  // outside its stages, or in those of others
  Lines owed;                     // the same of duties, rights and prohibitions
  std::vector<DocumentStage> stages;
};

struct DocumentValue {
  std::string name, declared, type;
};

struct DocumentAct {
  std::string id, name, declared;
  std::vector<DocumentValue> given;
  Lines clauses, basis;
};

/// What is said of one case type.
struct DocumentPart {
  std::string name, declared;
  std::vector<Party> parties;
  std::vector<DocumentChart> charts;
  std::vector<std::string> drawings;  // SVG
  std::vector<DocumentValue> fields;
  std::vector<DocumentAct> acts;
};

struct DocumentTable {
  std::string id, name, declared, answer, hit;
  std::vector<std::string> inputs;
  std::vector<std::vector<std::string>> rows;  // a cell an input, then the answer
  std::string otherwise;
  Lines basis;
};

struct DocumentParameter {
  std::string id, name, declared, type, value;
  bool assumed = false;
  Lines basis, used;
};

/// An article and what rests on it.
struct DocumentArticle {
  std::string id, text;
  Lines rests;
};
struct DocumentSource {
  std::string title;
  std::vector<DocumentArticle> articles;
};

struct Document {
  Language language = Language::english;
  std::string title, version, in_force, digest;
  std::vector<std::string> replaces;  // policies whose running cases go over
  std::vector<DocumentPart> parts;
  std::vector<DocumentTable> tables;
  std::vector<DocumentParameter> parameters;
  Lines assumed;  // parameters, then limits of clauses
  std::vector<DocumentSource> sources;
};

/// `drawings`: whether they are drawn too.
Document document_of(const Policy& policy, Language language, bool drawings);
std::string to_html(const Document& document);
std::string to_json(const Document& document);

}  // namespace recourse::reports
