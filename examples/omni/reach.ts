/** A message by the way on which the customer can be reached, and the two purposes for which the brand writes. */
import { branch, type MessageClass, type StepInput, send, trait } from 'volano';

export type Way = 'advisor' | 'email' | 'sms' | 'mini_program' | 'app';
const ADDRESS = { advisor: 'external_userid', email: 'email', sms: 'phone', mini_program: 'openid' } as const;

/** The same message by the first of these ways on which the customer can be reached; the last one is taken without asking. */
export function reach(
  template: string,
  ways: readonly Way[],
  options: { readonly purpose: string; readonly messageClass?: MessageClass },
): StepInput {
  const by = (way: Way): StepInput =>
    send({ id: `${template}-${way}`, channel: way, template: way === 'email' ? template : `${template}_text`, ...options });
  const asked = ways.slice(0, -1);
  return branch({
    id: `${template}-by`,
    branches: asked.map((way) => ({ when: trait(ADDRESS[way as keyof typeof ADDRESS]).present(), steps: [by(way)] })),
    otherwise: [by(ways.at(-1)!)],
  });
}

export const OFFER = { purpose: 'promotions' } as const;
export const CARE: { readonly purpose: string; readonly messageClass: MessageClass } = { purpose: 'care', messageClass: 'service' };
