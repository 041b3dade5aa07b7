# Why an act was not done, and what to change. No capital and no full stop: the page adds them, the command
# line does not. A sentence never begins with a value.

refusal-charges-to-come = late charges are claimed up to today, not for days to come
refusal-no-statutory-charges = no statutory late charges are known for this kind of debtor ({ $country }): agree them by contract
refusal-rate-unknown = { $reference ->
    [ecb-refinancing] the refinancing rate of the ECB
    [french-legal-interest] the French legal interest rate
    [german-base] the German base rate (Basiszinssatz)
    [bank-of-england] the rate of the Bank of England
   *[other] a reference rate
} is not known for { $day }: update the software before claiming late charges
refusal-charges-not-computed = the late charges cannot be computed: the amounts of this debt differ in currency or are too large

refusal-iban-mistyped = the IBAN { $iban } is mistyped: its check digits do not agree; copy it from the bank’s own document
refusal-profile-unreadable = the profile of { $company } cannot be read: { $words }
refusal-profile-not-kept = the profile of the company cannot be kept: { $words }
refusal-company-without-name = give the company a name

refusal-credit-of-another = a credit pays claims of the same debtor in the same currency
refusal-more-than-the-credit = at most { $most } can be put there
refusal-nothing-open = nothing is open of this item
refusal-parts-not-the-line = the parts must make { $amount } together, each above zero, and pay no more than their amount
refusal-proposal-gone = the accounts have moved and this proposal no longer holds; propose again, then choose
refusal-credit-dealt-with = this receipt was dealt with meanwhile; load the page again
refusal-credit-waits = this receipt already waits: there is nothing to undo
refusal-token-without-name = give the name of the program that will use this token
refusal-merge-with-itself = choose the customer that stays and at least one other to put together with it
refusal-merged-accounts-settled = payments of one have settled invoices of the other since they were put together; undo those first
refusal-number-changed-meanwhile = this number was changed in the meantime; look at the bench again

refusal-promise-in-the-past = a promise is for today or a later day
refusal-promise-of-nothing = choose at least one item that is promised
refusal-already-promised = { $item } is promised already for { $day }: withdraw that promise before you take another
refusal-plan-of-nothing = choose at least one item to be paid by instalments
refusal-plan-of-two-currencies = an instalment plan is in one currency: make one for each
refusal-plan-instalments = a plan has one to { $most } instalments, each with an amount
refusal-plan-sum = the instalments come to { $planned } and the chosen items to { $claim }: correct an amount so that both are equal
refusal-plan-days = the date { $day } is out of place: each instalment comes after the one before, and the first has not passed
refusal-already-under-plan = { $item } is under an instalment plan already: end that one first
refusal-dispute-settled = this dispute is settled already: open another one if the customer contests again
refusal-dispute-answer-past = the day for an answer has passed: choose today or later
refusal-dispute-credit-unfounded = an unfounded dispute owes no credit note: say that it is founded, or propose a commercial gesture
refusal-dispute-nothing-said = write a few words first
refusal-evidence-empty = the file is empty: choose another one
refusal-evidence-too-large = the file is larger than { $most } MB: send a smaller one, or only the pages that matter
refusal-gesture-waits = another commercial gesture waits for approval: have it answered first
refusal-part-not-open = the amount must be more than zero and at most { $open }
refusal-hold-ended = the last day of a hold is today or later
refusal-reply-without-words = write in a few words what the debtor answered

refusal-not-an-address = the e-mail address “{ $address }” is not valid: write one like name@company.example
refusal-no-way-to-reach = give an e-mail address or a telephone number
refusal-message-without-words = give a subject and a text
refusal-contact-takes-no-mail = this contact cannot be reached by e-mail: correct the address or choose another one
refusal-message-written-already = this form was used already: open a new message to write something else
refusal-nothing-leaves = nothing leaves at present: go to confirmation (Settings, Mode) or turn sending on again

refusal-no-longer-to-confirm = this message no longer waits for a confirmation: load the page again
refusal-already-left = this message has left or was taken back already
refusal-sent-by-machine = this message is sent by the machine: confirm it or take it back
refusal-already-done = this was done or taken back already: load the page again
refusal-fate-known = it is already known what became of this message

