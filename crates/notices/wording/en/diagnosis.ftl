# The page of the instant diagnosis of a ledger. Cautions, assumptions and definitions are those of cli.ftl.

diagnosis-title = Diagnosis of receivables – { $name }
diagnosis-as-of = As of { $day }
diagnosis-sales = { $count ->
    [one] { $count } sales invoice, from { $first } to { $last }
   *[other] { $count } sales invoices, from { $first } to { $last }
}
diagnosis-nothing-kept = Computed on your machine; nothing is kept or sent.

diagnosis-tile-open = Outstanding
diagnosis-tile-open-note = before { $amount } of payments and credits to allocate
diagnosis-tile-overdue = Overdue
diagnosis-tile-overdue-note = { $share } of what is outstanding
diagnosis-tile-dso = DSO
diagnosis-tile-dso-note = by count-back of sales
diagnosis-tile-delay = Mean delay
diagnosis-tile-delay-note = weighted by the amounts paid
diagnosis-tile-cost = Cost of delay
diagnosis-tile-cost-note = financing over the period
diagnosis-tile-day = One day of DSO
diagnosis-tile-day-note = what one day less brings in

diagnosis-aged-title = Aged balance
diagnosis-aged-words = Outstanding of { $total }, of which { $overdue } overdue, by age.
diagnosis-column-age = Age
diagnosis-column-amount = Amount
diagnosis-column-count = Items
diagnosis-column-share = Share
diagnosis-unallocated = Payments and credit notes to allocate
diagnosis-total = Net total

diagnosis-owing-title = Who owes most
diagnosis-owing-words = The customers who owe most; the overdue part is in another colour.
diagnosis-owing-nobody = Nobody owes anything on this day.
diagnosis-owing-others = { $count ->
    [one] and { $count } more customer
   *[other] and { $count } more customers
}
diagnosis-column-debtor = Customer
diagnosis-column-owed = Owes
diagnosis-column-overdue = Overdue
diagnosis-column-oldest = Oldest
diagnosis-column-delay = Pays in
diagnosis-column-trend = Trend

diagnosis-delays-title = Payment delays
diagnosis-delays-paid = { $count ->
    [one] { $count } invoice paid, { $late } of them after the due date.
   *[other] { $count } invoices paid, { $late } of them after the due date.
}
diagnosis-delays-mean = Mean days from invoice to payment
diagnosis-delays-median = Median days
diagnosis-delays-weighted = Days weighted by amounts
diagnosis-delays-late = Mean days after the due date
diagnosis-delays-late-weighted = Days after the due date, weighted by amounts

diagnosis-dso-title = DSO, in days of sales
diagnosis-dso-period = Over { $days }, for { $sales } of sales including VAT.
diagnosis-more-than = more than { $days }

diagnosis-seasons-title = Seasons
diagnosis-seasons-words = Amounts invoiced by month of the year, all years together.
diagnosis-column-month = Month
diagnosis-column-invoiced = Invoiced
diagnosis-column-invoices = Invoices

diagnosis-tail-title = What stays unpaid
diagnosis-tail-words = Share of the amounts invoiced still unpaid after a number of days.

diagnosis-cost-title = What delays cost
diagnosis-cost-late = Invoices paid late or still late
diagnosis-cost-mean = Mean amount advanced to late customers
diagnosis-cost-financing = Financing of that advance ({ $rate } a year)
diagnosis-cost-penalties = Statutory penalties claimable ({ $rate }, rate of { $day })
diagnosis-cost-fees = Fixed recovery charges claimable

diagnosis-foot = Page made by Relance, open-source receivables software.
