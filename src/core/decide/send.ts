/** A step that hands something over: ask guard, write the verdict down, hand over when guard says so, and rest until what is awaited is heard. */
import type { SendWay } from '../../define/index.ts';
import type { Json, JsonObject } from '../entry.ts';
import type { SendCommand } from '../fact.ts';
import { addressOn } from './address.ts';
import { assignedTo } from './assignment.ts';
import type { TemplateUse } from './captured.ts';
import { mustAsk } from './contest.ts';
import type { SendInstruction, TicketInstruction, WebhookInstruction } from './instruction.ts';
import { addOpenSend } from './open.ts';
import { failsHere } from './passage.ts';
import type { SuppressRule, Verdict } from './request.ts';
import { type Active, type Run, record, rest } from './run.ts';
import { keptBy, type OpenSend } from './state.ts';
import { chooseVariant } from './variant.ts';

type Sending = SendInstruction & { readonly step: string };
type Calling = (WebhookInstruction | TicketInstruction) & { readonly step: string };

/** One question to guard, and its answer: on which way, to which address, and which ways before it were not open. */
interface Asked {
  readonly way: SendWay;
  readonly message: string;
  readonly verdict: Verdict;
  readonly to?: string | undefined;
  readonly passedOver?: readonly JsonObject[];
}

/** Index to go on with, sent or refused; undefined when the instance rests here. */
export function send(run: Run, active: Active, instruction: Sending): number | undefined {
  if (mustAsk(run, active, instruction)) return undefined;
  const { instance } = active;
  const { step } = instruction;
  const tried = instance.step === step ? (instance.tried ?? []) : [];
  const asked = ask(run, active, { instruction, tried });
  const { verdict } = asked;
  recordVerdict(run, active, { instruction, asked });
  if (verdict.verdict === 'defer') {
    rest(run, active, { step, until: verdict.until, tried, waitsSince: instance.step === step ? instance.waitsSince : 0 });
    return undefined;
  }
  if (verdict.verdict === 'suppress') {
    if (HELD_OUT.has(verdict.rule)) return instruction.next;
    failsHere(run, active, verdict.rule);
    return instruction.failed;
  }
  command(run, active, { instruction, asked });
  return awaiting(run, active, { instruction, asked, tried });
}

/** A webhook step, or a ticket: nobody is written to, so nobody is asked, but held-out customers do not call. */
export function call(run: Run, active: Active, instruction: Calling): number | undefined {
  const { heldOut } = assignedTo(run, active.journey);
  const verdict: Verdict = heldOut ? { verdict: 'suppress', rule: 'holdout.journey', read: {} } : { verdict: 'send', read: {} };
  const asked: Asked = { way: instruction.ways[0]!, message: run.nextEffectId('m'), verdict };
  recordVerdict(run, active, { instruction, asked });
  if (heldOut) return instruction.next;
  command(run, active, { instruction, asked });
  return awaiting(run, active, { instruction, asked, tried: [] });
}

/** Whether a failed send has a way left that was not tried. */
export function hasNextWay({ instance }: Active, { nextOnFailure, ways }: SendInstruction): boolean {
  return nextOnFailure && ways.some(({ channel }) => !instance.tried?.includes(channel));
}

/** Whether a message that was decided goes to the address of this customer, and says of traits what is known of them. */
export function suits({ channel, to, variables }: SendCommand, at: Pick<Run, 'plan' | 'view'>): boolean {
  if (to !== undefined && addressOn(at, channel).to !== to) return false;
  return Object.entries((variables.trait ?? {}) as JsonObject).every(
    ([id, said]) => JSON.stringify(at.view.trait(id)) === JSON.stringify(said),
  );
}

/** They walk as everybody does: for them nothing has failed. */
const HELD_OUT: ReadonlySet<string> = new Set<SuppressRule>(['holdout.journey', 'holdout.global']);
/** Refusals that speak against one channel and say nothing of the next. */
const OF_CHANNEL: ReadonlySet<string> = new Set<SuppressRule>(['address.missing', 'suppressed.channel', 'cap.channel', 'cap.accepted']);

/** The first way that is open, or what speaks against the first of all. All ways make one question. */
function ask(run: Run, active: Active, { instruction, tried }: { instruction: Sending; tried: readonly string[] }): Asked {
  const message = run.nextEffectId('m');
  const { purpose, messageClass } = instruction;
  const { heldOut, globalControl } = assignedTo(run, active.journey);
  const closed: (Asked & { readonly verdict: Extract<Verdict, { verdict: 'suppress' }> })[] = [];
  for (const way of waysInOrder(run, instruction)) {
    const { channel } = way;
    if (tried.includes(channel)) continue;
    // Asked before guard, so that nothing is counted against a cap that cannot go.
    const { missing, to } = addressOn(run, channel);
    const verdict = missing ?? run.vet({ customer: run.customer, message, channel, purpose, messageClass, heldOut, globalControl });
    const passedOver = closed.map((one) => ({ channel: one.way.channel, rule: one.verdict.rule, read: one.verdict.read }));
    const asked = { way, message, to, ...(passedOver.length > 0 && { passedOver }) };
    if (verdict.verdict !== 'suppress') return { ...asked, verdict };
    closed.push({ ...asked, verdict });
    if (!OF_CHANNEL.has(verdict.rule)) break;
  }
  const [first, ...others] = closed;
  const alike = others.map(({ way, verdict: { rule, read } }) => ({ channel: way.channel, rule, read }));
  return { ...first!, ...(alike.length > 0 && { passedOver: alike }) };
}

