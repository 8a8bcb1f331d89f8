// `recourse completion`: what a shell offers while the command is typed, from the same description as the help.
#include <fmt/format.h>

#include <iostream>

#include "engine/cli/session.h"

namespace recourse::cli {
namespace {

/// What may stand in one place of the command line: words of a list, or a kind of file; nothing for free text.
struct Offer {
  std::vector<std::string> words;
  std::string kind;  // POLICY, FILE, FOLDER
};

struct Choice {
  std::vector<std::string> names;  // -o, --output; none of an argument
  std::string explanation;
  bool takes_value = false, is_list = false;
  Offer offer;
};

struct Verb {
  std::string name, explanation;
  std::vector<Choice> options, arguments;
};

Offer offer_of(const CLI::Option& option) {
  const std::string kind = option.get_type_name();
  if (kind == "POLICY" || kind == "FILE" || kind == "FOLDER") return {.words = {}, .kind = kind};
  if (kind.find('|') == std::string::npos) return {};
  return {.words = CLI::detail::split(kind, '|'), .kind = ""};
}

Choice choice_of(const CLI::Option& option) {
  Choice choice;
  for (const std::string& name : option.get_snames()) choice.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) choice.names.push_back("--" + name);
  choice.explanation = option.get_description();
  choice.takes_value = option.get_expected_min() > 0;  // a flag expects none
  choice.is_list = option.get_expected_max() >= CLI::detail::expected_max_vector_size;
  choice.offer = offer_of(option);
  return choice;
}

void read(const CLI::App& app, Verb& verb) {
  for (const CLI::Option* option : app.get_options([](const CLI::Option*) { return true; }))
    (option->get_positional() ? verb.arguments : verb.options).push_back(choice_of(*option));
}

/// The app itself is the first, without a name. Its options stand also with each verb, which takes them too.
std::vector<Verb> verbs_of(const CLI::App& app) {
  std::vector<Verb> verbs(1);
  read(app, verbs.front());
  for (const CLI::App* each : app.get_subcommands({})) {
    Verb verb{
        .name = each->get_name(), .explanation = each->get_description(), .options = {}, .arguments = {}};
    read(*each, verb);
    for (const CLI::Option* option :
         app.get_options([](const CLI::Option* any) { return any->nonpositional(); }))
      if (option != app.get_help_ptr() && option != app.get_version_ptr())
        verb.options.push_back(choice_of(*option));
    verbs.push_back(verb);
  }
  return verbs;
}

std::string joined(const std::vector<std::string>& words, const char* between) {
  return fmt::format("{}", fmt::join(words, between));
}

// ---- bash

constexpr const char* kBashHead =
    R"(# What bash offers while `recourse` is typed. Made by: recourse completion bash
# Use it now: source <(recourse completion bash). For good: put it into ~/.local/share/bash-completion/completions/recourse
_recourse() {
  local IFS=$' \t\n' current=${COMP_WORDS[COMP_CWORD]} before=$((COMP_CWORD - 1))
  local verb= argument=0 value= word previous words= kind= i
  # bash parts words at `=`: --lang=zh is three of them.
  if [[ $current == = ]]; then
    current=
  elif [[ ${COMP_WORDS[before]} == = ]]; then
    ((before -= 1))
  fi
  previous=${COMP_WORDS[before]}
  for ((i = 1; i < COMP_CWORD; ++i)); do
    word=${COMP_WORDS[i]}
    if [[ $word == = ]]; then
      value=yes
    elif [[ $value ]]; then
      value=
    else
      case $word in
)";

constexpr const char* kBashCount = R"(        -*) ;;
        *) if [[ $verb ]]; then ((argument += 1)); else verb=$word; fi ;;
      esac
    fi
  done
)";

constexpr const char* kBashTail = R"(  IFS=$'\n'
  COMPREPLY=()
  case $kind in
    words) COMPREPLY=($(compgen -W "${words// /$'\n'}" -- "$current")) ;;
    FILE) COMPREPLY=($(compgen -f -- "$current")) ;;
    FOLDER) COMPREPLY=($(compgen -d -- "$current")) ;;
    POLICY)
      COMPREPLY=($(compgen -d -- "$current"; compgen -f -X '!*.rules' -- "$current"; compgen -f -X '!*.md' -- "$current"))
      ;;
  esac
  # Names of files are quoted by bash itself, and folders end with `/`. Outside of a completion there is nothing to set.
  [[ $kind == words ]] || compopt -o filenames 2>/dev/null
  return 0
}
complete -F _recourse recourse
)";

std::string bash_offer(const Offer& offer) {
  if (!offer.words.empty()) return "kind=words words='" + joined(offer.words, " ") + "'";
  return offer.kind.empty() ? "kind=text" : "kind=" + offer.kind;
}

/// What follows an option.
std::string bash_values(const std::vector<Verb>& verbs) {
  std::string text = "  case $verb:$previous in\n";
  for (const Verb& verb : verbs) {
    for (const Choice& option : verb.options) {
      if (!option.takes_value) continue;
      std::vector<std::string> patterns;
      for (const std::string& name : option.names) patterns.push_back(verb.name + ":" + name);
      text += "    " + joined(patterns, "|") + ") " + bash_offer(option.offer) + " ;;\n";
    }
  }
  return text + "  esac\n";
}

