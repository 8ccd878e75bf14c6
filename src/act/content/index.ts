export { buildTemplate } from './build.ts';
export { escapeHtml, mapHrefs, unescapeHtml } from './hrefs.ts';
export { type ContentProblem, problemsOf } from './problems.ts';
export {
  createRenderer,
  type RenderedContent,
  type Renderer,
  type RendererOptions,
  type RenderOutcome,
  type RenderRequest,
} from './renderer.ts';
export { type ContentFormat, variablesOf } from './template.ts';
export { type RenderedWord, SENSITIVE_WORD, wordsOfRendered } from './wording.ts';
