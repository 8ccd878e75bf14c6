/** Random lives of an installation of several partitions. */
import fc from 'fast-check';
import type { EventEntry, Identifier, SendCommand, UnbindEntry, UnmergeEntry } from '../../core/index.ts';
import { FIRST, SECOND } from '../engine/retail.suite.ts';
import { unbindOf, unmergeOf } from './parting.suite.ts';
import { POINTS, type World } from './world.suite.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What is said to the installation, and what its parts do meanwhile. */
export type Op =
  | { readonly do: 'event'; readonly who: readonly Identifier[]; readonly event: string; readonly age: number; readonly total: number }
  | { readonly do: 'again'; readonly nth: number }
  | { readonly do: 'suppress'; readonly user: number }
  | { readonly do: 'lift'; readonly who: readonly Identifier[]; readonly channel: boolean; readonly on: boolean }
  | { readonly do: 'consent'; readonly who: readonly Identifier[]; readonly by: 'staff' | 'customer'; readonly granted: boolean }
  | { readonly do: 'stage' | 'engine' | 'forwarder' | 'restart'; readonly nth: number }
  | { readonly do: 'crash'; readonly at: string; readonly left: number }
  | PartingOp
  | RichOp;

/** Staff looks at a profile when everything is at rest, and later has it parted. */
type PartingOp =
  | {
      readonly do: 'look';
      readonly who: Identifier;
      readonly what: 'unmerge' | 'unbind';
      readonly which: number;
      readonly suspect: boolean;
    }
  | { readonly do: 'part' };

/** What makes the end depend on when it was heard. */
type RichOp =
  | { readonly do: 'tick'; readonly nth: number; readonly limit: number | undefined }
  | { readonly do: 'release' | 'hour' }
  | { readonly do: 'model'; readonly edges: readonly number[] }
  | { readonly do: 'reroute'; readonly action: 'on' | 'off' }
  | { readonly do: 'bind'; readonly user: number; readonly device: number }
  | { readonly do: 'receipt' | 'own' | 'redeliver'; readonly nth: number };

const user = fc.nat(5).map((n): Identifier => ['user_id', `u${n}`]);
const device = fc.nat(9).map((n): Identifier => ['device', `d${n}`]);
const who = fc.oneof(
  user.map((one) => [one]),
  device.map((one) => [one]),
  fc.tuple(user, device),
  fc.tuple(device, user),
  fc.tuple(device, device),
);
const nth = fc.nat(7);

const PLAIN: readonly fc.WeightedArbitrary<Op>[] = [
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('event' as const),
      who,
      event: fc.constantFrom('View', 'Order', '$identify', 'Other'),
      age: fc.constantFrom(0, 0, 0, 1, HOUR, 2 * DAY),
      total: fc.constantFrom(5, 19.99, 60, 120),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('again' as const), nth: fc.nat(60) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('suppress' as const), user: fc.nat(5) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('stage' as const), nth }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('engine' as const), nth }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('forwarder' as const), nth }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const), nth }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('crash' as const), at: fc.constantFrom(...POINTS), left: fc.nat(2) }) },
];

const RICH: readonly fc.WeightedArbitrary<Op>[] = [
  ...PLAIN,
  { weight: 3, arbitrary: fc.record({ do: fc.constant('tick' as const), nth, limit: fc.constantFrom(undefined, undefined, 1, 2, 5) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'release' as const }) },
  { weight: 3, arbitrary: fc.constant({ do: 'hour' as const }) },
  { weight: 1, arbitrary: fc.constantFrom([200_000, 900_000], [1, 2]).map((edges) => ({ do: 'model' as const, edges })) },
  { weight: 1, arbitrary: fc.constantFrom('on' as const, 'off' as const).map((action) => ({ do: 'reroute' as const, action })) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('bind' as const), user: fc.nat(5), device: fc.nat(9) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('receipt' as const, 'own' as const, 'redeliver' as const), nth }) },
];

const life = (ops: readonly fc.WeightedArbitrary<Op>[], elapsed: fc.Arbitrary<number>, maxLength: number) =>
  fc.array(fc.tuple(elapsed, fc.oneof(...ops)), { minLength: 20, maxLength, size: 'max' });

/** A life whose end is the same in whatever order things are heard. */
export const plainLife: fc.Arbitrary<[number, Op][]> = life(PLAIN, fc.constantFrom(1, 1_000, 60_000, HOUR), 120);

