import { screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { describe, expect, test } from 'vitest';
import { SHOP } from '../test/answers.ts';
import { renderConsole } from '../test/render.tsx';
import { EventTitle, useNames } from './words.tsx';

function Names({ of }: { readonly of: readonly string[] }): ReactNode {
  const nameOf = useNames();
  return <p data-testid="names">{of.map((id) => nameOf('event', id)).join(' / ')}</p>;
}

async function namesOf(of: readonly string[], language: 'en' | 'zh', event: object = {}): Promise<string> {
  const answers = { ...SHOP, '/v1/names': { ...SHOP['/v1/names'], event } };
  const { unmount } = await renderConsole(<Names of={of} />, { answers, language });
  const wanted = Object.values(event as Record<string, Record<string, string>>)[0]?.[language] ?? '';
  await screen.findByText((_, element) => element?.tagName === 'P' && (element.textContent ?? '').includes(wanted));
  const text = screen.getByTestId('names').textContent ?? '';
  unmount();
  return text;
}

describe('an event is called', () => {
  const OWN = ['$page', '$screen', '$identify', 'Email Opened', 'Push Notification Tapped', 'In-App Message Clicked', 'Unsubscribed'];

  test('by the product’s own word, in both languages', async () => {
    expect(await namesOf(OWN, 'en')).toBe(
      'Page viewed / Screen viewed / Customer identified / E-mail opened / Push notification tapped / In-app message clicked / Unsubscribed',
    );
    expect(await namesOf(OWN, 'zh')).toBe('浏览页面 / 浏览应用页面 / 客户识别 / 邮件已打开 / 推送被点击 / 站内消息被点击 / 退订');
  });

  test('as the dictionary says, which goes before', async () => {
    const event = { $page: { en: 'Shop page opened', zh: '打开商城页面' } };
    expect(await namesOf(['$page'], 'en', event)).toBe('Shop page opened');
    expect(await namesOf(['$page'], 'zh', event)).toBe('打开商城页面');
  });

  test.each(['Order Completed', 'Email', 'Email Sorted', 'constructor', 'Message toString', ''])(
    'by its name where nobody has a word: "%s"',
    async (id) => expect(await namesOf([id], 'zh')).toBe(id),
  );
});

test('its exact name stands beside it where all of it is told', async () => {
  const { container } = await renderConsole(
    <>
      <EventTitle id="$page" isWhole />, <EventTitle id="Order Completed" isWhole />
    </>,
    { answers: SHOP },
  );
  await screen.findByText('$page');
  expect(container.textContent).toBe('Page viewed $page, Order Completed');
});
