/** The engine's answers about tags against those that the raw events give, customer by customer. */
import { type Share, shareOf } from '../../learn/index.ts';

/** By customer the ids of the tags held. */
export type Answers = ReadonlyMap<string, ReadonlySet<string>>;

export interface Disagreement {
  readonly customer: string;
  readonly tag: string;
  /** What the engine says, and what the events say. */
  readonly engine: boolean;
  readonly events: boolean;
}

export interface TagAgreement {
  readonly tag: string;
  /** Of all customers compared: of whom both say the same. */
  readonly agreement: Share;
  /** Of those of whom the engine says that they hold it: of whom the events say so too. */
  readonly holders?: Share;
  /** Of the others. */
  readonly others?: Share;
}

export interface Comparison {
  readonly customers: number;
  readonly tags: readonly TagAgreement[];
  /** In order of tag and customer. */
  readonly disagreements: readonly Disagreement[];
}

/** Of the customers that both know. */
export function compared(engine: Answers, events: Answers, tags: readonly string[]): Comparison {
  const both = [...engine.keys()].filter((customer) => events.has(customer)).sort();
  const disagreements: Disagreement[] = [];
  const agreements = tags.flatMap((tag): TagAgreement[] => {
    const [holders, others] = [
      { same: 0, of: 0 },
      { same: 0, of: 0 },
    ];
    for (const customer of both) {
      const [ours, theirs] = [engine.get(customer)!.has(tag), events.get(customer)!.has(tag)];
      const side = ours ? holders : others;
      side.of += 1;
      if (ours === theirs) side.same += 1;
      else disagreements.push({ customer, tag, engine: ours, events: theirs });
    }
    const agreement = shareOf(holders.same + others.same, both.length, true);
    if (!agreement) return [];
    const [ofHolders, ofOthers] = [holders, others].map(({ same, of }) => shareOf(same, of, true));
    return [{ tag, agreement, ...(ofHolders && { holders: ofHolders }), ...(ofOthers && { others: ofOthers }) }];
  });
  return { customers: both.length, tags: agreements, disagreements };
}
