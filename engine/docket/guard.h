// The doors of the room: what is thrown inside becomes the result's diagnostic.
#pragma once

#include <stdexcept>

#include "engine/base/message.h"
#include "engine/base/messages/docket.h"
#include "engine/docket/sqlite.h"
#include "recourse/result.h"

namespace recourse::docket {

/// Runs `action`, which gives a Result, and gives what it throws as the error.
template <typename Action>
auto guarded(const std::string& path, Action action) -> decltype(action()) {
  try {
    return action();
  } catch (const Failure& failure) {
    return failure.diagnostic;
  } catch (const std::exception& error) {
    return Diagnostic{messages::docket_failed, {}, {path, error.what()}, {}};
  }
}

}  // namespace recourse::docket
