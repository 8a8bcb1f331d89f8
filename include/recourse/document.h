// A policy as a document for readers: for each party what it must, may and must not do and by when; stages, drawings, tables, and
// indices of articles and of what is assumed.
#pragma once

#include <cstdint>
#include <string>

#include "recourse/policy.h"

namespace recourse {

enum class DocumentFormat : std::uint8_t { html, json };

/// HTML is one page without anything from outside and without scripts, for A4 and small screens, everything from the policy escaped;
/// underscores of names are shown as spaces. JSON holds the same in the same words, with declared names beside them, without the drawings.
/// All case types of the policy are in it. Cost: that of draw() for the page; else linear in clauses, times those that stand at the same act.
std::string document(const Policy& policy, DocumentFormat format, Language language);

}  // namespace recourse
