/** Which message a provider's report or a reply is about: looked up in the warehouse, where every decision is kept. */
import type { CustomerId } from '../base/index.ts';
import { addressTraitOf, type ChannelDefinition } from '../define/index.ts';
import type { StateStore } from '../port/state/index.ts';
import type { Warehouse } from '../port/warehouse/index.ts';
import type { KnownMessage } from '../sense/index.ts';
import { customerOf, idsOfPerson } from './reading.ts';

export interface MessageLookupOptions {
  readonly warehouse: Warehouse;
  readonly state: Pick<StateStore, 'getMany' | 'load' | 'range'>;
  readonly definitionOf: (channel: string) => ChannelDefinition | undefined;
  /** Resolves when the warehouse has everything that was decided by now. */
  readonly catchUp: () => Promise<unknown>;
}

export interface MessageLookup {
  /** The message with this id, when it was decided for this channel. */
  messageOf(channel: string, message: string): Promise<KnownMessage | undefined>;
  /**
   * The latest message on this channel to whoever has this address: the value of an identifier whose namespace is named like the
   * channel's address trait (`email`, `phone`, ...).
   */
  lastMessageTo(channel: string, address: string): Promise<KnownMessage | undefined>;
}

interface Row {
  readonly message: string;
  readonly customer: CustomerId;
  readonly journey: string;
  readonly step: string;
  readonly template: string;
  readonly purpose: string;
}

const DECIDED = `SELECT subject AS message, customer, journey, step, name AS template, JSONExtractString(detail, 'purpose') AS purpose
FROM facts WHERE kind = 'message' AND action = 'decided' AND JSONExtractString(detail, 'channel') = {channel:String}`;

/** A message may be answered before the warehouse has it: what is not found is looked for once more when that has caught up. */
export function createMessageLookup({ warehouse, state, definitionOf, catchUp }: MessageLookupOptions): MessageLookup {
  const found = async (condition: string, parameters: Record<string, unknown>): Promise<KnownMessage | undefined> => {
    const channel = parameters.channel as string;
    const [row] = await warehouse.query<Row>(`${DECIDED} AND ${condition} ORDER BY at DESC, seq DESC LIMIT 1`, parameters);
    const definition = definitionOf(channel);
    return row && { ...row, channel, ...(definition && { type: definition.type }) };
  };
  const first = async (condition: string, parameters: Record<string, unknown>): Promise<KnownMessage | undefined> => {
    const known = await found(condition, parameters);
    if (known) return known;
    await catchUp();
    return found(condition, parameters);
  };
  return {
    messageOf: (channel, message) => first('subject = {message:String}', { channel, message }),
    async lastMessageTo(channel, address) {
      const definition = definitionOf(channel);
      const namespace = definition && addressTraitOf(definition);
      if (!namespace) return undefined;
      const forms = definition.type === 'sms' ? numberForms(address) : [address];
      const customers = new Set<CustomerId>();
      for (const form of forms) {
        const customer = await customerOf({ state }, [namespace, form]);
        if (customer) for (const id of await idsOfPerson({ state }, customer)) customers.add(id);
      }
      if (customers.size === 0) return undefined;
      // The latest is the latest only when none is on its way into the warehouse.
      await catchUp();
      return found('customer IN {customers:Array(String)}', { channel, customers: [...customers] });
    },
  };
}

/** Digits of a number without its country, at least. */
const NATIONAL_MIN = 7;
/** Countries whose customers are known by national numbers more often than not: providers there report international ones, and the other way round. */
const CALLING_CODES = ['86', '852', '853', '886', '65', '60', '81', '82', '1', '44', '49', '33', '39', '34', '61'];

/**
 * The ways in which a telephone number may be written in an identifier: as it came, with and without "+", and with and without its country. A stop must find
 * its customer however the provider writes the number.
 */
export function numberForms(number: string): readonly string[] {
  const digits = number.replace(/[\s().-]/g, '').replace(/^(?:\+|00)/, '');
  if (!/^\d+$/.test(digits)) return [number];
  const forms = new Set([number, digits, `+${digits}`]);
  for (const code of CALLING_CODES) {
    const national = digits.startsWith(code) ? digits.slice(code.length) : undefined;
    if (national !== undefined && national.length >= NATIONAL_MIN) for (const form of [national, `0${national}`]) forms.add(form);
    const whole = `${code}${digits.replace(/^0/, '')}`;
    if (digits.length >= NATIONAL_MIN && !/^(?:\+|00)/.test(number.trim())) for (const form of [whole, `+${whole}`]) forms.add(form);
  }
  return [...forms];
}
