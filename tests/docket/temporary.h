// What tests with real files need: a folder that is gone with the test, and files that may not be written for
// a while.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <string>

namespace recourse::docket {

class TemporaryFolder {
public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "recourse-docket-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] const std::string& path() const { return path_; }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }

private:
  std::string path_;
};

/// While it lives, this process may read what is in a folder and write nothing there. To the superuser
/// everything is allowed, so it steps down for as long.
class WithoutWriting {
public:
  explicit WithoutWriting(const std::string& folder) : folder_(folder), user_(geteuid()) {
    namespace fs = std::filesystem;
    for (const auto& file : fs::directory_iterator(folder_)) {
      fs::permissions(file.path(), fs::perms(0444));
    }
    fs::permissions(folder_, fs::perms(0555));
    if (user_ == 0 && seteuid(65534) != 0) {
      std::abort();
    }
  }
  WithoutWriting(const WithoutWriting&) = delete;
  WithoutWriting& operator=(const WithoutWriting&) = delete;
  ~WithoutWriting() {
    if (user_ == 0 && seteuid(0) != 0) {
      std::abort();
    }
    std::error_code ignored;
    std::filesystem::permissions(folder_, std::filesystem::perms(0755), ignored);
  }

private:
  std::string folder_;
  uid_t user_;
};

}  // namespace recourse::docket
