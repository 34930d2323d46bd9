// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hall/calendar.hpp"
#include "kiosk/actions.hpp"
#include "kiosk/check_in.hpp"
#include "kiosk/guest_book.hpp"
#include "kiosk/opening.hpp"
#include "kiosk/page.hpp"
#include "kiosk/reprints.hpp"
#include "kiosk/service_menu.hpp"
#include "kiosk/touch.hpp"
#include "protocol/hall_view.hpp"
#include "protocol/result.hpp"

namespace antre::kiosk {

/// The kiosk as a function of the hall, the link, the printer, touches and time: which page is
/// shown, and what has to be done (Action). Never fails; owned by one thread. Every time is passed
/// in. A page's touches count only once it has been drawn, so a double tap gives one ticket.
class KioskModel {
 public:
  explicit KioskModel(Ms now) : now_(now), last_input_(now), lost_at_(now), link_since_(now) {}

  // ---- what happens
  void set_view(std::shared_ptr<const HallView> view, Ms now);
  void set_link(Link link, Ms now) { set_link(link, now, now); }
  /// `lost_at`: since when nothing is heard, if the link is lost.
  void set_link(Link link, Ms now, Ms lost_at);
  /// Shown time minus the clock that is passed in, both in milliseconds.
  void set_wall_offset(std::int64_t offset_ms);
  /// A control of the page was used; ignored where the page has none such.
  void touch(const Touch& touch, Ms now);
  /// The page as it is now has been drawn.
  void drawn() { undrawn_ = false; }
  void set_device(DeviceName device) { device_ = std::move(device); }
  /// The answer to SubmitIssue. kTimeout is unknown, and the page goes on checking.
  void issue_answered(const Result<TicketReply>& answer, Ms now);
  /// An earlier run has left a request for a number: the page is checking until it is settled.
  void recovering(Ms now);
  /// A ticket that an earlier run has left unprinted, or perhaps unprinted.
  void found(FoundTicket ticket, Ms now);
  /// A ticket of an earlier run whose paper has an end: whoever tells of it later finds nothing.
  void known_to_have_ended(const TicketId& id) { handle(id); }
  /// The open request (also one of an earlier run) has been settled: the ticket it had made, or
  /// nothing.
  void settled(const std::optional<TicketReply>& found, Ms now);
  /// What became of the open request of an earlier run can not be known any more.
  void settled_unknown(Ms now);
  void print_changed(const PrintNews& news, Ms now);
  /// What the printer says of itself when nothing is printed; an empty trouble: ready;
  /// "media-low": ready, and the paper ends soon.
  void printer_says(const std::string& trouble);
  /// Text of a keyboard or a scanner, UTF-8: goes into the page's fields, else it is a scan or the
  /// digit of a card (take_digit).
  void typed(const std::string& text, Ms now);
  /// A key that edits. True: it was used, and means nothing else.
  bool edit(EditKey key, Ms now);
  /// A key that was typed alone on a page without fields: '1' to '8' choose its cards.
  [[nodiscard]] std::optional<char> take_digit(Ms now) { return scan_.take_key(now); }
  /// The answer to SendCheckIn.
  void check_in_answered(const Result<TicketReply>& answer, Ms now);
  /// The answer to FetchTicket: its copy is printed, or it is told that there is none.
  void fetched(const TicketId& ticket, const Result<TicketReply>& answer, Ms now);
  /// An entry of the journal; `fresh`: heard live. Reprints asked of this kiosk are in there.
  void heard(const Entry& entry, bool fresh, Ms now);
  /// Whether the service menu can be reached at all.
  void set_service_pin(bool there) { service_pin_ = there; }
  void set_facts(DeviceFacts facts) { facts_ = std::move(facts); }
  /// The answer to CheckPin.
  void pin_checked(bool right, Ms now);
  void tick(Ms now);

  // ---- what follows
  [[nodiscard]] std::vector<Action> take_actions();
  /// When tick() is next needed; nothing: only when something happens.
  [[nodiscard]] std::optional<Ms> next_deadline(Ms now) const;

