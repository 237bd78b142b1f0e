// SPDX-License-Identifier: GPL-3.0-or-later
#include "searcher/postings.h"

#include <algorithm>

namespace codelex {
namespace {

constexpr std::size_t kOverhead = 200;  // bytes of a list beside its postings

std::size_t size_of(const Postings& p) {
    return p.docs.size() * (sizeof(p.docs[0]) + sizeof(p.impacts[0])) + kOverhead;
}

}  // namespace

std::size_t Postings::count(std::uint32_t first, std::uint32_t last) const {
    const auto begin = std::lower_bound(docs.begin(), docs.end(), first);
    return static_cast<std::size_t>(std::upper_bound(begin, docs.end(), last) - begin);
}

std::size_t about_in_both(const Postings& a, const Postings& b) {
    constexpr std::size_t kSample = 300;  // documents looked at
    const auto& few = a.docs.size() < b.docs.size() ? a.docs : b.docs;
    const auto& many = a.docs.size() < b.docs.size() ? b.docs : a.docs;
    const std::size_t step = few.size() / kSample + 1;
    std::size_t n = 0;
    auto p = many.begin();
    for (std::size_t i = 0; i < few.size() && p != many.end(); i += step) {
        p = std::lower_bound(p, many.end(), few[i]);
        n += p != many.end() && *p == few[i];
    }
    return n * step;
}

PostingCache::PostingCache(const Xapian::Database* db, std::size_t most_bytes)
    : db_(db), most_bytes_(most_bytes) {}

const Postings& PostingCache::keep(const std::string& name, Postings postings) {
    postings.docs.shrink_to_fit();
    postings.impacts.shrink_to_fit();
    bytes_ += size_of(postings);
    order_.push_front(name);
    return kept_.emplace(name, Kept{std::move(postings), order_.begin()}).first->second.postings;
}

const Postings& PostingCache::get(const std::string& term) {
    if (const auto it = kept_.find(term); it != kept_.end()) {
        order_.splice(order_.begin(), order_, it->second.used);
        return it->second.postings;
    }
    Postings p;
    const Xapian::doccount n = db_->get_termfreq(term);
    p.docs.reserve(n);
    p.impacts.reserve(n);
    for (auto it = db_->postlist_begin(term), end = db_->postlist_end(term); it != end; ++it) {
        const Xapian::termcount wdf = it.get_wdf();
        p.docs.push_back(*it);
        p.impacts.push_back(wdf == 0 ? Postings::kBooleanImpact
                                     : static_cast<std::uint8_t>(std::min<Xapian::termcount>(wdf, 255)));
    }
    return keep(term, std::move(p));
}

const Postings& PostingCache::all_of(const std::string& name, const std::vector<std::string>& terms) {
    if (const auto it = kept_.find(name); it != kept_.end()) {
        order_.splice(order_.begin(), order_, it->second.used);
        return it->second.postings;
    }
    Postings p;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        const Postings& next = get(terms[i]);
        if (i == 0) {
            p = next;
            continue;
        }
        std::size_t kept = 0;
        auto at = next.docs.begin();
        for (std::size_t k = 0; k < p.docs.size(); ++k) {
            at = std::lower_bound(at, next.docs.end(), p.docs[k]);
            if (at == next.docs.end()) break;
            if (*at != p.docs[k]) continue;
            p.docs[kept] = p.docs[k];
            p.impacts[kept++] =
                std::min(p.impacts[k], next.impacts[static_cast<std::size_t>(at - next.docs.begin())]);
        }
        p.docs.resize(kept);
        p.impacts.resize(kept);
    }
    return keep(name, std::move(p));
}

void PostingCache::trim() {
    while (bytes_ > most_bytes_ && !order_.empty()) {
        const auto it = kept_.find(order_.back());
        bytes_ -= size_of(it->second.postings);
        kept_.erase(it);
        order_.pop_back();
    }
}

}  // namespace codelex
