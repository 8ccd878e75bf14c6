import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestWarehouse, RowMaker, type TestWarehouse } from '../warehouse.suite.ts';
import { createTables, followMoves, quoted, tables, views } from './index.ts';
import { tableSql, viewSql } from './table.ts';

let world: TestWarehouse;
beforeAll(async () => {
  world = await openTestWarehouse();
});
afterAll(() => world.close());

const query = <Row>(sql: string): Promise<Row[]> => world.warehouse.query<Row>(sql);

/** Columns of each table and view, sorted, from the sections of docs/warehouse.md. */
function documentedColumns(text: string): Record<string, string[]> {
  const sections = text.split('\n## ').slice(1);
  const columnsIn = (section: string): string[] => [...section.matchAll(/^\| `(\w+)` \| \S/gm)].map(([, column]) => column!);
  const common = columnsIn(sections.find((section) => section.startsWith('Every fact\n'))!);
  const named = sections.map((section) => {
    const columns = [...columnsIn(section), ...(section.includes('Plus the columns of every fact.') ? common : [])];
    return [section.split('\n')[0]!, columns.sort()] as const;
  });
  return Object.fromEntries(named.filter(([name]) => name !== 'Every fact'));
}

const T = Date.UTC(2024, 1, 29, 12);

describe('tables', () => {
  test('may be created again, at every start', async () => {
    const before = await query('SELECT name, engine FROM system.tables WHERE database = currentDatabase() ORDER BY name');
    await createTables(world.warehouse);
    expect(await query('SELECT name, engine FROM system.tables WHERE database = currentDatabase() ORDER BY name')).toEqual(before);
    expect(before).toHaveLength(tables.length + views.length);
  });

  test('and views carry their documentation with them', async () => {
    const bare = await query(
      "SELECT name FROM system.tables WHERE database = currentDatabase() AND comment = '' UNION ALL SELECT table || '.' || name FROM system.columns WHERE database = currentDatabase() AND table IN ('events', 'facts') AND comment = ''",
    );
    expect(bare).toEqual([]);
  });

  test('and views have every column documented, and nothing else', async () => {
    const documented = documentedColumns(readFileSync(new URL('../../../docs/warehouse.md', import.meta.url), 'utf8'));
    const rows = await query<{ relation: string; columns: string[] }>(
      'SELECT table AS relation, arraySort(groupArray(name)) AS columns FROM system.columns WHERE database = currentDatabase() GROUP BY relation ORDER BY relation',
    );
    expect(documented).toEqual(Object.fromEntries(rows.map(({ relation, columns }) => [relation, columns])));
  });

  test('get the columns that an older version did not have, and keep their rows', async () => {
    await world.warehouse.execute('ALTER TABLE facts DROP COLUMN subject');
    await world.warehouse.insert('facts', Buffer.from('{"partition":9,"seq":1,"kind":"old","action":"kept"}\n'));
    await createTables(world.warehouse);
    expect(await query('SELECT subject, action FROM facts WHERE partition = 9')).toEqual([{ subject: '', action: 'kept' }]);
  });

  test('are on disk when an insert is acknowledged, and do not drop equal blocks', async () => {
    const [row] = await query<{ sql: string }>(
      "SELECT create_table_query AS sql FROM system.tables WHERE database = currentDatabase() AND name = 'events'",
    );
    expect(row?.sql).toContain('fsync_after_insert = 1');
    expect(row?.sql).toContain('fsync_part_directory = 1');
    expect(row?.sql).toContain('non_replicated_deduplication_window = 0');
  });

  test('every view can be read', async () => {
    for (const view of views) expect(await query(`SELECT * FROM ${view.name} LIMIT 1`)).toBeInstanceOf(Array);
  });
});

