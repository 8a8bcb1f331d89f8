// A policy: rule files, calendar and offices, compiled and checked. What a host reads of it is here; cases
// under it are in recourse/case.h, its drawing in recourse/graph.h.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "recourse/diagnostic.h"
#include "recourse/source.h"

namespace recourse {

class Policy;
namespace graph {
struct PolicyInternals;
const PolicyInternals& internals(const Policy& policy);
std::vector<Policy> policies_of_types(const Policy& policy);
}  // namespace graph

struct LoadedPolicy;

/// An immutable value that shares its tables: cheap to copy, safe to use from several threads at once.
/// References that it gives live as long as any copy of it.
class Policy {
public:
  /// Types as the language spells them: "number", "text", "yes_no", "date", "duration", "office", "person",
  /// "set of office"; of a choice or case type its name. `values` are those of the choice.
  struct Type {
    std::string name;
    bool optional = false;
    std::int32_t scale = 0;  // decimals of a number: 2 for money
    std::optional<std::int64_t> least, most;
    struct Choice {
      std::string name, label;
    };
    std::vector<Choice> values;
  };
  struct Value {  // a field, or a parameter of an act
    std::string name, label;
    Type type;
  };
  struct Act {
    std::string name, label;
    std::vector<Value> parameters;
    bool opens = false;     // it begins a case
    bool approval = false;  // approve(ACT)
    std::string citation, citation_english;
  };
  struct Stage {
    std::string name, label;  // the root of a region carries its process's or rule's name
    std::string region;       // the process or rule
    std::string parent;       // empty: a root
    bool root = false, start = false, final = false;
    bool parallel = false;  // the stages in it are branches, which run side by side
    std::string owner;      // as written, by label; empty when nobody owns it
    std::string citation, citation_english;
  };
  struct Role {
    std::string name, label;
    bool party = false;
  };
  struct Clause {
    enum class Kind : std::uint8_t { must, may, must_not, on, opens_on, after };
    Kind kind = Kind::must;
    std::string name;               // stable: as it stands in the log
    std::string stage;              // where it stands
    std::vector<std::string> acts;  // names
    std::string who;                // as written, by label; empty: anybody, or nobody acts
    std::string text;               // of its source
    std::string file;
    std::uint32_t line = 0;
    std::string citation, citation_english;  // 《信访工作条例》第二十三条第三款 · 信访工作条例 art. 23.3
    bool statutory = false, assumed = false;
  };
  struct CaseType {
    std::string name, label;
  };
  /// An older policy whose running cases go over to this one, as its `migrate` says (Docket::migrate).
  struct Migration {
    std::string title, version;
  };
  struct Office {
    std::string id, name, name_english;
    std::string superior;    // id, by the last entry of the file; empty at the top
    std::int32_t level = 0;  // 1 is the top
  };

  [[nodiscard]] const std::string& title() const;
  [[nodiscard]] const std::string& version() const;
  /// "2022-05-01".
  [[nodiscard]] const std::string& in_force() const;
  /// The name and label of the cases it is for.
  [[nodiscard]] const std::string& case_name() const;
  [[nodiscard]] const std::string& case_label() const;
  /// The case types that the policy is about, that of the file which introduces it first. A policy that is loaded speaks of the first:
  /// its stages, acts, fields, roles and clauses are those of cases of that type; digests, offices and files are of the whole.
  [[nodiscard]] const std::vector<CaseType>& case_types() const;
  /// The same policy as it speaks of cases of the type of this name or label; nothing when there is no such type.
  [[nodiscard]] std::optional<Policy> of(std::string_view case_type) const;

  /// SHA-256 in hex of the policy's meaning: spelling, language, order, comments and tests do not change it.
  /// Of its calendar and its offices, which stand beside the meaning; empty when it has none.
  [[nodiscard]] const std::string& digest() const;
  [[nodiscard]] const std::string& calendar_digest() const;
  [[nodiscard]] const std::string& offices_digest() const;

  [[nodiscard]] const std::vector<Stage>& stages()
      const;  // without the case region; surrounding stages first
  [[nodiscard]] const std::vector<Act>& acts() const;
  [[nodiscard]] const std::vector<Value>& fields() const;
  [[nodiscard]] const std::vector<Role>& roles() const;
  [[nodiscard]] const std::vector<Clause>& clauses() const;
  [[nodiscard]] const std::vector<Office>& offices() const;
  [[nodiscard]] const std::vector<Migration>& migrations() const;
  /// By name; null when there is none.
  [[nodiscard]] const Stage* stage(std::string_view name) const;
  [[nodiscard]] const Act* act(std::string_view name) const;
  [[nodiscard]] const Clause* clause(std::string_view name) const;

  /// Everything that was read: load_policy(*memory_loader(files()), path()) gives this policy again, wherever
  /// it was read from.
  [[nodiscard]] const std::string& path() const;
  [[nodiscard]] const std::map<std::string, std::string>& files() const;

private:
  friend struct graph::PolicyInternals;
  friend const graph::PolicyInternals& graph::internals(const Policy& policy);
  friend std::vector<Policy> graph::policies_of_types(const Policy& policy);
  explicit Policy(std::shared_ptr<const graph::PolicyInternals> internals)
      : internals_(std::move(internals)) {}
  std::shared_ptr<const graph::PolicyInternals> internals_;
};

struct LoadedPolicy {
  std::optional<Policy> policy;         // absent when anything is an error
  std::vector<Diagnostic> diagnostics;  // errors and warnings in the order of files and places
};

/// Reads and checks a policy: a folder (all its *.rules files, and the ```rules blocks of its *.md documents) or one
/// file, with what it uses. Never throws; cost is linear in the files.
LoadedPolicy load_policy(SourceLoader& loader, std::string_view path);

}  // namespace recourse
