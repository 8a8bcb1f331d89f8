// Batches of dates and periods. Door: answer_batch().
#include <algorithm>
#include <cctype>
#include <istream>

#include "engine/base/messages/base.h"
#include "engine/base/text.h"
#include "recourse/calendar.h"

namespace recourse {
namespace {

using Wrong = std::function<void(const Diagnostic&)>;

/// The columns as the help names them.
bool is_heading(std::string line) {
  std::erase_if(line, [](char c) { return c == ' ' || c == '\t' || c == '"'; });
  std::transform(line.begin(), line.end(), line.begin(), [](unsigned char c) {
    return c < 0x80 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c);
  });
  return line == "date,period" || line == "日期,期限" || line == "日期，期限";
}

/// Tells what is wrong with a line. False when nothing of the file can be read: it is in another encoding.
bool tell(const SourceSpan& line, const Diagnostic& error, const Wrong& wrong) {
  base::DiagnosticList unreadable;
  if (base::check_text(line.source, unreadable)) {
    wrong(error);
    return true;
  }
  std::for_each(unreadable.items().begin(), unreadable.items().end(), wrong);
  return unreadable.items().front().code != messages::not_utf8;
}

}  // namespace

void answer_batch(const WorkingCalendar& calendar, std::istream& input, const std::string& name,
                  const std::function<void(std::string_view)>& answer, const Wrong& wrong) {
  std::string line;
  std::uint32_t number = 0;
  while (std::getline(input, line)) {
    if (++number == 1) {
      line.erase(0, base::byte_order_mark(line));
    }
    if (!line.empty() && line.back() == '\r') {
      line.pop_back();
    }
    if (line.empty() || (number == 1 && is_heading(line))) {
      continue;
    }
    const auto source = std::make_shared<const SourceText>(SourceText{name, line, number});
    const SourceSpan where{source, 0, static_cast<std::uint32_t>(line.size())};
    const auto answered = calendar.answer_line(line, where);
    if (answered) {
      answer(*answered);
    } else if (!tell(where, answered.error(), wrong)) {
      return;
    }
  }
  // A folder opens like a file, but nothing can be read of it; a file that is not there fails before its first line.
  if (input.bad() || (number == 0 && !input.eof())) {
    wrong({messages::file_not_found, {}, {name}, {}});
  }
}

}  // namespace recourse
