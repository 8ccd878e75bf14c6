import { afterEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../base/index.ts';
import type { JsonObject } from '../../core/index.ts';
import { defineEvent, defineJourney, occurs, onEvent, type Project, send, wait } from '../../define/index.ts';
import { Refusal } from '../../sense/index.ts';
import { cart, shop, withoutChance } from '../shop.suite.ts';
import { VirtualWorld } from './world.ts';

const START = Date.UTC(2026, 0, 5, 9);

let opened: VirtualWorld[] = [];
afterEach(async () => {
  for (const world of opened) await world.close();
  opened = [];
});

async function open(project: Project = withoutChance(shop()), start = START): Promise<VirtualWorld> {
  const world = await VirtualWorld.open({ project, start });
  opened.push(world);
  return world;
}

const added = (world: VirtualWorld, userId: string, more: JsonObject = {}) =>
  world.call({ type: 'track', event: 'Product Added', userId, properties: { name: 'Lamp' }, ...more });
const known = (world: VirtualWorld, userId: string) =>
  world.call({ type: 'identify', userId, traits: { email: `${userId}@example.com`, phone: '+4915112345678' } });
const told = (world: VirtualWorld, ...kinds: readonly string[]) =>
  world.facts
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ at, kind, action, step, detail }) => [at - START, kind, action, step ?? detail?.rule]);

describe('time', () => {
  test('goes from one due moment to the next, and each is met exactly (V2)', async () => {
    const world = await open();
    await known(world, 'ada');
    await added(world, 'ada');
    await world.passTo(START + 3 * DAY);
    expect(world.now).toBe(START + 3 * DAY);
    expect(told(world, 'message')).toEqual([
      [2 * HOUR, 'message', 'decided', 'remind'],
      [2 * HOUR, 'message', 'sent', undefined],
      [2 * HOUR, 'message', 'delivered', 'remind'],
      [26 * HOUR, 'message', 'decided', 'again'],
      [26 * HOUR, 'message', 'sent', undefined],
      [26 * HOUR, 'message', 'delivered', 'again'],
    ]);
  });

  test('the same calls at the same times lead to the same facts, whatever the machine does (V3)', async () => {
    const lives = [];
    for (let run = 0; run < 2; run++) {
      const world = await open();
      await known(world, 'ada');
      await added(world, 'ada');
      await world.passTo(START + 40 * DAY);
      lives.push(world.facts);
    }
    expect(lives[0]).toEqual(lives[1]);
  });

  test('passing in one go or in many steps is the same', async () => {
    const [one, many] = [await open(), await open()];
    for (const world of [one, many]) {
      await known(world, 'ada');
      await world.call({ type: 'track', event: 'Order Completed', userId: 'ada', properties: { revenue: 5 } });
    }
    await one.passTo(START + 40 * DAY);
    for (let day = 1; day <= 40; day++) await many.passTo(START + day * DAY);
    const shortly = (world: VirtualWorld) => world.facts.map(({ at, kind, action, name, step }) => [at, kind, action, name, step]);
    expect(shortly(many)).toEqual(shortly(one));
  });

  test('what goes in circles at one instant is said, and does not run for ever', async () => {
    const circle = defineJourney({
      id: 'circle',
      name: { en: 'Circle', zh: '循环' },
      stage: 'retain',
      trigger: onEvent('Email Delivered'),
      reentry: 'always',
      steps: [send({ id: 'again', channel: 'mail', template: 'miss_you', purpose: 'offers', messageClass: 'transactional' })],
    });
    const first = defineJourney({
      ...cart,
      steps: [send({ id: 'first', channel: 'mail', template: 'miss_you', purpose: 'offers' })],
    });
    const world = await open(withoutChance(shop(first, circle)));
    await known(world, 'ada');
    await expect(added(world, 'ada')).rejects.toThrow('goes in circles');
  });
});

describe('calls', () => {
  test('are taken as the door takes them, or refused with its reason', async () => {
    const world = await open();
    const refusal = await world.call({ type: 'track', userId: 'ada' });
    expect(refusal).toBeInstanceOf(Refusal);
    expect((refusal as Refusal).field).toBe('event');
  });

  test('are held against the data dictionary of the project', async () => {
    const name = { en: 'Order', zh: '订单' };
    const order = defineEvent({
      id: 'Order Completed',
      name,
      properties: { revenue: { type: 'number', required: true } },
      enforcement: 'block',
    });
    const world = await open({ definitions: [...withoutChance(shop()).definitions, order] });
    const refusal = await world.call({ type: 'track', event: 'Order Completed', userId: 'ada', properties: {} });
    expect(refusal).toMatchObject({ code: 'VOLANO_EVENT_INVALID', field: 'revenue' });
  });

  test('count once by their message id', async () => {
    const world = await open();
    for (let i = 0; i < 2; i++)
      await world.call({ type: 'track', event: 'Order Completed', userId: 'ada', messageId: 'one', properties: {} });
    expect(world.facts.filter(({ kind }) => kind === 'duplicate')).toHaveLength(1);
  });
});

