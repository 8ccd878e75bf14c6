/** Turns what a person does into calls, stamps them with an id, and decides when each one arrives, and whether twice. */
import type { Arrival, Call, Channel, Properties } from './call.ts';
import { type Identifiers, type Identity, identifiersOn } from './identity.ts';
import { timeZoneOf } from './person.ts';

/** What happened, before it is a call. `delayMs`: how long the source kept it. */
export interface Happening {
  readonly channel: Channel;
  readonly time: number;
  readonly event: string;
  readonly type?: Call['type'];
  readonly properties?: Properties;
  readonly traits?: Properties;
  readonly signedIn?: boolean;
  readonly identifiers?: Identifiers;
  readonly delayMs?: number;
  /** Consent as given at this moment, by purpose. */
  readonly consent?: Readonly<Record<string, boolean>>;
}

export interface SenderOptions {
  readonly shiftMs?: number;
  readonly prefix?: string;
}

const DUPLICATE_SHARE = 0.005;

export class Sender {
  readonly identity: Identity;
  /** How much later than in 2025 everything happens, ms. */
  readonly shiftMs: number;
  private readonly out: (arrival: Arrival) => void;
  private readonly prefix: string;
  private sent = 0;

  /** `prefix`: of the message ids, for a second sender of the same person. */
  constructor(identity: Identity, out: (arrival: Arrival) => void, { shiftMs = 0, prefix = '' }: SenderOptions = {}) {
    this.identity = identity;
    this.out = out;
    this.shiftMs = shiftMs;
    this.prefix = prefix;
  }

  send(happening: Happening): void {
    const { person } = this.identity;
    const call = this.callOf(happening);
    const at = happening.time + this.shiftMs + (happening.delayMs ?? person.random.whole(80, 2_500));
    this.out({ at, person: person.index, call });
    if (person.random.chance(DUPLICATE_SHARE)) this.out({ at: at + person.random.whole(500, 600_000), person: person.index, call });
  }

  private callOf(happening: Happening): Call {
    const { channel, time, event, type = 'track' } = happening;
    const { userId, anonymousId, externalIds } =
      happening.identifiers ?? identifiersOn(this.identity, channel, happening.signedIn ?? false);
    this.sent += 1;
    return {
      type,
      messageId: `m-${this.identity.person.index}-${this.prefix}${this.sent}`,
      timestamp: new Date(time + this.shiftMs).toISOString(),
      ...(type === 'track' ? { event } : type === 'identify' ? {} : { name: event }),
      ...(userId === undefined ? {} : { userId }),
      ...(anonymousId === undefined ? {} : { anonymousId }),
      ...(type === 'identify' ? {} : { properties: { channel, ...happening.properties } }),
      ...(happening.traits === undefined ? {} : { traits: happening.traits }),
      context: {
        ...contextOf(channel, this.identity),
        ...(externalIds === undefined
          ? {}
          : { externalIds: externalIds.map((external) => ({ ...external, collection: 'users', encoding: 'none' })) }),
        ...(happening.consent === undefined ? {} : { consent: { categoryPreferences: happening.consent } }),
      },
    };
  }
}

const APP_VERSIONS = ['7.3.2', '7.4.0', '7.5.1'];

/** What clients tell of themselves, as in Segment's specification. Device and version stay with the person; tills know nothing of either. */
function contextOf(channel: Channel, { person }: Identity): Properties {
  const { index } = person;
  const locale = person.language === 'zh' ? 'zh-CN' : 'en-US';
  const library = { name: `omni-${channel}`, version: '3.2.1' };
  const client = { library, locale, timezone: timeZoneOf(person) };
  if (channel === 'web') return { ...client, page: { url: 'https://shop.example.com/', path: '/' }, userAgent: 'Mozilla/5.0 (example)' };
  if (channel === 'app') {
    const version = APP_VERSIONS[index % APP_VERSIONS.length]!;
    return { ...client, app: { name: 'Omni', version }, device: { type: index % 2 ? 'ios' : 'android' } };
  }
  if (channel === 'mini_program') return { ...client, device: { type: 'wechat' } };
  return { library, locale };
}
