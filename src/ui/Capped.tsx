import { useMemo, useState } from 'react'
import { Button } from './Button.tsx'
import { size, whole } from './figures.ts'
import { shorten } from './json.ts'
import type { ReactNode } from 'react'

/** Characters shown before "Show all": what a browser lays out without a pause. */
const CAP = 60_000

interface Props {
  /** Exact, however long. */
  text: string
  children: (shown: string) => ReactNode
}

/** A long text for the eye: base64 in it shortened, and its beginning alone until all of it is asked for. */
export function Capped({ text, children }: Props) {
  const [all, setAll] = useState(false)
  const short = useMemo(() => shorten(text), [text])
  return (
    <>
      {children(all ? short : short.slice(0, CAP))}
      {short.length > CAP && !all && (
        <p className="flex items-center gap-2 pt-2 text-label text-mute">
          {whole(CAP)} of {whole(short.length)} characters.
          <Button variant="bordered" size={24} onClick={() => setAll(true)}>
            Show all {size(short.length)}
          </Button>
        </p>
      )}
    </>
  )
}