std::string bash_options(const std::vector<Verb>& verbs) {
  std::string text = "  if [[ ! $kind && $current == -* ]]; then\n    kind=words\n    case $verb in\n";
  const auto names = [](const Verb& verb) {
    std::vector<std::string> all;
    for (const Choice& option : verb.options) all.insert(all.end(), option.names.begin(), option.names.end());
    return joined(all, " ");
  };
  for (const Verb& verb : verbs) {
    if (!verb.name.empty()) text += "      " + verb.name + ") words='" + names(verb) + "' ;;\n";
  }
  return text + "      *) words='" + names(verbs.front()) + "' ;;\n    esac\n  fi\n";
}

std::string bash_arguments(const std::vector<Verb>& verbs) {
  std::vector<std::string> names;
  for (const Verb& verb : verbs)
    if (!verb.name.empty()) names.push_back(verb.name);
  std::string text = "  if [[ ! $kind && ! $verb ]]; then\n    kind=words words='" + joined(names, " ") +
                     "'\n  elif [[ ! $kind ]]; then\n    case $verb:$argument in\n";
  for (const Verb& verb : verbs) {
    for (std::size_t i = 0; i < verb.arguments.size(); ++i) {
      const Choice& argument = verb.arguments[i];
      text += "      " + verb.name + ":" + (argument.is_list ? "*" : std::to_string(i)) + ") " +
              bash_offer(argument.offer) + " ;;\n";
    }
  }
  return text + "    esac\n  fi\n";
}

std::string bash(const std::vector<Verb>& verbs) {
  std::vector<std::string> with_value;
  for (const Verb& verb : verbs)
    for (const Choice& option : verb.options)
      if (option.takes_value) with_value.insert(with_value.end(), option.names.begin(), option.names.end());
  std::sort(with_value.begin(), with_value.end());
  with_value.erase(std::unique(with_value.begin(), with_value.end()), with_value.end());
  return kBashHead + ("        " + joined(with_value, "|")) + ") value=yes ;;\n" + kBashCount +
         bash_values(verbs) + bash_options(verbs) + bash_arguments(verbs) + kBashTail;
}

// ---- zsh

/// A text within a specification of _arguments, in single quotes.
std::string zsh_literal(const std::string& text) {
  std::string shown;
  for (const char character : text) {
    if (character == '\'')
      shown += "'\\''";
    else if (character == ':' || character == '[' || character == ']' || character == '\\')
      shown += std::string("\\") + character;
    else
      shown += character;
  }
  return shown;
}

std::string zsh_offer(const Offer& offer) {
  if (!offer.words.empty()) return "(" + joined(offer.words, " ") + ")";
  if (offer.kind == "FILE") return "_files";
  if (offer.kind == "FOLDER") return "_files -/";
  return offer.kind == "POLICY" ? "_files -g \"*.(rules|md)(-.)\"" : " ";
}

std::string zsh_specifications(const Verb& verb, const char* indent) {
  std::string text;
  for (const Choice& option : verb.options) {
    const std::string explanation = zsh_literal(option.explanation);
    const std::string value =
        option.takes_value ? fmt::format(":{}:{}", explanation, zsh_offer(option.offer)) : "";
    for (const std::string& name : option.names)
      text += fmt::format(" \\\n{}'{}{}{}[{}]{}'", indent, option.is_list ? "*" : "", name,
                          option.takes_value && name.starts_with("--") ? "=" : "", explanation, value);
  }
  for (std::size_t i = 0; i < verb.arguments.size(); ++i) {
    const Choice& argument = verb.arguments[i];
    text += fmt::format(" \\\n{}'{}:{}:{}'", indent, argument.is_list ? "*" : std::to_string(i + 1),
                        zsh_literal(argument.explanation), zsh_offer(argument.offer));
  }
  return text;
}

std::string zsh(const std::vector<Verb>& verbs) {
  std::string text = R"(#compdef recourse
# What zsh offers while `recourse` is typed. Made by: recourse completion zsh
# Put it into a folder of $fpath under the name _recourse.
_recourse() {
  local context state state_descr line
  typeset -A opt_args
  _arguments -C)" + zsh_specifications(verbs.front(), "    ") +
                     R"( \
    '1:verb:->verb' '*::argument:->argument' && return
  case $state in
    verb)
      local -a verbs=(
)";
  for (const Verb& verb : verbs)
    if (!verb.name.empty()) text += "        '" + verb.name + ":" + zsh_literal(verb.explanation) + "'\n";
  text += "      )\n      _describe verb verbs\n      ;;\n    argument)\n      case $words[1] in\n";
  for (const Verb& verb : verbs)
    if (!verb.name.empty())
      text += "        " + verb.name + ")\n          _arguments" + zsh_specifications(verb, "            ") +
              "\n          ;;\n";
  return text + R"(      esac
      ;;
  esac
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _recourse "$@"
else
  compdef _recourse recourse
fi
)";
}

}  // namespace

void add_completion(CLI::App& app, Session& session) {
  CLI::App* verb = add_verb(app, session, "completion", "Let the Tab key complete verbs, options and files",
                            "使 Tab 键能补全命令、选项和文件名",
                            "recourse completion bash > recourse.bash && source ./recourse.bash");
  static std::string shell;
  expect_one_of(
      verb->add_option("shell", shell,
                       session.text("For which shell to write the script", "为哪种 shell 输出补全脚本"))
          ->required(),
      session, {"bash", "zsh"});
  verb->callback([&app] { std::cout << (shell == "zsh" ? zsh : bash)(verbs_of(app)); });
}

}  // namespace recourse::cli
