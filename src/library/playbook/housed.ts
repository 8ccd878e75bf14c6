/** Definitions that name channels by their types, for a house that has channels of its own. */
import type { ChannelType, Definition, Step } from '../../define/index.ts';
import type { House } from './house.ts';

/** Links of packed content begin with this. */
const SHOP = 'https://shop.example.com';

interface Way {
  readonly channel: string;
  readonly template: string;
}

/**
 * Packed definitions in a project with this house: each message goes by those of its ways that the house has, links lead to its shop, and consent is asked for by its
 * purposes. Throws a RangeError for a message that has no way there.
 */
export function housed(house: House, definitions: readonly Definition[]): readonly Definition[] {
  const placed = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replaceAll(SHOP, house.shop);
    if (Array.isArray(value)) return value.map(placed);
    if (typeof value !== 'object' || value === null) return value;
    const one = Object.fromEntries(Object.entries(value).map(([key, member]) => [key, placed(member)]));
    if (one.type === 'ticket') return withoutMissing(one, house);
    return one.type === 'send' || one.type === 'webhook' ? handed(one as unknown as Step & Way, house) : one;
  };
  return definitions.map((one) =>
    one.kind === 'journey' || one.kind === 'template' || one.kind === 'block' ? (placed(one) as Definition) : one,
  );
}

/** A ticket that nobody takes over there is kept in the product. */
function withoutMissing({ channel, ...ticket }: Readonly<Record<string, unknown>>, house: House): unknown {
  const own = typeof channel === 'string' ? house.channels[channel as ChannelType] : undefined;
  return own === undefined ? ticket : { ...ticket, channel: own };
}

function handed(step: Step & Way, house: House): unknown {
  const {
    channel,
    template,
    fallbacks = [],
    purpose,
    messageClass: _,
    ...rest
  } = step as Step & Way & { readonly fallbacks?: readonly Way[]; readonly purpose?: 'offer' | 'care'; readonly messageClass?: string };
  const ways: readonly Way[] = [{ channel, template }, ...fallbacks];
  const there = ways.flatMap((way) => {
    const own = house.channels[way.channel as ChannelType];
    return own === undefined ? [] : [{ ...way, channel: own }];
  });
  const [first, ...others] = there;
  if (!first)
    throw new RangeError(`the message "${template}" needs a channel of one of these types: ${ways.map((way) => way.channel).join(', ')}`);
  return { ...rest, ...first, ...(others.length > 0 && { fallbacks: others }), ...(purpose && house.asking(purpose)) };
}
