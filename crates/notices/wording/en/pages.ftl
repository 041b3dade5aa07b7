# The words of the pages.

nav-dashboard = Dashboard
nav-debtors = Customers
nav-departures = Departures
nav-imports = Imports

frame-skip = Skip to content
frame-company = Company
frame-choose = Choose
frame-menu = Main menu
frame-waiting = waiting
frame-sign-out = Sign out
frame-stopped = All sending has been off since { $since }. Nothing leaves until it is turned on again.
frame-switch-on = Turn sending on
frame-upgraded = The software was upgraded on { $since }. Automatic sending waits for your approval.
frame-upgrade-confirm = Resume sending
frame-keys = Keyboard
frame-key-search = Search
frame-key-move = Next line, line before
frame-key-receipt = Receipt: accept, apply otherwise, set aside
frame-key-help = These keys
frame-key-close = Close
frame-mode-observe = Observing: nothing leaves
frame-mode-confirm = With confirmation
frame-mode-automatic = Automatic

sign-in-title = Sign in
sign-in-lead = Follow your invoices from due date to payment.
sign-in-email = E-mail address
sign-in-password = Password
sign-in-act = Sign in
sign-in-wrong = The address or the password is not right. Check both and try again.
sign-in-too-often = Too many attempts. Wait { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
} before trying again.
sign-in-link-spent = This link was already used or is no longer valid. Sign in with your password, or ask for a new link.

setup-title = Welcome
setup-lead = Create your company and your account. Nothing will be sent: the installation starts by observing.
setup-company = Your company
setup-company-name = Company name
setup-siren = SIREN (French company number)
setup-siren-hint = 9 digits. Optional.
setup-siren-wrong = This SIREN is not valid: it has 9 digits, the last of which checks the others. Leave the field empty if you do not have it.
setup-language = Language
setup-person = You
setup-person-name = Name
setup-password-hint = At least 12 characters; a phrase only you know does very well.
setup-password-short = This password is too short: use at least 12 characters.
setup-password-weak = This password is too easy to guess. Add unrelated words, and leave out your name and the company’s.
setup-email-wrong = This e-mail address is incomplete: write it as name@company.com.
setup-name-missing = Give your name and the company’s.
setup-act = Start

failure-home = Back to the dashboard
failure-number = Incident reference:
failure-not-found-title = Page not found
failure-not-found = This page does not exist, or you have no access to it.
failure-forbidden-title = Not allowed
failure-forbidden = The request does not come from a page of this site, or you do not have this right. Reload the page and try again.
failure-too-large-title = File too large
failure-too-large = The file is larger than this installation allows here. Import it on the command line with “relance import”, which has no limit.
failure-bad-title = Request not understood
failure-bad = A field is missing or is not in the expected form. Go back and check the form.
failure-broken-title = Something did not work
failure-broken = Nothing was kept. Try again; if it happens again, give the reference below to the person who administers the installation.
failure-busy-title = Too many attempts
failure-busy = Wait a few minutes, then try again.

flash-setup = Everything is ready. Now import your ledger.
flash-promise-taken = Promise recorded. The promised part is not chased until its date.
flash-promise-withdrawn = Promise withdrawn.
flash-dispute-opened = Dispute recorded. The disputed part is not chased.
flash-hold-placed = Hold recorded.
flash-hold-lifted = Hold lifted.
flash-reply-noted = Reply noted. Nothing leaves until it is handled.
flash-reply-handled = Reply handled.
flash-contact-added = Contact added.
flash-contact-corrected = Contact corrected.
flash-contact-removed = Contact removed.
flash-charges-claimed = { $count ->
    [one] { $count } line of late charges claimed.
   *[other] { $count } lines of late charges claimed.
}
flash-confirmed = Message confirmed.
flash-confirmed-all = { $count ->
    [one] { $count } message confirmed.
   *[other] { $count } messages confirmed.
}
flash-withdrawn = Message withdrawn: it will not leave.
flash-done = Noted. What comes next is decided again.
flash-fate-settled = Your decision is recorded.
signature-title = Who signs
signature-lead = The sender of messages, and the account your customers pay into.
signature-optional = Optional, but no message can leave without a sender, and without an IBAN your customers do not know where to pay. You can come back to it: “Change mode”, then “Who signs”.
signature-sender = Sender
signature-sender-hint = A person or a department that exists: “Accounts department”.
signature-email = The sender’s e-mail address
signature-email-hint = Your customers’ answers arrive there.
signature-iban-hint = It stands in every message.
signature-texts = Name shown on text messages
signature-texts-hint = At most 11 letters and figures, or a number people can answer. Empty: that of the installation.
signature-texts-wrong = The sender of text messages is a name of at most 11 letters and figures without accents, or a number such as +33612345678.
signature-half = A sender has a name and an e-mail address: give both, or leave both empty.
signature-email-wrong = The sender’s address is incomplete: write it as name@company.com.
signature-iban-wrong = This IBAN was mistyped: its check digits do not agree.
signature-act = Save
flash-signature-kept = The sender and the account are kept.
flash-mode-set = The mode has changed.
flash-mode-risk = Tick the box first: you have seen what would leave today.
flash-switched-off = All sending is off.
flash-switched-on = Sending is on again.
flash-upgrade-confirmed = Automatic sending resumes.
flash-day-run = Day decided: { $decided } accounts examined, { $planned } acts planned, { $withdrawn } withdrawn.
flash-day-run-problems = { $count ->
    [one] { $count } account could not be decided; the cause is in the journal.
   *[other] { $count } accounts could not be decided; the causes are in the journal.
}
flash-sent = Sending done: { $sent } sent, { $refused } refused, { $later } to try again, { $unknown } of unknown fate, { $withdrawn } withdrawn.
flash-sent-none = Nothing left: no message was ready.
flash-nothing-ticked = First tick the lines of the statement the promise is about.
flash-amount-wrong = The amount “{ $found }” cannot be read. Write for example 1,234.56.
flash-amount-one = A partial amount can be promised for one line at a time.
flash-day-wrong = The date “{ $found }” cannot be read. Write it as YYYY-MM-DD.
flash-number-wrong = “{ $found }” is not a number of days that can be used here.
flash-sender-wrong = A sender needs a name and an e-mail address.
flash-sender-kept = The sender is saved.
flash-sender-last = Somebody has to sign: add another one first.
flash-sender-removed = The sender is taken out.
flash-percent-wrong = “{ $found }” is not a percentage. Write it as 15 or 12.5.
flash-referral-opened = The claims are handed over. Nothing of ours leaves about them.
flash-referral-noted = Noted.
flash-referral-ended = The file is back.
flash-campaign-kept = The campaign is saved as a draft. Nothing leaves before it is approved.
flash-campaign-approved = The campaign is approved.
flash-campaign-ended = The campaign is stopped.
flash-refused = { $words }

