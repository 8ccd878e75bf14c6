export {
  createRenderer,
  type RenderedContent,
  type Renderer,
  type RendererOptions,
  type RenderOutcome,
  type RenderRequest,
} from './renderer.ts';
export { type ContentFormat, type TemplateVariables, variablesOf } from './template.ts';
