-- Columns: identities, counts and minor units are bigint; days are text YYYY-MM-DD; instants are text
-- YYYY-MM-DDTHH:MM:SS.mmmZ; bytes are bytea; a yes or no is a date that may be missing; JSON is text.
-- One row is one fact, dated by known_at; what ends a fact is a date on it, never a deletion.

create table installation (
  name text primary key,
  value text not null,
  set_at text not null
);

create table creditor (
  id bigint primary key,
  name text not null,
  siren text,
  country text not null,
  region text,
  language text not null,
  time_zone text not null,
  currency text not null,
  mode text not null,
  mode_set_at text not null,
  stopped_on text,
  upgraded_on text,
  settings text not null,
  profile text not null,
  created_at text not null
);

create table person (
  id bigint primary key,
  email text not null unique,
  name text not null,
  password_hash text,
  language text not null,
  created_at text not null,
  disabled_at text
);

create table person_scope (
  person_id bigint not null references person (id),
  creditor_id bigint not null references creditor (id),
  role text not null,
  primary key (person_id, creditor_id)
);

create table session (
  token_hash text primary key,
  person_id bigint not null references person (id),
  created_at text not null,
  seen_at text not null,
  expires_at text not null
);
create index session_person on session (person_id);

create table sign_in_link (
  token_hash text primary key,
  person_id bigint not null references person (id),
  created_at text not null,
  expires_at text not null,
  used_at text
);

-- What a program uses to bring files for one company, known by the hash of its token.
create table api_token (
  id bigint primary key,
  creditor_id bigint not null references creditor (id),
  name text not null,
  token_hash text not null unique,
  created_at text not null,
  created_by text not null,
  used_at text,
  revoked_at text
);

-- What happened, kept for ever: rows are only ever added.
create table journal (
  id bigint primary key,
  creditor_id bigint not null,
  debtor_id bigint,
  at text not null,
  who text not null,
  act text not null,
  noun text not null,
  noun_id bigint,
  before text,
  after text
);
create index journal_account on journal (creditor_id, debtor_id, id);

create table debtor (
  id bigint primary key,
  creditor_id bigint not null references creditor (id),
  source text not null,
  natural_key text not null,
  name text not null,
  search_name text not null,
  siren text,
  vat_number text,
  kind text not null,
  country text not null,
  region text,
  language text not null,
  time_zone text not null,
  address text,
  phase text not null,
  claim_announced_on text,
  claim_file_by_on text,
  difficulty text,
  parent_id bigint,
  strategy_override text,
  tags text not null,
  sales_person text not null default '',
  sector text not null default '',
  company_size text not null default '',
  site text not null default '',
  own_fields text not null default '{}',
  known_at text not null,
  removed_at text,
  merged_into_id bigint,
  unique (creditor_id, source, natural_key)
);
-- Few debtors belong to a group: these two are nearly empty.
create index debtor_child on debtor (creditor_id, id, parent_id) where parent_id is not null;
create index debtor_parent on debtor (creditor_id, parent_id, id) where parent_id is not null;

-- Debtors that proved to be one, with every row that moved, so that it can be undone.
create table debtor_merge (
  id bigint primary key,
  creditor_id bigint not null references creditor (id),
  from_debtor_id bigint not null references debtor (id),
  into_debtor_id bigint not null references debtor (id),
  merged_at text not null,
  merged_by text not null,
  undone_at text,
  undone_by text
);

create table debtor_merge_row (
  merge_id bigint not null references debtor_merge (id),
  noun text not null,
  row_id bigint not null,
  primary key (merge_id, noun, row_id)
);

create table cleaning_dismissal (
  creditor_id bigint not null references creditor (id),
  finding_key text not null,
  dismissed_at text not null,
  dismissed_by text not null,
  primary key (creditor_id, finding_key)
);

create table contact (
  id bigint primary key,
  creditor_id bigint not null,
  debtor_id bigint not null references debtor (id),
  role text not null,
  name text not null,
  email text,
  phone text,
  language text,
  refused_on text,
  bounced_on text,
  texts_refused_on text,
  texts_failed_on text,
  known_at text not null,
  removed_at text
);
create index contact_account on contact (creditor_id, debtor_id, id);

