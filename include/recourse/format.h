// Rule texts in one form, whoever wrote them, with the keywords of either language.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "recourse/diagnostic.h"
#include "recourse/source.h"

namespace recourse {

struct FormattedFile {
  std::string path;  // as the loader names it
  std::string before,
      after;  // its text, and the text that it should have; the same when there is nothing to do
};

struct FormattedPolicy {
  std::vector<FormattedFile> files;  // in the order in which they are read
  /// What cannot be read; files that hold errors are left out; format_refused, of a file that cannot be written anew
  /// without being read otherwise.
  std::vector<Diagnostic> diagnostics;
};

/// The rule files and documents of a policy's folder, or one file, as they should be written: a clause a line, phrases in the order
/// of the keywords' language, lines of 120 columns, blocks indented by two; comments stay with what they stand above or behind,
/// an empty line stays one. What a document says outside its blocks of rules stays as it is. Each text means what it meant: it has
/// been read again and compared.
/// `keywords`: those of which language; without it each file keeps that of most of its keywords. A text so formatted comes back
/// the same, byte for byte, from the other language.
/// Of a file the names that its folder declares are known too. Files that lie elsewhere are read, not formatted. Cost: linear.
FormattedPolicy format_policy(SourceLoader& loader, std::string_view path, std::optional<Language> keywords);

}  // namespace recourse
