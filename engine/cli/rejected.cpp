#include "engine/cli/rejected.h"

#include <algorithm>
#include <filesystem>

namespace recourse::cli {
namespace {

namespace fs = std::filesystem;

/// Also by another spelling or a link; files that are not there yet included.
bool same_file(const fs::path& one, const fs::path& other) {
  std::error_code ignored;
  return fs::equivalent(one, other, ignored) ||
         fs::weakly_canonical(one, ignored) == fs::weakly_canonical(other, ignored);
}

}  // namespace

std::vector<std::string> rejected_paths(const std::string& docket, const std::vector<std::string>& logs,
                                        const std::vector<std::string>& inputs) {
  const fs::path folder = fs::path(docket).parent_path();
  std::vector<fs::path> taken(inputs.begin(), inputs.end());
  taken.insert(taken.end(), logs.begin(), logs.end());
  std::vector<std::string> paths;
  for (const std::string& log : logs) {
    const std::string stem = fs::path(log).stem().string();
    fs::path path = folder / (stem + ".rejected.csv");
    const auto is_it = [&](const fs::path& other) { return same_file(path, other); };
    for (int number = 2; std::any_of(taken.begin(), taken.end(), is_it); ++number)
      path = folder / (stem + "-" + std::to_string(number) + ".rejected.csv");
    taken.push_back(path);
    paths.push_back(path.string());
  }
  return paths;
}

bool RejectedRows::clear() const {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(path_, error);
  if (!fs::exists(status)) return status.type() == fs::file_type::not_found;
  return !fs::is_directory(status) && fs::remove(path_, error);
}

void RejectedRows::add(const Rejection& rejection) {
  if (!writer_) {
    file_.open(path_, std::ios::binary);
    writer_.emplace(file_, language_);
  }
  writer_->write(rejection);
}

bool RejectedRows::close() {
  if (!writer_) return true;
  file_.close();
  return !file_.fail();
}

}  // namespace recourse::cli
