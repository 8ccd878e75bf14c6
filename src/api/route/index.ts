export type { Area } from './areas.ts';
export { checkAnswers } from './check.ts';
export { component, part } from './component.ts';
export { registerDocs } from './docs.ts';
export { collectRoutes, type OpenApi } from './document.ts';
export { answerError, answerUnknown, DEFINITION_ERRORS } from './errors.ts';
export { invalidQuery, several, shown, text, type Whole, whole } from './input.ts';
export { languageIn, type Told, toldTo } from './language.ts';
export { type Raw, type Route, serve } from './route.ts';
