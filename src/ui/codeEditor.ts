import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import { bracketMatching, foldGutter, foldKeymap, indentOnInput } from '@codemirror/language'
import { lintGutter, setDiagnostics } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete'

/** A place of a text, and what is to be said of it. */
export interface Mark {
  from: number
  to: number
  severity: 'error' | 'warning' | 'info'
  message: string
}

/** A word that may be typed at a place. */
export interface Offer {
  label: string
  detail?: string
  /** What is put into the text. */
  apply: string
}

interface Options {
  /** An element that can have a shadow root. */
  host: HTMLElement
  text: string
  /** The accessible name. */
  label: string
  selection: { from: number; to: number }
  onChange: (text: string) => void
  /** What may stand where a string has been begun, or is to begin. @param at index in the text */
  offer: (text: string, at: number) => readonly Offer[]
}

export interface CodeEditor {
  setText(text: string): void
  setMarks(marks: readonly Mark[]): void
  /** Selects what is between two places, and shows it. */
  show(from: number, to: number): void
  focus(): void
  destroy(): void
}

const theme = EditorView.theme({
  '&': { color: 'var(--color-ink)', backgroundColor: 'var(--color-raised)', fontSize: '12px' },
  // Whoever holds it draws the focus, around the gutters too.
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '20px' },
  '.cm-content': { caretColor: 'var(--color-ink)', padding: '8px 0' },
  '.cm-cursor': { borderLeftColor: 'var(--color-ink)' },
  '.cm-gutters': { backgroundColor: 'var(--color-panel)', color: 'var(--color-mute)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--color-hover)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--color-accent-wash)',
  },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--color-accent-wash)', outline: 'none' },
  '.cm-tooltip': {
    backgroundColor: 'var(--color-raised)',
    color: 'var(--color-ink)',
    border: '1px solid var(--color-line)',
    borderRadius: '4px',
    fontFamily: 'var(--font-sans)',
  },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--color-accent-wash)',
    color: 'var(--color-ink)',
  },
  '.cm-completionDetail': { color: 'var(--color-mute)', fontStyle: 'normal' },
  '.cm-lint-marker': { width: '8px', height: '8px', margin: '6px 3px', borderRadius: '50%' },
  '.cm-lint-marker-error': { content: 'normal', backgroundColor: 'var(--color-fail)' },
  '.cm-lint-marker-warning': {
    content: 'normal',
    borderRadius: '2px',
    backgroundColor: 'var(--color-caution)',
  },
  '.cm-lint-marker-info': { content: 'normal', backgroundColor: 'var(--color-edge)' },
  '.cm-diagnostic': { borderLeftWidth: '2px' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--color-fail)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--color-caution)' },
  '.cm-diagnostic-info': { borderLeftColor: 'var(--color-edge)' },
  '.cm-lintRange-error': { backgroundImage: 'none', borderBottom: '2px solid var(--color-fail)' },
  '.cm-lintRange-warning': { backgroundImage: 'none', borderBottom: '2px dotted var(--color-caution)' },
  '.cm-lintRange-info': { backgroundImage: 'none', borderBottom: '1px dotted var(--color-edge)' },
})

/**
 * An editor for JSON in an open shadow root, so that its styles are sheets of that root, which the page's policy does not
 * govern.
 */
export function mountCodeEditor({ host, text, label, selection, onChange, offer }: Options): CodeEditor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  const complete = (context: CompletionContext): CompletionResult | null => {
    const word = context.matchBefore(/"?[\w$-]*/)
    if (!word || (word.from === word.to && !context.explicit)) return null
    const options = offer(context.state.doc.toString(), word.from)
    if (options.length === 0) return null
    // A closing quote that was put there by itself is part of what is replaced.
    const after = context.state.sliceDoc(context.pos, context.pos + 1) === '"' ? 1 : 0
    return {
      from: word.from,
      to: context.pos + after,
      options: options.map(({ label: name, detail = '', apply }) => ({
        label: `"${name}"`,
        displayLabel: name,
        detail,
        apply,
      })),
    }
  }
  /** What is put in from outside is not told to the outside again. */
  let quiet = false
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      selection: {
        anchor: Math.min(selection.from, text.length),
        head: Math.min(selection.to, text.length),
      },
      extensions: [
        lineNumbers(),
        foldGutter(),
        lintGutter(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        autocompletion({ override: [complete], icons: false }),
        json(),
        theme,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
        keymap.of([
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...defaultKeymap,
          ...historyKeymap,
          ...foldKeymap,
          // Esc, then Tab, leaves the editor.
          indentWithTab,
        ]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !quiet) onChange(update.state.doc.toString())
        }),
      ],
    }),
  })
  return {
    setText(next) {
      const now = view.state.doc.toString()
      if (now === next) return
      quiet = true
      view.dispatch({ changes: { from: 0, to: now.length, insert: next } })
      quiet = false
    },
    setMarks(marks) {
      const { length } = view.state.doc
      const inside = marks.map(({ from, to, severity, message }) => ({
        from: Math.min(from, length),
        to: Math.min(Math.max(to, from), length),
        severity,
        message,
      }))
      view.dispatch(setDiagnostics(view.state, inside))
    },
    show(from, to) {
      const { length } = view.state.doc
      view.dispatch({
        selection: { anchor: Math.min(from, length), head: Math.min(to, length) },
        scrollIntoView: true,
      })
      view.focus()
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  }
}
