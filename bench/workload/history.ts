/** Rows of the warehouse that no engine has made, as statements: a long life of one customer, and purchases of many. They lie in a partition of their own. */

export interface History {
  /** Of each kind. */
  readonly rows: number;
  /** Whose events and messages they are. */
  readonly customer: string;
  /** Rows lie evenly between these, ms. */
  readonly from: number;
  readonly to: number;
}

const PARTITION = 9;
/** Facts of a message. */
const OF_MESSAGE = ['decided', 'sent', 'delivered', 'opened'];

/** Id of a customer who has bought. */
export function buyer(number: number): string {
  return `b${String(number).padStart(8, '0')}`;
}

/** Events of the customer, facts of its messages, and two orders of everybody in another million. */
export function historyOf({ rows, customer, from, to }: History): readonly string[] {
  const at = `fromUnixTimestamp64Milli(toInt64(${from} + number * ${(to - from) / rows}), 'UTC')`;
  const events = (seq: number, whose: string, name: string) =>
    `INSERT INTO events (partition, seq, position, customer, at, call, event, messageId, source, time, receivedAt, identifiers, properties)
SELECT ${PARTITION}, ${seq} + number, number, ${whose}, ${at}, 'track', ${name}, concat('h', toString(${seq} + number)), 'web', ${at}, ${at}, '[]',
concat('{"order_id":"o', toString(number), '","revenue":', toString(cityHash64(number) % 500), ',"currency":"GBP"}') FROM numbers(${rows})`;
  return [
    events(1, `'${customer}'`, `['Product Viewed', 'Product Added', 'Page Read'][1 + number % 3]`),
    `INSERT INTO facts (partition, seq, position, ordinal, kind, action, customer, at, name, version, journey, step, subject, detail)
SELECT ${PARTITION}, ${1 + rows} + number, number, 0, 'message', ${list(OF_MESSAGE)}[1 + number % ${OF_MESSAGE.length}], '${customer}', ${at}, 'cart', 1, 'cart', 'remind',
concat('hm', toString(intDiv(number, ${OF_MESSAGE.length}))), '{"channel":"capture"}' FROM numbers(${rows})`,
    ...[0, 1].map((order) =>
      // Some buy once, some more often, each at a day of its own.
      events(
        1 + (2 + order) * rows,
        `concat('b', leftPad(toString(${order === 0 ? 'number' : `intDiv(cityHash64(number), 2) % ${rows}`}), 8, '0'))`,
        "'Order Completed'",
      ),
    ),
  ];
}

function list(texts: readonly string[]): string {
  return `[${texts.map((text) => `'${text}'`).join(', ')}]`;
}
