// Where files come from. The engine opens none itself: a host may hold a policy in memory, on disk or in a
// table.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "recourse/result.h"

namespace recourse {

/// Reads texts by name. Names use '/' and are relative to what the loader stands for; `use "other.rules"` is
/// resolved against the folder of the file that says it before it is asked for. Called from one thread at a
/// time.
class SourceLoader {
public:
  virtual ~SourceLoader() = default;
  /// The text of `name`, unchecked bytes; its own name is the one asked for, in plain form ("./a//b" is
  /// "a/b"), so that asking for it again gives it again. Errors: file_not_found, file_too_large.
  virtual Result<std::shared_ptr<const SourceText>> load(std::string_view name) = 0;
  /// The names directly inside a folder ("" is the whole), sorted, without the folder; an error when it is no
  /// folder.
  virtual Result<std::vector<std::string>> list(std::string_view folder) = 0;
};

/// Files below a folder of this machine; names may be absolute too. Files over 64 MB are refused.
std::unique_ptr<SourceLoader> disk_loader(std::string folder);

/// Texts held in memory, by name.
std::unique_ptr<SourceLoader> memory_loader(std::map<std::string, std::string> files);

}  // namespace recourse
