/** The health of tags on the whole product, over HTTP and on the command line: counted, audited while traffic comes in, judged by people. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveApi } from '../../src/api/index.ts';
import { managementClient } from '../../src/cli/client.ts';
import { customerCommand } from '../../src/cli/customer.ts';
import { runProgram } from '../../src/cli/program.ts';
import { writeReport } from '../../src/cli/report-file.ts';
import { tagsCommand } from '../../src/cli/tags.ts';
import { captured } from '../../src/cli/terminal.suite.ts';
import { defineProject, defineTag, defineTrait, trait } from '../../src/define/index.ts';
import { order, Shop, shopProject } from '../../src/runtime/shop.suite.ts';

const name = { en: 'Name', zh: '名称' };
const about = { name, owner: 'crm', expiry: '30d' } as const;
const PROJECT = defineProject(
  ...shopProject().definitions,
  defineTrait({ id: 'refunds', name, aggregate: 'count', event: 'Order Refunded' }),
  defineTag({ id: 'high_value', ...about, rule: trait('spent').atLeast(100), contradicts: ['refunder'] }),
  defineTag({ id: 'refunder', ...about, rule: trait('refunds').atLeast(1) }),
  defineTag({ id: 'roman', ...about, rule: trait('city').is('Rome') }),
);
const refund = (user: string, messageId: string) => ({ type: 'track', event: 'Order Refunded', userId: user, messageId });

let shop: Shop;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'volano-tags-'));
  shop = await Shop.open({ faces: (server, app) => serveApi(server, app, { host: '127.0.0.1' }) });
  await shop.running.applyProject(PROJECT);
  for (let user = 0; user < 10; user++) await shop.batch(order(`u${user}`, `o${user}`, user * 25));
  await shop.batch(refund('u9', 'r9'), refund('u0', 'r0'), { type: 'identify', userId: 'u0', messageId: 'i0', traits: { city: 'Rome' } });
  await shop.running.settle();
});
afterAll(async () => {
  await shop.close();
  await rm(folder, { recursive: true });
});

async function volano(words: readonly string[], locale: 'en' | 'zh' = 'en'): Promise<{ code: number; out: string; err: string }> {
  const { world, out, err } = captured({ locale });
  const open = async () => managementClient({ url: shop.running.url });
  const code = await runProgram(words, world, [tagsCommand(world, { open, write: writeReport }), customerCommand(world, open)]);
  return { code, out: out(), err: err() };
}

async function http(path: string, body?: object): Promise<{ status: number; json: Record<string, unknown> }> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${shop.running.url}/v1/tags${path}`, body ? { method: 'POST', headers, body: JSON.stringify(body) } : {});
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
}

describe('volano tags', () => {
  test('lists all of them, and who holds two that contradict each other', async () => {
    const { code, out } = await volano(['tags']);
    expect(code).toBe(0);
    expect(out).toMatch(/high_value\s+Name\s+live\s+6\s+100\.0%\s+0h\s+0\.0%\s+16\.7%/);
    expect(out).toMatch(/roman\s+Name\s+live\s+1\s+10\.0%/);
    expect(out).toContain('Of 10 customers 10 were drawn.');
    expect(out).toContain('Customers who hold two tags that contradict each other: 1 (10.0%)\n  high_value and refunder: 1');
    expect((await volano(['tags'], 'zh')).out).toContain('high_value 与 refunder：1');
  });

  test('shows one in detail, as text and as JSON', async () => {
    const { out } = await volano(['tags', '--tag', 'roman', '--sample', '5', '--seed', 'x']);
    expect(out).toMatch(
      /^roman · Name · live\n {2}owner crm, version 1\n {2}holders: 1\n {2}reads: city\n {2}complete: \d+\.\d%, \d+\.\d% to \d+\.\d%/,
    );
    const { tag, contradictions } = JSON.parse((await volano(['tags', '--json', '--tag', 'refunder'])).out);
    expect(tag).toMatchObject({ id: 'refunder', holders: 2, contradicted: { count: 1, of: 2 } });
    expect(contradictions).toEqual([{ tags: ['high_value', 'refunder'], customers: 1 }]);
    const unknown = await volano(['tags', '--tag', 'nothing']);
    expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('VOLANO_RESOURCE_UNKNOWN')]);
  });

  test('names what is wrong on the command line', async () => {
    expect(await volano(['tags', '--sample', '0'])).toMatchObject({ code: 2, err: expect.stringContaining('--sample') });
  });
});

test('volano customer says on what its tags rest and what contradicts them', async () => {
  const { out } = await volano(['customer', 'user_id:u9']);
  expect(out).toContain('Contradicted: high_value, by refunder');
  expect(out).toMatch(/high_value \([^)]+…[^)]+, by an event of \d{4}-/);
  expect(out).toContain('Profile complete to 75%: 3 of 4 values that tags read');
  expect((await volano(['customer', 'user_id:u9'], 'zh')).out).toContain('矛盾：high_value，与 refunder');
});

describe('an audit', () => {
  test('agrees, also while customers go on buying', async () => {
    const buying = (async () => {
      for (let round = 0; round < 12; round++)
        await shop.batch(order(`u${round % 10}`, `more${round}`, 30), order(`n${round}`, `new${round}`, 120));
    })();
    for (let round = 0; round < 3; round++) {
      const { json } = await http('/audit', { sample: 30, seed: `s${round}` });
      expect(json).toMatchObject({ disagreeing: 0 });
      expect(Number(json.compared) + Number(json.moved)).toBe(json.drawn);
    }
    await buying;
    await shop.running.settle();
    const { code, out } = await volano(['tags', 'audit', '--sample', '100']);
    expect([code, out]).toEqual([0, expect.stringMatching(/22 customers, 4 tags: 100\.0% of 88 answers agree, \d+\.\d% to 100\.0%\./)]);
  });

  test('exits with 1 and says whom it is about when they differ', async () => {
    const [{ customer } = { customer: '' }] = await shop.running.warehouse.query<{ customer: string }>(
      "SELECT customer FROM events WHERE message_id = 'o1'",
    );
    const at = Date.now();
    const row = { partition: 0, seq: 1, position: 1, customer, at, time: at, receivedAt: at, identifiers: [], properties: {} };
    const stray = { ...row, call: 'track', event: 'Order Refunded', messageId: 'stray', source: 's' };
    await shop.running.warehouse.insert('events', Buffer.from(`${JSON.stringify(stray)}\n`));
    const { code, out } = await volano(['tags', 'audit', '--tag', 'refunder', '--sample', '100']);
    expect(code).toBe(1);
    expect(out).toContain(`${customer} refunder: engine no, events yes`);
    expect(out).toContain('Of the others: 95.0%');
    expect((await volano(['tags', '--tag', 'refunder'])).out).toMatch(/audited at .*: engine and events agree about 95\.5%, \d/);
  });

  test('takes nothing that it does not know', async () => {
    expect(await http('/audit', { sample: 0 })).toMatchObject({ status: 400, json: { code: 'VOLANO_QUERY_INVALID' } });
    expect(await http('/audit', { tag: 'nothing' })).toMatchObject({ status: 404 });
    expect(await http('?limit=3')).toMatchObject({ status: 400 });
  });
});

describe('a sheet', () => {
  test('goes out as CSV, is marked by people, and comes back as an accuracy', async () => {
    const file = join(folder, 'high.csv');
    expect((await volano(['tags', 'sheet', 'high_value', '--file', file, '--seed', 'q'])).err).toMatch(/holders: .*high\.csv/);
    const lines = (await readFile(file, 'utf8')).split('\r\n').slice(0, -1);
    expect(lines[0]).toBe('\ufeffsheet,tag,version,customer,identifiers,since,read,right');
    const holders = lines.length - 1;
    expect(holders).toBeGreaterThanOrEqual(10);
    expect(lines[1]).toMatch(/^high_value\.1\.\d+\.q,high_value,1,c\w+,user_id:\w+,2\d{3}-[^,]+,"\{""trait\.spent"":\d+\}",$/);
    const marked = lines.map((line, index) => (index === 0 ? line : `${line}${index === 1 ? 'NO' : index < 6 ? '对' : ''}`));
    await writeFile(file, marked.join('\r\n'));
    const { code, out } = await volano(['tags', 'judge', file]);
    expect([code, out]).toEqual([0, `high_value: 80.0% right, 37.6% to 96.4% (4 right, 1 wrong, ${holders - 5} not marked).`]);
    expect((await volano(['tags', '--tag', 'high_value'])).out).toContain(`80.0% right, 37.6% to 96.4% (4 of 5; the sheet has ${holders})`);
  });

  test('or as JSON', async () => {
    const file = join(folder, 'refunder.json');
    await volano(['tags', 'sheet', 'refunder', '--file', file]);
    const sheet = JSON.parse(await readFile(file, 'utf8')) as { rows: { right: boolean | null }[] };
    expect(sheet.rows.map(({ right }) => right)).toEqual([null, null]);
    await writeFile(file, JSON.stringify({ ...sheet, rows: sheet.rows.map((row) => ({ ...row, right: true })) }));
    expect((await volano(['tags', 'judge', file, '--json'])).out).toContain('"right":2,"wrong":0');
    expect(JSON.parse((await volano(['tags', 'sheet', 'roman', '--json'])).out)).toMatchObject({
      tag: 'roman',
      rows: [{ read: { 'trait.city': 'Rome' } }],
    });
  });

  test('that cannot be read back says why', async () => {
    const judged = async (text: string): Promise<{ code: number; err: string }> => {
      const file = join(folder, 'bad.csv');
      await writeFile(file, text);
      return volano(['tags', 'judge', file]);
    };
    const head = 'sheet,tag,version,customer,right\n';
    const bad = [
      ['', 'it has no rows'],
      ['a,b\n1,2\n', 'a column is missing'],
      [`${head}s,high_value,1,c1,perhaps\n`, 'row 1: "perhaps" is neither yes nor no'],
      [`${head}s,high_value,1,c1,yes\nt,high_value,1,c2,yes\n`, 'row 2 is of another sheet'],
      [`${head}s,high_value,1,c1,yes\ns,high_value,1,c1,no\n`, 'customer c1 stands in it twice'],
    ] as const;
    for (const [text, problem] of bad) expect(await judged(text)).toMatchObject({ code: 2, err: expect.stringContaining(problem) });
    expect(await judged(`${head}s,high_value,1,c1,\n`)).toMatchObject({ code: 2, err: expect.stringContaining('no row is marked') });
    expect(await judged(`${head}s,nothing,1,c1,yes\n`)).toMatchObject({ code: 2, err: expect.stringContaining('VOLANO_RESOURCE_UNKNOWN') });
    expect(await http('/judgements', { tag: 'high_value', version: 1, sheet: 's', rows: 1, right: 1, wrong: 1 })).toMatchObject({
      status: 400,
    });
  });
});
