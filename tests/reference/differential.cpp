// Comparison of the two engines, and shrinking of what they disagree about.
#include "tests/reference/differential.h"

#include <algorithm>
#include <sstream>

#include "engine/model/build.h"

namespace recourse::reference {
namespace {

/// The order of notices does not count. Of several faults in one act either may be told.
bool equal(const Outcome& one, const Outcome& other, const ReferenceEngine& reference, const Act& act) {
  bool same_fault =
      one.fault == other.fault || (one.verdict == Verdict::fault && other.verdict == Verdict::fault &&
                                   reference.may_find(act, other.fault));
  return one.verdict == other.verdict && one.refusal == other.refusal && same_fault &&
         one.forbidden == other.forbidden && one.notices == other.notices;
}

bool equal(const Advance& one, const Advance& other, const ReferenceEngine& reference, Minute until) {
  if (one.fault == Fault::endless && other.fault == Fault::endless) return true;  // may be cut sooner
  bool same_fault = one.fault == other.fault || (one.fault != Fault::none && other.fault != Fault::none &&
                                                 reference.may_find(until, other.fault));
  if (!same_fault || one.entries.size() != other.entries.size()) return false;
  for (std::size_t index = 0; index < one.entries.size(); ++index) {
    const ClockEntry &left = one.entries[index], &right = other.entries[index];
    if (left.time != right.time || left.lapsed != right.lapsed || left.fired != right.fired ||
        left.notices != right.notices)
      return false;
  }
  return true;
}

std::string describe_happening(const model::Model& model, const Happening& happening) {
  if (const Act* act = std::get_if<Act>(&happening)) return describe(model, *act);
  if (const Arrival* arrival = std::get_if<Arrival>(&happening)) {
    std::string text = calendar::format_minute(*model.calendar, arrival->time) + " notice for " +
                       std::to_string(arrival->notice.year);
    for (const auto& rule : arrival->notice.days)
      text += " " + calendar::format_day(rule.day) + (rule.off ? " off" : " worked");
    return text;
  }
  return calendar::format_minute(*model.calendar, std::get<Minute>(happening)) + " advance";
}

/// Lines of rules that may be left out: clauses, not declarations.
std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

bool still_differs(const std::map<std::string, std::string>& files,
                   const std::vector<Happening>& happenings) {
  LoadedPolicy policy = load_policy(files);
  return policy.model && !compare(*policy.model, happenings).same;
}

void drop_happenings(const std::map<std::string, std::string>& files, std::vector<Happening>& happenings) {
  LoadedPolicy policy = load_policy(files);
  for (std::size_t chunk = happenings.size() / 2; chunk > 0; chunk /= 2) {
    for (std::size_t at = 0; at + chunk <= happenings.size();) {
      std::vector<Happening> fewer = happenings;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(at),
                  fewer.begin() + static_cast<std::ptrdiff_t>(at + chunk));
      if (compare(*policy.model, fewer).same)
        at += chunk;
      else
        happenings = fewer;
    }
  }
}

bool begins_chart(const std::string& line) {
  static const char* const words[] = {"process", "rule", "流程", "规则"};
  return std::ranges::any_of(words, [&](const char* word) { return line.starts_with(word); });
}

/// Leaves out lines after the first process or rule of a file, as long as the rest is a policy and they still differ. Indices
/// of acts, roles and offices do not move by that, since these are declared before.
void drop_lines(std::map<std::string, std::string>& files, const std::string& file,
                const std::vector<Happening>& happenings) {
  std::vector<std::string> lines = lines_of(files[file]);
  auto begin = static_cast<std::size_t>(std::ranges::find_if(lines, begins_chart) - lines.begin());
  for (std::size_t span : {8UL, 4UL, 3UL, 2UL, 1UL, 1UL}) {
    for (std::size_t at = begin + 1; at + span < lines.size();) {
      std::vector<std::string> fewer = lines;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(at),
                  fewer.begin() + static_cast<std::ptrdiff_t>(at + span));
      files[file] = joined(fewer);
      if (still_differs(files, happenings))
        lines = fewer;
      else
        ++at;
    }
  }
  files[file] = joined(lines);
}

}  // namespace

