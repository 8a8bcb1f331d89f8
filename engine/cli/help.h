// The pages of `--help`, in the session's language. CLI11's own pads by bytes and knows English only.
#pragma once

#include <memory>
#include <string>

#include "engine/cli/session.h"

namespace recourse::cli {

/// Lays out the help of the app and of its verbs. Holds the session; it outlives the app.
std::shared_ptr<CLI::FormatterBase> help_pages(const Session& session);

/// What the help calls a positional argument: "policy", 政策.
std::string positional_name(const std::string& name, Language language);

}  // namespace recourse::cli
