/** The page's sections on the quality of the data and the health of tags. */

import { RATES } from '../../quality/index.ts';
import { breachText, judgedText, LISTED, tagsSummary } from '../render-believing.ts';
import type { Report } from '../report.ts';
import { type Html, html, table } from './html.ts';
import { type Pen, section } from './sections.ts';

export function qualitySection({ quality, leftOut }: Report, { say, numbers }: Pen): Html {
  const title = say('quality.title');
  if (leftOut?.includes('quality')) return leftOutSection(title, say);
  const { sources = [], events = [], breaches = [] } = quality ?? {};
  const named = (key: 'source' | 'event' | 'events' | 'score'): string => say(`quality.${key}`);
  return section(title, { say, isEmpty: sources.length === 0 }, () => [
    ...breaches.map((breach) => html`<p class="warn">${breachText(breach, say)}</p>`),
    breaches.length === 0 ? html`<p class="about">${say('quality.good')}</p>` : '',
    table({
      caption: title,
      heads: [named('source'), named('score'), named('events')],
      words: 1,
      rows: sources.map(({ source, score, events: count }) => [source, score === undefined ? '–' : String(score), numbers.whole(count)]),
    }),
    html`<h3>${say('quality.rates')}</h3>`,
    table({
      caption: say('quality.rates'),
      heads: [named('source'), named('event'), named('events'), ...RATES.map((rate) => say(`quality.${rate}`))],
      words: 2,
      rows: events.map(({ source, event, events: count, rates }) => [
        source,
        event,
        numbers.whole(count),
        ...RATES.map((rate) => (rates ? { text: numbers.percent(rates[rate]), heat: Math.min(rates[rate], 1) * 0.6 } : '–')),
      ]),
    }),
  ]);
}

/** What is not told stands there all the same, with the reason. */
function leftOutSection(title: string, say: Pen['say']): Html {
  return section(title, { say, isEmpty: false }, () => [html`<p class="about">${say('leftOut.why')}</p>`]);
}

export function tagsSection({ tags, leftOut }: Report, { say, numbers }: Pen): Html {
  const title = say('tags.title');
  if (leftOut?.includes('tags')) return leftOutSection(title, say);
  return section(title, { say, isEmpty: !tags || tags.tags === 0 }, () => {
    const { contradictions, leastComplete, judged, contradicted, overdue } = tags!;
    const pairs = contradictions.slice(0, LISTED);
    const sentences = tagsSummary(tags!, say, numbers.percent);
    // What is wrong stands out: of the last two sentences, who holds tags for too long, and who holds two that contradict each other.
    const isWrong = [...sentences.slice(0, -2).map(() => false), overdue.length > 0, (contradicted?.count ?? 0) > 0];
    return [
      ...sentences.map((text, index) => html`<p class="${isWrong[index] ? 'warn' : 'about'}">${text}</p>`),
      ...judged.map(({ tag, accuracy }) => html`<p class="about">${judgedText(tag, { accuracy, say, percent: numbers.percent })}</p>`),
      pairs.length === 0 ? '' : html`<h3>${say('tags.pairs')}</h3>`,
      pairs.length === 0
        ? ''
        : table({
            caption: say('tags.pairs'),
            heads: [say('tags.tag'), say('tags.other'), say('tags.customers')],
            words: 2,
            rows: pairs.map(({ tags: [tag, other], customers }) => [tag, other, numbers.whole(customers)]),
          }),
      leastComplete.length === 0 ? '' : html`<h3>${say('tags.leastComplete')}</h3>`,
      leastComplete.length === 0
        ? ''
        : table({
            caption: say('tags.leastComplete'),
            heads: [say('tags.tag'), say('tags.holders'), say('tags.complete')],
            words: 1,
            rows: leastComplete
              .slice(0, LISTED)
              .map(({ tag, holders, completeness: { share, low, high } }) => [
                tag,
                numbers.whole(holders),
                low === high
                  ? { text: numbers.percent(share) }
                  : { text: numbers.percent(share), note: `${numbers.percent(low)} … ${numbers.percent(high)}` },
              ]),
          }),
    ];
  });
}