describe('SQL text', () => {
  test.each(["it's", 'a\\b', "\\'", '值\n', ''])('%j stays itself as a literal', async (text) => {
    expect(await query(`SELECT ${quoted(text)} AS text`)).toEqual([{ text }]);
  });

  test('a column comment stands before the codec, whatever the column says', () => {
    const sql = tableSql({
      name: 't',
      comment: "t's",
      columns: [
        { name: 'a', type: 'UInt64 CODEC(DoubleDelta, LZ4)', comment: "it's a" },
        { name: 'b', type: "String ALIAS concat('x', 'y')", comment: 'b' },
      ],
      indexes: [],
      orderBy: 'a',
    });
    expect(sql).toContain("a UInt64 COMMENT 'it\\'s a' CODEC(DoubleDelta, LZ4)");
    expect(sql).toContain("b String ALIAS concat('x', 'y') COMMENT 'b'");
    expect(sql).toContain("COMMENT 't\\'s'");
  });

  test('a view is replaced, not kept', () => {
    expect(viewSql({ name: 'v', comment: 'c', select: 'SELECT 1' })).toBe("CREATE OR REPLACE VIEW v AS SELECT 1 COMMENT 'c'");
  });
});

describe('events', () => {
  test('are filled from the members of an entry, spliced into the row', async () => {
    const entry =
      '"type":"event","call":"identify","event":"$identify","messageId":"m-1","source":"web","time":1709207999999,"receivedAt":1709208000500,' +
      '"identifiers":[["user_id","u\\"1"],["email","a@b.c"]],"properties":{"revenue":12.5,"currency":"CNY","order_id":"o1","deep":{"list":[1]}},"traits":{"vip":true},"context":{"ip":"::1"}';
    await world.warehouse.insert(
      'events',
      Buffer.from(`{"position":7,"seq":1,"partition":1,"at":1709208000000,"customer":"c1",${entry}}\n`),
    );
    const [row] = await query(
      'SELECT *, message_id, received_at, identifier_pairs, revenue, currency, order_id FROM events WHERE partition = 1',
    );
    expect(row).toEqual({
      partition: 1,
      seq: 1,
      position: 7,
      customer: 'c1',
      at: '2024-02-29 12:00:00.000',
      call: 'identify',
      event: '$identify',
      messageId: 'm-1',
      message_id: 'm-1',
      source: 'web',
      time: '2024-02-29 11:59:59.999',
      receivedAt: '2024-02-29 12:00:00.500',
      received_at: '2024-02-29 12:00:00.500',
      identifiers: '[["user_id","u\\"1"],["email","a@b.c"]]',
      identifier_pairs: [
        ['user_id', 'u"1'],
        ['email', 'a@b.c'],
      ],
      properties: '{"revenue":12.5,"currency":"CNY","order_id":"o1","deep":{"list":[1]}}',
      traits: '{"vip":true}',
      context: '{"ip":"::1"}',
      violations: '',
      quarantine: '',
      unreadable: '',
      revenue: 12.5,
      currency: 'CNY',
      order_id: 'o1',
    });
  });

  test.each([
    [1, '{"revenue":"12.5"}', 12.5],
    [2, '{"revenue":"much"}', null],
    [3, '{}', null],
    [4, '{"revenue":null}', null],
    [5, '{"revenue":-3}', -3],
  ])('revenue %i: of %s', async (seq, properties, revenue) => {
    await world.warehouse.insert('events', Buffer.from(`{"partition":2,"seq":${seq},"properties":${properties}}\n`));
    expect(await query(`SELECT revenue FROM events WHERE partition = 2 AND seq = ${seq}`)).toEqual([{ revenue }]);
  });
});

