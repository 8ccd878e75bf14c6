/** A send step: ask guard, write the verdict down, and hand the message over when guard says so. */
import type { Json, JsonObject } from '../entry.ts';
import type { SendCommand } from '../fact.ts';
import { addressOn } from './address.ts';
import { assignedTo } from './assignment.ts';
import type { TemplateUse } from './captured.ts';
import type { SendInstruction, WebhookInstruction } from './instruction.ts';
import { addOpenSend } from './open.ts';
import type { Verdict } from './request.ts';
import { type Active, type Run, record, rest } from './run.ts';
import type { OpenSend } from './state.ts';
import { chooseVariant } from './variant.ts';

/** True when the instance may go on, sent or suppressed; false when it rests here and asks again later. */
export function send(run: Run, active: Active, instruction: SendInstruction): boolean {
  const { channel, purpose, messageClass, step } = instruction;
  const message = run.nextEffectId('m');
  const { heldOut, globalControl } = assignedTo(run, active.journey);
  // Asked before guard, so that nothing is counted against a cap that cannot go.
  const address = addressOn(run, channel);
  const verdict = address.missing ?? run.vet({ customer: run.customer, message, channel, purpose, messageClass, heldOut, globalControl });
  recordVerdict(run, active, { instruction, message, verdict });
  if (verdict.verdict === 'defer') {
    rest(run, active, { step, until: verdict.until });
    return false;
  }
  if (verdict.verdict === 'send') command(run, active, { instruction, message, to: address.to });
  return true;
}

/** A webhook step: nobody is written to, so nobody is asked, but held-out customers do not call. */
export function call(run: Run, active: Active, instruction: WebhookInstruction): void {
  const message = run.nextEffectId('m');
  const { heldOut } = assignedTo(run, active.journey);
  const verdict: Verdict = heldOut ? { verdict: 'suppress', rule: 'holdout.journey', read: {} } : { verdict: 'send', read: {} };
  recordVerdict(run, active, { instruction, message, verdict });
  if (!heldOut) command(run, active, { instruction, message, to: undefined });
}

/** Whether a message that was decided goes to the address of this customer, and says of traits what is known of them. */
export function suits({ channel, to, variables }: SendCommand, at: Pick<Run, 'plan' | 'view'>): boolean {
  if (to !== undefined && addressOn(at, channel).to !== to) return false;
  return Object.entries((variables.trait ?? {}) as JsonObject).every(
    ([id, said]) => JSON.stringify(at.view.trait(id)) === JSON.stringify(said),
  );
}

function recordVerdict(
  run: Run,
  { journey, instance }: Active,
  { instruction, message, verdict }: { instruction: SendInstruction | WebhookInstruction; message: string; verdict: Verdict },
): void {
  const { channel, template, purpose, messageClass, step } = instruction;
  const rule = verdict.verdict === 'send' ? 'allowed' : verdict.rule;
  const asked = { rule, read: verdict.read, instance: instance.id, channel, template, purpose, messageClass };
  const detail = verdict.verdict === 'defer' ? { ...asked, until: verdict.until } : asked;
  const about = { id: journey.id, version: journey.version, journey: journey.id, step, subject: message, detail };
  record(run, { kind: 'verdict', action: verdict.verdict, ...about });
}

function command(
  run: Run,
  { journey, instance }: Active,
  { instruction, message, to }: { instruction: SendInstruction | WebhookInstruction; message: string; to: string | undefined },
): void {
  const { channel, template, purpose, messageClass, step } = instruction;
  const use = run.plan.templates.get(template)!;
  const locale = run.view.trait('locale');
  const receivedAt = run.cause.type === 'event' ? run.cause.entry.receivedAt : 0;
  const { variant, by, read } = chooseVariant(run, template, instruction.op === 'send' ? instruction.variant : undefined);
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
  };
  record(run, { kind: 'message', action: 'decided', id: template, version: use.version, ...about, detail });
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
    variables: variablesOf(run, { use, message, properties: instance.properties }),
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

/** What the template reads, as it is now; a trait that the customer does not have is left out. */
function variablesOf(run: Run, { use, message, properties }: { use: TemplateUse; message: string; properties: JsonObject }): JsonObject {
  const traits: [string, Json][] = [];
  for (const id of use.traits) {
    const value = run.view.trait(id);
    if (value !== undefined) traits.push([id, value]);
  }
  return { trait: Object.fromEntries(traits), event: properties, customer: { id: run.customer }, message: { id: message } };
}
