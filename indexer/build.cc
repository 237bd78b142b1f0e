// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/build.h"

#include <xapian.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>

#include "analyzers/analyzer.h"
#include "indexer/documents.h"
#include "indexer/schema.h"
#include "indexer/xapian_guard.h"
#include "synonyms/vocabulary.h"

namespace codelex {
namespace {

namespace fs = std::filesystem;

// Counts documents over all threads and tells the caller now and then.
class Meter {
  public:
    Meter(std::size_t total, const std::function<void(const Progress&)>& tell) : total_(total), tell_(tell) {}
    void add(std::size_t n) {
        done_ += n;
        if (tell_ && telling_.try_lock()) {
            tell_({Progress::Phase::indexing, done_, total_});
            telling_.unlock();
        }
    }

  private:
    std::atomic<std::size_t> done_ = 0;
    std::size_t total_;
    const std::function<void(const Progress&)>& tell_;
    std::mutex telling_;
};

constexpr std::size_t kMeterStep = 500;  // documents between two reports of a thread

// One part of the database, made by one thread: a run of the records, or the guidelines.
struct Share {
    std::span<const CodeRecord> records;
    std::span<const GuidelineSection> guidelines;
};

Result<void> build_part(const Share& part, const ParentRecords& parents, const ConceptFinder& concepts,
                        const std::vector<std::string>& categories, const fs::path& path,
                        ProfileWriter* profiles, Meter* meter, const std::atomic<bool>& stop) {
    return guarded("building " + path.string(), [&]() -> Result<void> {
        auto analyzer = Analyzer::make();
        if (!analyzer) return analyzer.error();
        DocumentMaker maker(std::move(*analyzer), &parents, &concepts);
        Xapian::WritableDatabase db(path.string(),
                                    Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC);
        std::size_t untold = 0;
        ProfileDraft profile;
        for (const CodeRecord& r : part.records) {
            if (stop) break;
            db.add_document(maker.make(r, &profile));
            profiles->add(profile);
            if (++untold == kMeterStep) meter->add(std::exchange(untold, 0));
        }
        for (const GuidelineSection& g : part.guidelines) db.add_document(maker.make(g, categories));
        db.commit();
        meter->add(untold);
        return {};
    });
}

// The words of what was indexed, and how many records have each in their own texts (by field, added up).
std::map<std::string, std::uint32_t> words_of(const Xapian::Database& db) {
    std::map<std::string, std::uint32_t> out;
    for (const FieldInfo& field : kFields) {
        const std::string prefix = term_word(field, "");
        for (auto it = db.allterms_begin(prefix); it != db.allterms_end(prefix); ++it)
            out[(*it).substr(prefix.size())] += it.get_termfreq();
    }
    return out;
}

// A part without documents, that has what the index carries beside them.
void build_metadata(const Xapian::Database& documents, const Lexicon& lexicon, const fs::path& path) {
    Xapian::WritableDatabase db(path.string(),
                                Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC);
    db.set_metadata(kLexiconKey, lexicon.bytes());
    db.set_metadata(kVocabularyKey, Vocabulary::make(words_of(documents)).bytes());
    db.commit();
}

// Rough cost of a record, so that parts are of equal work.
std::size_t cost(const CodeRecord& r) {
    std::size_t n = 80 + r.title.size();
    for (const Text& t : r.texts)
        if (field_of(t)) n += t.text.size();
    return n;
}

// Cuts the records into `parts` runs of about equal cost.
std::vector<std::span<const CodeRecord>> cut(const std::vector<CodeRecord>& records, std::size_t parts) {
    std::size_t total = 0, sum = 0, begin = 0;
    for (const CodeRecord& r : records) total += cost(r);
    std::vector<std::span<const CodeRecord>> out;
    for (std::size_t i = 0; i < records.size(); ++i) {
        sum += cost(records[i]);
        if (sum * parts < total * (out.size() + 1) && i + 1 < records.size()) continue;
        out.emplace_back(records.data() + begin, i + 1 - begin);
        begin = i + 1;
    }
    return out;
}

}  // namespace

Result<void> build_database(const Corpus& corpus, const fs::path& file, const fs::path& profiles_file,
                            const fs::path& scratch, const BuildOptions& options) {
    const std::vector<CodeRecord>& records = corpus.records;
    if (records.empty())
        return Error{Errc::bad_source, "the sources hold no record",
                     "name other sources; the old index stays"};
    const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
    std::vector<Share> parts;
    for (const auto& run : cut(records, std::min(options.jobs ? options.jobs : cores, 64u)))
        parts.push_back({run, {}});
    if (!corpus.guidelines.empty()) parts.push_back({{}, corpus.guidelines});
    const ParentRecords parents = parent_records(corpus);
    static const Lexicon kNoLists;
    const Lexicon& lexicon = options.lexicon ? *options.lexicon : kNoLists;
    const ConceptFinder concepts(lexicon);
    std::vector<std::string> categories;
    for (const CodeRecord& r : records)
        if (r.system == "icd10cm" && r.code.size() == 3) categories.push_back(r.code);
    Meter meter(records.size(), options.progress);
    std::atomic<bool> stop = false;
    std::vector<std::future<Result<void>>> running;
    std::vector<fs::path> paths;
    std::vector<ProfileWriter> profiles(parts.size());
    for (std::size_t i = 0; i < parts.size(); ++i) {
        paths.push_back(scratch / ("part-" + std::to_string(i)));
        running.push_back(std::async(std::launch::async, [&, i, path = paths.back()] {
            auto r = build_part(parts[i], parents, concepts, categories, path, &profiles[i], &meter, stop);
            if (!r) stop = true;
            return r;
        }));
    }
    std::optional<Error> failed;
    for (auto& part : running)
        if (auto r = part.get(); !r && !failed) failed = r.error();
    if (failed) return *failed;

    if (options.progress) options.progress({Progress::Phase::merging, records.size(), records.size()});
    if (auto r = ProfileWriter::write(profiles, profiles_file); !r) return r;
    return guarded("merging into " + file.string(), [&]() -> Result<void> {
        Xapian::Database all;
        for (const fs::path& p : paths) all.add_database(Xapian::Database(p.string()));
        build_metadata(all, lexicon, scratch / "metadata");
        all.add_database(Xapian::Database((scratch / "metadata").string()));
        all.compact(file.string(), Xapian::DBCOMPACT_SINGLE_FILE);
        return {};
    });
}

}  // namespace codelex
