// calendar.yaml → CalendarData: which notices settle which days. Door: read_calendar() in build.h.
#include <algorithm>
#include <array>

#include "engine/base/messages/model.h"
#include "engine/model/build.h"
#include "engine/model/yaml.h"

namespace recourse::model {
namespace {

using calendar::CalendarData;
using calendar::Notice;
using yaml::Node;
using yaml::Reader;

constexpr std::array<std::string_view, 7> kWeekdays = {"monday", "tuesday",  "wednesday", "thursday",
                                                       "friday", "saturday", "sunday"};

void read_weekend(const Node& node, CalendarData& data, Reader& reader) {
  if (!reader.sequence(node)) {
    return;
  }
  data.weekend = 0;
  for (const Node& item : node.items) {
    const auto* const day = std::find(kWeekdays.begin(), kWeekdays.end(), item.text);
    if (day == kWeekdays.end()) {
      reader.diagnostics().add(messages::yaml_expected, item.span, {terms::yaml_weekday});
    } else {
      data.weekend = static_cast<std::uint8_t>(data.weekend | 1U << (day - kWeekdays.begin()));
    }
  }
}

/// Years, or runs of them: `computed: [2007, {from: 2010, to: 2030}]`.
void read_computed(const Node& node, CalendarData& data, Reader& reader) {
  if (!reader.sequence(node)) {
    return;
  }
  for (const Node& item : node.items) {
    if (item.kind != Node::Kind::map) {
      if (const auto year = reader.year(item)) {
        data.computed.push_back({*year, *year});
      }
      continue;
    }
    reader.map(item, {"from", "to"});
    const Node* from = reader.require(item, "from");
    const Node* to = reader.require(item, "to");
    const auto first = from != nullptr ? reader.year(*from) : std::nullopt;
    const auto last = to != nullptr ? reader.year(*to) : std::nullopt;
    if (first && last && *last < *first) {
      reader.diagnostics().add(messages::yaml_ends_before_it_begins, item.span);
    } else if (first && last) {
      data.computed.push_back({*first, *last});
    }
  }
}

void read_days(const Node* node, bool off, Notice& notice, Reader& reader) {
  if (node == nullptr || node->kind == Node::Kind::null) {
    return;
  }
  if (node->kind != Node::Kind::map) {
    reader.diagnostics().add(messages::yaml_expected, node->span, {terms::yaml_map});
    return;
  }
  for (std::size_t i = 0; i < node->keys.size(); ++i) {
    const auto day = reader.date(node->keys[i]);
    const auto name = reader.text(node->items[i]);
    if (!day || !name) {
      continue;
    }
    const auto same = std::find_if(notice.days.begin(), notice.days.end(),
                                   [&](const Notice::DayRule& rule) { return rule.day == *day; });
    if (same != notice.days.end()) {
      reader.diagnostics().add(messages::calendar_day_twice, node->keys[i].span, {node->keys[i].text});
    } else {
      notice.days.push_back({*day, off, *name});
    }
  }
}

void read_notice(const Node& node, CalendarData& data, Reader& reader) {
  if (!reader.map(node, {"id", "title", "year", "published", "off", "worked"})) {
    return;
  }
  Notice notice;
  if (const Node* id = reader.require(node, "id")) {
    notice.id = reader.text(*id).value_or("");
    const auto same = std::find_if(data.notices.begin(), data.notices.end(),
                                   [&](const Notice& other) { return other.id == notice.id; });
    if (!notice.id.empty() && same != data.notices.end()) {
      reader.diagnostics().add(messages::given_twice, id->span, {notice.id});
    }
  }
  if (const Node* title = Reader::find(node, "title")) {
    notice.title = reader.text(*title).value_or("");
  }
  if (const Node* year = reader.require(node, "year")) {
    notice.year = reader.year(*year).value_or(0);
  }
  if (const Node* published = Reader::find(node, "published")) {
    notice.published = reader.date(*published).value_or(calendar::kUnknownTime);
  }
  read_days(Reader::find(node, "off"), true, notice, reader);
  read_days(Reader::find(node, "worked"), false, notice, reader);
  data.notices.push_back(std::move(notice));
}

std::optional<CalendarData> read(const Node& root, Reader& reader) {
  CalendarData data;
  if (!reader.map(root, {"calendar", "zone", "weekend", "computed", "notices"})) {
    return std::nullopt;
  }
  if (const Node* name = reader.require(root, "calendar")) {
    data.name = reader.text(*name).value_or("");
  }
  if (const Node* weekend = Reader::find(root, "weekend")) {
    read_weekend(*weekend, data, reader);
  }
  if (const Node* computed = Reader::find(root, "computed")) {
    read_computed(*computed, data, reader);
  }
  if (const Node* notices = Reader::find(root, "notices"); notices != nullptr && reader.sequence(*notices)) {
    for (const Node& notice : notices->items) {
      read_notice(notice, data, reader);
    }
  }
  if (const Node* zone = reader.require(root, "zone")) {
    data.zone = reader.text(*zone).value_or("");
    if (!data.zone.empty() && !calendar::Zone::load(data.zone)) {
      reader.diagnostics().add(messages::calendar_zone_unknown, zone->span, {data.zone});
    }
  }
  return data;
}

}  // namespace

std::optional<CalendarData> read_calendar(const std::shared_ptr<const SourceText>& source,
                                          base::DiagnosticList& diagnostics) {
  base::DiagnosticList found;
  std::optional<CalendarData> data;
  if (const auto root = yaml::read(source, found)) {
    Reader reader(found);
    data = read(*root, reader);
  }
  for (const Diagnostic& item : found.items()) {
    diagnostics.add(item);
  }
  return found.has_errors() ? std::nullopt : data;
}

}  // namespace recourse::model