refusal-group-of-groups = a group has one level: the customer that speaks for the others can neither belong to a group nor stand in for itself
refusal-nobody-signs = no message can leave without a sender: give a name and an e-mail address on the page “Who signs”
refusal-sender-without-address = the sender “{ $sender }” has no e-mail address to write from: give one in the company’s profile
refusal-template-name = the name of a text has small letters, digits and hyphens, 60 at most: “second-notice”, for example
refusal-template-kind = under this name ships a text of another kind: give it another name
refusal-template-long = the text is longer than { $most } characters: nobody reads such a message to its end
refusal-template-subject = the subject cannot be used: { $words }
refusal-template-line = line { $line } of the text cannot be used: { $words }
refusal-template-used = the step “{ $step }” of “{ $strategy }” says this text, and none ships in its place: change the step first
refusal-template-missing = there is no template “{ $template }” in { $language ->
    [en] English
   *[fr] French
}: add it, or change the step that names it
refusal-template-faulty = the template of this message has a mistake: { $words }
refusal-item-gone = this message is about item { $item }, which the account no longer holds: run the day again
refusal-nothing-asked = nothing is asked for in this message any more: run the day again

refusal-carrier-missing = no carrier is set up for this kind of message ({ $channel })
refusal-contested-promised = what is contested as a whole is not promised: write the amount contested of one line, or take the date out
refusal-call-without-reason = somebody was reached: say why the invoices are not paid
refusal-press-missing = the program that prints letters is not there: `cargo build -p letters` makes it, once, and it belongs beside the program relance
refusal-letter-forgotten = the letter left, and its words are no longer kept; a new print would not be what was posted
refusal-press-failed = the letters were not printed: { $words }
refusal-no-posting-service = no service posts letters here: describe one in `[letters]` of the configuration, or post them yourself
refusal-letters-not-taken = { $left ->
    [one] the service did not take the letter to { $debtor }: { $words }. It stays on the pile; taken: { $taken }
   *[other] the service did not take { $left } letters, such as the one to { $debtor }: { $words }. They stay on the pile; taken: { $taken }
}
refusal-letter-posted-before = a letter decided on { $decided } cannot have been posted on { $posted }
refusal-no-letter = no letter that is to be posted was chosen
refusal-letter-without-address = { $debtor } has no complete postal address: add post code and town to its details
refusal-carrier-losing = the carrier left { $count ->
    [one] { $count } message
   *[other] { $count } messages in a row
} without an answer: the others wait an hour; check the mail server with `relance check`
refusal-message-not-ready = the message for { $debtor } could not be made ready: { $cause }
refusal-hindered = this could not be done: { $words }

refusal-strategy-unreadable = strategy “{ $strategy }” cannot be read by this version: { $words }
refusal-no-strategy = no strategy “{ $strategy }” is published: publish one before the day is run
refusal-strategy-faulty = the strategy has a mistake and is not published: { $words }
refusal-not-today = a day is run for real on that day, and today is { $today }: look at { $wanted } with a dry run

refusal-account-exists = there is an account for { $email } already
refusal-wrong-sign-in = the e-mail address or the password is wrong
refusal-link-spent = this link was used already or is too old: ask for another one
refusal-password-too-short = a password has at least { $least } characters
refusal-password-not-kept = the password cannot be kept: { $words }
refusal-no-random-numbers = this machine gives no random numbers: { $words }

refusal-not-a-list = this file is not a list
refusal-table-of-what = the file { $file } is a table, but its columns do not tell of what: choose debtors, contacts, invoices or payments
refusal-format-not-read = the file { $file } is { $format ->
    [empty] empty
    [binary] of no known format
   *[other] in the format { $format }
}: send a ledger (FEC), a bank statement (camt, CFONB, MT940, OFX, QIF, table), an electronic invoice or a list (CSV, XLSX, XLS, ODS)
refusal-file-unreadable = { $file } cannot be read: { $words }; check that the file is there and that the program may read it
refusal-reading-stopped = reading the file stopped: { $words }
refusal-report-not-kept = the report of the file cannot be kept: { $words }

