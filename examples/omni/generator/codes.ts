/** Codes of the coupons that playbooks give, as whoever runs the shop brings them in before the year begins. */

/** By benefit. Those of the first order are for six in ten: towards the end of the year its pool is empty. */
export function codesFor(customers: number): Readonly<Record<string, readonly string[]>> {
  return { care_coupon: numbered('CARE30', Math.ceil(customers * 0.6)), value_coupon: numbered('FRIEND80', customers) };
}

/** The code of the pool that stands in the message; where none does, the word that all of them begin with. */
export function codeIn(body: string, word: string): string {
  return new RegExp(`${word}-\\d+`).exec(body)?.[0] ?? word;
}

function numbered(word: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${word}-${String(index + 1).padStart(6, '0')}`);
}
