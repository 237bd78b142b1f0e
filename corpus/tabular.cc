// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/tabular.h"

#include <algorithm>
#include <pugixml.hpp>
#include <unordered_set>
#include <utility>

#include "corpus/text.h"

namespace codelex {
namespace {

constexpr std::string_view kRoot = "ICD10CM.tabular";

struct Block {
    std::string_view element;
    TextKind kind;
};
constexpr Block kBlocks[] = {
    {"inclusionTerm", TextKind::inclusion}, {"includes", TextKind::includes},
    {"excludes1", TextKind::excludes1},     {"excludes2", TextKind::excludes2},
    {"codeFirst", TextKind::code_first},    {"useAdditionalCode", TextKind::use_additional},
    {"codeAlso", TextKind::code_also},      {"notes", TextKind::note},
    {"sevenChrNote", TextKind::note},
};

// Guards against files that no publisher would send. The tabular list is nested to depth 5, has 5 umbrella
// sections with texts, and inherits 21,429 texts, 7 MB.
constexpr int kDeepest = 16;
constexpr std::size_t kMostUmbrellas = 64;         // in a chapter
constexpr std::size_t kMostInherited = 64u << 20;  // bytes in a file

std::string_view local(pugi::xml_node node) {
    const std::string_view name = node.name();
    return name.substr(name.find(':') + 1);  // npos + 1 is 0
}

// The text below a node, through elements that we do not know. No recursion: depth is the file's choice.
std::string raw_text(pugi::xml_node top) {
    std::string out;
    for (pugi::xml_node at = top.first_child(); at;) {
        if (at.type() == pugi::node_pcdata || at.type() == pugi::node_cdata) out += at.value();
        if (at.first_child()) {
            at = at.first_child();
            continue;
        }
        while (at != top && !at.next_sibling()) at = at.parent();
        if (at == top) break;
        at = at.next_sibling();
    }
    return out;
}

pugi::xml_node child(pugi::xml_node node, std::string_view name) {
    for (pugi::xml_node c : node.children())
        if (local(c) == name) return c;
    return {};
}

class Tabular {
  public:
    Tabular(const Input& in, std::vector<Attachment>* out, Diagnostics* diag)
        : in_(in), out_(out), diag_(diag) {}

    std::size_t codes() const { return ordinal_; }

    void chapter(pugi::xml_node node) {
        const std::string number = text(child(node, "name"));
        const Inherited all = inherited(node, scope("Chapter", number, text(child(node, "desc"))));
        std::vector<Inherited> umbrellas;
        for (pugi::xml_node s : node.children())
            if (local(s) == "section" && !child(s, "diag")) umbrella(s, &umbrellas);
        for (pugi::xml_node s : node.children()) {
            if (local(s) == "diag") diag_->skip(in_.name, line(s), "a code outside of any section");
            if (local(s) != "section" || !child(s, "diag")) continue;
            const Inherited own = section(s);
            for (pugi::xml_node d : s.children()) {
                if (local(d) != "diag") continue;
                const std::string code = next_code(d);
                if (code.size() == 3) {
                    inherit(code, all);
                    for (const Inherited& u : umbrellas)
                        if (u.first <= code && code <= u.last) inherit(code, u);
                    inherit(code, own);
                } else if (!code.empty()) {
                    diag_->suspect(in_.name, line(d), "code " + code + " stands where a category should");
                }
                below(d, code, 1);
            }
        }
    }

  private:
    struct Inherited {
        std::string scope, first, last;
        std::vector<std::pair<TextKind, std::string>> texts;
    };

    // Line of the XML; 0 once no more entries are kept, because counting lines takes time.
    std::size_t line(pugi::xml_node node) const {
        const std::ptrdiff_t at = node.offset_debug();
        if (at < 0 || diag_->count() >= Diagnostics::kKept) return 0;
        return line_at(static_cast<std::size_t>(at));
    }
    std::size_t line_at(std::size_t byte) const {
        const auto before = in_.bytes.substr(0, std::min(byte, in_.bytes.size()));
        return static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1;
    }

    // As every text leaves us: trimmed, collapsed, UTF-8, no control characters; else reported and empty.
    std::string clean(std::string_view raw, pugi::xml_node place) {
        std::string out = collapsed(raw);
        const char* why = nullptr;
        if (!is_utf8(out)) why = "a text that is no UTF-8: \"";
        if (std::any_of(out.begin(), out.end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }))
            why = "a control character: \"";
        if (!why) return out;
        diag_->skip(in_.name, line(place), why + excerpt(out) + "\"");
        return {};
    }
    std::string text(pugi::xml_node node) { return clean(raw_text(node), node); }

    static std::string scope(std::string of, const std::string& id, const std::string& title) {
        if (!id.empty()) of += " " + id;
        return title.empty() ? of : of + ": " + title;
    }

