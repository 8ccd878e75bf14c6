/** An explanation as lines for people: each link of the chain is a sentence with the values that were read and the row that proves it. */
import type { ChainLink, Evidence, Explanation, JourneyExplanation, MessageExplanation, MessageOutcome } from '../runtime/index.ts';
import { padded } from './table.ts';
import { type ExplainSay, explainTexts, OUTCOME_UNKNOWN } from './texts/explain.ts';
import type { Locale } from './texts/index.ts';

export function linesOfExplanation(explanation: Explanation, locale: Locale): readonly string[] {
  const say = explainTexts(locale, explanation.timeZone);
  const { absorbed, message, journeys = [] } = explanation;
  return [
    say.text('customer', { ...explanation }),
    ...(absorbed.length > 0 ? [say.text('absorbed', { absorbed: absorbed.join(', ') })] : []),
    ...(message ? ['', ...linesOfMessage(message, say, locale)] : []),
    ...journeys.flatMap((journey) => ['', ...linesOfJourney(journey, say, locale)]),
  ];
}

type Values = Readonly<Record<string, unknown>>;

function linesOfMessage(message: MessageExplanation, say: ExplainSay, locale: Locale): string[] {
  const { journey, journeyName, journeyVersion, rule, read } = message;
  const values = { ...message, journey: journeyName?.[locale] ?? journey, version: journeyVersion, status: statusOf(message, say) };
  return [say.text('message', values), `  ${ruled(say, rule, read)}`, ...message.chain.map((link) => `  ${lineOfLink(link, say)}`)];
}

function lineOfLink({ link, evidence }: ChainLink, say: ExplainSay): string {
  const name = padded(say.text(`link.${link}`), 10, false);
  const told = evidence.table === 'facts' ? factOf(link, evidence, say) : sentenceOf(evidence, say);
  return `${name}  ${say.value('at', evidence.at)}  ${told} ${rowOf(evidence, say)}`;
}

/** Of a signal without an event that time alone led to it; of the trigger only its rule: the decision follows. */
function factOf(link: ChainLink['link'], evidence: Extract<Evidence, { table: 'facts' }>, say: ExplainSay): string {
  const { kind, detail } = evidence;
  if (link === 'signal') return say.text('moment');
  if (link !== 'trigger' || kind !== 'decision') return sentenceOf(evidence, say);
  return say.rule(String(detail.rule ?? ''), { ...objectOf(detail.read), ...detail });
}

/** What a row says, with the values in it. */
function sentenceOf(row: Evidence, say: ExplainSay): string {
  if (row.table === 'events') return withValues(say.text('event', { ...row }), row.properties, say);
  const { kind, action, detail } = row;
  const reason = String(detail.reason ?? '');
  const isUnknown = action === 'failed' && reason.startsWith(OUTCOME_UNKNOWN);
  const rule = typeof detail.rule === 'string' ? detail.rule : action === 'withdrawn' || isUnknown ? reason : '';
  const read = objectOf(detail.read);
  const values = { ...row, ...detail, why: rule === '' ? '' : say.rule(rule, { ...detail, ...read }) };
  const told =
    (detail.machine === true ? say.found(`${kind}.${action}_machine`, values) : undefined) ??
    (isUnknown ? say.found(`${kind}.${action}_unknown`, values) : undefined) ??
    (action === 'answered' && detail.text !== undefined ? say.found(`${kind}.${action}_refused`, values) : undefined) ??
    say.found(`${kind}.${action}`, values) ??
    say.text('fact', values);
  const extras = kind === 'journey' && action === 'moved' ? movedExtras(detail, say) : [];
  return withValues([told, ...extras].join(' '), read, say);
}

function movedExtras(detail: Values, say: ExplainSay): string[] {
  const named = ['until', 'branch', 'arm'] as const;
  const told = named.flatMap((name) => (detail[name] === undefined ? [] : [say.text(`moved.${name}`, { [name]: detail[name] })]));
  if (detail.rerouted === undefined) return told;
  return [...told, say.text('moved.rerouted', { rerouted: detail.rerouted, because: detail.because ?? '', by: detail.by ?? '' })];
}

