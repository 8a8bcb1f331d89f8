// Rules written anew: in one form, whoever wrote them, with the keywords of either language.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "engine/language/names_declared.h"
#include "recourse/diagnostic.h"

namespace recourse::language {

enum class KeywordLanguage : std::uint8_t { english, chinese };

/// The text of a rule file or document in the form that it should have: one clause a line, phrases in the order of its language,
/// lines of 120 columns; comments and single empty lines stay where they are. The rules mean what they meant: what was written
/// is read again and compared. `names`: those that the files of the policy declare, by which Chinese without spaces is split.
/// `joined`: Chinese without spaces where it can be. `keywords`: of which language; without, that of which it holds more. None when the text has errors, or when it cannot be written so
/// that it is read as it was. Cost: linear.
std::optional<std::string> formatted(const std::shared_ptr<const SourceText>& source,
                                     const DeclaredNames& names, std::optional<KeywordLanguage> keywords,
                                     bool joined = true);

}  // namespace recourse::language
