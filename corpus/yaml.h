// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "corpus/error.h"

namespace YAML {
class Node;
}

// The one door to yaml-cpp: it throws, we do not. Include only from .cc files.
namespace codelex {

// Parses one document. Errc::bad_source, naming `name`, line and column, when it is no YAML. Valid UTF-8
// only.
Result<YAML::Node> parse_yaml(std::string_view bytes, std::string_view name);

// 1-based line of a node.
std::size_t line_of(const YAML::Node& node);

// The scalar as text; nothing when the node is absent, null, or no scalar.
std::optional<std::string> scalar(const YAML::Node& node);

// Reads `true` or `false`; nothing for anything else.
std::optional<bool> boolean(const YAML::Node& node);

// The key of a mapping that is not among `known`, or empty. What is no mapping has none.
std::string unknown_key(const YAML::Node& mapping, std::initializer_list<std::string_view> known);

}  // namespace codelex
