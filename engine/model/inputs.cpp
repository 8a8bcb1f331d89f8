// The logged inputs that the rules name: the calendar and the office directory. A policy without a calendar counts
// weekends only, and is told so.
#include "engine/base/messages/model.h"
#include "engine/model/build.h"
#include "engine/model/building.h"

namespace recourse::model {
namespace {

std::shared_ptr<const SourceText> load_one(Building& building, SourceLoader& loader,
                                           const std::vector<InputFile>& files) {
  if (files.empty()) {
    return nullptr;
  }
  for (std::size_t i = 1; i < files.size(); ++i) {
    building.report(messages::input_twice, files[i].span, files[i].path, files[0].path)
        .related.push_back({messages::first_given_here, files[0].span, {files[0].path}});
  }
  auto source = loader.load(files[0].path);
  if (!source) {
    Diagnostic error = source.error();
    error.span = files[0].span;
    building.diagnostics.add(std::move(error));
    return nullptr;
  }
  return *source;
}

calendar::CalendarData weekends_only() {
  calendar::CalendarData data;
  data.name = "weekends";
  data.zone = "Asia/Shanghai";
  data.computed = {{calendar::civil_from_day(calendar::Calendar::kFirstDay).year,
                    calendar::civil_from_day(calendar::Calendar::kLastDay).year}};
  return data;
}

}  // namespace

bool read_inputs(Building& building, SourceLoader& loader) {
  std::optional<calendar::CalendarData> data;
  if (const auto source = load_one(building, loader, building.files.calendars)) {
    data = read_calendar(source, building.diagnostics);
  }
  if (building.files.calendars.empty() && !building.files.rules.empty()) {
    building.report(messages::calendar_missing, place_of_policy(building));
  }
  building.model.calendar = calendar::Calendar::build(data ? *std::move(data) : weekends_only());
  building.calendar = building.model.calendar ? &*building.model.calendar : nullptr;
  if (building.files.offices.empty()) {
    building.names.expect_no_offices();
  }
  std::optional<offices::Directory> directory;
  if (const auto source = load_one(building, loader, building.files.offices)) {
    directory = read_offices(source, building.model.choices, building.diagnostics);
  }
  const bool usable = building.files.offices.empty() || directory.has_value();
  if (directory) {
    building.model.offices = *std::move(directory);
  }
  return usable;
}

}  // namespace recourse::model
