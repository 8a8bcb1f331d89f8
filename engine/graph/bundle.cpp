#include "engine/graph/bundle.h"

#include <algorithm>
#include <filesystem>
#include <vector>

namespace recourse::graph {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> parts_of(std::string_view name) {
  std::vector<std::string> parts;
  for (const fs::path& part : fs::path(name).lexically_normal()) {
    if (!part.empty() && part != ".") {
      parts.push_back(part.generic_string());
    }
  }
  return parts;
}

std::string joined(const std::vector<std::string>& parts, std::size_t from) {
  fs::path path;
  for (std::size_t index = from; index < parts.size(); ++index) {
    path /= parts[index];
  }
  return path.generic_string();
}

}  // namespace

Result<std::shared_ptr<const SourceText>> RecordingLoader::load(std::string_view name) {
  auto text = loader_.load(name);
  if (text) {
    files_.emplace(name, (*text)->text);
  }
  return text;
}

Result<std::vector<std::string>> RecordingLoader::list(std::string_view folder) {
  return loader_.list(folder);
}

Bundle relocated(std::string_view path, const std::map<std::string, std::string>& files) {
  const std::vector<std::string> root = parts_of(path);
  // The last part of the path stays, so that a folder keeps its name.
  std::size_t common = root.empty() ? 0 : root.size() - 1;
  for (const auto& [name, text] : files) {
    const std::vector<std::string> parts = parts_of(name);
    const std::size_t most = std::min(common, parts.empty() ? 0 : parts.size() - 1);
    common = static_cast<std::size_t>(
        std::mismatch(root.begin(), root.begin() + static_cast<std::ptrdiff_t>(most), parts.begin()).first -
        root.begin());
  }
  Bundle bundle;
  bundle.path = joined(root, common);
  for (const auto& [name, text] : files) {
    bundle.files.emplace(joined(parts_of(name), common), text);
  }
  return bundle;
}

}  // namespace recourse::graph
