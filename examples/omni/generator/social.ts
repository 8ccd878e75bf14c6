/** What people say and read beside shopping: comments, shared products, friends they bring, articles, and answers to surveys. */
import type { Doing } from './doing.ts';

/** Comments on what others write, shares a product now and then, and some of those bring a friend. */
export function talkAndShare({ random, plan, from, index, say }: Doing): void {
  const comment = (day: number): void => {
    say(day, 'Community Comment Created', { community_id: 'kitchen', sentiment: random.whole(25, 100) });
    plan(day + random.whole(6, 45), comment);
  };
  const share = (day: number): void => {
    say(day, 'Product Shared', { share_via: random.pick(['wechat', 'moments']), product_id: `p0${random.whole(10, 59)}` });
    if (random.chance(0.3)) {
      plan(day + random.whole(1, 20), (then) =>
        say(then, 'Referral Completed', { referral_id: `referral-${index}-${then}`, reward: 'points' }),
      );
    }
    plan(day + random.whole(15, 70), share);
  };
  plan(from + random.whole(1, 40), comment);
  plan(from + random.whole(1, 50), share);
}

/** Reads articles, each with how long the page was open. Everybody has a pace of their own. */
export function read({ random, plan, from, say }: Doing): void {
  const paceSeconds = random.pick([25, 40, 80, 150]);
  const open = (day: number): void => {
    say(day, 'Content Viewed', {
      content_id: `article-${random.whole(1, 40)}`,
      topic: random.pick(['skin', 'home', 'recipes', 'sustainability']),
      dwell_seconds: Math.max(3, Math.round(random.gamma(3, 3 / paceSeconds))),
    });
    plan(day + random.whole(2, 25), open);
  };
  plan(from + random.whole(0, 20), open);
}

/** Answers the half-yearly question whether they would recommend the brand, and how the last service was. */
export function answer({ random, plan, from, say }: Doing): void {
  const tell = (day: number): void => {
    say(day, 'Survey Answered', { topic: 'nps', score: 10 - Math.min(10, Math.floor(random.exponential(2.2))) });
    if (random.chance(0.5))
      plan(day + random.whole(1, 20), (then) => say(then, 'Survey Answered', { topic: 'after_sales', score: random.whole(2, 5) }));
    plan(day + random.whole(80, 180), tell);
  };
  plan(from + random.whole(10, 80), tell);
}
