// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/pcs_xml.h"
#include "corpus/text.h"
#include "tests/corpus/promises.h"

// Files in the layout of the ICD-10-PCS tables, index and definitions, with invented words, and what their
// readers promise whatever they are given.
namespace codelex::test {

inline constexpr std::string_view kPcsTables = R"(<?xml version="1.0" encoding="utf-8"?>
<ICD10PCS.tabular>
  <version>2099</version>
  <title>Tables of a house</title>
  <pcsTable>
    <axis pos="1" values="1"><title>Section</title><label code="0">Household</label></axis>
    <axis pos="2" values="1"><title>Room</title><label code="K">Kitchen</label></axis>
    <axis pos="3" values="1">
      <title>Chore</title>
      <label code="W">Washing</label>
      <definition>Making clean with water</definition>
    </axis>
    <pcsRow codes="6">
      <axis pos="4" values="3">
        <title>Thing</title>
        <label code="3">Cup, Left</label>
        <label code="1">Plate</label>
        <label code="2">Cup, Right</label>
      </axis>
      <axis pos="5" values="2">
        <title>Way</title>
        <label code="0">By Hand</label>
        <label code="X">Machine &lt;1 kW</label>
      </axis>
      <axis pos="6" values="1"><title>Tool</title><label code="Z">No Tool</label></axis>
      <axis pos="7" values="1"><title>Manner</title><label code="Z">No Manner</label></axis>
    </pcsRow>
    <pcsRow codes="2">
      <axis pos="4" values="1"><title>Thing</title><label code="1">Plate</label></axis>
      <axis pos="5" values="1"><title>Way</title><label code="0">By Hand</label></axis>
      <axis pos="6" values="2">
        <title>Tool</title>
        <label code="2">Sponge</label>
        <label code="7">Brush</label>
      </axis>
      <axis pos="7" values="1"><title>Manner</title><label code="Z">No Manner</label></axis>
    </pcsRow>
    <pcsRow codes="1">
      <axis pos="4" values="1"><title>Thing</title><label code="1">Plate</label></axis>
      <axis pos="5" values="1"><title>Way</title><label code="0">By Hand</label></axis>
      <axis pos="6" values="1"><title>Tool</title><label code="2">Steam Jet</label></axis>
      <axis pos="7" values="1"><title>Manner</title><label code="6">New Manner</label></axis>
    </pcsRow>
  </pcsTable>
  <pcsTable>
    <axis pos="1" values="1"><title>Section</title><label code="0">Household</label></axis>
    <axis pos="2" values="1"><title>Room</title><label code="G">Garden</label></axis>
    <axis pos="3" values="1"><title>Chore</title><label code="R">Repair Treatment</label></axis>
    <pcsRow codes="1">
      <axis pos="4" values="1"><title>Thing</title><label code="5">Fence</label></axis>
      <axis pos="5" values="1"><title>Way</title><label code="0">By Hand</label></axis>
      <axis pos="6" values="1"><title>Tool</title><label code="7">Brush</label></axis>
      <axis pos="7" values="1"><title>Manner</title><label code="8">Paint</label></axis>
    </pcsRow>
  </pcsTable>
</ICD10PCS.tabular>
)";

inline constexpr std::string_view kPcsIndex = R"(<?xml version="1.0" encoding="utf-8"?>
<ICD10PCS.index>
  <version>2099</version>
  <title>Index of a house</title>
  <letter>
    <title>B</title>
    <mainTerm>
      <title>Bristle broom(R)</title>
      <use>Brush</use>
    </mainTerm>
    <mainTerm>
      <title>Beautifying</title>
      <see>Washing</see>
    </mainTerm>
  </letter>
  <letter>
    <title>R</title>
    <mainTerm>
      <title>Rinsing, quick</title>
      <term level="1">
        <see>Washing, Plate, flat<codes>0KW1</codes></see>
      </term>
      <term level="1">
        <title>Sponge</title>
        <see>Washing, Cup</see>
      </term>
      <term level="1">
        <title>Teapot</title>
        <see>Washing with device Tea Towel</see>
      </term>
    </mainTerm>
    <mainTerm>
      <title>Roller (tm) 5000</title>
      <term level="1">
        <use>Brush in <tab>0GR</tab></use>
      </term>
      <term level="1">
        <use>Brush in Kitchen</use>
      </term>
    </mainTerm>
  </letter>
  <letter>
    <title>W</title>
    <mainTerm>
      <title>Washing</title>
      <term level="1">
        <title>Cup</title>
        <term level="2">
          <title>Left</title>
          <codes>0KW3</codes>
        </term>
        <term level="2">
          <title>Right</title>
          <codes>0KW20</codes>
          <term level="3">
            <title>by machine</title>
            <code>0KW2XZZ</code>
          </term>
        </term>
      </term>
      <term level="1">
        <title>Fence</title>
        <tab>0GR</tab>
      </term>
    </mainTerm>
  </letter>
