// SPDX-License-Identifier: Apache-2.0
#include "kiosk/paper_spool.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <optional>
#include <system_error>
#include <utility>
#include <variant>

#include "link/file.hpp"
#include "protocol/codec.hpp"

namespace antre::kiosk {
namespace {

constexpr std::string_view kMagic = "ANTREPS1";
constexpr std::size_t kHash = 32;
constexpr int kNumberBytes = 4;
/// A number is given only with a link, so few are ever on their way; more means that the
/// dispatcher refuses reports, and then the oldest are worth least.
constexpr std::size_t kMostPapers = 64;
// A reply is under a kilobyte; this is a limit on damage, not on tickets.
constexpr std::size_t kMaxFile = std::size_t{1024} * 1024;

void put(std::string& bytes, std::size_t value) {
  for (int i = 0; i < kNumberBytes; ++i) {
    bytes += static_cast<char>((value >> (8U * static_cast<unsigned>(i))) & 0xFFU);
  }
}

std::string hash(std::string_view bytes) {
  std::array<unsigned char, kHash> out{};
  const std::basic_string<unsigned char> in(bytes.begin(), bytes.end());
  crypto_generichash(out.data(), out.size(), in.data(), in.size(), nullptr, 0);
  return {out.begin(), out.end()};
}

/// Takes a file apart from its front; nothing once it is too short.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] std::optional<std::string_view> take(std::size_t n) {
    if (bytes_.size() < n) {
      return std::nullopt;
    }
    const auto taken = bytes_.substr(0, n);
    bytes_.remove_prefix(n);
    return taken;
  }
  [[nodiscard]] std::optional<std::size_t> number(std::size_t size) {
    const auto taken = take(size);
    if (!taken) {
      return std::nullopt;
    }
    std::size_t value = 0;
    for (std::size_t i = size; i > 0; --i) {
      value = (value << 8U) | static_cast<unsigned char>((*taken)[i - 1]);
    }
    return value;
  }
  [[nodiscard]] bool at_end() const { return bytes_.empty(); }

 private:
  std::string_view bytes_;
};

std::optional<SpooledPaper> read_paper(Reader& reader) {
  const auto stage = reader.number(1);
  const auto end = reader.number(1);
  const auto language_size = reader.number(kNumberBytes);
  const auto reason_size = reader.number(kNumberBytes);
  const auto reply_size = reader.number(kNumberBytes);
  if (!stage || !end || !language_size || !reason_size || !reply_size ||
      *stage > static_cast<std::size_t>(PaperStage::kEnded) ||
      *end > static_cast<std::size_t>(PrintState::kReprinted)) {
    return std::nullopt;
  }
  const auto language = reader.take(*language_size);
  const auto reason = reader.take(*reason_size);
  const auto bytes = reader.take(*reply_size);
  if (!language || !reason || !bytes) {
    return std::nullopt;
  }
  auto reply = codec::decode_reply(*bytes);
  auto* ticket = reply ? std::get_if<TicketReply>(&reply->body) : nullptr;
  if (ticket == nullptr) {
    return std::nullopt;
  }
  SpooledPaper paper;
  paper.ticket = std::move(*ticket);
  paper.language = *language;
  paper.stage = static_cast<PaperStage>(*stage);
  paper.end = static_cast<PrintState>(*end);
  paper.reason = *reason;
  return paper;
}

}  // namespace

std::string PaperSpool::write(const std::vector<SpooledPaper>& papers) {
  std::string bytes(kMagic);
  put(bytes, papers.size());
  for (const SpooledPaper& paper : papers) {
    const std::string reply = codec::encode(Reply{kProtocolVersion, {}, 0, paper.ticket});
    bytes += static_cast<char>(paper.stage);
    bytes += static_cast<char>(paper.end);
    put(bytes, paper.language.size());
    put(bytes, paper.reason.size());
    put(bytes, reply.size());
    bytes += paper.language;
    bytes += paper.reason;
    bytes += reply;
  }
  return bytes += hash(bytes);
}

