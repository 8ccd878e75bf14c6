import { expect, test } from 'vitest';
import { isRoomLow } from './warehouse-room.ts';

const saying = (free: string | number) => ({ query: async <Row>() => [{ free }] as Row[] });

test('room is low below 1 GiB, and where nobody can say how much there is', async () => {
  expect(await isRoomLow(saying(1024 ** 3))).toBe(false);
  // As ClickHouse says numbers of 64 bits; that of a store of objects is the largest.
  expect(await isRoomLow(saying('18446744073709551615'))).toBe(false);
  expect(await isRoomLow(saying('1073741823'))).toBe(true);
  expect(await isRoomLow({ query: async () => [] })).toBe(true);
  expect(await isRoomLow({ query: () => Promise.reject(new Error('Not enough privileges')) })).toBe(true);
});