  // ---- what is shown
  [[nodiscard]] Page page() const { return page_; }
  /// Another page, or the same kind of page anew, has another serial.
  [[nodiscard]] std::uint64_t page_serial() const { return page_serial_; }
  [[nodiscard]] bool came_back() const { return back_; }  ///< the page came from the left
  /// Grows with whatever could be seen, but for the clock and the countdown.
  [[nodiscard]] std::uint64_t revision() const { return revision_; }
  [[nodiscard]] const HallView* view() const { return view_.get(); }
  [[nodiscard]] Link link() const { return link_; }
  [[nodiscard]] std::int64_t wall_ms(Ms now) const { return now + wall_offset_; }
  /// Since when there is no link, as shown time.
  [[nodiscard]] std::int64_t lost_wall_ms() const { return lost_at_ + wall_offset_; }
  /// The hall's languages; before the hall is known those that every kiosk has.
  [[nodiscard]] const std::vector<std::string>& languages() const;
  [[nodiscard]] std::string language() const;
  [[nodiscard]] bool large_text() const { return large_; }
  /// The control that was touched and waits for its answer: it stays pressed.
  [[nodiscard]] std::optional<Touch> waiting_for() const;
  [[nodiscard]] const ServiceSettings* chosen_service() const;
  [[nodiscard]] std::size_t home_page() const { return home_page_; }
  [[nodiscard]] std::size_t standard_service() const { return standard_service_; }
  [[nodiscard]] std::size_t standard_page() const { return standard_page_; }
  [[nodiscard]] const std::optional<TicketReply>& ticket() const { return ticket_; }
  [[nodiscard]] std::optional<Countdown> countdown(Ms now) const;
  /// Why the printer does not print; empty: all is well.
  [[nodiscard]] const std::string& printer_trouble() const { return trouble_; }
  /// What a refused touch is told for some seconds.
  [[nodiscard]] std::optional<ErrorCode> notice() const;
  /// Why a service gives no numbers now, as far as the dispatcher has told.
  [[nodiscard]] std::optional<ErrorCode> refused(const ServiceId& service) const;
  /// The pause of a service that gives no numbers by an officer's hand, or nullptr.
  [[nodiscard]] const ViewPause* pause(const ServiceId& service) const;
  /// Whether it is unknown if the visitor who stands here has a number: the officer finds it out.
  [[nodiscard]] bool request_unknown() const { return unknown_until_ || recovers_until_; }
  /// Why the dispatcher cannot give numbers now although it is there, as it said to the last
  /// visitor.
  [[nodiscard]] std::optional<ErrorCode> out_of_service() const;
  [[nodiscard]] const DeviceName& device() const { return device_; }
  /// How long somebody who takes a number of a service now will probably wait, or nullptr while
  /// the dispatcher does not say.
  [[nodiscard]] const ExpectedWait* expected(const ServiceId& service) const;
  /// Whether numbers can be had at all now: linked, and within opening hours.
  [[nodiscard]] bool can_take_numbers() const;
  /// When the hall closes, if that is within kClosingSoonMs.
  [[nodiscard]] std::optional<LocalTime> closes_soon(Ms now) const;
  /// When the hall opens next; nothing if that is not known.
  [[nodiscard]] std::optional<LocalTime> opens_next(Ms now) const;
  /// Whether a service gives numbers now, and what to be told before one is taken.
  [[nodiscard]] Fate fate(const ServiceId& service, Ms now) const;
  /// The last seconds before an idle page goes home; any touch, or key, keeps it.
  [[nodiscard]] std::optional<Countdown> still_there(Ms now) const;
  /// Of the whole: less than 1 while the hall is closed and nobody has touched it for long.
  [[nodiscard]] double brightness() const;
  /// What becomes of the paper of the number that is shown.
  [[nodiscard]] TicketPaper ticket_paper() const;
  /// The printer's paper ends soon, as it says.
  [[nodiscard]] bool paper_low() const { return paper_low_; }
  /// The ticket page offers the guest book: optional, and not signed for this number.
  [[nodiscard]] bool offers_guest_book() const;
  /// The bar offers the check-in.
  [[nodiscard]] bool offers_check_in() const;
  /// The number that is shown is called to this counter now.
  [[nodiscard]] std::optional<CounterId> called_to() const;
  /// The number that is shown is booked, and its place comes then.
  [[nodiscard]] std::optional<LocalTime> booked_for() const;
  /// The number that is shown came by a check-in.
  [[nodiscard]] bool checked_in() const { return checked_in_; }
  /// Of the pages kGuestBook, kCheckIn and kServiceMenu; nullptr on others.
  [[nodiscard]] const GuestBook* guest_book() const { return guest_ ? &*guest_ : nullptr; }
  [[nodiscard]] const CheckInForm* check_in() const { return form_ ? &*form_ : nullptr; }
  /// The answer to the code takes long enough that the page says so.
  [[nodiscard]] bool checking_code(Ms now) const {
    return code_sent_ && now >= *code_sent_ + kCheckingAfterMs;
  }
  [[nodiscard]] const ServiceMenu* menu() const { return menu_ ? &*menu_ : nullptr; }
  [[nodiscard]] const PinPad& pin() const { return pin_; }
  [[nodiscard]] const DeviceFacts& facts() const { return facts_; }
  /// The last number that was shown here; nothing: none since the start.
  [[nodiscard]] const std::optional<TicketReply>& last_ticket() const { return last_ticket_; }
  /// Since when the link is as it is, as shown time.
  [[nodiscard]] std::int64_t link_since_wall_ms() const { return link_since_ + wall_offset_; }
  /// Whether the printer has said how it is.
  [[nodiscard]] bool printer_known() const { return printer_known_; }
  /// Typed text goes into the page's fields: letters, digits and blanks are no shortcuts there.
  [[nodiscard]] bool takes_text() const;
  /// A scanner is typing: its keys mean nothing else.
  [[nodiscard]] bool scanning(Ms now) const { return scan_.running(now); }