dashboard-outstanding = Outstanding
dashboard-overdue = Overdue
dashboard-overdue-share = { $share } of outstanding
dashboard-dso = DSO
dashboard-dso-hint = Net balance ÷ invoiced incl. tax over the last { $days } days × { $days }
dashboard-dso-none = Too few invoices in the recent period
dashboard-waiting = To confirm
dashboard-waiting-hint = { $count ->
    [one] { $count } task to do
   *[other] { $count } tasks to do
}
dashboard-orphans = Invoices without a next step
dashboard-orphans-some = Overdue and not examined yet. Decide the day: each gets a step or a reason to wait.
dashboard-orphans-hint = Overdue, with neither a next step nor a reason to wait: there should be none.
dashboard-aged = Aged balance
dashboard-aged-hint = By delay and currency, credits apart
dashboard-chart-summary = { $total } outstanding, { $overdue } of it overdue.
dashboard-currency = Currency
dashboard-bucket-not-due = Not due
dashboard-bucket-days = { $from }–{ $to } d
dashboard-bucket-over = Over { $days } d
dashboard-credits = Credits
dashboard-total = Net balance
dashboard-data = Data freshness
dashboard-ledger = Ledger
dashboard-bank = Bank
dashboard-as-of = Complete up to { $day }
dashboard-as-of-days = Complete up to { $day } ({ $days } ago)
dashboard-never = Nothing imported
dashboard-left-today = Left today
dashboard-left-none = Nothing left today.
dashboard-top = Who owes most
dashboard-top-all = All customers with something open
dashboard-top-none = No customer owes anything.
dashboard-empty-title = Start with your ledger
dashboard-empty = Import a French FEC or a list of invoices: outstanding amounts, delays and the first day of reminders are computed at once. Nothing leaves without your approval.
dashboard-empty-act = Import a file

debtors-count = { $count ->
    [one] { $count } customer
   *[other] { $count } customers
}
debtors-search = Name, account, SIREN or invoice number
debtors-search-act = Search
debtors-sort = Sort by
debtors-sort-overdue = Overdue, largest first
debtors-sort-outstanding = Outstanding, largest first
debtors-sort-oldest = Delay, oldest first
debtors-sort-name = Name
debtors-filters = Filters
debtors-filter-all = All
debtors-filter-overdue = Overdue
debtors-filter-disputed = In dispute
debtors-filter-promised = With a promise
debtors-filter-held = On hold
debtors-filter-open = With something open
debtors-filter-replied = Reply to handle
debtors-filter-without-contact = Without contact
debtors-name = Customer
debtors-overdue = Overdue
debtors-outstanding = Outstanding
debtors-oldest = Delay
debtors-last-contact = Last contact
debtors-next = Next step
debtors-state = State
debtors-none = No customer to show. Change the search or the filter, or import your ledger.
debtors-pages = Pages
debtors-page = Page { $page } of { $pages }
debtors-earlier = Previous
debtors-later = Next
debtors-never = never

state-overdue = overdue
state-not-due = not due
state-settled = settled
state-credit = credit to use
state-disputed = in dispute
state-disputed-part = { $amount } in dispute
state-promised = promised
state-held = on hold
state-replied = reply to handle
state-without-contact = no contact
state-unknown = sending of unknown fate
state-covered = covered
state-paid = paid

