/** What is asked of the log, as the address says it. Days are of the browser's own time zone, which is that of who asks. */
import dayjs from 'dayjs';

export interface Filter {
  readonly kind?: string | undefined;
  readonly member?: string | undefined;
  readonly area?: string | undefined;
  readonly customer?: string | undefined;
  /** Days, the last one included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface Question {
  readonly kind?: 'look' | 'change';
  readonly member?: string;
  readonly area?: string;
  readonly customer?: string;
  readonly from?: number;
  readonly to?: number;
}

export function questionOf({ kind, member, area, customer, from, to }: Filter): Question {
  return {
    ...((kind === 'look' || kind === 'change') && { kind }),
    ...(member !== undefined && { member }),
    ...(area !== undefined && { area }),
    ...(customer !== undefined && { customer }),
    ...(from !== undefined && { from: dayjs(from).startOf('day').valueOf() }),
    ...(to !== undefined && { to: dayjs(to).add(1, 'day').startOf('day').valueOf() }),
  };
}
