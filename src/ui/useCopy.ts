import { useCallback, useEffect, useState } from 'react'

export const copyWords = {
  copied: 'Copied',
  refused: 'Not copied: the browser refused access to the clipboard.',
} as const

export const copyIcons = { copied: 'check', refused: 'warning' } as const

/** How putting something on the clipboard went, for two seconds; `of` tells several things apart. */
export type CopyOutcome = { went: keyof typeof copyWords; of: string } | null

/** The browser waits for the HTML itself: after an `await` of ours the click would no longer count. */
async function write(text: string, html: (() => string | Promise<string>) | undefined): Promise<void> {
  if (html && typeof ClipboardItem === 'function') {
    const rich = async () => new Blob([await html()], { type: 'text/html' })
    const plain = new Blob([text], { type: 'text/plain' })
    try {
      await navigator.clipboard.write([new ClipboardItem({ 'text/plain': plain, 'text/html': rich() })])
      return
    } catch {
      // What refused both may still take the text.
    }
  }
  await navigator.clipboard.writeText(text)
}

/** Puts texts on the clipboard, and says how that went. */
export function useCopy(): {
  outcome: CopyOutcome
  /**
   * @param html the same for programs that take more than plain text; where it cannot be had the text goes alone
   * @param of comes back in `outcome`
   */
  copy: (text: string, html?: () => string | Promise<string>, of?: string) => void
} {
  const [outcome, setOutcome] = useState<CopyOutcome>(null)
  useEffect(() => {
    if (!outcome) return
    const timer = setTimeout(() => setOutcome(null), 2000)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = useCallback((text: string, html?: () => string | Promise<string>, of = text) => {
    write(text, html).then(
      () => setOutcome({ went: 'copied', of }),
      () => setOutcome({ went: 'refused', of }),
    )
  }, [])
  return { outcome, copy }
}
