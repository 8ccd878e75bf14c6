import { expect, test } from 'vitest';
import type { Health } from '../crash/server.ts';
import { Ailing } from './ailing.ts';

const MINUTE = 60_000;
const healthOf = (...parts: Health['parts'][number][]): Health => ({ status: 'ok', lagEntries: 0, sinkLagRows: 0, parts });
const sink = (state: string, behind = 1) => healthOf({ part: 'sink', state, code: `sink_${state}`, detail: { behind } });

test('what has stopped for long is told, whatever figures change meanwhile', () => {
  const ailing = new Ailing();
  ailing.look([sink('stopped')], 0);
  ailing.look([sink('stopped', 2)], MINUTE);
  expect(() => ailing.look([sink('stopped', 3)], 2 * MINUTE)).toThrow('sink has stopped: sink_stopped {"behind":3}');
});

test('what goes again has not stopped for long, nor has what is only slow', () => {
  const ailing = new Ailing();
  ailing.look([sink('stopped')], 0);
  ailing.look([sink('ok')], MINUTE);
  expect(ailing.words).toBe('');
  ailing.look([sink('stopped')], 1.5 * MINUTE);
  ailing.look([sink('stopped')], 2.5 * MINUTE);
  for (let minutes = 3; minutes < 10; minutes++) ailing.look([sink('degraded')], minutes * MINUTE);
});
