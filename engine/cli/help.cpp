#include "engine/cli/help.h"

#include <iostream>

#include "engine/cli/json.h"
#include "engine/cli/manual.h"
#include "recourse/text.h"

namespace recourse::cli {
namespace {

constexpr std::size_t kColumn = 30;  // where explanations begin

using Rows = std::vector<Page::Row>;

bool is_positional(const CLI::Option* option) {
  return option->get_positional();
}
bool is_list(const CLI::Option& option) {
  return option.get_expected_max() >= CLI::detail::expected_max_vector_size;
}

/// What an option takes, as CLI11 knows it, in Chinese.
std::string kind_name(const std::string& kind, Language language) {
  static const std::map<std::string, std::string> kChinese{{"TEXT", "文字"},     {"FILE", "文件"},
                                                           {"FOLDER", "文件夹"}, {"DATE", "日期"},
                                                           {"TYPE", "类别"},     {"POLICY", "政策"}};
  const auto found = kChinese.find(kind);
  return language == Language::chinese && found != kChinese.end() ? found->second : kind;
}

/// Reads an app's description off its options.
class Reader {
public:
  explicit Reader(const Session& session) : session_(session) {}

  [[nodiscard]] std::string usage(const CLI::App& app, const std::string& name) const {
    std::string text = name + session_.text(" [OPTIONS]", " [选项]");
    for (const CLI::Option* argument : app.get_options(is_positional)) {
      std::string shown = positional(*argument);
      if (is_list(*argument)) shown += "...";
      text += argument->get_required() ? " " + shown : " [" + shown + "]";
    }
    if (!app.get_subcommands({}).empty()) text += session_.text(" VERB", " 命令");
    return text;
  }

  [[nodiscard]] Rows positionals(const CLI::App& app) const {
    Rows rows;
    for (const CLI::Option* argument : app.get_options(is_positional))
      rows.push_back({positional(*argument), explained(*argument)});
    return rows;
  }

  // Of the app's own options a verb takes all but those that speak of the app itself.
  [[nodiscard]] Rows options(const CLI::App& app, bool inherited) const {
    Rows rows;
    for (const CLI::Option* option :
         app.get_options([](const CLI::Option* any) { return any->nonpositional(); })) {
      if (inherited && (option == app.get_help_ptr() || option == app.get_version_ptr())) continue;
      rows.push_back({names_of(*option) + value_of(*option), explained(*option)});
    }
    return rows;
  }

  [[nodiscard]] static Rows verbs(const CLI::App& app) {
    Rows rows;
    for (const CLI::App* verb : app.get_subcommands({}))
      rows.push_back({verb->get_name(), verb->get_description()});
    return rows;
  }

private:
  [[nodiscard]] std::string positional(const CLI::Option& argument) const {
    return positional_name(argument.get_name(true, false), session_.language);
  }

  // A flag that may have a value is written by CLI11 with what it stands for without one: "--coverage{0}".
  [[nodiscard]] std::string names_of(const CLI::Option& option) const {
    const std::string names = option.get_name(false, true);
    const std::size_t preset = names.find('{');
    return preset == std::string::npos ? names
                                       : names.substr(0, preset) + session_.text("[=NUMBER]", "[=数字]");
  }

  // " TEXT ...": what an option takes.
  [[nodiscard]] std::string value_of(const CLI::Option& option) const {
    if (option.get_expected_min() == 0) return "";  // a flag
    return " " + kind_name(option.get_type_name(), session_.language) + (is_list(option) ? " ..." : "");
  }

  [[nodiscard]] std::string explained(const CLI::Option& option) const {
    std::string text = option.get_description();
    const std::string preset = option.get_default_str();
    if (option.get_expected_min() != 0 && !preset.empty() && preset != "[]")
      text += session_.text(" (default: ", "（默认 ") + preset + session_.text(")", "）");
    if (option.get_required()) text += session_.text(" (required)", "（必填）");
    return text;
  }