debtor-siren = SIREN
state-claim-to-file = Claim to file by { $day }
debtor-document-pdf = invoice PDF
debtor-document-xml = invoice XML
debtor-key = Account
debtor-phase = Phase
debtor-mean-delay = Mean delay
debtor-mean-delay-hint = { $count ->
    [one] over { $count } invoice paid in 12 months
   *[other] over { $count } invoices paid in 12 months
}
debtor-strategy = Strategy
debtor-next = Next step
debtor-next-none = None
debtor-next-looked-at = looked at again on { $day }
debtor-statement = Account statement
debtor-show-settled = Show settled lines
debtor-hide-settled = Hide settled lines
debtor-no-items = Nothing is open on this account.
debtor-tick = Tick
debtor-ticked = Ticked lines:
debtor-reference = Document
debtor-issued = of { $day }
debtor-due = Due date
debtor-delay = Delay
debtor-delay-coming = in { $days }
debtor-delay-today = today
debtor-charge-of = Late charge · { $reference }
debtor-credits-apart = credits and payments apart: { $amount }
debtor-amount = Amount
debtor-open = Open
debtor-total = Net balance { $currency }
debtor-why = Why?
debtor-why-on = On
debtor-why-not-known = On { $day }, nothing was known of this account yet.
debtor-why-act = Show
debtor-why-file = Download with the facts
debtor-gate-open = open
debtor-gate-closed = closed
debtor-gate-not-asked = not asked
debtor-outlook = Line by line
debtor-outlook-step = “{ $step }” on { $day }
debtor-outlook-steps = Every step
debtor-acts = Act
debtor-facts = Open matters
debtor-contacts = Contacts
debtor-no-contacts = No contact: add an address so that messages can leave.
debtor-contact-correct = Correct
debtor-contact-correct-act = Save
debtor-contact-remove = Remove
debtor-contact-remove-ask = Remove this contact?
debtor-contact-bounced = address bounced
debtor-contact-refused = does not want to be contacted
debtor-contact-no-texts = wants no text messages
debtor-contact-texts-fail = number takes no text messages
debtor-contact-refuse = Do not contact any more
debtor-contact-refuse-texts = No more text messages
debtor-contact-reachable = Reachable again
flash-contact-marked = Noted for this contact; the account has just been looked at again.
debtor-contact-unnamed = Department
debtor-timeline = History
debtor-timeline-hint = We on the right, the customer on the left
debtor-no-events = Nothing has happened on this account yet.
debtor-automatic = Automatic
debtor-see = See

fact-promise = promise
fact-promise-words = { $amount } for { $day }
fact-promise-end = Withdraw
fact-dispute = dispute
fact-dispute-words = { $item }: { $amount }, { $why }
fact-dispute-whole = { $item } in full, { $why }
fact-dispute-founded = founded: a credit note follows
fact-dispute-unfounded = unfounded: the invoice is owed
fact-hold = hold
fact-hold-words = { $what }, { $why }
fact-hold-words-until = { $what } until { $day }, { $why }
fact-hold-account = the whole account
fact-hold-end = Lift
fact-referral = handed over
fact-referral-words = to { $to }, since { $day }
fact-referral-end = See
fact-reply = reply
fact-reply-words = received on { $day }: { $words }
fact-reply-end = Handled
fact-reply-read = Read

promise-title = Record a promise to pay
promise-hint = Tick the lines of the statement; the promised part is not chased until the date.
promise-pay-on = To be paid on
promise-amount = Amount
promise-amount-whole = all
promise-act = Record the promise
dispute-title = Open a dispute
dispute-item = Invoice
dispute-reason = Reason
dispute-amount = Disputed amount
dispute-amount-whole = all
dispute-words = What the customer says
dispute-act = Open the dispute
hold-title = Put reminders on hold
hold-item = What
hold-whole = The whole account
hold-until = Until
hold-until-hint = Last day included. Empty: as long as your company holds for that reason, else until further notice.
hold-reason = Reason
hold-words = Details
hold-act = Hold
reply-title = Note a reply of the customer
reply-words = What they answered
reply-hint = Reminders wait until the reply is handled.
reply-act = Note the reply
contact-title = Add a contact
contact-name = Name
contact-role = Role
contact-email = E-mail
contact-phone = Telephone
contact-language = Language
contact-language-of-debtor = The customer’s
contact-act = Add
charges-title = Claim late charges
charges-through = Through
charges-hint = Legal penalties and €40 per invoice, as lines of their own. The invoice does not change.
charges-act = Claim