</ICD10PCS.index>
)";

inline constexpr std::string_view kPcsDefinitions = R"(<?xml version="1.0" encoding="utf-8"?>
<ICD10PCS.definitions>
  <version>2099</version>
  <title>Words of a house</title>
  <section code="0">
    <title>Household</title>
    <axis pos="3">
      <title>Chore</title>
      <terms>
        <title>Washing</title>
        <definition>Making clean with water</definition>
        <explanation>Soap is optional</explanation>
        <includes>Dish bath, plate spa</includes>
      </terms>
    </axis>
    <axis pos="4">
      <title>Thing</title>
      <terms>
        <title>Cup, Left</title>
        <title>Cup, Right</title>
        <includes>Mug</includes>
        <includes>Beaker(R)</includes>
      </terms>
      <terms>
        <title>Teapot</title>
        <includes>Samovar</includes>
      </terms>
    </axis>
    <axis pos="6">
      <title>Tool</title>
      <terms>
        <title>Brush in Garden</title>
        <includes>Garden broom</includes>
      </terms>
      <terms>
        <title>Brush for Washing in Kitchen</title>
        <includes>Dish brush</includes>
      </terms>
      <terms>
        <title>Brush (Treatment)</title>
        <definition>A thing with bristles</definition>
      </terms>
      <terms>
        <title>Paint</title>
        <includes>Whitewash</includes>
      </terms>
    </axis>
  </section>
  <deviceAggregation>
    <aggregate><device>Sponge, Blue</device><parent value="2">Sponge</parent></aggregate>
  </deviceAggregation>
</ICD10PCS.definitions>
)";

inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != text.npos; at += to.size())
        text.replace(at, from.size(), to);
    return text;
}

// What is wrong with a text that a reader gives, or nothing.
inline std::string broken_text(std::string_view text, bool needed = true) {
    if (text.empty()) return needed ? "an empty text" : "";
    if (!is_utf8(text)) return "a text that is no UTF-8";
    if (collapsed(text) != text) return "a text with needless blanks: " + excerpt(text);
    return {};
}

inline bool pcs_code(std::string_view code, std::size_t size) {
    return code.size() == size && std::all_of(code.begin(), code.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z' && c != 'I' && c != 'O');
           });
}

// What the headers promise of the three readers, and corpus/reader.h of their reports.
inline std::string broken_reports(const Result<void>& ok, bool empty, const Diagnostics& diag,
                                  const Input& in) {
    if (!ok) {
        if (auto why = useless_error(ok.error(), in.name); !why.empty()) return "an error " + why;
        if (!empty) return "an error, and yet something read";
    } else if (empty) {
        return "no error and nothing read";
    }
    if (auto why = useless_report(diag, in); !why.empty()) return "a report " + why;
    return {};
}

inline std::string broken_table(const PcsTables::Table& t) {
    const std::string of = t.code + ": ";
    if (!pcs_code(t.code, 3)) return of + "no code of a table";
    if (t.axes.size() != 7) return of + "not seven axes";
    for (std::size_t a = 0; a < 7; ++a) {
        const Axis& axis = t.axes[a];
        if (axis.position != static_cast<int>(a) + 1) return of + "an axis in the wrong place";
        if (auto why = broken_text(axis.title); !why.empty()) return of + why;
        if (axis.values.empty()) return of + "an axis without values";
        std::set<std::pair<char, std::string>> seen;
        char last = 0;
        for (const Axis::Value& v : axis.values) {
            if (!pcs_code({&v.value, 1}, 1) || v.value < last) return of + "no value, or out of order";
            last = v.value;
            if (!seen.emplace(v.value, v.label).second) return of + "a label twice";
            if (auto why = broken_text(v.label); !why.empty()) return of + why;
            if (auto why = broken_text(v.definition, false); !why.empty()) return of + why;
            if (auto why = broken_text(v.explanation, false); !why.empty()) return of + why;
            for (const std::string& word : v.includes)
                if (auto why = broken_text(word); !why.empty()) return of + why;
        }
        if (a < 3 && (axis.values.size() != 1 || axis.values[0].value != t.code[a]))
            return of + "not the value of its code";
    }
    if (t.rows.empty()) return of + "no rows";
    for (const PcsTables::Row& r : t.rows)
        for (std::size_t i = 0; i < 4; ++i) {
            const std::string& values = r.values[i];
            if (values.empty() || values.size() != r.names[i].size()) return of + "a row without values";
            if (std::set<char>(values.begin(), values.end()).size() != values.size())
                return of + "a value twice in a row";
            for (std::size_t k = 0; k < values.size(); ++k)
                if (r.names[i][k] >= t.axes[3 + i].values.size() ||
                    t.axes[3 + i].values[r.names[i][k]].value != values[k])
                    return of + "a value that is not the axis' own";
        }
    const PcsTables::Row& r = t.rows.back();
    const std::string code = t.code + r.values[0][0] + r.values[1][0] + r.values[2][0] + r.values[3][0];
    if (values_of(t, code).size() != 7) return of + "a code without its values";
    if (count_codes(t) < t.rows.size()) return of + "fewer codes than rows";
    return {};
}

