import { describe, expect, test } from 'vitest';
import { NOTHING, SOME } from '../example.suite.ts';
import type { Report } from '../report.ts';
import { catalogues } from '../text/index.ts';
import { renderReportPage } from './index.ts';

const AT = Date.UTC(2024, 2, 1, 4, 30);
const pageOf = (report: Report, locale: 'en' | 'zh' = 'en'): Promise<string> => renderReportPage(report, { locale, generatedAt: AT });

/** Tables by caption: rows of texts, heads first. Enough of a reader for what the page writes. */
function tablesIn(page: string): ReadonlyMap<string, readonly (readonly string[])[]> {
  const text = (inside: string): string =>
    inside.replace(/<[^>]+>/g, '').replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
  const tables = [...page.matchAll(/<table>(.*?)<\/table>/gs)].map(([, inside = '']) => {
    const caption = text(/<caption>(.*?)<\/caption>/s.exec(inside)?.[1] ?? '');
    const rows = [...inside.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
      [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => text(cell)),
    );
    return [caption, rows] as const;
  });
  return new Map(tables);
}

describe('the page', () => {
  test('on paper is light, keeps its colors without being asked, and cuts no drawing, row or paragraph', async () => {
    const print = /@media print\{.*/.exec(await pageOf(SOME))?.[0] ?? '';
    expect(print).toContain(':root{color-scheme:light}*{print-color-adjust:exact;');
    expect(print).toMatch(/p,svg,tr,[^{}]*\{break-inside:avoid\}/);
    expect(print).toContain('thead{display:table-header-group}');
  });

  test('asks nobody for anything and runs nothing', async () => {
    const page = await pageOf(SOME);
    expect(page).not.toMatch(/<script|javascript:|\son\w+=|<link|<img|@import|url\((?!#)/i);

    expect([...page.matchAll(/(?:src|href)="([^"]*)"/g)]).toEqual([]);
    expect(page).toContain("default-src 'none'");
  });

  test('says in tables what the report says', async () => {
    const tables = tablesIn(await pageOf(SOME));
    expect(tables.get('Revenue and orders by month')).toEqual([
      ['month', 'orders', 'buyers', 'revenue'],
      ['2024-01', '10', '9', '¥400.50'],
      ['2024-02', '20', '15', '¥834.00'],
    ]);
    const lift = tables.get('Lift: treated customers against held-out ones')!;
    expect(lift[1]).toEqual([
      'welcome',
      '1,000 12.3%',
      '90 10.0%',
      '+2.3 pp -3.0 pp … +7.0 pp',
      '+¥1,234.50 ¥0.00 … +¥2,000.00',
      '20.0%',
      '12',
    ]);
    expect(lift[2]!.slice(3, 6)).toEqual(['–', '–', '–']);
    expect(tables.get('Conversions of treated customers')!.slice(1)).toEqual([
      ['welcome', 'a purchase', '1,000', '123', '12.3%', '¥5.00', '12'],
      ['odd', 'Signed Up, filtered as its goal says', '100', '1', '1.0%', '¥0.50', '0'],
      ['tiers', 'goal reached in the journey', '0', '0', '–', '–', '7'],
    ]);
    expect(tables.get('What came back')![1]).toEqual([
      'welcome',
      'mail',
      '200',
      '99.0%',
      '1.0%',
      '25.0%',
      '15.0%',
      '5.5%',
      '0',
      '0.5%',
      '0',
    ]);
    expect(tables.get('Attribution: what customers had last before they bought')!.slice(1)).toEqual([
      ['welcome', 'mail', '12', '¥1,000.50'],
      ['(without a message)', '', '3', '¥90.00'],
    ]);
    expect(tables.get('Messages by verdict: 8 decided, 6 sent, 1 failed')!.at(-1)).toEqual(['withdrawn', 'consent.withdrawn', '1']);
    expect(tables.get('From event received to message dispatched (3 messages)')![1]).toEqual(['4 ms', '5 ms', '4,100 ms', '4,100 ms']);
    const rfm = tables.get('Customers by recency (R) and frequency (F), 5 is best; recency up to 2024-03-01')!;
    expect([rfm[1]!, rfm[5]!]).toEqual([
      ['R5', '13', '0', '0', '0', '0'],
      ['R1', '0', '0', '0', '0', '7'],
    ]);
    expect(tables.size).toBe(14);
  });

  test('draws in colours of the page, so that both schemes are readable', async () => {
    const page = await pageOf(SOME);
    const drawings = page.match(/<svg.*?<\/svg>/gs)!;
    expect(drawings).toHaveLength(7);
    for (const drawing of drawings) {
      expect(drawing).toContain('aria-hidden="true"');
      expect(drawing).toMatch(/var\(--(accent|warm|mute|warn)\)/);
      expect(drawing).not.toMatch(/#0[1-7]0[1-7]0[1-7]|rgb\(/);
    }
  });

  test('warns of arms that chance does not make: below, in the row, and in the drawing', async () => {
    const [first, odd] = SOME.lift;
    const page = await pageOf({ ...SOME, lift: [first!, { ...first!, journey: 'odd', sampleRatio: odd!.sampleRatio }] });
    expect(page.match(/class="warn">⚠ odd:/g)).toHaveLength(1);
    expect(page).toMatch(
      /<th scope="row"[^>]*><span class="mark" role="img" aria-label="Arms more unequal than chance makes them"[^>]*>⚠<\/span> odd</,
    );
    expect(page.match(/<text[^>]*>⚠ odd<\/text>/g)).toHaveLength(2);
    expect(page).not.toContain('⚠ welcome');
  });

  test('names the journeys that a drawing leaves out', async () => {
    expect(await pageOf(SOME)).toContain('Not drawn, as there is no interval yet: odd.');
    expect(await pageOf({ ...SOME, lift: SOME.lift.slice(0, 1) })).not.toContain('Not drawn');
  });

  test('draws what came back by channel, all journeys together', async () => {
    const page = await pageOf({ ...SOME, returns: [SOME.returns[0]!, { ...SOME.returns[0]!, journey: 'odd' }] });
    const texts = [...page.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
    expect(texts).toEqual(expect.arrayContaining(['mail', '400', '396 · 99.0%', '100 · 25.0%', '22 · 5.5%']));
  });

  test('lets every table be reached and scrolled with the keyboard', async () => {
    const page = await pageOf(SOME);
    const regions = [...page.matchAll(/<div class="scroll" role="region" aria-label="([^"]+)" tabindex="0"><table>/g)];
    expect(regions.map(([, label]) => label)).toContain('What came back');
    expect(regions).toHaveLength(page.match(/<table>/g)!.length);
  });

  test('of nothing yet says so in each section', async () => {
    const page = await pageOf(NOTHING);
    expect(page.match(/nothing yet/g)).toHaveLength(12);
    expect(page).not.toMatch(/NaN|Infinity|undefined|null/);
  });

  test('in Chinese says everything in Chinese, in steps of ten thousand', async () => {
    const page = await pageOf({ ...SOME, totals: { ...SOME.totals, revenue: 12_345_678, events: 345_678_901 } }, 'zh');
    expect(page).toContain('lang="zh-CN"');
    expect(page).toContain('¥1,234.6\u2009万');
    expect(page).toContain('3.5\u2009亿');
    expect(page).toContain('+2.3\u2009个百分点');
    const words = page.replace(/<style>.*?<\/style>/s, '').replace(/<[^>]+>/g, ' ');
    for (const [key, text] of Object.entries(catalogues.en)) {
      if (!text.includes('{') && text.length > 12 && catalogues.zh[key as keyof typeof catalogues.en] !== text)
        expect([key, words.includes(text)]).toEqual([key, false]);
    }
  });

  test('lets no name become markup', async () => {
    const evil = '<img src=x onerror=alert(1)>"&';
    const page = await pageOf({
      ...SOME,
      journeys: [{ ...SOME.journeys[0]!, journey: evil }],
      lift: [{ ...SOME.lift[0]!, journey: evil }],
    });
    expect(page).not.toContain('<img');
    expect(tablesIn(page).get('Journeys')![1]![0]).toBe(evil);
  });

  test('stands in the time of the report', async () => {
    expect(await pageOf(SOME)).toContain('2024-03-01 12:30');
  });
});

describe('how far it can be believed', () => {
  test('data and tags have sections, in both languages', async () => {
    const tables = tablesIn(await pageOf(SOME));
    expect(tables.get('Quality of the data, by source (0 to 100)')).toEqual([
      ['source', 'score', 'events'],
      ['pos', '61', '1,600'],
      ['web', '–', '3'],
    ]);
    expect(tables.get('By source and event: shares of what is at fault')!.slice(1)).toEqual([
      ['pos', 'Order Completed', '1,600', '12.5%', '0.0%', '0.4%', '0.0%', '0.0%', '0.0%', '1.0%'],
      ['web', 'Page <Viewed>', '3', '–', '–', '–', '–', '–', '–', '–'],
    ]);
    expect(tables.get('Tags that contradict each other, by customers who hold both')!.slice(1)).toEqual([
      ['risk_refunds_most', 'value_high', '6'],
      ['stage_lost', 'value_top', '1'],
    ]);
    expect(tables.get('Known of the fewest customers')!.slice(1)).toEqual([['place_rome', '3', '12.5% 5.5% … 26.1%']]);
    const chinese = tablesIn(await pageOf(SOME, 'zh'));
    expect(chinese.get('数据质量（按数据源，0 至 100）')).toHaveLength(3);
    expect(chinese.get('相互矛盾的标签，按同时持有的客户数')).toHaveLength(3);
  });

  test('what is wrong stands out', async () => {
    const warnings = [...(await pageOf(SOME)).matchAll(/<p class="warn">([^<]*)<\/p>/g)].map(([, text]) => text);
    expect(warnings).toContain('pos Order Completed: missing 12.5%, limit 5.0%');
    expect(warnings).toContain('Customers who hold two tags that contradict each other: 7 (7.1%)');
    expect(warnings).not.toContain('Nobody drawn holds a tag beyond its expiry');
  });

  test('what a data scope leaves out says why', async () => {
    const { quality: _, tags: _tags, ...rest } = SOME;
    const page = await pageOf({ ...rest, leftOut: ['quality', 'tags'] });
    expect(page).toMatch(/<h2>Health of tags<\/h2><p class="about">These cannot be counted of the customers in your data scope/);
    expect(page).toMatch(/<h2>Quality of the data[^<]*<\/h2><p class="about">These cannot/);
  });

  test('where nobody has measured they say so', async () => {
    const page = await pageOf(NOTHING);
    expect(page).toMatch(/<h2>Health of tags<\/h2><p class="nothing">nothing yet/);
    expect(page).toMatch(/<h2>Quality of the data[^<]*<\/h2><p class="nothing">nothing yet/);
  });
});