-- An invoice is its items: rows of one debtor that share a reference. Items and allocations come by the
-- million from ledgers whose links the store has just made: foreign keys would look each of them up again.
create table item (
  id bigint primary key,
  creditor_id bigint not null,
  debtor_id bigint not null,
  kind text not null,
  reference text not null,
  instalment bigint not null,
  issued_on text not null,
  delivered_on text,
  due_on text not null,
  amount_minor bigint not null,
  open_minor bigint not null,
  currency text not null,
  reopened_on text,
  unconfirmed text,
  strategy_override text,
  origin_item_id bigint,
  label text,
  source text not null,
  natural_key text not null,
  import_id bigint,
  known_at text not null
);
create unique index item_natural_key on item (creditor_id, source, natural_key);
create index item_account on item (creditor_id, debtor_id, issued_on);
create index item_reference on item (creditor_id, reference);
-- The daily run reads this index and nothing else of the table: settled history costs it nothing.
create index item_open on item (
  creditor_id, debtor_id, id, kind, reference, instalment, issued_on, delivered_on, due_on,
  amount_minor, open_minor, currency, reopened_on, unconfirmed, strategy_override, known_at
) where open_minor <> 0;
-- The aged balance of today reads this one, in order, so that nothing has to be sorted.
create index item_aging on item (creditor_id, currency, due_on, kind, open_minor) where open_minor <> 0;

-- What was billed in a span of days, for the delay of payment of the whole ledger.
create index item_issued on item (creditor_id, issued_on, kind, currency, amount_minor);

-- What was put against a claim. No source: settled elsewhere, written off or cancelled (see basis). No
-- claim: a credit paid back, moved elsewhere or cancelled.
create table allocation (
  id bigint primary key,
  creditor_id bigint not null,
  debtor_id bigint not null,
  claim_item_id bigint,
  source_item_id bigint,
  amount_minor bigint not null,
  effective_on text not null,
  basis text not null,
  import_id bigint,
  known_at text not null,
  reversed_on text,
  reversed_at text,
  -- Of a platform's word: the payment that showed its money.
  replaced_by_item_id bigint
);
create index allocation_account on allocation (creditor_id, debtor_id, id);
create index allocation_effective on allocation (creditor_id, effective_on);
create index allocation_known on allocation (creditor_id, known_at);
create index allocation_reversed on allocation (creditor_id, reversed_at) where reversed_at is not null;
-- What platforms told and no payment has replaced yet: nearly empty.
create index allocation_platform on allocation (creditor_id, claim_item_id)
  where basis = 'platform' and reversed_at is null and source_item_id is null;
create index allocation_replaced on allocation (replaced_by_item_id) where replaced_by_item_id is not null;
create index allocation_claim on allocation (claim_item_id) where claim_item_id is not null;
create index allocation_source on allocation (source_item_id) where source_item_id is not null;

create table promise (
  id bigint primary key,
  creditor_id bigint not null,
  debtor_id bigint not null references debtor (id),
  taken_on text not null,
  pay_on text not null,
  taken_by text not null,
  known_at text not null,
  outcome text,
  closed_on text,
  closed_at text
);
create index promise_account on promise (creditor_id, debtor_id, id);
create index promise_open on promise (creditor_id, pay_on) where closed_at is null;

create table promise_item (
  promise_id bigint not null references promise (id),
  item_id bigint not null references item (id),
  creditor_id bigint not null,
  debtor_id bigint not null,
  amount_minor bigint not null,
  currency text not null,
  primary key (promise_id, item_id)
);
create index promise_item_account on promise_item (creditor_id, debtor_id, promise_id);

create table instalment_plan (
  id bigint primary key,
  creditor_id bigint not null,
  debtor_id bigint not null references debtor (id),
  agreed_on text not null,
  tolerance_days bigint not null,
  default_after_days bigint,
  acceptance text,
  taken_by text not null,
  known_at text not null,
  outcome text,
  closed_on text,
  closed_at text
);
create index instalment_plan_account on instalment_plan (creditor_id, debtor_id, id);
create index instalment_plan_running on instalment_plan (creditor_id, debtor_id) where closed_at is null;

