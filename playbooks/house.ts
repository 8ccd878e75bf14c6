/** The house in which these playbooks are tried: a project of its own, so that `volano test playbooks` runs them. A project that takes one has its own house. */
import { type House, houseOf } from 'volano/library';

export const house: House = houseOf({
  channels: { email: 'email', sms: 'sms', in_app: 'inbox' },
  purposes: { offer: 'offers', care: 'care' },
  shop: 'https://shop.example.com',
});
