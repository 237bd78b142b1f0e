// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/eval_page.h"

#include <algorithm>

#include "tools/eval_plots.h"
#include "tools/html.h"
#include "tools/terminal.h"

namespace codelex {
namespace {

constexpr const char* kHead = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>codelex eval</title>
<style>
:root { color-scheme: light dark; --page: #fbfbfa; --card: #fff; --text: #1d2430; --quiet: #5c6675;
  --line: #dde1e6; --now: #1f6fd1; --against: #a9b2bf; --won: #1b8a6b; --lost: #cc5a1a; }
@media (prefers-color-scheme: dark) { :root { --page: #14171c; --card: #1c2128; --text: #e4e8ee;
  --quiet: #9aa5b4; --line: #333b46; --now: #5fa4f7; --against: #66707e; --won: #45c09b; --lost: #f08a4b; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 76rem; background: var(--page); color: var(--text);
  font: 16px/1.45 system-ui, sans-serif; font-variant-numeric: tabular-nums; }
h1 { font-size: 1.5rem; margin: .5rem 0; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
.quiet { color: var(--quiet); font-size: .875rem; overflow-wrap: anywhere; }
p { margin: .25rem 0; max-width: 46rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 .75rem; margin: .5rem 0; }
dd { margin: 0; overflow-wrap: anywhere; }
dt { color: var(--quiet); }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 1rem;
  align-items: start; }
figure, article, .table { background: var(--card); border: 1px solid var(--line); border-radius: .5rem;
  margin: 0; padding: .75rem; }
figcaption { margin-bottom: .5rem; }
svg { display: block; width: 100%; max-width: 34rem; height: auto; }
svg text { font: 11px system-ui, sans-serif; fill: var(--quiet); white-space: pre; }
svg text.label { fill: var(--text); }
svg text.clear { font-weight: 700; }
.grid { stroke: var(--line); }
.zero { stroke: var(--quiet); }
.interval { stroke: var(--text); stroke-width: 1.5; }
rect.now { fill: var(--now); } rect.against { fill: var(--against); }
rect.won { fill: var(--won); } rect.lost { fill: var(--lost); }
.curve { fill: none; stroke-width: 2; } .curve.now { stroke: var(--now); }
.curve.against { stroke: var(--against); }
.key::before { content: ""; display: inline-block; width: .7em; height: .7em; margin-right: .35em;
  border-radius: 2px; background: var(--now); }
.key + .key { margin-left: .75em; }
.key.against::before { background: var(--against); }
.table { overflow-x: auto; padding: 0; }
table { border-collapse: collapse; font-size: .875rem; min-width: 100%; }
th, td { padding: .35rem .6rem; text-align: right; white-space: nowrap; border-top: 1px solid var(--line); }
thead th { border-top: 0; }
th:first-child { text-align: left; position: sticky; left: 0; background: var(--card); }
th:first-child { white-space: normal; overflow-wrap: break-word; }
td small { display: block; color: var(--quiet); }
td.clear b { text-decoration: underline; }
article { margin: .75rem 0; content-visibility: auto; contain-intrinsic-size: auto 16rem; }
article:target { border-color: var(--now); box-shadow: 0 0 0 1px var(--now); }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr));
  gap: .5rem 1.5rem; margin-top: .5rem; }
ol { margin: .25rem 0 0; padding: 0; list-style: none; font-size: .9rem; }
ol li { display: grid; grid-template-columns: 1.6rem 5.2rem 1fr; gap: .4rem; padding: .15rem 0; }
ol b { overflow-wrap: anywhere; }
.grade { align-self: start; text-align: center; border-radius: .25rem; border: 1px solid var(--line); color: var(--quiet); }
.g3 { background: var(--won); border-color: var(--won); color: var(--page); font-weight: 700; }
.g2 { border-color: var(--won); color: var(--won); font-weight: 700; }
.g1 { border-color: var(--won); color: var(--won); }
.won { color: var(--won); } .lost { color: var(--lost); }
</style>
</head>
<body>
)";

std::string figure_of(const std::string& heading, const std::string& says, const std::string& plot) {
    return "<figure><figcaption><h3>" + heading + "</h3><p class=\"quiet\">" + says + "</p></figcaption>\n" +
           plot + "</figure>\n";
}

std::string heading_of(const EvalReport& r) {
    const Scores& all = r.rows.front().mean;
    std::string out = "<h1>" + grouped(r.queries.size()) + " judged queries: nDCG@10 " + figure(all.ndcg10);
    if (!r.comparison) return out + "</h1>\n<dl><dt>index</dt><dd>" + html(r.now.name) + "</dd></dl>\n";
    const Comparison::Cell& c = r.comparison->rows.front().cells[0];
    out += " (" + signed_figure(c.difference) + ")</h1>\n<p>95% interval of the difference " +
           figure(c.interval) +
           (c.interval.clear() ? ": hardly chance in the choice of queries."
                               : ": it holds zero, so chance in the choice of queries may explain it.") +
           " " + grouped(r.comparison->won.size()) + " queries won, " + grouped(r.comparison->lost.size()) +
           " lost.</p>\n<dl><dt><span class=\"key\"></span>now</dt><dd>" + html(r.now.name) +
           "</dd><dt><span class=\"key against\"></span>against</dt><dd>" + html(r.against->name);
    if (const std::size_t lacking = r.against->unanswered())
        out += " <span class=\"quiet\">(no code for " + grouped(lacking) + " queries)</span>";
    return out + "</dd></dl>\n";
}

