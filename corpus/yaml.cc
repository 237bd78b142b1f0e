// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/yaml.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>

#include "corpus/text.h"

namespace codelex {

Result<YAML::Node> parse_yaml(std::string_view bytes, std::string_view name) {
    const std::string file(name);
    if (!is_utf8(bytes)) return Error{Errc::bad_source, file + ": not UTF-8", "save the file as UTF-8"};
    if (bytes.find('\0') != bytes.npos)
        return Error{Errc::bad_source, file + ": a NUL byte", "is it a YAML file?"};
    try {
        return YAML::Load(std::string(bytes));
    } catch (const YAML::Exception& e) {
        const std::string place = e.mark.is_null() ? ""
                                                   : ":" + std::to_string(e.mark.line + 1) + ":" +
                                                         std::to_string(e.mark.column + 1);
        return Error{Errc::bad_source, file + place + ": " + e.msg, "mend the YAML there"};
    } catch (const std::exception& e) {
        return Error{Errc::bad_source, file + ": " + e.what(), "mend the YAML"};
    }
}

std::size_t line_of(const YAML::Node& node) {
    return node.Mark().is_null() ? 0 : static_cast<std::size_t>(node.Mark().line) + 1;
}

std::optional<std::string> scalar(const YAML::Node& node) {
    if (!node.IsDefined() || !node.IsScalar()) return std::nullopt;
    return node.Scalar();
}

std::optional<bool> boolean(const YAML::Node& node) {
    const auto text = scalar(node);
    if (text == "true") return true;
    if (text == "false") return false;
    return std::nullopt;
}

std::string unknown_key(const YAML::Node& mapping, std::initializer_list<std::string_view> known) {
    if (!mapping.IsMap()) return {};
    for (const auto& pair : mapping) {
        std::string key = scalar(pair.first).value_or("?");
        if (std::find(known.begin(), known.end(), key) == known.end()) return key;
    }
    return {};
}

}  // namespace codelex
