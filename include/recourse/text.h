// Text on a terminal, and what somebody meant to write: for hosts that lay out columns or read words.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recourse {

/// Columns of a terminal that `text` (UTF-8) takes: Chinese characters take two, combining marks none. Cost: linear.
std::size_t display_width(std::string_view text);

/// `text` with spaces after it, so that it is at least `columns` wide.
std::string padded(std::string_view text, std::size_t columns);

/// The candidate that somebody who wrote `word` most probably meant: in Latin script by edit distance (to a third of
/// the length), in Chinese by the share of characters in common (half or more). None when nothing is near. Cost:
/// product of the lengths, per candidate; words over 64 characters are not compared.
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace recourse