    // Calls each(kind, text) for the notes of the blocks of a chapter, section or code.
    template <class F>
    void each_note(pugi::xml_node node, F each) {
        for (pugi::xml_node block : node.children()) {
            const std::string_view name = local(block);
            const auto* known = std::find_if(std::begin(kBlocks), std::end(kBlocks),
                                             [&](const Block& b) { return b.element == name; });
            if (known != std::end(kBlocks)) {
                for (pugi::xml_node note : block.children()) {
                    std::string words = note.type() == pugi::node_element ? raw_text(note) : note.value();
                    if (local(note) == "note") {
                        if (trimmed(words).empty())
                            diag_->skip(in_.name, line(note), "an empty note");
                        else if (words = clean(words, note); !words.empty())
                            each(known->kind, std::move(words));
                    } else if (!trimmed(words).empty()) {
                        diag_->skip(in_.name, line(block),
                                    std::string(name) + " holds what is no note: \"" + excerpt(words) + "\"");
                    }
                }
            } else if (name == "sevenChrDef") {
                characters(block, each);
            } else if (name == "visualImpairment") {
                visual_impairment(block, each);
            }
        }
    }

    template <class F>
    void characters(pugi::xml_node definition, F each) {
        std::string pending;
        auto flush = [&] {
            if (!pending.empty()) each(TextKind::seventh_character, std::move(pending));
            pending.clear();
        };
        for (pugi::xml_node c : definition.children()) {
            const bool extension = local(c) == "extension";
            if (!extension && local(c) != "note") continue;
            if (extension) flush();
            const std::string words = text(c);
            const std::string_view character = c.attribute("char").value();
            const bool good = character.size() == 1 && ((character[0] >= '0' && character[0] <= '9') ||
                                                        (character[0] >= 'A' && character[0] <= 'Z'));
            if (words.empty() || (extension ? !good : pending.empty()))
                diag_->skip(
                    in_.name, line(c),
                    "a seventh character without " + std::string(words.empty() ? "text" : "its character"));
            else if (extension)
                pending = std::string(character) + " " + words;
            else
                pending += " (" + words + ")";
        }
        flush();
    }

    // A table: a first row of headings, then a row a category with one to three ranges of acuity.
    template <class F>
    void visual_impairment(pugi::xml_node table, F each) {
        struct {
            std::string category, acuity, max, min;
        } heading;
        auto cell = [&](pugi::xml_node of, std::string_view name) {
            std::string words = text(child(of, name));
            if (name == "heading" && words.ends_with(':')) words.pop_back();
            return words;
        };
        for (pugi::xml_node row : table.children()) {
            if (local(row) != "visCategory") continue;
            std::vector<std::string> ranges;
            bool bounded = false;  // a lone range without minimum names a state: "No light perception"
            for (pugi::xml_node r : row.children()) {
                if (local(r) != "visRange") continue;
                const pugi::xml_node max = child(r, "visMax"), min = child(r, "visMin");
                if (child(row, "heading")) {
                    heading = {cell(row, "heading"), cell(r, "heading"), cell(max, "heading"),
                               cell(min, "heading")};
                    continue;
                }
                bounded |= bool(min) || !ranges.empty();
                std::string range = collapsed(heading.max + " " + cell(max, "value"));
                if (min) range += collapsed(", " + heading.min + " " + cell(min, "value"));
                ranges.push_back(bounded ? std::move(range) : cell(max, "value"));
            }
            std::string words = heading.category;
            if (!child(row, "heading")) {
                const std::string value = cell(row, "value");
                if (value.empty() || ranges.empty()) {
                    diag_->skip(in_.name, line(row), "a row of visual impairment without values");
                    continue;
                }
                words += " " + value;
            }
            if (ranges.empty()) ranges.push_back(heading.acuity);
            for (std::size_t i = 0; i < ranges.size(); ++i) words += (i ? "; " : ": ") + ranges[i];
            words = collapsed(words);
            if (!words.empty()) each(TextKind::note, std::move(words));
        }
    }

    Inherited inherited(pugi::xml_node node, std::string of) {
        Inherited i;
        i.scope = std::move(of);
        each_note(node,
                  [&](TextKind kind, std::string words) { i.texts.emplace_back(kind, std::move(words)); });
        return i;
    }

    Inherited section(pugi::xml_node node) {
        const std::string id = clean(node.attribute("id").value(), node);
        std::string title = text(child(node, "desc"));
        if (const std::string range = " (" + id + ")"; title.ends_with(range))
            title.resize(title.size() - range.size());
        Inherited i = inherited(node, scope("Section", id, title));
        i.first = id.substr(0, id.find('-'));
        i.last = id.find('-') == id.npos ? i.first : id.substr(id.find('-') + 1);
        return i;
    }

