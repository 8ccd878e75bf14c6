/**
 * A carrier is a way in which a channel really goes out, as an installation configures it: `{ "carrier": "webhook", "url": ... }`. It owns the
 * schema of its settings and makes a channel of them.
 */
import type { LookupFunction } from 'node:net';
import type { z } from 'zod';
import type { Said } from '../../base/index.ts';
import { type ChannelType, issueSaid } from '../../define/index.ts';
import type { Channel } from './channel.ts';
import type { Inbox } from './in-app/inbox.ts';
import { hint, understood } from './said.ts';

/** What the installation gives to a channel. */
export interface CarrierContext {
  /** Id of the channel, as journeys name it. */
  readonly channel: string;
  /** The secret that a reference of the settings (`env:NAME`, `file:PATH`) stands for. Throws VOLANO_CHANNEL_SECRET_MISSING. */
  readonly secretOf: (reference: string) => string;
  /** Wall clock, ms. */
  readonly now: () => number;
  /** The one inbox of all in-app channels. */
  readonly inbox?: Inbox;
  /** Look-up of host names; default: that of the system. */
  readonly lookup?: LookupFunction;
}

export interface CarrierDefinition<Settings> {
  readonly name: string;
  /** Types of channels that it can carry. */
  readonly types: readonly ChannelType[];
  readonly settings: z.ZodType<Settings>;
  /** May throw VOLANO_CHANNEL_SECRET_MISSING, and SettingsProblem for a secret that cannot be used. */
  readonly open: (settings: Settings, context: CarrierContext) => Channel;
}

export type ReadSettings =
  | { readonly ok: true; readonly open: (context: CarrierContext) => Channel }
  /** `field`: dotted path in the settings. */
  | { readonly ok: false; readonly field: string; readonly problem: Said };

export interface Carrier {
  readonly name: string;
  readonly read: (value: unknown) => ReadSettings;
}

/** Settings that only the secret behind them shows to be wrong. */
export class SettingsProblem extends Error {
  readonly field: string;
  readonly problem: Said;

  constructor(field: string, problem: Said) {
    super(problem.en);
    this.name = 'SettingsProblem';
    this.field = field;
    this.problem = problem;
  }
}

/** A carrier with its settings' type forgotten, as the list of carriers needs it. */
export function defineCarrier<Settings>(definition: CarrierDefinition<Settings>): Carrier {
  return {
    name: definition.name,
    read(value) {
      const result = definition.settings.safeParse(value, { error: explained });
      if (result.success) return { ok: true, open: (context) => suitable(definition, definition.open(result.data, context)) };
      const [issue] = result.error.issues;
      return { ok: false, field: issue?.path.join('.') ?? '', problem: issueSaid(issue!, understood) };
    },
  };
}

/** Refuses messages of channels whose type it cannot carry. */
function suitable({ name, types }: Pick<CarrierDefinition<unknown>, 'name' | 'types'>, channel: Channel): Channel {
  return {
    id: channel.id,
    ...(channel.forbid && { forbid: (message: string) => channel.forbid!(message) }),
    async deliver(message, signal) {
      const type = message.definition?.type;
      if (type === undefined || types.includes(type)) return channel.deliver(message, signal);
      return { outcome: 'failed', reason: `carrier_unsuitable: ${name} carries ${types.join(', ')} and not ${type}`, retryable: false };
    },
    close: () => channel.close(),
  };
}

/** Says which keys are there that nobody reads. */
const explained: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'unrecognized_keys') return hint`does not know ${issue.keys.map((key) => `"${key}"`).join(', ')}`;
  return undefined;
};

/** For schemas of carriers. */
export const CARRIER_TYPES: readonly ChannelType[] = ['email', 'sms', 'push', 'in_app', 'webhook', 'wecom_task', 'mp_subscription'];
