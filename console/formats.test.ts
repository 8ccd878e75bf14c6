import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signToken } from '../src/act/tracking/token.ts';
import { NO_BROWSER } from '../test/clients/chromium.ts';
import { Stage } from './browser.suite.ts';

describe.skipIf(NO_BROWSER !== undefined)(`the scripts of the page${NO_BROWSER ? ` (skipped: ${NO_BROWSER})` : ''}`, () => {
  let stage: Stage;
  let page: Page;
  beforeAll(async () => {
    stage = await Stage.open();
    ({ page } = await stage.visit('/try'));
  });
  afterAll(() => stage.close());

  /** Evaluates an expression over what a script exports, in the browser. */
  async function within(script: string, expression: string, language = 'en'): Promise<unknown> {
    return page.evaluate(`(async () => {
      const text = await import('/try/scripts/text.js');
      await text.loadLanguage('${language}');
      const m = await import('/try/scripts/${script}.js');
      return ${expression};
    })()`);
  }

  describe('numbers', () => {
    test.each([
      ['short(0)', '0', '0'],
      ['short(0.4)', '0.4', '0.4'],
      ['short(9.96)', '10', '10'],
      ['short(42.7)', '43', '43'],
      ['short(9999)', '9,999', '9,999'],
      ['short(10000)', '10K', '1 万'],
      ['short(123456)', '123.5K', '12.3 万'],
      ['short(2500000)', '2.5M', '250 万'],
      ['short(123456789)', '123.5M', '1.2 亿'],
      ['count(1234567)', '1,234,567', '1,234,567'],
      ['percent(1)', '100%', '100%'],
      ['percent(0.5)', '50%', '50%'],
      ['percent(0.1234)', '12.3%', '12.3%'],
      ['percent(0.99999)', '99.999%', '99.999%'],
      ['percent(0.9999999)', '99.999%', '99.999%'],
      ['percent(0)', '0%', '0%'],
    ])('%s is %s and %s', async (expression, en, zh) => {
      expect(await within('text', `m.${expression}`)).toBe(en);
      expect(await within('text', `m.${expression}`, 'zh')).toBe(zh);
    });
  });

  describe('links of a message that come back', () => {
    const base = 'https://mail.shop.example';
    const tokenTo = (url: string): string =>
      signToken(
        {
          ...{ kind: 'c', message: 'm1', customer: 'c1', channel: 'mail', type: 'email', purpose: 'news', journey: 'j', step: 's' },
          ...{ template: 't', issuedAt: 0, link: { index: 0, url } },
        },
        new Uint8Array(32),
      );
    const [cart, look] = ['https://shop.example/cart?字=1', 'https://shop.example/look'].map((url) => `${base}/t/c/${tokenTo(url)}`);
    const found = (content: object): Promise<unknown> => within('tracked-links', `m.trackedLinks(${JSON.stringify(content)})`);

    test('are found in markup with their words, each target once, and no others', async () => {
      const body = `<style>a{color:red}</style><p style="color:red">x <a style='a' href="${cart}">To the <b>cart</b></a>
<a href="${cart}">again</a> <a href="${look}"><img src="x"></a> <a href="https://shop.example/">plain</a> <a href="${base}/t/u/1.a.b">out</a>
<a href="${base}/t/c/nonsense">n</a> <a href="javascript:1">j</a></p>`;
      expect(await found({ format: 'html', body })).toEqual([
        { address: cart, name: 'To the cart' },
        { address: look, name: 'https://shop.example/look' },
      ]);
    });

    test('are found in a text, without what ends the sentence', async () => {
      expect(await found({ format: 'text', body: `看看 ${cart}。 Or (${look}). https://shop.example/t/c/ ${base}/t/c/1.%.x` })).toEqual([
        { address: cart, name: 'https://shop.example/cart?字=1' },
        { address: look, name: 'https://shop.example/look' },
      ]);
    });
  });

  describe('times', () => {
    const at = Date.UTC(2024, 5, 18, 7, 5, 9);
    test.each([
      ['duration(0.25)', '0.3 ms', '0.3 毫秒'],
      ['duration(11.4)', '11 ms', '11 毫秒'],
      ['duration(999)', '999 ms', '999 毫秒'],
      ['duration(1000)', '1 s', '1 秒'],
      ['duration(4200)', '4.2 s', '4.2 秒'],
      ['duration(600000)', '10 min', '10 分钟'],
      [`dateTime(${at})`, 'Jun 18, 2024, 15:05:09', '2024年6月18日 15:05:09'],
      [`clock(${at})`, '6/18/24, 15:05', '24/6/18 15:05'],
      [`dateTime(${Date.UTC(2024, 5, 18, 16)})`, 'Jun 19, 2024, 00:00:00', '2024年6月19日 00:00:00'],
    ])('%s is %s and %s', async (expression, en, zh) => {
      expect(await within('text', `m.${expression}`)).toBe(en);
      expect(await within('text', `m.${expression}`, 'zh')).toBe(zh);
    });

    test('of today are shown without the date', async () => {
      expect(await within('text', 'm.clock(Date.now())')).toMatch(/^\d\d:\d\d:\d\d$/);
    });
  });

  describe('texts', () => {
    test('are filled in; a hole without a value stays visible, a text that is missing shows its key', async () => {
      expect(await within('text', `m.t('outside.sent', { channel: 'Mail', carrier: 'SMTP' })`)).toBe(
        'Handed over to Mail (SMTP); its text is not kept here.',
      );
      expect(await within('text', `m.t('outside.sent', { channel: 'Mail' })`)).toBe(
        'Handed over to Mail ({carrier}); its text is not kept here.',
      );
      expect(await within('text', `m.t('no.such.text')`)).toBe('no.such.text');
      expect(await within('text', `m.tOr('rule.of_tomorrow', 'of_tomorrow')`)).toBe('of_tomorrow');
    });

    test('follow the stored choice before the browser, and the browser before English', async () => {
      expect(await within('text', `(localStorage.setItem('volano.language', 'zh'), m.preferredLanguage())`)).toBe('zh');
      expect(await within('text', `(localStorage.setItem('volano.language', 'xx'), m.preferredLanguage())`)).toBe('en');
      await page.evaluate(`localStorage.removeItem('volano.language')`);
      const { page: german } = await stage.visit('/try', { locale: 'de-DE' });
      await german.getByRole('heading', { name: 'Be the customer' }).waitFor();
      await german.context().close();
    });
  });

  describe('elements', () => {
    test('take texts as texts, leave out what is not there, and hear', async () => {
      expect(await within('element', `m.h('p', { title: 'a"b', id: null, hidden: true }, '<b>', 3, null, ['x']).outerHTML`)).toBe(
        '<p title="a&quot;b" hidden="">&lt;b&gt;3x</p>',
      );
      expect(await within('element', `m.h('svg', {}, m.h('circle', { r: 2 })).firstChild.namespaceURI`)).toBe('http://www.w3.org/2000/svg');
      expect(
        await within('element', `(() => { let heard = 0; m.h('button', { onclick: () => { heard += 1; } }).click(); return heard; })()`),
      ).toBe(1);
    });

    test('are filled anew, and left alone when the text is the same', async () => {
      expect(
        await within(
          'element',
          `(() => { const p = m.h('p', {}, 'a'); const node = p.firstChild; m.fill(p, 'a'); return p.firstChild === node; })()`,
        ),
      ).toBe(true);
      expect(
        await within('element', `(() => { const p = m.h('p', {}, 'a'); m.fill(p, m.h('i', {}, 'b'), 'c'); return p.innerHTML; })()`),
      ).toBe('<i>b</i>c');
    });
  });

  describe('steps', () => {
    const step = { id: '1', at: 0, kind: 'verdict', action: 'suppress', customer: 'c1', name: 'j', version: 1 };
    const whyOf = (why: object): Promise<unknown> =>
      within('steps', `m.whyOf(${JSON.stringify({ ...step, ...why })}).filter(Boolean).map((part) => part.textContent)`);

    test('say the rule and at most six of the values it read', async () => {
      expect(await whyOf({ rule: 'cap.user', read: { count: 1, max: 1 } })).toEqual(['frequency cap', 'count 1', 'max 1']);
      const many = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`v${index}`, index]));
      expect(await whyOf({ read: many })).toHaveLength(6);
    });

    test('name what was read of an event by its own name, and when it came as a time', async () => {
      const read = { 'event.Read': 2, 'event.Order Completed': Date.UTC(2024, 0, 1), 'property.price': 299, 'trait.gone': null };
      expect(await whyOf({ read })).toEqual(['Read 2', 'Order Completed Jan 1, 2024, 08:00:00', 'price 299', 'gone missing']);
    });

    test('show values by their kind', async () => {
      expect(
        await whyOf({
          read: { ageMs: 5_400, enteredAt: Date.UTC(2024, 0, 1), choice: 'withdrawn', 'tag.vip': true, gone: null, list: [1] },
        }),
      ).toEqual(['age 5.4 s', 'entered Jan 1, 2024, 08:00:00', 'choice withdrawn', 'vip yes', 'list [1]']);
    });

    test('that a later server names are shown as they are', async () => {
      expect(await whyOf({ rule: 'moon.full', read: 'text' })).toEqual(['moon.full']);
      expect(await within('steps', `m.badge(${JSON.stringify({ ...step, kind: 'moon', action: 'rose' })}).textContent`)).toBe('moon/rose');
    });
  });

  describe('faces', () => {
    const faceOf = (appearance: object, language = 'en'): Promise<unknown> =>
      within('faces', `m.faceView({ appearance: ${JSON.stringify(appearance)}, preview: '' }).textContent`, language);

    test('a text message counts what it costs, in the encoding that it needs', async () => {
      const sms = {
        type: 'sms',
        to: '+8613800138001',
        text: '【Omni】到店领取 拒收请回复R',
        characters: 18,
        encoding: 'ucs2',
        segments: 1,
      };
      expect(await faceOf(sms)).toBe('+8613800138001【Omni】到店领取 拒收请回复R18 characters · UCS-2 · 1 segment');
      expect(await faceOf({ ...sms, encoding: 'gsm7', segments: 2 })).toMatch(/18 characters · GSM-7 · 2 segments$/);
      expect(await faceOf(sms, 'zh')).toMatch(/18 字 · UCS-2 · 1 条计费$/);
    });

    test('a task for the advisor has a card for its link; a subscription message names and values', async () => {
      const task = { type: 'wecom_task', text: 'Three tips', link: { url: 'https://shop.example/care' } };
      expect(await faceOf(task)).toBe('Task for the advisorThree tipshttps://shop.example/careThe advisor sends it with one tap.');
      const fields = [
        { name: '商品', value: '精华' },
        { name: '', value: 'Tips' },
      ];
      expect(await faceOf({ type: 'mp_subscription', title: 'T', fields, page: 'pages/a' })).toBe('T商品精华Tipspages/a');
    });
  });
});
