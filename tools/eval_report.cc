// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/eval_report.h"

#include <algorithm>
#include <charconv>
#include <iomanip>

#include "corpus/text.h"
#include "tools/terminal.h"

namespace codelex {
namespace {

constexpr std::size_t kListed = 20;  // queries won, and lost, in text
constexpr std::size_t kGroupWidth = 24;

// `text` at the right end of `width` columns.
std::string right(const std::string& text, std::size_t width) {
    return text.size() < width ? std::string(width - text.size(), ' ') + text : text;
}

class TextPrinter {
  public:
    TextPrinter(const EvalReport& r, const Io& io)
        : r_(r),
          out_(io.out),
          colour_(use_colour(io.out_is_terminal)),
          width_(io.out_is_terminal ? terminal_width() : 120) {}

    void means() {
        out_ << padded("group", kGroupWidth) << std::setw(7) << "queries";
        for (const Measure& m : kMeasures) out_ << std::setw(11) << m.name;
        out_ << "\n";
        for (const ScoreTable::Row& row : r_.rows) {
            out_ << padded(excerpt(row.group), kGroupWidth) << std::setw(7) << row.queries;
            for (const Measure& m : kMeasures) out_ << std::setw(11) << figure(row.mean.*m.value);
            out_ << "\n";
        }
    }

    void comparison() {
        out_ << "against  " << r_.against->name << "\nnow      " << r_.now.name << "\n";
        for (std::size_t m = 0; m < std::size(kMeasures); ++m) measure(m);
        out_ << styled("* the interval leaves out zero: chance in the choice of queries hardly explains it",
                       Style::dim, colour_)
             << "\n";
        const Comparison& c = *r_.comparison;
        out_ << "\n"
             << grouped(r_.queries.size()) << " queries by nDCG@10: " << grouped(c.won.size()) << " won, "
             << grouped(c.lost.size()) << " lost, "
             << grouped(r_.queries.size() - c.won.size() - c.lost.size()) << " equal\n";
        listed("won", c.won);
        listed("lost", c.lost);
    }

  private:
    void measure(std::size_t m) {
        out_ << "\n"
             << styled(padded(kMeasures[m].name, kGroupWidth), Style::bold, colour_)
             << "queries   against       now  difference  95% interval\n";
        for (const Comparison::Row& row : r_.comparison->rows) {
            const Comparison::Cell& c = row.cells[m];
            out_ << padded(excerpt(row.group), kGroupWidth) << right(std::to_string(row.queries), 7)
                 << right(figure(c.against), 10) << right(figure(c.now), 10) << "  "
                 << styled(right(signed_figure(c.difference), 10) + "  " + figure(c.interval),
                           c.interval.clear() ? Style::mark : Style::plain, colour_)
                 << (c.interval.clear() ? " *" : "") << "\n";
        }
    }

    void answer(std::string_view side, const JudgedAnswer& a) {
        out_ << "        " << padded(side, 9);
        if (a.codes.empty()) {
            out_ << "no code\n";
            return;
        }
        const AnsweredCode& c = a.codes.front();
        out_ << styled(padded(excerpt(c.code, 40), 9), Style::bold, colour_)
             << styled(c.grade ? "grade " + std::to_string(c.grade) : "unjudged", Style::dim, colour_)
             << (c.grade ? "   " : "  ") << excerpt(c.title, width_ - 42) << "\n";
    }

    void listed(std::string_view word, const std::vector<std::size_t>& which) {
        if (which.empty()) return;
        const std::string_view heading = word == "won" ? "Won" : "Lost";
        out_ << "\n" << styled(heading, Style::bold, colour_) << "\n";
        for (std::size_t k = 0; k < std::min(kListed, which.size()); ++k) {
            const std::size_t i = which[k];
            const JudgedAnswer &now = r_.now.answers[i], &before = r_.against->answers[i];
            out_ << "  " << signed_figure(r_.comparison->differences[i]) << "  "
                 << figure(before.scores.ndcg10) << " -> " << figure(now.scores.ndcg10) << "  "
                 << styled(excerpt(r_.queries[i].id), Style::dim, colour_) << "  "
                 << styled(excerpt(r_.queries[i].query, width_ - 36), Style::bold, colour_) << "\n";
            answer("against", before);
            answer("now", now);
        }
        if (which.size() > kListed)
            out_ << "  ... and " << grouped(which.size() - kListed) << " more " << word
                 << ": --format html or json lists all\n";
    }

    const EvalReport& r_;
    std::ostream& out_;
    bool colour_;
    std::size_t width_;
};

}  // namespace

EvalReport make_report(std::vector<QueryLine> queries, Measurement now, std::optional<Measurement> against) {
    EvalReport out{std::move(queries), std::move(now), {}, std::move(against), {}};
    ScoreTable table;
    for (std::size_t i = 0; i < out.queries.size(); ++i) table.add(out.queries[i], out.now.answers[i].scores);
    out.rows = table.rows();
    if (out.against) out.comparison = compare(out.queries, out.now, *out.against);
    return out;
}

void print_eval_text(const EvalReport& report, const Io& io) {
    TextPrinter printer(report, io);
    report.comparison ? printer.comparison() : printer.means();
}

void print_eval_tsv(const EvalReport& r, std::ostream& out) {
    out << "group\tqueries";
    for (const Measure& m : kMeasures) out << "\t" << m.name;
    if (r.comparison)
        for (const Measure& m : kMeasures)
            for (const char* column : {".against", ".difference", ".low", ".high"})
                out << "\t" << m.name << column;
    out << "\n";
    for (std::size_t i = 0; i < r.rows.size(); ++i) {
        out << excerpt(r.rows[i].group, 200) << "\t" << r.rows[i].queries;
        for (const Measure& m : kMeasures) out << "\t" << figure(r.rows[i].mean.*m.value, 4);
        if (r.comparison)
            for (const Comparison::Cell& c : r.comparison->rows[i].cells)
                for (double x : {c.against, c.difference, c.interval.low, c.interval.high})
                    out << "\t" << figure(x, 4);
        out << "\n";
    }
}

std::string figure(double value, int digits) {
    char text[64];
    const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, digits).ptr;
    std::string out(text, end);
    if (out.starts_with('-') && out.find_first_not_of("-0.") == out.npos) out.erase(0, 1);
    return out;
}

std::string signed_figure(double value, int digits) {
    const std::string out = figure(value, digits);
    const bool plain = out.starts_with('-') || out.find_first_not_of("0.") == out.npos;
    return plain ? out : "+" + out;
}

std::string figure(const Interval& interval) {
    return "[" + signed_figure(interval.low) + ", " + signed_figure(interval.high) + "]";
}

}  // namespace codelex
