// XES (IEEE 1849) as a stream: one event at a time, whatever the size of the log.
#include <expat.h>

#include <array>
#include <deque>
#include <istream>
#include <optional>

#include "engine/base/message.h"
#include "engine/exchange/row.h"

namespace recourse::exchange {
namespace {

using Cells = std::vector<std::pair<std::string, std::string>>;

bool is_attribute(std::string_view element) {
  for (const char* name : {"string", "date", "int", "float", "boolean", "id"}) {
    if (element == name) return true;
  }
  return false;
}

class XesSource : public RowSource {
public:
  XesSource(std::istream& input, std::string name)
      : input_(input), name_(std::move(name)), parser_(XML_ParserCreate(nullptr)) {
    XML_SetUserData(parser_, this);
    XML_SetElementHandler(parser_, &XesSource::start, &XesSource::end);
    // A log needs no declarations of its own; refusing them refuses entity bombs.
    XML_SetStartDoctypeDeclHandler(parser_, &XesSource::doctype);
  }
  ~XesSource() override { XML_ParserFree(parser_); }
  XesSource(const XesSource&) = delete;
  XesSource& operator=(const XesSource&) = delete;

  Result<bool> next(Row& row) override {
    while (rows_.empty()) {
      if (broken_) return *broken_;
      if (ended_) return false;
      if (!parse_piece()) broken_ = broken();  // told when the events before it have been given
    }
    row = std::move(rows_.front());
    rows_.pop_front();
    return true;
  }

  [[nodiscard]] std::int64_t position() const override { return position_; }
  [[nodiscard]] std::string encoding() const override { return "XML"; }

private:
  static constexpr std::size_t kPiece = 65536;

  bool parse_piece() {
    std::array<char, kPiece> piece{};
    input_.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    const auto count = input_.gcount();
    position_ += count;
    ended_ = count == 0;
    return XML_Parse(parser_, piece.data(), static_cast<int>(count), ended_ ? 1 : 0) == XML_STATUS_OK;
  }

  Diagnostic broken() {
    const auto line = static_cast<std::int64_t>(XML_GetCurrentLineNumber(parser_));
    ended_ = true;
    if (has_doctype_) return {MessageCode::xes_doctype, {}, {name_, line}, {}};
    return {MessageCode::xes_broken, {}, {name_, line, XML_ErrorString(XML_GetErrorCode(parser_))}, {}};
  }

  static void doctype(void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    auto* source = static_cast<XesSource*>(self);
    source->has_doctype_ = true;
    XML_StopParser(source->parser_, XML_FALSE);
  }

  static void start(void* self, const XML_Char* name, const XML_Char** attributes) {
    static_cast<XesSource*>(self)->open(name, attributes);
  }
  static void end(void* self, const XML_Char* name) { static_cast<XesSource*>(self)->close(name); }

  void open(std::string_view element, const XML_Char** attributes) {
    ++depth_;
    if (element == "trace" && depth_ == 2) {
      trace_.clear();
      ++traces_;
    } else if (element == "event" && depth_ == 3) {
      event_.clear();
      in_event_ = true;
      event_line_ = static_cast<std::int64_t>(XML_GetCurrentLineNumber(parser_));
    } else if (is_attribute(element)) {
      // Attributes inside attributes say something about the outer one, not about the event.
      if (in_event_ && depth_ == 4) read_attribute(attributes, event_, "");
      if (!in_event_ && depth_ == 3 && traces_ > 0) read_attribute(attributes, trace_, "case:");
    }
  }

  void close(std::string_view element) {
    if (element == "event" && depth_ == 3) {
      Row& row = rows_.emplace_back();
      row.line = event_line_;
      row.group = traces_;
      row.cells = event_;
      row.cells.insert(row.cells.end(), trace_.begin(), trace_.end());
      in_event_ = false;
    }
    --depth_;
  }

  static void read_attribute(const XML_Char** attributes, Cells& into, const char* prefix) {
    std::string key, value;
    for (; *attributes != nullptr; attributes += 2) {
      if (std::string_view(attributes[0]) == "key") key = attributes[1];
      if (std::string_view(attributes[0]) == "value") value = attributes[1];
    }
    into.emplace_back(prefix + key, std::move(value));
  }

  std::istream& input_;
  std::string name_;
  XML_Parser parser_;
  std::deque<Row> rows_;
  std::optional<Diagnostic> broken_;
  Cells trace_, event_;
  int depth_ = 0;
  bool in_event_ = false, ended_ = false, has_doctype_ = false;
  std::int64_t traces_ = 0, event_line_ = 0, position_ = 0;
};

}  // namespace

Result<std::unique_ptr<RowSource>> open_xes(std::istream& input, const std::string& name) {
  return std::unique_ptr<RowSource>(std::make_unique<XesSource>(input, name));
}

}  // namespace recourse::exchange
