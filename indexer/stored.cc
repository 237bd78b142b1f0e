// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/stored.h"

namespace codelex {
namespace {

enum Flag : unsigned { kBillable = 1, kModifier = 2, kLicensed = 4 };

class Writer {
  public:
    void number(std::uint64_t n) {
        for (; n >= 0x80; n >>= 7) out_ += static_cast<char>(0x80 | (n & 0x7F));
        out_ += static_cast<char>(n);
    }
    void text(std::string_view s) {
        number(s.size());
        out_ += s;
    }
    // Days are stored as YYYYMMDD; 0 is no day.
    void day(const std::optional<Date>& d) {
        number(d ? static_cast<unsigned>(static_cast<int>(d->year())) * 10000 +
                       static_cast<unsigned>(d->month()) * 100 + static_cast<unsigned>(d->day())
                 : 0);
    }
    void line(const SourceLine& s) {
        number(s.source);
        number(s.line);
    }
    std::string take() { return std::move(out_); }

  private:
    std::string out_;
};

// Reads what Writer wrote; after the first bad byte everything is empty and ok() is false.
class Cursor {
  public:
    explicit Cursor(std::string_view bytes) : rest_(bytes) {}
    bool ok() const { return ok_; }
    bool at_end() const { return ok_ && rest_.empty(); }

    std::uint64_t number() {
        std::uint64_t n = 0;
        for (unsigned shift = 0; ok_ && shift < 63; shift += 7) {
            if (rest_.empty()) break;
            const auto b = static_cast<unsigned char>(rest_.front());
            rest_.remove_prefix(1);
            n |= static_cast<std::uint64_t>(b & 0x7F) << shift;
            if (b < 0x80) return n;
        }
        return fail();
    }
    std::uint32_t small() {
        const std::uint64_t n = number();
        return n > 0xFFFFFFFFu ? static_cast<std::uint32_t>(fail()) : static_cast<std::uint32_t>(n);
    }
    std::string text() {
        const std::uint64_t n = number();
        if (n > rest_.size()) return fail(), std::string();
        std::string s(rest_.substr(0, n));
        rest_.remove_prefix(n);
        return s;
    }
    std::optional<Date> day() {
        const std::uint64_t n = number();
        if (n == 0) return std::nullopt;
        auto d = parse_date(std::to_string(n));
        if (!d) fail();
        return d;
    }
    SourceLine line() {
        const std::uint32_t source = small();
        return {source, small()};
    }
    // A count of things that take at least one byte each.
    std::uint64_t count() {
        const std::uint64_t n = number();
        return n > rest_.size() ? fail() : n;
    }
    std::uint64_t fail() {
        ok_ = false;
        rest_ = {};
        return 0;
    }

