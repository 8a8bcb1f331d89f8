// Bytes of a file → UTF-8, in pieces. Spreadsheets write UTF-8, UTF-16 or GB18030 and do not say which.
#pragma once

#include <istream>
#include <memory>
#include <string>

namespace recourse::exchange {

class Decoder {
public:
  /// A byte order mark decides the encoding. Without one, plain ASCII is the same in UTF-8 and GB18030; at the first
  /// byte that is none, the header and then the 64 KiB from there on tell which of the two it is, so that a few wrong
  /// bytes do not turn the rest into nonsense.
  explicit Decoder(std::istream& input);
  ~Decoder();
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;

  /// Appends the next piece of text; false at the end. Bytes that are no text become U+FFFD.
  bool read(std::string& into);
  /// As far as it is known: UTF-8 until something else is.
  [[nodiscard]] const std::string& encoding() const { return encoding_; }
  [[nodiscard]] bool compressed() const { return compressed_; }
  [[nodiscard]] std::int64_t position() const { return position_; }

private:
  struct Converter;
  bool fetch();
  void decide();
  bool convert(std::string& into);

  std::istream& input_;
  std::string encoding_ = "UTF-8";
  std::string waiting_;  // read, not yet converted
  std::int64_t position_ = 0;
  bool in_header_ = true;  // while all was ASCII
  bool compressed_ = false;
  bool ended_ = false;
  std::unique_ptr<Converter> converter_;  // none while all was ASCII
};

}  // namespace recourse::exchange