departures-done-e-mail = { $count ->
    [one] e-mail left
   *[other] e-mails left
}
departures-done-sms = { $count ->
    [one] text message left
   *[other] text messages left
}
departures-done-letter = { $count ->
    [one] letter posted
   *[other] letters posted
}
departures-done-registered-letter = { $count ->
    [one] registered letter posted
   *[other] registered letters posted
}
departures-done-call = { $count ->
    [one] call got through
   *[other] calls got through
}
departures-done-in-vain = { $count ->
    [one] call without an answer
   *[other] calls without an answer
}
departures-run = Decide the day
departures-send = Send now
departures-send-ask = Send all messages that are ready now?
departures-switch-off = Stop everything
departures-switch-off-ask = Turn all sending off until further notice?
departures-observes = While observing, nothing leaves: this board shows what would.
departures-waiting = To confirm
departures-waiting-none = Nothing waits for your confirmation.
departures-confirm = Confirm
departures-confirm-all = Confirm all
departures-confirm-all-ask = { $count ->
    [one] Confirm { $count } message?
   *[other] Confirm { $count } messages?
}
departures-leaving = Ready to leave
departures-leaving-hint = Each message is checked again just before it leaves
departures-leaving-none = No message is ready.
departures-try-again = next attempt on { $at }
departures-tasks = For a person to do
departures-tasks-hint = Calls, letters and decisions
departures-postponed = { $count ->
    [one] Postponed · 1
   *[other] Postponed · { $count }
}
departures-postponed-hint = What the hours of the team have no room for today: what asks for least in a minute waits
departures-postponed-to = To
departures-tasks-none = No open task.
departures-done = Done
departures-done-title = Result
departures-done-words = What was said or done
departures-script = Sheet
departures-held = Held back
departures-held-hint = Something would be due, a gate is closed
departures-held-none = Nothing is held back.
departures-due = to be done by { $day }
departures-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
departures-unknown = Unknown fate: you decide
departures-unknown-hint = The message has perhaps left; the machine will never send it again by itself
departures-was-sent = It left
departures-was-not-sent = It did not leave
departures-refused = Refused by the carrier
departures-refused-hint = These messages did not leave; correct the cause
departures-recipient = Recipient
departures-by-post = by post
departures-nobody = Nobody can be reached: add a contact
departures-asked = Asked
departures-reason = Reason
departures-see = See
departures-withdraw = Withdraw
departures-withdraw-ask = Withdraw this message? It will not leave.

notice-title = { $channel } “{ $step }”
notice-from = From
notice-to = To
notice-subject = Subject
notice-files = Enclosed
notice-due = To be done by
notice-planned = Planned for
notice-state = State
notice-words = The text message, as it leaves
notice-words-kept = The text message, as it left
notice-html = The message, as it leaves
notice-html-hint = With the amounts of this moment
notice-text = Its text version
notice-hold = Hold the customer
notice-planned-state = ready to leave
notice-leaving-state = leaving
notice-to-do-state = to do
notice-waiting-state = to confirm
notice-confirmed-state = confirmed
notice-sent-state = left on { $at }
notice-delivered-state = delivered on { $at }
notice-returned-state = came back on { $at }: not delivered
notice-refused-state = refused
notice-unknown-state = unknown fate
notice-withdrawn-state = withdrawn
notice-later-state = will be tried again
notice-observed-state = shown only

mode-title = How far the machine goes
mode-lead = Three modes. Each says what it would do today.
mode-change = Change mode
mode-current = current
mode-what-observe = Everything is decided and shown, nothing leaves. To watch the machine work without risk.
mode-what-confirm = Each message waits until a person confirms it on the departures board.
mode-what-automatic = Steps marked automatic leave by themselves during sending hours. The others wait for confirmation.
mode-today-observe = Today: no message would leave.
mode-today-confirm = { $count ->
    [one] Today: { $count } message would wait for your confirmation.
   *[other] Today: { $count } messages would wait for your confirmation.
}
mode-today-automatic = { $count ->
    [one] Today: { $count } message would leave by itself.
   *[other] Today: { $count } messages would leave by themselves.
}
mode-understood = I have seen what would leave today and take responsibility for these messages.
mode-act = Apply this mode
mode-back = Cancel
mode-problems = To check first

imports-lead = FEC, bank statements, lists of customers, contacts, invoices or payments.
imports-how = What to do with the file
imports-dry = Check without importing
imports-real = Import
imports-kind = Kind of file
imports-kind-guess = To be recognised
imports-drop = Drop your files here, or choose them
imports-formats = FEC (.txt), camt.053 (.xml), CSV lists. Importing a file again creates no duplicates.
imports-act = Send
imports-js-waiting = Waiting
imports-js-sending = Sending
imports-js-reading = Reading the file…
imports-js-failed = The transfer did not succeed: check the connection and the size of the file, then try again.
imports-js-report = See the report
imports-history = Imported files
imports-none = No file has been imported yet.
imports-file = File
imports-what = Kind
imports-when = Received on
imports-until = Complete up to
imports-problems = Problems
imports-no-file = Choose a file to import.
imports-kind-fec = French accounting entries file (FEC)
imports-kind-bank = Bank statement
imports-kind-debtors = List of customers
imports-kind-contacts = List of contacts
imports-kind-invoices = List of invoices
imports-kind-payments = List of payments
imports-kind-payment-status = Report on payments (pain.002)
imports-kind-payment-order = Payment order (pain.001, pain.008)
imports-kind-announcements = Legal announcements (BODACC)
imports-kind-messages = Messages (.eml, .mbox)
imports-kind-e-invoice = Electronic invoice (UBL, CII, Factur-X)
imports-kind-life-cycle = Statuses of electronic invoices (CDAR)
imports-kind-other = Other

