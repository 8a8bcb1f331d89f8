// What was read to make a policy, kept so that it can be read again elsewhere: names that do not depend on
// where the files lay on this machine.
#pragma once

#include <map>
#include <string>

#include "recourse/source.h"

namespace recourse::graph {

/// Passes everything on to another loader and keeps each text that was read.
class RecordingLoader : public SourceLoader {
public:
  explicit RecordingLoader(SourceLoader& loader) : loader_(loader) {}
  Result<std::shared_ptr<const SourceText>> load(std::string_view name) override;
  Result<std::vector<std::string>> list(std::string_view folder) override;
  [[nodiscard]] const std::map<std::string, std::string>& files() const { return files_; }

private:
  SourceLoader& loader_;
  std::map<std::string, std::string> files_;
};

struct Bundle {
  std::string path;
  std::map<std::string, std::string> files;
};

/// The files and the path to load, without the folder that they all lie in.
Bundle relocated(std::string_view path, const std::map<std::string, std::string>& files);

}  // namespace recourse::graph
