// SPDX-License-Identifier: GPL-3.0-or-later
// The page of a code at a terminal: what `codelex show` prints.
#include <algorithm>
#include <iomanip>
#include <utility>

#include "corpus/references.h"
#include "searcher/marks.h"
#include "tools/terminal.h"

namespace codelex {
namespace {

constexpr std::size_t kMostChildren = 40, kMostEntries = 25, kMostGuidelines = 12;

// What teaches first, what binds next, what is for the record last.
constexpr TextKind kOrder[] = {
    TextKind::definition,     TextKind::lay,          TextKind::guideline, TextKind::inclusion,
    TextKind::includes,       TextKind::excludes1,    TextKind::excludes2, TextKind::code_first,
    TextKind::use_additional, TextKind::code_also,    TextKind::note,      TextKind::processing_note,
    TextKind::short_title,    TextKind::medium_title,
};
static_assert(std::size(kOrder) + 3 == std::size(kTextKinds),
              "all but title, seventh characters and index entries");

std::string validity_words(const CodeRecord& r, Date day) {
    std::string out(name_of(status_on(r.validity, day)));
    if (r.validity.from) out += ", from " + iso(*r.validity.from);
    if (r.validity.to) out += ", last valid day " + iso(*r.validity.to);
    if (!r.validity.from && !r.validity.to) out += ", dates not known";
    return out;
}

class PagePrinter {
  public:
    PagePrinter(const CodePage& page, const Manifest& manifest, const Io& io)
        : page_(page),
          r_(page.record),
          manifest_(manifest),
          io_(io),
          colour_(use_colour(io.out_is_terminal)),
          width_(io.out_is_terminal ? terminal_width() : 120) {}

    void print() {
        head();
        place();
        axes();
        for (TextKind kind : kOrder) texts(info(kind));
        seventh_characters();
        entries();
        relations();
        children();
        guidelines();
        sources();
        if (!r_.notice.empty())
            io_.out << "\n" << styled(wrapped(r_.notice, 0, width_), Style::dim, colour_) << "\n";
    }

  private:
    void section(std::string_view heading) {
        io_.out << "\n" << styled(heading, Style::bold, colour_) << "\n";
    }
    void line(std::string_view text, std::size_t indent, Style style = Style::plain) {
        io_.out << std::string(indent, ' ') << styled(wrapped(text, indent, width_), style, colour_) << "\n";
    }
    void fact(std::string_view name, const std::string& value) {
        io_.out << "  " << std::left << std::setw(11) << name << std::right << wrapped(value, 13, width_)
                << "\n";
    }
    void code_line(const CodeRecord& x, std::size_t depth) {
        io_.out << std::string(2 + 2 * depth, ' ')
                << padded(styled(display_code(x.system, x.code), Style::bold, colour_), 9)
                << wrapped(x.title, 2 + 2 * depth + 9, width_) << "\n";
    }

    void head() {
        const std::string code = display_code(r_.system, r_.code);
        io_.out << styled(code, Style::bold, colour_) << "  " << wrapped(r_.title, code.size() + 2, width_)
                << "\n\n";
        fact("System", system_name(r_.system) + (r_.modifier ? ", a modifier" : ""));
        if (const Chapter c = chapter_of(r_.system, r_.code); !c.id.empty()) {
            const char* word = r_.system == "icd10cm"    ? "Chapter"
                               : r_.system == "icd10pcs" ? "Section"
                                                         : "Family";
            fact(word, (r_.modifier ? "" : c.id + "  ") + c.title);
        }
        if (!r_.modifier) fact("Billable", r_.billable ? "yes" : "no: a header, choose a code below it");
        fact("Validity", validity_words(r_, page_.day));
        for (const Attribute& a : r_.attributes)
            attributes_ += (attributes_.empty() ? "" : ", ") + a.name + " " + a.value;
        if (!attributes_.empty()) fact("Fields", attributes_);
        for (const std::string& w : warnings(r_, page_.day))
            if (!w.starts_with("A header")) io_.out << "\n", line(w, 2, Style::warn);
    }

    void place() {
        if (page_.ancestors.empty()) return;
        section("Place");
        for (std::size_t i = 0; i < page_.ancestors.size(); ++i) code_line(page_.ancestors[i], i);
        code_line(r_, page_.ancestors.size());
    }

    void axes() {
        if (page_.axes.empty()) return;
        section("Axes");
        for (const Axis& axis : page_.axes)
            for (const Axis::Value& v : axis.values) {
                io_.out << "  " << axis.position << "  " << padded(axis.title, 17)
                        << styled(std::string(1, v.value), Style::bold, colour_) << "  "
                        << wrapped(v.label, 25, width_) << "\n";
                if (!v.definition.empty()) line(v.definition, 25, Style::dim);
                if (!v.explanation.empty()) line(v.explanation, 25, Style::dim);
                if (v.includes.empty()) continue;
                std::string list = "includes ";
                for (std::size_t i = 0; i < v.includes.size(); ++i) list += (i ? ", " : "") + v.includes[i];
                line(list, 25, Style::dim);
            }
    }

    // A note, with the titles of the codes that it names below it.
    void note(const Text& t) {
        line(t.text, 2);
        if (r_.system != "icd10cm") return;
        for (const CodeReference& ref : find_code_references(t.text)) {
            const auto first = page_.titles.find(ref.first), last = page_.titles.find(ref.last);
            if (first == page_.titles.end() || last == page_.titles.end()) continue;
            std::string text = display_code("icd10cm", ref.first) + "  " + first->second;
            if (ref.first != ref.last)
                text += " ... to " + display_code("icd10cm", ref.last) + "  " + last->second;
            line(text, 6, Style::dim);
        }
    }

