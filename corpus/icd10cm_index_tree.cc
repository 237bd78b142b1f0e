// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/icd10cm_index_tree.h"

#include <algorithm>
#include <charconv>
#include <pugixml.hpp>

#include "corpus/text.h"

namespace codelex {
namespace {

constexpr int kMaxLevel = 60;             // the publisher's deepest is 9
constexpr std::size_t kMaxTitle = 1000;   // bytes; the publisher's longest has some 150
constexpr std::size_t kHead = 64u << 10;  // bytes in which a file says what it is

std::string_view local_name(const char* name) {
    const std::string_view n = name;
    const auto colon = n.rfind(':');
    return colon == n.npos ? n : n.substr(colon + 1);
}

bool contains_folded(std::string_view text, std::string_view lower_case_word) {
    const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; };
    return std::search(text.begin(), text.end(), lower_case_word.begin(), lower_case_word.end(), same) !=
           text.end();
}

// What stands between the end of the first start tag `name` at or after `from` and the next tag.
std::string_view text_of_first(std::string_view xml, std::string_view name) {
    for (std::size_t at = 0; (at = xml.find(name, at)) != xml.npos; at += name.size()) {
        if (at == 0 || (xml[at - 1] != '<' && xml[at - 1] != ':')) continue;
        if (at + name.size() >= xml.size()) return {};
        const auto open = xml.find('>', at + name.size());
        const char after = xml[at + name.size()];
        if (open == xml.npos ||
            (after != '>' && after != ' ' && after != '\t' && after != '\n' && after != '\r'))
            continue;
        return xml.substr(open + 1, xml.find('<', open) - open - 1);
    }
    return {};
}

const char* name_of(Icd10cmIndexKind kind) {
    switch (kind) {
        case Icd10cmIndexKind::diseases:
            return "index to diseases";
        case Icd10cmIndexKind::external:
            return "external cause index";
        case Icd10cmIndexKind::neoplasms:
            return "neoplasm table";
        case Icd10cmIndexKind::drugs:
            return "table of drugs";
        case Icd10cmIndexKind::none:
            break;
    }
    return "something else";
}

// 1-based line of an offset. Offsets that rise are counted on from the last one.
class LineCounter {
  public:
    explicit LineCounter(std::string_view bytes) : bytes_(bytes) {}
    std::size_t at(std::ptrdiff_t offset) {
        if (offset < 0) return 0;
        const std::size_t to = std::min(static_cast<std::size_t>(offset), bytes_.size());
        if (to < at_) at_ = 0, line_ = 1;
        line_ += static_cast<std::size_t>(std::count(bytes_.begin() + static_cast<std::ptrdiff_t>(at_),
                                                     bytes_.begin() + static_cast<std::ptrdiff_t>(to), '\n'));
        at_ = to;
        return line_;
    }

  private:
    std::string_view bytes_;
    std::size_t at_ = 0, line_ = 1;
};

class Parser {
  public:
    Parser(const Input& in, Diagnostics* diag) : in_(in), diag_(diag), lines_(in.bytes) {}

    void read(const pugi::xml_node& root) {
        for (const pugi::xml_node& letter : root.children()) {
            if (local_name(letter.name()) != "letter") continue;
            for (const pugi::xml_node& e : letter.children())
                if (local_name(e.name()) == "mainTerm") entry(e, IndexEntry::kNone, 0);
        }
    }
    std::vector<IndexEntry> take() { return std::move(entries_); }

  private:
    // All text below a node in reading order, unknown elements included.
    static void append_text(const pugi::xml_node& node, std::string* out) {
        pugi::xml_node n = node.first_child();
        while (n) {
            if (n.type() == pugi::node_pcdata || n.type() == pugi::node_cdata) *out += n.value();
            if (n.first_child()) {
                n = n.first_child();
                continue;
            }
            while (n != node && !n.next_sibling()) n = n.parent();
            if (n == node) break;
            n = n.next_sibling();
        }
    }

    std::string clean(std::string text, std::size_t line) {
        if (!is_utf8(text)) {
            diag_->suspect(in_.name, line, "no UTF-8, read as Windows-1252: \"" + excerpt(text) + "\"");
            text = utf8_from_windows1252(text);
        }
        for (char& c : text)
            if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
        return collapsed(text);
    }
    std::string text_in(const pugi::xml_node& node, std::size_t line) {
        std::string text;
        append_text(node, &text);
        return clean(std::move(text), line);
    }

    void read_title(const pugi::xml_node& title, IndexEntry* e) {
        std::string words, lead;
        for (const pugi::xml_node& part : title.children()) {
            if (part.type() == pugi::node_pcdata || part.type() == pugi::node_cdata) {
                words += part.value();
            } else if (local_name(part.name()) == "nemod") {
                if (e->modifiers.empty()) lead = words;
                const std::string modifiers = text_in(part, e->line);
                if (!modifiers.empty()) e->modifiers += (e->modifiers.empty() ? "" : " ") + modifiers;
            } else {
                append_text(part, &words);
            }
        }
        e->title = clean(std::move(words), e->line);
        if (e->modifiers.empty()) return;
        e->lead = clean(std::move(lead), e->line);
        if (e->lead == e->title) e->lead.clear();
    }

    static const IndexTarget::Kind* target_kind(std::string_view name) {
        using K = IndexTarget::Kind;
        static constexpr std::pair<std::string_view, K> kNames[] = {
            {"code", K::code}, {"seecat", K::seecat}, {"subcat", K::subcat},   {"manif", K::manif},
            {"cell", K::cell}, {"see", K::see},       {"seeAlso", K::see_also}};
        for (const auto& [n, kind] : kNames)
            if (n == name) return &kind;
        return nullptr;
    }

