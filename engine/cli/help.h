// The pages of `--help` and of the manual, in the session's language: one description, laid out twice. CLI11's own help pads by
// bytes and knows English only.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/cli/session.h"

namespace recourse::cli {

/// What help says of the app or of one verb.
struct Page {
  struct Row {
    std::string name, explanation;
  };
  struct Section {
    std::string title;
    std::vector<Row> rows;  // a section without rows is not shown
  };

  std::string name;         // recourse check
  std::string description;  // one line
  std::string usage;        // recourse check [OPTIONS] policy
  std::vector<Section> sections;
  std::string example;     // of a verb: what to type
  std::string exit_codes;  // of every verb, since they are the same
};

Page page_of(const CLI::App& app, const Session& session);

/// Lays out the help of the app and of its verbs. Holds the session; it outlives the app.
std::shared_ptr<CLI::FormatterBase> help_pages(const Session& session);

/// What the help calls a positional argument: "policy", 政策.
std::string positional_name(const std::string& name, Language language);

}  // namespace recourse::cli
