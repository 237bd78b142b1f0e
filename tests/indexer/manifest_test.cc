// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/manifest.h"

#include <catch2/catch.hpp>

#include "indexer/schema.h"
#include "indexer/snapshot.h"

namespace codelex {
namespace {

Manifest full() {
    Manifest m;
    m.format = kFormat;
    m.analysis = "0123456789012e45";  // looks like a number
    m.synonyms = "12e4567890123456";
    m.rules = 17;
    m.program = "0.1.0";
    m.created = "2026-11-24T21:30:00Z";
    m.bytes = 150'000'001;
    m.sha256 = std::string(64, '7');
    m.profiles_bytes = 20'000'003;
    m.profiles_sha256 = std::string(64, '8');
    m.records = 1'234'567;
    m.guidelines = 321;
    m.systems = {{"icd10cm", 7, 6, 5, 4, 3, 2, 1}, {"null", 1, 0, 0, 0, 1, 0, 0}};
    m.declared = {{"null", "No: \"quotes\" # {M\u00E9ni\u00E8re}", "http://example.org/a?b=c#d", 100, ""},
                  {"tiny", "", "", 100, ""}};
    SourceReport a;
    a.kind = SourceKind::icd10cm_order;
    a.name = "dir with blank/2026.zip!order: file.txt";
    a.sha256 = std::string(64, '0');
    a.release = {"2025-04", parse_date("2025-04-01")};
    a.licensed = true;
    a.records = 98'186;
    a.skipped = 2;
    a.suspected = 1;
    SourceReport b;
    b.kind = SourceKind::records;
    b.name = "- ~\n\ttrue";
    b.sha256 = std::string(64, 'e');
    b.release = {"2026", std::nullopt};
    b.starter = true;
    b.used = false;
    m.sources = {a, b};
    return m;
}

TEST_CASE("a manifest comes back as it was written", "[indexer]") {
    const Manifest m = full();
    auto read = parse_manifest(to_yaml(m), "manifest.yaml");
    REQUIRE(read);
    CHECK(to_yaml(*read) == to_yaml(m));
    CHECK(read->format == m.format);
    CHECK(read->analysis == m.analysis);
    CHECK(read->synonyms == m.synonyms);
    CHECK(read->rules == m.rules);
    CHECK(read->program == m.program);
    CHECK(read->created == m.created);
    CHECK(read->bytes == m.bytes);
    CHECK(read->sha256 == m.sha256);
    CHECK(read->profiles_bytes == m.profiles_bytes);
    CHECK(read->profiles_sha256 == m.profiles_sha256);
    CHECK(read->records == m.records);
    CHECK(read->guidelines == m.guidelines);
    REQUIRE(read->systems.size() == 2);
    CHECK(read->systems[0].system == "icd10cm");
    CHECK(read->systems[0].records == 7);
    CHECK(read->systems[0].retitled == 1);
    CHECK(read->systems[1].system == "null");
    REQUIRE(read->declared.size() == 2);
    CHECK(read->declared[0].name == m.declared[0].name);
    CHECK(read->declared[0].uri == m.declared[0].uri);
    CHECK(read->declared[1].name == "");
    REQUIRE(read->sources.size() == 2);
    for (std::size_t i = 0; i < 2; ++i) {
        const SourceReport &x = read->sources[i], &y = m.sources[i];
        CHECK(x.kind == y.kind);
        CHECK(x.name == y.name);
        CHECK(x.sha256 == y.sha256);
        CHECK(x.release.label == y.release.label);
        CHECK(x.release.effective == y.release.effective);
        CHECK(x.licensed == y.licensed);
        CHECK(x.starter == y.starter);
        CHECK(x.used == y.used);
        CHECK(x.records == y.records);
        CHECK(x.skipped == y.skipped);
        CHECK(x.suspected == y.suspected);
    }
}

TEST_CASE("a manifest of another format is refused naming both", "[indexer]") {
    Manifest m = full();
    m.format = kFormat + 41;
    auto read = parse_manifest(to_yaml(m), "some/manifest.yaml");
    REQUIRE(!read);
    CHECK(read.error().code == Errc::index_mismatch);
    CHECK(read.error().what.find("format " + std::to_string(kFormat + 41)) != std::string::npos);
    CHECK(read.error().what.find("reads " + std::to_string(kFormat)) != std::string::npos);
    CHECK(read.error().what.find("some/manifest.yaml") != std::string::npos);
    CHECK(!read.error().hint.empty());
    // Another format may have other fields: the number alone decides.
    CHECK(parse_manifest("format: 99\n", "m").error().code == Errc::index_mismatch);
}

TEST_CASE("what is no manifest is a damaged snapshot", "[indexer]") {
    const std::string ours = "format: " + std::to_string(kFormat) + "\n",
                      counted = ours + "bytes: 1\nprofiles_bytes: 1\nrules: 0\nrecords: 1\nguidelines: 0\n";
    const std::string lists = "systems: []\ndeclared: []\nsources: []\n";
    REQUIRE(parse_manifest(counted + lists, "m.yaml"));
    for (const std::string& yaml :
         {std::string(), std::string(" "), std::string("[]"), std::string("format"), std::string("format:"),
          std::string("format: one"), std::string("records: 1"), std::string("{"), std::string("\xFF"),
          std::string("- format: 1"), ours, counted, ours + lists,
          ours + "bytes: 1\nrecords: -1\nguidelines: 0\n" + lists,
          ours + "bytes: 1\nrecords: many\nguidelines: 0\n" + lists, counted + "systems: []\ndeclared: []\n",
          counted + "systems: []\ndeclared: []\nsources:\n",
          counted + "systems: []\ndeclared: []\nsources: [{kind: novel}]",
          counted + "systems: [{id: tiny}]\ndeclared: []\nsources: []\n"}) {
        INFO(yaml);
        auto read = parse_manifest(yaml, "m.yaml");
        REQUIRE(!read);
        CHECK(read.error().code == Errc::io);
        CHECK(read.error().what.find("m.yaml") != std::string::npos);
        CHECK(!read.error().hint.empty());
    }
}

TEST_CASE("a manifest that is cut or changed anywhere is read or refused", "[indexer]") {
    const std::string yaml = to_yaml(full());
    for (std::size_t n = 0; n < yaml.size(); ++n) {
        (void)parse_manifest(yaml.substr(0, n), "m");
        for (unsigned flip : {0x01u, 0x20u, 0x80u}) {
            std::string bad = yaml;
            bad[n] = static_cast<char>(static_cast<unsigned char>(bad[n]) ^ flip);
            auto read = parse_manifest(bad, "m");
            REQUIRE((read || !read.error().what.empty()));
        }
    }
}

TEST_CASE("snapshots are known by their names", "[indexer]") {
    CHECK(snapshot_number("snap-000001") == 1);
    CHECK(snapshot_number("snap-123456") == 123'456);
    for (const char* name :
         {"", "snap-", "snap-000000", "snap-1", "snap-0000001", "snap-00001a", "snap-000001.tmp",
          "Snap-000001", "snap-+00001", "xsnap-000001", "CURRENT", "LOCK"}) {
        INFO(name);
        CHECK(snapshot_number(name) == 0);
    }
}

}  // namespace
}  // namespace codelex
