import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { pathOf, Sparkline } from './sparkline.tsx';

test('the least is at the bottom, the greatest at the top', () => {
  expect(pathOf([0, 5, 10], 104, 24)).toBe('M2.0 22.0L52.0 12.0L102.0 2.0');
});

test('what is missing leaves a gap, and a value alone is a dot', () => {
  expect(pathOf([1, undefined, 3, 2], 104, 24)).toBe('M2.0 22.0h0.1M68.7 2.0L102.0 12.0');
  expect(pathOf([], 104, 24)).toBe('');
  expect(pathOf([4, 4], 104, 24)).toBe('M2.0 12.0L102.0 12.0');
});

test('it is said in words', () => {
  render(<Sparkline values={[1, 2]} label="Events a day, rising" />);
  screen.getByRole('img', { name: 'Events a day, rising' });
});
