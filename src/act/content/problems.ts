/** What is wrong with a template, and where: all of it that can be told at once, for whoever is writing it. */
import type { Liquid, Template } from 'liquidjs';
import { type Said, saidIn, VolanoError } from '../../base/index.ts';
import { type Blocks, blankedBlocks, CONTENT_FIELDS, contentsOf, placeOfBlock, type TemplateDefinition } from '../../define/index.ts';
import { buildTemplate } from './build.ts';
import { createEngine } from './engine.ts';
import { liquidSaid, said } from './said.ts';
import { unknownVariable, variablesOf } from './template.ts';

/** `line` and `column` begin with 1, in the text of the field as it is written; absent where it concerns the whole field. */
export interface ContentProblem {
  /** E.g. `subject`, `locales.zh.body`, `variants.short.body`. */
  readonly field: string;
  readonly message: Said;
  readonly line?: number;
  readonly column?: number;
}

const engine: Liquid = createEngine('text', () => 'UTC');

/** Empty when a release would take it. `traits`: ids of those that there are; without it any may be read. */
export function problemsOf(template: TemplateDefinition, blocks: Blocks, traits?: ReadonlySet<string>): readonly ContentProblem[] {
  const found = contentsOf(template).flatMap(({ content, path }) =>
    CONTENT_FIELDS.flatMap((field) => {
      const source = content[field];
      return source === undefined ? [] : liquidProblems(source, traits).map((problem) => ({ field: `${path}${field}`, ...problem }));
    }),
  );
  return found.length > 0 ? found : builtProblems(template, blocks);
}

type Placed = Omit<ContentProblem, 'field'>;

function liquidProblems(source: string, traits: ReadonlySet<string> | undefined): readonly Placed[] {
  let nodes: Template[];
  try {
    nodes = engine.parse(blankedBlocks(source));
  } catch (error) {
    return [parseProblem(error)];
  }
  const { globals } = engine.analyzeSync(nodes, { partials: false });
  return Object.values(globals).flatMap((variables) =>
    variables.flatMap(({ segments: [root, name], location: { row, col } }) => {
      const wrong = unknownVariable(root, name) ?? unknownTrait(root, name, traits);
      return wrong === undefined ? [] : [{ message: wrong, line: row, column: col }];
    }),
  );
}

function unknownTrait(root: unknown, name: unknown, traits: ReadonlySet<string> | undefined): Said | undefined {
  if (root !== 'trait' || !traits || traits.has(String(name))) return undefined;
  return said`there is no trait "${String(name)}"`;
}

/** liquidjs says the place twice: as a number and at the end of its sentence. */
function parseProblem(error: unknown): Placed {
  const [message = ''] = (error instanceof Error ? error.message : String(error)).split('\n', 1);
  const place = /, line:(\d+), col:(\d+)$/.exec(message);
  if (!place) return { message: liquidSaid(message) };
  return { message: liquidSaid(message.slice(0, place.index)), line: Number(place[1]), column: Number(place[2]) };
}

/** What only shows with the blocks put in and MJML made HTML: the first of it. */
function builtProblems(template: TemplateDefinition, blocks: Blocks): readonly ContentProblem[] {
  try {
    variablesOf(buildTemplate(template, blocks));
    return [];
  } catch (error) {
    if (!(error instanceof VolanoError) || error.code !== 'VOLANO_TEMPLATE_INVALID') throw error;
    const field = String(error.details.field);
    const { problem = '' } = error.details;
    const message = { en: saidIn(problem, 'en'), zh: saidIn(problem, 'zh') };
    const at = contentsOf(template).find(({ path }) => CONTENT_FIELDS.some((one) => `${path}${one}` === field));
    const source = at?.content[field.slice(at.path.length) as (typeof CONTENT_FIELDS)[number]];
    return [{ field, message, ...(source !== undefined && placeIn(source, message.en)) }];
  }
}

/** Where what the sentence names first stands: a block, or an element. */
function placeIn(source: string, message: string): Pick<ContentProblem, 'line' | 'column'> | undefined {
  const block = /block "([^"]+)"/.exec(message)?.[1];
  const element = /<([a-z][a-z0-9-]*)>/.exec(message)?.[1];
  const index = block !== undefined ? placeOfBlock(source, block) : element !== undefined ? source.indexOf(`<${element}`) : -1;
  if (index < 0) return undefined;
  const before = source.slice(0, index).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}
