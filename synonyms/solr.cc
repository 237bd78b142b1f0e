// SPDX-License-Identifier: GPL-3.0-or-later
#include "synonyms/solr.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <vector>

#include "corpus/text.h"
#include "synonyms/list_file.h"

namespace codelex {
namespace {

using Phrases = std::vector<std::string>;

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

// The pieces of a line between unescaped separators, their escapes kept.
std::vector<std::string_view> pieces(std::string_view line, std::string_view separator) {
    std::vector<std::string_view> out;
    std::size_t from = 0;
    for (std::size_t i = 0; i < line.size();) {
        if (line[i] == '\\') {
            i += 2;
        } else if (line.substr(i).starts_with(separator)) {
            out.push_back(line.substr(from, i - from));
            i += separator.size();
            from = i;
        } else {
            ++i;
        }
    }
    out.push_back(line.substr(from));
    return out;
}

std::string unescaped(std::string_view s) {
    std::string out;
    for (std::size_t i = 0; i < s.size(); ++i) {
        if (s[i] == '\\' && i + 1 < s.size()) ++i;
        const char c = s[i];
        out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
}

void add_once(Phrases* out, std::string phrase) {
    if (std::find(out->begin(), out->end(), phrase) == out->end()) out->push_back(std::move(phrase));
}

// Plain where YAML cannot mistake it, else in double quotes.
std::string written(std::string_view phrase) {
    constexpr std::string_view kWords[] = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"};
    const bool plain =
        phrase[0] >= 'a' && phrase[0] <= 'z' && std::all_of(phrase.begin(), phrase.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ' ' || c == '-' || c == '/';
        });
    if (plain && std::find(std::begin(kWords), std::end(kWords), phrase) == std::end(kWords))
        return std::string(phrase);
    std::string out = "\"";
    for (const char c : phrase) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}
std::string written(const Phrases& phrases) {
    std::string out = "[";
    for (const std::string& p : phrases) out += (out.size() > 1 ? ", " : "") + written(p);
    return out + "]";
}

class Importer {
  public:
    Importer(const std::string& name, Diagnostics* diagnostics) : name_(name), diagnostics_(diagnostics) {}

    void line(std::string_view text, std::size_t number) {
        number_ = number;
        const std::string_view line = trimmed(text);
        if (line.empty() || line[0] == '#') return;
        if (!is_utf8(line)) return bad("not UTF-8");
        if (std::any_of(line.begin(), line.end(), [](char c) { return is_control(c) && c != '\t'; }))
            return bad("a control character");
        const auto sides = pieces(line, "=>");
        if (sides.size() > 2) return bad("more than one =>");
        const Phrases left = phrases(sides[0]);
        if (sides.size() == 1) {
            if (left.size() < 2) return bad("one phrase alone has no equivalent");
            same_.push_back(left);
            return;
        }
        const Phrases right = phrases(sides[1]);
        if (left.empty() || right.empty())
            return bad(left.empty() ? "nothing before the =>" : "nothing behind the =>");
        bool any = false;
        for (const std::string& from : left)
            for (const std::string& to : right) {
                if (from == to) continue;  // the words themselves are always searched
                if (!means_.contains(from)) order_.push_back(from);
                add_once(&means_[from], to);
                any = true;
            }
        if (!any) bad("both sides are the same");
    }

    SolrImport take(std::string_view name) {
        SolrImport out{"# Imported from " + excerpt(name) + " by `codelex synonyms import`.\ntitle: " +
                           written("imported from " + excerpt(name)) + "\n",
                       same_.size(), order_.size()};
        if (!same_.empty()) out.yaml += "same:\n";
        for (const Phrases& group : same_) out.yaml += "  - " + written(group) + "\n";
        if (!order_.empty()) out.yaml += "means:\n";
        for (const std::string& from : order_) {
            const Phrases& to = means_[from];
            out.yaml += "  " + written(from) + ": " + (to.size() == 1 ? written(to[0]) : written(to)) + "\n";
        }
        return out;
    }

  private:
    void bad(std::string what) { diagnostics_->skip(name_, number_, std::move(what)); }

    Phrases phrases(std::string_view side) {
        Phrases out;
        const auto all = pieces(side, ",");
        for (const std::string_view piece : all) {
            std::string phrase = collapsed(unescaped(trimmed(piece)));
            if (phrase.empty()) {
                if (all.size() > 1) diagnostics_->suspect(name_, number_, "an empty phrase between commas");
            } else if (!is_phrase(phrase)) {
                bad("`" + excerpt(phrase) + "`: a phrase has at most " + std::to_string(kMostWordsOfAPhrase) +
                    " words and " + std::to_string(kMostBytesOfAPhrase) + " bytes");
            } else {
                add_once(&out, std::move(phrase));
            }
        }
        return out;
    }

    const std::string& name_;
    Diagnostics* diagnostics_;
    std::size_t number_ = 0;
    std::vector<Phrases> same_;
    std::map<std::string, Phrases> means_;
    Phrases order_;  // of means_
};

}  // namespace

Result<SolrImport> import_solr(std::string_view bytes, const std::string& name, Diagnostics* diagnostics) {
    Importer importer(name, diagnostics);
    Lines lines(bytes);
    for (std::string_view line; lines.next(&line);) importer.line(line, lines.number());
    SolrImport out = importer.take(name);
    if (out.same + out.means == 0)
        return Error{Errc::bad_source, name + ": holds no synonyms",
                     "lines are `a, b, c` or `a, b => c`, as Solr and Lucene read them"};
    return out;
}

}  // namespace codelex
