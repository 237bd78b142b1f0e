// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/pcs_xml.h"
#include "corpus/reader.h"

// What the readers of ICD-10-PCS XML share. For their .cc files alone: nothing else sees pugixml.
namespace codelex::pcs {

// Names may carry a namespace prefix: compare without it.
std::string_view local(pugi::xml_node node);
pugi::xml_node child(pugi::xml_node node, std::string_view name);

// A character of an ICD-10-PCS code: a digit or a capital letter, never I or O.
bool is_value(char c);

// Without the signs of trademarks "(R)" and "(tm)", which nobody types.
std::string plain(std::string_view text);

// One parsed file. Messages go to the diagnostics with the line of the node.
class Dom {
  public:
    Dom(const Input& in, Diagnostics* diag) : in_(in), diag_(diag) {}

    // Errc::bad_source unless the root element is that of the kind. A file that breaks off keeps what stands
    // before.
    Result<void> load(PcsXmlKind kind);
    pugi::xml_node root() const { return root_; }

    // 1-based line of the element's name.
    std::size_t line(pugi::xml_node node) const;
    SourceLine place(pugi::xml_node node) const;
    void skip(pugi::xml_node node, std::string why) const {
        diag_->skip(in_.name, line(node), std::move(why));
    }
    void suspect(pugi::xml_node node, std::string why) const {
        diag_->suspect(in_.name, line(node), std::move(why));
    }

    // The text of an element, that of elements inside it included but for code, codes and tab. Collapsed;
    // empty when there is none, or when it cannot be read, which text() reports.
    std::string text(pugi::xml_node node) const;
    static std::string readable(pugi::xml_node node, const char** why = nullptr);

    Error nothing(std::string_view what) const;  // for a file that holds none of its things

  private:
    const Input& in_;
    Diagnostics* diag_;
    pugi::xml_document doc_;
    pugi::xml_node root_;
    std::vector<std::size_t> line_ends_;
};

}  // namespace codelex::pcs