LoadedPolicy load_policy(const std::map<std::string, std::string>& files) {
  LoadedPolicy policy;
  auto loader = memory_loader(files);
  base::DiagnosticList diagnostics;
  auto built = model::build_model(*loader, "policy.rules", diagnostics);
  for (const Diagnostic& each : diagnostics.items())
    if (severity(each.code) == Severity::error) policy.errors += render(each, Language::english);
  if (built) policy.model = std::make_unique<model::Model>(std::move(*built));
  return policy;
}

Comparison compare(const model::Model& model, const std::vector<Happening>& happenings) {
  Comparison comparison;
  ReferenceEngine reference(model);
  std::unique_ptr<Engine> machine = machine_engine(model);
  if (!machine) return {false, 0, "the model cannot be lowered\n"};
  CaseView before;
  std::vector<std::shared_ptr<const model::Model>> models;
  for (const Happening& happening : happenings) {
    ++comparison.happenings;
    std::string expected, given;
    bool same = true, broken = false;
    if (const Act* act = std::get_if<Act>(&happening)) {
      Outcome ours = reference.apply(*act), theirs = machine->apply(*act);
      same = equal(ours, theirs, reference, *act);
      if (!same) expected = describe(model, ours) + "\n", given = describe(model, theirs) + "\n";
    } else if (const Arrival* arrival = std::get_if<Arrival>(&happening)) {
      if (!reference.state().begun) continue;
      models.push_back(after(reference.interpreter().model(), *arrival));
      Fault ours = reference.recount(*models.back(), arrival->time),
            theirs = machine->recount(*models.back(), arrival->time);
      same = (ours == Fault::none) == (theirs == Fault::none);
      broken = ours != Fault::none;
      if (!same)
        expected = "fault " + std::to_string(static_cast<int>(ours)),
        given = "fault " + std::to_string(static_cast<int>(theirs));
    } else {
      Minute until = std::get<Minute>(happening);
      Advance ours = reference.advance(until), theirs = machine->advance(until);
      same = equal(ours, theirs, reference, until);
      broken = ours.fault != Fault::none;
      if (!same) expected = describe(model, ours), given = describe(model, theirs);
    }
    CaseView view = reference.view(), other = machine->view();
    if (same && broken) return comparison;  // what follows a fault of the clock is the host's affair
    if (same && view == other) {
      before = view;
      continue;
    }
    comparison.same = false;
    comparison.report = "happening " + std::to_string(comparison.happenings) + ": " +
                        describe_happening(model, happening) + "\nbefore:\n" + describe(model, before) +
                        "reference: " + expected + "\n" + describe(model, view) + "machine: " + given + "\n" +
                        describe(model, other);
    return comparison;
  }
  return comparison;
}

std::string shrink(std::map<std::string, std::string> files, std::vector<Happening> happenings) {
  drop_happenings(files, happenings);
  std::vector<std::string> rules;
  for (const auto& [file, text] : files)
    if (file.ends_with(".rules")) rules.push_back(file);
  for (const std::string& file : rules) drop_lines(files, file, happenings);
  drop_happenings(files, happenings);
  LoadedPolicy policy = load_policy(files);
  std::string text;
  for (const std::string& file : rules) text += files[file] + "\n";
  for (const auto& [file, content] : files)
    if (file.ends_with(".csv")) text += "# " + file + "\n" + content + "\n";
  text += files["calendar.yaml"] + "\n";
  for (const Happening& happening : happenings) text += describe_happening(*policy.model, happening) + "\n";
  return text + compare(*policy.model, happenings).report;
}

}  // namespace recourse::reference
