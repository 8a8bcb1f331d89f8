#include "engine/model/files.h"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <set>

#include "engine/language/parse.h"

namespace recourse::model {
namespace {

class Loading {
public:
  Loading(SourceLoader& loader, base::DiagnosticList& diagnostics)
      : loader_(loader), diagnostics_(diagnostics) {}

  Files load(std::string_view path) {
    const std::string plain = std::filesystem::path(path).lexically_normal().generic_string();
    enqueue_policy(plain == "." ? "" : plain);
    while (!waiting_.empty()) {
      const InputFile next = std::move(waiting_.front());
      waiting_.pop_front();
      read(next);
    }
    return std::move(files_);
  }

private:
  void enqueue_policy(const std::string& path) {
    auto names = loader_.list(path);
    if (!names) {
      enqueue({path, {}});
      return;
    }
    bool any = false;
    for (const std::string& name : *names) {
      if (name.size() > kExtension.size() && name.ends_with(kExtension)) {
        any = true;
        enqueue({(std::filesystem::path(path) / name).generic_string(), {}});
      }
    }
    if (!any) {
      files_.all_read = false;
      diagnostics_.add(MessageCode::no_rules, {}, {path.empty() ? "." : path});
    }
  }

  void enqueue(InputFile file) {
    if (seen_.insert(file.path).second) {
      waiting_.push_back(std::move(file));
    }
  }

  void read(const InputFile& wanted) {
    auto source = loader_.load(wanted.path);
    if (!source) {
      refuse(wanted, source.error());
      return;
    }
    const std::string extension = std::filesystem::path(wanted.path).extension().generic_string();
    if (!extension.empty() && extension != kExtension) {
      files_.all_read = false;
      diagnostics_.add(MessageCode::not_a_rule_file, wanted.span, {wanted.path});
      return;
    }
    const std::size_t before = diagnostics_.items().size();
    language::File file = language::parse(*source, diagnostics_);
    files_.all_read = files_.all_read && !declares_nothing(file);
    if (declares_nothing(file) && diagnostics_.items().size() == before) {
      diagnostics_.add(MessageCode::rules_empty, {*source, 0, 0});
    }
    for (const language::FileReference& use : file.uses) {
      enqueue({beside(wanted.path, use.path), use.span});
    }
    remember(files_.calendars, file.calendars, wanted.path);
    remember(files_.offices, file.offices, wanted.path);
    files_.rules.push_back(std::move(file));
  }

  void refuse(const InputFile& wanted, Diagnostic error) {
    files_.all_read = false;
    const bool folder = wanted.span.source != nullptr && loader_.list(wanted.path);
    if (folder) {
      diagnostics_.add(MessageCode::folder_used, wanted.span, {wanted.path});
      return;
    }
    error.span = wanted.span;
    diagnostics_.add(std::move(error));
  }

  static bool declares_nothing(const language::File& file) {
    return !file.header && file.uses.empty() && file.calendars.empty() && file.offices.empty() &&
           file.sources.empty() && file.choices.empty() && file.parameters.empty() && file.cases.empty() &&
           file.acts.empty() && file.roles.empty() && file.charts.empty() && file.tests.empty();
  }

  static void remember(std::vector<InputFile>& list, const std::vector<language::FileReference>& named,
                       const std::string& file) {
    for (const language::FileReference& reference : named) {
      const std::string path = beside(file, reference.path);
      if (std::none_of(list.begin(), list.end(),
                       [&](const InputFile& other) { return other.path == path; })) {
        list.push_back({path, reference.span});
      }
    }
  }

  static constexpr std::string_view kExtension = ".rules";

  SourceLoader& loader_;
  base::DiagnosticList& diagnostics_;
  Files files_;
  std::deque<InputFile> waiting_;
  std::set<std::string> seen_;
};

}  // namespace

Files load_files(SourceLoader& loader, std::string_view path, base::DiagnosticList& diagnostics) {
  return Loading(loader, diagnostics).load(path);
}

std::string beside(std::string_view file, std::string_view name) {
  return (std::filesystem::path(file).parent_path() / std::filesystem::path(name))
      .lexically_normal()
      .generic_string();
}

}  // namespace recourse::model
