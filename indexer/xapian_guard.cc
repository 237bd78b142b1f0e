// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/xapian_guard.h"

#include <xapian.h>

#include <new>

namespace codelex {

Error error_from_exception(std::string_view doing) {
    const std::string what(doing);
    try {
        throw;
    } catch (const Xapian::DatabaseNotFoundError& e) {
        return {Errc::no_index, what + ": " + e.get_msg(), "run `codelex index`"};
    } catch (const Xapian::DatabaseVersionError& e) {
        return {Errc::index_mismatch, what + ": " + e.get_msg(), "run `codelex index` with this program"};
    } catch (const Xapian::DatabaseCorruptError& e) {
        return {Errc::io, what + ": the index is damaged: " + e.get_msg(), "rebuild it with `codelex index`"};
    } catch (const Xapian::Error& e) {
        const char* system = e.get_error_string();
        return {Errc::io, what + ": " + e.get_msg() + (system ? std::string(" (") + system + ")" : ""),
                "check the disk's space and permissions"};
    } catch (const std::bad_alloc&) {
        return {Errc::io, what + ": out of memory", "close other programs or use fewer --jobs"};
    } catch (const std::exception& e) {
        return {Errc::internal, what + ": " + e.what(), ""};
    }
}

}  // namespace codelex
