// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "counter/actions.hpp"
#include "counter/choice.hpp"
#include "counter/clock.hpp"
#include "counter/draft.hpp"
#include "counter/guest_page.hpp"
#include "counter/sign_in_page.hpp"
#include "counter/strip.hpp"
#include "counter/touch.hpp"
#include "counter/waiting.hpp"
#include "protocol/hall_view.hpp"
#include "protocol/result.hpp"

namespace antre::counter {

/// Milliseconds of a clock that never goes back; its origin does not matter.
using Ms = std::int64_t;

enum class Page { kSignIn, kIdle, kCalled, kServing, kBreak };
/// What lies over the page.
enum class Sheet {
  kNone,
  kOutcome,
  kList,
  kMore,
  kTransfer,
  kQuick,
  kGuest,
  kHelp,     ///< why the supervisor is asked for
  kExplain,  ///< why a target was missed
  kNote,
  kDate,    ///< when the visitor comes again
  kCase,    ///< the case that was opened
  kIssue,   ///< for which service a number is given
  kClass,   ///< and for whom
  kNumber,  ///< the number that was given, or that a code was for
  kCode
};
enum class Link {
  kConnecting,
  kOnline,
  kOffline,
  kNotAuthorised,
  kInUse  ///< another window on this machine has this counter's key and outbox
};

/// Both presses of a double press come within this; the second must not act on the new state.
inline constexpr Ms kGuardMs = 600;
/// What was refused or done is said this long.
inline constexpr Ms kNoticeMs = 5'000;
/// A request without an answer is spoken of after this; most are answered at once.
inline constexpr Ms kCheckingAfterMs = 2'000;
/// The reply may overtake the update that shows the new state; this is waited for it.
inline constexpr Ms kViewLagMs = 2'000;
/// A ticket that somebody else has taken stays in the list this long.
inline constexpr Ms kGoneMs = 2'000;
/// Digits of one number follow each other within this.
inline constexpr Ms kDigitsMs = 1'500;
/// A PIN that was begun and left is forgotten after this.
inline constexpr Ms kPinIdleMs = 30'000;
/// A second window looks so often whether the first one has been closed.
inline constexpr Ms kInUseMs = 2'000;
/// Longer is a mistake; the dispatcher refuses 200 bytes.
inline constexpr std::size_t kMaxNameBytes = 80;
inline constexpr std::size_t kOutcomes = 4;
inline constexpr std::size_t kMaxChecks = 4;

/// The dispatcher's clocks less the clock that is passed in.
struct Clocks {
  std::int64_t engine_ahead_ms = 0;
  std::int64_t wall_ahead_ms = 0;
  int utc_offset_s = 0;
};

struct Setup {
  std::optional<CounterId> own;  ///< the key's or --counter's; nothing: chosen when signing in
  std::string officer;           ///< put into the name field
  std::optional<CounterId> last_counter;  ///< where `last_officer` signed in on this machine
  std::string last_officer;
  bool sounds = true;  ///< as they were left on this machine
};

/// One row of the list: a ticket that waits, then those on hold, then those booked for later.
struct Row {
  ViewTicket ticket;
  std::optional<Ms> gone_until;  ///< not waiting any more; the row goes then
};

/// What an answer brought besides the counter.
using Brought = std::variant<std::monostate, TicketReply, CaseReply>;

/// What became of a request that nobody waited for any more.
struct Settlement {
  enum class Fate { kDone, kNotDone, kUnknown };
  Fate fate = Fate::kUnknown;
  std::optional<Command> command;     ///< absent when what was kept could not be read
  std::optional<CounterReply> reply;  ///< of what was done, where it tells of a counter
  std::optional<ErrorCode> refused;   ///< why it was not done, where the dispatcher had said so
  Brought brought = {};
  bool last_run = false;  ///< it is from before this program's start
};

/// The officer's window as a function of the hall, the link, what is pressed, and time: which page
/// and sheet are shown, what the strip says, and what has to be done (Action). What is true of the
/// counter comes from the hall's view alone; the model adds what is only here (a sheet, a request
/// under way). Never fails; owned by one thread; every time is passed in.
class CounterModel {
 public:
  CounterModel(const Setup& setup, Ms now);

