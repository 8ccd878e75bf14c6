/**
 * The main task of every screen, done by mouse and keyboard as somebody would, in both languages, before the real engine with a year of a real shop behind it;
 * each looks at what came of it through the API or at another screen.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LANGUAGES, NOT_HERE, type Person, Retail } from './tasks.suite.ts';
import { readOutbox, watchForWords, writeContent } from './tasks-content.suite.ts';
import { askWhy, bindAndTakeOut, readGroups } from './tasks-customers.suite.ts';
import { bringBackIn, defineGift, manageKeys, openDictionary, readQuality, watchStream } from './tasks-events.suite.ts';
import { drawJourney, planBroadcast } from './tasks-journeys.suite.ts';
import { readCohortsAndFunnel, readMessagesAndLift, readRevenue, readRfm } from './tasks-measure.suite.ts';
import { approveAsSecond } from './tasks-releases.suite.ts';
import { changeCap, inviteAnalyst, makeToken, testChannel } from './tasks-settings.suite.ts';

describe.skipIf(NOT_HERE !== undefined)(`tasks${NOT_HERE ? ` (skipped: ${NOT_HERE})` : ''}`, () => {
  let shop: Retail;
  beforeAll(async () => {
    shop = await Retail.open();
    await defineGift(shop);
  }, 180_000);
  afterAll(() => shop?.close());

  describe.each(LANGUAGES)('in %s', (language) => {
    let person: Person;
    beforeAll(async () => {
      person = await shop.enter(language);
    });
    afterAll(() => person?.page.context().close());

    const task = (name: string, doIt: (person: Person) => Promise<void>): void =>
      test(name, async () => {
        person.complaints.length = 0;
        await doIt(person);
        expect(person.complaints).toEqual([]);
      });

    task('the stream shows what comes, stands still, is filtered and opened', watchStream);
    task('the dictionary tells of an event, and of what nobody has defined', openDictionary);
    task('sources and quality tell what was sent, and lead to it', readQuality);
    task('a write key is made, replaced and revoked', manageKeys);
    task('what was refused waits, is corrected, tried and replayed', bringBackIn);
    task('two customers are bound with a preview, and parted again', bindAndTakeOut);
    task('a message is read with why it came, and all of a customer as it is stored', askWhy);
    task('segments and tags tell whose they are, how they grow and who is in them', readGroups);
    task('content is written, read as a customer, tried and approved', writeContent);
    task('words are watched for, and marked as they are written', watchForWords);
    task('messages that went nowhere are read', readOutbox);
    task('a journey is drawn, and its versions compared', drawJourney);
    task('a broadcast is planned, and stands in the calendar', planBroadcast);
    task('revenue has the figures of the year', readRevenue);
    task('the matrix has everybody who bought', readRfm);
    task('cohorts and a funnel have the figures of the year', readCohortsAndFunnel);
    task('messages, their latency and their lift have the figures of the year', readMessagesAndLift);
    task('a member is invited, comes in by the link, and sees what the role allows', inviteAnalyst);
    task('a token is made, may what it was made for, and is revoked', makeToken);
    task('a channel is tried, and the audit log says who did', testChannel);
    task('a cap is changed, waits unpublished, and is published by a plan in words', changeCap);
    task('where a second person is asked for, what is proposed is read and approved', approveAsSecond);
  });
});