std::string plots(const EvalReport& r) {
    auto any = [&](std::string_view prefix) {
        return std::any_of(r.rows.begin(), r.rows.end(),
                           [&](const ScoreTable::Row& row) { return row.group.starts_with(prefix); });
    };
    const std::string means = r.comparison ? "Mean, difference and its 95% interval, which is drawn around "
                                             "the end of the bar. Bold where it leaves out zero."
                                           : "Mean, with the number of queries.";
    const std::string keys = r.comparison ? "<br><span class=\"key\">now</span> <span class=\"key "
                                            "against\">against</span>"
                                          : "";
    std::string out = "<div class=\"plots\">\n";
    if (any("style ")) out += figure_of("nDCG@10 by style", means + keys, bar_plot(r, "style "));
    if (any("system ")) out += figure_of("nDCG@10 by system", means + keys, bar_plot(r, "system "));
    out += figure_of("Where the best code stands",
                     "Part of the queries whose best code is among the first k." + keys, success_plot(r));
    if (r.comparison)
        out += figure_of("Query by query", "Difference in nDCG@10; each bar leads to its query.",
                         difference_plot(r));
    return out + "</div>\n";
}

std::string table(const EvalReport& r) {
    std::string out = "<h2>Every measure</h2>\n";
    if (r.comparison)
        out +=
            "<p class=\"quiet\">Against and now, the difference, and its 95% interval by paired bootstrap "
            "over the queries, underlined where it leaves out zero. Of few queries it is too narrow; of "
            "many figures one in twenty leaves out zero by chance.</p>\n";
    out += "<div class=\"table\" tabindex=\"0\"><table>\n<thead><tr><th>group</th><th>queries</th>";
    for (const Measure& m : kMeasures) out += "<th>" + html(m.name) + "</th>";
    out += "</tr></thead>\n";
    for (std::size_t i = 0; i < r.rows.size(); ++i) {
        out += "<tr><th>" + html(r.rows[i].group) + "</th><td>" + grouped(r.rows[i].queries) + "</td>";
        for (std::size_t m = 0; m < std::size(kMeasures); ++m) {
            if (!r.comparison) {
                out += "<td>" + figure(r.rows[i].mean.*kMeasures[m].value) + "</td>";
                continue;
            }
            const Comparison::Cell& c = r.comparison->rows[i].cells[m];
            out += std::string(c.interval.clear() ? "<td class=\"clear\">" : "<td>") + figure(c.against) +
                   " \u2192 " + figure(c.now) + "<br><b>" + signed_figure(c.difference) + "</b><small>" +
                   figure(c.interval) + "</small></td>";
        }
        out += "</tr>\n";
    }
    return out + "</table></div>\n";
}

std::string side(std::string_view name, const JudgedAnswer& a) {
    std::string out = "<div><span class=\"key " + std::string(name) + "\">" + std::string(name) + "</span> " +
                      figure(a.scores.ndcg10) + " <span class=\"quiet\">";
    out += a.codes.empty()      ? "no code"
           : a.scores.best_rank ? "best code at " + std::to_string(a.scores.best_rank)
                                : "best code not among " + std::to_string(kEvalDepth);
    out += "</span>\n<ol>\n";
    for (std::size_t k = 0; k < std::min(kShownCodes, a.codes.size()); ++k) {
        const AnsweredCode& c = a.codes[k];
        const std::string grade = std::to_string(c.grade);
        out += c.grade ? "<li><span class=\"grade g" + grade + "\" title=\"grade " + grade + "\">" + grade
                       : std::string("<li><span class=\"grade\" title=\"not judged\">\u2013");
        out += "</span><b>" + html(c.code) + "</b><span>" +
               (c.title.empty() ? "<span class=\"quiet\">not in the index</span>" : html(c.title)) +
               "</span></li>\n";
    }
    return out + "</ol></div>\n";
}

std::string card(const EvalReport& r, std::size_t i) {
    const QueryLine& q = r.queries[i];
    const double d = r.comparison->differences[i];
    int top = 0;
    for (const QueryLine::Gold& g : q.gold) top = std::max(top, g.grade);
    std::string about = html(q.id), wanted;
    if (!q.style.empty()) about += " \u00B7 " + html(q.style);
    for (const SystemId& s : q.systems) about += " \u00B7 " + html(system_name(s));
    for (const QueryLine::Gold& g : q.gold)
        if (g.grade == top)
            wanted += (wanted.empty() ? "" : ", ") +
                      html(display_code(q.systems.empty() ? "" : q.systems[0], g.code)) +
                      (g.family ? "*" : "");
    return "<article id=\"q" + std::to_string(i) + "\">\n<h3>" + html(q.query) + " <span class=\"" +
           (d > 0 ? "won" : "lost") + "\">" + signed_figure(d) + "</span></h3>\n<p class=\"quiet\">" + about +
           " \u00B7 wanted " + wanted + "</p>\n<div class=\"sides\">\n" +
           side("against", r.against->answers[i]) + side("now", r.now.answers[i]) + "</div>\n</article>\n";
}

}  // namespace

std::string eval_page(const EvalReport& r) {
    std::string out = kHead + heading_of(r) + plots(r) + table(r);
    if (r.comparison) {
        const Comparison& c = *r.comparison;
        out += "<h2>Won (" + grouped(c.won.size()) +
               ")</h2>\n<p class=\"quiet\">By nDCG@10, largest "
               "difference first. The number before a code is its grade: 3 wanted first, 2 fully acceptable, "
               "1 related, \u2013 not judged.</p>\n";
        for (std::size_t i : c.won) out += card(r, i);
        out += "<h2>Lost (" + grouped(c.lost.size()) + ")</h2>\n";
        for (std::size_t i : c.lost) out += card(r, i);
    }
    return out + "</body>\n</html>\n";
}

}  // namespace codelex
