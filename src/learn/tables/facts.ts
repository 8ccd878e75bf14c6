/** `facts`: everything the engine concluded, once, and one view per kind that names its columns for what they hold. */
import { TICKET_RESOLVED } from '../../define/index.ts';
import type { TableDefinition, ViewDefinition } from './table.ts';

export const facts: TableDefinition = {
  name: 'facts',
  comment: 'Everything the engine concluded, once. The views name the columns of each kind for what they hold.',
  columns: [
    { name: 'partition', type: 'UInt16', comment: 'Partition of the engine.' },
    { name: 'seq', type: 'UInt64 CODEC(DoubleDelta, LZ4)', comment: 'Dense number within the partition, shared with events.' },
    { name: 'position', type: 'UInt64 CODEC(DoubleDelta, LZ4)', comment: 'Position in the log of the entry that led to it.' },
    { name: 'ordinal', type: 'UInt32', comment: 'Which fact of that entry, from 0.' },
    {
      name: 'kind',
      type: 'String',
      comment:
        'identity, profile, consent, tag, segment, journey, decision, exposure, verdict, message, ticket, benefit, model, release, duplicate, alert, reroute, draft, rollout, failure.',
    },
    {
      name: 'action',
      type: 'String',
      comment: 'What happened, by kind: entered, left, set, removed, send, defer, suppress, ...',
    },
    { name: 'customer', type: 'String', comment: 'Customer id, or empty.' },
    {
      name: 'at',
      type: "DateTime64(3, 'UTC') CODEC(DoubleDelta, LZ4)",
      comment: "When it became true: the due time of a wake-up, else the entry's at.",
    },
    { name: 'name', type: 'String', comment: 'Id of the definition it is about; of a merge, the absorbed customer.' },
    { name: 'version', type: 'UInt32', comment: 'Version of that definition, 0 when it has none.' },
    { name: 'journey', type: 'String', comment: 'Journey, or empty.' },
    { name: 'step', type: 'String', comment: 'Step of the journey, or empty.' },
    { name: 'subject', type: 'String', comment: 'Id of the journey instance or message, or empty.' },
    { name: 'detail', type: 'String CODEC(ZSTD(1))', comment: 'JSON object: rule, values read, and the like; or empty.' },
  ],
  indexes: ['seq_range seq TYPE minmax GRANULARITY 1', 'at_range at TYPE minmax GRANULARITY 1'],
  // No column is LowCardinality: a dictionary costs as much at the insert as all the rest of the reading, and sorted texts are as small.
  orderBy: 'kind, action, customer, at',
};

const WHEN = 'at, partition, seq, position';
const RULE = "JSONExtractString(detail, 'rule') AS rule, JSONExtractRaw(detail, 'read') AS read";

function viewOf(name: string, { kind, columns, comment }: { kind: string; columns: string; comment: string }): ViewDefinition {
  return { name, comment, select: `SELECT customer, ${columns}, ${WHEN}, detail FROM facts WHERE kind = '${kind}'` };
}

const instant = (key: string): string => `fromUnixTimestamp64Milli(JSONExtractInt(detail, '${key}'), 'UTC')`;

/** What ended a message's stay in the outbox; a message that was sent again after a failure counts as sent. */
const STATUS =
  "multiIf(countIf(action = 'sent') > 0, 'sent', countIf(action = 'failed') > 0, 'failed', countIf(action = 'withdrawn') > 0, 'withdrawn', 'waiting')";
const BY_MACHINE = "JSONExtractBool(detail, 'machine')";

