// The doors of the room `model`: rule files, calendars and offices → a checked model, its digest and its dump.
#pragma once

#include <memory>

#include "engine/base/message.h"
#include "engine/model/model.h"
#include "recourse/source.h"

namespace recourse::model {

/// Reads a policy: a folder (all its rule files, sorted), or one file, with what it uses, resolved against the folder of the
/// file that says it, each file once. Appends everything that is wrong; gives a model only when nothing is an error.
/// Cost: linear in the files.
/// A model for each case type, the first one first.
std::optional<std::vector<Model>> build_models(SourceLoader& loader, std::string_view path,
                                               base::DiagnosticList& diagnostics);
/// Of the first case type.
std::optional<Model> build_model(SourceLoader& loader, std::string_view path,
                                 base::DiagnosticList& diagnostics);

/// Calendar and offices from YAML text. Unknown and duplicate keys are errors with line numbers. `choices` gives the indices that
/// competences name.
std::optional<calendar::CalendarData> read_calendar(const std::shared_ptr<const SourceText>& source,
                                                    base::DiagnosticList& diagnostics);
std::optional<offices::Directory> read_offices(const std::shared_ptr<const SourceText>& source,
                                               const std::vector<Choice>& choices,
                                               base::DiagnosticList& diagnostics);

/// The canonical text of a model's meaning: independent of spelling, keyword language, order of clauses, files, comments, labels
/// and spans; without tests, calendar and offices. And its SHA-256 in hex, which a case is pinned to.
std::string canonical(const Model& model);
std::string digest(const std::vector<Model>& models);

/// For people: indented, in source order.
std::string dump(const Model& model);

}  // namespace recourse::model
