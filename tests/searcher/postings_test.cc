// SPDX-License-Identifier: GPL-3.0-or-later
#include "searcher/postings.h"

#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "searcher/plan.h"
#include "tests/scratch.h"

namespace codelex {
namespace {

// Documents 1 to n; each term's postings as a map from document to wdf.
using Lists = std::map<std::string, std::map<std::uint32_t, unsigned>>;

Xapian::Database database_of(const Lists& lists, std::uint32_t n) {
    Xapian::WritableDatabase db(std::string(), Xapian::DB_BACKEND_INMEMORY);
    for (std::uint32_t id = 1; id <= n; ++id) {
        Xapian::Document doc;
        for (const auto& [term, postings] : lists)
            if (const auto it = postings.find(id); it != postings.end()) doc.add_term(term, it->second);
        db.add_document(doc);
    }
    return db;
}

Lists random_lists(std::mt19937* random, std::uint32_t n) {
    Lists out;
    for (const char* term : {"a", "b", "c", "d", "e"})
        for (std::uint32_t id = 1; id <= n; ++id)
            if ((*random)() % 3 == 0) out[term][id] = 1 + static_cast<unsigned>((*random)() % 200);
    return out;
}

TEST_CASE("documents that have all of some terms are those that a scan finds", "[searcher][random]") {
    const auto seed = Catch::rngSeed();
    INFO("rerun with --rng-seed " << seed);
    std::mt19937 random(seed);
    const std::uint32_t n = 60;
    const Lists lists = random_lists(&random, n);
    const Xapian::Database db = database_of(lists, n);
    PostingCache cache(&db, 1 << 20);
    const Postings& all = cache.all_of("&abc", {"a", "b", "c"});
    std::vector<std::uint32_t> docs;
    std::vector<std::uint8_t> impacts;
    for (std::uint32_t id = 1; id <= n; ++id) {
        unsigned least = 1000;
        bool every = true;
        for (const char* term : {"a", "b", "c"}) {
            const auto& list = lists.at(term);
            const auto it = list.find(id);
            every = every && it != list.end();
            if (it != list.end()) least = std::min(least, it->second);
        }
        if (!every) continue;
        docs.push_back(id);
        impacts.push_back(static_cast<std::uint8_t>(least));
    }
    CHECK(all.docs == docs);
    CHECK(all.impacts == impacts);
    CHECK(cache.all_of("&xyz", {"a", "nothing"}).docs.empty());
}

TEST_CASE("a full cache forgets what was not used for longest and reads it again", "[searcher]") {
    std::mt19937 random(1);
    const Lists lists = random_lists(&random, 50);
    const Xapian::Database db = database_of(lists, 50);
    PostingCache cache(&db, 0);
    const std::vector<std::uint32_t> docs = cache.get("a").docs;
    REQUIRE(!docs.empty());
    cache.trim();
    CHECK(cache.get("a").docs == docs);
    CHECK(cache.get("nothing").docs.empty());
}

TEST_CASE("the best documents of a plan are those that a scan finds", "[searcher][random]") {
    const auto seed = Catch::rngSeed();
    INFO("rerun with --rng-seed " << seed);
    std::mt19937 random(seed);
    const std::uint32_t n = 80;
    for (int round = 0; round < 50; ++round) {
        const Lists lists = random_lists(&random, n);
        const Xapian::Database db = database_of(lists, n);
        PostingCache cache(&db, 1 << 20);
        const char* const terms[] = {"a", "b", "c", "d", "e", "nothing"};
        Plan plan;
        for (std::size_t slot = 0; slot < 1 + random() % 3; ++slot) {
            PlanSlot& s = plan.slots.emplace_back();
            for (std::size_t reading = 0; reading < 1 + random() % 3; ++reading) {
                PlanReading& r = s.readings.emplace_back();
                r.weight = 0.5 + 0.1 * static_cast<double>(random() % 5);
                for (std::size_t part = 0; part < 1 + random() % 2; ++part) {
                    PlanPart& p = r.parts.emplace_back();
                    p.worth = 1 + static_cast<double>(random() % 8);
                    for (std::size_t any = 0; any < 1 + random() % 2; ++any)
                        p.any.push_back(
                            {terms[random() % 6], 0.5 + 0.25 * static_cast<double>(random() % 3)});
                }
            }
        }
        const DocRange range{1 + static_cast<std::uint32_t>(random() % 20),
                             40 + static_cast<std::uint32_t>(random() % 41)};
        const auto impact = [&](const std::string& term, std::uint32_t id) {
            const auto list = lists.find(term);
            if (list == lists.end()) return 0.0;
            const auto it = list->second.find(id);
            return it == list->second.end() ? 0.0 : it->second / 200.0;
        };
        // What matches at all, by the plainest reading of plan.h.
        std::set<std::uint32_t> matching;
        for (std::uint32_t id = range.first; id <= range.last && id <= n; ++id)
            for (const PlanSlot& s : plan.slots)
                for (const PlanReading& r : s.readings)
                    for (const PlanPart& p : r.parts)
                        for (const PlanTerm& t : p.any)
                            if (impact(t.term, id) > 0) matching.insert(id);
        Matcher matcher(&cache, n);
        std::size_t total = 0;
        const std::vector<Scored> best = matcher.best(plan, {range}, nullptr, 1000, &total);
        CHECK(total == matching.size());
        std::set<std::uint32_t> got;
        for (std::size_t i = 0; i < best.size(); ++i) {
            got.insert(best[i].doc);
            if (i > 0) CHECK(best[i - 1].score >= best[i].score);
        }
        CHECK(got == matching);
        // Asked again, the accumulators are clean.
        std::size_t again = 0;
        const std::vector<Scored> second = matcher.best(plan, {range}, nullptr, 5, &again);
        CHECK(again == total);
        for (std::size_t i = 0; i < second.size(); ++i) {
            CHECK(second[i].doc == best[i].doc);
            CHECK(second[i].score == best[i].score);
        }
    }
}

}  // namespace
}  // namespace codelex