    void umbrella(pugi::xml_node node, std::vector<Inherited>* umbrellas) {
        Inherited i = section(node);
        if (i.texts.empty()) return;
        if (i.first.size() != 3 || i.last.size() != 3 || umbrellas->size() == kMostUmbrellas)
            diag_->skip(in_.name, line(node),
                        "the notes of a section without codes: \"" + excerpt(i.scope) + "\"");
        else
            umbrellas->push_back(std::move(i));
    }

    void inherit(const std::string& code, const Inherited& from) {
        for (const auto& [kind, words] : from.texts) {
            inherited_ += sizeof(Attachment) + words.size() + from.scope.size();
            if (inherited_ > kMostInherited) {
                if (!std::exchange(overflow_, true))
                    diag_->skip(in_.name, 0,
                                "the notes of chapters and sections are too many: cut off at " + code);
                return;
            }
            add(code, kind, words, from.scope);
        }
    }

    void add(const std::string& code, TextKind kind, std::string words, std::string of = {}) {
        out_->push_back({code, {kind, std::move(words), {in_.source, ordinal_}, std::move(of)}});
    }

    // Counts the code; empty, and reported, when it is none.
    std::string next_code(pugi::xml_node node) {
        ++ordinal_;
        const std::string name = text(child(node, "name"));
        auto code = canonical_code("icd10cm", name);
        if (!code || display_code("icd10cm", *code) != name) {
            diag_->skip(in_.name, line(node), "no ICD-10-CM code: \"" + excerpt(name) + "\"");
            return {};
        }
        if (!seen_.insert(*code).second)
            diag_->suspect(in_.name, line(node), "code " + *code + " stands here a second time");
        return std::move(*code);
    }

    // The texts of a code, then the codes below it.
    void below(pugi::xml_node node, const std::string& code, int depth) {
        if (!code.empty())
            each_note(node, [&](TextKind kind, std::string words) { add(code, kind, std::move(words)); });
        for (pugi::xml_node d : node.children()) {
            if (local(d) != "diag") continue;
            if (depth == kDeepest) {
                diag_->skip(in_.name, line(d), "codes are nested too deeply below " + code);
                return;
            }
            const std::string one = next_code(d);
            if (!one.empty() && !code.empty() && !one.starts_with(code)) misplaced(d, one, code);
            below(d, one, depth + 1);
        }
    }

    // H54.512A stands below H54.511 (2021): a neighbour, not below it by its name. Below another category is
    // damage.
    void misplaced(pugi::xml_node node, const std::string& code, const std::string& parent) {
        if (code.compare(0, 3, parent, 0, 3) != 0)
            diag_->suspect(in_.name, line(node), "code " + code + " stands below " + parent);
    }

    const Input& in_;
    std::vector<Attachment>* out_;
    Diagnostics* diag_;
    std::uint32_t ordinal_ = 0;
    std::size_t inherited_ = 0;
    bool overflow_ = false;
    std::unordered_set<std::string> seen_;
};

}  // namespace

Result<void> read_icd10cm_tabular(const Input& in, std::vector<Attachment>* out, Diagnostics* diag) {
    pugi::xml_document doc;
    // Blanks between elements count: within a note they may stand between marked words.
    const pugi::xml_parse_result parsed =
        doc.load_buffer(in.bytes.data(), in.bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata);
    const pugi::xml_node root = doc.document_element();
    const char* hint = "expected the tabular list of NCHS, XML whose root element is ICD10CM.tabular";
    if (local(root) != kRoot)
        return Error{Errc::bad_source, std::string(in.name) + ": no ICD-10-CM tabular list", hint};
    Tabular tabular(in, out, diag);
    for (pugi::xml_node c : root.children())
        if (local(c) == "chapter") tabular.chapter(c);
    if (tabular.codes() == 0)
        return Error{Errc::bad_source, std::string(in.name) + ": a tabular list without any code", hint};
    if (!parsed) {
        const auto read =
            in.bytes.substr(0, static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, parsed.offset)));
        diag->suspect(in.name, static_cast<std::size_t>(std::count(read.begin(), read.end(), '\n')) + 1,
                      std::string("damaged or cut off here: ") + parsed.description());
    }
    return {};
}

bool looks_like_icd10cm_tabular(std::string_view head) {
    if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
    if (!trimmed(head).starts_with('<')) return false;
    // The first element, behind declaration, comments and document type.
    for (auto at = head.find('<'); at != head.npos; at = head.find('<')) {
        head.remove_prefix(at + 1);
        if (head.starts_with("!--")) {
            const auto end = head.find("-->");
            if (end == head.npos) return false;
            head.remove_prefix(end);
        } else if (!head.starts_with('?') && !head.starts_with('!')) {
            std::string_view name = head.substr(0, head.find_first_of(" \t\r\n/>"));
            if (name.size() == head.size()) return false;
            name.remove_prefix(name.find(':') + 1);
            return name == kRoot;
        }
    }
    return false;
}

}  // namespace codelex
