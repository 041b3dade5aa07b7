# The words of the command line.

cli-reading = Reading
cli-problems = In the file
cli-problems-others = { $count ->
    [one] and { $count } more remark.
   *[other] and { $count } more remarks.
}

cli-diagnosis-title = Diagnosis of { $file }
cli-diagnosis-file = { $lines } lines, { $first } to { $last }, { $customers } of them on customer accounts. Nothing is kept.
cli-diagnosis-nothing = No diagnosis can be made of this file.
cli-page-written = Page written: { $path }

cli-cautions = To know first
cli-caution-no-sales = No sales invoice up to this day: neither DSO nor payment delays can be computed.
cli-caution-no-payments = No payment in this file: it does not say how customers pay.
cli-caution-few-payments = { $count ->
    [one] Only { $count } paid invoice: a case, not a habit.
   *[other] Only { $count } paid invoices: cases, not habits.
}
cli-caution-less-than-a-year = { $count ->
    [one] Sales cover { $count } day: neither seasons nor habits show.
   *[other] Sales cover { $count } days, less than a year: seasons do not show.
}
cli-caution-old-ledger = { $count ->
    [one] The last sale is { $count } day before this day: things may have changed since.
   *[other] The last sale is { $count } days before this day: things may have changed since.
}
cli-caution-opening-balances = { $count ->
    [one] { $count } opening balance is still open, without its true date: it is at least as old as shown.
   *[other] { $count } opening balances are still open, without their true dates: they are at least as old as shown.
}
cli-caution-unallocated-credits = { $amount } of payments and credit notes are put against no invoice: the true arrears may be lower.

cli-assumptions = What is assumed
cli-assumption-due-dates = { $count ->
    [one] Due { $days } days after the invoice for { $count } invoice: a FEC holds no due date (--terms to change).
   *[other] Due { $days } days after the invoice for { $count } invoices: a FEC holds no due date (--terms to change).
}
cli-assumption-lettering = Delays run to the lettering, for want of payments in the file: the true ones are equal or shorter.
cli-assumption-settled-elsewhere = { $count ->
    [one] { $count } invoice lettered with an entry of another year is held as settled.
   *[other] { $count } invoices lettered with entries of another year are held as settled.
}
cli-assumption-vat = Amounts include VAT, sales too.

cli-owing = Who owes, on { $day }
cli-owing-nobody = Nobody owes anything on this day.
cli-owing-others = { $count ->
    [one] and { $count } more customer, for { $amount }.
   *[other] and { $count } more customers, for { $amount }.
}
cli-column-debtor = Customer
cli-column-owed = Owes, EUR
cli-column-overdue = Overdue, EUR
cli-column-credits = Unallocated
cli-column-oldest = Days late

cli-aged = Aged balance, EUR
cli-bucket-not-due = Not due
cli-bucket-1-30 = 1 to 30 days
cli-bucket-31-60 = 31 to 60 days
cli-bucket-61-90 = 61 to 90 days
cli-bucket-91-120 = 91 to 120 days
cli-bucket-over-120 = Over 120 days
cli-aged-gross = Total
cli-aged-unallocated = Unallocated
cli-aged-net = Net
cli-aged-overdue = { $count ->
    [one] Overdue: { $amount }, { $share } of the outstanding, { $count } item.
   *[other] Overdue: { $amount }, { $share } of the outstanding, { $count } items.
}

cli-dso = DSO, in days, over { $days } days and { $sales } of sales with VAT
cli-dso-gross = Gross
cli-dso-gross-means = outstanding ÷ sales × days
cli-dso-net = Net
cli-dso-net-means = the same, unallocated credits deducted
cli-dso-count-back = Count-back
cli-dso-count-back-means = net outstanding used up month by month
cli-dso-best = Best possible
cli-dso-best-means = if nothing were late
cli-dso-delinquent = Due to lateness
cli-dso-delinquent-means = gross less best possible
cli-dso-undefined = —: there is no net outstanding on this day, so no figure.
cli-dso-one-day = One day of DSO less frees { $amount }.

