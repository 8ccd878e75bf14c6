import { describe, expect, test } from 'vitest';
import { editsIn } from './edits.ts';

describe('what becomes of customers inside', () => {
  test('is read journey by journey', () => {
    expect(editsIn(['cart/old=move:new', 'cart/*=stay', 'win/a=exit', 'win/b=move'])).toEqual({
      cart: { old: { moveTo: 'new' }, '*': 'stay' },
      win: { a: 'exit', b: 'move' },
    });
    expect(editsIn(undefined)).toBeUndefined();
  });

  test.each(['cart', 'cart/old', 'cart/old=', 'cart/old=go', 'cart/old=move:', '/old=exit', 'cart/=exit'])('%s is refused', (word) => {
    expect(() => editsIn([word])).toThrow('--edit');
  });
});