import-dry = Check only: nothing was kept.
import-duplicate = This file was already imported: nothing changed.
import-read = File read
import-as-of = Complete up to
import-says = What the file says
import-mapping = Recognised columns
import-mapping-hint = Correct them if needed: the choice is remembered for the next files of this source
import-mapping-act = Read again like this
import-mapping-gone = This check is no longer in memory. Check or import the file again.
import-forms-hint = How the file writes its days and amounts: by itself, it is read by what all its lines prove.
import-forms-date-order = Dates
import-forms-day-first = Day first: 31/01/2026
import-forms-month-first = Month first: 01/31/2026
import-forms-decimal-mark = Amounts
import-forms-comma = Decimal comma: 1 234,56
import-forms-dot = Decimal point: 1,234.56
import-forms-signs = Signs
import-forms-as-written = As written: below zero, money went out
import-forms-inverted = The other way round: below zero, money came in
import-forms-proven = As the file proves
import-forms-currency = Currency where none is written
import-forms-account = Our account, where none is written
import-forms-sheet = Sheet
import-forms-no-currency = “{ $found }” is not the code of a currency: three letters, such as EUR.
import-original = File as it came
import-original-size = { $size } bytes
import-original-take = Download
import-original-digest = BLAKE3 digest:
import-column = Column
import-samples = Samples
import-field = Field
import-field-none = Ignore
import-next = The accounts this file touched are to be examined: the day decides what leaves, what waits, and why.
import-problems = Problems
import-problems-none = No problem.
import-problems-count = { $count ->
    [one] { $count } problem
   *[other] { $count } problems
}
import-problems-shown = { $total } problems, the first { $count } below
import-line = Line
import-problem = What is wrong
import-found = Found
import-kept = What is kept
import-done = Imported. { $problems }
import-checked = Checked. { $problems }

event-by-machine = automatic
event-by-debtor = the customer
event-contact = Contact: { $channel }
event-machine-answer = Automatic answer
event-machine-away = { $sender } is away
event-machine-received = { $sender } acknowledges receipt
event-machine-other = Automatic message of { $sender }
event-machine-back = back on { $day }
event-machine-substitute = meanwhile: { $others }
event-replied = The customer replied
event-replied-handled = The customer replied; handled
event-notice-ready = { $channel } “{ $step }” ready to leave
event-notice-to-confirm = { $channel } “{ $step }” waits for confirmation
event-notice-to-do = { $channel } “{ $step }” to do
event-notice-sent = { $channel } “{ $step }”
event-notice-delivered = { $channel } “{ $step }”, delivered
event-notice-returned = { $channel } “{ $step }” came back: not delivered
event-notice-refused = { $channel } “{ $step }” refused by the carrier
event-notice-unknown = { $channel } “{ $step }”: unknown fate
event-notice-withdrawn = { $channel } “{ $step }” withdrawn before it left
event-paid = { $amount } put on { $item }, { $day }
event-settled = { $item } settled for { $amount }, { $day }
event-reversed = { $amount } taken off { $item } again
event-promise-opened = Promise to pay
event-promise-kept = Promise kept
event-promise-partly-kept = Promise partly kept
event-promise-broken = Promise broken
event-promise-withdrawn = Promise withdrawn
event-promise-closed = Promise closed
event-dispute-opened = Dispute opened
event-dispute-closed = Dispute closed
event-hold-opened = Reminders on hold
event-hold-closed = Hold lifted
event-referral-opened = Handed over
event-referral-noted = Noted on the file handed over
event-referral-ended = The file handed over came back
event-contact-added = Contact added
event-contact-changed = Contact changed
event-contact-removed = Contact removed
event-item-changed = Document changed
difficulty-title = Short of money
difficulty-hint = Noted by itself when a call says so. From the formal letter on, a person reads each message before it leaves; conditions ask for it (“short of money”).
difficulty-known = How it is known
difficulty-none = not known to be
difficulty-suspected = suspected by us
difficulty-stated = said by the customer
difficulty-act = Keep
difficulty-offer-plan = Offer instalments
flash-difficulty-noted = Noted, and the account decided again.
state-in-difficulty = short of money since { $day }
phase-title = Change the phase
phase-hint = In the pre-litigation phase only the last steps of the strategy speak. Litigation and agencies: hand the claims over. The file goes back to the amicable phase by itself once nothing is overdue.
phase-published = Proceedings published on
phase-published-hint = For collective proceedings: the day in the official gazette. The last day to declare the claim follows from it.
phase-act = Change the phase
flash-phase-changed = The phase is changed and the account decided again.
event-debtor-changed = Customer record changed
event-bank-matched = Bank transfer matched
event-other = Entry of the journal: { $act }

withdrawal-no-longer-due = no longer due
withdrawal-message-cannot-leave = the contact could no longer be reached by e-mail, or nothing left any more
withdrawal-no-longer-due-at-sending = no longer due at the moment of leaving
withdrawal-facts-changed = the facts changed
withdrawal-withdrawn-by-hand = withdrawn by a person

basis-lettering = by lettering
basis-reference = by reference, rebuilt
basis-exact-reference = by exact reference at the bank
basis-amount-and-age = by amount and age, rebuilt
basis-evidence = by name, account or amount, with no other reading
basis-list = by list
basis-platform = as the invoicing platform told
basis-manual = by hand
basis-write-off = written off
basis-cancelled = cancelled

