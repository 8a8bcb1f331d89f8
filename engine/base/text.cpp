#include "engine/base/text.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "engine/base/messages/base.h"
#include "recourse/text.h"

namespace recourse::base {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr char32_t kByteOrderMark = 0xFEFF;
constexpr std::size_t kMostForbidden = 20;

const utf8proc_uint8_t* bytes(std::string_view text) {
  return reinterpret_cast<const utf8proc_uint8_t*>(text.data());
}

bool is_space_control(char32_t character) {
  return character == '\t' || character == '\n' || character == '\r';
}

/// The first byte at or after `from` that is no printable ASCII; eight bytes at a time, since sources are
/// large.
std::size_t skip_plain(std::string_view text, std::size_t from) {
  constexpr std::uint64_t kHigh = 0x8080808080808080;
  constexpr std::uint64_t kSpaces = 0x2020202020202020;
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  while (from + 8 <= text.size()) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + from, 8);
    const std::uint64_t below_space = (word - kSpaces) & ~word & kHigh;
    const std::uint64_t delete_sign = word ^ (kOnes * 0x7F);
    const std::uint64_t is_delete = (delete_sign - kOnes) & ~delete_sign & kHigh;
    if (((word & kHigh) | below_space | is_delete) != 0) {
      break;
    }
    from += 8;
  }
  while (from < text.size() && text[from] >= 0x20 && text[from] < 0x7F) {
    ++from;
  }
  return from;
}

}  // namespace

bool is_forbidden(char32_t character) {
  const bool control = character < 0x20 || (character >= 0x7F && character < 0xA0);
  const bool direction =
      (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
  const bool invisible = character >= 0x200B && character <= 0x200F;
  return (control && !is_space_control(character)) || direction || invisible || character == kByteOrderMark;
}

Cell first_cell(std::string_view text) {
  utf8proc_int32_t character = 0;
  const utf8proc_ssize_t size =
      utf8proc_iterate(bytes(text), static_cast<utf8proc_ssize_t>(text.size()), &character);
  if (size <= 0) {
    return {.character = kReplacement, .size = 1, .width = 1, .valid = false, .harmless = false};
  }
  Cell cell{.character = static_cast<char32_t>(character), .size = static_cast<std::size_t>(size)};
  cell.harmless = !is_forbidden(cell.character);
  const bool one_wide = !cell.harmless || is_space_control(cell.character);
  cell.width = one_wide ? 1 : static_cast<std::size_t>(std::max(0, utf8proc_charwidth(character)));
  return cell;
}

std::optional<std::size_t> first_invalid_byte(std::string_view text) {
  for (std::size_t at = skip_plain(text, 0); at < text.size(); at = skip_plain(text, at)) {
    utf8proc_int32_t character = 0;
    const utf8proc_ssize_t size =
        utf8proc_iterate(bytes(text.substr(at)), static_cast<utf8proc_ssize_t>(text.size() - at), &character);
    if (size <= 0) {
      return at;
    }
    at += static_cast<std::size_t>(size);
  }
  return std::nullopt;
}

std::optional<ForbiddenCharacter> first_forbidden(std::string_view text, std::size_t from) {
  if (from == 0) {
    from = byte_order_mark(text);
  }
  for (std::size_t at = skip_plain(text, from); at < text.size(); at = skip_plain(text, at)) {
    utf8proc_int32_t character = 0;
    const utf8proc_ssize_t size =
        utf8proc_iterate(bytes(text.substr(at)), static_cast<utf8proc_ssize_t>(text.size() - at), &character);
    const std::size_t taken = size <= 0 ? 1 : static_cast<std::size_t>(size);
    if (size > 0 && is_forbidden(static_cast<char32_t>(character))) {
      return ForbiddenCharacter{at, taken, static_cast<char32_t>(character)};
    }
    at += taken;
  }
  return std::nullopt;
}

std::size_t plain_length(std::string_view text) {
  return skip_plain(text, 0);
}

std::string character_name(char32_t character) {
  return fmt::format("U+{:04X}", static_cast<std::uint32_t>(character));
}

namespace {

/// The first carriage return behind which no line break comes.
std::optional<std::size_t> first_bare_return(std::string_view text) {
  for (std::size_t at = text.find('\r'); at != std::string_view::npos; at = text.find('\r', at)) {
    const std::size_t behind = text.find_first_not_of('\r', at);
    if (behind != std::string_view::npos && text[behind] != '\n') {
      return at;
    }
    at = std::min(behind, text.size());
  }
  return std::nullopt;
}

}  // namespace

bool check_text(const std::shared_ptr<const SourceText>& source, DiagnosticList& diagnostics) {
  const std::string_view text = source->text;
  const auto span = [&source](std::size_t begin, std::size_t size) {
    return SourceSpan{source, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + size)};
  };
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    diagnostics.add(messages::utf_16, span(0, 0));
    return false;
  }
  if (const auto bad = first_invalid_byte(text)) {
    diagnostics.add(messages::not_utf8, span(*bad, 1));
    return false;
  }
  if (const auto bare = first_bare_return(text)) {
    diagnostics.add(messages::bare_carriage_return, span(*bare, 1));
    return false;
  }
  std::size_t count = 0;
  for (auto found = first_forbidden(text); found && count < kMostForbidden;
       found = first_forbidden(text, found->offset + found->size)) {
    diagnostics.add(messages::forbidden_character, span(found->offset, found->size),
                    {character_name(found->character)});
    ++count;
  }
  return count == 0;
}

std::size_t byte_order_mark(std::string_view text) {
  return text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
}

std::string normalised(std::string_view text) {
  if (plain_length(text) == text.size()) {
    return std::string(text);
  }
  utf8proc_uint8_t* composed = nullptr;
  const utf8proc_ssize_t size =
      utf8proc_map(bytes(text), static_cast<utf8proc_ssize_t>(text.size()), &composed,
                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  if (size < 0) {
    return std::string(text);
  }
  const std::unique_ptr<utf8proc_uint8_t, void (*)(void*)> owner(composed, std::free);
  return {reinterpret_cast<const char*>(composed), static_cast<std::size_t>(size)};
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const Cell cell = first_cell(text);
    width += cell.width;
    text.remove_prefix(cell.size);
  }
  return width;
}

std::string printable(std::string_view text, std::size_t columns) {
  constexpr std::string_view kCut = "...";
  std::string shown;
  std::size_t width = 0;
  std::size_t room_for_cut = 0;  // bytes of `shown` that leave room for the mark of a cut
  while (!text.empty()) {
    const Cell cell = first_cell(text);
    if (width + cell.width > columns) {
      shown.resize(room_for_cut);
      return shown.append(kCut);
    }
    shown += is_space_control(cell.character) ? " " : cell.harmless ? text.substr(0, cell.size) : "\uFFFD";
    width += cell.width;
    if (width + kCut.size() <= columns) {
      room_for_cut = shown.size();
    }
    text.remove_prefix(cell.size);
  }
  return shown;
}

std::string padded(std::string_view text, std::size_t columns) {
  std::string result(text);
  const std::size_t width = display_width(text);
  result.append(width < columns ? columns - width : 0, ' ');
  return result;
}

}  // namespace recourse::base

std::size_t recourse::display_width(std::string_view text) {
  return base::display_width(text);
}

std::string recourse::padded(std::string_view text, std::size_t columns) {
  return base::padded(text, columns);
}
