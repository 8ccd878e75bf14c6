/** Starts the console in the page. */
import { createRoot } from 'react-dom/client';
import { Console } from './console.tsx';
import { startTexts } from './i18n.ts';
import { applyNonce } from './nonce.ts';
import { keptLanguage } from './shell/preferences.ts';

applyNonce();
const texts = await startTexts(keptLanguage(localStorage, navigator.languages));
createRoot(document.getElementById('root')!).render(<Console texts={texts} />);