describe('customer_map and events_by_customer', () => {
  test('follow merges of merged customers to the one that carries on', async () => {
    const rows = new RowMaker();
    for (const customer of ['a', 'b', 'c', 'd']) rows.event({ customer, event: 'Merged Test', time: T });
    const merged = (from: string, into: string, at: number): void =>
      rows.fact({ kind: 'identity', action: 'merged', customer: into, name: from, at });
    merged('c', 'b', T + 1);
    // b goes into a, and c with it: one fact for each absorbed id.
    merged('b', 'a', T + 2);
    merged('c', 'a', T + 2);
    rows.fact({ kind: 'identity', action: 'linked', customer: 'd', name: 'a', at: T + 3 });
    await rows.insertInto(world.warehouse);
    expect(await query('SELECT * FROM customer_map ORDER BY absorbed')).toEqual([
      { absorbed: 'b', survivor: 'a' },
      { absorbed: 'c', survivor: 'a' },
    ]);
    const resolved = await query("SELECT customer_on_arrival, customer FROM events_by_customer WHERE event = 'Merged Test' ORDER BY 1");
    expect(resolved).toEqual([
      { customer_on_arrival: 'a', customer: 'a' },
      { customer_on_arrival: 'b', customer: 'a' },
      { customer_on_arrival: 'c', customer: 'a' },
      { customer_on_arrival: 'd', customer: 'd' },
    ]);
  });

  test('of two merges in the same millisecond the later number counts', async () => {
    const rows = new RowMaker();
    rows.fact({ kind: 'identity', action: 'merged', customer: 'y', name: 'z', at: T });
    rows.fact({ kind: 'identity', action: 'merged', customer: 'x', name: 'z', at: T });
    await rows.insertInto(world.warehouse);
    expect(await query("SELECT survivor FROM customer_map WHERE absorbed = 'z'")).toEqual([{ survivor: 'x' }]);
  });
});

describe('an unmerge', () => {
  const HISTORY = [
    ['Before', 'ua', 'ua'],
    ['Before', 'ub', 'ub'],
    ['Merged', 'ua', 'ua'],
    ['Moved', 'ua', 'ub'],
    ['After', 'ub', 'ub'],
  ] as const;

  test('gives each customer its own events again, also those that came while both were one', async () => {
    const rows = new RowMaker(7);
    const event = (customer: string, name: string): void => rows.event({ customer, event: `Unmerge ${name}`, time: T });
    event('ua', 'Before');
    event('ub', 'Before');
    for (const absorbed of ['ub', 'uc']) rows.fact({ kind: 'identity', action: 'merged', customer: 'ua', name: absorbed, at: T + 1 });
    event('ua', 'Merged');
    event('ua', 'Moved');
    const position = rows.position;
    await rows.insertInto(world.warehouse);
    await followMoves(world.warehouse);
    expect(await query("SELECT DISTINCT customer FROM events_by_customer WHERE event LIKE 'Unmerge %'")).toEqual([{ customer: 'ua' }]);
    rows.fact({ kind: 'identity', action: 'rebuilt', customer: 'ua', at: T + 2, detail: { events: 2 } });
    rows.fact({ kind: 'identity', action: 'unmerged', customer: 'ub', name: 'ub', at: T + 2, detail: { from: 'ua' } });
    rows.fact({ kind: 'identity', action: 'unmerged', customer: 'ub', name: 'uc', at: T + 2, detail: { from: 'ua' } });
    rows.fact({ kind: 'identity', action: 'moved', customer: 'ub', at: T + 2, detail: { position, from: 'ua' } });
    event('ub', 'After');
    await rows.insertInto(world.warehouse);
    await followMoves(world.warehouse);
    const select = "SELECT replace(event, 'Unmerge ', '') AS what, customer_on_arrival AS on_arrival, customer FROM events_by_customer";
    const told = await query(`${select} WHERE event LIKE 'Unmerge %' ORDER BY seq`);
    expect(told).toEqual(HISTORY.map(([what, on_arrival, customer]) => ({ what, on_arrival, customer })));
    expect(await query("SELECT * FROM customer_map WHERE absorbed IN ('ua', 'ub', 'uc')")).toEqual([{ absorbed: 'uc', survivor: 'ub' }]);
    // The same position of another partition is another event.
    await world.warehouse.insert(
      'events',
      Buffer.from(`{"partition":8,"seq":1,"position":${position},"customer":"ux","event":"Elsewhere"}\n`),
    );
    expect(await query("SELECT customer FROM events_by_customer WHERE event = 'Elsewhere'")).toEqual([{ customer: 'ux' }]);
  });

  test('is followed after the next start, and by the merges that come after it', async () => {
    await createTables(world.warehouse);
    const rows = new RowMaker(7, 100);
    rows.fact({ kind: 'identity', action: 'merged', customer: 'u0', name: 'ub', at: T + 3 });
    rows.fact({ kind: 'identity', action: 'merged', customer: 'u0', name: 'uc', at: T + 3 });
    await rows.insertInto(world.warehouse);
    const counts = await query<{ customer: string; events: number }>(
      "SELECT customer, toUInt32(count()) AS events FROM events_by_customer WHERE event LIKE 'Unmerge %' GROUP BY customer ORDER BY customer",
    );
    expect(counts).toEqual([
      { customer: 'u0', events: 3 },
      { customer: 'ua', events: 2 },
    ]);
  });
});