/** The way on the channel that the customer prefers goes first. */
function waysInOrder({ view, plan }: Run, { ways, preference }: SendInstruction): readonly SendWay[] {
  const preferred = preference === undefined ? undefined : view.trait(preference);
  if (typeof preferred !== 'string') return ways;
  const first =
    ways.find(({ channel }) => channel === preferred) ?? ways.find(({ channel }) => plan.channels.get(channel)?.type === preferred);
  return first ? [first, ...ways.filter((way) => way !== first)] : ways;
}

/** Goes on, or rests until the outcome is heard. */
function awaiting(
  run: Run,
  active: Active,
  { instruction, asked, tried }: { instruction: Sending | Calling; asked: Asked; tried: readonly string[] },
): number | undefined {
  const { awaits, step, next } = instruction;
  if (!awaits) return next;
  const { journey, instance } = active;
  rest(run, active, { step, until: run.now + awaits.timeoutMs, awaits: asked.message, tried: [...tried, asked.way.channel] });
  const detail = { until: instance.due, awaits: awaits.outcome, message: asked.message };
  record(run, { kind: 'journey', action: 'moved', id: journey.id, version: journey.version, subject: instance.id, step, detail });
  return undefined;
}

function recordVerdict(
  run: Run,
  { journey, instance }: Active,
  { instruction, asked }: { instruction: Sending | Calling; asked: Asked },
): void {
  const { purpose, messageClass, step } = instruction;
  const { way, message, verdict, passedOver } = asked;
  const rule = verdict.verdict === 'send' ? 'allowed' : verdict.rule;
  const { channel, template } = way;
  const detail: JsonObject = {
    ...{ rule, read: verdict.read, instance: instance.id, channel, template, purpose, messageClass },
    ...(passedOver && { passedOver }),
    ...(verdict.verdict === 'defer' && { until: verdict.until }),
  };
  const about = { id: journey.id, version: journey.version, journey: journey.id, step, subject: message, detail };
  record(run, { kind: 'verdict', action: verdict.verdict, ...about });
}

function command(run: Run, { journey, instance }: Active, { instruction, asked }: { instruction: Sending | Calling; asked: Asked }): void {
  const { purpose, messageClass, step } = instruction;
  const { message, to } = asked;
  const { channel, template } = asked.way;
  const use = run.plan.templates.get(template)!;
  const locale = run.view.trait('locale');
  const receivedAt = run.cause.type === 'event' ? run.cause.entry.receivedAt : 0;
  const { variant, by, read } = chooseVariant(run, template, asked.way.variant);
  const about = { journey: journey.id, step, subject: message };
  const chosen = by !== undefined && { variant: variant ?? null, variantBy: by, ...(read && { variantRead: read }) };
  const detail: JsonObject = {
    channel,
    purpose,
    messageClass,
    instance: instance.id,
    journeyVersion: journey.version,
    receivedAt,
    ...chosen,
    ...(instruction.op === 'send' && instruction.rerouted && { rerouted: true }),
  };
  record(run, { kind: 'message', action: 'decided', id: template, version: use.version, ...about, detail });
  const ticket = instruction.op === 'ticket' ? ticketOf(run, instruction) : undefined;
  if (ticket)
    record(run, {
      kind: 'ticket',
      action: 'opened',
      id: template,
      version: use.version,
      ...about,
      detail: { ...ticket, channel, instance: instance.id },
    });
  run.commands.push({
    type: 'send',
    message,
    customer: run.customer,
    channel,
    template,
    templateVersion: use.version,
    ...(variant !== undefined && { variant }),
    journey: journey.id,
    journeyVersion: journey.version,
    step,
    instance: instance.id,
    purpose,
    messageClass,
    ...(ticket && { ticket }),
    ...(instruction.op === 'webhook' && instruction.response && { response: instruction.response }),
    variables: variablesOf(run, { use, message, properties: keptBy(instance) }),
    at: run.now,
    receivedAt,
    ...(to !== undefined && { to }),
    ...(typeof locale === 'string' && locale !== '' && { locale }),
    expiresAt: run.now + run.expiryMs[messageClass],
  });
  const { id, version, since, trigger } = instance;
  const open: OpenSend = { message, journey: journey.id, version, instance: id, step, since, purpose, channel, messageClass };
  addOpenSend(run.journeys, trigger === undefined ? open : { ...open, trigger });
  run.changed = true;
}

function ticketOf({ now }: Run, { owner, priority, dueMs }: TicketInstruction): NonNullable<SendCommand['ticket']> {
  return { owner, priority, dueAt: now + dueMs };
}

/** What the template reads, as it is now; a trait that the customer does not have is left out. */
function variablesOf(run: Run, { use, message, properties }: { use: TemplateUse; message: string; properties: JsonObject }): JsonObject {
  const traits: [string, Json][] = [];
  for (const id of use.traits) {
    const value = run.view.trait(id);
    if (value !== undefined) traits.push([id, value]);
  }
  const own = { trait: Object.fromEntries(traits), event: properties, customer: { id: run.customer }, message: { id: message } };
  if (!use.recommendations) return own;
  const view = run.view.withEvent({ properties });
  return { ...own, recommend: Object.fromEntries(use.recommendations.map((id) => [id, view.recommended(id)])) };
}
