/** Sensitive words over HTTP: who answers for them when a release is made, what is shown to who writes, and what goes out. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveApi } from '../../src/api/index.ts';
import { type Definition, definePolicy, defineTemplate, defineWorkspace, type Project } from '../../src/define/index.ts';
import { order, Shop, shopProject } from '../../src/runtime/shop.suite.ts';

const name = { en: 'N', zh: '名' };
const note = { en: 'say what is special', zh: '请说明特别之处' };
const policy = definePolicy({
  sensitiveWords: [
    { id: 'law', severity: 'block', words: ['最佳'], note },
    { id: 'house', severity: 'review', words: ['deal'] },
  ],
});
const members = ['ada', 'bo'].map((id) => ({ id, token: `sha256:${createHash('sha256').update(`token-of-${id}`).digest('hex')}` }));

function project(body: string, more: readonly Definition[] = []): Project {
  const changed = [policy, defineTemplate({ id: 'thanks', name, subject: 'Thanks', body }), ...more];
  return {
    definitions: [
      ...shopProject().definitions.filter(({ kind, id }) => !changed.some((one) => one.kind === kind && one.id === id)),
      ...changed,
    ],
  };
}

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open({ faces: (server, running) => serveApi(server, running, { host: '127.0.0.1' }) });
  await shop.running.applyProject(project('Thanks, {{ trait.city | default: "you" }}'));
});
afterAll(() => shop.close());

// biome-ignore lint/suspicious/noExplicitAny: answers of any kind, which the assertions look into
type Answer = { readonly status: number; readonly json: any };

async function ask(method: 'GET' | 'POST', path: string, body?: object, more: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...more };
  const answer = await fetch(`${shop.running.url}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  return { status: answer.status, json: await answer.json() };
}

describe('a release over HTTP', () => {
  test('with a word to be blocked is refused, accepted or not', async () => {
    const made = project('The 最佳 gift');
    const { json } = await ask('POST', '/v1/plan', { project: made });
    expect(json.findings).toContainEqual(
      expect.objectContaining({ lint: 'sensitive-word-block', final: true, severity: 'error', id: 'thanks', path: 'body' }),
    );
    const { status, json: refused } = await ask(
      'POST',
      '/v1/releases',
      { project: made, accept: ['sensitive-word-block'] },
      { 'accept-language': 'zh' },
    );
    expect(status).toBe(422);
    expect(refused).toMatchObject({ code: 'VOLANO_RELEASE_BLOCKED' });
    expect(JSON.stringify(refused)).toContain('请说明特别之处');
  });

  test('with a new word to be reviewed is made when somebody accepts it, and the audit log says who', async () => {
    const made = project('A deal');
    expect(await ask('POST', '/v1/releases', { project: made })).toMatchObject({ json: { code: 'VOLANO_RELEASE_UNSOUND' } });
    expect(await ask('POST', '/v1/releases', { project: made, accept: ['sensitive-word-review'] })).toMatchObject({ status: 201 });
    const { json } = await ask('GET', '/v1/audit');
    expect(json.entries[0]).toMatchObject({ route: '/v1/releases', status: 201, target: { accepted: 'sensitive-word-review' } });
    // Once is enough: the text has not changed.
    expect(
      await ask('POST', '/v1/releases', { project: project('A deal', [defineTemplate({ id: 'again', name, body: 'Soon' })]) }),
    ).toMatchObject({ status: 201 });
  });

  test('is made without it when the content was approved', async () => {
    const template = { kind: 'template', id: 'thanks', name, subject: 'Thanks', body: 'Another deal' };
    await fetch(`${shop.running.url}/v1/changes/template/thanks`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ definition: template, on: shop.running.releases.list.length, revision: 0 }),
    });
    expect(await ask('POST', '/v1/content/thanks/approve', {})).toMatchObject({ status: 200 });
    const { json } = await ask('POST', '/v1/changes/release', { on: shop.running.releases.list.length });
    expect(json).toMatchObject({ number: shop.running.releases.list.length });
  });
});

describe('content that is being written', () => {
  const draft = (body: string, city: string) =>
    ask('POST', '/v1/content/preview', { definition: { kind: 'template', id: 'thanks', name, subject: '最 佳!', body }, event: { city } });

  test('is shown with its words, and with those that the customer would read', async () => {
    const { json } = await draft('<p>A <b>deal</b> in {{ event.city }}</p>', '最佳');
    expect(json.words).toEqual([
      { field: 'subject', start: 0, end: 3, word: '最佳', list: 'law', severity: 'block', note },
      { field: 'body', start: 8, end: 12, word: 'deal', list: 'house', severity: 'review' },
    ]);
    expect(json.shown.words).toEqual([
      { field: 'subject', found: '最 佳', word: '最佳', list: 'law', severity: 'block', withholds: true, note },
      { field: 'body', found: 'deal', word: 'deal', list: 'house', severity: 'review', withholds: false },
      { field: 'body', found: '最佳', word: '最佳', list: 'law', severity: 'block', withholds: true, note },
    ]);
    const page = await (await fetch(`${shop.running.url}${json.shown.page}`)).text();
    expect(page).toMatch(/<b><mark style="[^"]+" title="deal \(house\)">deal<\/mark><\/b> in <mark [^>]+>最佳<\/mark><\/p>/);
  });

  test('is tried out only when customers would get it', async () => {
    const send = (body: string) =>
      ask('POST', '/v1/content/thanks/test', {
        definition: { kind: 'template', id: 'thanks', name, body },
        channel: 'capture',
        to: 'x',
        language: 'en',
      });
    expect(await send('最佳')).toMatchObject({ json: { refused: 'content.sensitive_word', missing: [] } });
    expect((await send('A deal')).json).not.toHaveProperty('refused');
  });
});

test('why a message was kept back is told over HTTP', async () => {
  await shop.batch({ type: 'identify', userId: 'bo', messageId: 'i', traits: { city: '最佳' } }, order('bo', 'o', 1));
  await shop.running.applyProject(project('Thanks, {{ trait.city | default: "you" }}'));
  await shop.batch(
    order('cy', 'o2', 1),
    { type: 'identify', userId: 'di', messageId: 'i3', traits: { city: '最佳' } },
    order('di', 'o3', 1),
  );
  await shop.running.settle();
  const { json } = await ask('GET', '/v1/explain?namespace=user_id&value=di&journey=after_order');
  const read = { word: '最佳', list: 'law', severity: 'block', field: 'body' };
  expect(json.journeys[0].messages[0]).toMatchObject({ status: 'withdrawn', rule: 'content.sensitive_word', read });
});

test('where a second person is asked for, who approves the release answers for its words', async () => {
  const two = (body: string) =>
    project(body, [defineWorkspace({ id: 'shop', name, timeZone: 'UTC', currency: 'EUR', seed: 'shop', approval: { members } })]);
  await shop.running.applyProject(two('Plain'));
  const as = (member: string) => ({ 'x-volano-member': `token-of-${member}` });
  const { status, json } = await ask('POST', '/v1/releases', { project: two('My deal') }, as('ada'));
  expect({ status, json }).toEqual({ status: 202, json: { draft: expect.any(String) } });
  const waiting = await ask('GET', `/v1/drafts/${json.draft}`);
  expect(waiting.json.findings).toContainEqual(expect.objectContaining({ lint: 'sensitive-word-review', path: 'body' }));
  expect(await ask('POST', `/v1/drafts/${json.draft}/approve`, {}, as('bo'))).toMatchObject({ status: 201 });
  expect(await ask('POST', '/v1/releases', { project: two('My 最佳 deal') }, as('ada'))).toMatchObject({
    json: { code: 'VOLANO_RELEASE_BLOCKED' },
  });
});
