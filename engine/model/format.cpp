// Which files of a policy are written anew.
#include "recourse/format.h"

#include <filesystem>

#include "engine/base/messages/model.h"
#include "engine/language/format.h"
#include "engine/model/files.h"

namespace recourse {
namespace {

std::string folder_of(const std::string& path) {
  return std::filesystem::path(path).parent_path().generic_string();
}

bool lies_in(const std::string& path, const std::string& folder) {
  return folder.empty() || path.starts_with(folder + "/");
}

}  // namespace

FormattedPolicy format_policy(SourceLoader& loader, std::string_view path, std::optional<Language> keywords) {
  const std::string plain = std::filesystem::path(path).lexically_normal().generic_string();
  std::string asked = plain == "." ? "" : plain;
  if (asked.size() > 1 && asked.ends_with('/')) {
    asked.pop_back();
  }
  const bool is_folder = bool(loader.list(asked));
  FormattedPolicy result;
  base::DiagnosticList found;
  model::Files files = model::load_files(loader, is_folder ? asked : folder_of(asked), found);
  const auto is_asked = [&](const std::string& name) {
    return is_folder ? lies_in(name, asked) : name == asked;
  };
  if (!is_folder && std::none_of(files.rules.begin(), files.rules.end(),
                                 [&](const language::File& file) { return file.source->name == asked; })) {
    found = {};
    files = model::load_files(loader, asked, found);
  }
  language::DeclaredNames names;
  for (const language::File& file : files.rules) {
    names.add(file);
  }
  base::DiagnosticList problems;
  for (const Diagnostic& item : found.items()) {
    if (!item.span.source || is_asked(item.span.source->name)) {
      problems.add(item);
    }
  }
  for (const language::File& file : files.rules) {
    if (!is_asked(file.source->name)) {
      continue;
    }
    // The document itself: of its rules alone the rest is blank.
    const auto source = loader.load(file.source->name);
    if (!source) {
      problems.add(source.error());
      continue;
    }
    const auto chosen =
        keywords ? std::optional(*keywords == Language::chinese ? language::KeywordLanguage::chinese
                                                                : language::KeywordLanguage::english)
                 : std::nullopt;
    auto after = language::formatted(*source, names, chosen);
    if (after) {
      result.files.push_back({file.source->name, (*source)->text, std::move(*after)});
    } else if (std::none_of(found.items().begin(), found.items().end(), [&](const Diagnostic& item) {
                 return item.span.source && item.span.source->name == file.source->name;
               })) {
      problems.add(messages::format_refused, {*source, 0, 0});
    }
  }
  result.diagnostics = problems.items();
  return result;
}

}  // namespace recourse