import-debtors = Customers
import-contacts = Contacts
import-items = Invoices, credit notes and payments
import-bank-entries = Bank lines
import-notices-returned = Messages that came back
import-allocations = Allocations
import-credits-waiting = Receipts to allocate
import-counts = { $new } new, { $changed } changed, { $known } already known

column-debtor-key = Customer code
column-debtor-name = Customer name
column-siren = SIREN or SIRET
column-vat-number = VAT number
column-country = Country
column-language = Language
column-email = E-mail
column-phone = Telephone
column-address-line = Address
column-postal-code = Postal code
column-town = Town
column-terms = Payment terms
column-sales-person = Sales person
column-sector = Sector
column-company-size = Size
column-site = Site
column-tags = Tags
column-contact-name = Contact name
column-first-name = First name
column-role = Role
column-number = Document number
column-issued-on = Invoice date
column-due-on = Due date
column-amount = Amount incl. tax
column-open-amount = Open amount
column-paid-amount = Amount paid
column-currency = Currency
column-document-kind = Kind of document
column-status = Status
column-delivered-on = Delivery date
column-paid-on = Payment date
column-reference = Payment reference
column-moved = Amount
column-booked-on = Booking date
column-value-on = Value date
column-debit = Money out
column-credit = Money in
column-side = Debit or credit mark
column-balance = Balance
column-original-amount = Amount in the payer’s currency
column-label = Text of the bank
column-counterparty-name = Payer or payee
column-counterparty-account = Their account
column-account = Our account
column-end-to-end = Payer’s reference
column-owed-more = Debit (adds to what is owed)
column-owed-less = Credit (takes off what is owed)
column-settled-on = Settlement date
column-journal = Journal
column-lettering = Lettering
column-quantity = Quantity
column-unit-price = Unit price
column-line-amount = Amount of the line
column-line-tax = Tax on the line
column-aged-amount = Amount of an age bracket

outcome-reached = Reached
outcome-left-message = Left a message
outcome-not-reached = Not reached
outcome-wrong-number = Wrong number
outcome-done = Done
outcome-pay-on = Payment promised for

carrier-sender-stopped = Sending stopped between giving the message and the server’s answer: nobody knows whether it left.
carrier-arrived = A person found that it arrived.
carrier-did-not-go-out = A person found that it did not go out.
carrier-silent = The server gave no answer in the time allowed.
carrier-file-interrupted = Writing the file was interrupted.
carrier-said = The server said: “{ $words }”.
carrier-may-have-taken = The line broke: “{ $words }”. The server may have taken the message.
carrier-perhaps = The server may have taken the message.
carrier-at-connection = No connection; the server said: “{ $words }”.
carrier-at-encryption = No encrypted line; the server said: “{ $words }”.
carrier-at-sign-in = Sign-in refused; the server said: “{ $words }”.
carrier-at-sender = Sender’s address refused; the server said: “{ $words }”.
carrier-at-recipient = Recipient’s address refused; the server said: “{ $words }”.
carrier-at-permission = Message refused before it was given; the server said: “{ $words }”.
carrier-at-content = Trouble while giving the message; the server said: “{ $words }”.

flash-outcome-missing = Choose first how it ended: reached, message left, not reached or wrong number.
flash-outcome-words = Say in a few words what was said or done.
flash-not-reached = Noted in the history. The customer was not reached: it does not count as a contact, and the call is still to be made.
flash-promise-past = A promise is for a day to come: choose a date from { $day } on.
flash-promise-far = This promise is more than twelve months away. Choose a date up to { $day }, or hold reminders.

notice-evidence = The message that left, byte for byte
notice-evidence-hint = Kept when it was sent
notice-evidence-receipt = The carrier’s answer
notice-forgotten = Deleted on { $day }, as the company’s settings say. What left had { $size } bytes; BLAKE3 { $digest }.
notice-evidence-file = Download the original
notice-evidence-cut = The rest is in the original.
came-back-title = It came back
came-back-words = What was said
came-back-hint = “Not known at this address”, “mailbox closed”… The customer never saw it: it counts as a contact no more, and the step goes another way.
came-back-act = Note that it came back
came-back-ask = Note that this message came back? The step goes another way.
flash-came-back = Noted: this message came back. The account has just been looked at again.
notice-result = Outcome
text-size = Length
text-parts = { $count ->
    [0] empty
    [one] 1 text message
   *[other] { $count } text messages
  }
text-units = { $count ->
    [one] { $count } character
   *[other] { $count } characters
  }
text-alphabet-gsm = short alphabet (160 to a message)
text-alphabet-wide = wide alphabet (70 to a message)

event-charged = Late charges of { $amount } claimed on { $item }

nav-receipts = Receipts
receipts-lead = { $count ->
    [0] No receipt is waiting.
    [one] { $count } receipt waits to be applied
   *[other] { $count } receipts wait to be applied
 }
