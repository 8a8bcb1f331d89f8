// First pass: which files a policy consists of, each parsed once. Knows file names, not what files say.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/message.h"
#include "engine/language/syntax.h"
#include "recourse/source.h"

namespace recourse::model {

/// `calendar "x.yaml"` or `offices "x.yaml"`, its path resolved.
struct InputFile {
  std::string path;
  SourceSpan span;
};

struct Files {
  std::vector<language::File> rules;
  std::vector<InputFile> calendars, offices;  // each path once
  bool all_read = true;                       // but for the parts that each file says were skipped
};

/// Whether a file of this name is read for rules: *.rules, or a Markdown document (*.md), which holds them in blocks.
bool may_hold_rules(std::string_view name);

/// Parses a rule file, or the rules in the blocks of a document; which it is, the name of the source says.
language::File parse_rules(const std::shared_ptr<const SourceText>& source,
                           base::DiagnosticList& diagnostics);

/// Reads the rule files of a folder (sorted; documents without rules are passed over), or one file, and all that they use; paths are
/// resolved against the folder of the file that names them. Cycles of `use` are no error. What cannot be read is reported where it is named.
Files load_files(SourceLoader& loader, std::string_view path, base::DiagnosticList& diagnostics);

/// `name` as seen from the folder in which `file` lies.
std::string beside(std::string_view file, std::string_view name);

}  // namespace recourse::model