describe('views of facts', () => {
  test('name what each kind holds', async () => {
    const rows = new RowMaker();
    const about = { customer: 'v1', at: T, version: 3, journey: 'welcome', step: 'hello', subject: 'i1' };
    rows.fact({ ...about, kind: 'profile', action: 'changed', name: 'city', detail: { from: null, to: 'Torino' } });
    rows.fact({ ...about, kind: 'tag', action: 'set', name: 'vip', detail: { read: { 'trait.orders': 3 } } });
    rows.fact({ ...about, kind: 'segment', action: 'entered', name: 'buyers', detail: {} });
    rows.fact({ ...about, kind: 'journey', action: 'moved', name: 'welcome', detail: { rule: 'end' } });
    rows.fact({ ...about, kind: 'decision', action: 'not_entered', name: 'welcome', detail: { rule: 'reentry' } });
    rows.fact({ ...about, kind: 'exposure', action: 'holdout', name: 'welcome' });
    rows.fact({ ...about, kind: 'consent', action: 'granted', name: 'newsletter' });
    const asked = { rule: 'cap.week', channel: 'capture', template: 't1', purpose: 'news', messageClass: 'marketing', read: { sent: 2 } };
    rows.fact({ ...about, kind: 'verdict', action: 'suppress', name: 'welcome', subject: 'm1', detail: asked });
    await rows.insertInto(world.warehouse);
    const one = async (view: string, columns: string): Promise<unknown> =>
      (await query(`SELECT ${columns} FROM ${view} WHERE customer = 'v1'`))[0];
    expect(await one('profile_changes', 'trait, value_before, value_after')).toEqual({
      trait: 'city',
      value_before: 'null',
      value_after: '"Torino"',
    });
    expect(await one('tag_transitions', 'tag, action, version, read')).toEqual({
      tag: 'vip',
      action: 'set',
      version: 3,
      read: '{"trait.orders":3}',
    });
    expect(await one('segment_transitions', 'segment, action')).toEqual({ segment: 'buyers', action: 'entered' });
    expect(await one('journey_transitions', 'journey, instance, step, action, rule')).toEqual({
      journey: 'welcome',
      instance: 'i1',
      step: 'hello',
      action: 'moved',
      rule: 'end',
    });
    expect(await one('decisions', 'journey, action, rule')).toEqual({ journey: 'welcome', action: 'not_entered', rule: 'reentry' });
    expect(await one('exposures', 'journey, exposed_to')).toEqual({ journey: 'welcome', exposed_to: 'holdout' });
    expect(await one('consent_changes', 'purpose, action')).toEqual({ purpose: 'newsletter', action: 'granted' });
    expect(await one('verdicts', 'verdict, rule, message, channel, template, purpose, message_class, read')).toEqual({
      verdict: 'suppress',
      rule: 'cap.week',
      message: 'm1',
      channel: 'capture',
      template: 't1',
      purpose: 'news',
      message_class: 'marketing',
      read: '{"sent":2}',
    });
  });

  test('messages: one row each, with what became of it and how long it took', async () => {
    const rows = new RowMaker();
    const decided = (subject: string, receivedAt: number): void =>
      rows.fact({
        kind: 'message',
        action: 'decided',
        customer: 'w1',
        at: T,
        name: 'hello',
        version: 2,
        journey: 'welcome',
        step: 's',
        subject,
        detail: { channel: 'capture', purpose: 'news', receivedAt },
      });
    const receipt = (action: string, subject: string, detail: { [key: string]: number | string }): void =>
      rows.fact({ kind: 'message', action, customer: 'w1', at: T + 5, subject, detail: { channel: 'capture', ...detail } });
    decided('sent', T);
    receipt('sent', 'sent', { decidedAt: T + 4, dispatchedAt: T + 12 });
    decided('by time', 0);
    receipt('sent', 'by time', { decidedAt: T + 4, dispatchedAt: T + 12 });
    decided('failed', T);
    receipt('failed', 'failed', { decidedAt: T + 4, dispatchedAt: T + 12, reason: 'variable_missing' });
    decided('waiting', T);
    await rows.insertInto(world.warehouse);
    const seen = await query("SELECT message, status, reason, latency_ms FROM messages WHERE customer = 'w1' ORDER BY message");
    expect(seen).toEqual([
      { message: 'by time', status: 'sent', reason: '', latency_ms: null },
      { message: 'failed', status: 'failed', reason: 'variable_missing', latency_ms: null },
      { message: 'sent', status: 'sent', reason: '', latency_ms: 12 },
      { message: 'waiting', status: 'waiting', reason: '', latency_ms: null },
    ]);
    const [one] = await query("SELECT journey, step, template, template_version, channel, purpose FROM messages WHERE message = 'sent'");
    expect(one).toEqual({ journey: 'welcome', step: 's', template: 'hello', template_version: 2, channel: 'capture', purpose: 'news' });
  });

  test('messages and returns: what came back, people and machines apart', async () => {
    const rows = new RowMaker();
    const fact = (action: string, subject: string, detail: { [key: string]: number | string | boolean } = {}): void =>
      rows.fact({
        kind: 'message',
        action,
        customer: 'r1',
        at: T,
        name: action === 'decided' ? 'hello' : '',
        journey: 'welcome',
        step: 's',
        subject,
        detail: { channel: 'mail', purpose: 'news', ...detail },
      });
    for (const id of ['r-a', 'r-b', 'r-c']) fact('decided', id);
    for (const id of ['r-a', 'r-b']) fact('sent', id);
    fact('withdrawn', 'r-c', { reason: 'consent.withdrawn' });
    fact('delivered', 'r-a');
    fact('opened', 'r-a', { machine: true });
    fact('opened', 'r-b');
    fact('clicked', 'r-b', { link: 'https://shop.example/' });
    fact('clicked', 'r-b', { link: 'https://shop.example/', machine: true });
    fact('replied', 'r-b', { text: 'thanks' });
    fact('bounced', 'r-a', { permanent: true });
    fact('complained', 'r-b');
    fact('unsubscribed', 'r-b');
    await rows.insertInto(world.warehouse);
    const columns =
      'message, status, reason, delivered, bounced, opened, opened_by_machine, clicked, clicked_by_machine, replies, unsubscribed, complained';
    const nothing = { opened: 0, clicked: 0, clicked_by_machine: 0, replies: 0, unsubscribed: 0, complained: 0 };
    expect(await query(`SELECT ${columns} FROM messages WHERE customer = 'r1' ORDER BY message`)).toEqual([
      { message: 'r-a', status: 'sent', reason: '', ...nothing, delivered: 1, bounced: 1, opened_by_machine: 1 },
      {
        message: 'r-b',
        status: 'sent',
        reason: '',
        delivered: 0,
        bounced: 0,
        opened: 1,
        opened_by_machine: 0,
        clicked: 1,
        clicked_by_machine: 1,
        replies: 1,
        unsubscribed: 1,
        complained: 1,
      },
      { message: 'r-c', status: 'withdrawn', reason: 'consent.withdrawn', ...nothing, delivered: 0, bounced: 0, opened_by_machine: 0 },
    ]);
    expect(await query("SELECT what, machine, link FROM returns WHERE message = 'r-b' AND what = 'clicked' ORDER BY machine")).toEqual([
      { what: 'clicked', machine: 0, link: 'https://shop.example/' },
      { what: 'clicked', machine: 1, link: 'https://shop.example/' },
    ]);
    expect(await query("SELECT text FROM returns WHERE what = 'replied' AND customer = 'r1'")).toEqual([{ text: 'thanks' }]);
  });
});
