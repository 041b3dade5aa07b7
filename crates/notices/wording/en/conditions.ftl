# Conditions in words. Names of fields are in lower case, without an article: they stand in lists.

field-outstanding = outstanding
field-overdue = overdue
field-credits = unused credits
field-net-due = outstanding less credits
field-largest-invoice = largest open invoice
field-disputed = amount in dispute
field-days-late = days late
field-terms-days = payment terms
field-days-without-contact = days without contact
field-average-days-late = average days late over twelve months
field-open-invoices = open invoices
field-overdue-invoices = overdue invoices
field-paid-invoices = invoices paid in twelve months
field-open-disputes = open disputes
field-open-promises = open promises
field-promises-kept = promises kept
field-promises-broken = promises broken
field-kind = nature
field-country = country
field-language = language
field-phase = phase of the file
field-post-code = post code
field-department = French department
field-town = town
field-name = name
field-key = customer code
field-siren = SIREN
field-group = group
field-sales-person = sales person
field-sector = sector
field-company-size = size
field-site = site
field-tags = tags
field-has-email = e-mail address
field-in-difficulty = short of money

unit-amount = an amount
unit-days = a number of days
unit-count = a number
unit-text = a text
unit-choice = a word of a list
unit-yes-no = a yes or no
unit-words = a list of tags

found-number = a number
found-text = a text
found-list = a list
found-yes-no = a yes or no
found-other = something else

choice-kind-business = business
choice-kind-consumer = consumer
choice-kind-public = public body
choice-language-fr = French
choice-language-en = English
choice-phase-amicable = amicable
choice-phase-pre-litigation = pre-litigation
choice-phase-handed-over = with an agency
choice-phase-litigation = litigation
choice-phase-insolvency = insolvency
choice-phase-deceased = deceased

answer-yes = yes
answer-no = no
answer-unknown = not known

condition-and = and
condition-or = or
condition-not = except { $test }
condition-everybody = everybody
condition-nobody = nobody
condition-days = { $days ->
    [1] 1 day
   *[other] { $days } days
}
condition-in-currency = { $field } in { $currency }
condition-compared = { $field }: { $compared }
condition-quoted = “{ $word }”
condition-is = { $field }: { $value }
condition-not-is = { $field }: not { $value }
condition-starts = { $field }: begins with { $value }
condition-not-starts = { $field }: does not begin with { $value }
condition-ends = { $field }: ends with { $value }
condition-not-ends = { $field }: does not end with { $value }
condition-contains = { $field }: contains { $value }
condition-not-contains = { $field }: does not contain { $value }
condition-tagged = tagged “{ $word }”
condition-not-tagged = not tagged “{ $word }”
condition-yes = with { $field }
condition-no = no { $field }

compare-more = more than { $value }
compare-at-least = at least { $value }
compare-less = less than { $value }
compare-at-most = at most { $value }
compare-equal = exactly { $value }
compare-other = other than { $value }

compare-more-bare = more than
compare-at-least-bare = at least
compare-less-bare = less than
compare-at-most-bare = at most
compare-is-bare = is
compare-is-not-bare = is not
compare-in-bare = is one of
compare-starts-bare = begins with
compare-ends-bare = ends with
compare-contains-bare = contains

fault-at-line = line { $line }, character { $column }: { $words }
fault-at-column = character { $column }: { $words }
fault-empty = the condition is empty; write for instance overdue > 1000
fault-too-long = the condition is too long: { $most } characters at most; make several segments of it
fault-too-deep = too many brackets inside brackets; make several segments of the condition
fault-single-equals = to compare, write == (two equals signs)
fault-word-for-sign = “{ $word }” is written { $sign }
fault-open-quote = this quotation mark is not closed before the end of the line
fault-open-bracket = this bracket is not closed
fault-syntax = “{ $near }” is not expected here; between two criteria, write && (and) or || (or)
fault-syntax-end = something is missing at the end of the condition
fault-unknown-name = no field is called “{ $name }”; a text stands between quotation marks
fault-unknown-name-meant = no field is called “{ $name }”; write { $meant } ({ $field })
fault-unknown-function = the function “{ $name }” does not exist, or not in this way; there are money("EUR", 1000), outstanding_in("USD"), overdue_in("USD"), and for a text .startsWith("…"), .endsWith("…"), .contains("…")
fault-not-used = “{ $sign }” is not used in a condition; compare a field with a value, for instance overdue > 1000
fault-own-is-text = a field of your own is a text; write for instance own["contract"] == "annual"
fault-mismatch = { $name } is { $unit } and is not compared with { $found }; write for instance { $example }
fault-two-currencies = amounts in { $kept } and in { $asked } are never compared; write { $name }_in("{ $asked }") for the part in { $asked }
fault-one-currency = { $name } is kept in the currency of the company only; write the amount without a currency, or use overdue_in("USD") or outstanding_in("USD")
fault-unknown-currency = “{ $code }” is not a currency; write a code of three letters, for instance "EUR"
fault-not-an-amount = { $amount } is not an amount in { $currency }: { $decimals } decimals at most, with a point
fault-not-whole = { $number } is not whole; days and counts have no decimals
fault-unknown-word = “{ $word }” is not a value of { $name }; write { $choices }
fault-no-order = { $name } has no order; write { $example }
fault-nothing-asked = this comparison says nothing of the customer; compare a field with a value, for instance overdue > 1000
fault-not-a-condition = this is neither true nor false; compare a field with a value, for instance overdue > 1000
fault-not-a-condition-field = { $name } alone is neither true nor false; write for instance { $example }
fault-empty-list = the list is empty: nobody is in it; write for instance country in ["FR", "BE"]
