// The public door to a calendar alone: a YAML file, or the folder of a policy.
#include <algorithm>

#include "engine/base/messages/model.h"
#include "engine/model/build.h"
#include "engine/model/files.h"
#include "recourse/calendar.h"

namespace recourse {
namespace {

constexpr std::string_view kUsualName = "calendar.yaml";

std::string inside(std::string_view folder, std::string_view name) {
  return folder.empty() || folder.ends_with('/') ? std::string(folder) + std::string(name)
                                                 : std::string(folder) + "/" + std::string(name);
}

/// The calendar that the rules of a folder name, else calendar.yaml in it; a path that is no folder is the file itself.
std::string calendar_file(SourceLoader& loader, std::string_view path) {
  auto names = loader.list(path);
  if (!names) {
    return std::string(path);
  }
  base::DiagnosticList ignored;  // of the rules only the calendar's name is asked
  for (const std::string& name : *names) {
    auto source = model::may_hold_rules(name) ? loader.load(inside(path, name))
                                              : Result<std::shared_ptr<const SourceText>>(nullptr);
    if (!source || *source == nullptr) {
      continue;
    }
    const language::File file = model::parse_rules(*source, ignored);
    if (!file.calendars.empty()) {
      return model::beside(inside(path, name), file.calendars.front().path);
    }
  }
  return inside(path, kUsualName);
}

Diagnostic first_error(const base::DiagnosticList& diagnostics) {
  const auto& items = diagnostics.items();
  return *std::find_if(items.begin(), items.end(),
                       [](const Diagnostic& item) { return severity(item.code) == Severity::error; });
}

Result<WorkingCalendar> read_working_calendar(const std::shared_ptr<const SourceText>& source) {
  base::DiagnosticList diagnostics;
  auto data = model::read_calendar(source, diagnostics);
  if (!data) {
    return first_error(diagnostics);
  }
  auto table = calendar::Calendar::build(*std::move(data));
  if (!table) {
    return Diagnostic{messages::calendar_zone_unknown, {source, 0, 0}, {source->name}, {}};
  }
  return WorkingCalendar(std::make_shared<const calendar::Calendar>(*std::move(table)));
}

}  // namespace

Result<WorkingCalendar> load_calendar(SourceLoader& loader, std::string_view path) {
  auto source = loader.load(calendar_file(loader, path));
  if (!source) {
    return source.error();
  }
  return read_working_calendar(*source);
}

}  // namespace recourse
