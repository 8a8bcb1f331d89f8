// Running the command, and the half year as a docket made by it.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace recourse::tests {

inline const std::string kSource = RECOURSE_SOURCE_DIR;
inline const std::string kShared = RECOURSE_SHARED_DIR;

struct Ran {
  int exit = 0;
  std::string output;  // standard output and standard error together
};

/// Runs a program in the C locale from the project's folder.
inline Ran run_program(const std::string& program) {
  const std::string line = "cd '" + kSource + "' && LC_ALL=C " + program + " 2>&1";
  Ran ran;
  FILE* pipe = popen(line.c_str(), "r");
  std::array<char, 4096> piece{};
  while (const std::size_t count = fread(piece.data(), 1, piece.size(), pipe))
    ran.output.append(piece.data(), count);
  ran.exit = WEXITSTATUS(pclose(pipe));
  return ran;
}

/// Runs the command.
inline Ran run(const std::string& arguments) {
  return run_program("'" RECOURSE_COMMAND "' " + arguments);
}

inline std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

inline void write_file(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

/// A folder that is gone with the test.
class Folder {
public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "recourse-cli-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  [[nodiscard]] const std::string& path() const { return path_; }

private:
  std::string path_;
};

/// Generates the half year into `folder` and imports it into `folder`/docket.sqlite with the policy at `policy`.
inline Ran import_half_year(const Folder& folder, const std::string& policy = "rules/petition-2022") {
  const std::string generate = "'" RECOURSE_GENERATOR "' '" + folder.path() + "' > /dev/null";
  if (std::system(generate.c_str()) != 0) return {-1, "the generator failed"};
  return run("run " + policy + " " + folder / "intake.csv" + " " + folder / "acts.csv" +
             " --map examples/half-year/intake.map.yaml --map examples/half-year/acts.map.yaml --docket " +
             folder / "docket.sqlite" + " --until 2026-06-30");
}

}  // namespace recourse::tests
