// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/eval_plots.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "corpus/text.h"
#include "tools/html.h"
#include "tools/terminal.h"

namespace codelex {
namespace {

constexpr double kWidth = 380;

// A coordinate, to a tenth of a unit.
std::string at(double x) {
    return figure(x, 1);
}

std::string svg(double height, const std::string& says, const std::string& body) {
    return "<svg viewBox=\"0 0 " + at(kWidth) + " " + at(height) + "\" role=\"img\" aria-label=\"" +
           html(says) + "\">\n" + body + "</svg>\n";
}
std::string line(std::string_view style, double x1, double y1, double x2, double y2) {
    return "<line class=\"" + std::string(style) + "\" x1=\"" + at(x1) + "\" y1=\"" + at(y1) + "\" x2=\"" +
           at(x2) + "\" y2=\"" + at(y2) + "\"/>\n";
}
std::string rect(std::string_view style, double x, double y, double width, double height,
                 const std::string& inside = "") {
    return "<rect class=\"" + std::string(style) + "\" x=\"" + at(x) + "\" y=\"" + at(y) + "\" width=\"" +
           at(std::max(0.0, width)) + "\" height=\"" + at(height) + "\">" + inside + "</rect>\n";
}
// `anchor`: start, middle or end.
std::string text(double x, double y, std::string_view anchor, std::string_view words,
                 std::string_view style = "axis") {
    return "<text class=\"" + std::string(style) + "\" x=\"" + at(x) + "\" y=\"" + at(y) +
           "\" text-anchor=\"" + std::string(anchor) + "\">" + html(words) + "</text>\n";
}

}  // namespace

std::string bar_plot(const EvalReport& r, std::string_view prefix) {
    constexpr double kLeft = 8, kRight = kWidth - 8, kBar = 7, kGap = 13;
    auto x = [&](double value) { return kLeft + (kRight - kLeft) * std::clamp(value, 0.0, 1.0); };
    std::string rows;
    double y = 4;
    for (std::size_t i = 0; i < r.rows.size(); ++i) {
        const ScoreTable::Row& row = r.rows[i];
        const bool all = row.group == "all";
        if (!all && !row.group.starts_with(prefix)) continue;
        const std::string name = all ? row.group : row.group.substr(prefix.size());
        const double now = row.mean.ndcg10;
        std::string figures = figure(now);
        const Comparison::Cell* c = r.comparison ? &r.comparison->rows[i].cells[0] : nullptr;
        if (c) figures += "  " + signed_figure(c->difference) + " " + figure(c->interval);
        rows += text(kLeft, y + 11, "start", excerpt(name, 22) + " (" + grouped(row.queries) + ")", "label");
        rows += text(kRight, y + 11, "end", figures, c && c->interval.clear() ? "label clear" : "label");
        y += 16;
        if (c) {
            rows += rect("against", kLeft, y, x(c->against) - kLeft, kBar);
            y += kBar + 1;
        }
        rows += rect("now", kLeft, y, x(now) - kLeft, kBar);
        if (c) {
            const double low = x(c->against + c->interval.low), high = x(c->against + c->interval.high),
                         middle = y + kBar / 2;
            rows += line("interval", low, middle, high, middle);
            rows += line("interval", low, middle - 4, low, middle + 4);
            rows += line("interval", high, middle - 4, high, middle + 4);
        }
        y += kBar + kGap;
    }
    std::string grid;
    for (double tick : {0.0, 0.25, 0.5, 0.75, 1.0}) {
        grid += line("grid", x(tick), 0, x(tick), y);
        grid += text(x(tick), y + 13, tick == 0 ? "start" : tick == 1 ? "end" : "middle", figure(tick, 2));
    }
    return svg(y + 18, "nDCG@10 by " + std::string(trimmed(prefix)), grid + rows);
}

std::string success_plot(const EvalReport& r) {
    constexpr double kLeft = 34, kRight = kWidth - 8, kTop = 8, kBottom = 216;
    const auto now = success_curve(r.now);
    const auto against = r.against ? success_curve(*r.against) : std::vector<double>();
    assert(!now.empty());
    // The axis begins at a tenth below the lowest figure: the curves lie close together at the top.
    double least = now[0];
    if (!against.empty()) least = std::min(least, against[0]);
    least = std::clamp(std::floor(least * 10) / 10, 0.0, 0.9);
    auto x = [&](double k) {
        return kLeft + (kRight - kLeft) * (k - 1) / (static_cast<double>(kEvalDepth) - 1);
    };
    auto y = [&](double value) { return kBottom - (kBottom - kTop) * (value - least) / (1 - least); };
    std::string body;
    for (int tenth = static_cast<int>(std::lround(least * 10)); tenth <= 10; ++tenth) {
        const double value = tenth / 10.0;
        body += line("grid", kLeft, y(value), kRight, y(value));
        body += text(kLeft - 4, y(value) + 4, "end", figure(value, 1));
    }
    for (int k : {1, 5, 10, 20, 30, 40, 50}) {
        body += line("grid", x(k), kTop, x(k), kBottom);
        body += text(x(k), kBottom + 14, k == 1 ? "start" : k == 50 ? "end" : "middle", std::to_string(k));
    }
    body += text((kLeft + kRight) / 2, kBottom + 30, "middle", "codes looked at");
    auto curve = [&](std::string_view style, const std::vector<double>& values) {
        if (values.empty()) return;
        body += "<polyline class=\"curve " + std::string(style) + "\" points=\"";
        for (std::size_t k = 1; k <= values.size(); ++k)
            body += (k > 1 ? " " : "") + at(x(static_cast<double>(k))) + "," + at(y(values[k - 1]));
        body += "\"/>\n";
    };
    curve("against", against);
    curve("now", now);
    return svg(kBottom + 36, "queries whose best code is among the first k", body);
}

std::string difference_plot(const EvalReport& r) {
    constexpr double kLeft = 42, kRight = kWidth - 8, kTop = 8, kBottom = 208, kEqual = 70, kWidest = 14;
    assert(r.comparison);
    const Comparison& c = *r.comparison;
    const std::size_t bars = c.won.size() + c.lost.size(), equal = r.queries.size() - bars;
    double most = 0;
    for (double d : c.differences) most = std::max(most, std::abs(d));
    most = std::clamp(std::ceil(most * 4) / 4, 0.25, 1.0);
    const double middle = (kTop + kBottom) / 2, room = kRight - kLeft - (equal ? kEqual : 0);
    const double step = bars ? std::min(kWidest, room / static_cast<double>(bars)) : 0;
    auto height = [&](double d) { return (middle - kTop) * std::abs(d) / most; };

    std::string body;
    for (double part : {-1.0, -0.5, 0.0, 0.5, 1.0}) {
        const double y = middle - (middle - kTop) * part;
        body += line(part == 0 ? "zero" : "grid", kLeft, y, kRight, y);
        body += text(kLeft - 4, y + 4, "end", signed_figure(most * part, 2));
    }
    auto bar = [&](std::size_t i, double left) {
        const double d = c.differences[i];
        const QueryLine& q = r.queries[i];
        const std::string tip = q.id + ": " + q.query + "\n" + figure(r.against->answers[i].scores.ndcg10) +
                                " \u2192 " + figure(r.now.answers[i].scores.ndcg10) + " (" +
                                signed_figure(d) + ")";
        body += "<a href=\"#q" + std::to_string(i) + "\">" +
                rect(d > 0 ? "won" : "lost", left, d > 0 ? middle - height(d) : middle,
                     std::max(0.5, step * 0.9), height(d), "<title>" + html(tip) + "</title>") +
                "</a>";
    };
    double left = kLeft;
    for (std::size_t i : c.won) bar(i, left), left += step;
    if (equal) {
        body += text(left + kEqual / 2, middle - 5, "middle", grouped(equal) + " equal");
        left += kEqual;
    }
    // The least lost stands first, so that the differences fall from left to right.
    for (auto i = c.lost.rbegin(); i != c.lost.rend(); ++i) bar(*i, left), left += step;
    return svg(kBottom + 8, "difference in nDCG@10 by query", body);
}

}  // namespace codelex