refusal-segment-without-name = give the segment a name
refusal-segment-name-taken = a segment is already called { $name }: give another name
refusal-condition-faulty = the condition cannot be read, { $words }
refusal-not-administrator = only an administrator may do this
refusal-last-administrator = a company keeps at least one administrator: name another one first
refusal-works-here = this person works here already
refusal-works-elsewhere = this person also works for another company: only they, or the operator, can make a new link (relance user link)
refusal-password-wrong = that is not the present password
refusal-person-without-name = write a name
refusal-setting-siren = the SIREN { $siren } is mistyped: its check digit does not agree
refusal-setting-hours = the first hour of sending comes before the last: 08:30 and 18:00, for example
refusal-setting-limits = at least one contact a week and a month is needed, and days between contacts that are not negative
refusal-setting-days = { $setting ->
    [dispute_days] time to answer a dispute
    [message_days] days the words of messages are kept
    [hold_days] days a hold lasts
    [promise_tolerance_days] grace after a promise
    [ledger_days_limit] age of the ledger
    [bank_days_limit] age of the bank
   *[other] days between two contacts
}: a number of days, from 0 to { $most }
refusal-setting-rate = { $setting ->
    [penalty_percent] penalty rate
   *[other] cost of money
}: a yearly rate, from 0 to 100 %
refusal-setting-recovery-sum = the recovery sum is not negative, and goes with a penalty rate
refusal-setting-time-zone = there is no time zone { $zone }: write for example Europe/Paris
refusal-setting-text-sender = the sender of text messages “{ $sender }” does not do: write a name of at most 11 letters and figures without accents, or a number such as +33612345678
refusal-setting-country = { $code } is not the code of a country: two letters, such as FR
refusal-alert-without-name = give the alert a name
refusal-alert-name-taken = another alert is called “{ $name }” already
refusal-campaign-without-name = give the campaign a name
refusal-campaign-name-taken = another campaign is called “{ $name }”: give this one another name
refusal-campaign-way = a campaign goes by e-mail, by text message, by letter or by telephone
refusal-campaign-first-day = the first day of the campaign has passed: choose today or a later day
refusal-campaign-last-day = the last day of a campaign is its first one or a later one, { $most } days after it at most
refusal-campaign-quiet-days = the quiet days are from 0 to { $most }
refusal-campaign-without-words = a campaign needs a subject and a text, in one language at least; a language that is started needs both
refusal-campaign-subject = the subject ({ $language }) cannot be used: { $words }
refusal-campaign-words = the text ({ $language }), line { $line }, cannot be used: { $words }
refusal-campaign-nobody = as things stand the campaign would speak to nobody
refusal-campaign-list-moved = the words or the customers of the campaign have changed since you looked: look again, then approve
refusal-campaign-no-draft = the campaign was approved or ended and can no longer be changed
refusal-campaign-no-draft-to-start = choose the draft of a campaign for the alert to start; one that was approved or thrown away is none any more
refusal-phase-by-referral = a file is in this phase while somebody has it: hand it over from the page of the customer
refusal-phase-with-others = somebody else has this file: end the hand-over first
refusal-phase-nothing-overdue = nothing of this customer is overdue: there is nothing to prepare for litigation
refusal-phase-day = the publication is still to come ({ $day }): write a day that has come
refusal-phase-for-administrators = somebody else has this file: only an administrator promises or agrees on something about it
refusal-referral-to-nobody = say to whom the claims are handed over
refusal-referral-of-nothing = choose at least one invoice that is open
refusal-referral-elsewhere = { $item } is with somebody else already
refusal-referral-day = the day is still to come ({ $day }): write one that has come
refusal-referral-fee = the part they keep is from 0 to 100 percent
refusal-referral-nothing-said = write what they say or did
refusal-referral-amount = a fee or a cost has an amount above zero, anything else has none
refusal-referral-ended = the file is back already
refusal-sanction-reason = say why: the team reads it
refusal-sanction-of-nothing = nothing overdue and uncontested stands behind a sanction
refusal-sanction-goes-on = this sanction is proposed, announced or in force for the customer already
refusal-sanction-answered = somebody answered this proposal already, or the sanction was lifted
refusal-sanction-proceedings = collective proceedings are open: running contracts go on in spite of earlier debts (C. com. L622-13); only payment before delivery remains possible
refusal-sanction-consumer-price = the price of a consumer is not changed by one side alone (C. conso. R212-1)
refusal-sanction-winter = nobody's home is cut off from energy from 1 November to 31 March (CASF L115-3)
refusal-sanction-water = nobody's home is cut off from water (CASF L115-3)
