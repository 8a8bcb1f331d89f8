#include "engine/exchange/decoder.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <vector>

#include "engine/base/text.h"
#include "engine/exchange/row.h"

namespace recourse::exchange {
namespace {

constexpr std::size_t kPiece = 65536;

bool is_ascii(char byte) {
  return static_cast<unsigned char>(byte) < 0x80;
}

std::size_t first_beyond_ascii(std::string_view text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_ascii) - text.begin());
}

/// How a text looks as UTF-8.
struct Fit {
  std::int64_t good = 0, bad = 0;  // characters of several bytes; bytes that belong to none
  bool wide = false;               // characters of three bytes or more, which no other encoding has by chance
};

Fit fit(std::string_view text, bool whole) {
  Fit fit;
  while (!text.empty()) {
    const auto bad = base::first_invalid_byte(text);
    for (const char c : text.substr(0, bad.value_or(text.size()))) {
      const auto byte = static_cast<unsigned char>(c);
      fit.good += byte >= 0xC0 ? 1 : 0;
      fit.wide = fit.wide || byte >= 0xE0;
    }
    if (!bad) break;
    text.remove_prefix(*bad);
    // A piece may end inside a character; its last bytes say nothing about the encoding.
    fit.bad += whole || text.size() >= 4 ? 1 : 0;
    text.remove_prefix(1);
  }
  return fit;
}

/// Without a mark. GB18030 read as UTF-8 is wrong nearly everywhere, while GB18030 finds characters in any UTF-8: so
/// UTF-8 is tried. A header that is UTF-8 decides, since without it no column is found.
std::string guess(std::string_view header, std::string_view text, bool whole) {
  const Fit of_header = fit(header, whole || header.size() < text.size());
  if (of_header.good > of_header.bad && of_header.wide) return "UTF-8";
  const Fit of_all = fit(text, whole);
  return of_all.bad > of_all.good ? "GB18030" : "UTF-8";
}

std::size_t mark_length(std::string_view piece) {
  if (piece.starts_with("\xEF\xBB\xBF")) return 3;
  return piece.starts_with("\xFF\xFE") || piece.starts_with("\xFE\xFF") ? 2 : 0;
}

}  // namespace

struct Decoder::Converter {
  explicit Converter(const std::string& encoding) {
    UErrorCode status = U_ZERO_ERROR;
    converter = ucnv_open(encoding.c_str(), &status);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  ~Converter() { ucnv_close(converter); }

  UConverter* converter = nullptr;
};

Decoder::Decoder(std::istream& input) : input_(input) {
  fetch();
  compressed_ = is_compressed(waiting_);
  const std::size_t mark = mark_length(waiting_);
  if (mark == 0) return;
  if (mark == 2) encoding_ = waiting_.starts_with('\xFF') ? "UTF-16LE" : "UTF-16BE";
  waiting_.erase(0, mark);
  converter_ = std::make_unique<Converter>(encoding_);
}

Decoder::~Decoder() = default;

/// Reads a piece more; false at the end.
bool Decoder::fetch() {
  const std::size_t before = waiting_.size();
  waiting_.resize(before + kPiece);
  input_.read(waiting_.data() + before, static_cast<std::streamsize>(kPiece));
  waiting_.resize(before + static_cast<std::size_t>(input_.gcount()));
  position_ += static_cast<std::int64_t>(waiting_.size() - before);
  return waiting_.size() > before;
}

void Decoder::decide() {
  const std::size_t first = first_beyond_ascii(waiting_);
  const std::size_t header_end = in_header_ ? waiting_.find_first_of("\r\n") : 0;
  if (first == waiting_.size()) {
    in_header_ = in_header_ && header_end == std::string::npos;
    return;
  }
  bool whole = false;
  while (!whole && waiting_.size() < first + kPiece) whole = !fetch();
  encoding_ = guess(std::string_view(waiting_).substr(0, header_end), waiting_, whole);
  converter_ = std::make_unique<Converter>(encoding_);
}

bool Decoder::convert(std::string& into) {
  if (converter_->converter == nullptr) return false;
  std::vector<char16_t> wide(waiting_.size() + 16);
  const char* from = waiting_.data();
  char16_t* to = wide.data();
  UErrorCode status = U_ZERO_ERROR;
  ucnv_toUnicode(converter_->converter, &to, wide.data() + wide.size(), &from, from + waiting_.size(),
                 nullptr, static_cast<UBool>(ended_), &status);
  icu::UnicodeString(wide.data(), static_cast<std::int32_t>(to - wide.data())).toUTF8String(into);
  return !ended_ || to != wide.data();
}

bool Decoder::read(std::string& into) {
  if (ended_) return false;
  if (waiting_.empty()) ended_ = !fetch();
  if (!converter_) decide();
  bool more = !ended_;
  if (converter_) {
    more = convert(into);
  } else {
    into += waiting_;
  }
  waiting_.clear();
  return more;
}

}  // namespace recourse::exchange