/** Rows of the view `messages`, of those facts alone for which the condition holds. */
export function messagesSql(facts?: string): string {
  return `SELECT subject AS message, anyIf(customer, action = 'decided') AS customer, anyIf(journey, action = 'decided') AS journey,
  anyIf(step, action = 'decided') AS step, anyIf(name, action = 'decided') AS template, anyIf(version, action = 'decided') AS template_version,
  anyIf(JSONExtractString(detail, 'channel'), action = 'decided') AS channel, anyIf(JSONExtractString(detail, 'purpose'), action = 'decided') AS purpose,
  anyIf(at, action = 'decided') AS decided, ${STATUS} AS status,
  anyIf(JSONExtractString(detail, 'reason'), action IN ('failed', 'withdrawn')) AS reason,
  anyIf(${instant('receivedAt')}, action = 'decided') AS received_at, anyIf(${instant('decidedAt')}, action = 'sent') AS decided_at,
  anyIf(${instant('dispatchedAt')}, action = 'sent') AS dispatched_at,
  if(status = 'sent' AND toUnixTimestamp64Milli(received_at) > 0, toUnixTimestamp64Milli(dispatched_at) - toUnixTimestamp64Milli(received_at), NULL) AS latency_ms,
  countIf(action = 'redelivered') AS redelivered, countIf(action = 'delivered') > 0 AS delivered, countIf(action = 'bounced') > 0 AS bounced,
  countIf(action = 'opened' AND NOT ${BY_MACHINE}) > 0 AS opened, countIf(action = 'opened' AND ${BY_MACHINE}) > 0 AS opened_by_machine,
  countIf(action = 'clicked' AND NOT ${BY_MACHINE}) > 0 AS clicked, countIf(action = 'clicked' AND ${BY_MACHINE}) > 0 AS clicked_by_machine,
  countIf(action = 'replied') AS replies, countIf(action = 'unsubscribed') > 0 AS unsubscribed, countIf(action = 'complained') > 0 AS complained
FROM facts WHERE kind = 'message'${facts === undefined ? '' : ` AND ${facts}`} GROUP BY subject`;
}

/** One row per message: what decided it, what became of it, how long it took. */
const messages: ViewDefinition = {
  name: 'messages',
  comment:
    'One row per message: who, why, what became of it, what came back, and the time from the event received to the hand-over (null when time alone led to it). Opens and clicks of machines (mail proxies, link scanners) stand apart.',
  select: messagesSql(),
};

const returns: ViewDefinition = {
  name: 'returns',
  comment:
    'What came back about messages, one row each: delivered, bounced, opened, clicked, replied, unsubscribed, resubscribed, complained, answered.',
  select: `SELECT customer, action AS what, subject AS message, journey, step, JSONExtractString(detail, 'channel') AS channel,
  JSONExtractString(detail, 'purpose') AS purpose, ${BY_MACHINE} AS machine, JSONExtractBool(detail, 'permanent') AS permanent,
  JSONExtractString(detail, 'link') AS link, JSONExtractString(detail, 'text') AS text, ${WHEN}, detail
FROM facts WHERE kind = 'message' AND action IN ('delivered', 'bounced', 'opened', 'clicked', 'replied', 'unsubscribed', 'resubscribed', 'complained', 'answered')`,
};

/** One row per ticket; what resolves it is an event of any source. */
const tickets: ViewDefinition = {
  name: 'tickets',
  comment: 'One row per ticket that a journey has opened: whose it is, until when, and whether it is resolved.',
  select: `SELECT customer, subject AS ticket, name AS template, journey, step, JSONExtractString(detail, 'owner') AS owner,
  JSONExtractString(detail, 'priority') AS priority, JSONExtractString(detail, 'channel') AS channel, ${instant('dueAt')} AS due_at,
  if(done.ticket = '', NULL, done.first) AS resolved_at, if(done.ticket = '', 'open', 'resolved') AS status, ${WHEN}, detail
FROM facts LEFT JOIN (SELECT JSONExtractString(properties, 'ticket_id') AS ticket, min(time) AS first FROM events WHERE event = '${TICKET_RESOLVED}' GROUP BY ticket) AS done
ON facts.subject = done.ticket WHERE kind = 'ticket' AND action = 'opened'`,
};

