// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/lint_index.h"

#include <xapian.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <unordered_set>

#include "indexer/schema.h"
#include "indexer/xapian_guard.h"
#include "searcher/postings.h"

namespace codelex {
namespace {

constexpr std::size_t kCacheBytes = 256 << 20;

using Stems = std::vector<std::string>;

Stems split(std::string_view key) {
    Stems out;
    for (std::size_t at = 0; at < key.size();) {
        const std::size_t end = std::min(key.find(' ', at), key.size());
        out.emplace_back(key.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

struct Counter {
    explicit Counter(const std::string& path) : db(path), cache(&db, kCacheBytes) {}

    std::size_t phrase(const PhraseKey& key) {
        const Stems stems = split(key);
        if (stems.size() > 1) {
            const std::string concept_of = concept_key(key);
            if (tagged.contains(concept_of)) return db.get_termfreq(term_concept(concept_of));
        }
        Stems terms;
        for (const std::string& s : stems) terms.push_back(term_stem(s));
        const std::size_t n =
            terms.size() == 1 ? db.get_termfreq(terms[0]) : cache.all_of(key, terms).docs.size();
        cache.trim();
        return n;
    }
    bool label(unsigned position, const PhraseKey& key) {
        auto& all = labels.at(position);
        if (!all) {
            all.emplace();
            const std::string prefix = axis_prefix(position);
            for (auto it = db.allterms_begin(prefix), end = db.allterms_end(prefix); it != end; ++it) {
                all->push_back(split(std::string_view(*it).substr(prefix.size())));
                std::sort(all->back().begin(), all->back().end());
            }
        }
        const Stems wanted = split(concept_key(key));
        return std::any_of(all->begin(), all->end(), [&](const Stems& l) {
            return std::includes(l.begin(), l.end(), wanted.begin(), wanted.end());
        });
    }

    Xapian::Database db;
    PostingCache cache;
    std::unordered_set<std::string> tagged;  // concept keys of the snapshot's own lists
    std::array<std::optional<std::vector<Stems>>, 8> labels;
};

}  // namespace

Result<IndexCounts> lint_index(const Snapshot& snapshot) {
    const std::string path = snapshot.database().string();
    return guarded("opening " + path, [&]() -> Result<IndexCounts> {
        const auto counter = std::make_shared<Counter>(path);
        auto lexicon = Lexicon::parse(counter->db.get_metadata(kLexiconKey));
        if (!lexicon) return lexicon.error();
        for (Lexicon::PhraseId id = 0; id < lexicon->phrases(); ++id)
            if (lexicon->is_concept(id)) counter->tagged.insert(concept_key(lexicon->phrase(id)));
        return IndexCounts{
            snapshot.manifest.records, [counter](const PhraseKey& key) { return counter->phrase(key); },
            [counter](unsigned position, const PhraseKey& key) { return counter->label(position, key); }};
    });
}

}  // namespace codelex
