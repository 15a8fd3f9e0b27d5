import { useEffect, useState } from 'react'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import type { ButtonProps } from './Button.tsx'

interface Props extends Omit<ButtonProps, 'icon' | 'children' | 'onClick'> {
  /** Called on the click, so that the text need not exist before. */
  text: () => string
  /** The same for programs that take more than plain text. Where it cannot be had the text goes alone. */
  html?: () => string | Promise<string>
  label?: string
  /** Where the container is narrow the icon stands for the words. */
  folds?: boolean
}

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

/** Puts text on the clipboard. The icon says for two seconds whether that went well; the name stays. */
export function CopyButton({ text, html, label = 'Copy', folds = false, ...button }: Props) {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null)
  useEffect(() => {
    if (!outcome) return
    const timer = setTimeout(() => setOutcome(null), 2000)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = async () => {
    try {
      await write(text(), html)
      setOutcome('copied')
    } catch {
      setOutcome('refused')
    }
  }
  return (
    <>
      <Button
        {...button}
        title={outcome === 'refused' ? 'The browser refused access to the clipboard.' : undefined}
        icon={<Icon name={outcome === 'copied' ? 'check' : outcome === 'refused' ? 'warning' : 'copy'} />}
        onClick={() => void copy()}
      >
        <span className={folds ? 'sr-only @md:not-sr-only' : undefined}>{label}</span>
      </Button>
      <span role="status" className="sr-only">
        {outcome === 'copied' && 'Copied'}
        {outcome === 'refused' && 'Not copied: the browser refused access to the clipboard.'}
      </span>
    </>
  )
}
