/**
 * The policy allows styles from our own files and those with this answer's nonce. antd and parts below it make style elements as they go, some of
 * them without asking for a nonce: so every style element that our scripts make carries it. What comes as markup does not.
 */
export const nonce: string = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

export function applyNonce(): void {
  const create = document.createElement.bind(document) as (name: string, options?: ElementCreationOptions) => HTMLElement;
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  }) as typeof document.createElement;
}