create table plan_item (
  plan_id bigint not null references instalment_plan (id),
  item_id bigint not null references item (id),
  creditor_id bigint not null,
  debtor_id bigint not null,
  amount_minor bigint not null,
  open_minor bigint not null,
  currency text not null,
  primary key (plan_id, item_id)
);
create index plan_item_account on plan_item (creditor_id, debtor_id, plan_id);

create table plan_instalment (
  plan_id bigint not null references instalment_plan (id),
  number bigint not null,
  creditor_id bigint not null,
  debtor_id bigint not null,
  due_on text not null,
  amount_minor bigint not null,
  currency text not null,
  primary key (plan_id, number)
);
create index plan_instalment_account on plan_instalment (creditor_id, debtor_id, plan_id, number);

create table dispute (
  id bigint primary key,
  creditor_id bigint not null,
  debtor_id bigint not null references debtor (id),
  item_id bigint not null references item (id),
  amount_minor bigint,
  currency text,
  reason text not null,
  note text,
  opened_by text not null,
  opened_on text not null,
  known_at text not null,
  -- Who answers for it, and by when.
  side text not null,
  owner_id bigint references person (id),
  answer_by text,
  outcome text,
  fault text,
  closed_by text,
  closed_on text,
  closed_at text,
  -- What its settlement owes the debtor, until a credit note has come or a person says that none will.
  awarded_minor bigint,
  awarded_currency text,
  award_ended_on text,
  award_ended_at text
);
create index dispute_account on dispute (creditor_id, debtor_id, id);
create index dispute_open on dispute (creditor_id, answer_by) where closed_at is null;
create index dispute_award on dispute (creditor_id, debtor_id) where awarded_minor is not null;
create index dispute_closed on dispute (creditor_id, closed_on) where closed_at is not null;

-- What people say to each other about a dispute; the debtor never sees it.
create table dispute_note (
  id bigint primary key,
  creditor_id bigint not null,
  dispute_id bigint not null references dispute (id),
  written_by text not null,
  written_at text not null,
  words text not null
);
create index dispute_note_dispute on dispute_note (dispute_id, id);

create table dispute_evidence (
  id bigint primary key,
  creditor_id bigint not null,
  dispute_id bigint not null references dispute (id),
  added_by text not null,
  added_at text not null,
  file_name text not null,
  size bigint not null,
  digest text not null,
  content bytea not null
);
create index dispute_evidence_dispute on dispute_evidence (dispute_id, id);

create table dispute_gesture (
  id bigint primary key,
  creditor_id bigint not null,
  dispute_id bigint not null references dispute (id),
  amount_minor bigint not null,
  currency text not null,
  words text not null,
  proposed_by text not null,
  proposed_at text not null,
  verdict text,
  answer text,
  answered_by text,
  answered_at text
);
create index dispute_gesture_dispute on dispute_gesture (dispute_id, id);
create index dispute_gesture_waiting on dispute_gesture (creditor_id, dispute_id) where answered_at is null;

create table hold (
  id bigint primary key,
  creditor_id bigint not null,
  debtor_id bigint not null references debtor (id),
  item_id bigint references item (id),
  reason text not null,
  note text,
  held_by text not null,
  from_on text not null,
  until_on text,
  known_at text not null,
  lifted_on text,
  lifted_at text
);
create index hold_account on hold (creditor_id, debtor_id, id);

create table reply (
  id bigint primary key,
  creditor_id bigint not null,
  debtor_id bigint not null references debtor (id),
  received_on text not null,
  received_at text not null,
  summary text not null,
  known_at text not null,
  handled_on text,
  handled_at text,
  handled_by text,
  message_id text,
  sender text,
  subject text,
  words text
);
create index reply_message on reply (creditor_id, message_id);
create index reply_account on reply (creditor_id, debtor_id, id);
create index reply_waiting on reply (creditor_id, received_at) where handled_at is null;

-- What an answer seems to say, each with its sentence, and what a person made of it.
create table reply_statement (
  reply_id bigint not null references reply (id),
  place bigint not null,
  creditor_id bigint not null,
  says text not null,
  statement text not null,
  verdict text,
  judged_at text,
  judged_by text,
  primary key (reply_id, place)
);

