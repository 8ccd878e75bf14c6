/** The page of a playbook: what it does, needs, adds, aims at, and came to. */
import type { JourneyDefinition, Text } from '../../define/index.ts';
import type { Playbook, PlaybookResult } from '../../library/index.ts';
import { EVERYTHING, needsOf } from './needs.ts';
import { KINDS, METRICS, TYPES, WORDS } from './texts.ts';

type Language = keyof Text;

/** Its page in Markdown. */
export function readmeOf(playbook: Playbook, language: Language, { tested = true }: { readonly tested?: boolean } = {}): string {
  const say = (key: keyof typeof WORDS): string => WORDS[key][language];
  const { events, messages, traits } = needsOf(playbook);
  const ways = messages.map(
    ({ template, kind, ways: types }) =>
      `  - \`${template.replace(/_text$/, '')}\` (${say(kind)})${say('colon')}${types.map((type) => TYPES[type][language]).join(say('or'))}`,
  );
  const definitions = playbook.definitions(EVERYTHING);
  const kinds = Object.keys(KINDS).flatMap((kind) => {
    const ids = definitions.filter((one) => one.kind === kind).map(({ id }) => `\`${id}\``);
    return ids.length === 0 ? [] : [`- ${KINDS[kind]![language]}${say('colon')}${ids.join(', ')}`];
  });
  const journeys = definitions.filter((one) => one.kind === 'journey');
  return `${[
    `# ${playbook.name[language]}`,
    say('other'),
    playbook.summary[language],
    `## ${say('needs')}`,
    [
      ...(events.length === 0 ? [] : [`- ${say('events')}${say('colon')}${events.map((name) => `\`${name}\``).join(', ')}`]),
      ...(traits.length === 0 ? [] : [`- ${say('told')}${say('colon')}${traits.map((id) => `\`${id}\``).join(', ')}`]),
      ...(ways.length === 0 ? [] : [`- ${say('channels')}${say('colon').trim()}`, ...ways]),
    ].join('\n'),
    `## ${say('adds')}`,
    kinds.join('\n'),
    `## ${say('aims')}`,
    journeys.map((journey) => aimOf(journey, language)).join('\n'),
    ...(playbook.results ? [`## ${say('results')}`, playbook.results.map((result) => resultOf(result, language)).join('\n')] : []),
    `## ${say('adapt')}`,
    playbook.adapt[language],
    `## ${say('take')}`,
    `\`\`\`sh\nvolano playbook add ${playbook.id}\n\`\`\``,
    say(tested ? 'tests' : 'untested'),
  ].join('\n\n')}\n`;
}

function aimOf({ id, kpi, holdout }: JourneyDefinition, language: Language): string {
  const aim = kpi ? `${METRICS[kpi.metric]![language]} ${kpi.metric === 'revenue_per_customer' ? kpi.target : percent(kpi.target)}` : '–';
  const within = kpi?.within === undefined ? '' : `, ${WORDS.within[language]} ${kpi.within}`;
  return `- \`${id}\`: ${aim}${within}${holdout === undefined ? '' : `; ${WORDS.heldOut[language]} ${percent(holdout)}`}`;
}

function resultOf({ journey, measured, treated, heldOut, lift, kpi }: PlaybookResult, language: Language): string {
  const interval = lift ? `${points(lift.estimate)} (${points(lift.low)} … ${points(lift.high)})` : WORDS.unmeasured[language];
  const value =
    kpi &&
    `; ${METRICS[kpi.metric]![language]} ${kpi.value === null ? WORDS.unmeasured[language] : amount(kpi.metric, kpi.value)} / ${amount(kpi.metric, kpi.target)}`;
  return `- \`${journey}\`: ${WORDS.lift[language]} ${interval}${value ?? ''}; ${treated} + ${heldOut} ${WORDS.treated[language]}, ${WORDS.measured[language]} ${measured}`;
}

function amount(metric: string, value: number): string {
  return metric === 'revenue_per_customer' ? value.toFixed(2) : percent(value);
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))}%`;
}

function points(share: number): string {
  return `${share > 0 ? '+' : ''}${(100 * share).toFixed(1)} pp`;
}
