import { useEffect, useState } from 'react'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import type { ButtonProps } from './Button.tsx'

interface Props extends Omit<ButtonProps, 'icon' | 'children' | 'onClick'> {
  /** Called on the click, so that the text need not exist before. */
  text: () => string
  label?: string
}

/** Puts text on the clipboard. The icon says for two seconds whether that went well; the name stays. */
export function CopyButton({ text, label = 'Copy', ...button }: Props) {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null)
  useEffect(() => {
    if (!outcome) return
    const timer = setTimeout(() => setOutcome(null), 2000)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text())
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
        {label}
      </Button>
      <span role="status" className="sr-only">
        {outcome === 'copied' && 'Copied'}
        {outcome === 'refused' && 'Not copied: the browser refused access to the clipboard.'}
      </span>
    </>
  )
}
