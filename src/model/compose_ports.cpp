// SPDX-License-Identifier: Apache-2.0
// Ports of a Compose service. The short form is [[IP:][HOST]:]CONTAINER[/PROTOCOL]; each of its pieces is known or not
// for itself, so that the container's port is known where only the host's is a variable.
#include <string>
#include <utility>

#include "model/compose_service.h"
#include "model/port_range.h"
#include "model/tree_value.h"

namespace s1::model {

namespace {

void set_container(Port& port, Value value) {
  if (value.known()) {
    const PortRange range = port_range(value.text);
    port.first = range.first;
    port.last = range.last;
  }
  port.container = std::move(value);
}

Port short_form(const Layer& item) {
  Port port;
  port.place = item.place();
  const Value whole = item.value();
  // A text that is known is taken apart after its variables are put in: they may hold more than one piece.
  std::string_view text = whole.known() ? std::string_view(whole.text) : item.node.text();
  const auto value = [&](std::string_view piece) {
    if (!whole.known()) return item.file->piece(item.node, piece);
    Value result = whole;
    result.text = piece;
    return result;
  };
  const std::vector<std::string_view> protocol = split(text, '/');
  if (protocol.size() == 2) {
    const Value name = value(protocol[1]);
    port.protocol = name.text;
    text = protocol[0];
  }
  const std::vector<std::string_view> pieces = split(text, ':');
  if (pieces.size() >= 2 && !pieces[pieces.size() - 2].empty()) port.published = value(pieces[pieces.size() - 2]);
  if (pieces.size() >= 3) {
    std::string_view address =
        text.substr(0, static_cast<std::size_t>(pieces[pieces.size() - 2].data() - text.data()) - 1);
    if (address.starts_with('[') && address.ends_with(']')) address = address.substr(1, address.size() - 2);
    port.host_ip = value(address).text;
  }
  set_container(port, value(pieces.back()));
  return port;
}

Port long_form(const Layer& item) {
  Port port;
  port.place = item.place();
  set_container(port, item.file->value(item.node["target"]));
  port.published = item.file->value(item.node["published"]);
  if (port.published.known() && port.published.text.empty()) port.published = {};
  port.host_ip = item.file->value(item.node["host_ip"]).text;
  port.name = item.file->value(item.node["name"]).text;
  if (const data::Value protocol = item.node["protocol"]) port.protocol = item.file->value(protocol).text;
  return port;
}

}  // namespace

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  std::size_t begin = 0;
  std::size_t nested = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '{' || c == '[') ++nested;
    if ((c == '}' || c == ']') && nested > 0) --nested;
    if (c == separator && nested == 0) {
      pieces.push_back(text.substr(begin, i - begin));
      begin = i + 1;
    }
  }
  pieces.push_back(text.substr(begin));
  return pieces;
}

std::vector<Port> compose_ports(const Layers& service) {
  Keyed<Port> ports;
  for (const Layer& item : service["ports"].items()) {
    if (item.node.is_null() || item.node.is_sequence()) continue;
    Port port = item.node.is_mapping() ? long_form(item) : short_form(item);
    const std::string key =
        port.host_ip + '\n' + port.published.text + '\n' + port.container.text + '\n' + port.protocol;
    ports.put(key, std::move(port));
  }
  for (const Layer& item : service["expose"].items()) {
    if (!item.node.is_scalar() || item.node.is_null()) continue;
    Port port = short_form(item);
    const std::string key = "expose\n" + port.container.text + '\n' + port.protocol;
    ports.put(key, std::move(port));
  }
  return ports.take();
}

}  // namespace s1::model
