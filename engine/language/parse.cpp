// The pipeline: text, tokens, lines and brackets, grammar, syntax tree.
#include "engine/language/parse.h"

#include "engine/base/text.h"
#include "engine/language/builder.h"
#include "engine/language/layout.h"
#include "engine/language/lex.h"
#include "engine/language/recognise.h"

namespace recourse::language {

File parse(std::shared_ptr<const SourceText> source, base::DiagnosticList& diagnostics,
           const DeclaredNames& names) {
  File unread;
  unread.source = source;
  if (!base::check_text(source, diagnostics)) {
    return unread;
  }
  Reporter reporter(std::move(source), diagnostics);
  const Lexed raw = lex(reporter, names);
  if (reporter.full() || raw.tokens.size() > kMostTokens) {
    return unread;
  }
  const Tokens tokens = lay_out(raw.tokens, reporter);
  const Tree tree = recognise(tokens, reporter);
  File file = Builder(tree, tokens, reporter).build();
  file.unsplit = raw.unsplit;
  return file;
}

std::vector<TableRow> parse_rows(std::shared_ptr<const SourceText> source, base::DiagnosticList& diagnostics,
                                 const DeclaredNames& names) {
  Reporter reporter(std::move(source), diagnostics);
  const Lexed raw = lex(reporter, names, Text::rows);
  if (reporter.full() || raw.tokens.size() > kMostTokens) {
    return {};
  }
  const Tokens tokens = lay_out(raw.tokens, reporter, Text::rows);
  const Tree tree = recognise(tokens, reporter, Text::rows);
  return Builder(tree, tokens, reporter).build_rows();
}

void split_runs(std::vector<File>& files, std::vector<base::DiagnosticList>& found) {
  constexpr int kMostRounds = 4;
  std::vector<std::size_t> unsplit;
  for (std::size_t file = 0; file < files.size(); ++file) {
    if (files[file].unsplit) {
      unsplit.push_back(file);
    }
  }
  DeclaredNames known;
  for (int round = 0; round < kMostRounds && !unsplit.empty(); ++round) {
    DeclaredNames names;
    for (const File& file : files) {
      names.add(file);
    }
    if (names == known) {
      return;
    }
    known = names;
    for (const std::size_t file : unsplit) {
      found[file] = {};
      files[file] = parse(files[file].source, found[file], names);
    }
  }
}

}  // namespace recourse::language