cli-delays = Payment delays
cli-delays-all = { $count ->
    [one] { $count } invoice paid in { $mean } days.
   *[other] { $count } invoices paid in { $mean } days on average, { $median } in the median, { $weighted } weighted by amount; { $late } after the due date.
}
cli-delays-lettering = From the dates of lettering.
cli-delays-others = { $count ->
    [one] and { $count } more customer who pays earlier.
   *[other] and { $count } more customers who pay earlier.
}
cli-column-latest = Pay latest
cli-column-paid = Paid
cli-column-mean = Mean delay
cli-column-late = Weighted late
cli-column-trend = Trend
cli-trend-slower = { $days } d slower
cli-trend-faster = { $days } d faster
cli-trend-stable = stable

cli-seasons = Seasons
cli-column-month = Month
cli-column-invoices = Invoices
cli-column-billed = Billed, EUR

cli-tail = Share of the amounts still unpaid
cli-tail-after = { $count ->
    [one] { $count } day after the invoice
   *[other] { $count } days after the invoice
}

cli-cost = What lateness costs, over the whole period
cli-cost-mean = Mean advance to late customers
cli-cost-financing = Financing, at { $rate } a year
cli-cost-penalties = Statutory penalties claimable, at { $rate } (rate of { $day })
cli-cost-fees = { $count ->
    [one] Recovery compensation, { $count } invoice × { $fee }
   *[other] Recovery compensations, { $count } invoices × { $fee }
}
cli-cost-note = Penalties of article L. 441-10 of the French commercial code, at the rate of this day over the whole period: an order of magnitude, not a statement of account.
cli-cost-no-rate = The statutory rate of this day is not known to this version: no penalties are computed.

cli-import-dry = a try, nothing is kept
cli-import-duplicate = Imported before, under the name { $name }: nothing changed.
cli-import-kind-fec = ledger (FEC)
cli-import-kind-bank-statement = bank statement
cli-import-kind-debtors = list of debtors
cli-import-kind-contacts = list of contacts
cli-import-kind-invoices = list of invoices
cli-import-kind-payments = list of payments
cli-import-kind-payment-status = report on payments
cli-import-kind-payment-order = payment order
cli-import-kind-announcements = legal announcements (BODACC)
cli-import-kind-messages = messages
cli-import-kind-e-invoice = electronic invoice
cli-import-kind-life-cycle = statuses of electronic invoices
cli-import-says = What the file says
cli-import-as-of = Data up to { $day }
cli-import-debtors = Debtors
cli-import-contacts = Contacts
cli-import-items = Items
cli-import-bank-entries = Statement lines
cli-import-column-new = new
cli-import-column-changed = changed
cli-import-column-known = known
cli-import-allocations = { $count ->
    [one] { $count } allocation made.
   *[other] { $count } allocations made.
}
cli-import-waiting = { $count ->
    [one] { $count } credit waits for an allocation: its reference names no invoice.
   *[other] { $count } credits wait for an allocation: their references name no invoice.
}
cli-strategy-right = right
cli-strategy-wrong = not a strategy
cli-strategy-advised = right, with advice
cli-strategy-same = They do the same.
cli-strategy-silent = (nothing said)
cli-strategy-steps = Steps
cli-strategy-without-address = without an address: { $act }
cli-strategy-tone = tone { $level }
cli-strategy-floor = Nothing leaves below { $sums }.
cli-strategy-ceiling = A person confirms from { $sums }.
cli-strategy-limits = At least { $between } days between two contacts, { $week } a week and { $month } a month at most.
cli-strategy-added = { $step }: new, at place { $place }
cli-strategy-removed = { $step }: no longer there
cli-strategy-moved = { $step }: moved to place { $place }
cli-import-nothing = Nothing to take from this file.
