// What HTML pages made here have in common: one file without anything from outside, text escaped.
#pragma once

#include <string>
#include <string_view>

#include "recourse/diagnostic.h"

namespace recourse::reports {

/// Text as it stands between tags and in attributes.
std::string escape(std::string_view text);

/// Everything before the first element of the body. `style`: of this page, behind the letters and colours of all pages.
std::string begin_page(const std::string& title, std::string_view style, Language language);
/// Everything after the last.
std::string end_page();

}  // namespace recourse::reports
