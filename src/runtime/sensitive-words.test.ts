/** Over the running product: what a customer's own data brings into a message is kept back, and it is told why. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Definition, definePlacement, definePolicy, defineTemplate, type Project, type SensitiveWords } from '../define/index.ts';
import { order, Shop, shopProject } from './shop.suite.ts';

const name = { en: 'N', zh: '名' };
const LISTS: readonly SensitiveWords[] = [
  { id: 'law', severity: 'block', words: ['国家级', 'cure'], except: ['the cure song'] },
  { id: 'house', severity: 'review', words: ['cheap', 'deal'] },
  { id: 'taste', severity: 'warn', words: ['stuff'] },
];

function project(thanks: string, lists: readonly SensitiveWords[] = LISTS): Project {
  const changed: readonly Definition[] = [
    definePolicy({ sensitiveWords: lists }),
    defineTemplate({ id: 'thanks', name, subject: 'Thanks', body: thanks }),
    definePlacement({
      id: 'banner',
      name,
      candidates: [{ id: 'hello', name, template: 'thanks' }],
      fallback: { fields: { text: 'plain' } },
    }),
  ];
  const isChanged = ({ kind, id }: Definition): boolean => changed.some((one) => one.kind === kind && one.id === id);
  return { definitions: [...shopProject().definitions.filter((one) => !isChanged(one)), ...changed] };
}

const TEXT = '<p>A good deal for {{ trait.city | default: "a friend" }}</p>';
let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
  await shop.running.applyProject(project(TEXT));
  const cities = {
    ada: 'Rome',
    bo: '国 家\u200b级大城',
    cy: 'Cheap &amp; Town',
    di: 'a deal of stuff',
    ed: 'the cure song',
    fi: 'manicured',
    gu: '<b>C</b>URE',
  };
  await shop.batch(
    ...Object.entries(cities).flatMap(([user, city]) => [
      { type: 'identify', userId: user, messageId: `i-${user}`, traits: { city } },
      order(user, `o-${user}`, 10),
    ]),
  );
  await shop.running.settle();
});
afterAll(() => shop.close());

async function outcomeOf(user: string) {
  const lookup = { namespace: 'user_id', value: user };
  const { journeys } = await shop.running.explain({ lookup, journey: 'after_order' });
  const { message, status, rule, read } = journeys![0]!.messages.find(({ step }) => step === 'thank')!;
  return { message, status, rule, read };
}

describe('a message', () => {
  test.each([
    ['ada', 'nothing is wrong with'],
    ['di', 'holds a word to be reviewed that the template itself says, and one that is only warned of,'],
    ['ed', 'holds an exception'],
    ['fi', 'holds a word within another word'],
    ['gu', 'holds markup that is shown as it is written'],
  ])('of %s that %s goes', async (user) => {
    expect(await outcomeOf(user)).toMatchObject({ status: 'sent' });
  });

  test.each([
    ['bo', { word: '国家级', list: 'law', severity: 'block', field: 'body' }],
    ['cy', { word: 'cheap', list: 'house', severity: 'review', field: 'body' }],
  ])('of %s is kept back, with the word and its list', async (user, read) => {
    const outcome = await outcomeOf(user);
    expect(outcome).toMatchObject({ status: 'withdrawn', rule: 'content.sensitive_word', read });
    const { message } = await shop.running.explain({ lookup: { namespace: 'user_id', value: user }, message: outcome.message });
    expect(message?.chain.at(-1)?.evidence).toMatchObject({
      kind: 'message',
      action: 'withdrawn',
      detail: { reason: 'content.sensitive_word', read },
    });
  });

  test('that is kept back has gone nowhere, and is no dead letter', async () => {
    const held = await Promise.all(['bo', 'cy'].map(outcomeOf));
    for (const { message } of held) expect(await shop.running.outbox.get(message)).toBeUndefined();
    expect(await shop.running.outbox.get((await outcomeOf('ada')).message)).toBeDefined();
  });
});

test('a placement shows what is left to show', async () => {
  const shown = async (user: string) => {
    const whom = { identifiers: [['user_id', user] as const] };
    return shop.running.questions.decisions.decide({ placement: 'banner', whom, context: {}, log: false } as never);
  };
  expect(await shown('ada')).toMatchObject({ chosen: 'hello' });
  expect(await shown('bo')).toMatchObject({
    chosen: null,
    content: { fields: { text: 'plain' } },
    candidates: [{ leftOut: { rule: 'content.sensitive_word', read: { word: '国家级', list: 'law' } } }],
  });
});

describe('a release', () => {
  const refused = (made: Project) => expect(shop.running.applyProject(made)).rejects;

  test('with a word to be blocked is not made, whoever makes it', async () => {
    await refused(project('<p>Our 国<i>家</i>级 tea</p>')).toMatchObject({
      code: 'VOLANO_RELEASE_BLOCKED',
      message: expect.stringContaining('template "thanks" at body: "国家级" (line 1, column 8) of the list "law"'),
    });
    await refused(project(TEXT, [{ id: 'law', severity: 'block', words: ['good'] }])).toMatchObject({ code: 'VOLANO_RELEASE_BLOCKED' });
  });

  test('is reviewed with what is new in it only', async () => {
    const lints = async (made: Project) =>
      (await shop.running.questions.review(made)).findings
        .filter(({ lint }) => lint.startsWith('sensitive'))
        .map(({ lint, path }) => `${lint} ${path}`);
    expect(await lints(project(TEXT))).toEqual([]);
    expect(await lints(project(`${TEXT}!`))).toEqual(['sensitive-word-review body']);
    expect(await lints(project('good stuff'))).toEqual(['sensitive-word-warn body']);
  });

  test('that forbids a word keeps back what was decided or written before it', async () => {
    await shop.running.applyProject(project('Hi {{ trait.city | default: "you" }}', [{ id: 'towns', severity: 'block', words: ['Oslo'] }]));
    await shop.batch({ type: 'identify', userId: 'hal', messageId: 'i-hal', traits: { city: 'OSLO' } }, order('hal', 'o-hal', 5));
    await shop.running.settle();
    expect(await outcomeOf('hal')).toMatchObject({ status: 'withdrawn', read: { word: 'Oslo', list: 'towns' } });
  });
});
