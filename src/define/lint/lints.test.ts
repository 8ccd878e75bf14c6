/** Each lint: what it finds and where, and what it leaves alone. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { all, any, segment, trait } from '../build/conditions.ts';
import { defineChannel, defineEvent, definePolicy, defineSegment, defineTemplate } from '../build/definitions.ts';
import type { StepInput } from '../build/step-inputs.ts';
import { branch, exit, send, split, update, wait, waitFor, waitUntil, webhook } from '../build/steps.ts';
import { onDate, onEvent, onSchedule, onSegment } from '../build/triggers.ts';
import type { JourneyDefinition } from '../journey.ts';
import { findings, found, journeyOf, mail, name, text } from './lint.suite.ts';
import { LINTS } from './table.ts';
import { FINDINGS, TITLES, textOf } from './texts.ts';

const two = [mail('a'), text('b')];
const both = (...steps: Parameters<typeof journeyOf>[0]): JourneyDefinition => journeyOf([...steps, ...two]);

describe('a good project', () => {
  test('has no findings', () => expect(found(both(wait('1d')))).toEqual([]));

  test('has none for what the lints do not read', () => {
    expect(found(defineSegment({ id: 'all', name, condition: all() }), both(exitBranch()))).toEqual([]);
  });
});

function exitBranch() {
  return branch({ when: trait('city').is('Rome'), then: [exit()] });
}

describe('never-true', () => {
  const contradiction = all(trait('city').is('Rome'), trait('city').is('Oslo'));

  test('finds segments, goals, exits and entry conditions', () => {
    const nobody = defineSegment({ id: 'nobody', name, condition: contradiction });
    expect(found(nobody)).toEqual(['never-true segment nobody condition']);
    const journey = journeyOf(two, { when: contradiction, goal: contradiction, exits: [segment('nobody')] });
    expect(found(nobody, journey)).toEqual([
      'never-true segment nobody condition',
      'never-true journey way when',
      'never-true journey way goal',
      'never-true journey way exits[0]',
    ]);
  });

  test('says what to look for', () => {
    const [finding] = findings(defineSegment({ id: 'nobody', name, condition: contradiction }));
    expect(finding).toMatchObject({ severity: 'error', text: { en: expect.stringContaining('contradicts itself') } });
  });
});

describe('unreachable-step', () => {
  const rome = { when: trait('city').is('Rome'), steps: [mail('rome')] };

  test('finds a way that an earlier one takes', () => {
    expect(found(both(branch({ branches: [rome, { ...rome, steps: [mail('again')] }] })))).toEqual([
      'unreachable-step journey way steps[0].branches[1]',
    ]);
  });

  test('finds what is behind a way that everybody takes', () => {
    const everybody = { when: all(), steps: [mail('all')] };
    expect(found(both(branch({ branches: [everybody, rome], otherwise: [mail('none')] })))).toEqual([
      'unreachable-step journey way steps[0].branches[1]',
      'unreachable-step journey way steps[0].otherwise',
    ]);
  });

  test('finds a way that nobody takes, also without steps', () => {
    const never = { when: all(trait('city').is('Rome'), trait('city').is('Oslo')), steps: [] };
    expect(found(both(branch({ branches: [never] })))).toEqual(['unreachable-step journey way steps[0].branches[0]']);
    const [finding] = findings(both(branch({ branches: [rome, { ...rome, steps: [mail('again')] }] })));
    expect(finding!.text.en).toContain('nobody comes to "again"');
  });

  test('looks into steps within steps', () => {
    const inner = branch({ branches: [{ when: any(), steps: [mail('x')] }] });
    expect(found(both(waitFor('Paid', { timeout: '1d', otherwise: [inner] })))).toEqual([
      'unreachable-step journey way steps[0].otherwise[0].branches[0]',
    ]);
  });
});

describe('quiet hours', () => {
  const night = { from: '22:00', to: '08:00', classes: ['marketing'] as const };
  const policy = (more: object = {}) => definePolicy({ quietHours: { ...night, ...more } });

  test.each([
    ['a wait until then', both(waitUntil('23:00'))],
    ['a schedule', journeyOf(two, { trigger: onSchedule({ every: 'day', at: '06:30' }) })],
    ['a date', journeyOf(two, { trigger: onDate('city', { on: 'day', every: 'year', at: '00:00' }) })],
  ])('are found behind %s', (_, journey) => {
    const lines = found(policy(), journey);
    expect(lines.map((line) => line.split(' ', 1)[0])).toEqual(['in-quiet-hours', 'in-quiet-hours']);
  });

  test('are found in a way behind the wait, and not behind another wait', () => {
    expect(found(policy(), both(waitUntil('23:00'), branch({ when: trait('city').is('x'), then: [mail('c')] }), wait('1h')))).toEqual([
      'in-quiet-hours journey way steps[1].branches[0].steps[0]',
    ]);
    expect(found(policy(), both(waitUntil('23:00'), branch({ when: trait('city').is('x'), then: [wait('9h')] })))).toEqual([]);
    expect(found(policy(), both(waitUntil('23:00'), waitFor('Paid', { timeout: '1d', then: [mail('c')] })))).toEqual([]);
  });

  test('are not, at day, at their end, for other classes, or without any', () => {
    expect(found(policy(), both(waitUntil('12:00')))).toEqual([]);
    expect(found(policy(), both(waitUntil('08:00')))).toEqual([]);
    expect(found(both(waitUntil('23:00')))).toEqual([]);
    expect(
      found(policy(), journeyOf([waitUntil('23:00'), mail('a', { messageClass: 'service' }), text('b', { messageClass: 'service' })])),
    ).toEqual([]);
  });

  test('lose what is not kept until their end', () => {
    expect(found(policy({ expireAfter: '2h' }), both(waitUntil('23:00')))).toEqual([
      'never-sent journey way steps[1]',
      'never-sent journey way steps[2]',
    ]);
    const short = definePolicy({ quietHours: night, expiry: { marketing: '1h' } });
    expect(findings(short, both(waitUntil('23:00'))).map(({ severity }) => severity)).toEqual(['error', 'error']);
    expect(found(policy({ from: '01:00', to: '05:00', expireAfter: '2h' }), both(waitUntil('04:00')))).toEqual([
      'in-quiet-hours journey way steps[1]',
      'in-quiet-hours journey way steps[2]',
    ]);
  });
});

describe('caps-too-tight', () => {
  const capped = (max: number, per: string | { this: 'day' }, more: object = {}) =>
    definePolicy({ caps: [{ id: 'few', max, per, classes: ['marketing'], ...more } as never] });

  test('finds the message that is one too many', () => {
    expect(found(capped(2, '7d'), journeyOf([mail('a'), wait('1d'), text('b'), wait('1d'), mail('c')]))).toEqual([
      'caps-too-tight journey way steps[4]',
    ]);
  });

  test('leaves alone what lies far enough apart, or may', () => {
    expect(found(capped(2, '7d'), journeyOf([mail('a'), wait('3d'), text('b'), wait('4d'), mail('c')]))).toEqual([]);
    expect(found(capped(1, '7d'), journeyOf([mail('a'), waitUntil('10:00', { weekdays: [1] }), text('b')]))).toEqual([]);
    expect(found(capped(1, '1d'), journeyOf([mail('a'), waitFor('Paid', { timeout: '2d', then: [text('b')] })]))).toEqual([]);
  });

  test('counts along one way only', () => {
    const split1 = split([
      { id: 'x', share: 0.5, steps: [mail('a')] },
      { id: 'y', share: 0.5, steps: [text('b')] },
    ]);
    expect(found(capped(1, '7d'), journeyOf([split1]))).toEqual([]);
    expect(found(capped(1, '7d'), journeyOf([split1, mail('c')]))).toEqual(['caps-too-tight journey way steps[1]']);
    expect(found(capped(1, '7d'), journeyOf([branch({ when: trait('city').is('x'), then: [mail('a'), exit()] }), text('b')]))).toEqual([]);
  });

  test('counts what the cap counts', () => {
    expect(found(capped(1, '7d', { channel: 'mail' }), journeyOf(two))).toEqual([]);
    expect(found(capped(1, '7d', { purpose: 'news' }), journeyOf(two))).toEqual([]);
    expect(found(capped(1, '7d'), journeyOf([mail('a'), text('b', { messageClass: 'service' })]))).toEqual([]);
  });

  test('of a calendar period knows only what goes at one moment', () => {
    expect(found(capped(1, { this: 'day' }), journeyOf(two))).toEqual(['caps-too-tight journey way steps[1]']);
    expect(found(capped(1, { this: 'day' }), journeyOf([mail('a'), wait('1h'), text('b')]))).toEqual([]);
  });
});

describe('missing-variable', () => {
  const dictionary = defineEvent({ id: 'Seen', name, properties: { 'product.name': { type: 'string' } } });
  const printing = (path: string) => defineTemplate({ id: 'hello', name, subject: 'Hello', body: `Hi {{ event.${path} }}` });

  test('finds what the dictionary does not have', () => {
    expect(found(dictionary, printing('prodct'), journeyOf(two))).toEqual([
      'missing-variable journey way steps[0].template',
      'missing-variable journey way steps[1].template',
    ]);
  });

  test('knows nothing without a dictionary, and accepts what lies within', () => {
    expect(found(printing('prodct'), journeyOf(two))).toEqual([]);
    expect(found(dictionary, printing('product.name'), journeyOf(two))).toEqual([]);
  });
});

describe('channels and consent', () => {
  test('captured-send finds what contacts nobody', () => {
    expect(found(journeyOf([mail('a'), text('b'), mail('c', { channel: 'capture' })]))).toEqual([
      'captured-send journey way steps[2].channel',
    ]);
  });

  test('no-fallback finds a single channel that needs an address', () => {
    expect(found(journeyOf([mail('a'), wait('1d'), mail('b')]))).toEqual(['no-fallback journey way steps[0].channel']);
    expect(findings(journeyOf([text('a')]))[0]!.text.en).toContain('branch on trait.phone');
    const inbox = defineChannel({ id: 'mail', name, type: 'in_app' });
    expect(found(inbox, journeyOf([mail('a')]))).toEqual([]);
    expect(found(journeyOf([wait('1d')]))).toEqual([]);
  });

  test('no-consent finds marketing that nobody was asked about', () => {
    expect(found(journeyOf([mail('a', { purpose: 'news' }), text('b')]))).toEqual(['no-consent journey way steps[0].purpose']);
    expect(found(journeyOf([mail('a', { purpose: 'news', messageClass: 'service' }), text('b')]))).toEqual([]);
  });
});

describe('split-leaves-some', () => {
  const arms = (...shares: readonly number[]) =>
    split(shares.map((share, index) => ({ id: `arm${index}`, share, steps: [wait(`${index + 1}h`)] })));

  test('finds rounded shares, and nothing behind a split', () => {
    expect(found(both(arms(0.33, 0.33, 0.33)))).toEqual(['split-leaves-some journey way steps[0].arms']);
    expect(found(journeyOf([...two, arms(0.5)]))).toEqual(['split-leaves-some journey way steps[2].arms']);
    expect(findings(both(arms(0.33, 0.33, 0.33)))[0]!.text.zh).toContain('1%');
  });

  test('leaves a whole alone, and a part that others pass by', () => {
    expect(found(both(arms(0.1, 0.2, 0.7)))).toEqual([]);
    expect(found(both(arms(0.1)))).toEqual([]);
  });
});

describe('journey-loop', () => {
  const again = { reentry: 'always' } as const;

  test('finds circles through what is sent, with waits', () => {
    const one = journeyOf([wait('1d'), ...two], { ...again, trigger: onEvent('Email Delivered') });
    expect(found(one)).toEqual(['journey-loop journey way trigger']);
  });

  test('finds circles of two through traits and segments', () => {
    const rome = defineSegment({ id: 'rome', name, condition: trait('city').is('Rome') });
    const there = defineSegment({ id: 'there', name, condition: segment('rome') });
    const a = journeyOf([update({ city: 'Rome' }), wait('1h'), ...two], { ...again, id: 'a', trigger: onEvent('Email Delivered') });
    const b = journeyOf([wait('1h'), ...two], { ...again, id: 'b', trigger: onSegment('there') });
    const lines = findings(rome, there, a, b);
    expect(lines.map(({ lint, id }) => `${lint} ${id}`)).toEqual(['journey-loop a', 'journey-loop b']);
    expect(lines[1]!.text.en).toContain('b -> a -> b');
  });

  test('leaves alone what is entered once, or under a condition', () => {
    expect(found(journeyOf([wait('1d'), ...two], { trigger: onEvent('Email Delivered') }))).toEqual([]);
    expect(found(journeyOf([wait('1d'), ...two], { ...again, trigger: onEvent('Email Delivered'), when: trait('city').is('x') }))).toEqual(
      [],
    );
    expect(
      found(
        journeyOf([update({ phone: '1' }), ...two], { ...again, trigger: onSegment('rome') }),
        defineSegment({ id: 'rome', name, condition: trait('city').is('Rome') }),
      ),
    ).toEqual([]);
  });

  test('finds an update that starts itself', () => {
    const one = journeyOf([wait('1h'), update({ city: 'x' }), ...two], { ...again, trigger: onEvent('$identify') });
    expect(found(one)).toEqual(['journey-loop journey way trigger']);
  });
});

describe('what a webhook takes from its answer', () => {
  const hook = defineChannel({ id: 'hook', name, type: 'webhook' });
  const asking = (more: Partial<Omit<Extract<StepInput, { type: 'webhook' }>, 'type'>> = {}) =>
    webhook({
      ...{ id: 'ask', channel: 'hook', template: 'hello', response: [{ field: 'city', trait: 'city' }] },
      ...{ await: { outcome: 'answered', timeout: '1h' } as const, onFailure: [exit({ id: 'no' })] },
      ...more,
    });

  test('bad-answer: one that goes on all the same is found, one that says what follows is not', () => {
    const { onFailure: _, ...silent } = asking() as Extract<StepInput, { type: 'webhook' }>;
    expect(found(hook, both(silent as StepInput))).toEqual(['bad-answer journey way steps[0].onFailure']);
    expect(found(hook, both(asking()))).toEqual([]);
  });

  test('journey-loop: it may start a journey as an update does', () => {
    const again = { reentry: 'always' } as const;
    const one = journeyOf([wait('1h'), asking(), ...two], { ...again, trigger: onEvent('$identify') });
    expect(found(hook, one)).toEqual(['journey-loop journey way trigger']);
    const rome = defineSegment({ id: 'rome', name, condition: trait('city').is('Rome') });
    expect(found(hook, rome, journeyOf([wait('1h'), asking(), ...two], { ...again, trigger: onSegment('rome') }))).toEqual([
      'journey-loop journey way trigger',
    ]);
  });
});

describe('no-kpi', () => {
  test('finds a journey that does not say by what it is judged', () => {
    const { kpi: _, ...without } = both(wait('1d')) as JourneyDefinition & { readonly kpi?: unknown };
    expect(found(without as JourneyDefinition)).toEqual(['no-kpi journey way']);
  });
});

describe('the table of lints', () => {
  test('has each id once, errors first', () => {
    const ids = LINTS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const firstWarning = LINTS.findIndex(({ severity }) => severity === 'warning');
    expect(LINTS.slice(firstWarning).some(({ severity }) => severity === 'error')).toBe(false);
  });

  test('stands in the documentation, word for word', () => {
    const page = readFileSync(new URL('../../../docs/lints.md', import.meta.url), 'utf8');
    const rows = page.split('\n').filter((line) => line.startsWith('| `'));
    expect(
      rows.map((row) =>
        row
          .split('|')
          .slice(1, 4)
          .map((cell) => cell.trim()),
      ),
    ).toEqual(LINTS.map(({ id, severity }) => [`\`${id}\``, severity, TITLES[id].en]));
  });
});

describe('the texts of lints', () => {
  const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, hole]) => hole).sort();

  test('have every lint by name, and nothing else', () => expect(Object.keys(TITLES)).toEqual(LINTS.map(({ id }) => id)));

  test.each(Object.entries(FINDINGS))('%s says the same in both languages', (_, { en, zh }) => {
    expect(new Set(holes(zh))).toEqual(new Set(holes(en)));
    expect(zh).toMatch(/[\u4e00-\u9fff]/);
    expect(en).toMatch(/\. |Give|Write/);
  });

  test('are filled in, and keep what Liquid has in braces', () => {
    const { en, zh } = textOf('variable', { template: 't', property: 'p', event: 'E' });
    for (const text of [en, zh]) expect(text).toContain('{{ event.p | default: "..." }}');
    expect(textOf('captured', { step: 'a', channel: 'capture' }).en).toContain('step "a" goes through "capture"');
  });
});

/** Whatever is built of these parts, the lints come to an end, name places that are there, and find the same again. */
describe('lints of random journeys', () => {
  const place: fc.Arbitrary<StepInput> = fc.oneof(
    fc.constantFrom('1h', '3d').map((duration) => wait(duration)),
    fc.constantFrom('09:00', '23:30').map((at) => waitUntil(at)),
    fc.constantFrom('offers', 'news').map((purpose) => send({ channel: 'mail', template: 'hello', purpose })),
    fc.constant(send({ channel: 'text', template: 'hello', purpose: 'offers', messageClass: 'service' })),
  );
  const { steps } = fc.letrec<{ step: StepInput; steps: StepInput[] }>((tie) => ({
    steps: fc.array(tie('step'), { minLength: 1, maxLength: 4 }),
    step: fc.oneof(
      { depthSize: 'small' },
      place,
      tie('steps').map((inside) => branch({ when: trait('city').is('Rome'), then: inside as StepInput[] })),
      tie('steps').map((inside) => waitFor('Paid', { timeout: '1d', then: inside as StepInput[] })),
      tie('steps').map((inside) => split([{ id: 'arm', share: 0.95, steps: inside as StepInput[] }])),
    ),
  }));
  const policy = definePolicy({
    quietHours: { from: '22:00', to: '08:00', classes: ['marketing'] },
    caps: [{ id: 'few', max: 2, per: '7d', classes: ['marketing'] }],
  });
  const at = (value: unknown, path: string): unknown =>
    path
      .split(/[.[\]]+/)
      .filter((key) => key !== '')
      .reduce<unknown>((one, key) => (one as Record<string, unknown> | undefined)?.[key], value);

  test('name places that are there', () => {
    fc.assert(
      fc.property(steps, (inside) => {
        const journey = journeyOf([...inside, ...two]);
        const all = findings(policy, journey);
        for (const { path } of all) expect(at(journey, path)).toBeDefined();
        expect(findings(policy, journey)).toEqual(all);
      }),
    );
  });

  test('find no more caps exceeded when every wait is made longer than their windows', () => {
    fc.assert(
      fc.property(steps, (inside) => {
        const apart = (list: readonly StepInput[]): StepInput[] => list.flatMap((one) => [wait('8d'), spread(one)]);
        const spread = (one: StepInput): StepInput => {
          if (one.type === 'branch') return { ...one, branches: one.branches.map((arm) => ({ ...arm, steps: apart(arm.steps) })) };
          if (one.type === 'wait_for') return { ...one, steps: apart(one.steps ?? []) };
          return one.type === 'split' ? { ...one, arms: one.arms.map((arm) => ({ ...arm, steps: apart(arm.steps) })) } : one;
        };
        const lines = found(policy, journeyOf(apart([...inside, ...two])));
        expect(lines.filter((line) => line.startsWith('caps-too-tight'))).toEqual([]);
      }),
    );
  });
});
