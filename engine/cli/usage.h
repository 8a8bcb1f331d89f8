// How the command is used wrongly, and its help, in the session's language: CLI11 speaks English only.
#pragma once

#include "engine/cli/session.h"

namespace recourse::cli {

/// Words the help and the mistakes of the command line in the session's language, and closes the session when a verb is
/// done. Call it before verbs are added: they take over what the app has.
void speak(CLI::App& app, Session& session);

}  // namespace recourse::cli
