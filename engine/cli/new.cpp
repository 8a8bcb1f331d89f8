// `recourse new`: the folder of a policy to begin from, which checks, passes its tests and draws as it is.
#include <fmt/format.h>

#include <filesystem>
#include <iostream>

#include "engine/cli/json.h"
#include "engine/cli/session.h"
#include "engine/cli/templates.h"
#include "recourse/format.h"

namespace recourse::cli {
namespace {

namespace fs = std::filesystem;
using Files = std::map<std::string, std::string>;

struct Options {
  std::string folder, keywords;
};

void refuse(Session& session, const char* english, const char* chinese, const std::string& about) {
  std::cerr << fmt::format(fmt::runtime(session.text(english, chinese)), about) << "\n";
  session.exit = kInputWrong;
}

/// The last part of the folder's path, also of "." and "complaints/".
std::string title_of(const std::string& folder) {
  const fs::path path = fs::absolute(folder).lexically_normal();
  return (path.has_filename() ? path : path.parent_path()).filename().string();
}

Files files_of(const std::string& language, const std::string& title) {
  constexpr std::string_view kPlace = "@NAME@";
  Files files;
  for (const Template& each : templates()) {
    if (each.language != language) continue;
    std::string text(each.text);
    for (std::size_t at = text.find(kPlace); at != std::string::npos;
         at = text.find(kPlace, at + title.size()))
      text.replace(at, kPlace.size(), title);
    files.emplace(each.name, text);
  }
  return files;
}

/// What may stand in a title is told by who reads it: the policy is read and formatted as it would be written.
bool can_be_title(const std::string& title, const Files& files) {
  Files below;
  for (const auto& [name, text] : files) below.emplace("policy/" + name, text);
  const auto loader = memory_loader(below);
  const LoadedPolicy loaded = load_policy(*loader, "policy");
  if (!loaded.policy || !loaded.diagnostics.empty() || loaded.policy->title() != title) return false;
  const FormattedPolicy formatted = format_policy(*loader, "policy", std::nullopt);
  return formatted.diagnostics.empty() &&
         std::all_of(formatted.files.begin(), formatted.files.end(),
                     [](const FormattedFile& file) { return file.before == file.after; });
}

/// Makes the folder, or finds it empty. False when it could not, which has been said.
bool make_room(Session& session, const std::string& folder) {
  std::error_code failed;
  if (fs::exists(fs::symlink_status(folder, failed))) {
    if (fs::is_directory(folder, failed) && fs::is_empty(folder, failed) && !failed) return true;
    refuse(session,
           "{} is there already and is left as it is. Choose a folder that is not there or is empty.",
           "{} 已经存在，没有改动。请另选一个不存在的或者空的文件夹。", folder);
    return false;
  }
  fs::create_directories(folder, failed);
  if (failed)
    refuse(session, "Cannot make the folder {}. Check the path and your rights.",
           "无法建立文件夹 {}。请检查路径和权限。", folder);
  return !failed;
}

void tell(const Session& session, const std::string& folder, const std::vector<std::string>& written) {
  if (session.json) {
    std::cout << document(Json{{"folder", folder}, {"files", written}});
    return;
  }
  for (const std::string& file : written) std::cout << file << "\n";
  if (session.exit != kGood) return;
  std::cout << fmt::format(fmt::runtime(session.text(
                               "A policy to begin from. Next: recourse check {0}; {0}/README.md says more.\n",
                               "办法的样本已经写好。下一步：recourse check {0}；其余见 {0}/README.md。\n")),
                           folder);
}

void begin(Session& session, const Options& options) {
  const std::string title = title_of(options.folder);
  const std::string language = !options.keywords.empty() ? options.keywords : session.text("en", "zh");
  const Files files = files_of(language, title);
  if (!can_be_title(title, files)) {
    refuse(session,
           "The folder's name becomes the policy's title, and \"{}\" cannot be one. Choose a name "
           "without quotation marks, brackets and line breaks.",
           "文件夹的名称就是政策的名称，“{}”不能用作名称。请改用不带引号、书名号和换行的名称。", title);
    return;
  }
  if (!make_room(session, options.folder)) return;
  std::vector<std::string> written;
  for (const auto& [name, text] : files) {
    const std::string path = (fs::path(options.folder) / name).string();
    if (!session.write(path, text)) break;
    written.push_back(path);
  }
  if (written.size() < files.size() && !written.empty())
    refuse(session, "Written before that: {}.", "此前已经写入：{}。",
           fmt::format("{}", fmt::join(written, ", ")));
  tell(session, options.folder, written);
}

}  // namespace

void add_new(CLI::App& app, Session& session) {
  CLI::App* verb = add_verb(app, session, "new", "Write a policy to begin from, into a new folder",
                            "新建政策：在新文件夹里写好一份可供修改的样本", "recourse new complaints");
  static Options options;
  verb->add_option("folder", options.folder,
                   session.text("The new folder; its name becomes the policy's title",
                                "新文件夹；它的名称就是政策的名称"))
      ->required()
      ->type_name("FOLDER");
  expect_one_of(verb->add_option("--keywords", options.keywords,
                                 session.text("Write the policy in this language (default: that of messages)",
                                              "用这种语言写（默认与消息语言相同）")),
                session, {"en", "zh"});
  verb->callback([&session] { begin(session, options); });
}

}  // namespace recourse::cli
