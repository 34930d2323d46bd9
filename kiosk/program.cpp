// SPDX-License-Identifier: Apache-2.0
#include "kiosk/program.hpp"

#include <fmt/core.h>
#include <spdlog/spdlog.h>

#include <chrono>
#include <system_error>
#include <utility>
#include <variant>

#include "hall/hall_file.hpp"
#include "kiosk/page_scale.hpp"
#include "kiosk/service_pin.hpp"
#include "link/endpoint.hpp"
#include "link/file.hpp"
#include "link/keys.hpp"
#include "link/outbox.hpp"

namespace antre::kiosk {
namespace {

/// Longer than the model waits: it is the model that gives a visitor to an officer.
constexpr Millis kIssuePatience{kGiveUpAfterMs + 10'000};
constexpr Millis kReportPatience{20'000};
constexpr Millis kCheckInPatience{kCheckInPatienceMs + 10'000};
/// Whoever wants a copy stands before an officer who asked for it.
constexpr Millis kFetchPatience{10'000};
/// Older news of the dispatcher than this mean that it was silent before the link was given up.
constexpr std::chrono::milliseconds kSilence{2'500};

Result<TicketReply> ticket_of(const Result<Reply>& answer) {
  if (!answer) {
    return answer.error();
  }
  if (const auto* ticket = std::get_if<TicketReply>(&answer->body)) {
    return *ticket;
  }
  return error_of(*answer).value_or(Error{ErrorCode::kInternal, "the answer is no ticket"});
}

Ms now_ms() {
  return model_time(std::chrono::steady_clock::now());
}

Link link_of(LinkState state) {
  switch (state) {
    case LinkState::kOnline:
      return Link::kOnline;
    case LinkState::kOffline:
      return Link::kOffline;
    case LinkState::kNotAuthorised:
      return Link::kNotAuthorised;
    case LinkState::kConnecting:
      break;
  }
  return Link::kConnecting;
}

/// When the visitors lost the dispatcher: now, or when it was last heard if it had gone silent.
Ms lost_since(const client::LinkStatus& status, Ms now) {
  if (!status.last_data) {
    return now;
  }
  const auto age = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::system_clock::now() - *status.last_data);
  return age > kSilence ? now - age.count() : now;
}

Result<void> make_folder(const std::filesystem::path& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) {
    return Error{ErrorCode::kInvalid,
                 fmt::format("the folder {} cannot be made: {}; name another with --outbox",
                             folder.string(), failed.message())};
  }
  return {};
}

/// The request that the last run's outbox holds; empty when there is none. The client sees to it,
/// and to whatever is wrong with the file; this is for the screen, which says that it is checking.
std::string open_request(const std::filesystem::path& outbox) {
  constexpr std::size_t kMaxFile = std::size_t{80} * 1024;
  const auto bytes = link::read_small_file(outbox, kMaxFile);
  const auto left =
      bytes ? link::Outbox::parse(*bytes) : Result<link::Outbox::Pending>(bytes.error());
  return left ? left->request : std::string();
}

}  // namespace

/// What the program needs besides a window.
struct Prepared {
  client::Settings link;
  printer::PrinterOptions printer;
  std::filesystem::path spool;
  DeviceName device;
  DeviceFacts facts;
  std::string pin_hash;  ///< empty: no service menu
};

namespace {

Result<PrinterSettings> printer_settings(const std::string& hall_file) {
  if (hall_file.empty()) {
    return PrinterSettings{};
  }
  const auto loaded = hall::load(hall_file);
  if (!loaded) {
    return Error{ErrorCode::kInvalid, loaded.text()};
  }
  return loaded.hall->printer;
}

Result<Prepared> prepare(const Options& options, const std::string& program) {
  Prepared prepared;
  const auto endpoint = link::Endpoint::parse(options.dispatcher);
  if (!endpoint) {
    return endpoint.error();
  }
  prepared.link.dispatcher = *endpoint;
  prepared.link.program = program;
  std::string name = "local";
  if (options.key.empty()) {
    if (auto allowed = link::check_plaintext(*endpoint); !allowed) {
      return allowed.error();
    }
  } else {
    auto key = link::load_device(options.key);
    if (!key) {
      // Whatever is wrong with the key file, it is the configuration that has to be put right.
      return Error{ErrorCode::kInvalid, key.error().detail};
    }
    name = key->owner.name;
    prepared.device = {name, key->pair.public_key};
    prepared.link.key = std::move(*key);
  }
  const auto settings = printer_settings(options.hall);
  if (!settings) {
    return settings.error();
  }
  const std::filesystem::path state =
      options.state.empty() ? usual_state_folder(name) : options.state;
  if (auto made = make_folder(state); !made) {
    return made.error();
  }
  if (!options.service_pin.empty()) {
    auto pin = load_service_pin(options.service_pin);
    if (!pin) {
      // Whatever is wrong with the file, it is the configuration that has to be put right.
      return Error{ErrorCode::kInvalid, pin.error().detail};
    }
    prepared.pin_hash = std::move(*pin);
  }
  prepared.facts = {program, settings->queue};
  prepared.link.outbox = state / "request";
  prepared.spool = state / "papers";
  prepared.printer.mode = settings->queue.empty() ? "file" : settings->mode;
  prepared.printer.paper_mm = settings->paper_mm;
  prepared.printer.cut = settings->cut;
  prepared.printer.queue = settings->queue;
  prepared.printer.qr = settings->qr;
  prepared.printer.text = settings->text;
  prepared.printer.code_page = settings->code_page;
  prepared.printer.server = options.printer_server;
  prepared.printer.directory = options.tickets.empty() ? state / "tickets" : options.tickets;
  return prepared;
}

}  // namespace

void Mailbox::post(Letter letter) {
  {
    const std::scoped_lock lock(mutex_);
    letters_.push_back(std::move(letter));
  }
  wake_();
}

std::vector<Mailbox::Letter> Mailbox::take() {
  const std::scoped_lock lock(mutex_);
  return std::exchange(letters_, {});
}

Result<std::unique_ptr<Program>> Program::open(const Options& options, const std::string& program) {
  // What is wrong with the configuration is said before a window appears.
  auto prepared = prepare(options, program);
  if (!prepared) {
    return prepared.error();
  }
  auto app = ui::App::open(window_of(options));
  if (!app) {
    return app.error();
  }
  std::unique_ptr<Program> kiosk(new Program(options, std::move(*app)));
  if (auto done = kiosk->start(std::move(*prepared)); !done) {
    return done.error();
  }
  return kiosk;
}

Program::Program(const Options& options, std::unique_ptr<ui::App> app)
    : app_(std::move(app)),
      mailbox_([this] { app_->wake(); }),
      appliance_(options.speak),
      model_(now_ms()),
      scene_(model_, options.reduced_motion,
             {[this](Ms now) { take_in(now); }, [this] { act(); },
              [this](const std::string& text, const std::string& language) {
                appliance_.speak(text, language, model_.view());
              }}),
      density_(options.density) {}

Program::~Program() {
  if (client_) {
    client_->stop();
  }
}

Result<void> Program::start(Prepared prepared) {
  model_.set_device(std::move(prepared.device));
  model_.set_facts(std::move(prepared.facts));
  pin_hash_ = std::move(prepared.pin_hash);
  model_.set_service_pin(!pin_hash_.empty());
  spool_ = std::make_unique<PaperSpool>(std::move(prepared.spool));
  if (!spool_->problem().empty()) {
    spdlog::warn("the spool of tickets is not used: {}", spool_->problem());
  }
  prepared.printer.on_change = [this] { app_->wake(); };
  auto made = printer::make_printer(prepared.printer);
  if (!made) {
    return made.error();
  }
  printer_ = std::move(*made);
  clerk_ = std::make_unique<Clerk>(
      model_, *spool_, *printer_,
      Clerk::Door{[this](const Command& command) { send(command); }, [this] { client_->abandon(); },
                  now_ms, [this](const TicketId& ticket) { fetch(ticket); },
                  [this](const std::string& pin) { check_pin(pin); }, [this] { app_->stop(); }});
  clerk_->take_up(open_request(prepared.link.outbox));
  client::HallClient::Callbacks callbacks;
  callbacks.on_change = [this] { app_->wake(); };
  callbacks.on_entry = [this](const Entry& entry, bool fresh) { hear(entry, fresh); };
  callbacks.on_settled = [this](const Session::Settled& settled) {
    mailbox_.post([this, settled] {
      // The time has to be right before the ticket's age can be judged.
      take_in_link(now_ms());
      clerk_->settled(settled);
    });
  };
  callbacks.on_problem = [](const std::string& sentence) { spdlog::warn("{}", sentence); };
  callbacks.before_clear = [this](const Request& request, const Reply& reply) {
    return keep_ticket(*spool_, request, reply);
  };
  client_ = std::make_unique<client::HallClient>(std::move(prepared.link), std::move(callbacks));
  return client_->start();
}

void Program::send(const Command& command) {
  const bool issue = std::holds_alternative<Issue>(command);
  const bool check_in = std::holds_alternative<CheckIn>(command);
  const Millis patience = issue ? kIssuePatience : check_in ? kCheckInPatience : kReportPatience;
  client_->submit(command, {patience, false}, [this](const Result<Reply>& answer) {
    mailbox_.post([this, answer] { clerk_->answered(answer); });
  });
}

void Program::fetch(const TicketId& ticket) {
  client_->ask(GetTicket{ticket.number, ticket.day}, kFetchPatience,
               [this, ticket](const Result<Reply>& answer) {
                 mailbox_.post([this, ticket, answer] {
                   model_.fetched(ticket, ticket_of(answer), now_ms());
                 });
               });
}

void Program::check_pin(const std::string& pin) {
  // One at a time: the model asks again only after the answer.
  pin_thread_ = std::jthread([this, pin, hash = pin_hash_] {
    const bool right = pin_matches(pin, hash);
    mailbox_.post([this, right] { model_.pin_checked(right, now_ms()); });
  });
}

void Program::hear(const Entry& entry, bool fresh) {
  if (!fresh || !std::holds_alternative<ReprintAsked>(entry.event)) {
    return;
  }
  mailbox_.post([this, entry] {
    // Its age is judged by the hall's time.
    take_in_link(now_ms());
    model_.heard(entry, true, now_ms());
  });
}

void Program::act() {
  clerk_->act();
  scene_.set_veil(appliance_.dim(model_.brightness()));
}

void Program::say_scale() {
  const PageScale scale = page_scale(app_->size(), density_);
  if (scale.too_small()) {
    spdlog::warn(
        "this screen is too small for targets of {} mm: the smallest control is {:.1f} mm, the "
        "smallest key {:.1f} mm; a larger screen or a keyboard helps",
        kLeastTargetMm, scale.target_mm, scale.key_mm);
  }
}

int Program::run() {
  say_scale();
  // Names, codes and scanners come as text: keys alone know neither shift nor layout.
  app_->set_text_input(true);
  return app_->run(scene_);
}

void Program::take_in(Ms now) {
  for (const Mailbox::Letter& letter : mailbox_.take()) {
    letter();
  }
  take_in_link(now);
  clerk_->look();
}

void Program::take_in_link(Ms now) {
  const client::LinkStatus status = client_->status();
  const Link link = link_of(status.state);
  model_.set_wall_offset(client_->now().wall_ms - now);
  model_.set_view(client_->view(), now);
  if (link != link_) {
    if (!status.detail.empty()) {
      spdlog::info("{}", status.detail);
    }
    link_ = link;
    clerk_->set_online(link == Link::kOnline);
  }
  model_.set_link(link, now, lost_since(status, now));
}

}  // namespace antre::kiosk
