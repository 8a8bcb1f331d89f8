// `recourse graph`: the drawing of a policy.
#include "recourse/graph.h"

#include <fmt/format.h>

#include <iostream>
#include <map>

#include "engine/cli/json.h"
#include "engine/cli/session.h"

namespace recourse::cli {
namespace {

struct Options {
  std::string policy, case_type, output;
  DrawingFormat format = DrawingFormat::svg;
};

const std::map<std::string, DrawingFormat>& formats() {
  static const std::map<std::string, DrawingFormat> formats{
      {"svg", DrawingFormat::svg}, {"dot", DrawingFormat::dot}, {"mermaid", DrawingFormat::mermaid}};
  return formats;
}

Json to_json(const Policy& policy, DrawingFormat format, const std::string& drawing) {
  Json json{{"policy", policy.title()}, {"version", policy.version()}, {"digest", policy.digest()}};
  for (const auto& [name, value] : formats()) {
    if (value == format) json["format"] = name;
  }
  json["drawing"] = drawing;
  return json;
}

void graph(Session& session, const Options& options) {
  const auto whole = session.load(options.policy);
  if (!whole) return;
  const auto policy = options.case_type.empty() ? whole : whole->of(options.case_type);
  if (!policy) {
    std::string known;
    for (const Policy::CaseType& type : whole->case_types()) known += (known.empty() ? "" : ", ") + type.name;
    std::cerr << fmt::format(fmt::runtime(session.text("There is no case type \"{}\", but: {}.\n",
                                                       "没有事项类型“{}”；可选：{}。\n")),
                             options.case_type, known);
    session.exit = kUsedWrongly;
    return;
  }
  for (const char* const ending : {".png", ".pdf", ".jpg"}) {
    if (!options.output.ends_with(ending)) continue;
    std::cerr << session.text("Drawings are written as SVG, dot or Mermaid, not as ",
                              "图以 SVG、dot 或 Mermaid 写出，不能写成 ")
              << ending
              << session.text(": name a file that ends in .svg; browsers show it and print it as PDF.\n",
                              "：请写以 .svg 结尾的文件名；浏览器可以打开，并打印为 PDF。\n");
    session.exit = kUsedWrongly;
    return;
  }
  const std::string drawing = draw(*policy, options.format, session.language);
  session.write(options.output, session.json ? document(to_json(*policy, options.format, drawing)) : drawing);
}

}  // namespace

void add_graph(CLI::App& app, Session& session) {
  CLI::App* verb =
      add_verb(app, session, "graph", "Draw a policy's stages and moves", "绘制政策的环节与流转图",
               "recourse graph rules/petition-2022 --format svg -o petition.svg");
  static Options options;
  verb->add_option("policy", options.policy,
                   session.text("The policy's folder, or its main file (*.rules, *.md)",
                                "政策的文件夹，或其主文件（*.rules、*.md）"))
      ->type_name("POLICY")
      ->required();
  verb->add_option("--case", options.case_type,
                   session.text("Of cases of this type (default: the first)", "该类事项的图（默认为第一类）"))
      ->type_name("TYPE");
  add_choice(*verb, session, "--format", options.format, formats(), "Kind of output (default: svg)",
             "输出格式（默认 svg）");
  verb->add_option("-o,--output", options.output,
                   session.text("Write to this file instead of the screen", "写入此文件，不显示在屏幕上"))
      ->type_name("FILE");
  verb->callback([&session] { graph(session, options); });
}

}  // namespace recourse::cli
