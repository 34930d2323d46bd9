// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

/// The vocabulary as JSON Schema (draft 2020-12), for those who write a client in another language.
/// Made from the descriptions that the codec walks, with the codec's own limits, so a schema
/// accepts what the codec accepts and nothing else. Three rules of the codec have no words there: a
/// whole number is written without a fraction or an exponent, texts are measured in bytes of UTF-8,
/// and a document has a limit of size and depth. Pure; each call makes the documents anew.
namespace antre::schema {

struct Document {
  std::string_view file;  ///< "request.json", in docs/protocol/schema
  std::string text;       ///< indented, with a line feed at the end
};

/// One document an envelope: request, reply, update and entry (of the journal).
[[nodiscard]] std::vector<Document> documents();

}  // namespace antre::schema
