// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "corpus/pcs_dom.h"
#include "corpus/pcs_xml.h"
#include "corpus/text.h"

namespace codelex {
namespace {

constexpr int kMaxLevels = 64;             // of subterms; the publisher has five
constexpr std::size_t kMaxPhrase = 1'000;  // bytes; the longest of the publisher has 127
constexpr std::size_t kMaxReached = 500;   // targets that one `see` may lead to, else it is no reference
constexpr std::size_t kMaxVisited = 20'000'000;  // nodes looked at for them
constexpr std::size_t kMaxFollowed = 200'000;    // targets that all of them may lead to

// True when the element names codes; `*target` is then what it says: a table, a beginning, or a code.
bool is_target(pugi::xml_node n, std::string_view* target) {
    const auto name = pcs::local(n);
    if (name != "code" && name != "codes" && name != "tab") return false;
    *target = trimmed(n.child_value());
    return true;
}

bool well_formed(pugi::xml_node n, std::string_view target) {
    const auto name = pcs::local(n);
    const bool length = name == "code"    ? target.size() == 7
                        : name == "codes" ? target.size() >= 4 && target.size() <= 6
                                          : target.size() == 3;
    return length && std::all_of(target.begin(), target.end(), pcs::is_value);
}

class IndexReader {
  public:
    IndexReader(const pcs::Dom& dom, std::vector<Attachment>* out, std::vector<PcsSynonym>* uses)
        : dom_(dom), out_(out), uses_(uses) {
        for (pugi::xml_node letter : dom.root().children())
            for (pugi::xml_node term : letter.children())
                if (pcs::local(term) == "mainTerm") main_terms_.emplace(title(term), term);
    }

    void read(pugi::xml_node main_term) {
        const std::string words = title(main_term);
        if (words.empty()) return dom_.skip(main_term, "a main term without a title");
        read(main_term, words, 0);
    }

  private:
    static std::string title(pugi::xml_node term) {
        return pcs::plain(pcs::Dom::readable(pcs::child(term, "title")));
    }

    void read(pugi::xml_node term, const std::string& phrase, int level) {
        if (phrase.size() > kMaxPhrase) return dom_.skip(term, "a phrase of over 1,000 bytes");
        for (pugi::xml_node n : term.children()) {
            const auto name = pcs::local(n);
            if (name == "see")
                read_see(n, phrase);
            else if (name == "use")
                read_use(n, phrase);
            else if (name == "term")
                read_term(n, phrase, level);
            else if (std::string_view target; is_target(n, &target))
                attach(n, target, phrase, n);
        }
    }

    // A term without a title is an alternative under the words above it.
    void read_term(pugi::xml_node term, const std::string& above, int level) {
        if (level == kMaxLevels) return dom_.skip(term, "subterms too deep");
        const std::string words = title(term);
        if (words.empty() && pcs::child(term, "title")) return dom_.skip(term, "a subterm without words");
        read(term, words.empty() ? above : above + ", " + words, level + 1);
    }

    // Appends one target; `at` is where the phrase stands, `n` where the target does.
    bool attach(pugi::xml_node n, std::string_view target, const std::string& phrase, pugi::xml_node at) {
        if (!well_formed(n, target)) {
            dom_.skip(n, "<" + std::string(pcs::local(n)) +
                             "> holds no code, table or beginning of codes: \"" + excerpt(target) + "\"");
            return false;
        }
        append(target, phrase, at);
        return true;
    }
    void append(std::string_view target, const std::string& phrase, pugi::xml_node at) {
        const bool whole = target.size() == 7;
        out_->push_back({std::string(whole ? target : target.substr(0, 3)),
                         {TextKind::index_path, phrase, dom_.place(at),
                          whole ? std::string() : std::string(target) + "-"}});
    }

    void read_use(pugi::xml_node use, const std::string& phrase) {
        PcsSynonym s{pcs::plain(dom_.text(use)), phrase};
        for (pugi::xml_node n : use.children()) {
            std::string_view target;
            if (!is_target(n, &target)) continue;
            if (pcs::local(n) != "tab" || !well_formed(n, target))
                return dom_.skip(n, "no table of a label: \"" + excerpt(target) + "\"");
            s.table = target;
        }
        if (!s.table.empty() && s.label.ends_with(" in")) s.label.resize(s.label.size() - 3);
        if (s.label.empty()) return dom_.skip(use, "<use> names no label");
        uses_->push_back(std::move(s));
    }

