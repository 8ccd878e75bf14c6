/** A customer as it is named on a command line. */

/** `namespace:value` is an identifier; without a colon it is a customer id. */
export function whomOf(customer: string): { readonly customer: string } | { readonly namespace: string; readonly value: string } {
  const colon = customer.indexOf(':');
  return colon < 1 ? { customer } : { namespace: customer.slice(0, colon), value: customer.slice(colon + 1) };
}