inline std::string broken_definitions(const std::vector<PcsDefinition>& definitions) {
    for (const PcsDefinition& d : definitions) {
        if (!pcs_code({&d.section, 1}, 1) || d.position < 1 || d.position > 7 || d.labels.empty())
            return "a definition of nothing";
        for (const std::string& label : d.labels)
            if (auto why = broken_text(label); !why.empty()) return why;
        for (const std::string& word : d.includes)
            if (auto why = broken_text(word); !why.empty()) return why;
        if (auto why = broken_text(d.definition, false); !why.empty()) return why;
        if (auto why = broken_text(d.explanation, false); !why.empty()) return why;
    }
    return {};
}

inline std::string broken_index(const std::vector<Attachment>& entries, const std::vector<PcsSynonym>& uses) {
    for (const Attachment& a : entries) {
        const std::string& scope = a.text.scope;
        if (a.text.kind != TextKind::index_path || a.text.source.line == 0) return "no index entry";
        if (auto why = broken_text(a.text.text); !why.empty()) return why;
        if (scope.empty() ? !pcs_code(a.code, 7)
                          : !pcs_code(a.code, 3) || scope.back() != '-' || scope.size() < 4 ||
                                scope.size() > 7 || !scope.starts_with(a.code) ||
                                !pcs_code(scope.substr(0, scope.size() - 1), scope.size() - 1))
            return "neither code nor beginning: " + a.code + " " + scope;
    }
    for (const PcsSynonym& s : uses) {
        if (auto why = broken_text(s.label); !why.empty()) return why;
        if (auto why = broken_text(s.word); !why.empty()) return why;
        if (!s.table.empty() && !pcs_code(s.table, 3)) return "no table: " + s.table;
    }
    return {};
}

struct PcsReading {
    PcsTables tables;
    std::vector<PcsDefinition> definitions;
    std::vector<Attachment> entries;
    std::vector<PcsSynonym> synonyms;
    Diagnostics diag;
    bool failed = false;
    Error error;
    bool noticed() const { return failed || diag.count() > 0; }
};

// Reads the bytes as one of the three and checks what comes out: the first broken promise, or nothing.
inline std::string read_pcs(PcsXmlKind kind, std::string_view bytes, PcsReading* r) {
    *r = {};
    const Input in{bytes, "some.zip!pcs.xml", 7};
    const Result<void> ok = kind == PcsXmlKind::tables ? read_icd10pcs_tables(in, &r->tables, &r->diag)
                            : kind == PcsXmlKind::index
                                ? read_icd10pcs_index(in, &r->entries, &r->synonyms, &r->diag)
                                : read_icd10pcs_definitions(in, &r->definitions, &r->diag);
    if (!ok) r->failed = true, r->error = ok.error();
    const bool empty =
        r->tables.tables.empty() && r->definitions.empty() && r->entries.empty() && r->synonyms.empty();
    if (auto why = broken_reports(ok, empty, r->diag, in); !why.empty()) return why;
    std::set<std::string> codes;
    for (const PcsTables::Table& t : r->tables.tables) {
        if (auto why = broken_table(t); !why.empty()) return why;
        if (!codes.insert(t.code).second) return t.code + " twice";
    }
    if (auto why = broken_definitions(r->definitions); !why.empty()) return why;
    return broken_index(r->entries, r->synonyms);
}

}  // namespace codelex::test
