// What the passes over decision tables hand to one another.
#pragma once

#include "engine/model/building.h"

namespace recourse::model {

/// Reports rows that contradict one another, gaps, rows that are never reached. (table_coverage.cpp)
void check_coverage(Building& building, const Table& table);

/// The rows of a table whose head is sound. (table_rows.cpp)
void resolve_rows(Building& building, const language::Table& syntax, Table& table);

/// "topic, people": the inputs as they are named.
std::string input_names(const Table& table);

}  // namespace recourse::model
