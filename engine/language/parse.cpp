// The pipeline: text, tokens, lines and brackets, grammar, syntax tree.
#include "engine/language/parse.h"

#include "engine/base/text.h"
#include "engine/language/builder.h"
#include "engine/language/layout.h"
#include "engine/language/lex.h"
#include "engine/language/recognise.h"

namespace recourse::language {

File parse(std::shared_ptr<const SourceText> source, base::DiagnosticList& diagnostics) {
  File unread;
  unread.source = source;
  if (!base::check_text(source, diagnostics)) {
    return unread;
  }
  Reporter reporter(std::move(source), diagnostics);
  const Tokens raw = lex(reporter);
  if (reporter.full() || raw.size() > kMostTokens) {
    return unread;
  }
  const Tokens tokens = lay_out(raw, reporter);
  const Tree tree = recognise(tokens, reporter);
  return Builder(tree, tokens, reporter).build();
}

}  // namespace recourse::language
