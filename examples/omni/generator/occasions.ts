/** Occasions on which some people hear from the brand: the member day, an order taken back, a repair, a device that grows old. */
import type { Doing } from './doing.ts';
import { DEVICES } from './names.ts';

/** Comes by for points every few weeks, and spends them now and then (some never): never more than there are. */
export function collectPoints({ random, plan, from, index, say }: Doing): void {
  let points = 0;
  const come = (day: number): void => {
    const earned = random.whole(4, 16) * 10;
    points += earned;
    say(day, 'Points Earned', { points: earned, reason: 'check_in' });
    if (points >= 200 && index % 4 !== 0 && random.chance(0.5)) {
      const spent = 100 * random.whole(1, Math.floor(points / 100) - 1);
      points -= spent;
      plan(day + random.whole(1, 6), (then) => say(then, 'Points Redeemed', { points: spent, reward: random.pick(['sample', 'class']) }));
    }
    // Some lose interest after a few months.
    if (index % 5 !== 0 || day < from + 120) plan(day + random.whole(10, 35), come);
  };
  plan(from + random.whole(1, 25), come);
}

/** Orders something and takes it back the next day, before it is paid. */
export function changeMind({ random, plan, from, index, say }: Doing): void {
  const hesitate = (day: number): void => {
    const value = random.whole(20, 90) * 10;
    say(day, 'Checkout Started', { cart_id: `cart-${index}-${day}`, value, currency: 'CNY', items: random.whole(1, 3) });
    plan(day + 1, (then) =>
      say(then, 'Order Cancelled', {
        order_id: `X${String(index).padStart(6, '0')}${String(day).padStart(3, '0')}`,
        total: value,
        currency: 'CNY',
        reason: random.pick(['address', 'size', 'found_elsewhere', 'changed_mind']),
      }),
    );
    plan(day + random.whole(30, 100), hesitate);
  };
  plan(from + random.whole(1, 60), hesitate);
}

/** Something breaks or itches: a case with the service, closed some days later. */
export function needRepair({ random, plan, from, index, say }: Doing): void {
  const complain = (day: number): void => {
    const about = { case_id: `case-${index}-${day}`, kind: random.pick(['exchange', 'repair', 'allergy', 'delivery']) };
    say(day, 'Service Case Opened', about);
    plan(day + random.whole(2, 6), (then) => say(then, 'Service Case Closed', about));
    plan(day + random.whole(50, 160), complain);
  };
  plan(from + random.whole(5, 90), complain);
}

/** Has a device that lasts nine to twelve months, and lets the shop know it. */
export function ownDevice({ random, plan, from, index, language, dateOf, say, tell }: Doing): void {
  plan(from + random.whole(1, 40), (day) => {
    const device = random.pick(DEVICES[language]);
    const lastsDays = random.whole(270, 360);
    say(day, 'Device Registered', { device_id: `device-${index}-${day}`, device, lasts_days: lastsDays });
    tell(day, { device, replacement_due: dateOf(day + lastsDays) });
  });
}
