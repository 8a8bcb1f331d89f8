// Where rejected rows are kept: for each log a table beside the docket, made when its first row is rejected.
#pragma once

#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "recourse/exchange.h"

namespace recourse::cli {

/// A name for each log, after it, in the docket's folder: no two the same, and none that of a file that is read.
std::vector<std::string> rejected_paths(const std::string& docket, const std::vector<std::string>& logs,
                                        const std::vector<std::string>& inputs);

class RejectedRows {
public:
  RejectedRows(std::string path, Language language) : path_(std::move(path)), language_(language) {}

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] bool any() const { return writer_.has_value(); }

  /// Takes away what an earlier import left; false when it cannot be, or when something else stands there.
  [[nodiscard]] bool clear() const;
  void add(const Rejection& rejection);
  /// False when not all of them are on the disk.
  bool close();

private:
  std::string path_;
  Language language_;
  std::ofstream file_;
  std::optional<RejectedWriter> writer_;
};

}  // namespace recourse::cli
