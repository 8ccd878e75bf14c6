/** Against a running product, over HTTP and on its data folder. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveApi } from '../../src/api/index.ts';
import { managementClient } from '../../src/cli/client.ts';
import { explainCommand } from '../../src/cli/explain.ts';
import { linesOfExplanation } from '../../src/cli/explained.ts';
import { openManagement } from '../../src/cli/open.ts';
import { runProgram } from '../../src/cli/program.ts';
import { captured } from '../../src/cli/terminal.suite.ts';
import type { Locale } from '../../src/cli/texts/index.ts';
import type { Explanation } from '../../src/runtime/index.ts';
import { order, Shop, shopProject } from '../../src/runtime/shop.suite.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await Shop.open({ faces: (server, running) => serveApi(server, running, { host: '127.0.0.1' }) });
  await shop.running.applyProject(shopProject());
  await shop.batch(order('ada', 'o1', 30), { type: 'track', event: 'View', userId: 'bob', messageId: 'v1' });
  await shop.running.settle();
});
afterAll(() => shop.close());

async function volano(words: readonly string[], locale: Locale = 'en') {
  const { world, out, err } = captured({ locale });
  const command = explainCommand(world, async (where) => managementClient(where));
  const code = await runProgram(['explain', ...words, '--url', shop.running.url], world, [command]);
  return { code, out: out(), err: err() };
}

const explained = async (...words: readonly string[]): Promise<Explanation> =>
  JSON.parse((await volano([...words, '--json'])).out) as Explanation;

describe('explain', () => {
  test('says why not, in both languages', async () => {
    const { code, out } = await volano(['user_id:bob']);
    expect(code).toBe(0);
    expect(out).toContain('after_order "Name": never entered, and never decided about');
    expect(out).toContain('The event "Order Completed", which starts it, never came. (values: event = Order Completed, count = 0)');
    expect((await volano(['user_id:bob'], 'zh')).out).toContain('触发它的事件“Order Completed”从未到达。');
  });

  test('says why a message went: one line for each link, with its row', async () => {
    const { journeys } = await explained('user_id:ada');
    const message = journeys![0]!.messages[0]!.message;
    const { out } = await volano(['user_id:ada', '--message', message]);
    expect(out).toContain(`Message ${message} of the journey "Name" (version 1), step "thank", by capture, template "thanks": sent.`);
    for (const pattern of [
      /^ {2}signal .* The event "Order Completed" from \S+ \(o1\)\..*\[events \d+-\d+\]$/m,
      /^ {2}decision .* Entered the journey "after_order", version 1\. The event "Order Completed" came\. .*\[facts \d+-\d+\]$/m,
      /^ {2}verdict .* May go\. Nothing spoke against it\..*purpose = offers/m,
      /^ {2}delivery .* Handed over to capture\./m,
      /^ {2}receipt .* Delivered\./m,
    ])
      expect(out).toMatch(pattern);
    expect((await volano(['user_id:ada', '--message', message], 'zh')).out).toMatch(/^ {2}裁决 .*没有任何规则反对。/m);
    expect(out).not.toMatch(/\{\w+\}|undefined/);
  });

  test('tells machines that open a message and follow its links from people', async () => {
    const { journeys } = await explained('user_id:ada');
    const told = await explained('user_id:ada', '--message', journeys![0]!.messages[0]!.message);
    const { chain } = told.message!;
    const { evidence } = chain.find(({ link }) => link === 'receipt')!;
    const linesOf = (action: string, detail: object): string => {
      const receipt = { link: 'receipt', evidence: { ...evidence, action, detail } } as (typeof chain)[number];
      return linesOfExplanation({ ...told, message: { ...told.message!, chain: [receipt] } }, 'en').at(-1)!;
    };
    expect(linesOf('opened', { machine: true })).toContain('Opened by a machine');
    expect(linesOf('clicked', { machine: true })).toContain('followed by a machine');
    expect(linesOf('opened', { machine: false })).toContain('Opened. ');
  });

  test('finds the customer by id, and the journey that was asked for', async () => {
    const { customer } = await explained('user_id:ada');
    const { journeys } = await explained(customer, '--journey', 'after_order');
    expect(journeys).toMatchObject([{ journey: 'after_order', standing: 'inside', way: { step: 'rest' } }]);
    expect((await volano([customer])).out).toMatch(/inside since .*, at step "rest" until /);
  });

  test.each([
    [['user_id:zoe'], 'customer with identifier "user_id:zoe"'],
    [['zoe'], 'customer id "zoe"'],
    [['user_id:ada', '--message', 'm0'], '"m0"'],
    [['user_id:ada', '--journey', 'nowhere'], 'journey "nowhere"'],
  ])('%j is unknown: exit code 2, and what was looked up', async (words, told) => {
    const { code, out, err } = await volano(words);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(told);
  });

  test('without a server it opens the data folder', async () => {
    let opened = 0;
    const { world, out } = captured();
    const command = explainCommand(world, (where) =>
      openManagement({ ...where, url: 'http://127.0.0.1:1', dataFolder: shop.directory }, async () => {
        opened += 1;
        return { url: shop.running.url, close: async () => undefined };
      }),
    );
    expect(await runProgram(['explain', 'user_id:bob', '--data', shop.directory], world, [command])).toBe(0);
    expect([opened, out().includes('never came')]).toEqual([1, true]);
  });
});
