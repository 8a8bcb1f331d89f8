// Which files of a policy are written anew.
#include "recourse/format.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "engine/base/messages/model.h"
#include "engine/language/dump.h"
#include "engine/language/format.h"
#include "engine/model/files.h"

namespace recourse {
namespace {

bool lies_in(const std::string& path, const std::string& folder) {
  const auto relative = std::filesystem::path(path).lexically_relative(folder.empty() ? "." : folder);
  return !relative.empty() && *relative.begin() != "..";
}

/// The texts in the place of those that another loader has.
class Overlay : public SourceLoader {
public:
  explicit Overlay(SourceLoader& below) : below_(below) {}

  void put(const std::string& name, std::string text) { texts_[name] = std::move(text); }

  Result<std::shared_ptr<const SourceText>> load(std::string_view name) override {
    auto source = below_.load(name);
    const auto found = source ? texts_.find((*source)->name) : texts_.end();
    if (found == texts_.end()) {
      return source;
    }
    return std::make_shared<const SourceText>(SourceText{found->first, found->second});
  }
  Result<std::vector<std::string>> list(std::string_view folder) override { return below_.list(folder); }

private:
  SourceLoader& below_;
  std::map<std::string, std::string> texts_;
};

bool has_errors_in(const base::DiagnosticList& found, const std::string& file) {
  return std::any_of(found.items().begin(), found.items().end(), [&](const Diagnostic& item) {
    return severity(item.code) == Severity::error && item.span.source && item.span.source->name == file;
  });
}

class Formatting {
public:
  Formatting(SourceLoader& loader, std::string_view path, std::optional<Language> keywords)
      : loader_(loader), keywords_(keywords) {
    const std::string plain = std::filesystem::path(path).lexically_normal().generic_string();
    asked_ = plain == "." ? "" : plain;
    if (asked_.size() > 1 && asked_.ends_with('/')) {
      asked_.pop_back();
    }
    is_folder_ = bool(loader.list(asked_));
  }

  FormattedPolicy format() {
    read();
    write();
    while (!settled()) {
    }
    FormattedPolicy result;
    for (Candidate& file : files_) {
      if (file.given == Given::nothing) {
        problems_.add(messages::format_refused, {file.source, 0, 0});
      } else {
        result.files.push_back({file.source->name, file.source->text, std::move(file.text)});
      }
    }
    result.diagnostics = problems_.items();
    return result;
  }

private:
  /// What is tried: without spaces, with them, nothing at all.
  enum class Given : std::uint8_t { joined, apart, nothing };
  struct Candidate {
    std::shared_ptr<const SourceText> source;
    Given given = Given::joined;
    std::string text;
  };

  [[nodiscard]] bool is_asked(const std::string& name) const {
    return is_folder_ ? lies_in(name, asked_) : name == asked_;
  }

  /// The files of the folder, also where one is asked for: it may use names that the others declare.
  void read() {
    whole_ = is_folder_ ? asked_ : std::filesystem::path(asked_).parent_path().generic_string();
    before_ = model::load_files(loader_, whole_, found_);
    if (std::none_of(before_.rules.begin(), before_.rules.end(),
                     [&](const language::File& file) { return is_asked(file.source->name); })) {
      whole_ = asked_;
      found_ = {};
      before_ = model::load_files(loader_, whole_, found_);
    }
    for (const Diagnostic& item : found_.items()) {
      if (!item.span.source || is_asked(item.span.source->name)) {
        problems_.add(item);
      }
    }
    for (const language::File& file : before_.rules) {
      names_.add(file);
    }
  }

  void write() {
    for (const language::File& file : before_.rules) {
      const std::string& name = file.source->name;
      if (!is_asked(name) || has_errors_in(found_, name)) {
        continue;
      }
      if (const auto source = loader_.load(name)) {  // of a document the rules alone are blank elsewhere
        files_.push_back({*source, Given::joined, {}});
        write(files_.back());
      } else {
        problems_.add(source.error());
      }
    }
  }

  void write(Candidate& file) {
    using language::KeywordLanguage;
    const auto keywords = keywords_
                              ? std::optional(*keywords_ == Language::chinese ? KeywordLanguage::chinese
                                                                              : KeywordLanguage::english)
                              : std::nullopt;
    auto text = file.given == Given::nothing
                    ? std::nullopt
                    : language::formatted(file.source, names_, keywords, file.given == Given::joined);
    file.given = text ? file.given : Given::nothing;
    file.text = text.value_or(file.source->text);
  }

  /// Reads all files as they would be. Those that would be read otherwise are written in another way; when it is others that would,
  /// all are.
  bool settled() {
    Overlay overlay(loader_);
    for (const Candidate& file : files_) {
      overlay.put(file.source->name, file.text);
    }
    base::DiagnosticList found;
    const model::Files after = model::load_files(overlay, whole_, found);
    std::set<std::string> changed;
    for (std::size_t file = 0; file < before_.rules.size(); ++file) {
      const std::string& name = before_.rules[file].source->name;
      const bool is_same = file < after.rules.size() && after.rules[file].source->name == name &&
                           has_errors_in(found, name) == has_errors_in(found_, name) &&
                           language::dump(after.rules[file]) == language::dump(before_.rules[file]);
      if (!is_same) {
        changed.insert(name);
      }
    }
    if (changed.empty()) {
      return true;
    }
    return !write_otherwise([&](const Candidate& file) { return changed.contains(file.source->name); }) &&
           !write_otherwise([](const Candidate&) { return true; });
  }

  template <typename Wanted>
  bool write_otherwise(const Wanted& wanted) {
    bool any = false;
    for (Candidate& file : files_) {
      if (wanted(file) && file.given != Given::nothing) {
        file.given = file.given == Given::joined ? Given::apart : Given::nothing;
        write(file);
        any = true;
      }
    }
    return any;
  }

  SourceLoader& loader_;
  std::optional<Language> keywords_;
  std::string asked_, whole_;  // the path, and the folder that is read
  bool is_folder_ = false;
  model::Files before_;
  base::DiagnosticList found_, problems_;
  language::DeclaredNames names_;
  std::vector<Candidate> files_;
};

}  // namespace

FormattedPolicy format_policy(SourceLoader& loader, std::string_view path, std::optional<Language> keywords) {
  return Formatting(loader, path, keywords).format();
}

}  // namespace recourse