describe('hand-over', () => {
  const firstMessage = async (fault?: Parameters<VirtualWorld['stage']['fails']>[1]) => {
    const world = await open();
    await known(world, 'ada');
    if (fault) world.stage.fails('mail', fault);
    await added(world, 'ada');
    await world.passTo(START + 2 * HOUR);
    return { world, message: world.messages[0]! };
  };

  test('renders what the customer would read', async () => {
    const { message } = await firstMessage();
    expect(message).toMatchObject({ status: 'sent', attempts: 1, content: { subject: 'Still thinking of Lamp?' } });
    expect(message.content?.body).toContain('Leave: https://unsubscribe.invalid/');
  });

  test('a channel that is down is tried again at growing intervals until it is well', async () => {
    const { world, message } = await firstMessage({ times: 3 });
    expect(message).toMatchObject({ status: 'waiting', attempts: 1 });
    await world.passTo(world.now + MINUTE);
    expect(message).toMatchObject({ status: 'sent', attempts: 4 });
    expect(world.messages).toHaveLength(1);
  });

  test('a bounce for good ends it, and closes the channel to the customer', async () => {
    const { world, message } = await firstMessage({ bounces: 'permanent', reason: 'no such mailbox' });
    expect(message).toMatchObject({ status: 'failed', reason: 'no such mailbox' });
    expect(told(world, 'message').slice(1)).toEqual([
      [2 * HOUR, 'message', 'failed', undefined],
      [2 * HOUR, 'message', 'bounced', 'remind'],
    ]);
    expect(world.facts.some(({ kind, action }) => kind === 'consent' && action === 'suppressed')).toBe(true);
  });

  test('what waits until it is of no use any more has failed, with what the channel said last', async () => {
    const { world, message } = await firstMessage({ reason: 'busy' });
    await world.passTo(START + 2 * DAY);
    expect(message).toMatchObject({ status: 'failed', reason: 'expired: busy' });
    expect(message.endedAt).toBe(START + 2 * HOUR + DAY + 1);
  });

  test('what has become stale while it waited is withdrawn', async () => {
    const { world, message } = await firstMessage({});
    await world.call({ type: 'track', event: 'Order Completed', userId: 'ada', properties: { revenue: 9 } });
    await world.passTo(world.now + HOUR);
    expect(message).toMatchObject({ status: 'withdrawn', reason: 'goal.event' });
  });

  test('behind an open circuit breaker nothing is tried: a hundred messages cost few attempts', async () => {
    const world = await open();
    world.stage.fails('mail', {});
    for (let i = 0; i < 100; i++) {
      await known(world, `c${i}`);
      await added(world, `c${i}`);
    }
    await world.passTo(START + 2 * HOUR + 10 * MINUTE);
    const attempts = world.messages.reduce((sum, message) => sum + message.attempts, 0);
    expect(attempts).toBeGreaterThan(4);
    expect(attempts).toBeLessThan(60);
    world.stage.recovers('mail');
    await world.passTo(world.now + 15 * MINUTE);
    expect(world.messages.every(({ status }) => status === 'sent')).toBe(true);
  });

  test('a rate lets them through at its pace', async () => {
    const project = withoutChance(shop());
    const definitions = project.definitions.map((one) =>
      one.kind === 'channel' && one.id === 'mail' ? { ...one, rate: { max: 10, per: '1h' } } : one,
    );
    const world = await open({ definitions });
    for (let i = 0; i < 20; i++) {
      await known(world, `c${i}`);
      await added(world, `c${i}`);
    }
    await world.passTo(START + 3 * HOUR - 1);
    expect(world.messages.filter(({ status }) => status === 'sent')).toHaveLength(10);
  });
});

describe('releases', () => {
  test('one that cannot be compiled is refused at once', async () => {
    const { definitions } = shop();
    const broken = definitions.map((one) => (one.kind === 'journey' && one.id === 'cart' ? { ...one, holdout: 2 } : one));
    await expect(VirtualWorld.open({ project: { definitions: broken }, start: START })).rejects.toMatchObject({
      code: 'VOLANO_DEFINITION_INVALID',
    });
  });

  test('customers inside stay on the version they entered with', async () => {
    const world = await open();
    await known(world, 'ada');
    await added(world, 'ada');
    const shorter = defineJourney({
      ...cart,
      holdout: 0,
      trigger: onEvent('Product Added'),
      goal: occurs('Order Completed'),
      steps: [wait('1h', { id: 'pause' }), send({ id: 'remind', channel: 'mail', template: 'miss_you', purpose: 'offers' })],
    });
    await world.release(withoutChance(shop(shorter)));
    await known(world, 'ben');
    await added(world, 'ben');
    await world.passTo(START + 3 * HOUR);
    expect(world.messages.map(({ command }) => [command.template, command.journeyVersion])).toEqual([
      ['miss_you', 2],
      ['cart_reminder', 1],
    ]);
  });
});
