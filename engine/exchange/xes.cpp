// XES (IEEE 1849) as a stream: one event at a time, whatever the size of the log.
#include <expat.h>

#include <array>
#include <deque>
#include <istream>
#include <optional>

#include "engine/base/message.h"
#include "engine/base/messages/exchange.h"
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

/// `xes:trace` is `trace`: which prefix stands for the name space of XES is up to the file.
std::string_view local(std::string_view element) {
  const std::size_t colon = element.find(':');
  return colon == std::string_view::npos ? element : element.substr(colon + 1);
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
    while (waiting_.empty()) {
      if (broken_) return *broken_;
      if (ended_) return false;
      if (!parse_piece()) broken_ = broken();  // told when the events before it have been given
    }
    Waiting& first = waiting_.front();
    row.line = first.line;
    row.group = first.group;
    row.columns = 0;
    row.cells = std::move(first.event);
    row.cells.insert(row.cells.end(), first.trace->begin(), first.trace->end());
    waiting_.pop_front();
    return true;
  }

  [[nodiscard]] std::int64_t position() const override { return position_; }
  [[nodiscard]] std::string encoding() const override { return "XML"; }

private:
  static constexpr std::size_t kPiece = 65536;
  static constexpr std::size_t kLargest = 4U
                                          << 20U;  // of an event with its trace's attributes, or of one tag
  static constexpr std::size_t kCell = 64;         // what a cell takes besides its text

  struct Waiting {
    Cells event;
    std::shared_ptr<const Cells> trace;
    std::int64_t line = 0, group = 0;
  };

  bool parse_piece() {
    std::array<char, kPiece> piece{};
    input_.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    const auto count = input_.gcount();
    if (position_ == 0 && is_compressed({piece.data(), static_cast<std::size_t>(count)})) {
      stop(messages::log_compressed, {name_});
      return false;
    }
    position_ += count;
    ended_ = count == 0;
    if (XML_Parse(parser_, piece.data(), static_cast<int>(count), ended_ ? 1 : 0) != XML_STATUS_OK)
      return false;
    // A tag that is not whole is looked through again from its start with each piece.
    const auto whole = static_cast<std::int64_t>(XML_GetCurrentByteIndex(parser_));
    if (whole >= 0 && position_ - whole > static_cast<std::int64_t>(kLargest)) stop_too_large();
    return !stopped_;
  }

  /// What the reading ends with is not the parser's but ours.
  void stop(MessageCode code, std::vector<Argument> arguments) {
    if (stopped_) return;
    stopped_ = Diagnostic{code, {}, std::move(arguments), {}};
    XML_StopParser(parser_, XML_FALSE);
  }
  void stop_too_large() {
    stop(messages::xes_too_large, {name_, static_cast<std::int64_t>(XML_GetCurrentLineNumber(parser_))});
  }

  Diagnostic broken() {
    const auto line = static_cast<std::int64_t>(XML_GetCurrentLineNumber(parser_));
    ended_ = true;
    if (stopped_) return *stopped_;
    return {messages::xes_broken, {}, {name_, line, XML_ErrorString(XML_GetErrorCode(parser_))}, {}};
  }

  static void doctype(void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    auto* source = static_cast<XesSource*>(self);
    source->stop(messages::xes_doctype,
                 {source->name_, static_cast<std::int64_t>(XML_GetCurrentLineNumber(source->parser_))});
  }

  static void start(void* self, const XML_Char* name, const XML_Char** attributes) {
    static_cast<XesSource*>(self)->open(local(name), attributes);
  }
  static void end(void* self, const XML_Char* name) { static_cast<XesSource*>(self)->close(local(name)); }

  void open(std::string_view element, const XML_Char** attributes) {
    if (stopped_) return;  // the parser ends what it has begun
    ++depth_;
    if (depth_ == 1 && element != "log") {
      stop(messages::xes_not_a_log, {name_, element});
    } else if (element == "trace" && depth_ == 2) {
      trace_ = std::make_shared<Cells>();
      trace_size_ = 0;
      ++traces_;
    } else if (element == "event" && depth_ == 3) {
      event_.clear();
      event_size_ = 0;
      in_event_ = true;
      event_line_ = static_cast<std::int64_t>(XML_GetCurrentLineNumber(parser_));
    } else if (is_attribute(element)) {
      // Attributes inside attributes say something about the outer one, not about the event.
      if (in_event_ && depth_ == 4) event_size_ += read_attribute(attributes, event_, "");
      if (!in_event_ && depth_ == 3 && traces_ > 0) {
        if (trace_.use_count() > 1)
          trace_ = std::make_shared<Cells>(*trace_);  // events before it do not have it
        trace_size_ += read_attribute(attributes, *trace_, "case:");
      }
      if (event_size_ + trace_size_ > kLargest) stop_too_large();
    }
  }

  void close(std::string_view element) {
    if (stopped_) return;
    if (element == "event" && depth_ == 3) {
      waiting_.push_back({std::move(event_), trace_, event_line_, traces_});
      event_.clear();
      in_event_ = false;
    }
    --depth_;
  }

  /// Gives what the cell takes.
  static std::size_t read_attribute(const XML_Char** attributes, Cells& into, const char* prefix) {
    std::string key, value;
    for (; *attributes != nullptr; attributes += 2) {
      if (std::string_view(attributes[0]) == "key") key = attributes[1];
      if (std::string_view(attributes[0]) == "value") value = attributes[1];
    }
    const std::size_t size = kCell + key.size() + value.size();
    into.emplace_back(prefix + key, std::move(value));
    return size;
  }

  std::istream& input_;
  std::string name_;
  XML_Parser parser_;
  std::deque<Waiting> waiting_;
  std::optional<Diagnostic> broken_, stopped_;
  std::shared_ptr<Cells> trace_ = std::make_shared<Cells>();
  Cells event_;
  std::size_t trace_size_ = 0, event_size_ = 0;
  int depth_ = 0;
  bool in_event_ = false, ended_ = false;
  std::int64_t traces_ = 0, event_line_ = 0, position_ = 0;
};

}  // namespace

Result<std::unique_ptr<RowSource>> open_xes(std::istream& input, const std::string& name) {
  return std::unique_ptr<RowSource>(std::make_unique<XesSource>(input, name));
}

}  // namespace recourse::exchange
