/** What a customer may tell; the file itself tells none of it. */
import { defineTrait, type TraitDefinition } from 'volano';

export const declaredTraits: readonly TraitDefinition[] = [
  defineTrait({ id: 'email', name: { en: 'E-mail address', zh: '邮箱' }, type: 'string' }),
  defineTrait({ id: 'locale', name: { en: 'Locale', zh: '语言' }, type: 'string' }),
];