  const Session& session_;
};

std::string row(const Page::Row& row) {
  const std::string first = "  " + row.name;
  if (display_width(first) + 1 < kColumn) return padded(first, kColumn) + row.explanation + "\n";
  return first + "\n" + std::string(kColumn, ' ') + row.explanation + "\n";
}

class Pages final : public CLI::FormatterBase {
public:
  explicit Pages(const Session& session) : session_(session) {}

  std::string make_help(const CLI::App* app, std::string /*name*/,
                        CLI::AppFormatMode /*mode*/) const override {
    const Page page = page_of(*app, session_);
    std::string text = page.description + "\n" + session_.text("Usage: ", "用法：") + page.usage + "\n";
    for (const Page::Section& section : page.sections) {
      if (section.rows.empty()) continue;
      text += "\n" + section.title + session_.text(":", "：") + "\n";
      for (const Page::Row& entry : section.rows) text += row(entry);
    }
    if (page.example.empty()) return text + "\n" + page.exit_codes + "\n";
    return text + "\n" + session_.text("Example:\n  ", "示例：\n  ") + page.example + "\n";
  }

private:
  const Session& session_;
};

Json to_json(const CLI::App& app) {
  Json verbs = Json::array();
  for (const CLI::App* verb : app.get_subcommands({}))
    verbs.push_back({{"name", verb->get_name()},
                     {"description", verb->get_description()},
                     {"example", verb->get_footer()}});
  return {{"verbs", verbs}};
}

void help(const CLI::App& app, const std::string& verb, bool manual, const Session& session) {
  if (session.json) {
    std::cout << document(to_json(app));
    return;
  }
  const CLI::App* const asked = verb.empty() ? &app : app.get_subcommand(verb);
  std::cout << (manual ? manual_page(page_of(*asked, session), session)
                       : app.get_formatter()->make_help(asked, "", CLI::AppFormatMode::Normal));
}

}  // namespace

Page page_of(const CLI::App& app, const Session& session) {
  const Reader reader(session);
  const CLI::App* const every = app.get_parent();
  Page page;
  page.name = every == nullptr ? app.get_name() : every->get_name() + " " + app.get_name();
  page.description = app.get_description();
  page.usage = reader.usage(app, page.name);
  if (every == nullptr) page.sections.push_back({session.text("Verbs", "命令"), Reader::verbs(app)});
  page.sections.push_back({session.text("Arguments", "参数"), reader.positionals(app)});
  page.sections.push_back({session.text("Options", "选项"), reader.options(app, false)});
  if (every != nullptr) {
    page.sections.push_back(
        {session.text("Options of every verb", "通用选项"), reader.options(*every, true)});
    page.example = app.get_footer();
  }
  page.exit_codes = (every == nullptr ? app : *every).get_footer();
  return page;
}

std::shared_ptr<CLI::FormatterBase> help_pages(const Session& session) {
  return std::make_shared<Pages>(session);
}

std::string positional_name(const std::string& name, Language language) {
  static const std::map<std::string, std::string> kChinese{
      {"policy", "政策"}, {"logs", "日志"},   {"log", "日志"},      {"number", "编号"}, {"entry", "记录"},
      {"date", "日期"},   {"period", "期限"}, {"folder", "文件夹"}, {"verb", "命令"},   {"shell", "SHELL"}};
  const auto found = kChinese.find(name);
  return language == Language::chinese && found != kChinese.end() ? found->second : name;
}

void add_help(CLI::App& app, Session& session) {
  CLI::App* verb = add_verb(app, session, "help", "Explain a verb, as VERB --help does",
                            "查看命令的用法，与“命令 --help”相同", "recourse help check");
  static std::string asked;
  static bool manual;
  std::vector<std::string> verbs;
  for (const CLI::App* each : app.get_subcommands({})) verbs.push_back(each->get_name());
  expect_one_of(
      verb->add_option("verb", asked, session.text("Which verb (default: all)", "哪个命令（默认全部）")),
      session, verbs);
  verb->add_flag(
      "--man", manual,
      session.text("Write it as a page of the manual, for man -l", "输出手册页，可用 man -l 查看"));
  verb->callback([&app, &session] { help(app, asked, manual, session); });
}

}  // namespace recourse::cli
