// How the page of a document looks: on paper, on a small screen, on a wide one.
#pragma once

#include <string_view>

namespace recourse::reports {

inline constexpr std::string_view kDocumentStyle = R"(
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { overflow-wrap: break-word; }
a { color: #24527a; text-decoration: none; } a:hover { text-decoration: underline; }
header { padding-bottom: 1rem; }
h1 { font-size: 2rem; line-height: 1.25; letter-spacing: .01em; }
h2 { font-size: 1.4rem; margin: 3rem 0 1rem; padding-bottom: .35rem; border-bottom: 2px solid #9b2226; }
h3 { font-size: 1.15rem; margin: 2rem 0 .5rem; color: #1c2430; }
h4 { font-size: .95rem; margin: 1.3rem 0 .45rem; color: #5c6675; font-weight: 700; }
h5 { font-size: 1rem; line-height: 1.5; margin: 0; font-weight: 700; }
:lang(en) h3::first-letter, :lang(en) h5::first-letter { text-transform: uppercase; }
:target { outline: 2px solid #d9a441; outline-offset: 3px; border-radius: .2rem; }
dl { display: grid; grid-template-columns: 7rem minmax(0, 1fr); gap: .2rem .9rem; margin: .35rem 0 0; }
:lang(zh) dl:not(.facts):not(.index) { grid-template-columns: 5.2rem minmax(0, 1fr); }
dt { color: #5c6675; font-size: .87rem; line-height: 1.75; } dd { margin: 0; min-width: 0; }
dl.facts { grid-template-columns: max-content minmax(0, 1fr); }
.facts code { font-size: .8rem; overflow-wrap: anywhere; }
ul { margin: 0; padding-left: 1.15rem; } li { margin: .1rem 0; } li::marker { color: #9aa4b1; }
dd > ul.one { list-style: none; padding: 0; }
nav { margin: 1.2rem 0; } nav > div { display: grid; grid-template-columns: 11rem minmax(0, 1fr); gap: 0 1rem; padding: .45rem 0;
  border-bottom: 1px solid #e3e7ec; font-size: .93rem; }
nav b { font-weight: 700; } nav ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .05rem 1.1rem; } nav li { margin: 0; }
.provision { border-left: 4px solid #aab2bd; padding: .1rem 0 .15rem .9rem; margin: 0 0 1.15rem; break-inside: avoid; }
.must { border-color: #9b2226; } .may { border-color: #2f6f9f; } .must_not { border-color: #3a3f47; }
.provision .name { font-weight: 400; color: #5c6675; }
.mark { display: inline-block; font-size: .75rem; font-weight: 700; line-height: 1.45; padding: 0 .45rem; border: 1px solid; border-radius: .7rem;
  vertical-align: .08em; white-space: nowrap; }
.statutory { color: #9b2226; } .assumed { color: #875a00; border-style: dashed; background: #fdf5dd; } .service { color: #1f6b36; }
.foot { margin: .3rem 0 0; color: #5c6675; font-size: .87rem; } .foot span + span::before { content: "·"; margin: 0 .5rem; }
.legend { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .3rem .8rem; align-items: baseline; font-size: .9rem; }
details { margin-top: .3rem; font-size: .87rem; } summary { cursor: pointer; color: #5c6675; width: max-content; max-width: 100%; }
details code { display: block; margin: .3rem 0 0; padding: .5rem .7rem; background: #f5f6f8; border-radius: .3rem; white-space: pre-wrap; overflow-wrap: anywhere;
  font: .82rem/1.5 ui-monospace, Menlo, Consolas, "Noto Sans Mono CJK SC", "WenQuanYi Micro Hei Mono", monospace; }
.stage { margin: 0 0 1.6rem; padding: .75rem 1rem .9rem; border: 1px solid #d5dae1; border-radius: .4rem; }
.stage > h3 { margin: 0 0 .2rem; font-size: 1.05rem; } .stage > h3 .mark { color: #5c6675; }
.stage .provision { margin: .75rem 0 0; } .inner { margin-left: 1.5rem; } .inner2 { margin-left: 3rem; }
.drawing { margin: 1rem 0 1.6rem; }
.drawing > div { overflow: auto; border: 1px solid #d5dae1; border-radius: .4rem; padding: .4rem; }
.drawing svg { display: block; margin: 0 auto; width: 100%; max-width: var(--width); min-width: calc(var(--width) * .5); height: auto; }
.drawing input { position: absolute; opacity: 0; }
.drawing label { display: inline-block; margin-top: .35rem; color: #24527a; font-size: .87rem; cursor: pointer; }
.drawing input:focus-visible ~ label { outline: 2px solid #d9a441; }
.drawing input:checked ~ div svg { width: var(--width); }
.scroll { overflow-x: auto; margin: .6rem 0 1rem; }
table { border-collapse: collapse; width: 100%; font-size: .93rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .9rem .4rem 0; border-bottom: 1px solid #e3e7ec; }
th { color: #5c6675; font-weight: 700; border-bottom-color: #aab2bd; white-space: nowrap; }
.rows td:last-child { font-weight: 700; } .rows td { min-width: 4.5rem; }
.index { display: grid; grid-template-columns: 9rem minmax(0, 1fr); gap: .45rem 1rem; }
.index > dt { font-size: .93rem; line-height: inherit; color: #1c2430; font-weight: 700; }
@media (max-width: 40rem) {
  body { padding: 1rem .95rem 2.5rem; } h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 2.4rem; }
  nav > div { grid-template-columns: minmax(0, 1fr); } .provision { padding-left: .7rem; } .stage { padding: .6rem .75rem .75rem; }
  .inner { margin-left: .6rem; } .inner2 { margin-left: 1.2rem; }
  dl, .index { grid-template-columns: minmax(0, 1fr); gap: 0; } dd { margin-bottom: .4rem; }
  :lang(zh) dl:not(.index):not(.facts) { grid-template-columns: 4.9rem minmax(0, 1fr); }
  .facts, :lang(zh) dl:not(.index) { gap: .15rem .7rem; } .drawing > div { max-height: 80vh; }
  .stacked thead { display: none; } .stacked tr { display: block; padding: .45rem 0; border-bottom: 1px solid #aab2bd; }
  .stacked td { display: block; border: 0; padding: .05rem 0; } .stacked td:first-child { font-weight: 700; }
  .stacked td[data-name]:not(:empty)::before { content: attr(data-name) "  "; color: #5c6675; font-size: .85rem; font-weight: 400; }
  .drawing svg { min-width: calc(var(--width) * .7); }
}
@page { size: A4; margin: 16mm 15mm 18mm; }
@page wide { size: A4 landscape; margin: 12mm; }
@media print {
  :root { --page-height: 255mm; } body { max-width: none; font-size: 10pt; } a { color: inherit; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  h2 { break-after: avoid; } h3, h4, h5 { break-after: avoid; } details, .drawing label { display: none; }
  .drawing { break-inside: avoid; } .drawing.wide { page: wide; break-before: page; break-after: page; margin: 0; }
  .drawing > div { overflow: visible; border: 0; padding: 0; } .scroll { overflow: visible; }
  .drawing svg, .drawing input:checked ~ div svg { min-width: 0; width: auto; max-width: 100%; max-height: 235mm; } .drawing.wide svg { max-height: 170mm; }
  .provision { break-inside: auto; } dd, tr { break-inside: avoid; } p, li { orphans: 2; widows: 2; }
}
)";

}  // namespace recourse::reports
