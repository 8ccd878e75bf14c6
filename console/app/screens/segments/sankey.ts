/** The picture of who came and went: what was left at the left, the segment in the middle, what was entered at the right. */
import type { ChartOption } from '../../kit/index.ts';

/** `segment`: null of none. */
export interface Move {
  readonly segment: string | null;
  readonly customers: number;
}

export interface Moves {
  readonly cameFrom: readonly Move[];
  readonly wentTo: readonly Move[];
}

export interface SankeyWords {
  /** The segment's own name. */
  readonly here: string;
  readonly nameOf: (segment: string) => string;
  readonly noneBefore: string;
  readonly noneAfter: string;
  /** So many further segments. */
  readonly others: (count: number) => string;
  readonly number: (value: number) => string;
}

/** Bands of a side, besides those of none and of all others; the tables have all. */
const SHOWN = 7;
const LABEL_WIDTH = 130;
const HERE = 'here';

export function sumOf(side: readonly Move[]): number {
  return side.reduce((sum, { customers }) => sum + customers, 0);
}

interface Band {
  readonly key: string;
  readonly label: string;
  readonly customers: number;
}

export function sankeyOf({ cameFrom, wentTo }: Moves, words: SankeyWords): ChartOption {
  const from = bandsOf(cameFrom, words.noneBefore, words);
  const to = bandsOf(wentTo, words.noneAfter, words);
  const labels = new Map([[HERE, words.here]]);
  // A segment may stand on both sides: names of nodes tell the sides apart.
  const nodes = [{ name: HERE, depth: 1, label: { position: 'right' } }];
  const links: { source: string; target: string; value: number }[] = [];
  const add = (band: Band, side: 'from' | 'to'): void => {
    const name = `${side} ${band.key}`;
    labels.set(name, band.label);
    nodes.push({ name, depth: side === 'from' ? 0 : 2, label: { position: side === 'from' ? 'right' : 'left' } });
    links.push({ source: side === 'from' ? name : HERE, target: side === 'from' ? HERE : name, value: band.customers });
  };
  for (const band of from) add(band, 'from');
  for (const band of to) add(band, 'to');
  const nameOf = (node: string): string => labels.get(node) ?? node;
  const tip = ({ name, value, data }: Tip): string => {
    const what = data.source === undefined ? nameOf(name) : `${nameOf(data.source)} → ${nameOf(data.target!)}`;
    return `${what}: ${words.number(value)}`;
  };
  const label = {
    fontSize: 12,
    width: LABEL_WIDTH,
    overflow: 'truncate',
    formatter: ({ name }: { readonly name: string }) => nameOf(name),
  };
  return {
    tooltip: { trigger: 'item', formatter: tip },
    series: [
      {
        type: 'sankey',
        ...{ left: 4, right: 4, top: 8, bottom: 8, nodeWidth: 12, nodeGap: 10, draggable: false },
        ...{ emphasis: { focus: 'adjacency' }, lineStyle: { color: 'gradient', opacity: 0.35 }, label, data: nodes, links },
      },
    ],
  };
}

/** What ECharts says of a node, or of a band. */
interface Tip {
  readonly name: string;
  readonly value: number;
  readonly data: { readonly source?: string; readonly target?: string };
}

/** The largest by themselves, the rest together, then none. */
function bandsOf(side: readonly Move[], none: string, { nameOf, others }: SankeyWords): readonly Band[] {
  const named = side.flatMap(({ segment, customers }) =>
    segment === null ? [] : [{ key: `segment ${segment}`, label: nameOf(segment), customers }],
  );
  const rest = named.slice(SHOWN);
  const nowhere = side.find(({ segment }) => segment === null);
  return [
    ...named.slice(0, SHOWN),
    ...(rest.length > 0
      ? [{ key: 'others', label: others(rest.length), customers: sumOf(rest.map((one) => ({ ...one, segment: null }))) }]
      : []),
    ...(nowhere ? [{ key: 'none', label: none, customers: nowhere.customers }] : []),
  ];
}
