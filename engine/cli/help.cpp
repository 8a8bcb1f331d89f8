#include "engine/cli/help.h"

#include "recourse/text.h"

namespace recourse::cli {
namespace {

constexpr std::size_t kColumn = 30;  // where explanations begin

class Pages final : public CLI::FormatterBase {
public:
  explicit Pages(const Session& session) : session_(session) {}

  std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode /*mode*/) const override {
    const CLI::App* const every = app->get_parent();
    std::string text = app->get_description() + "\n" + usage(*app, name);
    text += section(session_.text("Arguments", "参数"), positionals(*app));
    text += section(session_.text("Options", "选项"), options(*app, false));
    if (every != nullptr)
      text += section(session_.text("Options of every verb", "通用选项"), options(*every, true));
    text += section(session_.text("Verbs", "命令"), verbs(*app));
    return text + "\n" + app->get_footer() + "\n";
  }

private:
  [[nodiscard]] std::string section(const std::string& title, const std::string& rows) const {
    return rows.empty() ? "" : "\n" + title + session_.text(":", "：") + "\n" + rows;
  }

  static std::string row(const std::string& name, const std::string& explanation) {
    const std::string first = "  " + name;
    if (display_width(first) + 1 < kColumn) return padded(first, kColumn) + explanation + "\n";
    return first + "\n" + std::string(kColumn, ' ') + explanation + "\n";
  }

  [[nodiscard]] std::string usage(const CLI::App& app, const std::string& name) const {
    std::string text = session_.text("Usage: ", "用法：") + name + session_.text(" [OPTIONS]", " [选项]");
    for (const CLI::Option* argument : app.get_options(is_positional)) {
      std::string shown = positional(*argument);
      if (is_list(*argument)) shown += "...";
      text += argument->get_required() ? " " + shown : " [" + shown + "]";
    }
    if (!app.get_subcommands({}).empty()) text += session_.text(" VERB", " 命令");
    return text + "\n";
  }

  static bool is_positional(const CLI::Option* option) { return option->get_positional(); }
  static bool is_list(const CLI::Option& option) {
    return option.get_expected_max() >= CLI::detail::expected_max_vector_size;
  }

  [[nodiscard]] std::string positional(const CLI::Option& argument) const {
    return positional_name(argument.get_name(true, false), session_.language);
  }

  [[nodiscard]] std::string positionals(const CLI::App& app) const {
    std::string rows;
    for (const CLI::Option* argument : app.get_options(is_positional))
      rows += row(positional(*argument), explained(*argument));
    return rows;
  }

  // Of the app's own options a verb takes all but those that speak of the app itself.
  [[nodiscard]] std::string options(const CLI::App& app, bool inherited) const {
    std::string rows;
    for (const CLI::Option* option :
         app.get_options([](const CLI::Option* any) { return any->nonpositional(); })) {
      if (inherited && (option == app.get_help_ptr() || option == app.get_version_ptr())) continue;
      rows += row(names_of(*option) + value_of(*option), explained(*option));
    }
    return rows;
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
    if (option.get_type_size() == 0) return "";
    const std::string type = option.get_type_name();
    return " " + (type == "TEXT" ? session_.text("TEXT", "文字") : type) + (is_list(option) ? " ..." : "");
  }

  [[nodiscard]] std::string explained(const CLI::Option& option) const {
    std::string text = option.get_description();
    const std::string preset = option.get_default_str();
    if (option.get_type_size() != 0 && !preset.empty() && preset != "[]")
      text += session_.text(" (default: ", "（默认 ") + preset + session_.text(")", "）");
    if (option.get_required()) text += session_.text(" (required)", "（必填）");
    return text;
  }

  [[nodiscard]] static std::string verbs(const CLI::App& app) {
    std::string rows;
    for (const CLI::App* verb : app.get_subcommands({}))
      rows += row(verb->get_name(), verb->get_description());
    return rows;
  }

  const Session& session_;
};

}  // namespace

std::shared_ptr<CLI::FormatterBase> help_pages(const Session& session) {
  return std::make_shared<Pages>(session);
}

std::string positional_name(const std::string& name, Language language) {
  static const std::map<std::string, std::string> kChinese{
      {"policy", "政策"}, {"logs", "日志"}, {"log", "日志"},   {"number", "编号"},
      {"entry", "记录"},  {"date", "日期"}, {"period", "期限"}};
  const auto found = kChinese.find(name);
  return language == Language::chinese && found != kChinese.end() ? found->second : name;
}

}  // namespace recourse::cli
