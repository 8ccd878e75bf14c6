import { expect, it } from 'vitest';
import { assertTimeZone } from './calendar.ts';
import { TIME_ZONES } from './time-zones.ts';

it('holds names that the calendar knows, each once', () => {
  for (const zone of TIME_ZONES) expect(() => assertTimeZone(zone), zone).not.toThrow();
  expect(TIME_ZONES.size).toBeGreaterThan(500);
  for (const zone of ['UTC', 'Asia/Shanghai', 'Asia/Calcutta', 'America/Argentina/Buenos_Aires', 'Etc/GMT+8'])
    expect(TIME_ZONES).toContain(zone);
});

it('holds no other spelling of them', () => {
  for (const text of ['asia/shanghai', '+08:00', 'PRC', '']) expect(TIME_ZONES).not.toContain(text);
});
