import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderConsole } from '../test/render.tsx';
import { serverNow } from './live.ts';
import { About, CustomerId, FactTag, When, Why } from './words.tsx';

const answers = {
  '/v1/names': { trait: { orders: { en: 'Orders', zh: '订单数' } }, journey: { cart: { en: 'Cart abandonment', zh: '购物车挽回' } } },
  '/v1/workspace': { version: '1', timeZone: 'Asia/Shanghai', currency: 'CNY' },
};
const READ = {
  'trait.orders': 3,
  'property.total': null,
  caps: { marketing_per_day: 1 },
  empty: null,
  until: Date.parse('2026-03-01T04:00:00Z'),
};

test('a rule and what it read are told in words, names and the workspace’s time', async () => {
  const { container } = await renderConsole(<Why rule="cap.user" read={READ} />, { answers });
  await screen.findByText('Orders');
  await expect
    .poll(() => container.textContent)
    .toMatch(/frequency cap.*Orders 3.*total missing.*marketing_per_day 1.*Mar 1, 2026, 12:00:00/);
});

test('facts in Chinese, with the names of definitions; what has no word stands as it is', async () => {
  const { container } = await renderConsole(
    <>
      <FactTag kind="verdict" action="suppress" />
      <FactTag kind="new" action="kind" />
      <About kind="verdict" name="cart" journey="cart" step="remind" version={2} />
      <Why rule="no.such.rule" />
      <CustomerId id="c0lxr01ce00000010aa" />
    </>,
    { answers, language: 'zh' },
  );
  await screen.findByText(/购物车挽回 › remind/);
  expect(container.textContent).toMatch(/把关：不发送.*new \/ kind.*购物车挽回 › remind · 版本 2.*no\.such\.rule.*c…000010aa/);
});

test('an instant is relative, or a time of day', async () => {
  await renderConsole(
    <>
      <When at={serverNow() - 125_000} />
      <When at={READ.until} isClock />
    </>,
    { answers },
  );
  await screen.findByText('2 minutes ago');
  await screen.findByText('12:00:00');
});
