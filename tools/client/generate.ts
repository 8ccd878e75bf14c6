/** TypeScript of the API, for `openapi-fetch`: made of the document that the API itself gives. */
import openapiTS, { astToString } from 'openapi-typescript';
import { apiDocument } from '../../src/api/index.ts';

const HEAD = `/** What the API takes and answers. Made of its OpenAPI document by \`npm run client\`: not to be changed by hand. */

`;

/** `Profile` beside `components['schemas']['Profile']`; a default is no promise that the field is sent. */
const OPTIONS = { alphabetize: true, rootTypes: true, rootTypesNoSchemaPrefix: true, defaultNonNullable: false };

/** Unions that contain themselves, which TypeScript does not take where a type is a field. */
const ENDLESS = ['PlainValue'];

/** The text of the module. */
export async function clientSchema(): Promise<string> {
  const document = await apiDocument();
  for (const name of ENDLESS) document.components.schemas[name] = { description: 'Any JSON.' };
  return HEAD + astToString(await openapiTS(document as never, OPTIONS));
}
