/** What must not go out as it was rendered is withdrawn before the channel hears of it, and says by which word. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defineTemplate, wordFinder } from '../../define/index.ts';
import { createRenderer } from '../content/index.ts';
import { SENT, TestChannel, Trial } from './trial.suite.ts';

let trial: Trial;
beforeEach(async () => {
  trial = await Trial.open();
});
afterEach(() => trial.close());

const lists = { now: wordFinder([{ id: 'law', severity: 'block', words: ['最佳'] }]) };
const renderer = createRenderer({
  templateOf: (id) => defineTemplate({ id, name: { en: 'N', zh: '名' }, body: '最佳' }),
  timeZone: () => 'UTC',
  words: () => lists.now,
});

describe('a message with a word to be blocked', () => {
  test('is withdrawn, reaches no channel and leaves no mark', async () => {
    const channel = new TestChannel('capture', () => SENT);
    const delivery = await trial.start({ channels: [channel], renderer });
    delivery.wake(await trial.send({ message: 'm1' }));
    await delivery.settled();
    const read = { word: '最佳', list: 'law', severity: 'block', field: 'body' };
    expect(trial.entries).toMatchObject([{ type: 'receipt', kind: 'withdrawn', message: 'm1', reason: 'content.sensitive_word', read }]);
    expect(channel.delivered).toEqual([]);
    expect(delivery.state()).toMatchObject({ open: 0, deadLetters: 0, totals: { failed: 0, withdrawn: 1, sent: 0, retried: 0 } });
  });
});
