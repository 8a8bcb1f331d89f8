// Which parts of a policy's cases go over to another policy: the names of the one looked up in the other, once for all cases.
// Door: check_migration(), and MigrationPlan for Case::migrate().
#pragma once

#include "engine/graph/policy_internal.h"
#include "recourse/result.h"

namespace recourse::cases {

/// Whether cases of `from` can go over to `to`, as far as that can be told without a case. Errors: migration_unsaid,
/// migration_stage_unknown, migration_stage_ambiguous, migration_no_such_stage, migration_target_elsewhere, migration_field_unknown, migration_fields_lost,
/// migration_field_unfit, migration_field_without_value.
Status check_migration(const Policy& from, const Policy& to);

/// What `to` says of cases of `from`, which speaks of one case type; null when it says nothing.
const model::Migration* find_migration(const Policy& from, const Policy& to);

struct MigrationPlan {
  using Index = machine::Index;
  static constexpr std::int32_t kNone = -1;

  /// What becomes of a case that is in a stage of the older policy.
  struct Way {
    bool stays = false;
    Index target = machine::kNone;  // of the newer one; none: it begins at its start
    std::int32_t line = kNone;      // of the migration that says so
  };
  MigrationPlan(Policy newer, const model::Migration& its) : to(std::move(newer)), said(&its) {}

  Policy to;  // as it speaks of the case type
  const model::Migration* said;
  std::size_t number = 0;                  // of the migration
  std::vector<Way> ways;                   // by older stage
  std::vector<std::int32_t> regions;       // by region: the older one that it continues
  std::vector<std::int32_t> fields;        // by field: the older one
  std::vector<std::int32_t> clocks;        // by clock: the older one, of a clause of the same name and kind
  std::vector<bool> same_anchor;           // by clock: it begins with the same as the older one
  std::vector<std::int32_t> prohibitions;  // by clause that can be lifted by an approval: the older one

  /// Errors: those of check_migration().
  static Result<MigrationPlan> make(const Policy& from, const Policy& to);
};

}  // namespace recourse::cases