  private:
    std::string_view rest_;
    bool ok_ = true;
};

}  // namespace

std::string encode(const CodeRecord& r) {
    Writer w;
    w.number((r.billable ? kBillable : 0u) | (r.modifier ? kModifier : 0u) | (r.licensed ? kLicensed : 0u));
    w.text(r.system);
    w.text(r.code);
    w.text(r.title);
    w.text(r.parent);
    w.number(r.order);
    w.day(r.validity.from);
    w.day(r.validity.to);
    w.text(r.notice);
    w.line(r.source);
    w.number(r.texts.size());
    for (const Text& t : r.texts) {
        w.number(static_cast<unsigned>(t.kind));
        w.text(t.text);
        w.line(t.source);
        w.text(t.scope);
    }
    w.number(r.relations.size());
    for (const Relation& x : r.relations) {
        w.number(static_cast<unsigned>(x.kind));
        w.text(x.system);
        w.text(x.code);
    }
    w.number(r.attributes.size());
    for (const Attribute& a : r.attributes) {
        w.text(a.name);
        w.text(a.value);
    }
    w.number(r.axes.size());
    for (const Axis& axis : r.axes) {
        w.number(static_cast<unsigned>(axis.position));
        w.text(axis.title);
        w.number(axis.values.size());
        for (const Axis::Value& v : axis.values) {
            w.number(static_cast<unsigned char>(v.value));
            w.text(v.label);
            w.text(v.definition);
            w.text(v.explanation);
            w.number(v.includes.size());
            for (const std::string& i : v.includes) w.text(i);
            w.number(static_cast<unsigned>(v.other));
            w.text(v.with);
        }
    }
    return w.take();
}

Result<CodeRecord> decode(std::string_view bytes) {
    Cursor c(bytes);
    CodeRecord r;
    const std::uint64_t flags = c.number();
    r.billable = flags & kBillable;
    r.modifier = flags & kModifier;
    r.licensed = flags & kLicensed;
    r.system = c.text();
    r.code = c.text();
    r.title = c.text();
    r.parent = c.text();
    r.order = c.small();
    r.validity.from = c.day();
    r.validity.to = c.day();
    r.notice = c.text();
    r.source = c.line();
    for (std::uint64_t n = c.count(); n > 0 && c.ok(); --n) {
        const std::uint64_t kind = c.number();
        if (kind < 1 || kind > std::size(kTextKinds)) c.fail();
        std::string text = c.text();
        const SourceLine line = c.line();
        r.texts.push_back({static_cast<TextKind>(kind), std::move(text), line, c.text()});
    }
    for (std::uint64_t n = c.count(); n > 0 && c.ok(); --n) {
        const std::uint64_t kind = c.number();
        if (kind != 1 && kind != 2) c.fail();
        std::string system = c.text();
        r.relations.push_back({static_cast<RelationKind>(kind), std::move(system), c.text()});
    }
    for (std::uint64_t n = c.count(); n > 0 && c.ok(); --n) {
        std::string name = c.text();
        r.attributes.push_back({std::move(name), c.text()});
    }
    for (std::uint64_t n = c.count(); n > 0 && c.ok(); --n) {
        Axis axis{static_cast<int>(c.small()), c.text(), {}};
        if (axis.position < 1 || axis.position > 7) c.fail();
        for (std::uint64_t k = c.count(); k > 0 && c.ok(); --k) {
            Axis::Value v{static_cast<char>(c.small()), c.text()};
            v.definition = c.text();
            v.explanation = c.text();
            for (std::uint64_t i = c.count(); i > 0 && c.ok(); --i) v.includes.push_back(c.text());
            v.other = static_cast<int>(c.small());
            if (v.other < 0 || v.other > 7) c.fail();
            v.with = c.text();
            axis.values.push_back(std::move(v));
        }
        r.axes.push_back(std::move(axis));
    }
    if (!c.at_end() || flags > (kBillable | kModifier | kLicensed))
        return Error{Errc::io, "a stored record is damaged", "rebuild the index with `codelex index`"};
    return r;
}

std::string encode(const GuidelineSection& g) {
    Writer w;
    w.text(g.number);
    w.text(g.title);
    w.text(g.text);
    w.text(g.document);
    w.line(g.source);
    w.number(g.references.size());
    for (const CodeReference& r : g.references) {
        w.number(r.begin);
        w.number(r.end);
        w.text(r.first);
        w.text(r.last);
        w.number(r.below);
        w.text(r.qualifier);
    }
    return w.take();
}

Result<GuidelineSection> decode_guideline(std::string_view bytes) {
    Cursor c(bytes);
    GuidelineSection g;
    g.number = c.text();
    g.title = c.text();
    g.text = c.text();
    g.document = c.text();
    g.source = c.line();
    for (std::uint64_t n = c.count(); n > 0 && c.ok(); --n) {
        CodeReference r;
        r.begin = c.small();
        r.end = c.small();
        if (r.begin > r.end || r.end > g.text.size()) c.fail();
        r.first = c.text();
        r.last = c.text();
        r.below = c.number() != 0;
        r.qualifier = c.text();
        g.references.push_back(std::move(r));
    }
    if (!c.at_end())
        return Error{Errc::io, "a stored guideline is damaged", "rebuild the index with `codelex index`"};
    return g;
}

}  // namespace codelex