 private:
  struct Pending {
    Touch touch;
    ServiceId service;
    Ms since = 0;
    std::string epoch;        ///< of the hall when it was asked for
    bool unanswered = false;  ///< and no answer will come any more
    TicketClass class_ = TicketClass::kRegular;
    bool asked_anew = false;  ///< its first request had been spent by a copy of this outbox
  };
  struct Found {
    FoundTicket what;
    Ms since = 0;
  };
  struct Refusal {
    ErrorCode code = ErrorCode::kQuotaReached;
    Day day;
    Ms until = 0;  ///< 0: for the rest of the day
  };
  /// What was told of the printer last.
  struct Told {
    ReportPrinter what;
    std::string epoch;
    Day day;
    Ms at = 0;
  };

  void go(Page page, bool back = false);
  void go_home();
  void end_session();
  void refresh();
  void expire();
  void choose_page();
  [[nodiscard]] bool shows_ticket() const;
  [[nodiscard]] bool holds_number() const;
  [[nodiscard]] bool staff_page() const;
  [[nodiscard]] bool idle_counts() const;
  void leave_idle();
  void dim();
  [[nodiscard]] std::optional<Ms> dims_at() const;
  [[nodiscard]] Ms still_there_ms() const;
  [[nodiscard]] std::string_view paper_mode() const;
  void ask_for_number();
  void give_up_request();
  void send_to_officer(std::optional<ErrorCode> why);
  void say_unknown();
  void judge_found();
  /// False while it cannot be judged yet.
  [[nodiscard]] bool judge(const Found& found);
  [[nodiscard]] bool waits_for_found() const;
  [[nodiscard]] bool is_handled(const TicketId& id) const;
  void handle(const TicketId& id);
  void refuse(ErrorCode code);
  bool touch_bar(const Touch& touch);
  void touch_home(const Touch& touch);
  void touch_class(const Touch& touch);
  void touch_ticket(const Touch& touch);
  void touch_standard(const Touch& touch);
  void choose_service(std::size_t index, const Touch& touch);
  void touch_guest_book(const Touch& touch);
  void save_guest_book(const Touch& touch);
  void leave_guest_book();
  void touch_check_in(const Touch& touch);
  void type_code(const std::string& text);
  void open_check_in();
  void scanned(const std::string& text);
  void send_code();
  void give_up_check_in();
  void open_pin();
  void touch_pin(const Touch& touch);
  void touch_menu(const Touch& touch);
  void enter_pin();
  bool edit_guest_book(EditKey key);
  bool edit_check_in(EditKey key);
  bool edit_pin(EditKey key);
  void choose_class(TicketClass ticket_class, const Touch& touch);
  void sign_book(const TicketReply& ticket);
  void show_number();
  void print(const TicketReply& ticket, const std::string& language, bool copy);
  void print_shown();
  void in_trouble(const std::string& trouble);
  void on_screen_only(const TicketId& id);
  void menu_print(const PrintNews& news);
  void tell_printer();
  void see_to_reprints();
  void give_up_reprint(const TicketId& ticket);
  [[nodiscard]] const std::string& own_name() const;
  [[nodiscard]] std::optional<std::int64_t> closes_wall_ms(Ms now) const;
  [[nodiscard]] bool numbers_all_given(const ServiceSettings& service) const;
  void submit(const ServiceId& service, TicketClass ticket_class, const Touch& touch);
  void show_ticket(const TicketReply& ticket, const std::string& language, bool copy);
  void show_paper();
  void show_no_paper();
  [[nodiscard]] bool shown(const TicketId& id) const;
  void report(const PrintNews& news, PrintState state);
  void changed() { ++revision_; }
  [[nodiscard]] Ms idle_ms() const;

