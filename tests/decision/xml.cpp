#include "tests/decision/xml.h"

#include <expat.h>

#include <algorithm>

namespace recourse::decision {
namespace {

std::string local(const char* name) {
  std::string text = name;
  return text.substr(text.find(':') == std::string::npos ? 0 : text.find(':') + 1);
}

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  const auto last = text.find_last_not_of(" \t\r\n");
  return first == std::string::npos ? "" : text.substr(first, last - first + 1);
}

using Open = std::vector<Element>;

void begin(void* data, const char* name, const char** attributes) {
  Element element;
  element.name = local(name);
  for (; *attributes != nullptr; attributes += 2) element.attributes[local(attributes[0])] = attributes[1];
  static_cast<Open*>(data)->push_back(std::move(element));
}

void end(void* data, const char* /*name*/) {
  Open& open = *static_cast<Open*>(data);
  Element element = std::move(open.back());
  open.pop_back();
  element.text = trimmed(element.text);
  open.back().children.push_back(std::move(element));
}

void characters(void* data, const char* text, int size) {
  static_cast<Open*>(data)->back().text.append(text, static_cast<std::size_t>(size));
}

}  // namespace

const Element* Element::child(const std::string& wanted) const {
  const auto found =
      std::ranges::find_if(children, [&](const Element& element) { return element.name == wanted; });
  return found == children.end() ? nullptr : &*found;
}

std::vector<const Element*> Element::all(const std::string& wanted) const {
  std::vector<const Element*> found;
  for (const Element& element : children)
    if (element.name == wanted) found.push_back(&element);
  return found;
}

std::string Element::attribute(const std::string& wanted) const {
  const auto found = attributes.find(wanted);
  return found == attributes.end() ? "" : found->second;
}

Element read_xml(const std::string& document) {
  Open open(1);  // around the root
  XML_Parser parser = XML_ParserCreate(nullptr);
  XML_SetUserData(parser, &open);
  XML_SetElementHandler(parser, begin, end);
  XML_SetCharacterDataHandler(parser, characters);
  const bool is_read =
      XML_Parse(parser, document.data(), static_cast<int>(document.size()), 1) == XML_STATUS_OK;
  XML_ParserFree(parser);
  return is_read && !open.front().children.empty() ? open.front().children.front() : Element{};
}

}  // namespace recourse::decision
