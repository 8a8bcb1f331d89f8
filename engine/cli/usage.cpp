#include "engine/cli/usage.h"

#include <fmt/format.h>

#include "engine/cli/help.h"
#include "recourse/text.h"

namespace recourse::cli {
namespace {

/// What CLI11 says after the mark, or before it: names stand there and nowhere else.
std::string after(const std::string& text, std::string_view mark) {
  const std::size_t at = text.find(mark);
  return at == std::string::npos ? text : text.substr(at + mark.size());
}
std::string before(const std::string& text, std::string_view mark) {
  return text.substr(0, text.find(mark));
}

/// Positionals are named as in the help, options by their long name.
std::string shown(const CLI::App& verb, const std::string& name, Language language) {
  const CLI::Option* const option = verb.get_option_no_throw(name);
  return option != nullptr ? positional_name(option->get_name(), language) : name;
}

class Wording {
public:
  Wording(const CLI::App& app, const Session& session) : app_(app), session_(session) {}

  [[nodiscard]] std::string mistake(const CLI::Error& error) const {
    const std::string said = error.what();
    const auto kind = static_cast<CLI::ExitCodes>(error.get_exit_code());
    if (kind == CLI::ExitCodes::RequiredError && app_.get_parent() == nullptr) return unknown_verb();
    if (kind == CLI::ExitCodes::RequiredError)
      return filled("{0} is missing.", "缺少 {0}。",
                    shown(app_, before(said, " is required"), session_.language));
    if (kind == CLI::ExitCodes::ExtrasError)
      return filled("{0} is not expected here.", "此处不应有 {0}。", after(said, ": "));
    if (kind == CLI::ExitCodes::ValidationError)
      return filled("{0}: {1}", "{0}：{1}", shown(app_, before(said, ": "), session_.language),
                    after(said, ": "));
    return filled("{0} needs a value.", "{0} 需要填写一个值。", before(said, ":"));
  }

  [[nodiscard]] std::string advice() const {
    const std::string verb = app_.get_parent() == nullptr ? "" : " " + app_.get_name();
    return filled("See `recourse{0} --help`.", "用法见 recourse{0} --help。", verb);
  }

private:
  [[nodiscard]] std::string filled(const char* english, const char* chinese, const auto&... values) const {
    return fmt::format(fmt::runtime(session_.text(english, chinese)), values...) + "\n";
  }

  [[nodiscard]] std::string unknown_verb() const {
    std::vector<std::string> verbs;
    for (const CLI::App* verb : app_.get_subcommands({})) verbs.push_back(verb->get_name());
    const std::string all = fmt::format("{}", fmt::join(verbs, session_.text(", ", "、")));
    const std::vector<std::string> given = app_.remaining();
    if (given.empty()) return filled("Say what to do: {0}.", "请写明要做什么：{0}。", all);
    const auto meant = nearest(given.front(), verbs);
    if (meant)
      return filled("There is no verb \"{0}\". Did you mean \"{1}\"?", "没有命令“{0}”。是否指“{1}”？",
                    given.front(), *meant);
    return filled("There is no verb \"{0}\". There are: {1}.", "没有命令“{0}”。可用的有：{1}。",
                  given.front(), all);
  }

  const CLI::App& app_;
  const Session& session_;
};

}  // namespace

void speak(CLI::App& app, Session& session) {
  app.failure_message([&session](const CLI::App* failed, const CLI::Error& error) {
    // The app is told which verb was asked, not where the verb's own options failed.
    const auto asked = failed->get_subcommands();
    const Wording wording(asked.empty() ? *failed : *asked.front(), session);
    return wording.mistake(error) + wording.advice();
  });
  app.option_defaults()->group(session.text("Options", "选项"));
  app.set_help_flag("-h,--help", session.text("Show this and end", "显示此帮助"));
  app.option_defaults()->always_capture_default();  // the help names defaults
  app.formatter(help_pages(session));
  app.final_callback([&session] { session.close(); });
}

}  // namespace recourse::cli