Result<std::vector<SpooledPaper>> PaperSpool::parse(std::string_view bytes) {
  const Error torn{ErrorCode::kInvalid, "the file is torn or holds no tickets"};
  if (bytes.size() < kMagic.size() + kHash || !bytes.starts_with(kMagic)) {
    return torn;
  }
  const auto body = bytes.substr(0, bytes.size() - kHash);
  if (bytes.substr(body.size()) != hash(body)) {
    return torn;
  }
  Reader reader(body.substr(kMagic.size()));
  const auto n = reader.number(kNumberBytes);
  std::vector<SpooledPaper> papers;
  for (std::size_t i = 0; n && i < *n; ++i) {
    auto paper = read_paper(reader);
    if (!paper) {
      return torn;
    }
    papers.push_back(std::move(*paper));
  }
  if (!n || !reader.at_end()) {
    return torn;
  }
  return papers;
}

PaperSpool::PaperSpool(std::filesystem::path path)
    : PaperSpool(std::move(path), [](const std::filesystem::path& to, std::string_view bytes) {
        return link::write_durably(to, bytes, link::IfThere::kReplace);
      }) {}

PaperSpool::PaperSpool(std::filesystem::path path, Write write)
    : path_(std::move(path)), write_(std::move(write)) {
  std::error_code problem;
  if (!std::filesystem::exists(path_, problem)) {
    return;
  }
  const auto bytes = link::read_small_file(path_, kMaxFile);
  auto papers = bytes ? parse(*bytes) : Result<std::vector<SpooledPaper>>(bytes.error());
  if (papers) {
    papers_ = std::move(*papers);
  } else {
    problem_ = path_.string() + ": " + papers.error().detail;
  }
}

std::vector<SpooledPaper> PaperSpool::papers() const {
  const std::scoped_lock lock(mutex_);
  return papers_;
}

SpooledPaper* PaperSpool::find(const TicketId& id) {
  const auto found = std::find_if(papers_.begin(), papers_.end(),
                                  [&](const SpooledPaper& paper) { return paper.id() == id; });
  return found == papers_.end() ? nullptr : &*found;
}

void PaperSpool::make_room() {
  if (papers_.size() < kMostPapers) {
    return;
  }
  auto oldest = std::find_if(papers_.begin(), papers_.end(), [](const SpooledPaper& paper) {
    return paper.stage == PaperStage::kEnded;
  });
  papers_.erase(oldest == papers_.end() ? papers_.begin() : oldest);
}

Result<void> PaperSpool::save() {
  return write_(path_, write(papers_));
}

void PaperSpool::set_language(const std::string& language) {
  const std::scoped_lock lock(mutex_);
  language_ = language;
}

Result<void> PaperSpool::keep(const TicketReply& ticket) {
  const std::scoped_lock lock(mutex_);
  if (find({ticket.day, ticket.ticket}) != nullptr) {
    return {};
  }
  make_room();
  SpooledPaper paper;
  paper.ticket = ticket;
  paper.language = language_;
  papers_.push_back(std::move(paper));
  return save();
}

Result<void> PaperSpool::hand(const TicketReply& ticket, const std::string& language) {
  const std::scoped_lock lock(mutex_);
  SpooledPaper* paper = find({ticket.day, ticket.ticket});
  if (paper == nullptr) {
    make_room();
    paper = &papers_.emplace_back();
    paper->ticket = ticket;
  }
  if (paper->stage != PaperStage::kQueued) {
    return {};
  }
  paper->stage = PaperStage::kHanded;
  paper->language = language;
  return save();
}

Result<void> PaperSpool::end(const TicketId& id, PrintState state, const std::string& reason) {
  const std::scoped_lock lock(mutex_);
  SpooledPaper* paper = find(id);
  if (paper == nullptr ||
      (paper->stage == PaperStage::kEnded && paper->end == state && paper->reason == reason)) {
    return {};
  }
  paper->stage = PaperStage::kEnded;
  paper->end = state;
  paper->reason = reason;
  return save();
}

Result<void> PaperSpool::forget(const TicketId& id, PrintState state, const std::string& reason) {
  const std::scoped_lock lock(mutex_);
  const auto gone = std::erase_if(papers_, [&](const SpooledPaper& paper) {
    return paper.id() == id && paper.stage == PaperStage::kEnded && paper.end == state &&
           paper.reason == reason;
  });
  return gone == 0 ? Result<void>() : save();
}

}  // namespace antre::kiosk
