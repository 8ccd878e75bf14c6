import { expect, test } from 'vitest';
import { createRenderer } from '../content/index.ts';
import { composeMessage } from './compose.ts';
import { channelOf, commandOf, tokensIn, trackerOf } from './tracking.suite.ts';

const renderer = createRenderer({
  templateOf: (id) =>
    id === 'welcome'
      ? {
          kind: 'template',
          id,
          name: { en: 'W', zh: 'W' },
          body: '<a href="https://shop.example/{{ trait.path }}">x</a><a href="{{ event.url | default: "#" }}">y</a>',
          locales: { de: { body: '<a href="{{ message.unsubscribe_url }}">Abmelden</a>' } },
        }
      : undefined,
  timeZone: () => 'UTC',
});
const tracker = trackerOf();
const email = channelOf('email');

test('links of the template are tracked, those that come from a value are not', () => {
  const variables = { trait: { path: 'a' }, event: { url: 'https://evil.example/' } };
  const outcome = composeMessage({ renderer, tracker }, commandOf({ variables }), email);
  const body = outcome.ok ? outcome.content.body : outcome.reason;
  expect(tokensIn(body, 'c').map((token) => tracker.open(token)?.link?.url)).toEqual(['https://shop.example/a']);
  expect(body).toContain('href="https://evil.example/"');
});

test('the template says itself where to unsubscribe, in its language', () => {
  const outcome = composeMessage({ renderer, tracker }, commandOf({ locale: 'de-AT' }), email);
  expect(outcome).toMatchObject({ ok: true, content: { locale: 'de' } });
  const [token, ...others] = outcome.ok ? tokensIn(outcome.content.body, 'u') : [];
  expect([tracker.open(token!)?.type, others]).toEqual(['email', []]);
});

test('without a tracker links stay, and a template that needs one fails', () => {
  const variables = { trait: { path: 'a' } };
  expect(composeMessage({ renderer }, commandOf({ variables }), email)).toMatchObject({
    content: { body: '<a href="https://shop.example/a">x</a><a href="#">y</a>' },
  });
  expect(composeMessage({ renderer }, commandOf({ locale: 'de' }), email)).toEqual({
    ok: false,
    reason: 'variable_missing: message.unsubscribe_url',
  });
});

test('what cannot be rendered keeps its reason', () => {
  expect(composeMessage({ renderer, tracker }, commandOf({ template: 'other' }))).toMatchObject({
    ok: false,
    reason: 'template_unknown: other version 1',
  });
});
