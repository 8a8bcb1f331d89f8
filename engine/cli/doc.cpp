// `recourse doc`: a policy as a document for readers.
#include "engine/cli/session.h"
#include "recourse/document.h"

namespace recourse::cli {

void add_doc(CLI::App& app, Session& session) {
  CLI::App* verb = add_verb(app, session, "doc", "Write a policy as a document for readers",
                            "生成政策的阅读文本：谁应当、可以、不得做什么",
                            "recourse doc rules/petition-2022 -o petition.html");
  static struct { std::string policy, output; } options;
  verb->add_option("policy", options.policy,
                   session.text("The policy's folder, or its main file (*.rules, *.md)",
                                "政策的文件夹，或其主文件（*.rules、*.md）"))
      ->type_name("POLICY")
      ->required();
  verb->add_option("-o,--output", options.output,
                   session.text("Write to this file instead of the screen", "写入此文件，不显示在屏幕上"))
      ->type_name("FILE");
  verb->callback([&session] {
    if (const auto policy = session.load(options.policy))
      session.write(
          options.output,
          document(*policy, session.json ? DocumentFormat::json : DocumentFormat::html, session.language));
  });
}

}  // namespace recourse::cli
