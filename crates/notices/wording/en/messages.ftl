# Writing to a customer, and the words to start from. What begins with "draft-" is read by the customer.

message-title = Write to the customer
message-lead = The message leaves within a minute, once, with your letterhead and signature. It counts as a contact: no automatic reminder follows it too closely.
message-to = To
message-from = Signed by
message-subject = Subject
message-words = Message
message-hint = An empty line begins a paragraph. Ctrl + Enter sends.
message-statement = Enclose the statement of account
message-handled = The customer’s answer is dealt with
message-send = Send
message-send-next = Send, next call
message-not = Do not write
message-nobody = No contact of this customer can be reached by e-mail.
message-nobody-act = Add or correct a contact
message-act = Write
message-answer = Answer
trial-subject = [Trial] { $subject }
trial-act = Send me a trial
flash-trial-sent = Trial sent to { $address }, without its enclosures.
flash-message-written = Message ready: it leaves within a minute.

draft-greeting = Hello,
draft-greeting-named = Dear { $name },
draft-closing = Kind regards,
draft-invoice = – { $reference }: { $amount }, due { $due }
draft-call-subject = Following our telephone call – { $company }
draft-call-thanks = Thank you for our telephone call today. Here is what we said.
draft-call-promised = You will pay by { $day } at the latest:
draft-call-contested = You dispute:
draft-call-contested-next = We are looking into it and will come back to you; until then we send no reminders for these amounts.
draft-call-paid = You told us that these are paid already:
draft-call-paid-next = Could you give us the date and the reference of the transfer? We are looking for it on our side.
draft-call-open = Still to be paid:
draft-call-open-next = Please tell us on which day this payment is planned.
draft-call-correct = If any of this is not right, simply reply to this message.
