// SPDX-License-Identifier: GPL-3.0-or-later
// What meaning costs: understanding a query of ten words (analysis, spelling, concepts, the plan), and
// analysis with concepts as a share of building the index, both in one thread.
//
//   bench_meaning INDEX [QUERIES]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "indexer/build.h"
#include "indexer/schema.h"
#include "indexer/snapshot.h"
#include "searcher/searcher.h"
#include "searcher/understanding.h"
#include "synonyms/vocabulary.h"
#include "tests/scratch.h"

namespace {

using namespace codelex;
using Clock = std::chrono::steady_clock;

// Of this thread alone: other processes on the machine do not count.
double cpu_seconds() {
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}
double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

template <class T>
T must(Result<T> r) {
    if (!r) {
        std::fprintf(stderr, "bench_meaning: %s\n", r.error().what.c_str());
        std::exit(2);
    }
    return std::move(*r);
}

double quantile(std::vector<double>* sorted, double q) {
    std::sort(sorted->begin(), sorted->end());
    return (*sorted)[static_cast<std::size_t>(q * static_cast<double>(sorted->size() - 1))];
}

// Ten words: of the index by how many records have them, a quarter of the lists', and one of the ten
// misspelled.
class Queries {
  public:
    Queries(const Vocabulary& vocabulary, const Lexicon& lexicon) : lexicon_(lexicon) {
        std::vector<double> records;
        for (const Vocabulary::Word& w : vocabulary.words()) {
            words_.emplace_back(w.text);
            records.push_back(w.records);
        }
        pick_ = std::discrete_distribution<std::size_t>(records.begin(), records.end());
    }
    std::string next() {
        std::string out;
        const auto slip = static_cast<int>(random_() % 10);
        for (int i = 0; i < 10; ++i) {
            const bool listed = random_() % 4 == 0 && !lexicon_.words().empty();
            std::string word =
                listed ? lexicon_.words()[random_() % lexicon_.words().size()] : words_[pick_(random_)];
            if (i == slip) {
                while (word.size() < 6) word = words_[pick_(random_)];
                std::swap(word[2], word[3]);
            }
            out += (i ? " " : "") + word;
        }
        return out;
    }

  private:
    const Lexicon& lexicon_;
    std::vector<std::string> words_;
    std::discrete_distribution<std::size_t> pick_;
    std::mt19937 random_{1};  // the same queries in every run
};

void understand(const Snapshot& snapshot, std::size_t count) {
    const Xapian::Database db(snapshot.database().string());
    const Lexicon lexicon = must(Lexicon::parse(db.get_metadata(kLexiconKey)));
    const Vocabulary vocabulary = must(Vocabulary::parse(db.get_metadata(kVocabularyKey)));
    PostingCache cache(&db, 64 << 20);
    Understanding understanding(&db, &cache, &lexicon, &vocabulary);
    Analyzer analyzer = must(Analyzer::make());
    const std::vector<DocRange> all = {{1, db.get_lastdocid()}};
    Queries queries(vocabulary, lexicon);
    std::vector<std::string> texts(count);
    for (std::string& t : texts) t = queries.next();
    const char* const rounds[] = {"first", "again", "as spelled"};
    for (const char* round : rounds) {
        Understanding::Options options;
        options.exact = round == rounds[2];
        std::vector<double> took;
        std::size_t corrected = 0;
        for (const std::string& t : texts) {
            cache.trim();
            const double start = cpu_seconds();
            const Plan plan = understanding.plan(t, analyzer.query(t), all, options, &analyzer);
            took.push_back((cpu_seconds() - start) * 1e6);
            corrected += !plan.corrected.empty();
        }
        std::printf("%s: %zu queries of ten words, %zu with spelling mended: p50 %.0f us, p99 %.0f us\n",
                    round, count, corrected, quantile(&took, 0.5), quantile(&took, 0.99));
    }
}

void share(const Snapshot& snapshot) {
    const Xapian::Database db(snapshot.database().string());
    const Lexicon lexicon = must(Lexicon::parse(db.get_metadata(kLexiconKey)));
    Corpus corpus;
    Searcher searcher = must(Searcher::open(snapshot));
    (void)searcher.scan([&](const CodeRecord& r) {
        corpus.records.push_back(r);
        return true;
    });
    Analyzer analyzer = must(Analyzer::make());
    const ConceptFinder finder(lexicon);
    auto start = Clock::now();
    std::size_t words = 0;
    std::vector<std::string> stems;
    std::vector<const std::string*> found;
    const auto say = [&](std::string_view text) {
        stems.clear();
        found.clear();
        for (const Token& t : analyzer.analyze(text)) stems.push_back(t.stem);
        words += stems.size();
        std::sort(stems.begin(), stems.end());
        if (stems.size() <= 40) finder.find(stems, &found);
    };
    for (const CodeRecord& r : corpus.records) {
        say(r.title);
        for (const Text& t : r.texts)
            if (field_of(t)) say(t.text);
        for (const Axis& axis : r.axes)
            for (const Axis::Value& v : axis.values)
                for (const std::string& synonym : v.includes) say(synonym);
    }
    const double analysis = seconds_since(start);
    test::Scratch scratch;
    BuildOptions options;
    options.jobs = 1;
    options.lexicon = &lexicon;
    std::filesystem::create_directory(scratch.path() / "parts");
    start = Clock::now();
    if (auto r = build_database(corpus, scratch.path() / "codes.glass", scratch.path() / "profiles.bin",
                                scratch.path() / "parts", options);
        !r) {
        std::fprintf(stderr, "bench_meaning: %s\n", r.error().what.c_str());
        std::exit(2);
    }
    const double build = seconds_since(start);
    std::printf("analysis and concepts of %zu records, %zu words: %.1f s of %.1f s, ratio %.2f\n",
                corpus.records.size(), words, analysis, build, analysis / build);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: bench_meaning INDEX [QUERIES]\n");
        return 2;
    }
    const Snapshot snapshot = must(open_current(argv[1]));
    understand(snapshot, argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 5000);
    share(snapshot);
    return 0;
}
