/** Parting what journeys keep of a profile: instances and open messages go with the event that triggered them; the rest stays with every side. */
import type { CustomerId } from '../base/index.ts';
import type { Customer } from './customer.ts';
import { type Instance, insertInstance, type JourneyState, journeyOf, type OpenSend, suits } from './decide/index.ts';
import type { Fact, SendCommand } from './fact.ts';
import { viewOf } from './know/index.ts';
import type { Plan } from './plan.ts';

export interface JourneysParting {
  /** The profile before. */
  readonly before: Customer;
  /** The customers it has become, its own first; what is known of them is rebuilt. Their journeys are set here. */
  readonly customers: readonly Customer[];
  /** The side of the event of this message id. */
  readonly sideOf: (message: string) => CustomerId | undefined;
  readonly plan: Plan;
  readonly at: number;
  readonly commands: readonly SendCommand[];
}

/** Sets the journeys of every side. Returns what is to be told, and the commands that belong to another customer now. */
export function partJourneys(parting: JourneysParting): { readonly facts: readonly Fact[]; readonly commands: readonly SendCommand[] } {
  const { before, customers, plan, at } = parting;
  const sides = new Map(customers.map((customer) => [customer.id, customer]));
  for (const customer of customers) customer.journeys = startOf(before.journeys, customer.id === before.id);
  const facts: Fact[] = [];
  for (const instance of before.journeys.instances) {
    const side = sides.get(sideOfInstance(instance, parting))!;
    insertInstance(side.journeys, instance);
    if (side.id !== before.id) facts.push(movedFact(instance, { from: before.id, to: side.id, at }));
  }
  const commands: SendCommand[] = [];
  const commandOf = new Map(parting.commands.map((command) => [command.message, command]));
  for (const send of before.journeys.sends) {
    const side = sides.get(sideOfSend(send, parting))!;
    const command = commandOf.get(send.message);
    const isWrong = command && !suits(command, { plan: plan.journeys, view: viewOf(side.known, plan.know, at) });
    // In order of message id, as before.
    side.journeys.sends.push(isWrong && !send.stale ? { ...send, stale: { rule: 'unmerged', read: {} } } : send);
    if (command && side.id !== before.id) commands.push({ ...command, customer: side.id });
  }
  return { facts, commands };
}

/** Assignments and counts are of the person that somebody took all of them for: they stay with each. */
function startOf({ records, globalControl, next, stage, benefits }: JourneyState, isOwn: boolean): JourneyState {
  const copies = records.map((record) => ({ ...record, ...(record.keys && { keys: [...record.keys] }) }));
  return {
    ...{ instances: [], records: copies, sends: [], next: isOwn ? next : 0 },
    ...(globalControl !== undefined && { globalControl }),
    ...(stage && { stage }),
    ...(benefits && { benefits: benefits.map((one) => ({ ...one })) }),
  };
}

function sideOfInstance(instance: Instance, { before, customers, sideOf, plan }: JourneysParting): CustomerId {
  const side = instance.trigger === undefined ? undefined : sideOf(instance.trigger);
  if (side !== undefined) return side;
  const trigger = journeyOf(plan.journeys, instance)?.trigger;
  if (trigger?.type !== 'segment' || trigger.on !== 'enter') return before.id;
  // Whoever still qualifies, the profile's own first.
  return customers.find(({ known }) => known.roll.isIn('segment', trigger.name))?.id ?? before.id;
}

function sideOfSend(send: OpenSend, parting: JourneysParting): CustomerId {
  const { before, sideOf } = parting;
  const instance = before.journeys.instances.find(({ id }) => id === send.instance);
  if (instance) return sideOfInstance(instance, parting);
  return (send.trigger === undefined ? undefined : sideOf(send.trigger)) ?? before.id;
}

function movedFact({ journey, version, id }: Instance, { from, to, at }: { from: CustomerId; to: CustomerId; at: number }): Fact {
  return { kind: 'identity', action: 'instance_moved', customer: to, at, name: journey, version, subject: id, detail: { from } };
}
