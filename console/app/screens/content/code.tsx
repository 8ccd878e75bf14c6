/** An editor of Liquid in HTML, MJML or plain text: lines, colors, and what is wrong where it is. Loaded when somebody first writes. */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { liquid } from '@codemirror/lang-liquid';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { Annotation, EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { type ReactNode, useEffect, useRef } from 'react';
import { nonce } from '../../nonce.ts';
import { COLORS } from './colors.ts';
import './code.css';

export interface Mark {
  readonly message: string;
  /** From 1; absent: of the whole text. */
  readonly line?: number;
  readonly column?: number;
  /** Instead of a place: characters from and to. */
  readonly span?: readonly [from: number, to: number];
  readonly severity: 'error' | 'warning' | 'info';
  /** Of the marked characters. */
  readonly className?: string;
}

export interface CodeProps {
  readonly label: string;
  readonly value: string;
  readonly isReadOnly?: boolean;
  readonly marks: readonly Mark[];
  readonly onChange: (value: string) => void;
}

/** What comes from outside and is not to be told back. */
const fromOutside = Annotation.define<boolean>();

export function Code({ label, value, isReadOnly = false, marks, onChange }: CodeProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const change = useRef(onChange);
  change.current = onChange;
  const first = useRef(value);
  useEffect(() => {
    const editor = new EditorView({
      parent: place.current!,
      state: EditorState.create({
        doc: first.current,
        extensions: [
          lineNumbers(),
          history(),
          drawSelection(),
          bracketMatching(),
          highlightActiveLine(),
          lintGutter(),
          liquid(),
          syntaxHighlighting(HighlightStyle.define([...COLORS])),
          // Tab leaves the editor, so that the keyboard is never caught in it.
          keymap.of([...defaultKeymap, ...historyKeymap]),
          EditorView.lineWrapping,
          EditorView.cspNonce.of(nonce),
          EditorView.contentAttributes.of({ 'aria-label': label }),
          EditorState.readOnly.of(isReadOnly),
          EditorView.updateListener.of(({ docChanged, state, transactions }) => {
            if (docChanged && !transactions.some((one) => one.annotation(fromOutside))) change.current(state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => {
      first.current = editor.state.doc.toString();
      editor.destroy();
      view.current = null;
    };
  }, [label, isReadOnly]);
  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value }, annotations: fromOutside.of(true) });
  }, [value]);
  useEffect(() => {
    const editor = view.current;
    if (editor)
      editor.dispatch(
        setDiagnostics(
          editor.state,
          marks.map((mark) => diagnosticOf(mark, editor.state)).sort((one, other) => one.from - other.from),
        ),
      );
  }, [marks]);
  return <div className="content-code" ref={place} />;
}

function diagnosticOf({ message, line, column = 1, span, severity, className }: Mark, { doc }: EditorState): Diagnostic {
  const marked = className === undefined ? {} : { markClass: className };
  if (span) return { from: Math.min(span[0], doc.length), to: Math.min(span[1], doc.length), severity, message, ...marked };
  const at = doc.line(Math.min(Math.max(line ?? 1, 1), doc.lines));
  const from = Math.min(at.from + column - 1, at.to);
  return { from, to: at.to, severity, message };
}