  // ---- what happens
  void set_view(std::shared_ptr<const HallView> view, Ms now);
  /// `last_data_wall_ms`: when the dispatcher was last heard; nothing when never.
  void set_link(Link link, std::optional<std::int64_t> last_data_wall_ms, Ms now);
  void set_clocks(const Clocks& clocks) { clocks_ = clocks; }
  /// Whether officers give a PIN here, as the dispatcher said when it was reached. A refusal tells
  /// it too.
  void set_pins(bool pins, Ms now);
  /// Something was pressed, possible now or not: what is not possible is refused in the strip.
  void touch(const Touch& touch, Ms now);
  /// Text for the name field; ignored elsewhere.
  void type(std::string_view text, Ms now);
  /// The answer to CheckPin.
  void signed_in(const Result<SignedIn>& answer, Ms now);
  /// The answer to SubmitCommand, with the counter where it tells one. kTimeout is unknown; what
  /// became of it comes to `settled`.
  void answered(const Result<std::optional<CounterReply>>& answer, Ms now,
                const Brought& brought = {});
  /// A request that had no answer (or one of an earlier run) has been settled. Nothing is done
  /// again: the officer is told.
  void settled(const Settlement& settlement, Ms now);
  /// The answer to AskGuest; one that is not waited for any more is dropped.
  void guest_came(GuestNews news, Ms now);
  /// The answer to AskNotes; likewise.
  void notes_came(NotesNews news, Ms now);
  /// The set reasons in the window's language.
  void set_phrases(Phrases phrases);
  void tick(Ms now);

  // ---- what follows
  [[nodiscard]] std::vector<Action> take_actions();
  /// When tick() is next needed; nothing: only when something happens.
  [[nodiscard]] std::optional<Ms> next_deadline() const;

  // ---- what is shown
  [[nodiscard]] Page page() const { return page_; }
  [[nodiscard]] Sheet sheet() const { return sheet_; }
  /// Grows with whatever could be seen, but for running times.
  [[nodiscard]] std::uint64_t revision() const { return revision_; }
  [[nodiscard]] const HallView* view() const { return view_.get(); }
  [[nodiscard]] Link link() const { return link_; }
  [[nodiscard]] const SignInPage& sign_in() const { return sign_in_; }
  /// The page has a field for the PIN.
  [[nodiscard]] bool asks_pin() const { return pins_ || pin_required_; }
  /// For how many seconds more no PIN is looked at; 0: it is, or nobody said how long.
  [[nodiscard]] int pin_locked_s() const;
  /// The counter is given by the key or the command line and cannot be chosen.
  [[nodiscard]] bool own_counter() const { return setup_.own.has_value(); }
  [[nodiscard]] std::optional<CounterId> counter_id() const;
  /// The counter as the hall knows it; nullptr before the first view or when it is not there.
  [[nodiscard]] const ViewCounter* counter() const;
  /// Who works here: as the hall knows it, else as signed in from here (updates name nobody).
  [[nodiscard]] const std::string& officer() const;
  /// The ticket called or served here, or nullptr.
  [[nodiscard]] const ViewTicket* ticket() const;
  [[nodiscard]] const Waiting& waiting() const { return waiting_; }
  /// Whether anybody is signed in there, so that it cannot be chosen.
  [[nodiscard]] bool in_use(const ViewCounter& counter) const;

  /// Why the control does nothing now; nothing: it acts. Not the guard and not a request under
  /// way, which pass too quickly to be drawn.
  [[nodiscard]] std::optional<Message> why_not(const Touch& touch) const;
  /// The control whose request is under way: it stays pressed.
  [[nodiscard]] std::optional<Touch> waiting_for() const;
  [[nodiscard]] Message strip() const;

  [[nodiscard]] EngineMs engine_ms(Ms now) const { return now + clocks_.engine_ahead_ms; }
  [[nodiscard]] std::int64_t wall_ms(Ms now) const { return now + clocks_.wall_ahead_ms; }
  [[nodiscard]] int utc_offset_s() const { return clocks_.utc_offset_s; }
  [[nodiscard]] std::optional<std::int64_t> last_data_wall_ms() const { return last_data_; }
  /// Since when the time in the disc runs; nothing: the disc is empty.
  [[nodiscard]] std::optional<EngineMs> running_since() const;
  [[nodiscard]] std::int64_t running_s(Ms now) const;
  /// When the ticket here was called, or called again, last.
  [[nodiscard]] EngineMs last_call_ms() const;

  /// The 10-minute clock that is shown: of the ticket called here, else of the one due here.
  [[nodiscard]] std::optional<TicketClock> clock(Ms now) const;
  /// For how many seconds more the last call, finish or no-show can be taken back; 0: it cannot.
  [[nodiscard]] int undo_left_s(Ms now) const;
  /// The ticket that this is about; empty when nothing can be taken back.
  [[nodiscard]] std::string undo_ticket() const;

