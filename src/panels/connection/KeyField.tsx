import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Field, fieldLook } from '../../ui/Field.tsx'
import { words } from './words.ts'
import type { Ref } from 'react'

interface Props {
  ref: Ref<HTMLInputElement>
  error: string | undefined
  /** What of the text in the field is left out. */
  changed: string | undefined
  /** The reader has changed the field. */
  onType: () => void
}

/** Says what of a pasted text is not taken. Always in the document, so that it is read out when it changes. */
export function Changed({ sentence }: { sentence: string | undefined }) {
  return (
    <span aria-live="polite" className="block text-ink">
      {sentence}
    </span>
  )
}

/**
 * The key, dots unless shown. React is given no `value`: it would copy it into the attribute, where it is part of the
 * page's own HTML.
 */
export function KeyField({ ref, error, changed, onType }: Props) {
  const [shown, setShown] = useState(false)
  return (
    <Field
      label="API key"
      error={error}
      hint={
        <>
          <Changed sentence={changed} />
          {words.keyHint.before}
          <span className="font-mono">x-goog-api-key</span>
          {words.keyHint.after}
          <a
            href="https://aistudio.google.com/apikey"
            target="_blank"
            rel="noopener noreferrer"
            className="text-accent underline"
          >
            {words.keyHint.link}
          </a>
          .
        </>
      }
    >
      {(control) => (
        <div className="relative">
          <input
            {...control}
            ref={ref}
            type={shown ? 'text' : 'password'}
            autoComplete="off"
            spellCheck={false}
            onInput={onType}
            className={`h-11 pr-16 font-mono narrow:h-8 narrow:text-label ${fieldLook}`}
          />
          <div className="absolute inset-y-0 right-1 flex items-center">
            <Button size={24} aria-pressed={shown} onClick={() => setShown(!shown)}>
              Show
            </Button>
          </div>
        </div>
      )}
    </Field>
  )
}
