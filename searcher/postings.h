// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>

#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace codelex {

// A posting list out of the index, ready to be walked: documents ascending, each with its impact
// (indexer/schema.h). Lists of boolean terms, axis labels among them, have kBooleanImpact.
struct Postings {
    static constexpr std::uint8_t kBooleanImpact = 100;
    std::vector<std::uint32_t> docs;
    std::vector<std::uint8_t> impacts;
    std::size_t count(std::uint32_t first, std::uint32_t last) const;  // documents in [first, last]
};

// About how many documents are in both, by a sample of the shorter list.
std::size_t about_in_both(const Postings& a, const Postings& b);

// Keeps the lists that were used lately, up to so many bytes. Throws what Xapian throws. Not thread-safe.
class PostingCache {
  public:
    PostingCache(const Xapian::Database* db, std::size_t most_bytes);
    // The list of a term; empty when the index does not have it. Valid until the next call of trim().
    const Postings& get(const std::string& term);
    // Documents that have all of these terms, each with its smallest impact; kept under `name`.
    const Postings& all_of(const std::string& name, const std::vector<std::string>& terms);
    bool exists(const std::string& term) { return !get(term).docs.empty(); }
    // Between two queries: drops what was not used for longest.
    void trim();

  private:
    struct Kept {
        Postings postings;
        std::list<std::string>::iterator used;
    };
    const Postings& keep(const std::string& name, Postings postings);

    const Xapian::Database* db_;
    std::size_t most_bytes_, bytes_ = 0;
    std::list<std::string> order_;  // lately used first
    std::unordered_map<std::string, Kept> kept_;
};

}  // namespace codelex
