// Bytes of a file → UTF-8, in pieces. Spreadsheets write UTF-8, UTF-16 or GB18030 and do not say which.
#pragma once

#include <istream>
#include <memory>
#include <string>

namespace recourse::exchange {

class Decoder {
public:
  /// Looks at the first 64 KiB: a byte order mark decides; else what is valid UTF-8 so far is UTF-8; else
  /// GB18030.
  explicit Decoder(std::istream& input);
  ~Decoder();
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;

  /// Appends the next piece of text; false at the end. Bytes that are no text become U+FFFD.
  bool read(std::string& into);
  [[nodiscard]] const std::string& encoding() const { return encoding_; }
  [[nodiscard]] std::int64_t position() const { return position_; }

private:
  struct Converter;
  std::istream& input_;
  std::string encoding_;
  std::string waiting_;  // read for looking, not yet converted
  std::int64_t position_ = 0;
  bool ended_ = false;
  std::unique_ptr<Converter> converter_;
};

}  // namespace recourse::exchange