  void read_calendar();

  std::shared_ptr<const HallView> view_;
  std::optional<hall::Calendar> calendar_;  ///< of the view's hall, where it has hours
  Ms now_;                                  ///< the last time that was passed in
  Ms last_input_;
  Link link_ = Link::kConnecting;
  Ms lost_at_;
  std::int64_t wall_offset_ = 0;

  Page page_ = Page::kStarting;
  std::uint64_t page_serial_ = 1;
  std::uint64_t revision_ = 1;
  bool back_ = false;
  Ms page_since_ = 0;
  bool undrawn_ = true;
  std::optional<Ms> ignore_until_;

  std::size_t language_ = 0;
  bool large_ = false;
  std::optional<ServiceId> chosen_;
  std::size_t home_page_ = 0;
  std::size_t standard_service_ = 0;
  std::size_t standard_page_ = 0;

  std::optional<Pending> pending_;
  bool offline_ = true;
  std::optional<Ms> officer_until_;
  std::optional<TicketReply> ticket_;
  Ms shown_ms_ = 0;
  Ms ends_at_ = 0;
  bool more_time_given_ = false;
  std::string trouble_;
  std::optional<ErrorCode> out_of_service_;
  std::optional<Ms> unknown_until_;
  std::optional<Ms> recovers_until_;
  std::vector<Found> found_;           ///< not judged yet
  std::vector<TicketId> handled_;      ///< the last tickets that were shown or given up
  std::optional<TicketId> abandoned_;  ///< its paper was given up, so that none comes out late
  std::optional<ErrorCode> notice_;
  Ms notice_until_ = 0;
  std::map<ServiceId, Refusal> refusals_;
  std::vector<Action> actions_;
  DeviceName device_;

  std::optional<GuestBook> guest_;  ///< as long as its page, or until its number is known
  TicketClass guest_class_ = TicketClass::kRegular;  ///< of the number asked for when it is saved
  bool signed_ = false;                              ///< for the number that is shown
  std::optional<CheckInForm> form_;
  std::optional<Ms> code_sent_;  ///< asked for, and no answer yet
  ScanBuffer scan_;
  bool checked_in_ = false;
  bool copy_due_ = false;        ///< a paper of the number that is shown came out before
  bool paper_asked_ = false;     ///< for the number that is shown
  std::string ticket_language_;  ///< of its paper
  std::optional<TicketReply> last_ticket_;
  bool service_pin_ = false;
  PinPad pin_;
  std::optional<ServiceMenu> menu_;
  DeviceFacts facts_;
  Ms link_since_;
  bool printer_known_ = false;
  bool paper_low_ = false;
  std::optional<Told> told_;
  std::pair<std::string, std::uint64_t> reprint_;  ///< epoch and seq of the last that was asked
  Reprints reprints_;
  bool dim_ = false;
};

}  // namespace antre::kiosk