/** A life in which customers choose, and choose again, while their states are under way. */
export const choosingLife: fc.Arbitrary<[number, Op][]> = life(
  [
    ...PLAIN.filter(({ weight }) => weight !== 2 && weight !== 4),
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant('consent' as const),
        who,
        by: fc.constantFrom('staff' as const, 'customer' as const),
        granted: fc.boolean(),
      }),
    },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('lift' as const), who, channel: fc.boolean(), on: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('forwarder' as const), nth }) },
  ],
  fc.constantFrom(1, 1_000, 60_000),
  120,
);

/** A life with everything that can stand in the logs. */
export const richLife: fc.Arbitrary<[number, Op][]> = life(RICH, fc.constantFrom(0, 1, 1_000, HOUR, 7 * HOUR, 3 * DAY), 200);

const PARTING: readonly fc.WeightedArbitrary<Op>[] = [
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('look' as const),
      who: fc.oneof(user, device),
      what: fc.constantFrom('unmerge' as const, 'unmerge' as const, 'unbind' as const),
      which: fc.nat(6),
      suspect: fc.boolean(),
    }),
  },
  { weight: 4, arbitrary: fc.constant({ do: 'part' as const }) },
];

/** A life in which profiles are parted, whatever is under way. */
export const partingLife: fc.Arbitrary<[number, Op][]> = life(
  [...RICH.filter((op) => op.weight !== 1), ...PARTING, { weight: 1, arbitrary: fc.constant({ do: 'hour' as const }) }],
  fc.constantFrom(0, 1, 1_000, HOUR),
  150,
);

const EVENT = {
  do: fc.constant('event' as const),
  event: fc.constantFrom('View', 'Order', '$identify', 'Other'),
  age: fc.constantFrom(0, 0, 1, 2 * DAY),
  total: fc.constantFrom(5, 19.99, 60, 120),
};

const BIND = fc.record({ do: fc.constant('bind' as const), user: fc.nat(5), device: fc.nat(9) });

/** The same, in one order: what is under way while a profile is parted names one identifier at a time. */
export const orderlyPartingLife: fc.Arbitrary<[number, Op][]> = fc
  .array(
    fc.tuple(
      fc.array(
        fc.oneof(fc.record({ ...EVENT, who }), BIND, ...PLAIN.filter(({ weight }) => weight === 1).map(({ arbitrary }) => arbitrary)),
        {
          minLength: 1,
          maxLength: 12,
        },
      ),
      PARTING[0]!.arbitrary,
      fc.array(
        fc.oneof(
          fc.record({ ...EVENT, who: fc.oneof(user, device).map((one) => [one]) }),
          fc.record({ do: fc.constantFrom('engine' as const, 'forwarder' as const), nth }),
        ),
        { maxLength: 6 },
      ),
    ),
    { minLength: 3, maxLength: 10, size: 'max' },
  )
  .map((rounds) =>
    rounds.flatMap(([before, look, between]) => [...before, look, ...between, { do: 'part' as const }].map((op): [number, Op] => [1, op])),
  );

/** Lives it until all is at rest. Resolves to the events that were said. */
export async function live(
  script: readonly (readonly [ms: number, op: Op])[],
  world: World,
  after: () => Promise<void> = async () => {},
): Promise<EventEntry[]> {
  await world.release(FIRST);
  return liveOn(script, world, after);
}

/** The same, where there is a release already. */
export async function liveOn(
  script: readonly (readonly [ms: number, op: Op])[],
  world: World,
  after: () => Promise<void> = async () => {},
): Promise<EventEntry[]> {
  const life = new Life(world);
  for (const [ms, op] of script) {
    world.now += ms;
    await life.do(op);
    await after();
  }
  world.disarm();
  world.now += DAY;
  await world.rest();
  return life.events;
}

class Life {
  readonly events: EventEntry[] = [];
  readonly #world: World;
  readonly #sent: { partition: number; command: SendCommand }[] = [];
  #releases = 0;
  #asked: UnmergeEntry | UnbindEntry | undefined;

  constructor(world: World) {
    this.#world = world;
  }