-- Answers that belong to no account yet, until a person says whose they are or that they are nobody's.
create table unplaced_answer (
  id bigint primary key,
  creditor_id bigint not null references creditor (id),
  message_id text not null,
  sender text not null,
  subject text not null,
  words text not null,
  statements text not null,
  candidates text not null,
  received_on text not null,
  known_at text not null,
  settled_at text,
  settled_by text,
  reply_id bigint
);
create index unplaced_answer_waiting on unplaced_answer (creditor_id, id) where settled_at is null;
create index unplaced_answer_message on unplaced_answer (creditor_id, message_id);

create table strategy_version (
  id bigint primary key,
  creditor_id bigint not null references creditor (id),
  key text not null,
  number bigint not null,
  text text not null,
  digest text not null,
  published_at text not null,
  published_by text not null,
  unique (creditor_id, key, number)
);

-- Which accounts follow which strategy: the first whose condition holds, lowest priority number first. A segment
-- that was taken away keeps its row, for the history of moves.
create table segment (
  id bigint primary key,
  creditor_id bigint not null references creditor (id),
  name text not null,
  condition text not null,
  strategy text not null,
  priority bigint not null,
  known_at text not null,
  removed_at text
);
create index segment_priority on segment (creditor_id, priority, id) where removed_at is null;

-- Accounts that came into a segment or left it. No segment: none of them holds.
create table segment_move (
  id bigint primary key,
  creditor_id bigint not null,
  debtor_id bigint not null,
  from_segment_id bigint,
  to_segment_id bigint,
  moved_on text not null,
  known_at text not null,
  moved_by text not null,
  evidence text not null
);
create index segment_move_account on segment_move (creditor_id, debtor_id, id);

-- Conditions somebody wants to hear of, and the accounts they held for.
create table alert (
  id bigint primary key,
  creditor_id bigint not null references creditor (id),
  name text not null,
  condition text not null,
  act text not null,
  campaign_id bigint,
  is_on bigint not null,
  known_at text not null,
  removed_at text
);
create index alert_creditor on alert (creditor_id, id) where removed_at is null;

create table alert_hit (
  id bigint primary key,
  creditor_id bigint not null,
  alert_id bigint not null references alert (id),
  debtor_id bigint not null,
  began_on text not null,
  ended_on text,
  evidence text not null,
  known_at text not null,
  handled_at text,
  handled_by text,
  told_at text,
  -- The campaign it starts waits for another one since that day.
  waits_since text
);
create index alert_hit_account on alert_hit (creditor_id, debtor_id, id);
create index alert_hit_open on alert_hit (creditor_id, alert_id, id) where ended_on is null;
create index alert_hit_untold on alert_hit (creditor_id, id) where told_at is null;

-- Messages to accounts somebody chose, beside the strategies; its accounts are fixed when it is approved.
create table campaign (
  id bigint primary key,
  creditor_id bigint not null references creditor (id),
  name text not null,
  brief text not null,
  on_day text not null,
  until_on text not null,
  known_at text not null,
  made_by text not null,
  approved_at text,
  approved_by text,
  ended_at text,
  ended_by text,
  alert_id bigint references alert (id)
);
create index campaign_creditor on campaign (creditor_id, id);
create index campaign_alert on campaign (creditor_id, alert_id, on_day) where alert_id is not null;
create index campaign_running on campaign (creditor_id, until_on) where approved_at is not null;

create table campaign_account (
  campaign_id bigint not null references campaign (id),
  creditor_id bigint not null,
  debtor_id bigint not null references debtor (id),
  left_out text,
  primary key (campaign_id, debtor_id)
);
create index campaign_account_part on campaign_account (creditor_id, debtor_id, campaign_id) where left_out is null;

-- Claims handed over to somebody else, what they did and cost, and how it ended.
create table referral (
  id bigint primary key,
  creditor_id bigint not null references creditor (id),
  debtor_id bigint not null references debtor (id),
  handed_to text not null,
  hands text not null,
  covers text not null,
  handed_on text not null,
  fee_basis_points bigint,
  note text,
  known_at text not null,
  made_by text not null,
  ended_on text,
  outcome text,
  ended_at text,
  ended_by text
);
create index referral_account on referral (creditor_id, debtor_id, id);