receipts-again = Propose again
receipts-none = Nothing is waiting. A receipt that cannot be applied for certain stands here with its proposals; one the imported ledger already holds, by its date, does not.
receipts-keys = By keyboard: j and k move, a accepts, e applies it otherwise, x sets it aside.
receipts-lies-on = Held on the account of
receipts-nothing-known = Nothing in it names a customer or an invoice.
receipts-sure = Certain
receipts-likely = Likely
receipts-possible = Possible
receipts-rest = Left on the account: { $amount }
receipts-by-credit-note = { $invoice }, by credit note { $credit }
receipts-left-open = { $amount } left open
receipts-accept = Accept
receipts-accept-account = Put on this account
receipts-otherwise = Apply otherwise…
receipts-set-aside = Not a receivable
receipts-more = Next receipts
receipts-done = Dealt with last
receipts-done-hint = Everything can be undone: what was paid is open again and the receipt waits once more.
receipts-done-none = No receipt was applied yet.
receipts-line = Receipt
receipts-amount = Amount
receipts-placed-on = Applied to
receipts-undo = Undo
receipts-by = by { $who }, { $when }
receipts-set-aside-state = Set aside: not a receivable
receipts-days-late = { $count ->
    [one] { $count } day late
   *[other] { $count } days late
 }
receipt-dealt-with = This receipt was dealt with already. Undo that first to apply it otherwise.
receipt-whose = Whose money is it?
receipt-whose-hint = Choose a customer, or several to split the receipt.
receipt-search = Name, code or company number of the customer
receipt-find = Search
receipt-nobody = No customer has this name, code or company number.
receipt-nothing-open = Nothing is open on this account in this currency: the amount will stay on account.
receipt-item = Invoice
receipt-due = Due
receipt-open = Open
receipt-pays = Paid
receipt-on-account = To leave on account
receipt-sum = Left to apply:
receipt-place = Apply
flash-receipt-placed = Receipt applied.
flash-receipt-set-aside = Receipt set aside. It stays among those dealt with last, where this can be undone.
flash-receipt-undone = Undone: the receipt waits again.
flash-receipts-again = { $count ->
    [0] Proposals made again; nothing new is certain.
    [one] Proposals made again; { $count } receipt was applied.
   *[other] Proposals made again; { $count } receipts were applied.
 }

data-tabs = Data
data-tab-imports = Files
nav-sources = Sources
nav-cleaning = To clean up
sources-lead = Where the data comes from, how far it goes, and what is missing.
sources-none = No file has come yet. Drop one on the page of files.
sources-source = Source
sources-state = State
sources-next = Next file due by
sources-last = Last file
sources-fresh = Up to date
sources-late = Late: reminders wait
sources-not-watched = Not watched
sources-files = { $count ->
    [one] { $count } file
   *[other] { $count } files
 }
sources-accounts = Bank accounts
sources-accounts-hint = Each statement must open on the balance the one before it closes on.
sources-account = Account
sources-balance = Last balance
sources-missing = Missing days
sources-chained = Statements without a gap
sources-gap = From { $from } to { $to }: net movements of { $moved } are missing
sources-more-gaps = { $count ->
    [one] and { $count } other gap
   *[other] and { $count } other gaps
 }
sources-not-adding-up = { $count ->
    [one] { $count } statement whose entries do not make its balances
   *[other] { $count } statements whose entries do not make their balances
 }
sources-programs = Programs that are told
sources-programs-hint = An ERP or an order desk hears of holds, disputes, promises, plans, referrals and sanctions. What it does not take is told again.
sources-program = Program
sources-program-told = Up to date
sources-program-waiting = { $count ->
    [one] { $count } event waits
   *[other] { $count } events wait
 }
sources-program-moved = Last reached or tried
sources-tokens = Files brought by a program
sources-tokens-hint = A token lets a program bring files for this company, and nothing else.
sources-token-made = Copy this token now, it will not be shown again:
sources-token-name = Program
sources-token-example = Evening export of the ledger
sources-token-when = Made
sources-token-used = Last used
sources-token-unused = never
sources-token-make = Make a token
sources-token-revoke = Revoke
sources-token-revoke-ask = Revoke this token? The program that uses it can bring nothing any more.
sources-folder-hint = A file put into the watched folder of the installation is taken the same way: the operator’s page of the manual says where it is.
flash-token-revoked = Token revoked.

cleaning-lead = { $count ->
    [0] Nothing to clean up: the accounts are ready for reminders.
    [one] { $count } point to settle before reminders are right
   *[other] { $count } points to settle before reminders are right
 }
cleaning-none = No duplicate, no forgotten credit, no missing contact, no claim too old.
cleaning-stake = At stake
cleaning-point = What is wrong
cleaning-debtors = Customers that stand twice
cleaning-debtors-hint = A customer that stands twice gets two messages for one debt.
cleaning-invoices = Invoices that stand twice
cleaning-invoices-hint = The same invoice that came twice would be asked for twice.
cleaning-credits = Unused credits
cleaning-credits-hint = Money or a credit note left on the account beside invoices it would close.
cleaning-unproven = Invoices not proven received
cleaning-unproven-hint = They are not chased: the cause is on our side.
cleaning-contacts = Customers nobody can reach
cleaning-contacts-hint = Something is overdue, and there is nobody to write to.
cleaning-identifiers = Impossible numbers
cleaning-identifiers-hint = Length or check digits are wrong; nothing is blocked by it. Put the number right here and in the software it comes from; empty the field to forget it.
cleaning-age = Claims too old
cleaning-age-hint = Prescribed, soon to be, or better handed to a specialist.
cleaning-same-siren = Same company number
cleaning-same-vat = Same VAT number
cleaning-same-account = They pay from the same bank account
cleaning-same-name-and-place = Same name, same post code
cleaning-same-name = Same name
cleaning-same-invoice = Number { $number } stands several times, for the same amount
cleaning-unused-credit = { $count ->
    [0] A credit covers part of the oldest invoice
    [one] A credit closes { $count } invoice
   *[other] Credits close { $count } invoices
 }