function linesOfJourney(told: JourneyExplanation, say: ExplainSay, locale: Locale): string[] {
  const { journey, name, version, rollout, standing, way, refused, untriggered, again, entered, messages } = told;
  const title = say.text('journey', { journey, name: name?.[locale] ?? journey });
  const retired = version === undefined ? ` (${say.text('retired')})` : '';
  const lines = [`${title}${retired}: ${say.text(`standing.${standing}`, { ...way })}`];
  if (rollout) lines.push(...linesOfRollout(rollout, way?.version, say).map((line) => `  ${line}`));
  if (way?.rule !== undefined) lines.push(`  ${ruled(say, way.rule, way.read)} ${rowsOf(way.evidence.slice(-1), say)}`);
  if (way) lines.push(`  ${say.text('entered', { count: entered, enteredAt: way.enteredAt })} ${rowsOf(way.evidence.slice(0, 1), say)}`);
  if (way?.arm === 'holdout' || way?.arm === 'global_control') lines.push(`  ${say.text(`arm.${way.arm}`)}`);
  if (refused) {
    const values = { count: refused.count, at: refused.evidence.at, why: ruled(say, refused.rule, refused.read) };
    lines.push(`  ${say.text(refused.count === 1 ? 'refused.once' : 'refused.more', values)} ${rowOf(refused.evidence, say)}`);
  }
  if (untriggered) {
    const proof = untriggered.evidence ? ` ${rowOf(untriggered.evidence, say)}` : '';
    lines.push(`  ${ruled(say, untriggered.rule, untriggered.read)}${proof}`);
    if (untriggered.next !== undefined) lines.push(`  ${say.text('next', { next: untriggered.next })}`);
  }
  if (again) lines.push(`  ${say.text(again.at === undefined ? 'again.never' : 'again.from', { at: again.at })}`);
  return [...lines, ...messages.map((message) => `  ${lineOfWanted(message, say)}`)];
}

/** Stages are counted from one where people read them. */
function linesOfRollout(told: NonNullable<JourneyExplanation['rollout']>, way: number | undefined, say: ExplainSay): string[] {
  const { rule, read, state, stage, decidedBy, version } = told;
  const values = { ...told, stage: stage + 1, decidedBy: decidedBy + 1, state: say.text(`rollout.${state}`), why: ruled(say, rule, read) };
  const line = say.text(version === 0 ? 'rollout.nothing' : 'rollout', values);
  return way === undefined ? [line] : [line, say.text('way.version', { version: way })];
}

function lineOfWanted(message: MessageOutcome, say: ExplainSay): string {
  const { rule, read, evidence } = message;
  const told = say.text('wanted', { ...message, status: statusOf(message, say), why: ruled(say, rule, read) });
  return `${say.value('at', evidence.at)}  ${told} ${rowOf(evidence, say)}`;
}

function statusOf({ status, until }: MessageOutcome, say: ExplainSay): string {
  const told = say.text(`status.${status}`);
  return until === undefined ? told : `${told} ${say.text('status.until', { until })}`;
}

/** The rule in words, and all that it read. */
function ruled(say: ExplainSay, rule: string, read: unknown): string {
  const values = objectOf(read);
  return withValues(say.rule(rule, values), values, say);
}

function withValues(told: string, read: Values, say: ExplainSay): string {
  const pairs = Object.entries(read).map(([field, value]) => say.text('pair', { field, value: say.value(field, value) }));
  return pairs.length === 0 ? told : `${told} (${say.text('values', { values: pairs.join(', ') })})`;
}

function rowOf({ table, id }: Evidence, say: ExplainSay): string {
  return say.text('row', { table, id });
}

function rowsOf(rows: readonly Evidence[], say: ExplainSay): string {
  return rows.map((row) => rowOf(row, say)).join(' ');
}

function objectOf(value: unknown): Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : {};
}
