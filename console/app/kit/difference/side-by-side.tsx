/** A definition before and after, as JSON in two columns. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Change } from '../../api/index.ts';
import { pairedRows } from './sides.ts';

export function SideBySide({ lines, label }: { readonly lines: Change['lines']; readonly label: string }): ReactNode {
  const { t } = useTranslation('difference');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it with the keys.
    <section className="difference-sides" aria-label={t('sides', { name: label })} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('before')}</th>
            <th scope="col">{t('after')}</th>
          </tr>
        </thead>
        <tbody>
          {pairedRows(lines).map((row, index) =>
            row === undefined ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: it stands for lines that are left out, and never moves.
              <tr key={`left-out-${index}`} className="difference-left-out">
                <td colSpan={2}>⋯</td>
              </tr>
            ) : (
              <tr key={row.at}>
                <Side text={row.left} sign={row.isKept ? '' : '−'} />
                <Side text={row.right} sign={row.isKept ? '' : '+'} />
              </tr>
            ),
          )}
        </tbody>
      </table>
    </section>
  );
}

const CLASSES: Readonly<Record<string, string>> = { '−': 'difference-was', '+': 'difference-is' };

function Side({ text, sign }: { readonly text: string | undefined; readonly sign: '' | '−' | '+' }): ReactNode {
  if (text === undefined) return <td className="difference-empty" />;
  return (
    <td className={CLASSES[sign]}>
      {sign !== '' && <span className="difference-sign">{sign}</span>}
      <code>{text}</code>
    </td>
  );
}
