import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { SHOP } from '../../test/answers.ts';
import { renderConsole } from '../../test/render.tsx';
import { WhyAbout, WhyValues } from './index.ts';

const answers = {
  ...SHOP,
  '/v1/names': {
    ...SHOP['/v1/names'],
    step: { 'cart/remind': { en: 'Cart reminder', zh: '购物车提醒' }, 'cart/rest': { en: 'Wait 2 hours', zh: '等待 2 小时' } },
    event: { 'Order Completed': { en: 'Order completed', zh: '完成订单' } },
    cap: { week: { en: 'Marketing: at most 3 in 7 days', zh: '营销：7 天内最多 3 条' } },
  },
};

test('a step is called by what it does, its message once; one that there is not any more by its id', async () => {
  const about = { journey: 'cart', version: 1 } as const;
  await renderConsole(
    <>
      <WhyAbout of={{ ...about, kind: 'message', name: 'reminder', step: 'remind' }} />
      <WhyAbout of={{ ...about, kind: 'journey', name: 'cart', step: 'rest' }} />
      <WhyAbout of={{ ...about, kind: 'journey', name: 'cart', step: 'gone' }} />
    </>,
    { answers },
  );
  expect((await screen.findByText('Cart abandonment › Cart reminder')).title).toBe('remind');
  await screen.findByText('Cart abandonment › Wait 2 hours');
  await screen.findByText('Cart abandonment › gone');
});

test('an event is called by its name', async () => {
  await renderConsole(<WhyValues read={{ event: 'Order Completed' }} />, { answers, language: 'zh' });
  await screen.findByText('完成订单', { exact: false });
});

test('a cap is called by what it allows, where it is named and where it is counted', async () => {
  const { container } = await renderConsole(<WhyValues read={{ cap: 'week', week: 2 }} />, { answers, language: 'zh' });
  await screen.findAllByText('营销：7 天内最多 3 条', { exact: false });
  expect(container.textContent).toMatch(/营销：7 天内最多 3 条.*营销：7 天内最多 3 条 2/);
});
