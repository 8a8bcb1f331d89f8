#include "engine/cli/manual.h"

#include <algorithm>

namespace recourse::cli {
namespace {

/// A text as roff shows it unchanged: no hyphen is broken or made a dash, and no line begins with a command.
std::string literal(const std::string& text) {
  std::string shown;
  bool begins = true;
  for (const char character : text) {
    if (begins && (character == '.' || character == '\'')) shown += "\\&";
    if (character == '\\')
      shown += "\\e";
    else if (character == '-')
      shown += "\\-";
    else
      shown += character;
    begins = character == '\n';
  }
  return shown;
}

std::string bold(const std::string& text) {
  return "\\fB" + literal(text) + "\\fR";
}

/// "recourse check" is the page recourse-check.
std::string page_name(std::string name) {
  std::replace(name.begin(), name.end(), ' ', '-');
  return name;
}

std::string upper(std::string text) {
  for (char& character : text)
    if (character >= 'a' && character <= 'z') character = static_cast<char>(character - 'a' + 'A');
  return text;
}

std::string heading(const char* title) {
  return std::string(".SH ") + title + "\n";
}

std::string rows(const Page::Section& section) {
  if (section.rows.empty()) return "";
  std::string text = ".SS " + literal(section.title) + "\n";
  for (const Page::Row& row : section.rows)
    text += ".TP\n" + bold(row.name) + "\n" + literal(row.explanation) + "\n";
  return text;
}

/// A verb's page names the app's, and the app's those of all verbs.
std::string see_also(const Page& page) {
  if (page.name.find(' ') != std::string::npos) return bold("recourse") + "(1)\n";
  std::string text;
  for (const Page::Row& verb : page.sections.front().rows)
    text += (text.empty() ? "" : ",\n") + bold(page.name + "-" + verb.name) + "(1)";
  return text + "\n";
}

}  // namespace

std::string manual_page(const Page& page, const Session& session) {
  const std::string name = page_name(page.name);
  std::string text = ".TH " + upper(literal(name)) + " 1 \"" + kReleased + "\" \"recourse " + kVersion +
                     "\" \"" + session.text("recourse manual", "recourse 手册") + "\"\n";
  text += heading(session.text("NAME", "名称")) + literal(name) + " \\- " + literal(page.description) + "\n";
  text += heading(session.text("SYNOPSIS", "概述")) + literal(page.usage) + "\n";
  text += heading(session.text("DESCRIPTION", "描述")) + literal(page.description) + "\n";
  text += heading(session.text("OPTIONS", "选项"));
  for (const Page::Section& section : page.sections) text += rows(section);
  text += heading(session.text("EXIT STATUS", "退出状态")) + literal(page.exit_codes) + "\n";
  if (!page.example.empty())
    text += heading(session.text("EXAMPLES", "示例")) + ".nf\n" + literal(page.example) + "\n.fi\n";
  return text + heading(session.text("SEE ALSO", "参见")) + see_also(page);
}

}  // namespace recourse::cli
