// The two source loaders of the library: a folder of this machine, and texts in memory.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "engine/base/message.h"
#include "engine/base/messages/base.h"
#include "recourse/source.h"

namespace recourse {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMegabyte = 1024 * 1024;
constexpr std::size_t kLargestMegabytes = 64;
constexpr std::size_t kBlock = 256 * 1024;

/// One spelling for each name: "./a//b/../c" is "a/c", and the folder itself is "".
std::string plain_name(std::string_view name) {
  std::string plain = fs::path(name).lexically_normal().generic_string();
  while (plain.size() > 1 && plain.back() == '/') {
    plain.pop_back();
  }
  return plain == "." ? std::string() : plain;
}

Diagnostic not_found(std::string name) {
  return {messages::file_not_found, {}, {std::move(name)}, {}};
}

class DiskLoader final : public SourceLoader {
public:
  explicit DiskLoader(std::string folder) : folder_(std::move(folder)) {}

  Result<std::shared_ptr<const SourceText>> load(std::string_view name) override {
    const fs::path path = place(name);
    std::error_code ignored;
    std::ifstream file;
    if (!fs::is_directory(path, ignored)) {
      file.open(path, std::ios::binary);
    }
    if (!file.is_open()) {
      return not_found(path.generic_string());
    }
    auto source = std::make_shared<SourceText>();
    source->name = plain_name(name);
    // In blocks and not by the file's size, so that pipes and devices are bounded too.
    while (file && source->text.size() <= kLargestMegabytes * kMegabyte) {
      const std::size_t before = source->text.size();
      source->text.resize(before + kBlock);
      file.read(source->text.data() + before, static_cast<std::streamsize>(kBlock));
      source->text.resize(before + static_cast<std::size_t>(file.gcount()));
    }
    if (source->text.size() > kLargestMegabytes * kMegabyte) {
      return Diagnostic{messages::file_too_large,
                        {},
                        {path.generic_string(), static_cast<std::int64_t>(kLargestMegabytes)},
                        {}};
    }
    return std::shared_ptr<const SourceText>(std::move(source));
  }

  Result<std::vector<std::string>> list(std::string_view folder) override {
    const fs::path path = place(folder);
    std::error_code error;
    std::vector<std::string> names;
    for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
      names.push_back(entry->path().filename().generic_string());
    }
    if (error) {
      return not_found(path.generic_string());
    }
    std::sort(names.begin(), names.end());
    return names;
  }

private:
  [[nodiscard]] fs::path place(std::string_view name) const {
    const fs::path path = (fs::path(folder_) / fs::path(name)).lexically_normal();
    return path.empty() ? fs::path(".") : path;
  }

  std::string folder_;
};

class MemoryLoader final : public SourceLoader {
public:
  explicit MemoryLoader(std::map<std::string, std::string> files) {
    while (!files.empty()) {
      auto file = files.extract(files.begin());
      const std::string plain = plain_name(file.key());
      files_[plain] = std::make_shared<SourceText>(SourceText{plain, std::move(file.mapped())});
    }
  }

  Result<std::shared_ptr<const SourceText>> load(std::string_view name) override {
    const auto found = files_.find(plain_name(name));
    if (found == files_.end()) {
      return not_found(std::string(name));
    }
    return found->second;
  }

  Result<std::vector<std::string>> list(std::string_view folder) override {
    const std::string plain = plain_name(folder);
    const std::string prefix = plain.empty() ? plain : plain + "/";
    std::set<std::string> names;
    for (auto file = files_.lower_bound(prefix); file != files_.end() && file->first.starts_with(prefix);
         ++file) {
      const std::string_view rest = std::string_view(file->first).substr(prefix.size());
      names.emplace(rest.substr(0, rest.find('/')));
    }
    if (names.empty() && !plain.empty()) {
      return not_found(std::string(folder));
    }
    return std::vector<std::string>(names.begin(), names.end());
  }

private:
  std::map<std::string, std::shared_ptr<const SourceText>> files_;
};

}  // namespace

std::unique_ptr<SourceLoader> disk_loader(std::string folder) {
  return std::make_unique<DiskLoader>(std::move(folder));
}

std::unique_ptr<SourceLoader> memory_loader(std::map<std::string, std::string> files) {
  return std::make_unique<MemoryLoader>(std::move(files));
}

}  // namespace recourse
