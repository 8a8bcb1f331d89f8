#include "engine/exchange/decoder.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <array>
#include <vector>

#include "engine/base/text.h"

namespace recourse::exchange {
namespace {

constexpr std::size_t kPiece = 65536;

// A piece may end inside a character; its last bytes say nothing about the encoding.
bool valid_utf8_so_far(std::string_view piece, bool whole) {
  const auto bad = base::first_invalid_byte(piece);
  return !bad || (!whole && *bad + 4 > piece.size());
}

std::string guess(std::string_view piece, bool whole) {
  if (piece.starts_with("\xEF\xBB\xBF")) return "UTF-8";
  if (piece.starts_with("\xFF\xFE")) return "UTF-16LE";
  if (piece.starts_with("\xFE\xFF")) return "UTF-16BE";
  return valid_utf8_so_far(piece, whole) ? "UTF-8" : "GB18030";
}

std::size_t mark_length(std::string_view piece, const std::string& encoding) {
  if (encoding == "UTF-8") return piece.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  return encoding.starts_with("UTF-16") ? 2 : 0;
}

}  // namespace

struct Decoder::Converter {
  UConverter* converter = nullptr;
  ~Converter() { ucnv_close(converter); }
};

Decoder::Decoder(std::istream& input) : input_(input), converter_(std::make_unique<Converter>()) {
  waiting_.resize(kPiece);
  input_.read(waiting_.data(), static_cast<std::streamsize>(waiting_.size()));
  waiting_.resize(static_cast<std::size_t>(input_.gcount()));
  const bool whole = waiting_.size() < kPiece;
  encoding_ = guess(waiting_, whole);
  position_ = static_cast<std::int64_t>(waiting_.size());
  waiting_.erase(0, mark_length(waiting_, encoding_));
  UErrorCode status = U_ZERO_ERROR;
  converter_->converter = ucnv_open(encoding_.c_str(), &status);
}

Decoder::~Decoder() = default;

bool Decoder::read(std::string& into) {
  if (ended_ || converter_->converter == nullptr) return false;
  if (waiting_.empty()) {
    waiting_.resize(kPiece);
    input_.read(waiting_.data(), static_cast<std::streamsize>(waiting_.size()));
    waiting_.resize(static_cast<std::size_t>(input_.gcount()));
    position_ += static_cast<std::int64_t>(waiting_.size());
  }
  ended_ = waiting_.empty();
  std::vector<char16_t> wide(waiting_.size() + 16);
  const char* from = waiting_.data();
  char16_t* to = wide.data();
  UErrorCode status = U_ZERO_ERROR;
  ucnv_toUnicode(converter_->converter, &to, wide.data() + wide.size(), &from, from + waiting_.size(),
                 nullptr, static_cast<UBool>(ended_), &status);
  icu::UnicodeString(wide.data(), static_cast<std::int32_t>(to - wide.data())).toUTF8String(into);
  waiting_.clear();
  return !ended_ || to != wide.data();
}

}  // namespace recourse::exchange
