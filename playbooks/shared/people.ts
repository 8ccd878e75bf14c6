/** Customers of journey tests, whom this house can reach on every channel, and who have agreed to it. */
import { type Customer, customer } from 'volano/test';
import { house } from '../house.ts';

/** Somebody with all addresses, known by them, who has consented to what playbooks write for. */
export function somebody(name: string): Customer {
  return customer(name)
    .identify({
      name: 'Anna',
      locale: 'en',
      email: `${name}@example.com`,
      phone: `1380000${name.length}${name.charCodeAt(0)}`,
      openid: `openid-${name}`,
      external_userid: `contact-${name}`,
    })
    .consents(house.purposes.offer)
    .consents(house.purposes.care);
}
