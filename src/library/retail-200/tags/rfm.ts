/** RFM: eleven cells of which one holds at a time, highest priority first. What behavior and social scores add stands in docs/tag-library.md. */
import { all, type Rule, type TagDefinition, trait } from '../../../define/index.ts';
import { type Shop, tagsOf } from '../shop.ts';

type Bounds = readonly [low: number, high: number];

interface Cell {
  readonly r: Bounds;
  readonly f?: Bounds;
  readonly m?: Bounds;
  readonly priority: number;
  readonly contradicts?: readonly string[];
}

export function rfmTags(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'rfm');
  const within = (id: string, [low, high]: Bounds): Rule =>
    low === 1 ? trait(id).atMost(high) : high === 5 ? trait(id).atLeast(low) : trait(id).between(low, high);
  const cell = ([id, en, zh]: readonly [string, string, string], { r, f, m, priority, contradicts }: Cell) => {
    const said = (name: string, bounds: Bounds | undefined): string => (bounds ? `${name} ${bounds[0]} to ${bounds[1]}` : '');
    const words = [said('R', r), said('F', f), said('M', m)].filter((one) => one !== '').join(', ');
    const rules = [within('rfm_r', r), ...(f ? [within('rfm_f', f)] : []), ...(m ? [within('rfm_m', m)] : [])];
    return make([id, en, zh, `${words}.`, `${words.replaceAll(' to ', ' 至 ')}。`], all(...rules), {
      priority,
      ...(contradicts && { contradicts }),
    });
  };
  return [
    cell(['champion', 'Champion', '冠军客户'], {
      r: [4, 5],
      f: [4, 5],
      m: [4, 5],
      priority: 11,
      contradicts: ['stage_lost', 'risk_refunds_most'],
    }),
    cell(['cannot_lose', 'Cannot lose', '不可流失'], { r: [1, 2], f: [4, 5], m: [4, 5], priority: 10 }),
    cell(['loyal', 'Loyal', '忠诚客户'], { r: [3, 5], f: [4, 5], priority: 9, contradicts: ['stage_lost'] }),
    cell(['big_spender', 'Big spender', '高消费客户'], { r: [3, 5], f: [1, 3], m: [4, 5], priority: 8 }),
    cell(['potential_loyalist', 'Potential loyalist', '潜在忠诚'], { r: [4, 5], f: [3, 3], priority: 7 }),
    cell(['recent', 'Recent', '新近客户'], { r: [4, 5], f: [1, 2], m: [1, 2], priority: 6 }),
    cell(['promising', 'Promising', '有潜力'], { r: [4, 5], f: [1, 2], priority: 5 }),
    cell(['need_attention', 'Needs attention', '需要关注'], { r: [3, 3], f: [2, 5], priority: 4 }),
    cell(['about_to_sleep', 'About to sleep', '即将沉睡'], { r: [3, 3], priority: 3 }),
    cell(['at_risk', 'At risk', '有风险'], { r: [1, 2], f: [3, 5], priority: 2 }),
    cell(['hibernating', 'Hibernating', '沉睡'], { r: [1, 2], priority: 1 }),
  ];
}