    void entry(const pugi::xml_node& node, std::int32_t parent, int depth) {
        IndexEntry e;
        e.parent = parent;
        e.level = depth;
        e.line = lines_.at(node.offset_debug());
        bool titled = false;
        for (const pugi::xml_node& part : node.children()) {
            const std::string_view name = local_name(part.name());
            if (name == "title" && !titled) {
                read_title(part, &e);
                titled = true;
            } else if (const auto* kind = target_kind(name)) {
                e.targets.push_back({*kind, part.attribute("col").as_int(), text_in(part, e.line)});
            }
        }
        const std::string_view level = node.attribute("level").value();
        int said = 0;
        std::from_chars(level.data(), level.data() + level.size(), said);
        if (said != depth)
            diag_->suspect(in_.name, e.line,
                           "\"" + excerpt(e.title) + "\" stands at level " + std::to_string(depth) +
                               " and says level \"" + excerpt(level) + "\"");
        std::int32_t self = parent;
        if ((e.title.empty() && e.modifiers.empty()) || e.title.size() > kMaxTitle) {
            diag_->skip(in_.name, e.line,
                        e.title.empty() ? "an entry without a title"
                                        : "a title too long to be one: \"" + excerpt(e.title) + "\"");
        } else {
            self = static_cast<std::int32_t>(entries_.size());
            link(self, parent);
            entries_.push_back(std::move(e));
        }
        bool deep = false;
        for (const pugi::xml_node& part : node.children()) {
            if (local_name(part.name()) != "term") continue;
            if (depth < kMaxLevel)
                entry(part, self, depth + 1);
            else
                deep = true;
        }
        if (deep)
            diag_->skip(in_.name, lines_.at(node.offset_debug()),
                        "subterms deeper than level " + std::to_string(kMaxLevel));
    }

    void link(std::int32_t self, std::int32_t parent) {
        if (parent == IndexEntry::kNone) return;
        const auto p = static_cast<std::size_t>(parent);
        if (last_child_.size() <= p) last_child_.resize(p + 1, IndexEntry::kNone);
        if (last_child_[p] == IndexEntry::kNone)
            entries_[p].first_child = self;
        else
            entries_[static_cast<std::size_t>(last_child_[p])].next_sibling = self;
        last_child_[p] = self;
    }

    const Input& in_;
    Diagnostics* diag_;
    LineCounter lines_;
    std::vector<IndexEntry> entries_;
    std::vector<std::int32_t> last_child_;
};

}  // namespace

Icd10cmIndexKind icd10cm_index_kind(std::string_view head) {
    head = head.substr(0, kHead);
    const auto root = head.find("ICD10CM.");
    if (root == head.npos || root == 0 || (head[root - 1] != '<' && head[root - 1] != ':'))
        return Icd10cmIndexKind::none;
    const std::string_view body = head.substr(root);
    if (!body.starts_with("ICD10CM.index") && !body.starts_with("ICD10CM.table"))
        return Icd10cmIndexKind::none;
    const std::string_view front = body.substr(0, body.find("letter"));
    if (front.find("indexHeading") != front.npos)
        return contains_folded(text_of_first(front, "head"), "neoplasm") ? Icd10cmIndexKind::neoplasms
                                                                         : Icd10cmIndexKind::drugs;
    return contains_folded(text_of_first(front, "title"), "external") ? Icd10cmIndexKind::external
                                                                      : Icd10cmIndexKind::diseases;
}

Result<std::vector<IndexEntry>> parse_icd10cm_index(const Input& in, Icd10cmIndexKind kind,
                                                    Diagnostics* diag) {
    const std::string name(in.name);
    const std::string wanted = name_of(kind);
    pugi::xml_document doc;
    const auto parsed =
        doc.load_buffer(in.bytes.data(), in.bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata);
    if (!parsed)
        return Error{Errc::bad_source,
                     name + ": no well-formed XML, line " +
                         std::to_string(LineCounter(in.bytes).at(parsed.offset)) + ": " +
                         parsed.description(),
                     "expected the XML of the " + wanted + "; fetch the file again"};
    const pugi::xml_node root = doc.document_element();
    const std::string_view root_name = local_name(root.name());
    if (root_name != "ICD10CM.index" && root_name != "ICD10CM.table")
        return Error{Errc::bad_source,
                     name + ": the root is <" + excerpt(root.name()) + ">, not <ICD10CM.index>",
                     "expected the XML of the " + wanted + " of ICD-10-CM"};
    if (const auto found = icd10cm_index_kind(in.bytes); found != kind && found != Icd10cmIndexKind::none)
        return Error{Errc::bad_source, name + ": this is the " + name_of(found) + ", not the " + wanted,
                     "name the kind of the source that the file is"};
    Parser parser(in, diag);
    parser.read(root);
    std::vector<IndexEntry> entries = parser.take();
    if (entries.empty())
        return Error{Errc::bad_source, name + ": no entry in it",
                     "expected letters with main terms, as in the " + wanted};
    return entries;
}

std::string index_path(const std::vector<IndexEntry>& entries, std::size_t entry, int from_level) {
    std::vector<const IndexEntry*> chain;
    for (std::int32_t i = static_cast<std::int32_t>(entry); i != IndexEntry::kNone;
         i = entries[static_cast<std::size_t>(i)].parent)
        if (entries[static_cast<std::size_t>(i)].level >= from_level)
            chain.push_back(&entries[static_cast<std::size_t>(i)]);
    std::string path;
    for (auto it = chain.rbegin(); it != chain.rend(); ++it) {
        if ((*it)->title.empty()) continue;
        if (!path.empty()) path += ", ";
        path += (*it)->title;
    }
    return path;
}

}  // namespace codelex