create table referral_item (
  referral_id bigint not null references referral (id),
  creditor_id bigint not null,
  item_id bigint not null references item (id),
  amount_minor bigint not null,
  hold_id bigint not null,
  primary key (referral_id, item_id)
);
create index referral_item_creditor on referral_item (creditor_id, referral_id);
create index referral_item_claim on referral_item (item_id);

create table referral_entry (
  id bigint primary key,
  creditor_id bigint not null,
  referral_id bigint not null references referral (id),
  kind text not null,
  on_day text not null,
  amount_minor bigint,
  currency text,
  words text not null,
  known_at text not null,
  made_by text not null
);
create index referral_entry_of on referral_entry (creditor_id, referral_id, id);

-- What is done, besides asking, to somebody who does not pay: proposed, approved, announced, in force, lifted.
create table sanction (
  id bigint primary key,
  creditor_id bigint not null references creditor (id),
  debtor_id bigint not null references debtor (id),
  measure text not null,
  why text not null,
  proposed_on text not null,
  wished_on text not null,
  known_at text not null,
  made_by text not null,
  approved_at text,
  approved_by text,
  from_on text,
  ended_on text,
  ending text,
  ended_words text,
  ended_at text,
  ended_by text
);
create index sanction_account on sanction (creditor_id, debtor_id, id);

create table sanction_item (
  sanction_id bigint not null references sanction (id),
  creditor_id bigint not null,
  item_id bigint not null references item (id),
  amount_minor bigint not null,
  primary key (sanction_id, item_id)
);
create index sanction_item_creditor on sanction_item (creditor_id, sanction_id);

-- What people inside the company are told by e-mail, each thing once.
create table team_mail (
  id bigint primary key,
  creditor_id bigint not null references creditor (id),
  mail_key text not null,
  addresses text not null,
  subject text not null,
  body text not null,
  state text not null,
  known_at text not null,
  moved_at text,
  answer text,
  unique (creditor_id, mail_key)
);
-- The words a company wrote in place of those that ship; none stands for the words that ship again.
create table message_template (
  id bigint primary key,
  creditor_id bigint not null references creditor (id),
  name text not null,
  language text not null,
  content text,
  why text not null,
  known_at text not null,
  made_by text not null
);
create index message_template_name on message_template (creditor_id, name, language, id);
create index message_template_newest on message_template (creditor_id, id);

-- Programs that are told what happens: from which entry of the journal on, and how that goes.
create table webhook (
  creditor_id bigint not null references creditor (id),
  name text not null,
  from_id bigint not null,
  known_at text not null,
  failures bigint not null,
  next_try_at text,
  trouble text,
  moved_at text not null,
  primary key (creditor_id, name)
);
-- What each of them has taken since then.
create table webhook_taken (
  creditor_id bigint not null,
  name text not null,
  journal_id bigint not null,
  primary key (creditor_id, name, journal_id)
);

create index team_mail_waiting on team_mail (creditor_id, id) where state = 'waiting';

-- One row for each account: when its verdict can next change by itself. The first day stands for "now".
create table review (
  debtor_id bigint primary key references debtor (id),
  creditor_id bigint not null,
  next_review_on text not null,
  changed_at text,
  decided_on text,
  verdict_digest bigint,
  decision_id bigint,
  strategy_version_id bigint,
  episode_started_on text,
  segment_id bigint
);
create index review_due on review (creditor_id, next_review_on, debtor_id);

create table decision (
  id bigint primary key,
  creditor_id bigint not null,
  debtor_id bigint not null,
  decided_on text not null,
  known_at text not null,
  verdict text not null,
  reasons text not null,
  strategy_version_id bigint,
  next_review_on text not null,
  gate text
);
create index decision_held on decision (creditor_id, debtor_id, id) where gate is not null;
create index decision_account on decision (creditor_id, debtor_id, id);

-- What was written down to be carried, and what became of it.
create table notice (
  id bigint primary key,
  creditor_id bigint not null,
  debtor_id bigint not null,
  decision_id bigint,
  notice_key text not null,
  channel text not null,
  step text not null,
  leading_item_id bigint not null,
  act text not null,
  release text not null,
  planned_on text not null,
  planned_at text not null,
  confirmed_at text,
  confirmed_by text,
  claimed_at text,
  claimed_by text,
  reserved_at text,
  attempts bigint not null,
  try_again_at text,
  sent_at text,
  refused_at text,
  refused_cause text,
  unknown_at text,
  unknown_evidence text,
  ended_on text,
  withdrawn_at text,
  withdrawn_reason text,
  settled_by text,
  returned_at text,
  returned_cause text,
  delivered_at text
);
create unique index notice_once on notice (creditor_id, notice_key)
  where withdrawn_at is null and refused_at is null and returned_at is null;