    void read_see(pugi::xml_node see, const std::string& phrase) {
        bool named = false;
        for (pugi::xml_node n : see.children())
            if (std::string_view target; is_target(n, &target)) named = true, attach(n, target, phrase, see);
        if (named) return;
        std::string text = pcs::plain(dom_.text(see));
        if (text.empty()) return dom_.skip(see, "<see> names nothing");
        const std::vector<std::string>& reached = follow(text);
        if (!reached.empty() && followed_ + reached.size() <= kMaxFollowed) {
            followed_ += reached.size();
            for (const std::string& target : reached) append(target, phrase, see);
            return;
        }
        // "Excision with qualifier Diagnostic", "Introduction of Platelet Inhibitor": the last words are a
        // label.
        for (std::string_view link : {" with qualifier ", " with device ", " using ", " of "})
            if (const auto at = text.find(link); at != text.npos && at + link.size() < text.size()) {
                text.erase(0, at + link.size());
                break;
            }
        uses_->push_back({std::move(text), phrase, {}, true});
    }

    // What the entry with these words leads to: its own targets, else those below it, of a main term as whole
    // tables. Empty when there is no such entry.
    const std::vector<std::string>& follow(const std::string& words) {
        const auto [it, fresh] = reached_.try_emplace(words);
        if (!fresh) return it->second;
        std::vector<std::string>& out = it->second;
        pugi::xml_node term;
        std::size_t comma = words.size();
        while (!(term = find(words, comma)) && (comma = words.rfind(", ", comma - 1)) != words.npos &&
               comma > 0) {
        }
        if (!term) return out;
        std::unordered_set<std::string> seen;
        gather(term, 7, false, 0, &seen, &out);
        if (out.empty()) gather(term, comma < words.size() ? 7 : 3, true, 0, &seen, &out);
        if (out.size() > kMaxReached) out.clear();
        return out;
    }

    // The entry whose main term is words[0, comma) and whose subterms are the rest; titles have commas too.
    pugi::xml_node find(std::string_view words, std::size_t comma) {
        const auto it = main_terms_.find(std::string(words.substr(0, comma)));
        if (it == main_terms_.end()) return {};
        return comma == words.size() ? it->second : below(it->second, words.substr(comma + 2), 0);
    }
    pugi::xml_node below(pugi::xml_node term, std::string_view words, int level) {
        for (pugi::xml_node n : term.children()) {
            if (pcs::local(n) != "term" || ++visited_ > kMaxVisited) continue;
            const std::string t = title(n);
            if (t.empty() || !words.starts_with(t)) continue;
            if (words.size() == t.size()) return n;
            if (level < kMaxLevels && words.substr(t.size()).starts_with(", "))
                if (pugi::xml_node found = below(n, words.substr(t.size() + 2), level + 1)) return found;
        }
        return {};
    }

    // Distinct targets at a term, and below it when `deep`, each cut to `most` characters.
    void gather(pugi::xml_node term, std::size_t most, bool deep, int level,
                std::unordered_set<std::string>* seen, std::vector<std::string>* out) {
        for (pugi::xml_node n : term.children()) {
            if (out->size() > kMaxReached || ++visited_ > kMaxVisited) return;
            std::string_view target;
            if (is_target(n, &target)) {
                if (!well_formed(n, target)) continue;
                std::string cut(target.substr(0, most));
                if (seen->insert(cut).second) out->push_back(std::move(cut));
            } else if (deep && level < kMaxLevels && pcs::local(n) == "term") {
                gather(n, most, deep, level + 1, seen, out);
            }
        }
    }

    const pcs::Dom& dom_;
    std::vector<Attachment>* out_;
    std::vector<PcsSynonym>* uses_;
    std::unordered_map<std::string, pugi::xml_node> main_terms_;
    std::unordered_map<std::string, std::vector<std::string>> reached_;  // by the words of `see`
    std::size_t followed_ = 0, visited_ = 0;
};

}  // namespace

Result<void> read_icd10pcs_index(const Input& in, std::vector<Attachment>* out, std::vector<PcsSynonym>* uses,
                                 Diagnostics* diag) {
    pcs::Dom dom(in, diag);
    if (auto ok = dom.load(PcsXmlKind::index); !ok) return ok;
    const std::size_t first = out->size() + uses->size();
    IndexReader reader(dom, out, uses);
    for (pugi::xml_node letter : dom.root().children())
        for (pugi::xml_node term : letter.children())
            if (pcs::local(term) == "mainTerm") reader.read(term);
    if (out->size() + uses->size() == first) return dom.nothing("main term");
    return {};
}

}  // namespace codelex