  async do(op: Op): Promise<void> {
    const world = this.#world;
    switch (op.do) {
      case 'event': {
        const properties = { total: op.total, lines: [{ sku: `s${op.total}` }, { sku: 'bag' }] };
        const traits = op.event === '$identify' ? { traits: { city: `city${op.total}` } } : {};
        this.events.push(world.entry(op.who, op.event, { time: world.now - op.age, properties, ...traits }));
        return world.say(this.events.at(-1)!);
      }
      case 'again':
        return this.events[op.nth] && world.say(this.events[op.nth]!);
      case 'suppress':
        return world.say({ type: 'control', identifiers: [['user_id', `u${op.user}`]], by: 'staff', action: 'suppress', reason: 'asked' });
      case 'lift': {
        const about = { identifiers: op.who, by: 'ada', reason: 'asked', ...(op.channel && { channel: 'capture' }) };
        return world.say({ type: 'control', ...about, action: op.on ? 'suppress' : 'unsuppress' });
      }
      case 'consent': {
        const { who: identifiers, granted } = op;
        if (op.by === 'staff') return world.say({ type: 'control', identifiers, by: 'ada', action: 'consent', purpose: 'offers', granted });
        this.events.push(world.entry(identifiers, 'Other', { context: { consent: { categoryPreferences: { offers: granted } } } }));
        return world.say(this.events.at(-1)!);
      }
      case 'crash':
        return world.arm(op.at, op.left);
      case 'stage':
        return void (await world.stage(op.nth % world.events.partitions));
      case 'restart':
        return world.restart(op.nth);
      case 'look':
        return this.#look(op);
      case 'part': {
        const asked = this.#asked;
        this.#asked = undefined;
        return asked && void (await world.part(asked));
      }
      case 'engine':
      case 'forwarder':
        return void (await world[op.do](op.nth % world.customers.partitions));
      default:
        return this.#rich(op);
    }
  }

  async #look({ who, what, which, suspect }: Extract<PartingOp, { readonly do: 'look' }>): Promise<void> {
    this.#world.disarm();
    await this.#world.settle();
    if (what === 'unbind') this.#asked = await unbindOf(this.#world, who);
    else {
      const asked = await unmergeOf(this.#world, who, (merges) => merges.filter((_, i) => i === which % merges.length || i % 3 === which));
      this.#asked = asked && (suspect ? { ...asked, suspect: [who] } : asked);
    }
  }

  async #rich(op: RichOp): Promise<void> {
    const world = this.#world;
    switch (op.do) {
      case 'tick':
        return world.append('customers', op.nth % world.customers.partitions, {
          type: 'tick',
          ...(op.limit !== undefined && { limit: op.limit }),
        });
      case 'hour':
        await world.everywhere({ type: 'tick' });
        return world.settle();
      case 'release':
        return world.release(++this.#releases % 2 === 1 ? SECOND : FIRST);
      case 'model':
        return world.everywhere({ type: 'model', model: 'quantiles', trait: 'rank', version: '1', edges: op.edges });
      case 'reroute':
        return world.everywhere({
          type: 'reroute',
          journey: 'cart',
          step: 'remind',
          action: op.action,
          who: 'diagnosis',
          by: 'diagnosis',
          reason: 'error',
        });
      case 'bind':
        return world.say({
          type: 'bind',
          identifiers: [
            ['device', `d${op.device}`],
            ['user_id', `u${op.user}`],
          ],
          by: 'ada',
        });
      case 'receipt':
      case 'own':
      case 'redeliver':
        return this.#about(op.do, op.nth);
    }
  }

  /** What comes of a message of the partition: it was sent, it was opened, or it is to be sent again. */
  async #about(what: 'receipt' | 'own' | 'redeliver', nth: number): Promise<void> {
    const world = this.#world;
    const place = nth % world.customers.partitions;
    for (const command of await world.outbox(place)) {
      if (command.type === 'send' && !this.#sent.some((one) => one.command.message === command.message))
        this.#sent.push({ partition: place, command });
    }
    const one = this.#sent.at(-1 - nth);
    if (!one) return;
    const { partition, command } = one;
    const { customer, message, channel } = command;
    if (what === 'redeliver') await world.append('customers', partition, { type: 'redeliver', by: 'ada', command });
    else if (what === 'receipt') {
      const wall = { decidedAt: world.now, dispatchedAt: world.now };
      await world.append('customers', partition, { type: 'receipt', kind: 'sent', customer, message, channel, ...wall });
    } else {
      const opened = world.entry([], 'Email Opened', { source: 'volano', messageId: `opened-${message}`, customer });
      await world.append('customers', partition, opened);
    }
  }
}