  /// What the sheet that is open offers, which of it is selected, and why one of it does nothing.
  [[nodiscard]] const std::vector<Choice>& choices() const { return choices_; }
  [[nodiscard]] std::size_t choice() const { return choice_; }
  [[nodiscard]] std::optional<Message> why_not_choice(std::size_t index) const;
  /// Columns in which the sheet's choices stand.
  [[nodiscard]] std::size_t choice_columns() const {
    return sheet_ == Sheet::kTransfer || sheet_ == Sheet::kQuick || sheet_ == Sheet::kIssue ? 2 : 1;
  }
  /// The transfer that is being chosen leads back to this counter afterwards.
  [[nodiscard]] bool returns() const { return return_; }

  /// The printer of a kiosk that people have to see to: one that is not ready, else one near the
  /// end of its paper; nullptr when all is well. And how many there are of both kinds.
  [[nodiscard]] const ViewPrinter* printer_trouble() const;
  [[nodiscard]] int printer_troubles() const;
  /// The page of the guest book, while Sheet::kGuest is open; its entry is wiped when that closes.
  [[nodiscard]] const GuestPage* guest() const { return guest_ ? &*guest_ : nullptr; }

  /// Letters are text now: a field has the keyboard.
  [[nodiscard]] bool wants_text() const;
  /// What is typed in the sheet's field.
  [[nodiscard]] const std::string& draft() const { return draft_.text(); }
  [[nodiscard]] const Phrases& phrases() const { return phrases_; }
  /// The supervisor is asked for here; nullptr: not.
  [[nodiscard]] const ViewHelp* help() const;
  [[nodiscard]] std::int64_t help_s(Ms now) const;
  /// Misses of today in which this counter is and of which nobody has said why.
  [[nodiscard]] int unexplained() const;
  /// The oldest of them, or the one whose sheet is open; nullptr: none.
  [[nodiscard]] const ViewMiss* miss() const;
  /// The ticket that a note is for: the one here, else the last one that was.
  [[nodiscard]] std::optional<TicketId> note_ticket() const;
  [[nodiscard]] const NotesPage* notes() const { return notes_ ? &*notes_ : nullptr; }
  /// The number that was given from here, while Sheet::kNumber is open; likewise the case.
  [[nodiscard]] const TicketReply* given() const { return given_ ? &*given_ : nullptr; }
  [[nodiscard]] bool given_by_code() const { return given_by_code_; }
  [[nodiscard]] const CaseReply* opened_case() const { return case_ ? &*case_ : nullptr; }
  /// The service that a number is given for.
  [[nodiscard]] const ServiceId& issue_service() const { return issue_service_; }
  /// The day that is chosen in Sheet::kDate; nothing: what is typed is none.
  [[nodiscard]] std::optional<Day> follow_up() const;
  /// Outcomes that there are to choose: one more where the service has steps.
  [[nodiscard]] std::size_t outcomes() const;
  /// Whether the window sounds.
  [[nodiscard]] bool sounds() const;

  /// The requirements of the service that is being given, as far as they have a place.
  [[nodiscard]] std::vector<std::string> checklist() const;
  [[nodiscard]] bool checked(std::size_t index) const { return (checked_ >> index & 1U) != 0; }
  /// What of the checklist is missing; empty where none of it was ticked.
  [[nodiscard]] std::vector<std::string> missing() const;
  [[nodiscard]] std::size_t outcome() const { return outcome_; }
  [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }
  [[nodiscard]] std::size_t selected() const { return selected_; }

 private:
  struct Pending {
    Touch touch;
    Command command;
    std::string ticket;
    Ms since = 0;
    bool unknown = false;
    std::optional<CounterReply> reply;  ///< done; its update is waited for
    Ms answered_at = 0;
  };

