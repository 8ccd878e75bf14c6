import { expect, test } from 'vitest';
import { TEXTS } from './texts.ts';

test('both languages say the same things, without full stops on buttons', () => {
  expect(Object.keys(TEXTS.zh)).toEqual(Object.keys(TEXTS.en));
  for (const texts of Object.values(TEXTS))
    for (const { button } of [texts.ask, texts.done, texts.undone]) expect(button).not.toMatch(/[.。]$/);
});
