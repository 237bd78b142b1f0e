// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/build.h"

#include <xapian.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>

#include "analyzers/analyzer.h"
#include "indexer/schema.h"
#include "indexer/stored.h"
#include "indexer/xapian_guard.h"

namespace codelex {
namespace {

namespace fs = std::filesystem;

std::string compact_day(Date d) {
    std::string out = iso(d);
    std::erase(out, '-');
    return out;
}

// Turns records into documents. One per thread.
class DocumentMaker {
  public:
    explicit DocumentMaker(Analyzer analyzer) : analyzer_(std::move(analyzer)) {}

    Xapian::Document make(const CodeRecord& r) {
        Xapian::Document doc;
        std::fill(std::begin(next_), std::end(next_), 0u);
        stems_.clear();
        add_text(&doc, r, kFields[0], r.title);
        for (const Text& t : r.texts)
            if (const FieldInfo* field = field_of(t.kind)) add_text(&doc, r, *field, t.text);
        for (const auto& [stem, worth] : stems_) doc.add_term(term_stem(stem), worth);

        doc.add_boolean_term(term_unique(r.system, r.code));
        doc.add_boolean_term(term_system(r.system));
        doc.add_boolean_term(term_code(r.code));
        for (std::size_t n = 1; n < r.code.size(); ++n)
            doc.add_boolean_term(term_code_prefix(std::string_view(r.code).substr(0, n)));
        if (r.billable) doc.add_boolean_term(term_billable());
        if (!r.validity.to) doc.add_boolean_term(term_open_ended());
        if (const Chapter chapter = chapter_of(r.system, r.code); !chapter.id.empty())
            doc.add_boolean_term(term_chapter(r.system, chapter.id));
        doc.add_value(kSlotCode, r.code);
        if (r.validity.from) doc.add_value(kSlotFrom, compact_day(*r.validity.from));
        if (r.validity.to) doc.add_value(kSlotTo, compact_day(*r.validity.to));
        doc.set_data(encode(r));
        return doc;
    }

  private:
    void add_text(Xapian::Document* doc, const CodeRecord& r, const FieldInfo& field, std::string_view text) {
        std::uint32_t& base = next_[static_cast<std::size_t>(field.field)];
        std::uint32_t last = 0;
        Tokens tokens = analyzer_.analyze(text);
        const unsigned worth = impact(field, tokens.size(), r);
        for (Token& t : tokens) {
            doc->add_posting(term_word(field, t.text), base + t.position, 0);
            unsigned& best = stems_[std::move(t.stem)];
            best = std::max(best, worth);
            last = t.position;
        }
        base += last + kTextGap;
    }

    Analyzer analyzer_;
    std::uint32_t next_[std::size(kFields)] = {};      // first free position of each field
    std::unordered_map<std::string, unsigned> stems_;  // of the record in hand: the best impact of each
};

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

Result<void> build_part(std::span<const CodeRecord> records, const fs::path& path, Meter* meter,
                        const std::atomic<bool>& stop) {
    return guarded("building " + path.string(), [&]() -> Result<void> {
        auto analyzer = Analyzer::make();
        if (!analyzer) return analyzer.error();
        DocumentMaker maker(std::move(*analyzer));
        Xapian::WritableDatabase db(path.string(),
                                    Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC);
        std::size_t untold = 0;
        for (const CodeRecord& r : records) {
            if (stop) break;
            db.add_document(maker.make(r));
            if (++untold == kMeterStep) meter->add(std::exchange(untold, 0));
        }
        db.commit();
        meter->add(untold);
        return {};
    });
}

// Rough cost of a record, so that parts are of equal work.
std::size_t cost(const CodeRecord& r) {
    std::size_t n = 80 + r.title.size();
    for (const Text& t : r.texts)
        if (field_of(t.kind)) n += t.text.size();
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

Result<void> build_database(const std::vector<CodeRecord>& records, const fs::path& file,
                            const fs::path& scratch, const BuildOptions& options) {
    const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
    const auto parts = cut(records, std::min(options.jobs ? options.jobs : cores, 64u));
    Meter meter(records.size(), options.progress);
    std::atomic<bool> stop = false;
    std::vector<std::future<Result<void>>> running;
    std::vector<fs::path> paths;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        paths.push_back(scratch / ("part-" + std::to_string(i)));
        running.push_back(std::async(std::launch::async, [&, i] {
            auto r = build_part(parts[i], paths[i], &meter, stop);
            if (!r) stop = true;
            return r;
        }));
    }
    std::optional<Error> failed;
    for (auto& part : running)
        if (auto r = part.get(); !r && !failed) failed = r.error();
    if (failed) return *failed;

    if (options.progress) options.progress({Progress::Phase::merging, records.size(), records.size()});
    return guarded("merging into " + file.string(), [&]() -> Result<void> {
        Xapian::Database all;
        for (const fs::path& p : paths) all.add_database(Xapian::Database(p.string()));
        all.compact(file.string(), Xapian::DBCOMPACT_SINGLE_FILE);
        return {};
    });
}

}  // namespace codelex
