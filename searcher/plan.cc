// SPDX-License-Identifier: GPL-3.0-or-later
#include "searcher/plan.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "indexer/schema.h"

namespace codelex {
namespace {

// Below 1: that something is there at all counts for more than how well. Measured: 0.5 to 1.
constexpr double kPresence = 0.8;
// A document that answers several parts of the query is worth more than the sum of them. Measured: 0 to 0.2.
constexpr float kEachMore = 0.1f;

}  // namespace

void Matcher::Sums::raise(std::uint32_t doc, float to) {
    if (value[doc] == 0) touched.push_back(doc);
    value[doc] = std::max(value[doc], to);
}
void Matcher::Sums::add(std::uint32_t doc, float what) {
    if (value[doc] == 0) touched.push_back(doc);
    value[doc] += what;
}

Matcher::Matcher(PostingCache* cache, std::uint32_t documents) : cache_(cache) {
    for (Sums* s : {&total_, &slots_, &slot_, &reading_, &part_}) s->value.assign(documents + 1, 0.0f);
}

const Postings& Matcher::postings(const PlanTerm& term) {
    const Postings& own = cache_->get(term.term);
    if (!own.docs.empty() || term.all.empty()) return own;
    return cache_->all_of("&" + term.term, term.all);
}

void Matcher::add_part(const PlanPart& part, const std::vector<DocRange>& ranges, Sums* out) {
    const bool alone = part.any.size() == 1;
    for (const PlanTerm& t : part.any) {
        const Postings& p = postings(t);
        const auto unit = static_cast<float>(part.worth * t.scale / kImpactScale);
        for (const DocRange& range : ranges) {
            std::size_t i = static_cast<std::size_t>(
                std::lower_bound(p.docs.begin(), p.docs.end(), range.first) - p.docs.begin());
            for (; i < p.docs.size() && p.docs[i] <= range.last; ++i) {
                const float evidence = unit * static_cast<float>(p.impacts[i]);
                alone ? out->add(p.docs[i], evidence) : part_.raise(p.docs[i], evidence);
            }
        }
    }
    for (const std::uint32_t doc : part_.touched) {
        out->add(doc, part_.value[doc]);
        part_.value[doc] = 0;
    }
    part_.touched.clear();
}

std::vector<Scored> Matcher::best(const Plan& plan, const std::vector<DocRange>& ranges, const Postings* keep,
                                  std::size_t most, std::size_t* total) {
    for (const PlanSlot& slot : plan.slots) {
        double worth = 0;
        for (const PlanReading& reading : slot.readings) {
            double sum = 0;
            for (const PlanPart& part : reading.parts) sum += part.worth;
            worth = std::max(worth, sum * reading.weight);
        }
        for (const PlanReading& reading : slot.readings) {
            for (const PlanPart& part : reading.parts) add_part(part, ranges, &reading_);
            for (const std::uint32_t doc : reading_.touched) {
                slot_.raise(doc, reading_.value[doc] * static_cast<float>(reading.weight));
                reading_.value[doc] = 0;
            }
            reading_.touched.clear();
        }
        for (const std::uint32_t doc : slot_.touched) {
            total_.add(doc, static_cast<float>(worth * std::pow(slot_.value[doc] / worth, kPresence)));
            slots_.add(doc, 1);
            slot_.value[doc] = 0;
        }
        slot_.touched.clear();
    }
    std::vector<Scored> out;
    out.reserve(total_.touched.size());
    for (const std::uint32_t doc : total_.touched) {
        if (!keep || std::binary_search(keep->docs.begin(), keep->docs.end(), doc))
            out.push_back({doc, total_.value[doc] * (1 + kEachMore * (slots_.value[doc] - 1))});
        total_.value[doc] = 0;
        slots_.value[doc] = 0;
    }
    total_.touched.clear();
    slots_.touched.clear();
    *total = out.size();
    const auto better = [](const Scored& a, const Scored& b) {
        return a.score != b.score ? a.score > b.score : a.doc < b.doc;
    };
    const std::size_t n = std::min(most, out.size());
    std::partial_sort(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(n), out.end(), better);
    out.resize(n);
    return out;
}

std::vector<std::string> to_lines(const Plan& plan) {
    std::vector<std::string> out;
    const auto number = [](double x) {
        char text[32];
        std::snprintf(text, sizeof text, "%.2f", x);
        return std::string(text);
    };
    for (const PlanSlot& s : plan.slots) {
        std::string line;
        for (std::size_t i = s.first; i < s.last; ++i)
            line += plan.tokens[i].text + (i + 1 < s.last ? " " : ": ");
        for (const PlanReading& r : s.readings) {
            line += (&r == &s.readings[0] ? "" : " | ") + number(r.weight) + " [";
            for (const PlanPart& p : r.parts)
                line += (&p == &r.parts[0] ? "" : ", ") + p.word + " " + number(p.worth) +
                        (p.any.size() > 1 ? " of " + std::to_string(p.any.size()) : "");
            line += "]" + (r.rule.empty() ? "" : " (" + r.rule + ")");
        }
        out.push_back(std::move(line));
    }
    return out;
}

}  // namespace codelex
