#include "engine/model/files.h"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <set>

#include "engine/base/messages/model.h"
#include "engine/base/text.h"
#include "engine/language/csv_rows.h"
#include "engine/language/literate.h"
#include "engine/language/parse.h"

namespace recourse::model {
namespace {

constexpr std::string_view kRules = ".rules", kDocument = ".md";

bool ends(std::string_view name, std::string_view extension) {
  return name.size() > extension.size() && name.ends_with(extension);
}

class Loading {
public:
  Loading(SourceLoader& loader, base::DiagnosticList& diagnostics)
      : loader_(loader), diagnostics_(diagnostics) {}

  Files load(std::string_view path) {
    std::string plain = std::filesystem::path(path).lexically_normal().generic_string();
    plain = plain == "." ? "" : plain;
    enqueue_policy(plain);
    while (!waiting_.empty()) {
      const InputFile next = std::move(waiting_.front());
      waiting_.pop_front();
      read(next);
    }
    language::split_runs(files_.rules, found_);
    read_tables();
    for (std::size_t file = 0; file < files_.rules.size(); ++file) {
      files_.all_read = files_.all_read && !declares_nothing(files_.rules[file]);
      for (const Diagnostic& item : found_[file].items()) {
        diagnostics_.add(item);
      }
    }
    report_silent(plain);
    return std::move(files_);
  }

private:
  void enqueue_policy(const std::string& path) {
    auto names = loader_.list(path);
    if (!names) {
      named_.push_back({path, {}});
      enqueue(named_.back());
      return;
    }
    for (const std::string& name : *names) {
      if (may_hold_rules(name)) {
        enqueue({(std::filesystem::path(path) / name).generic_string(), {}});
      }
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
    if (std::filesystem::path(wanted.path).has_extension() && !may_hold_rules(wanted.path)) {
      files_.all_read = false;
      diagnostics_.add(messages::not_a_rule_file, wanted.span, {wanted.path});
      return;
    }
    base::DiagnosticList found;
    language::File file = parse_rules(*source, found);
    const bool silent = declares_nothing(file) && found.items().empty();
    if (silent && ends(wanted.path, kDocument)) {
      silent_.push_back(wanted.path);
      return;
    }
    const std::string& text = (*source)->text;
    if (silent && text.find_first_not_of(" \t\r\n", base::byte_order_mark(text)) != std::string::npos) {
      only_comments_.push_back({*source, 0, 0});
      return;
    }
    if (silent) {
      found.add(messages::rules_empty, {*source, 0, 0});
    }
    for (const language::FileReference& use : file.uses) {
      named_.push_back({beside(wanted.path, use.path), use.span});
      enqueue(named_.back());
    }
    remember(files_.calendars, file.calendars, wanted.path);
    remember(files_.offices, file.offices, wanted.path);
    files_.rules.push_back(std::move(file));
    found_.push_back(std::move(found));
  }

  /// The rows of tables that stand in files of their own; what cells say in Chinese is split by the names of all rule files.
  void read_tables() {
    language::DeclaredNames names;
    bool is_complete = false;  // the names
    for (std::size_t file = 0; file < files_.rules.size(); ++file) {
      for (language::Table& table : files_.rules[file].tables) {
        if (!table.file) {
          continue;
        }
        for (std::size_t other = 0; other < files_.rules.size() && !is_complete; ++other) {
          names.add(files_.rules[other]);
        }
        is_complete = true;
        read_table(table, files_.rules[file].source->name, names, found_[file]);
      }
    }
  }

  void read_table(language::Table& table, const std::string& file, const language::DeclaredNames& names,
                  base::DiagnosticList& found) {
    auto source = loader_.load(beside(file, table.file->path));
    if (!source) {
      files_.all_read = false;
      Diagnostic error = source.error();
      error.span = table.file->span;
      found.add(std::move(error));
      return;
    }
    if (table.braces) {
      found.add(messages::table_twice, *table.braces, {table.name.text, table.file->path});
      return;
    }
    table.rows = language::csv_rows(*source, found, names);
  }

  /// Documents without rules may lie in a folder, but not be named.
  void report_silent(const std::string& policy) {
    for (const InputFile& named : named_) {
      if (std::find(silent_.begin(), silent_.end(), named.path) != silent_.end()) {
        files_.all_read = false;
        diagnostics_.add(messages::no_rules_blocks, named.span, {named.path});
      }
    }
    if (files_.rules.empty() && files_.all_read) {
      files_.all_read = false;
      if (only_comments_.empty()) {
        diagnostics_.add(messages::no_rules, {}, {policy.empty() ? "." : policy});
      } else {
        diagnostics_.add(messages::rules_empty, only_comments_.front());
      }
    }
  }

  void refuse(const InputFile& wanted, Diagnostic error) {
    files_.all_read = false;
    const bool folder = wanted.span.source != nullptr && loader_.list(wanted.path);
    if (folder) {
      diagnostics_.add(messages::folder_used, wanted.span, {wanted.path});
      return;
    }
    error.span = wanted.span;
    diagnostics_.add(std::move(error));
  }

  static bool declares_nothing(const language::File& file) {
    return !file.header && file.uses.empty() && file.calendars.empty() && file.offices.empty() &&
           file.sources.empty() && file.choices.empty() && file.parameters.empty() && file.cases.empty() &&
           file.acts.empty() && file.roles.empty() && file.charts.empty() && file.tables.empty() &&
           file.migrations.empty() && file.tests.empty();
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

  SourceLoader& loader_;
  base::DiagnosticList& diagnostics_;
  Files files_;
  std::deque<InputFile> waiting_;
  std::vector<base::DiagnosticList> found_;  // by file in files_.rules
  std::vector<InputFile> named_;             // on the command line or by `use`
  std::vector<std::string> silent_;          // documents without rules
  std::vector<SourceSpan> only_comments_;    // of the other files that say nothing
  std::set<std::string> seen_;
};

}  // namespace

Files load_files(SourceLoader& loader, std::string_view path, base::DiagnosticList& diagnostics) {
  return Loading(loader, diagnostics).load(path);
}

bool may_hold_rules(std::string_view name) {
  return ends(name, kRules) || ends(name, kDocument);
}

language::File parse_rules(const std::shared_ptr<const SourceText>& source,
                           base::DiagnosticList& diagnostics) {
  if (!ends(source->name, kDocument)) {
    return language::parse(source, diagnostics);
  }
  if (const auto unclosed = language::unclosed_block(source)) {
    diagnostics.add(messages::block_not_closed, *unclosed);
    language::File unread;
    unread.source = source;
    return unread;
  }
  return language::parse(language::rules_of(source), diagnostics);
}

std::string beside(std::string_view file, std::string_view name) {
  return (std::filesystem::path(file).parent_path() / std::filesystem::path(name))
      .lexically_normal()
      .generic_string();
}

}  // namespace recourse::model
