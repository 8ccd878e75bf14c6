/** A broadcast in virtual time: it is a journey like any other, and does what is said of it. */
import { expect, test } from 'vitest';
import { house } from '../../playbooks/house.ts';
import { largeCart } from '../../playbooks/large-cart/index.ts';
import { projectOf } from '../../playbooks/shared/basis.ts';
import {
  type Definition,
  defineProject,
  defineSegment,
  defineTemplate,
  defineTrait,
  event,
  lintProject,
  type Project,
  problemsOf,
} from '../../src/define/index.ts';
import { customer, entered, isIn, refused, rehearse, sent, sentNothing } from '../../src/rehearse/authoring.ts';
import { broadcastJourney, withBroadcast } from '../../src/runtime/broadcast/index.ts';

const name = { en: 'News', zh: '新闻' };
const own: readonly Definition[] = [
  defineTrait({ id: 'timezone', name, type: 'string' }),
  defineSegment({ id: 'readers', name, condition: event('Signed Up').performed() }),
  defineTemplate({ id: 'news', name, subject: 'News', body: '<p>News</p>', locales: { zh: { subject: '新闻', body: '<p>新闻</p>' } } }),
];
const base: Project = defineProject(projectOf([largeCart]).definitions, own);
const wish = {
  segment: 'readers',
  template: 'news',
  channel: 'email',
  purpose: house.purposes.offer,
  messageClass: 'marketing',
  at: '2026-01-07T10:00',
  fallbacks: [{ channel: 'inbox', template: 'news' }],
} as const;
const project = withBroadcast(base, broadcastJourney(wish, base));

test('is a valid project, of which no lint says anything', () => {
  expect(problemsOf(project)).toEqual([]);
  expect(lintProject(project, () => ({ traits: [], properties: [] })).filter(({ id }) => id === 'broadcast_news_20260107')).toEqual([]);
});

test('goes to the members of that moment, once, on each customer’s own clock', () =>
  rehearse(project, () => {
    const reader = (id: string) =>
      customer(id)
        .identify({ email: `${id}@example.com` })
        .consents('offers')
        .does('Signed Up');
    const [anna, tom] = [reader('anna'), reader('tom').identify({ timezone: 'Europe/London' })];
    const ben = customer('ben').identify({ email: 'ben@example.com' }).consents('offers');
    const cleo = customer('cleo').identify({ email: 'cleo@example.com' }).does('Signed Up');
    anna
      .at('2026-01-07T09:59')
      .expect(sentNothing())
      .at('2026-01-07T10:00')
      .expect(sent('news', { times: 1 }), isIn('broadcast_news_20260107', 'time-to-answer'));
    tom.expect(sentNothing());
    cleo.expect(refused('consent', { template: 'news' }));
    ben.after('1 minute').does('Signed Up');
    tom.at('2026-01-07T18:00').expect(sent('news', { times: 1 }));
    anna.at('2026-02-07T10:00').expect(sent('news', { times: 1 }));
    ben.expectNot(entered('broadcast_news_20260107'));
  }));

test('measures itself: those who are held out go the same way without the message', () =>
  rehearse(
    project,
    () => {
      customer('anna')
        .identify({ email: 'a@example.com' })
        .consents('offers')
        .does('Signed Up')
        .at('2026-01-07T10:00')
        .expect(entered('broadcast_news_20260107'), refused('holdout'), sentNothing());
    },
    { holdout: 'everybody' },
  ));