cleaning-no-contact = No address and no telephone number
cleaning-contact-bounces = Every address bounces
cleaning-never-sent = Invoice { $number } was never sent: send it
cleaning-delivery-failed = Invoice { $number } could not be delivered: send it again
cleaning-rejected = Invoice { $number } was rejected by the platform: correct it
cleaning-refused = Invoice { $number } was refused by the customer: correct it or answer
cleaning-wrong-siren = Company number { $found } cannot exist
cleaning-wrong-vat = VAT number { $found } cannot exist
cleaning-wrong-account = Account { $found } cannot exist
cleaning-prescribed-soon = Invoice { $number } will be time-barred on { $day }, unless the debt is acknowledged or claimed in court before
cleaning-prescribed = Invoice { $number } has been time-barred since { $day }, unless something interrupted the period: write it off or check
cleaning-too-old = Invoice { $number }, due { $due }: a specialist would bring about { $expected } net, for a fee of { $fee }; otherwise all is lost
cleaning-assumption = Assumptions for old claims, to be checked with your provider: { $collected } % collected, a fee of { $fee } % of what is collected. Limitation in French law: 5 years between traders (C. com. L110-4), 2 years for a consumer (C. conso. L218-2), 4 years for a public debtor (law 68-1250).
cleaning-keep = Keep
cleaning-merge = Put together
cleaning-merge-ask = Put these customers together? Everything on the other account moves to the one that stays. This can be undone.
cleaning-use-credit = Apply to the oldest
cleaning-right-number = Right number
cleaning-correct = Correct
cleaning-dismiss = Right as it is
cleaning-merges = Customers put together
cleaning-merged = { $from } was put together with { $into }
flash-debtors-merged = Customers put together. This is undone at the bottom of the page.
flash-debtors-apart = The two customers are apart again.
flash-credits-used = { $count ->
    [one] { $count } application made.
   *[other] { $count } applications made.
 }
flash-finding-dismissed = Noted: this point will not be shown any more.
flash-number-corrected = The number is corrected.
withdrawal-debtor-merged = this customer was put together with another

# Segments
segments-title = Segments
segments-lead = Each customer follows the strategy of the first segment whose condition holds; looked at again every day.
segments-new = New segment
segments-none = No segments: every customer follows the company’s strategy. Make one to treat key accounts or small amounts differently.
segments-name = Name
segments-condition = Condition
segments-strategy = Strategy
segments-order = Order
segments-earlier = Earlier
segments-later = Later
segments-hint = Counts and amounts since accounts were last looked at, in the currency of the company. Changing a segment sends nothing; customers move at the next daily run and go on where they stand.
segment-title = Segment
segment-none = no segment
segment-moved = { $from } → { $to }
segment-accounts = Customers
segment-count = { $count ->
    [0] no customer of { $of }
    [1] 1 customer of { $of }
   *[other] { $count } customers of { $of }
}
segment-matches-nobody = This condition holds for nobody today.
segment-matches-everybody = This condition holds for every customer: the segments after it will hold nobody.
segment-empty = Add a criterion or write a condition: what it says and whom it holds for is shown here.
segment-all = All of these criteria
segment-any = At least one of these criteria
segment-drop = Take out
segment-add-criterion = Add a criterion
segment-field = Field
segment-sign = Comparison
segment-value = Value
segment-join = With the others
segment-join-all = and
segment-join-any = or
segment-add = Add
segment-condition-hint = Written in CEL. For instance: overdue > 5000 && country in ["FR", "BE"] && !("key account" in tags)
segment-keep = Save
segment-check = Check
segment-preview = Preview
segment-vocabulary = All fields
segment-example = Example
segment-remove = Delete this segment
segment-remove-ask = Delete this segment? Its customers find another one at the next run.
flash-segment-kept = Segment saved. Customers are looked at again at the next daily run.
flash-segment-removed = Segment deleted.
flash-segment-shifted = Order changed.
debtors-when = Filter by a condition

traits-title = Classify this customer
traits-tags = Tags
traits-tags-hint = Separated by commas.
traits-sales-person = Sales person
traits-sector = Sector
traits-company-size = Size
traits-site = Site
traits-own = Your own fields
traits-own-hint = One a line: name, colon, value.
traits-strategy = Strategy
traits-strategy-usual = The one of its segment
traits-act = Save
flash-traits-kept = Saved.
flash-own-wrong = “{ $found }” is not a field: write its name, a colon, then its value.
