// The tables of a docket and what tells a docket from any other file. docs/docket.md explains every column.
#pragma once

#include "engine/docket/sqlite.h"

namespace recourse::docket {

/// "rcrs", at byte 68 of the file.
inline constexpr std::int64_t kApplication = 0x72637273;
/// Of the tables. A docket of a higher number is refused.
inline constexpr std::int64_t kSchemaVersion = 1;

/// Opens a docket, or makes one of a file that is empty or not there unless only an existing one is asked for; every
/// commit of the connection is flushed to the disk. Throws docket_absent, docket_unopenable, docket_read_only,
/// docket_foreign, docket_newer, docket_corrupt.
std::unique_ptr<Connection> open_docket(const std::string& path, const ConnectionOptions& options);

}  // namespace recourse::docket