export const factViews: readonly ViewDefinition[] = [
  viewOf('identity_changes', {
    kind: 'identity',
    columns: 'action, name, subject',
    comment: 'Customers created, linked, merged; identifiers dropped or blocked.',
  }),
  viewOf('profile_changes', {
    kind: 'profile',
    columns: "name AS trait, JSONExtractRaw(detail, 'from') AS value_before, JSONExtractRaw(detail, 'to') AS value_after",
    comment: 'Changes of traits; values as JSON.',
  }),
  viewOf('consent_changes', {
    kind: 'consent',
    columns: 'action, name AS purpose',
    comment: 'Consent granted and withdrawn, suppression set and lifted.',
  }),
  viewOf('tag_transitions', {
    kind: 'tag',
    columns: `name AS tag, action, version, ${RULE}`,
    comment: 'Tags set, removed, retracted, expired.',
  }),
  viewOf('segment_transitions', {
    kind: 'segment',
    columns: `name AS segment, action, version, ${RULE}`,
    comment: 'Segments entered, left, retracted.',
  }),
  viewOf('journey_transitions', {
    kind: 'journey',
    columns: `name AS journey, version, step, subject AS instance, action, ${RULE}`,
    comment: 'Journeys entered, moved in, transferred to another version, completed, converted, exited, failed.',
  }),
  viewOf('stage_transitions', {
    kind: 'stage',
    columns: "name AS stage, JSONExtractString(detail, 'from') AS stage_before, journey, version, step, subject AS instance",
    comment: 'Where in the relation customers stand: each move to another stage, and what led to it.',
  }),
  viewOf('decisions', {
    kind: 'decision',
    columns: `name AS journey, version, subject AS instance, action, ${RULE}`,
    comment: 'Who entered a journey and who did not, with the rule and the values read.',
  }),
  viewOf('exposures', {
    kind: 'exposure',
    columns: 'name AS journey, version, subject AS instance, action AS exposed_to',
    comment: 'Assignments to treatment and holdout.',
  }),
  viewOf('verdicts', {
    kind: 'verdict',
    columns: `journey, version, step, subject AS message, action AS verdict, JSONExtractString(detail, 'channel') AS channel, JSONExtractString(detail, 'template') AS template, JSONExtractString(detail, 'purpose') AS purpose, JSONExtractString(detail, 'messageClass') AS message_class, ${RULE}`,
    comment: 'What guard said to each send, on which rule, having read what.',
  }),
  messages,
  returns,
  tickets,
  viewOf('benefits', {
    kind: 'benefit',
    columns: `name AS benefit, action, journey, version, step, subject AS instance, JSONExtractString(detail, 'code') AS code,
  JSONExtract(detail, 'points', 'Nullable(Float64)') AS points, ${RULE}`,
    comment: 'Benefits given and refused, and codes that came in for their pools.',
  }),
  viewOf('duplicates', {
    kind: 'duplicate',
    columns: "name AS event, JSONExtractString(detail, 'source') AS source, subject AS message",
    comment: 'Events that came again under a message id that counted already, and were ignored.',
  }),
  viewOf('alerts', {
    kind: 'alert',
    columns: `action AS state, subject AS alert, JSONExtractString(detail, 'what') AS what, name AS measure, JSONExtractString(detail, 'source') AS source,
  JSONExtractString(detail, 'event') AS event, journey, step, JSONExtractFloat(detail, 'value') AS value, JSONExtractFloat(detail, 'threshold') AS threshold,
  JSONExtract(detail, 'z', 'Nullable(Float64)') AS z, JSONExtractRaw(detail, 'evidence') AS evidence`,
    comment: 'What was wrong with the data, with a step of a journey, or with a rollout: each alert raised, and cleared.',
  }),
  viewOf('rollouts', {
    kind: 'rollout',
    columns: `name AS rollout, version AS release, action, JSONExtractInt(detail, 'stage') AS stage, JSONExtract(detail, 'percent', 'Nullable(Float64)') AS percent,
  JSONExtract(detail, 'journeys', 'Array(String)') AS journeys, JSONExtractString(detail, 'by') AS by, JSONExtractString(detail, 'reason') AS reason,
  JSONExtractRaw(detail, 'evidence') AS evidence`,
    comment:
      'How releases reach customers stage by stage: started, advanced, paused, resumed, halted, completed; of several partitions each has a row of its own.',
  }),
  viewOf('reroutes', {
    kind: 'reroute',
    columns: `journey, step, action, JSONExtractString(detail, 'who') AS who, JSONExtractString(detail, 'by') AS by, JSONExtractString(detail, 'reason') AS reason,
  JSONExtractRaw(detail, 'evidence') AS evidence`,
    comment: 'Steps given to their fallback, and given back; of several partitions each has a row of its own.',
  }),
];
