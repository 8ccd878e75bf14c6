/** Of whom figures are counted, where they are not of everybody. */

/** Rows `{ customer }` of today, as SQL; undefined: everybody. */
export type Among = string | undefined;

/** Whether a row of facts is about one of them. Facts are of the customer on arrival. */
export function ofWhom(among: Among): string {
  if (among === undefined) return '1';
  return `(customer IN (${among}) OR customer IN (SELECT absorbed FROM customer_map WHERE survivor IN (${among})))`;
}
