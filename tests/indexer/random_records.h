// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <random>
#include <string>
#include <vector>

#include "corpus/guidelines.h"
#include "corpus/record.h"

namespace codelex::test {

// Records with every field used somewhere: long and empty texts, accents, NUL bytes, all kinds of text and
// relation.
class RandomRecords {
  public:
    explicit RandomRecords(unsigned seed) : random_(seed) {}
    std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }

    CodeRecord next() {
        CodeRecord r;
        r.system = below(3) ? "icd10cm" : "tiny";
        r.code = "A" + std::to_string(1000 + serial_++);
        r.title = text(1 + below(12));
        if (below(2)) r.parent = r.code.substr(0, 3);
        r.order = number();
        if (below(2)) r.validity.from = date();
        if (below(3) == 0) r.validity.to = date();
        for (std::size_t n = below(6); n > 0; --n)
            r.texts.push_back({static_cast<TextKind>(1 + below(std::size(kTextKinds))), text(below(40)),
                               line(), below(3) ? "" : text(2)});
        for (std::size_t n = below(3); n > 0; --n)
            r.relations.push_back({below(2) ? RelationKind::replaced_by : RelationKind::cross_reference,
                                   below(2) ? "" : "hcpcs", "E" + std::to_string(below(10'000))});
        for (std::size_t n = below(4); n > 0; --n) r.attributes.push_back({text(1), text(below(3))});
        if (below(4) == 0)
            for (int position = 1; position <= 7; ++position) {
                Axis axis{position, text(2), {}};
                for (std::size_t n = below(3); n > 0; --n)
                    axis.values.push_back({"0Z\xFF" [below(3)],
                                           text(2),
                                           text(below(3)),
                                           text(below(3)),
                                           { text(1) },
                                           static_cast<int>(below(8)),
                                           text(below(2))});
                r.axes.push_back(std::move(axis));
            }
        r.billable = below(2);
        r.modifier = below(5) == 0;
        r.licensed = below(5) == 0;
        if (below(4) == 0) r.notice = text(5);
        r.source = line();
        return r;
    }
    GuidelineSection next_guideline() {
        GuidelineSection g;
        g.number = "I.C." + std::to_string(serial_++);
        g.title = text(1 + below(5));
        g.text = text(below(40));
        g.document = text(2);
        for (std::size_t n = below(5); n > 0; --n) {
            CodeReference r;
            r.end = below(g.text.size() + 1);
            r.begin = below(r.end + 1);
            r.first = "A" + std::to_string(10 + below(50));
            r.last = below(2) ? r.first : "B" + std::to_string(10 + below(50));
            r.below = below(2);
            r.qualifier = text(below(2));
            g.references.push_back(std::move(r));
        }
        g.source = line();
        return g;
    }
    std::vector<CodeRecord> many(std::size_t n) {
        std::vector<CodeRecord> out;
        while (out.size() < n) out.push_back(next());
        return out;
    }

  private:
    std::string text(std::size_t words) {
        static const char* const kWords[] = {
            "fracture", "of",     "the",        "femur", "w/o",     "M\u00E9ni\u00E8re's",
            "E11.9",    "0.5 mg", "\U0001F494", "left",  "initial", "encounter"};
        std::string out;
        for (; words > 0; --words)
            out += (out.empty() ? "" : " ") + std::string(kWords[below(std::size(kWords))]);
        if (below(50) == 0) out += '\0';
        return out;
    }
    std::uint32_t number() { return static_cast<std::uint32_t>(random_() >> below(32)); }
    SourceLine line() { return {number(), number()}; }
    Date date() {
        return {std::chrono::year(1900 + static_cast<int>(below(300))),
                std::chrono::month(1 + static_cast<unsigned>(below(12))),
                std::chrono::day(1 + static_cast<unsigned>(below(28)))};
    }

    std::mt19937 random_;
    std::size_t serial_ = 0;
};

// Everything about a record in words, so that two can be compared and a difference be read.
inline std::string printed(const CodeRecord& r) {
    auto line = [](const SourceLine& s) { return std::to_string(s.source) + ":" + std::to_string(s.line); };
    auto day = [](const std::optional<Date>& d) { return d ? iso(*d) : std::string("-"); };
    std::string out = label(r) + " | " + r.title + " | " + r.parent + " | " + std::to_string(r.order) +
                      " | " + day(r.validity.from) + " " + day(r.validity.to) + " | " + r.notice + " | " +
                      line(r.source) + (r.billable ? " billable" : "") + (r.modifier ? " modifier" : "") +
                      (r.licensed ? " licensed" : "") + "\n";
    for (const Text& t : r.texts)
        out += "  " + std::to_string(static_cast<unsigned>(t.kind)) + " " + line(t.source) + " " + t.text +
               " (" + t.scope + ")\n";
    for (const Relation& x : r.relations)
        out += "  -> " + std::string(name_of(x.kind)) + " " + x.system + " " + x.code + "\n";
    for (const Attribute& a : r.attributes) out += "  " + a.name + " = " + a.value + "\n";
    for (const Axis& axis : r.axes) {
        out += "  axis " + std::to_string(axis.position) + " " + axis.title + "\n";
        for (const Axis::Value& v : axis.values) {
            out += "    " + std::string(1, v.value) + " " + v.label + " | " + v.definition + " | " +
                   v.explanation;
            for (const std::string& i : v.includes) out += " | " + i;
            out += " at " + std::to_string(v.other) + " " + v.with;
            out += "\n";
        }
    }
    return out;
}

inline std::string printed(const GuidelineSection& g) {
    std::string out = g.number + " | " + g.title + " | " + g.text + " | " + g.document + " | " +
                      std::to_string(g.source.source) + ":" + std::to_string(g.source.line) + "\n";
    for (const CodeReference& r : g.references)
        out += "  " + std::to_string(r.begin) + "-" + std::to_string(r.end) + " " + r.first + " " + r.last +
               (r.below ? "-" : "") + " " + r.qualifier + "\n";
    return out;
}

}  // namespace codelex::test
