// How a log's columns and names become acts of a policy: the map that exchange.h documents, read and checked.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "engine/exchange/row.h"
#include "recourse/exchange.h"

namespace recourse {

struct LogMap::Body {
  /// A column's cell, or a constant written as "=TEXT".
  struct Cell {
    bool constant = false;
    std::string text;
  };
  struct ActRule {
    bool ignored = false;
    std::string act;
    std::optional<Cell> office, role, post, person;
    std::map<std::string, Cell> arguments;  // by parameter
  };

  Cell case_number, time, act;
  std::optional<Cell> key, corrects, without_effect, office, role, post, person;
  std::map<std::string, ActRule> acts;  // by the log's name; empty: names are the policy's own
  std::map<std::string, Cell> arguments;
  std::map<std::string, std::map<std::string, std::string>> values;
};

namespace exchange {

/// One row in the policy's terms.
struct MappedAct {
  bool ignored = false;
  std::string case_number, key;
  std::string corrects;                     // the key of the row that it replaces; empty: of none
  std::vector<std::string> without_effect;  // the keys of rows that it may leave so
  Act act;                                  // without a name: the row that it corrects is withdrawn
  Instant dated;                            // as the log has it; of a day its end
};

/// Whether a source has every column that the map names, which only one with a header can tell before its rows.
/// Error: missing_column.
Status check_columns(const LogMap::Body& map, const RowSource& rows, const std::string& name);

/// Translates a row that is recorded at a time; none is known when a log is only replayed. Errors:
/// wrong_number_of_cells, empty_cell, unmapped_act, bad_time, act_ahead_of_time, replacement characters
/// (wrong_encoding). What the policy says of the values is found out when the act is submitted.
Result<MappedAct> map_row(const Policy& policy, const LogMap::Body& map, const Row& row,
                          std::optional<Instant> recorded);

/// What a row without a key of its own is known by: the act as the map makes it, in the policy's names. The time is the one
/// in the log, not the one at which an act of which only the day is known takes effect.
std::string key_of(const Policy& policy, const MappedAct& mapped);

/// A row that did not become an act, for those who mend it: with the names of its columns.
Rejection rejection_of(const LogMap::Body& map, const RowSource& rows, const Row& row,
                       std::string case_number, Diagnostic reason);

}  // namespace exchange
}  // namespace recourse
