// The frame of a page, and escaping. Doors: html.h.
#include "engine/reports/html.h"

namespace recourse::reports {
namespace {

constexpr std::string_view kCommonStyle = R"(
:root { color-scheme: light; }
body { font: 15px/1.55 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei", system-ui, sans-serif;
  color: #1c2430; max-width: 58rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
header { border-bottom: 3px solid #9b2226; margin-bottom: 1rem; padding-bottom: .6rem; }
h1 { font-size: 1.6rem; margin: 0 0 .3rem; }
h2 { font-size: 1.1rem; margin: 1.8rem 0 .5rem; color: #9b2226; }
.quiet { color: #5c6675; font-size: .87rem; overflow-wrap: anywhere; }
@media print { body { font-size: 11pt; padding: 0; } }
)";

}  // namespace

std::string escape(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string begin_page(const std::string& title, std::string_view style, Language language) {
  return std::string("<!doctype html>\n<html lang=\"") + (language == Language::chinese ? "zh-CN" : "en") +
         "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, "
         "initial-scale=1\"><title>" +
         escape(title) + "</title><style>" + std::string(kCommonStyle) + std::string(style) +
         "</style></head><body>\n";
}

std::string end_page() {
  return "</body></html>\n";
}

}  // namespace recourse::reports
