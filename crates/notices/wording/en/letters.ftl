letters-title = Letters to post
letters-lead = In posting order: country, post code, addressee. Each account is read again when printing; what is no longer due is not printed.
letters-none = No letter waits to be posted.
letters-choose = Choose
letters-to = Addressee
letters-kind = Kind
letters-number = Item number
letters-print = Print the letters ticked
letters-print-hint = One PDF: the letters, then the posting list. The address shows in the window of the envelope.
letters-posted-on = Posted on
letters-post = The letters ticked were posted
letters-post-hint = The steps move on, and what was printed is kept as it was.
letters-printed = Printed
letters-to-print = To print
letters-no-address = Address incomplete
letters-in-vain = To take out of the pile
letters-in-vain-hint = Printed in the last days, but they must not leave any more.
letters-at-once = { $count ->
    [one] One letter a print at most.
   *[other] { $count } letters a print at most; the next ones are printed after them.
}
letters-open = Letter (PDF)
letters-kept = The letter as it left
letters-kept-hint = The printed file was kept, to the byte.
flash-letters-posted = { $count ->
    [one] One letter is noted as posted.
   *[other] { $count } letters are noted as posted.
}
settings-window = Window of the envelopes
settings-window-usual = As usual in the country
settings-window-right = At the right
settings-window-left = At the left (DIN)
settings-window-hint = The address of the recipient is printed there.
letters-address = Postal address
letters-address-act = Keep the address
flash-address-kept = The postal address is kept.
event-letter-printed = Letter printed
letters-posted = Posted
letters-changed = Amount changed, print again
flash-letters-elsewhere = A letter is noted here: tick it, then say that it was posted.
letters-cost = Price of the letter
letters-give = Give the letters ticked to { $service }
letters-give-hint = It prints and posts them, and is paid for each. They count as posted today; what it does not take stays here.
flash-letters-given = { $count ->
    [0] No letter was given: what was chosen is no longer due.
    [one] One letter was given to the service.
   *[other] { $count } letters were given to the service.
}
flash-letters-unknown = { $count ->
    [one] The service did not answer about one letter: it may have it. The departures board asks what became of it.
   *[other] The service did not answer about { $count } letters: it may have them. The departures board asks what became of each.
}
event-letter-not-taken = Letter not taken by the posting service
event-letter-number = The post gave the letter its number