  void attach();
  void refresh();
  void refresh_rows();
  void refresh_choices();
  void set_sheet(Sheet sheet);
  void changed() { ++revision_; }
  void say(Message message);
  void refuse(const Message& why);
  [[nodiscard]] std::optional<Message> under_way() const;
  [[nodiscard]] std::optional<Message> why_not_on_page(const Touch& touch) const;
  [[nodiscard]] std::optional<Message> why_not_in_sheet(const Touch& touch) const;
  [[nodiscard]] Message no_link() const;
  [[nodiscard]] bool waits_for_answer() const { return pending_.has_value() || asked_.has_value(); }
  [[nodiscard]] bool is_here(const Touch& touch) const;
  [[nodiscard]] Message resting() const;
  void touch_here(const Touch& touch);
  void touch_page(const Touch& touch);
  void touch_choices(const Touch& touch, const std::string& number);
  void touch_sign_in(const Touch& touch);
  void name_changed();
  void press_pin_digit(std::size_t digit);
  void press_backspace();
  void press_counter(CounterId id);
  void go_to_field(int step);
  void enter(const Touch& touch);
  [[nodiscard]] SignInPage::Wrong what_is_wrong(const std::string& officer) const;
  void ask_pin(const Touch& touch, OpenCounter open);
  void refused_sign_in(const Error& error);
  [[nodiscard]] int works_at(const std::string& officer) const;
  void tick_sign_in();
  void begin_with_pin();
  void leave_sign_in();
  void step_counter(int step);
  void prepare_sign_in();
  void press_big(const Touch& touch);
  void press_sign_out(const Touch& touch);
  void press_cancel();
  void move(const Touch& touch);
  void look_for(std::size_t digit);
  void submit(const Touch& touch, Command command, const std::string& ticket = {});
  void done(const Command& command, const std::string& ticket,
            const std::optional<CounterReply>& reply);
  void open_sheet(Sheet sheet);
  void choose(const Touch& touch);
  void apply_choice(const Touch& touch);
  void press_row(const Touch& touch);
  [[nodiscard]] std::optional<Message> why_not_row() const;
  [[nodiscard]] std::optional<Message> why_not_end(const Touch& touch) const;
  [[nodiscard]] std::optional<EngineMs> undo_until() const;
  void tell_printers(const HallView* before);
  [[nodiscard]] std::optional<Message> why_not_paper(const Touch& touch) const;
  void press_reprint(const Touch& touch);
  void press_guest();
  [[nodiscard]] std::optional<Message> why_not_desk(const Touch& touch) const;
  [[nodiscard]] std::optional<Message> why_not_form(const Touch& touch) const;
  [[nodiscard]] std::optional<Message> why_not_apply() const;
  [[nodiscard]] std::optional<Message> why_not_print() const;
  [[nodiscard]] bool is_form() const;
  [[nodiscard]] bool outlives_page() const;
  [[nodiscard]] std::vector<Choice> form_choices() const;
  void type_in_sheet(std::string_view text);
  void touch_desk(const Touch& touch);
  void press_help(const Touch& touch);
  void press_note();
  void press_sounds();
  void press_save(const Touch& touch, const std::string& number);
  void print_shown(const Touch& touch);
  void apply_form(const Touch& touch);
  void issue(const Touch& touch, TicketClass ticket_class);
  void take(const Command& command, const Brought& brought);
  void alert();
  [[nodiscard]] const ViewTicket* due_here() const;
  void opened_here(const OpenCounter& open);
  [[nodiscard]] bool view_shows(const CounterReply& reply) const;
  [[nodiscard]] CounterId here() const { return counter_.value_or(CounterId{}); }

  const Setup setup_;
  std::shared_ptr<const HallView> view_;
  Waiting waiting_;
  Ms now_;
  Link link_ = Link::kConnecting;
  std::optional<std::int64_t> last_data_;
  Clocks clocks_;

  std::optional<CounterId> counter_;  ///< the one that is worked at
  std::optional<CounterId> opened_;   ///< signed in from here, or taken up again
  Ms opened_until_ = 0;               ///< the view may not show it before
  std::string signed_in_as_;
  bool looked_for_last_ = false;
  SignInPage sign_in_;
  bool pins_ = false;
  bool pin_required_ = false;
  Ms pin_until_ = 0;  ///< a PIN that was begun is forgotten then

  Page page_ = Page::kSignIn;
  Sheet sheet_ = Sheet::kNone;
  std::optional<TicketId> ticket_id_;
  std::optional<Ms> guard_until_;
  std::optional<Pending> pending_;
  /// A PIN is being looked at; then this counter is opened.
  struct Asked {
    Touch touch;
    OpenCounter open;
    Ms since = 0;
  };
  std::optional<Asked> asked_;
  std::optional<Message> notice_;
  Ms notice_until_ = 0;
  std::optional<Ms> refused_until_;  ///< a key was refused because there is no link

  std::optional<GuestPage> guest_;
  Phrases phrases_;
  Draft draft_;
  std::string miss_;  ///< whose reason is asked for in the sheet
  std::optional<NotesPage> notes_;
  std::optional<TicketId> last_ticket_;  ///< that was here
  std::optional<TicketReply> given_;
  bool given_by_code_ = false;
  std::optional<CaseReply> case_;
  ServiceId issue_service_;
  bool sounds_ = true;
  std::optional<TicketId> due_told_;  ///< alerts come once a ticket
  std::optional<TicketId> red_told_;
  std::optional<TicketId> called_told_;
  unsigned checked_ = 0;
  std::size_t outcome_ = 0;
  std::vector<Choice> choices_;
  std::size_t choice_ = 0;
  bool return_ = false;
  std::vector<Row> rows_;
  std::size_t selected_ = 0;
  std::string digits_;
  Ms digits_until_ = 0;
  std::uint64_t revision_ = 1;
  std::vector<Action> actions_;
};

}  // namespace antre::counter
