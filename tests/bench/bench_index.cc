// SPDX-License-Identifier: GPL-3.0-or-later
// How long `codelex index` takes, reading included, beside a plain single-threaded loop of Xapian's
// TermGenerator over the same texts, which are in memory already. In turn, so that a machine that changes its
// speed changes both.
//
//   bench_index SOURCES [ROUNDS]
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "corpus/corpus.h"
#include "indexer/schema.h"

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

// The loop that anybody would write: stems and positions, the title as the document's data.
double plain_loop(const codelex::Corpus& corpus, const fs::path& dir) {
    fs::remove_all(dir);
    const auto start = Clock::now();
    Xapian::WritableDatabase db(dir.string(), Xapian::DB_CREATE_OR_OVERWRITE);
    Xapian::TermGenerator generator;
    generator.set_stemmer(Xapian::Stem("english"));
    for (const codelex::CodeRecord& r : corpus.records) {
        Xapian::Document doc;
        generator.set_document(doc);
        generator.index_text(r.title);
        for (const codelex::Text& t : r.texts) {
            if (!codelex::field_of(t.kind)) continue;  // short titles are not searched
            generator.increase_termpos();
            generator.index_text(t.text);
        }
        doc.add_boolean_term("Q" + r.system + ":" + r.code);
        doc.set_data(r.title);
        db.add_document(doc);
    }
    db.commit();
    return seconds_since(start);
}

struct Run {
    double seconds;
    double peak_mb;
};
Run codelex_index(const std::string& sources, const fs::path& dir) {
    fs::remove_all(dir);
    const auto start = Clock::now();
    const pid_t child = ::fork();
    if (child == 0) {
        if (!std::freopen("/dev/null", "w", stdout) || !std::freopen("/dev/null", "w", stderr)) ::_exit(126);
        ::execl(CODELEX_PROGRAM, CODELEX_PROGRAM, "index", "--sources", sources.c_str(), "--index",
                dir.c_str(), static_cast<char*>(nullptr));
        ::_exit(127);
    }
    int status = 0;
    rusage usage{};
    ::wait4(child, &status, 0, &usage);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        std::fprintf(stderr, "codelex index failed\n");
        std::exit(1);
    }
    return {seconds_since(start), static_cast<double>(usage.ru_maxrss) / 1024};
}

double median(std::vector<double> v) {
    std::sort(v.begin(), v.end());
    return v[v.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: bench_index SOURCES [ROUNDS]\n");
        return 2;
    }
    const std::string sources = argv[1];
    const int rounds = argc > 2 ? std::max(1, std::atoi(argv[2])) : 3;
    auto recipe =
        fs::is_directory(sources) ? codelex::recipe_from_directory(sources) : codelex::read_recipe(sources);
    if (!recipe) return std::fprintf(stderr, "%s\n", recipe.error().what.c_str()), 1;
    const codelex::Recipe starter = codelex::starter_recipe();
    recipe->sources.insert(recipe->sources.end(), starter.sources.begin(), starter.sources.end());
    const auto corpus = codelex::read_corpus(*recipe);
    if (!corpus) return std::fprintf(stderr, "%s\n", corpus.error().what.c_str()), 1;

    const fs::path dir = fs::temp_directory_path() / ("codelex-bench-" + std::to_string(::getpid()));
    fs::create_directories(dir);
    std::vector<double> plain, ours, ratio, peak;
    for (int i = 0; i < rounds; ++i) {
        plain.push_back(plain_loop(*corpus, dir / "plain"));
        const Run run = codelex_index(sources, dir / "ours");
        ours.push_back(run.seconds);
        peak.push_back(run.peak_mb);
        ratio.push_back(ours.back() / plain.back());
        std::printf("round %d: plain loop %.2f s, codelex index %.2f s, ratio %.2f\n", i + 1, plain.back(),
                    ours.back(), ratio.back());
    }
    std::printf(
        "median: plain loop %.2f s, codelex index %.2f s, ratio %.2f, peak memory %.0f MB, %zu codes\n",
        median(plain), median(ours), median(ratio), median(peak), corpus->records.size());
    fs::remove_all(dir);
    return 0;
}
