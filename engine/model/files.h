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

/// Reads the *.rules files of a folder (sorted), or one file, and all that they use; paths are resolved against the folder of the
/// file that names them. Cycles of `use` are no error. What cannot be read is reported where it is named.
Files load_files(SourceLoader& loader, std::string_view path, base::DiagnosticList& diagnostics);

/// `name` as seen from the folder in which `file` lies.
std::string beside(std::string_view file, std::string_view name);

}  // namespace recourse::model
