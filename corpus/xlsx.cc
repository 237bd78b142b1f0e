// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/xlsx.h"

#include <charconv>
#include <cstring>
#include <pugixml.hpp>

#include "corpus/source_file.h"
#include "corpus/text.h"

namespace codelex {
namespace {

constexpr std::size_t kMaxColumns = 16'384;  // of the format itself
constexpr std::size_t kMaxRows = 1'048'576;  // of the format itself
constexpr std::size_t kMaxXml = 96u << 20;  // bytes of one part; a tree takes some eight times that in memory
constexpr unsigned kParse = pugi::parse_default | pugi::parse_ws_pcdata;  // blanks inside <t> are content

Error bad(std::string_view name, std::string what) {
    return {Errc::bad_source, std::string(name) + ": " + std::move(what),
            "it is no xlsx workbook, or it is damaged"};
}

// Names in these files may carry a namespace prefix: compare without it.
std::string_view local(const char* name) {
    const char* colon = std::strchr(name, ':');
    return colon ? colon + 1 : name;
}

pugi::xml_node child(pugi::xml_node node, std::string_view name) {
    for (pugi::xml_node c : node.children())
        if (local(c.name()) == name) return c;
    return {};
}

Result<void> parse(std::string* bytes, std::string_view name, std::string_view part,
                   pugi::xml_document* doc) {
    // In place: the tree points into `bytes`, which the caller keeps.
    const auto r = doc->load_buffer_inplace(bytes->data(), bytes->size(), kParse);
    if (r) return {};
    return bad(name, std::string(part) + ": " + r.description() + " at byte " + std::to_string(r.offset));
}

void gather_run(pugi::xml_node node, std::string* out) {
    for (pugi::xml_node c : node.children())
        if (local(c.name()) == "t")
            for (pugi::xml_node t : c.children()) *out += t.value();
}

// The text of <t> elements, also those of rich runs; phonetic hints (rPh) are left out. Runs do not nest.
void gather_text(pugi::xml_node node, std::string* out) {
    for (pugi::xml_node c : node.children()) {
        const auto n = local(c.name());
        if (n == "t")
            for (pugi::xml_node t : c.children()) *out += t.value();
        else if (n == "r")
            gather_run(c, out);
    }
}

// "AB12" -> 27; false when the reference has no letters or too many.
bool column_of(std::string_view ref, std::size_t* column) {
    std::size_t n = 0, i = 0;
    for (; i < ref.size() && ref[i] >= 'A' && ref[i] <= 'Z'; ++i) {
        n = n * 26 + static_cast<std::size_t>(ref[i] - 'A' + 1);
        if (n > kMaxColumns) return false;
    }
    *column = n - 1;
    return i > 0;
}

// The part that holds the first sheet: the workbook names a relation, the relations name the part.
Result<std::string> first_sheet(std::string_view archive, std::string_view name, const FileLimits& limits) {
    auto workbook = read_zip_member(archive, name, "xl/workbook.xml", limits);
    if (!workbook) return workbook.error();
    auto relations = read_zip_member(archive, name, "xl/_rels/workbook.xml.rels", limits);
    if (!relations) return relations.error();
    pugi::xml_document w, r;
    if (auto ok = parse(&*workbook, name, "xl/workbook.xml", &w); !ok) return ok.error();
    if (auto ok = parse(&*relations, name, "xl/_rels/workbook.xml.rels", &r); !ok) return ok.error();
    const pugi::xml_node sheet = child(child(w.document_element(), "sheets"), "sheet");
    std::string_view id;
    for (pugi::xml_attribute a : sheet.attributes())
        if (local(a.name()) == "id" && std::strchr(a.name(), ':')) id = a.value();
    for (pugi::xml_node relation : r.document_element().children()) {
        if (relation.attribute("Id").value() != id || id.empty()) continue;
        const std::string target = relation.attribute("Target").value();
        if (!is_utf8(target)) break;
        return target.starts_with("/") ? target.substr(1) : "xl/" + target;
    }
    return bad(name, "the workbook names no sheet");
}

}  // namespace

Result<void> read_xlsx(std::string_view archive, std::string_view name,
                       const std::function<bool(const Row&)>& each) {
    FileLimits limits;
    limits.max_member = kMaxXml;
    auto sheet_part = first_sheet(archive, name, limits);
    if (!sheet_part) return sheet_part.error();

    // Shared strings are absent in a workbook without text.
    std::vector<std::string> shared;
    auto is_strings = [](std::string_view n, const void*) { return n == "xl/sharedStrings.xml"; };
    auto strings = read_zip(archive, name, is_strings, nullptr, SIZE_MAX, limits);
    if (!strings) return strings.error();
    if (!strings->empty()) {
        pugi::xml_document doc;
        if (auto ok = parse(&strings->front().bytes, name, "xl/sharedStrings.xml", &doc); !ok)
            return ok.error();
        for (pugi::xml_node si : doc.document_element().children())
            if (local(si.name()) == "si") gather_text(si, &shared.emplace_back());
    }

    auto sheet = read_zip_member(archive, name, *sheet_part, limits);
    if (!sheet) return sheet.error();
    pugi::xml_document doc;
    if (auto ok = parse(&*sheet, name, *sheet_part, &doc); !ok) return ok.error();
    const pugi::xml_node data = child(doc.document_element(), "sheetData");
    if (!data) return bad(name, *sheet_part + " has no sheetData");

    Row row{0, {}};
    for (pugi::xml_node r : data.children()) {
        if (local(r.name()) != "row") continue;
        row.number = r.attribute("r").as_uint(static_cast<unsigned>(row.number + 1));
        if (row.number > kMaxRows) return bad(name, *sheet_part + ": a row number beyond the format's limit");
        row.cells.clear();  // not each cell: one wide row would make every later one as wide
        std::size_t column = 0;
        for (pugi::xml_node c : r.children()) {
            if (local(c.name()) != "c") continue;
            const std::string_view ref = c.attribute("r").value();
            if (!ref.empty() && !column_of(ref, &column))
                return bad(name, *sheet_part + " row " + std::to_string(row.number) + ": no cell address");
            if (column >= kMaxColumns) return bad(name, *sheet_part + ": a column beyond the format's limit");
            if (column >= row.cells.size()) row.cells.resize(column + 1);
            std::string& cell = row.cells[column++];
            const std::string_view type = c.attribute("t").value();
            if (type == "inlineStr") {
                gather_text(child(c, "is"), &cell);
                continue;
            }
            const std::string_view value = child(c, "v").child_value();
            if (type != "s") {
                cell = value;
                continue;
            }
            std::size_t index = 0;
            const auto [end, ec] = std::from_chars(value.data(), value.data() + value.size(), index);
            if (ec != std::errc{} || end != value.data() + value.size() || index >= shared.size())
                return bad(name, *sheet_part + " cell " + excerpt(ref) + ": no such shared string");
            cell = shared[index];
        }
        if (!each(row)) break;
    }
    return {};
}

}  // namespace codelex
