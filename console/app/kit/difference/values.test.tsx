import { screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { expect, test } from 'vitest';
import type { Language } from '../../i18n.ts';
import { SHOP } from '../../test/answers.ts';
import { renderConsole } from '../../test/render.tsx';
import { useLanguage } from '../formats.ts';
import { useWhyWords } from '../why/index.ts';
import { stepText } from './steps.ts';
import { type DifferenceWords, fieldText, valueText } from './values.ts';

type Say = (words: DifferenceWords) => readonly string[];

function Teller({ say }: { readonly say: Say }): ReactNode {
  const { t } = useTranslation('difference');
  const words = { t, language: useLanguage(), why: useWhyWords() };
  return (
    <>
      <b>{words.why.names.of('tag', 'vip')}</b>
      {say(words).map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are in the order of the table.
        <i key={index}>{text}</i>
      ))}
    </>
  );
}

/** What `say` answers with the words of a language, once names are known. */
async function told(say: Say, language: Language = 'en'): Promise<readonly (string | null)[]> {
  const names = {
    ...SHOP['/v1/names'],
    trait: { store: { en: 'Store', zh: '门店' }, birthday: { en: 'Birthday', zh: '生日' } },
    segment: { loyal: { en: 'Loyal', zh: '忠诚' } },
    tag: { vip: { en: 'VIP', zh: '贵宾' } },
    channel: { mail: { en: 'E-mail', zh: '邮件' } },
    benefit: { gift: { en: 'Gift', zh: '礼包' } },
  };
  const { container, unmount } = await renderConsole(<Teller say={say} />, { answers: { ...SHOP, '/v1/names': names }, language });
  await screen.findByText(language === 'en' ? 'VIP' : '贵宾', { selector: 'b' });
  const said = [...container.querySelectorAll('i')].map(({ textContent }) => textContent);
  unmount();
  return said;
}

const RULE = { combinator: 'and', rules: [{ field: 'tag.vip', operator: '=', value: true }] };

const VALUES: readonly (readonly [field: string, value: unknown, en: string, zh: string])[] = [
  ['tag', 'vip', 'VIP', '贵宾'],
  ['when', RULE, 'Has the tag “VIP”', '有标签“贵宾”'],
  ['owner', undefined, 'none', '无'],
  ['allowed', [], 'none', '无'],
  ['duration', '2h', '2 hr', '2小时'],
  ['holdout', 0.05, '5%', '5%'],
  ['concurrent', 1_200, '1,200', '1,200'],
  ['required', true, 'yes', '是'],
  ['messageClass', 'marketing', 'marketing', '营销'],
  ['subject', 'marketing', 'marketing', 'marketing'],
  ['channel', 'mail', 'E-mail', '邮件'],
  ['template', 'reminder', 'Cart reminder', '购物车提醒'],
  ['name', { en: 'Cart', zh: '购物车' }, 'Cart', '购物车'],
  ['purposes', ['offers', 'news'], 'offers, news', 'offers、news'],
  ['reentry', { after: '3d' }, 'after: 3 days', 'after：3天'],
  ['value', { trait: 'store' }, 'by the trait “Store”', '取自属性“门店”'],
  ['goal', { event: 'Order Completed' }, '“Order Completed” happens', '发生“Order Completed”'],
  ['trigger', { type: 'segment', segment: 'loyal' }, 'enters the segment “Loyal”', '进入分群“忠诚”'],
  ['trigger', { type: 'segment', segment: 'loyal', on: 'exit' }, 'leaves the segment “Loyal”', '离开分群“忠诚”'],
  ['trigger', { type: 'date', trait: 'birthday', at: '09:00' }, 'the date in “Birthday”, at 09:00', '“生日”中的日期，09:00'],
  ['guardrails', [{ measure: 'error', atMost: 0.05 }], 'Measure: errors; At most: 5%', '度量：错误率；不超过：5%'],
  ['fallback', { step: 'call', probe: 0.1 }, 'Go on with: call; Still take the step: 10%', '转到：call；仍走此节点的比例：10%'],
  ['fallback', { skip: true }, 'Pass by the step: yes', '跳过此节点：是'],
  ['trigger', { type: 'start' }, 'started by name', '按名称启动'],
];

test('values are told with their unit, their name or as a sentence, in both languages', async () => {
  const say = (words: DifferenceWords): readonly string[] => VALUES.map(([field, value]) => valueText(field, value, words));
  expect(await told(say)).toEqual(VALUES.map(([, , en]) => en));
  expect(await told(say, 'zh')).toEqual(VALUES.map(([, , , zh]) => zh));
});

const STEPS: readonly (readonly [step: Readonly<Record<string, unknown>>, said: string])[] = [
  [{ type: 'set_tag', tag: 'vip' }, 'Set the tag “VIP”'],
  [{ type: 'remove_tag', tag: 'vip' }, 'Remove the tag “VIP”'],
  [{ type: 'wait', duration: '1d' }, 'Wait 1 day'],
  [{ type: 'wait', until: { at: '09:00' } }, 'Wait until 09:00'],
  [{ type: 'wait_for', event: 'Order Completed', timeout: '1d' }, 'Wait for “Order Completed”'],
  [{ type: 'wait_for', branches: [], timeout: '1d' }, 'Wait for one of several'],
  [{ type: 'send', template: 'reminder' }, 'Message “Cart reminder”'],
  [{ type: 'webhook', channel: 'mail' }, 'Call “E-mail”'],
  [{ type: 'ticket', template: 'reminder' }, 'Ticket “Cart reminder”'],
  [{ type: 'benefit', benefit: 'gift' }, 'Benefit “Gift”'],
  [{ type: 'start_journey', journey: 'cart' }, 'Start the journey “Cart abandonment”'],
  [{ type: 'stop_journey', journey: 'cart' }, 'Stop the journey “Cart abandonment”'],
  [{ type: 'update', traits: { store: 1, birthday: 2 } }, 'Set Store, Birthday'],
  [{ type: 'branch' }, 'Branch'],
  [{ type: 'split' }, 'Split'],
  [{ type: 'exit' }, 'Exit'],
  [{ type: 'from_the_future' }, 'from the future s'],
];

test('a step is called by what it does', async () => {
  const said = await told((words) => STEPS.map(([own]) => stepText({ id: 's', own }, words)));
  expect(said).toEqual(STEPS.map(([, text]) => text));
});

test('a field without a word stands with its words apart; what is no word stands as it is', async () => {
  const say = (words: DifferenceWords): readonly string[] =>
    ['holdout', 'someNewField', 'other_one', 'Order Completed', 'zh-Hant', 'VIP-2'].map((name) => fieldText(name, words));
  expect(await told(say)).toEqual(['Holdout', 'some new field', 'other one', 'Order Completed', 'zh-Hant', 'VIP-2']);
});