create unique index notice_one_voice on notice (debtor_id, channel, planned_on)
  where withdrawn_at is null and refused_at is null and returned_at is null and channel <> 'task'
  and step <> 'personal-message';
create index notice_account on notice (creditor_id, debtor_id, id);
create index notice_waiting on notice (creditor_id, debtor_id, id)
  where sent_at is null and withdrawn_at is null and refused_at is null;
create index notice_failed on notice (creditor_id, debtor_id, id)
  where refused_at is not null or unknown_at is not null or returned_at is not null;
create index notice_sent on notice (creditor_id, sent_at) where sent_at is not null;

-- The exact message and what the carrier said: kept as evidence.
create table notice_evidence (
  notice_id bigint primary key references notice (id),
  creditor_id bigint not null,
  message_id text not null,
  recipient text not null,
  subject text not null,
  message bytea not null,
  receipt text,
  -- What the carrier asks for it, in millionths of a unit of the currency; nothing when that is not known.
  cost_micros bigint,
  cost_currency text,
  -- The number the post gave a letter that a service posted.
  tracking_number text,
  -- Once the words are no longer kept: the day they went, and what the bytes were.
  forgotten_on text,
  digest text,
  size bigint
);
create index notice_evidence_message on notice_evidence (message_id);
create index notice_evidence_receipt on notice_evidence (receipt);
create index notice_evidence_recipient on notice_evidence (recipient);

-- What the carrier calls each part of a text message that left in several, and when the handset had it.
create table text_part (
  notice_id bigint not null references notice (id),
  creditor_id bigint not null,
  reference text not null,
  delivered_at text,
  primary key (notice_id, reference)
);
create index text_part_reference on text_part (reference);

-- What people wrote to one debtor, in their own words.
create table personal_message (
  notice_id bigint primary key references notice (id),
  creditor_id bigint not null,
  subject text not null,
  words text not null,
  -- The answer it is about, and the Message-ID it goes on from.
  reply_id bigint,
  in_reply_to text
);

-- What came of calls, and why invoices are not paid, as the debtor said.
create table call_report (
  notice_id bigint primary key references notice (id),
  creditor_id bigint not null,
  outcome text not null,
  reason text,
  called_on text not null,
  words text not null,
  known_at text not null,
  made_by text not null
);
create index call_report_day on call_report (creditor_id, called_on);

-- Contacts that really took place.
create table contact_made (
  id bigint primary key,
  creditor_id bigint not null,
  debtor_id bigint not null,
  notice_id bigint,
  step text,
  channel text not null,
  direction text not null,
  made_on text not null,
  made_at text not null,
  made_by text not null,
  payment_asked_by text,
  note text,
  variant text,
  -- When its message came back: the debtor never saw it, and it counts for nothing from then on.
  returned_at text
);
create index contact_made_account on contact_made (creditor_id, debtor_id, made_on);
create index contact_made_day on contact_made (creditor_id, made_on);
create unique index contact_made_notice on contact_made (notice_id) where notice_id is not null;

create table contact_item (
  contact_id bigint not null references contact_made (id),
  item_id bigint not null,
  creditor_id bigint not null,
  debtor_id bigint not null,
  made_on text not null,
  step text not null,
  day bigint,
  tone bigint,
  primary key (contact_id, item_id)
);
create index contact_item_account on contact_item (creditor_id, debtor_id, made_on);

create table import (
  id bigint primary key,
  creditor_id bigint not null references creditor (id),
  source text not null,
  kind text not null,
  file_name text not null,
  digest text not null,
  size bigint not null,
  as_of_on text,
  received_at text not null,
  received_by text not null,
  finished_at text,
  summary text
);
create index import_account on import (creditor_id, id);
create index import_digest on import (creditor_id, digest);