    static bool notes_of_others(TextKind kind) {
        return kind == TextKind::includes || kind == TextKind::excludes1 || kind == TextKind::excludes2 ||
               kind == TextKind::code_first || kind == TextKind::use_additional ||
               kind == TextKind::code_also || kind == TextKind::note;
    }

    // The code's own texts of a kind, then, for notes, those of what stands above it: they hold for it too.
    void texts(const TextKindInfo& kind) {
        bool first = true;
        auto heading = [&] {
            if (std::exchange(first, false)) section(kind.heading);
        };
        auto print_of = [&](const CodeRecord& x, bool own) {
            std::string from;
            for (const Text& t : x.texts) {
                if (t.kind != kind.kind) continue;
                heading();
                std::string whose = !t.scope.empty() ? t.scope
                                    : own            ? ""
                                          : "From " + display_code(x.system, x.code) + " " + x.title;
                if (whose != from) line(whose, 2, Style::dim);
                from = whose;
                note(t);
            }
        };
        print_of(r_, true);
        if (!notes_of_others(kind.kind)) return;
        for (auto up = page_.ancestors.rbegin(); up != page_.ancestors.rend(); ++up) print_of(*up, false);
    }

    // The nearest definition holds for everything below it.
    void seventh_characters() {
        std::vector<const CodeRecord*> line_up = {&r_};
        for (auto up = page_.ancestors.rbegin(); up != page_.ancestors.rend(); ++up) line_up.push_back(&*up);
        for (const CodeRecord* x : line_up) {
            bool first = true;
            for (const Text& t : x->texts) {
                if (t.kind != TextKind::seventh_character) continue;
                if (std::exchange(first, false))
                    section("Seventh characters" +
                            (x == &r_ ? "" : ", defined at " + display_code(x->system, x->code)));
                line(t.text, 2);
            }
            if (!first) return;
        }
    }

    void entries() {
        std::vector<Text> all;
        for (const Text& t : r_.texts)
            if (t.kind == TextKind::index_path) all.push_back(t);
        all.insert(all.end(), page_.entries.begin(), page_.entries.end());
        if (all.empty()) return;
        section(std::string(info(TextKind::index_path).heading) + " (" + grouped(all.size()) + ")");
        for (std::size_t i = 0; i < std::min(kMostEntries, all.size()); ++i) {
            const bool own = all[i].scope.empty() || all[i].scope.ends_with('-');
            line(all[i].text + (own ? "" : "  [" + all[i].scope + "]"), 2);
        }
        if (all.size() > kMostEntries)
            line("... and " + grouped(all.size() - kMostEntries) + " more in --format json", 2, Style::dim);
    }

    void relations() {
        if (r_.relations.empty()) return;
        section("See also");
        for (const Relation& x : r_.relations)
            io_.out << "  " << padded(display_code(x.system, x.code), 9)
                    << (x.kind == RelationKind::replaced_by ? "replaces it"
                                                            : "cross reference of the publisher")
                    << "\n";
    }

    void children() {
        if (page_.children.empty()) return;
        section("Below it (" + grouped(page_.children.size()) + " here, " + grouped(page_.descendants) +
                " in all)");
        for (std::size_t i = 0; i < std::min(kMostChildren, page_.children.size()); ++i)
            code_line(page_.children[i], 0);
        if (page_.children.size() > kMostChildren)
            line("... and " + grouped(page_.children.size() - kMostChildren) + " more: codelex search '" +
                     display_code(r_.system, r_.code) + "*'",
                 2, Style::dim);
    }

    void guidelines() {
        if (page_.guidelines.empty()) return;
        section("Guidelines that speak of it (" + grouped(page_.guidelines.size()) + ")");
        for (std::size_t i = 0; i < std::min(kMostGuidelines, page_.guidelines.size()); ++i) {
            const GuidelineSection& g = page_.guidelines[i];
            io_.out << "  " << padded(g.number, 14) << wrapped(g.title, 16, width_) << "\n";
        }
        if (page_.guidelines.size() > kMostGuidelines)
            line("... and " + grouped(page_.guidelines.size() - kMostGuidelines) + " more in --format json",
                 2, Style::dim);
    }

    void sources() {
        section("Sources");
        std::vector<std::uint32_t> seen;
        auto add = [&](const SourceLine& s, bool title) {
            if (s.source >= manifest_.sources.size() ||
                std::find(seen.begin(), seen.end(), s.source) != seen.end())
                return;
            seen.push_back(s.source);
            const SourceReport& source = manifest_.sources[s.source];
            std::string text = source.name;
            if (title) text += ", line " + std::to_string(s.line);
            if (!source.starter && !source.release.label.empty())
                text += " (release " + source.release.label + ")";
            line(text, 2, Style::dim);
        };
        add(r_.source, true);
        for (const Text& t : r_.texts) add(t.source, false);
        for (const Text& t : page_.entries) add(t.source, false);
    }

    const CodePage& page_;
    const CodeRecord& r_;
    const Manifest& manifest_;
    const Io& io_;
    bool colour_;
    std::size_t width_;
    std::string attributes_;
};

}  // namespace

void print_page(const CodePage& page, const Manifest& manifest, const Io& io) {
    PagePrinter(page, manifest, io).print();
}

}  // namespace codelex