create table import_original (
  import_id bigint not null references import (id),
  ordinal bigint not null,
  creditor_id bigint not null,
  form text not null,
  content bytea not null,
  primary key (import_id, ordinal)
);

-- What platforms said of invoices that are not there yet.
create table waiting_status (
  id bigint primary key,
  creditor_id bigint not null,
  import_id bigint not null references import (id),
  reference text not null,
  status text not null,
  known_at text not null,
  applied_at text
);
create index waiting_status_reference on waiting_status (creditor_id, reference) where applied_at is null;

-- The file of an electronic invoice as the document of the items it came as; its bytes stay with the import.
create table item_document (
  item_id bigint not null,
  import_id bigint not null references import (id),
  creditor_id bigint not null,
  form text not null,
  known_at text not null,
  primary key (item_id, import_id)
);

create table import_problem (
  import_id bigint not null references import (id),
  ordinal bigint not null,
  line bigint,
  field text,
  kind text not null,
  found text not null,
  kept text not null,
  primary key (import_id, ordinal)
);

create table source_mapping (
  creditor_id bigint not null references creditor (id),
  source text not null,
  list text not null,
  mapping text not null,
  set_at text not null,
  primary key (creditor_id, source, list)
);

create table bank_entry (
  id bigint primary key,
  creditor_id bigint not null references creditor (id),
  natural_key text not null,
  account text not null,
  booked_on text not null,
  value_on text,
  amount_minor bigint not null,
  currency text not null,
  remitter_name text,
  remitter_iban text,
  structured_reference text,
  text text not null,
  end_to_end text,
  import_id bigint,
  known_at text not null,
  settled_at text,
  settled_by text,
  set_aside_reason text,
  unique (creditor_id, natural_key)
);
-- Lines of a file that was read again with other columns: nearly empty.
create index bank_entry_read_again on bank_entry (creditor_id, natural_key) where set_aside_reason = 'read-again';
create index bank_entry_waiting on bank_entry (creditor_id, booked_on) where settled_at is null;
create index bank_entry_settled on bank_entry (creditor_id, settled_at) where settled_at is not null;

-- The payments that a notification tells of one entry, and the entry it proved to be of.
create table bank_detail (
  id bigint primary key,
  creditor_id bigint not null references creditor (id),
  natural_key text not null,
  account text not null,
  booked_on text not null,
  amount_minor bigint not null,
  currency text not null,
  reference text not null,
  batch text not null,
  transactions text not null,
  entry_key text,
  import_id bigint,
  known_at text not null,
  unique (creditor_id, natural_key)
);
create index bank_detail_day on bank_detail (creditor_id, booked_on);

-- The payments an entry became: one, or several when a person split it. What was undone carries its instant.
create table bank_entry_payment (
  item_id bigint primary key,
  entry_id bigint not null references bank_entry (id),
  creditor_id bigint not null,
  debtor_id bigint not null,
  amount_minor bigint not null,
  made_at text not null,
  made_by text not null,
  undone_at text,
  undone_by text
);
create index bank_entry_payment_entry on bank_entry_payment (entry_id);

-- What may be done with an entry that waits, best first, as cash application said at that instant.
create table bank_proposal (
  entry_id bigint primary key references bank_entry (id),
  creditor_id bigint not null,
  proposals text not null,
  proposed_at text not null
);

-- Accounts and names that people confirmed as a debtor's, and how often.
create table known_payer (
  creditor_id bigint not null references creditor (id),
  kind text not null,
  value text not null,
  debtor_id bigint not null references debtor (id),
  confirmed bigint not null,
  last_at text not null,
  primary key (creditor_id, kind, value, debtor_id)
);

-- Balances of statements, to chain them and to see which days are missing.
create table bank_statement (
  id bigint primary key,
  creditor_id bigint not null references creditor (id),
  natural_key text not null,
  account text not null,
  currency text not null,
  opened_on text,
  tells_from_on text,
  closed_on text,
  opening_minor bigint,
  closing_minor bigint,
  credits_minor bigint not null,
  debits_minor bigint not null,
  entries bigint not null,
  import_id bigint,
  known_at text not null,
  unique (creditor_id, natural_key)
);
create index bank_statement_account on bank_statement (creditor_id, account, closed_on);
